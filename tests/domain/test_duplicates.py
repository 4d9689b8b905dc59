"""Likely duplicates: found across scripts and sources, never between numbered neighbours; a person decides."""

from __future__ import annotations

import pytest

from tmfcheck.domain.duplicates import find_duplicates
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.likeness import distance_km, name_numbers, name_words


def facility(number: int, name: str, country: str = "KG", **facts: object) -> Facility:
    return Facility(str(number), name, country, {key: FactValue(value) for key, value in facts.items()})


def found(listed: list[Facility], stored: list[Facility] | None = None) -> list[tuple[str, str, str]]:
    return [(each.facility.id, each.other.id, each.ground) for each in find_duplicates(listed, stored or [])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Хвостохранилище «Кадамжайский сурьмяный комбинат»", "Kadamjai Antimony Plant TMF"),
        ("Khaidarkan Mercury JSC TMF", "Хайдарканское ртутное"),
        ("Tranque de relaves El Cobre", "EL COBRE"),
    ],
)
def test_names_are_alike_across_scripts_endings_and_general_words(one, other):
    assert name_words(one) == name_words(other)


def test_numbers_letters_and_roman_numerals_tell_dams_apart():
    assert name_numbers("Dam 01 B") == {"1", "b"}
    assert name_numbers("Relave II") == {"ii"}
    assert name_numbers("Dam 2A") != name_numbers("Dam 2B")
    assert found([facility(1, "Ak-Tyuz No. 4"), facility(2, "Ak-Tyuz No. 5")]) == []


def test_the_distance_is_that_of_the_globe():
    one, other = facility(1, "a", latitude=40, longitude=71), facility(2, "b", latitude=41, longitude=71)
    assert distance_km(one, other) == pytest.approx(111.19, abs=0.01)
    assert distance_km(one, facility(3, "c")) is None


@pytest.mark.parametrize(("apart", "expected"), [(0.04, [("2", "1", "name")]), (0.06, [])])
def test_the_same_name_counts_within_five_kilometres_of_a_stored_one(apart, expected):
    stored = facility(1, "Teghut", latitude=41, longitude=44)
    listed = facility(2, "TEGHUT TSF", latitude=41 + apart, longitude=44)
    assert found([listed], [stored]) == expected


def test_a_name_of_general_words_alone_counts_on_the_very_spot():
    """Many lists call every facility "Tailings pond"; such a list taken in again must not double the register."""
    stored = facility(1, "Хвостохранилище 2", latitude=41, longitude=44)
    assert name_words(stored.name) == frozenset()
    assert found([facility(2, "ХВОСТОХРАНИЛИЩЕ 2", latitude=41, longitude=44)], [stored]) == [("2", "1", "name")]
    assert found([facility(2, "Хвостохранилище 3", latitude=41, longitude=44)], [stored]) == []
    assert found([facility(2, "Хвостохранилище 2", latitude=41.002, longitude=44)], [stored]) == []


def test_two_rows_of_one_list_with_points_of_their_own_are_two_facilities():
    first = facility(1, "El Cobre", latitude=41, longitude=44)
    assert found([first, facility(2, "El Cobre", latitude=41.01, longitude=44)]) == []
    assert found([first, facility(2, "El Cobre", latitude=41.0001, longitude=44)]) == [("2", "1", "name")]


def test_register_number_country_and_operator_decide_first():
    stored = facility(1, "One", registry_number="7", operator="Alfa")
    assert found([facility(2, "Other", registry_number="7", operator="Beta")], [stored]) == [("2", "1", "number")]
    assert found([facility(2, "Other", "KZ", registry_number="7")], [stored]) == []
    assert found([facility(2, "One", operator="Beta")], [stored]) == []
    assert found([facility(2, "One", operator="JSC Alfa")], [stored]) == [("2", "1", "name")]


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("TMF Kadamjai Antimony", "name"),
        ("Кадамжайское сурьмяное хвостохранилище", "name"),
        ("Kadamjai Antimony No. 2", "alike"),
        ("Kadamjai Antimony old yard", "alike"),
    ],
)
def test_only_equal_names_are_the_same(name, ground):
    """Equal once scripts, endings and general words are set aside, and their numbers too."""
    assert found([facility(2, name)], [facility(1, "Kadamjai Antimony")]) == [("2", "1", ground)]


def test_names_that_share_most_words_are_alike_beside_each_other_too():
    stored = facility(1, "Kadamjai Antimony Old Yard", latitude=41, longitude=44)
    listed = facility(2, "Kadamjai Antimony Yard", latitude=41.01, longitude=44)
    assert found([listed], [stored]) == [("2", "1", "alike")]


def test_the_same_name_is_likelier_than_a_similar_one():
    stored = [facility(1, "Kadamjai Antimony No. 2"), facility(3, "Kadamjai Antimony")]
    assert found([facility(2, "KADAMJAI ANTIMONY")], stored) == [("2", "3", "name")]
