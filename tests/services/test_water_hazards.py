"""The water hazard class from a file: every class against an oracle written from the method, and what is refused."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import pytest

from tests.services.desks_for_tests import FACILITY
from tmfcheck.domain.facility import FactQuality
from tmfcheck.errors import InputError
from tmfcheck.services.facilities import add_facility
from tmfcheck.services.opening import shipped_library
from tmfcheck.services.water_hazards import classify_document, keep_class


@pytest.fixture(scope="module")
def pack():
    return shipped_library().load("unece-tmf").pack


# ---------------------------------------------------------------- the oracle: methodology 5.4, nothing else

POINTS = {
    word: points
    for points, words in {
        9: "H340 H350",
        8: "H410",
        6: "H400 H411",
        4: "H300 H310 H360 H360D H360F H370 H372 H412",
        3: "H301 H311 H413",
        2: "EUH029 H341 H351 H361 H361d H361f H371 H373",
        1: "H302 H304 H312",
    }.items()
    for word in words.split()
}
NOT_ADDED = {
    "H301": "H310",
    "H302": "H310 H311",
    "H304": "H312 H302",
    "H310": "H300",
    "H311": "H300 H301",
    "H312": "H300 H301 H302",
    "H340": "H350",
    "H341": "H351",
    "H360D": "H360F",
    "H361d": "H360F H361f",
    "H361f": "H360D",
    "H400": "H410",
}
PARTS = {"H360FD": "H360F H360D", "H360Df": "H360D H361f", "H360Fd": "H360F H361d", "H350i": ""}
WORDS = (*POINTS, *PARTS, "H225", "H315")


def points_of(component):
    given = {part for word in component["h_statements"] for part in PARTS.get(word, word).split()}
    counted = {word for word in given if not given & set(NOT_ADDED.get(word, "").split())}
    missing = 4 * (not component.get("acute_toxicity_known", True)) + 8 * (not component.get("environment_known", True))
    return sum(POINTS.get(word, 0) for word in counted) + missing


def class_of(component):
    if "whc" in component:
        return component["whc"]
    if "h_statements" not in component:
        return 3
    points = points_of(component)
    return 1 if points <= 4 else 2 if points <= 8 else 3


def parts_of(component):
    """Class, raw fraction, fraction after the M-factor, carcinogenic, unidentified."""
    whc, raw = class_of(component), Fraction(str(component["fraction_percent"]))
    percent = raw * (component.get("m_factor", 1) if whc >= 2 else 1)
    carcinogen = component.get("carcinogenic", False) or "H350" in component.get("h_statements", ())
    return whc, raw, percent, carcinogen, "whc" not in component and "h_statements" not in component


def expected(document):
    parts = [parts_of(component) for component in document["components"]]
    counted = [each for each in parts if (each[1] >= Fraction("0.1") if each[3] else each[2] >= Fraction("0.2"))]
    total = {whc: sum(each[2] for each in counted if each[0] == whc) for whc in (1, 2, 3)}
    largest = {whc: max((each[2] for each in counted if each[0] == whc), default=0) for whc in (2, 3)}
    carcinogenic = {each[0] for each in counted if each[3]}
    if 3 in carcinogenic or total[3] >= 3:
        return 3
    if 2 in carcinogenic or total[2] >= 5 or largest[3] >= Fraction("0.2"):
        return 2
    before = {
        name: sum(each[2] for each in parts if (each[4] if name == 4 else each[0] == name and not each[4]))
        for name in (1, 2, 3, 4)
    }
    is_clean = before[1] < 3 and all(before[name] < Fraction("0.2") for name in (2, 3, 4))
    is_clean = is_clean and not document["added_on_purpose"] and not document["floats"]
    return 0 if is_clean and largest[2] < Fraction("0.2") and total[1] < 3 else 1


def component(chance, percent):
    made = {"fraction_percent": percent}
    kind = chance.random()
    if kind < 0.4:
        made["whc"] = chance.choice([0, 1, 2, 3])
    elif kind < 0.9:
        made["h_statements"] = chance.sample(WORDS, chance.randint(0, 4))
        made["acute_toxicity_known"] = chance.random() < 0.8
        made["environment_known"] = chance.random() < 0.8
    if chance.random() < 0.3:
        made["m_factor"] = chance.choice([1, 10, 100])
    if chance.random() < 0.15:
        made["carcinogenic"] = chance.random() < 0.7
    return made


def mixture(chance):
    fractions = [0.05, 0.09, 0.1, 0.15, 0.19, 0.2, 0.25, 1, 2.9, 3, 4.99, 5, 20]
    components = [component(chance, chance.choice(fractions)) for _ in range(chance.randint(0, 4))]
    rest = 100 - sum(Fraction(str(each["fraction_percent"])) for each in components)
    return {
        "components": [*components, {"name": "water", "fraction_percent": float(rest), "whc": 0}],
        "added_on_purpose": chance.random() < 0.1,
        "floats": chance.random() < 0.1,
    }


@pytest.mark.parametrize("seed", range(10))
def test_classes_of_mixtures_and_their_components_equal_the_oracles(pack, seed):
    chance = random.Random(seed)
    for _ in range(150):
        document = mixture(chance)
        got = classify_document(pack, document)
        assert [each["whc"] for each in got["derivation"]] == [class_of(each) for each in document["components"]]
        assert got["whc"] == expected(document), document


@pytest.mark.parametrize("seed", range(3))
def test_points_of_single_substances_equal_the_oracles(pack, seed):
    chance = random.Random(seed)
    for _ in range(200):
        substance = {"fraction_percent": 100, "h_statements": chance.sample(WORDS, chance.randint(0, 8))}
        got = classify_document(pack, {"components": [substance]})
        assert (got["whc"], got["points"]) == (class_of(substance), points_of(substance)), substance


@pytest.mark.parametrize(
    ("shares", "whc"), [(((4, 2),), 1), (((4, 2), (0.25, 3)), 2), (((20, 2),), 2)], ids=["4 %", "0.25 %", "20 %"]
)
def test_published_cases(pack, shares, whc):
    rest = 100 - sum(percent for percent, _ in shares)
    components = [{"fraction_percent": percent, "whc": of_class} for percent, of_class in (*shares, (rest, 0))]
    assert classify_document(pack, {"components": components})["whc"] == whc


def test_a_wholly_unknown_substance_scores_twelve(pack):
    unknown = {"fraction_percent": 100, "h_statements": [], "acute_toxicity_known": False, "environment_known": False}
    got = classify_document(pack, {"components": [unknown]})
    assert (got["whc"], got["points"]) == (3, 12)


def test_leaving_a_substance_unidentified_does_not_take_its_m_factor_away(pack):
    named = {"fraction_percent": 0.2, "m_factor": 100, "whc": 3}
    unnamed = {"fraction_percent": 0.2, "m_factor": 100}
    water = {"fraction_percent": 99.8, "whc": 0}
    for each in (named, unnamed):
        assert classify_document(pack, {"components": [each, water]})["whc"] == 3


def test_an_own_limit_of_zero_counts_every_trace_of_a_carcinogen(pack):
    trace = {"fraction_percent": 0.01, "whc": 3, "carcinogenic": True, "carcinogen_limit_percent": 0}
    assert classify_document(pack, {"components": [trace, {"fraction_percent": 99.99, "whc": 0}]})["whc"] == 3


def test_a_class_written_with_a_point_is_the_same_class(pack):
    shares = ((0.15, 2), (0.15, 2), (99.7, 0))

    def classed(kind):
        components = [{"fraction_percent": percent, "whc": kind(whc)} for percent, whc in shares]
        return json.dumps(classify_document(pack, {"components": components}))

    assert classed(float) == classed(int)
    assert json.loads(classed(float))["whc"] == 1


# ------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("h_statements", ["H360df"], "WHC_VALUE_WRONG"),
        ("h_statements", ["H410X"], "WHC_VALUE_WRONG"),
        ("h_statements", ["h410"], "WHC_VALUE_WRONG"),
        ("inhalation_only", ["H350I"], "WHC_VALUE_WRONG"),
        ("h_statements", "", "LIST_EXPECTED"),
        ("h_statements", False, "LIST_EXPECTED"),
        ("whc", 4, "WHC_VALUE_WRONG"),
        ("whc", True, "WHC_VALUE_WRONG"),
        ("whc", "2", "WHC_VALUE_WRONG"),
        ("m_factor", 0.5, "WHC_FRACTION_WRONG"),
        ("m_factor", 10**400, "WHC_VALUE_WRONG"),
        ("fraction_percent", float("inf"), "WHC_VALUE_WRONG"),
        ("fraction_percent", 99.9, "WHC_SUM_WRONG"),
        ("fraction_percent", -1, "WHC_VALUE_WRONG"),
        ("carcinogenic", "yes", "TRUE_OR_FALSE_EXPECTED"),
        ("h_statement", ["H410"], "KEY_UNKNOWN"),
    ],
)
def test_what_cannot_be_read_is_refused_and_scores_nothing_in_silence(pack, key, value, code):
    with pytest.raises(InputError) as caught:
        classify_document(pack, {"components": [{"name": "x", "fraction_percent": 100, key: value}]})
    assert caught.value.code == code


def test_tests_on_the_mixture_are_read_as_strictly(pack):
    components = [{"fraction_percent": 100, "whc": 1}]
    for tests in ({"aquatic_mg_per_l": []}, {"other_statements": ["H410x"]}, {"aquatic_mg_per_l": {"fish": "1"}}):
        with pytest.raises(InputError):
            classify_document(pack, {"components": components, "tests": tests})


# ------------------------------------------------------------------------------------------------- tailings


def part(whc):
    return {"components": [{"fraction_percent": 100, "whc": whc}]}


def test_tailings_are_classed_by_their_parts(pack):
    got = classify_document(pack, {"dry_solids": part(1), "pond_water": part(2), "wad_cyanide_mg_per_l": 3})
    assert (got["whc"], got["rule"], got["verified"]) == (2, "higher_part", False)
    assert {name: each["whc"] for name, each in got["parts"].items()} == {"dry_solids": 1, "pond_water": 2}
    assert got["wad_cyanide"] == {"mg_per_l": 3, "limit": 10, "applies": False}
    poisoned = classify_document(pack, {"dry_solids": part(1), "wad_cyanide_mg_per_l": 30})
    assert (poisoned["whc"], poisoned["rule"]) == (3, "wad_cyanide")
    assert classify_document(pack, {"dry_solids": part(3), "wad_cyanide_mg_per_l": 30})["rule"] == "higher_part"


def test_harmlessness_is_shown_in_a_file(pack):
    proof = {
        "state": "solid",
        "solubility_mg_per_l": 2,
        "two_valid_tests_without_effect_below_solubility": True,
        "no_hazardous_degradation_product": True,
        "does_not_float": True,
    }
    rock = {"name": "rock", "cas": "14808-60-7", "fraction_percent": 100, "h_statements": [], "harmless": proof}
    assert classify_document(pack, {"components": [rock]})["whc"] == 0
    for wrong in ({"state": "gas"}, {"solubility_mg_per_l": None}, {"does_not_float": "yes"}, {"colour": "grey"}):
        with pytest.raises(InputError):
            classify_document(pack, {"components": [rock | {"harmless": proof | wrong}]})


@pytest.mark.parametrize(
    "document",
    [
        {"dry_solids": part(1), "components": []},
        {"dry_solids": []},
        {"dry_solids": None, "pond_water": None},
        {"dry_solids": part(1), "wad_cyanide_mg_per_l": -1},
        {"dry_solids": part(1), "wad_cyanide_mg_per_l": "much"},
        {"pond_water": {"components": [{"fraction_percent": 50, "whc": 1}]}},
    ],
)
def test_parts_that_cannot_be_read_are_refused(pack, document):
    with pytest.raises(InputError):
        classify_document(pack, document)


def test_the_same_derivation_is_kept_once(desk):
    facility = add_facility(desk, FACILITY | {"notes": "Old dam."}).facility
    for _ in range(2):
        kept = keep_class(desk, facility.id, 2, "Class 2 by calculation.")
    assert kept.fact("whc") == 2
    assert kept.facts["whc"].quality is FactQuality.ESTIMATED
    assert kept.notes == "Old dam.\n\nClass 2 by calculation."
