"""Several dams of one facility: which figure governs, what contradicts, and what no dam can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tmfcheck.domain.dam_facts import GoverningFigure, check_dams, check_papers, derived_facts, governing_figures
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.facility_doubts import doubts
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.facility_risk import inputs_of, score_facility
from tmfcheck.errors import FacilityError
from tmfcheck.services.opening import shipped_library

MAIN = Dam("Main", height_m=38, factor_of_safety=1.6, start_year=1971)
SADDLE = Dam("Saddle", height_m=12.5, factor_of_safety=1.2, start_year=1994)


def facility(*dams: Dam, **facts: float) -> Facility:
    return Facility("x", "Kadamjai", "KG", {name: FactValue(value) for name, value in facts.items()}, dams=dams)


def test_the_highest_the_least_stable_and_the_oldest_dam_govern() -> None:
    assert governing_figures(facility(MAIN, SADDLE, Dam("nothing known"))) == {
        "dam_height_m": GoverningFigure(38, "Main"),
        "factor_of_safety": GoverningFigure(1.2, "Saddle"),
        "start_year": GoverningFigure(1971, "Main"),
    }
    assert governing_figures(facility(Dam("nothing known"))) == {}


def test_what_the_facility_states_itself_is_not_taken_from_its_dams() -> None:
    stated = facility(MAIN, SADDLE, factor_of_safety=1.3, start_year=1960)
    assert derived_facts(stated) == {"dam_height_m": GoverningFigure(38, "Main")}
    inputs = inputs_of(stated)
    assert (inputs.factor_of_safety, inputs.start_year) == (1.3, 1960)


def test_the_indices_see_the_dams_where_the_facility_states_nothing() -> None:
    pack = shipped_library().load("unece-tmf").pack
    scored = score_facility(pack, facility(MAIN, SADDLE, volume_m3=1e6), 2026)
    terms = {term.id: term for term in scored.indices.terms}
    assert (terms["stability"].value, terms["stability"].assumed) == (1, False)
    assert (terms["age"].value, terms["age"].assumed) == (1, False)
    assert scored.from_dams["factor_of_safety"].dam == "Saddle"
    safe = score_facility(pack, facility(MAIN, volume_m3=1e6), 2026)
    assert {term.id: term.value for term in safe.indices.terms}["stability"] == 0


def codes(*dams: Dam, **facts: float) -> list[str]:
    return [each.code for each in doubts(facility(*dams, **facts), 2026)]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"dam_height_m": 30}, "DAM_CONTRADICTS_DAM_HEIGHT_M"),
        ({"dam_height_m": 38}, None),
        ({"dam_height_m": 45}, None),
        ({"factor_of_safety": 1.5}, "DAM_CONTRADICTS_FACTOR_OF_SAFETY"),
        ({"factor_of_safety": 1.2}, None),
        ({"start_year": 1980}, "DAM_CONTRADICTS_START_YEAR"),
        ({"start_year": 1968}, None),
    ],
)
def test_a_milder_figure_of_the_facility_is_questioned(facts: dict[str, float], code: str | None) -> None:
    assert codes(MAIN, SADDLE, **facts) == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"height_m": 401.0}, "DAM_HEIGHT_UNLIKELY"),
        ({"start_year": 2027}, "DAM_START_IN_FUTURE"),
        ({"safety_height_m": 37.0}, "SAFETY_FOR_LOWER_DAM"),
        ({"safety_height_m": 38.0}, None),
        ({"safety_year": 1970}, "SAFETY_BEFORE_START"),
        ({"safety_year": 1971}, None),
    ],
)
def test_what_is_unlikely_of_a_dam_is_questioned(change: dict[str, float], code: str | None) -> None:
    assert codes(replace(MAIN, **change)) == ([] if code is None else [code])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "PART_NAME_MISSING"),
        ({"name": "x" * 301}, "FACT_TEXT_TOO_LONG"),
        ({"raise_method": "sideways"}, "FACT_WORD_UNKNOWN"),
        ({"height_m": -1}, "FACT_OUT_OF_RANGE"),
        ({"height_m": True}, "FACT_NOT_A_NUMBER"),
        ({"factor_of_safety": 21}, "FACT_OUT_OF_RANGE"),
        ({"slope": 0}, "FACT_OUT_OF_RANGE"),
        ({"slope": "steep"}, "FACT_NOT_A_NUMBER"),
        ({"start_year": 1971.5}, "FACT_NOT_A_NUMBER"),
        ({"safety_year": 12}, "FACT_OUT_OF_RANGE"),
        ({"load_case": 5}, "FACT_NOT_A_TEXT"),
    ],
)
def test_what_no_dam_can_be_is_refused_by_name(change: dict[str, object], code: str) -> None:
    check_dams((MAIN, SADDLE))
    with pytest.raises(FacilityError) as caught:
        check_dams((MAIN, replace(SADDLE, **change)))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.data["fact"] == f"dams[2].{next(iter(change))}"


def test_a_paper_that_ends_before_it_was_issued_is_questioned() -> None:
    paper = FacilityPaper(PaperKind.PERMIT, "Permit", issued_on=date(2025, 1, 2), valid_to=date(2025, 1, 1))
    assert [each.code for each in doubts(replace(facility(), papers=(paper,)), 2026)] == ["PAPER_ENDS_BEFORE_ISSUE"]


def test_a_paper_needs_a_title() -> None:
    check_papers((FacilityPaper(PaperKind.PERMIT, "Water permit"),))
    with pytest.raises(FacilityError, match="PART_NAME_MISSING"):
        check_papers((FacilityPaper(PaperKind.PERMIT, ""),))
