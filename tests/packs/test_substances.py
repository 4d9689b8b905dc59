"""The library of substances: whole and sure of itself as shipped; every mistake in one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs.small_pack import write_small_pack
from tmfcheck.domain.substances import SubstanceLibrary, is_cas_number
from tmfcheck.i18n import Texts
from tmfcheck.messages import problem_sentence
from tmfcheck.packs.folder import MAX_FILE_BYTES
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.substances import read_substances
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services.water_hazards import classify_document

LANGUAGES = ("en", "ru", "kk")
GOOD = """
[[source]]
id = "list"
title = { en = "List", ru = "Перечень", kk = "Тізім" }
[[substance]]
id = "water"
cas = "7732-18-5"
name = { en = "water", ru = "вода", kk = "су" }
h_statements = []
verified = true
source = "list"
"""


@pytest.fixture(scope="module")
def shipped() -> SubstanceLibrary:
    library, problems = read_substances(shipped_packs_folder() / "unece-tmf", LANGUAGES)
    assert problems == ()
    return library


def codes(folder: Path, text: str) -> list[str]:
    (folder / "substances.toml").write_text(text, encoding="utf-8")
    return [problem.code for problem in read_substances(folder, LANGUAGES)[1]]


def test_the_shipped_library_names_what_tailings_hold(shipped: SubstanceLibrary) -> None:
    cas = {each.cas for each in shipped.substances}
    assert {"143-33-9", "1327-53-3", "7439-97-6", "7440-43-9", "7664-93-9", "1305-62-0", "140-93-2"} <= cas
    assert all(each.source or not each.verified for each in shipped.substances)
    assert all(each.h_statements is not None for each in shipped.substances if each.verified)


def test_what_nobody_compared_says_so(shipped: SubstanceLibrary) -> None:
    lime = next(each for each in shipped.substances if each.id == "calcium-hydroxide")
    assert not lime.verified
    assert lime.h_statements is None
    assert "safety data sheet" in lime.note["en"]


# Worked by hand from methodology 5.4: points of the statements, non-additions left out, then the class.
@pytest.mark.parametrize(
    ("name", "points", "whc"),
    [
        ("arsenic-trioxide", 9 + 4 + 8, 3),
        ("hydrogen-cyanide-solution", 4 + 8, 3),
        ("mercury", 4 + 4 + 8, 3),
        ("zinc-oxide", 8, 2),
        ("sodium-isopropyl-xanthate", 1 + 6, 2),
        ("sulphuric-acid", 0, 1),
        ("antimony-trioxide", 2, 1),
        ("nickel-sulphide", 2 + 4 + 8, 3),
        ("quartz", 0, 1),
    ],
)
def test_shipped_substances_have_the_class_their_statements_give(
    shipped: SubstanceLibrary, name: str, points: int, whc: int
) -> None:
    pack = PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack
    substance = next(each for each in shipped.substances if each.id == name)
    component = substance.component(name) | {"fraction_percent": 100}
    got = classify_document(pack, {"components": [component]})["derivation"][0]
    assert (got["points"], got["whc"]) == (points, whc)


def test_a_substance_is_found_in_any_language_and_by_number(shipped: SubstanceLibrary) -> None:
    for typed in ("arsenic trioxide", "триоксид мышьяка", "кушан ушоксид", "1327-53", "033-003"):
        assert [each.id for each in shipped.find(typed)] == ["arsenic-trioxide"], typed


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('id = "water"', 'id = "water"\ncolour = "none"', "FIELD_UNKNOWN"),
        ("verified = true\n", "", "FIELD_MISSING"),
        ('kk = "су"', 'xx = "су"', "TEXT_MISSING"),
        ('"7732-18-5"', '"7732-18-4"', "CAS_NUMBER_WRONG"),
        ('source = "list"', 'source = "hearsay"', "ID_UNKNOWN"),
        ('source = "list"', "", "FIELD_MISSING"),
        ("h_statements = []", 'h_statements = "H300"', "FIELD_WRONG"),
        ("[[substance]]", "[[poison]]", "LIST_UNKNOWN"),
        ("[[substance]]", "[substance]", "NOT_A_LIST"),
        ("verified = true", "verified = ", "FILE_NOT_TOML"),
        pytest.param("verified = true", f"verified = {'[' * 100_000}", "FILE_NOT_TOML", id="deep"),
        pytest.param("verified = true", f"verified = {'9' * 5_000}", "FILE_NOT_TOML", id="long"),
    ],
)
def test_a_mistake_in_the_library_is_named(tmp_path: Path, before: str, after: str, code: str) -> None:
    assert codes(tmp_path, GOOD) == []
    assert before in GOOD
    assert code in codes(tmp_path, GOOD.replace(before, after))


def test_one_substance_twice_is_named(tmp_path: Path) -> None:
    assert codes(tmp_path, GOOD + GOOD[GOOD.index("[[substance]]") :]) == ["ID_TWICE"]


def test_the_library_is_no_part_of_the_pack(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path / "packs" / "small")
    packs = PackLibrary([tmp_path / "packs"])
    before = packs.load("small").fingerprint
    assert packs.substances("small") == SubstanceLibrary()
    (folder / "substances.toml").write_text(GOOD.replace("-5", "-9"), encoding="utf-8")
    assert PackLibrary([tmp_path / "packs"]).load("small").fingerprint == before
    assert len(packs.substances("small").substances) == 1
    assert "CAS_NUMBER_WRONG" in [problem.code for problem in packs.check("small")]


@pytest.mark.parametrize(
    ("text", "is_one"), [("7732-18-5", True), (" 143-33-9", True), ("143-33-8", False), ("143339", False), ("", False)]
)
def test_a_cas_number_is_told_by_its_check_digit(text: str, is_one: bool) -> None:
    assert is_cas_number(text) is is_one


def test_a_file_too_large_is_named_with_the_limit_in_every_language(tmp_path: Path) -> None:
    with (tmp_path / "substances.toml").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    (problem,) = read_substances(tmp_path, LANGUAGES)[1]
    told = {problem_sentence(problem, Texts(language)) for language in LANGUAGES}
    assert problem.code == "FILE_OVER_LIMIT"
    assert len(told) == 3
    assert all("20" in each for each in told)
