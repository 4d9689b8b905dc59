"""Facility facts: what is read, what is refused, and with which words."""

from __future__ import annotations

import math

import pytest

from tmfcheck.domain.facility import (
    FACT_DEFINITIONS,
    MAX_NAME_LENGTH,
    MAX_TEXT_LENGTH,
    Facility,
    FactKind,
    FactValue,
    check_name_and_country,
    read_fact,
)
from tmfcheck.errors import FacilityError


@pytest.mark.parametrize(
    ("fact", "given", "expected"),
    [
        ("operator", "ОсОО «Пример»", "ОсОО «Пример»"),
        ("volume_m3", 2_592_000, 2_592_000),
        ("dam_height_m", 12.5, 12.5),
        ("dam_height_m", 12.0, 12),
        ("latitude", -90, -90),
        ("start_year", 1971.0, 1971),
        ("has_liner", False, False),
        ("has_liner", "yes", True),
        ("status", "neglected", "neglected"),
        ("substance_groups", ["mercury", "antimony"], ("mercury", "antimony")),
        ("substance_groups", "mercury", ("mercury",)),
    ],
)
def test_read_fact_returns_the_checked_value(fact, given, expected):
    value = read_fact(fact, given)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("fact", "given", "code"),
    [
        ("colour", "grey", "FACT_UNKNOWN"),
        ("operator", 7, "FACT_NOT_A_TEXT"),
        ("operator", "x" * (MAX_TEXT_LENGTH + 1), "FACT_TEXT_TOO_LONG"),
        ("volume_m3", "big", "FACT_NOT_A_NUMBER"),
        ("volume_m3", True, "FACT_NOT_A_NUMBER"),
        ("volume_m3", math.nan, "FACT_NOT_A_NUMBER"),
        ("volume_m3", math.inf, "FACT_NOT_A_NUMBER"),
        ("volume_m3", -1, "FACT_OUT_OF_RANGE"),
        ("start_year", 1971.5, "FACT_NOT_A_NUMBER"),
        ("latitude", 90.01, "FACT_OUT_OF_RANGE"),
        pytest.param("latitude", 10**400, "FACT_OUT_OF_RANGE", id="huge"),
        ("has_liner", "perhaps", "FACT_WORD_UNKNOWN"),
        ("has_liner", 1, "FACT_WORD_UNKNOWN"),
        ("status", "running", "FACT_WORD_UNKNOWN"),
        ("status", ["operated"], "FACT_WORD_UNKNOWN"),
        ("substance_groups", ["mercury", "gold"], "FACT_WORD_UNKNOWN"),
        ("substance_groups", [["mercury"]], "FACT_WORD_UNKNOWN"),
        ("substance_groups", {"mercury": 1}, "FACT_WORD_UNKNOWN"),
    ],
)
def test_read_fact_refuses_a_wrong_value_naming_the_fact(fact, given, code):
    with pytest.raises(FacilityError) as caught:
        read_fact(fact, given)
    assert caught.value.code == code
    assert caught.value.data["fact"] == fact


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("", "KG", "FACILITY_NAME_MISSING"),
        ("  \n", "KG", "FACILITY_NAME_MISSING"),
        ("x" * (MAX_NAME_LENGTH + 1), "KG", "FACILITY_NAME_MISSING"),
        ("Kadamjai", "", "FACILITY_COUNTRY_UNKNOWN"),
        ("Kadamjai", "kg", "FACILITY_COUNTRY_UNKNOWN"),
        ("Kadamjai", "KGZ", "FACILITY_COUNTRY_UNKNOWN"),
    ],
)
def test_a_facility_without_name_or_country_is_refused(name, country, code):
    with pytest.raises(FacilityError) as caught:
        check_name_and_country(name, country)
    assert caught.value.code == code


def test_every_choice_fact_has_words_and_every_number_its_limits():
    for definition in FACT_DEFINITIONS.values():
        needs_words = definition.kind in (FactKind.CHOICE, FactKind.CHOICES)
        assert bool(definition.choices) is needs_words, definition.id
        if definition.kind in (FactKind.NUMBER, FactKind.WHOLE):
            assert definition.minimum is not None and definition.maximum is not None, definition.id


def test_facility_gives_bare_values_and_none_for_what_is_unknown():
    facility = Facility("1", "Kadamjai", "KG", {"altitude_m": FactValue(1100)})
    assert facility.fact("altitude_m") == 1100
    assert facility.fact("volume_m3") is None
    assert facility.plain_facts() == {"altitude_m": 1100}
