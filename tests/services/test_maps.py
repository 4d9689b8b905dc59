"""Points and countries of stored facilities, and the base map as it is shipped."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.geography import Bounds
from tmfcheck.errors import InputError
from tmfcheck.services.maps import doubt_place, read_bounds, shipped_base_map

TOWNS = Path(__file__).parents[2] / "packaging" / "map_towns.csv"


def facility(country: str, **facts: Any) -> Facility:
    return Facility("f", "f", country, {key: FactValue(value) for key, value in facts.items()})


def test_a_facility_in_another_country_raises_a_question() -> None:
    doubt = doubt_place(facility("KZ", latitude=42.87, longitude=74.59))
    assert doubt is not None
    assert doubt.found == "KG"


@pytest.mark.parametrize("facts", [{}, {"latitude": 42.87}, {"longitude": 74.59}])
def test_without_a_point_there_is_no_question(facts: dict[str, float]) -> None:
    assert doubt_place(facility("KZ", **facts)) is None


def test_a_point_in_its_country_raises_no_question() -> None:
    assert doubt_place(facility("KG", latitude=42.87, longitude=74.59)) is None


def test_edges_are_read_in_their_order() -> None:
    assert read_bounds("66, 39,80.5,45") == Bounds(66, 39, 80.5, 45)


@pytest.mark.parametrize("text", ["66;39;80;45", "66,39,80", "80,39,66,45", "66,39,80,inf", "66,39,80,99"])
def test_edges_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="MAP_BOUNDS_WRONG"):
        read_bounds(text)


def test_the_towns_bear_the_names_people_chose() -> None:
    rows = list(csv.DictReader(TOWNS.read_text(encoding="utf-8").splitlines()))
    chosen = sorted((row["ru"], row["kk"]) for row in rows)
    assert chosen
    assert sorted((town.names.get("ru", ""), town.names.get("kk", "")) for town in shipped_base_map().towns) == chosen


def test_detail_is_kept_where_it_is_needed() -> None:
    base = shipped_base_map()
    sizes = {country.code: sum(len(ring) for part in country.parts for ring in part) for country in base.countries}
    assert sizes["KZ"] > 3000
    assert sizes["KG"] > 1000
    assert 50 < sizes["BR"] < 3000
    assert len(base.minor_rivers) > 1000
    assert len(base.major_rivers) > 100
