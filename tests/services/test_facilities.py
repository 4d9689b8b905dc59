"""Facilities: added from a document as people write it, changed, found by the beginning of an id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tmfcheck.domain.facility import FactQuality, FactValue
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import FacilityError, InputError, TmfCheckError
from tmfcheck.services.facilities import add_facility, find_facility, update_facility
from tmfcheck.services.listing import list_facilities

MINIMUM = {"name": "Kadamjai", "country": "KG"}


def test_name_and_country_are_enough(desk):
    added = add_facility(desk, MINIMUM)
    assert (added.facility.name, added.facility.country, added.facility.facts) == ("Kadamjai", "KG", {})
    assert added.kept_as_notes == ()
    assert list_facilities(desk) == (added.facility,)
    (line,) = desk.archive.history_of_facility(added.facility.id)
    assert (line.kind, line.by) == (HistoryKind.FACILITY_ADDED, "Tester")


@pytest.mark.parametrize(("given", "stored"), [("KG", "KG"), ("kgz", "KG"), (" KAZ ", "KZ")])
def test_a_country_may_be_written_with_two_or_three_letters(desk, given, stored):
    assert add_facility(desk, MINIMUM | {"country": given}).facility.country == stored


def test_facts_come_flat_or_nested_bare_or_with_quality_and_day(desk):
    document = MINIMUM | {
        "lat": 40.13,
        "lon": 71.72,
        "volume_m3": {"value": 2_592_000, "quality": "from_document", "as_of": "2024-12-31"},
        "has_pond": "yes",
        "capacity_m3": None,
        "dam_height_m": {"value": None},
        "facts": {"altitude_m": 1100, "substance_groups": ["antimony"]},
        "is_sample": True,
    }
    facility = add_facility(desk, document).facility
    assert facility.facts == {
        "latitude": FactValue(40.13),
        "longitude": FactValue(71.72),
        "volume_m3": FactValue(2_592_000, FactQuality.FROM_DOCUMENT, date(2024, 12, 31)),
        "has_pond": FactValue(True),
        "altitude_m": FactValue(1100),
        "substance_groups": FactValue(("antimony",)),
    }
    assert facility.is_sample
    assert find_facility(desk, facility.id) == facility


def test_no_chosen_word_is_unknown_and_hides_no_question(desk):
    assert add_facility(desk, MINIMUM | {"substance_groups": []}).facility.facts == {}
    named = add_facility(desk, MINIMUM | {"substance_groups": ["none_of_these"]}).facility
    assert named.facts == {"substance_groups": FactValue(("none_of_these",))}


def test_unknown_keys_are_kept_in_the_notes_and_told(desk):
    added = add_facility(desk, MINIMUM | {"notes": "first", "colour": "grey", "pumps": [1, 2], "facts": {"x": None}})
    assert added.kept_as_notes == ("x", "colour", "pumps")
    assert added.facility.notes == "first\nx: null\ncolour: grey\npumps: [1, 2]"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": None}, "FACILITY_NAME_MISSING"),
        ({"name": " "}, "FACILITY_NAME_MISSING"),
        ({"name": 7}, "TEXT_EXPECTED"),
        ({"name": "\ud800"}, "TEXT_NOT_UNICODE"),
        ({"country": None}, "FACILITY_COUNTRY_UNKNOWN"),
        ({"country": "XX"}, "FACILITY_COUNTRY_UNKNOWN"),
        ({"country": "Kyrgyzstan"}, "FACILITY_COUNTRY_UNKNOWN"),
        ({"country": 5}, "TEXT_EXPECTED"),
        ({"volume_m3": "big"}, "FACT_NOT_A_NUMBER"),
        ({"volume_m3": {"value": 5, "unit": "m3"}}, "KEY_UNKNOWN"),
        ({"volume_m3": {"value": 5, "quality": "good"}}, "FACT_WORD_UNKNOWN"),
        ({"operator": 5}, "FACT_NOT_A_TEXT"),
        ({"dams": [{"name": 5}]}, "FACT_NOT_A_TEXT"),
        ({"volume_m3": {"value": 5, "quality": ["measured"]}}, "FACT_WORD_UNKNOWN"),
        ({"volume_m3": {"value": 5, "as_of": "31.12.2024"}}, "FACT_DATE_UNKNOWN"),
        ({"volume_m3": {"value": 5, "as_of": 2024}}, "FACT_DATE_UNKNOWN"),
        ({"operator": "x\udcff"}, "TEXT_NOT_UNICODE"),
        ({"facts": ["altitude_m"]}, "OBJECT_EXPECTED"),
        ({"facts": []}, "OBJECT_EXPECTED"),
        ({"facts": {"altitude_m": 1}, "altitude_m": 2}, "FACT_TWICE"),
        ({"lat": 40, "latitude": 41}, "FACT_TWICE"),
        ({"is_sample": "yes"}, "TRUE_OR_FALSE_EXPECTED"),
        ({"notes": "x" * 50_001}, "TEXT_TOO_LONG"),
        ({"lat": 95}, "FACT_OUT_OF_RANGE"),
    ],
)
def test_a_document_that_cannot_be_taken_stores_nothing(desk, change, code):
    with pytest.raises(TmfCheckError) as caught:
        add_facility(desk, MINIMUM | change)
    assert caught.value.code == code
    assert list_facilities(desk) == ()


@pytest.mark.parametrize("document", [[], "Kadamjai", None, 7])
def test_a_document_that_is_no_object_is_refused(desk, document):
    with pytest.raises(InputError, match="OBJECT_EXPECTED"):
        add_facility(desk, document)


def test_who_adds_a_facility_needs_a_name(desk):
    with pytest.raises(InputError, match="PERSON_MISSING"):
        add_facility(desk, MINIMUM, by="  ")


def test_update_changes_what_is_given_and_leaves_the_rest(desk):
    before = add_facility(desk, MINIMUM | {"altitude_m": 1100, "has_pond": True, "notes": "old"}).facility
    after = update_facility(
        desk, before.id, facts={"altitude_m": FactValue(1105.0), "has_pond": None, "river": FactValue("Shakhimardan")}
    )
    assert after == replace(before, facts={"altitude_m": FactValue(1105), "river": FactValue("Shakhimardan")})
    renamed = update_facility(desk, before.id, name=" New ", country="kaz", notes="", by="Second")
    assert (renamed.name, renamed.country, renamed.notes, renamed.facts) == ("New", "KZ", "", after.facts)
    assert find_facility(desk, before.id) == renamed
    assert [line.by for line in desk.archive.history_of_facility(before.id)] == ["Tester", "Tester", "Second"]


def test_update_refuses_wrong_facts_and_stores_nothing(desk):
    before = add_facility(desk, MINIMUM).facility
    for wrong in ({"altitude_m": FactValue("high")}, {"colour": FactValue("grey")}):
        with pytest.raises(FacilityError):
            update_facility(desk, before.id, facts=wrong)
    with pytest.raises(FacilityError, match="FACILITY_NAME_MISSING"):
        update_facility(desk, before.id, name=" ")
    with pytest.raises(FacilityError, match="FACILITY_UNKNOWN"):
        update_facility(desk, "nowhere", name="x")
    assert find_facility(desk, before.id) == before


def test_a_facility_is_found_by_the_beginning_of_its_id(desk):
    ids = iter(["abc1", "abd2", "ab"])
    naming = replace(desk, new_id=lambda: next(ids))
    first, _second, third = (add_facility(naming, MINIMUM).facility for _ in range(3))
    assert find_facility(desk, "abc") == first
    assert find_facility(desk, "ab") == third
    with pytest.raises(FacilityError, match="FACILITY_AMBIGUOUS"):
        find_facility(desk, "a")
    for nothing in ("x", "", "abc11"):
        with pytest.raises(FacilityError, match="FACILITY_UNKNOWN"):
            find_facility(desk, nothing)
