"""Dams and papers of a facility: taken in, kept whole, refused by name; a point as people write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.services.desks_for_tests import FACILITY
from tmfcheck.domain.facility import FactQuality
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.errors import TmfCheckError
from tmfcheck.services.coordinates import degrees_minutes_seconds, understand_point
from tmfcheck.services.facilities import add_facility, find_facility, set_dams, set_papers, update_facility
from tmfcheck.services.facility_parts import part_document, read_dams, read_papers

DAM = {
    "name": "Main dam",
    "raise_method": "upstream",
    "height_m": 38.5,
    "slope": 3,
    "start_year": 1971,
    "factor_of_safety": 1.31,
    "safety_method": "Bishop",
    "load_case": "static",
    "safety_height_m": 36,
    "safety_year": 2019,
    "quality": "from_document",
    "as_of": "2024-12-31",
    "length_m": None,
}
PAPER = {"kind": "permit", "title": "Water permit", "number": "17/4", "issuer": "Basin", "valid_to": "2025-06-30"}


def test_dams_and_papers_come_with_the_facility_and_stay_whole(desk):
    added = add_facility(desk, FACILITY | {"dams": [DAM, {"name": "Saddle"}], "papers": [PAPER]})
    assert added.kept_as_notes == ()
    stored = find_facility(desk, added.facility.id)
    main, saddle = stored.dams
    assert (main.height_m, main.slope, main.length_m) == (38.5, 3, None)
    assert (main.quality, main.as_of) == (FactQuality.FROM_DOCUMENT, date(2024, 12, 31))
    assert saddle == Dam("Saddle")
    assert stored.papers == (FacilityPaper(PaperKind.PERMIT, "Water permit", "17/4", "Basin", None, date(2025, 6, 30)),)
    assert read_dams([part_document(dam) for dam in stored.dams]) == stored.dams
    assert read_papers([part_document(paper) for paper in stored.papers]) == stored.papers


def test_a_year_is_stored_as_a_whole_number(desk):
    dam = {**DAM, "start_year": 1990.0, "safety_year": 2019.0}
    (stored,) = find_facility(desk, add_facility(desk, FACILITY | {"dams": [dam]}).facility.id).dams
    assert (repr(stored.start_year), repr(stored.safety_year)) == ("1990", "2019")
    (other,) = set_dams(desk, add_facility(desk, FACILITY).facility.id, (Dam("A", start_year=1990.0),)).dams
    assert repr(other.start_year) == "1990"


def test_dams_and_papers_are_set_alone_and_facts_leave_them(desk):
    facility = add_facility(desk, FACILITY).facility
    set_dams(desk, facility.id, (Dam("A"), Dam("B")))
    set_papers(desk, facility.id, (FacilityPaper(PaperKind.OTHER, "Letter"),))
    update_facility(desk, facility.id, name="Other name")
    stored = find_facility(desk, facility.id)
    assert [dam.name for dam in stored.dams] == ["A", "B"]
    assert [paper.title for paper in stored.papers] == ["Letter"]
    assert stored.fact("altitude_m") == 1100
    assert set_dams(desk, facility.id, ()).dams == ()


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("dams", {"name": "A"}, "LIST_EXPECTED"),
        ("dams", ["A"], "OBJECT_EXPECTED"),
        ("dams", [{"name": "A", "hight_m": 3}], "KEY_UNKNOWN"),
        ("dams", [{"height_m": 3}], "PART_NAME_MISSING"),
        ("dams", [{"name": "A", "height_m": "high"}], "FACT_NOT_A_NUMBER"),
        ("dams", [{"name": "A", "quality": "good"}], "FACT_WORD_UNKNOWN"),
        ("dams", [{"name": "A", "as_of": "yesterday"}], "FACT_DATE_UNKNOWN"),
        ("dams", [{"name": "A"}] * 201, "LIST_EXPECTED"),
        ("papers", [{"title": "A", "kind": "poem"}], "FACT_WORD_UNKNOWN"),
        ("papers", [{"title": "A", "valid_to": 2025}], "FACT_DATE_UNKNOWN"),
        ("papers", [{"kind": "permit"}], "PART_NAME_MISSING"),
        ("papers", [{"title": "\ud800"}], "TEXT_NOT_UNICODE"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(desk, key, value, code):
    with pytest.raises(TmfCheckError) as caught:
        add_facility(desk, FACILITY | {key: value})
    assert caught.value.code == code
    assert desk.archive.facilities() == ()


def test_a_wrong_dam_leaves_the_stored_ones(desk):
    facility = add_facility(desk, FACILITY | {"dams": [DAM]}).facility
    with pytest.raises(TmfCheckError):
        set_dams(desk, facility.id, (replace(facility.dams[0], height_m=-5),))
    assert find_facility(desk, facility.id).dams == facility.dams


def test_a_paper_expires_the_day_after_its_last(desk):
    paper = read_papers([PAPER])[0]
    assert not paper.is_expired(date(2025, 6, 30))
    assert paper.is_expired(date(2025, 7, 1))


# ------------------------------------------------------------------------------------------------- coordinates

POINT = (39.9589, 71.2809)


@pytest.mark.parametrize(
    "typed",
    [
        "39.9589, 71.2809",
        "39,9589 71,2809",
        "39,9589; 71,2809",
        "39.9589/71.2809",
        "39.9589\t71.2809",
        "(39.9589, 71.2809)",
        "geo:39.9589,71.2809",
        "71.2809 E, 39.9589 N",
        "N39.9589 E71.2809",
        "39.9589N71.2809E",
        "39°57'32.04\"N 71°16'51.24\"E",
        "39°57′32.04″N, 71°16′51.24″E",
        "N 39 57 32.04 E 71 16 51.24",
        "39 57 32.04 N 71 16 51.24 E",
        "39° 57.534' N 71° 16.854' E",
        "39° 57' 32.04'' с.ш., 71° 16' 51.24'' в.д.",
        "С 39°57'32.04\" В 71°16'51.24\"",
    ],
)
def test_a_point_is_understood_in_any_usual_notation_and_order(typed):
    point = understand_point(typed, "KG")
    assert point is not None
    assert (round(point.latitude, 4), round(point.longitude, 4)) == POINT
    assert not point.may_be_swapped


@pytest.mark.parametrize(
    "typed", ["", "39.9589", "abc", "39.9, 71.2, 5", "39.9 N, 71.2 N", "95, 200", "39.9 71.2 east"]
)
def test_what_is_no_point_is_not_guessed(typed):
    assert understand_point(typed, "KG") is None


def test_swapped_figures_are_asked_about_and_turned_only_where_nothing_else_is_possible():
    asked = understand_point("71.28, 39.96", "KG")
    assert asked is not None
    assert (asked.latitude, asked.may_be_swapped, asked.was_turned) == (71.28, True, False)
    assert asked.swapped.latitude == 39.96
    turned = understand_point("101.5, 45.2", "MN")
    assert turned is not None
    assert (turned.latitude, turned.longitude, turned.was_turned) == (45.2, 101.5, True)


def test_degrees_are_written_as_minutes_and_seconds_without_sixty():
    assert degrees_minutes_seconds(39.9589) == (39, 57, 32.0)
    assert degrees_minutes_seconds(-71.2809) == (71, 16, 51.2)
    assert degrees_minutes_seconds(9.9999999) == (10, 0, 0.0)
