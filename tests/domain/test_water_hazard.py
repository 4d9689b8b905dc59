"""The water hazard class: what methodology 5.4 says beyond points and mixtures, and the steps that tell it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard import HarmlessnessProof, Substance, classify_substance, read_statements
from tmfcheck.domain.water_hazard_mixture import Mixture, MixtureTests, classify_mixture
from tmfcheck.domain.water_hazard_steps import mixture_steps, tailings_steps
from tmfcheck.domain.water_hazard_tailings import Tailings, classify_tailings
from tmfcheck.errors import InputError
from tmfcheck.services.opening import shipped_library


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped_library().load("unece-tmf").pack


def alone(**more: object) -> Substance:
    return Substance("x", Fraction(100), **more)  # type: ignore[arg-type]


PROOF = {
    "two_valid_tests_without_effect_below_solubility": True,
    "no_hazardous_degradation_product": True,
    "does_not_float": True,
}


@pytest.mark.parametrize(
    ("statements", "points"),
    [
        (("H360FD",), {"H360F": 4}),
        (("H360Df",), {"H360D": 4}),
        (("H360Fd",), {"H360F": 4}),
        (("H360D", "H361f"), {"H360D": 4}),
        (("H360F", "H361d"), {"H360F": 4}),
        (("H350i",), {}),
        (("H350", "H340"), {"H350": 9}),
        (("H341", "H351"), {"H351": 2}),
        (("H300", "H310", "H301", "H311"), {"H300": 4}),
        (("H310", "H301", "H302"), {"H310": 4}),
        (("H312", "H302", "H304"), {"H302": 1}),
        (("H400", "H410"), {"H410": 8}),
    ],
)
def test_statements_that_are_not_added_together(
    pack: Pack, statements: tuple[str, ...], points: dict[str, int]
) -> None:
    assert read_statements(pack, statements).points == points


def test_a_drop_names_the_statement_that_stands_for_it(pack: Pack) -> None:
    reading = read_statements(pack, ("H360FD", "H300", "H301", "H310", "H350i"))
    assert reading.dropped == {"H301": ("H310",), "H310": ("H300",), "H360D": ("H360F",)}
    assert reading.expanded == {"H360FD": ("H360F", "H360D")}
    assert reading.by_inhalation == ("H350i",)


# Lowest result, what is shown, points: methodology 5.4, aquatic test data without a statement.
@pytest.mark.parametrize(
    ("lowest", "shown", "points"),
    [
        (1, {}, 8),
        (1, {"readily_degradable": True}, 8),
        (1, {"readily_degradable": True, "not_accumulating": True}, 0),
        (10, {}, 6),
        (10, {"degradable": True, "not_accumulating": True}, 6),
        (100, {"degradable": True}, 0),
        (100, {"not_accumulating": True}, 4),
        (101, {}, 2),
        (101, {"not_accumulating": True}, 0),
        (101, {"degradable": True}, 0),
    ],
)
def test_points_of_aquatic_tests(pack: Pack, lowest: int, shown: dict[str, bool], points: int) -> None:
    substance = alone(statements=(), aquatic_mg_per_l=Fraction(lowest), **shown)
    assert classify_substance(pack, substance).points == points


def test_missing_data_count_less_for_what_degrades_and_does_not_accumulate(pack: Pack) -> None:
    unknown = {"statements": (), "acute_toxicity_known": False, "environment_known": False}
    assert classify_substance(pack, alone(**unknown)).points == 12
    harmless = {"readily_degradable": True, "not_accumulating": True}
    assert classify_substance(pack, alone(**unknown, **harmless)).points == 10


@pytest.mark.parametrize(
    ("state", "solubility", "more", "whc"),
    [
        ("solid", "99.9", {}, 0),
        ("solid", "100", {}, 1),
        ("liquid", "9.9", {}, 0),
        ("liquid", "10", {}, 1),
        ("solid", "1", {"two_valid_tests_without_effect_below_solubility": False}, 1),
        ("solid", "1", {"no_hazardous_degradation_product": False}, 1),
        ("solid", "1", {"does_not_float": False}, 1),
        ("solid", "1", {"is_organic": True}, 1),
        ("solid", "1", {"is_organic": True, "organic_degrades": True}, 0),
    ],
)
def test_a_substance_is_not_hazardous_only_where_everything_is_shown(
    pack: Pack, state: str, solubility: str, more: dict[str, bool], whc: int
) -> None:
    proof = HarmlessnessProof(state, Fraction(solubility), **(PROOF | more))
    assert classify_substance(pack, alone(statements=(), harmlessness=proof)).whc == whc


def test_a_substance_with_points_is_never_proved_harmless(pack: Pack) -> None:
    proof = HarmlessnessProof("solid", Fraction(1), **PROOF)
    assert classify_substance(pack, alone(statements=("H302",), harmlessness=proof)).whc == 1


WATER = Substance("water", Fraction(100), whc=0)
HARMFUL = Substance("x", Fraction(1), whc=2, carcinogenic=True)


@pytest.mark.parametrize(
    ("tests", "points", "whc"),
    [
        (MixtureTests({"fish": Fraction(200), "daphnia": Fraction(150)}, ()), 2, 1),
        (MixtureTests({"fish": Fraction(200), "daphnia": Fraction(50)}, ()), 4, 1),
        (MixtureTests({"fish": Fraction(200), "daphnia": Fraction(50)}, None), 8, 2),
        (MixtureTests({"fish": Fraction(200)}, ()), 8, 2),
        (MixtureTests({"fish": Fraction(1, 2), "algae": Fraction(9)}, ("H302",)), 9, 3),
        (MixtureTests({"fish": Fraction(1, 2), "algae": Fraction(9)}, ("H302",), (), True), 7, 2),
        (MixtureTests({"fish": Fraction(200), "algae": Fraction(900)}, (), (), True), 0, 1),
    ],
)
def test_tests_on_the_mixture_override_its_components(pack: Pack, tests: MixtureTests, points: int, whc: int) -> None:
    poison = Substance("poison", Fraction(100), whc=3)
    result = classify_mixture(pack, Mixture((poison,), tests=tests))
    assert (result.points, result.whc) == (points, whc)


def test_a_carcinogen_still_counts_beside_tests(pack: Pack) -> None:
    tests = MixtureTests({"fish": Fraction(200), "daphnia": Fraction(150)}, ())
    rest = Substance("rest", Fraction(99), whc=0)
    assert classify_mixture(pack, Mixture((HARMFUL, rest), tests=tests)).whc == 2


# ------------------------------------------------------------------------------------------------ tailings


def tailings(solids: int | None = None, water: int | None = None, cyanide: str | None = None) -> Tailings:
    given = {"dry_solids": solids, "pond_water": water}
    parts = {
        part: Mixture((Substance(part, Fraction(100), whc=whc),)) for part, whc in given.items() if whc is not None
    }
    return Tailings(parts, None if cyanide is None else Fraction(cyanide))


@pytest.mark.parametrize(
    ("known", "whc"),
    [
        (tailings(1, 2), 2),
        (tailings(2, 1), 2),
        (tailings(1, 0, "10"), 1),
        (tailings(1, 0, "10.01"), 3),
        (tailings(cyanide="50"), 3),
        (tailings(solids=0), 0),
    ],
)
def test_the_higher_part_counts_and_dilute_cyanide_is_not_understated(pack: Pack, known: Tailings, whc: int) -> None:
    assert classify_tailings(pack, known).whc == whc


def test_a_test_on_the_water_decides_instead_of_the_cyanide_rule(pack: Pack) -> None:
    tests = MixtureTests({"fish": Fraction(200), "daphnia": Fraction(150)}, ())
    tested = Tailings({"pond_water": Mixture((WATER,), tests=tests)}, Fraction(50))
    result = classify_tailings(pack, tested)
    assert result.whc == 1
    assert [step.code for step in tailings_steps(result)] == ["CYANIDE_TESTED"]


def test_a_little_cyanide_alone_says_nothing(pack: Pack) -> None:
    with pytest.raises(InputError, match="WHC_NO_COMPONENTS"):
        classify_tailings(pack, tailings(cyanide="5"))


def test_what_is_wrong_names_its_part(pack: Pack) -> None:
    short = Tailings({"pond_water": Mixture((Substance("x", Fraction(50), whc=1),))})
    with pytest.raises(InputError, match="WHC_SUM_WRONG") as caught:
        classify_tailings(pack, short)
    assert caught.value.data["part"] == "pond_water"


# --------------------------------------------------------------------------------------------- the derivation


def codes(pack: Pack, *components: Substance, **more: object) -> list[str]:
    result = classify_mixture(pack, Mixture(components, **more))  # type: ignore[arg-type]
    return [step.code for step in mixture_steps(pack, result)]


def test_the_steps_tell_every_rule_that_mattered(pack: Pack) -> None:
    arsenic = Substance("As2O3", Fraction(1, 20), statements=("H350", "H300", "H400", "H410"))
    zinc = Substance("ZnO", Fraction(1, 10), statements=("H400", "H410"), m_factor=Fraction(3))
    rock = Substance("rock", 100 - arsenic.fraction_percent - zinc.fraction_percent, whc=0)
    told = codes(pack, arsenic, zinc, rock)
    assert told == [
        "NOT_ADDED",
        "POINTS",
        "CARCINOGEN_IGNORED",
        "NOT_ADDED",
        "POINTS",
        "MULTIPLIED",
        "PUBLISHED",
        "RULE_SUM_FAILS",
        "RULE_ONE",
    ]


def test_the_steps_say_what_keeps_a_mixture_from_being_not_hazardous(pack: Pack) -> None:
    assert codes(pack, WATER) == ["PUBLISHED", "MIXTURE_NOT_HAZARDOUS"]
    assert codes(pack, WATER, floats=True, added_on_purpose=True) == [
        "PUBLISHED",
        "NOT_CLEAN_ADDED_ON_PURPOSE",
        "NOT_CLEAN_FLOATS",
    ]


def test_every_step_rests_on_a_table_or_figure_of_the_pack(pack: Pack) -> None:
    known = {*pack.tables, *pack.figures, ""}
    unknown = Substance("?", Fraction(2), m_factor=Fraction(10))
    odd = Substance("odd", Fraction(98), statements=("H361fd", "H350i", "H302"))
    tests = MixtureTests({"fish": Fraction(3)}, None, ("H373",), all_degrade_none_accumulates=True)
    for each in (Mixture((unknown, odd)), Mixture((unknown, odd), tests=tests)):
        steps = [*mixture_steps(pack, classify_mixture(pack, each))]
        assert {step.rests_on for step in steps} <= known
