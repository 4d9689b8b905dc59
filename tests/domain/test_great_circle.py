"""Measured ways: as long as the distance, bending to the pole, whole where the ends are near or opposite."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmfcheck.domain.geography import Place, distance_km
from tmfcheck.domain.great_circle import way_between

places = st.tuples(st.floats(-179, 179), st.floats(-80, 80))


@given(places, places)
def test_the_pieces_are_together_as_long_as_the_distance(one: Place, other: Place) -> None:
    way = way_between(one, other)
    assert (way[0], way[-1]) == (one, other)
    whole = distance_km(one, other)
    assert sum(distance_km(a, b) for a, b in itertools.pairwise(way)) == pytest.approx(whole, rel=1e-6, abs=1e-6)


def test_a_long_way_along_a_parallel_bends_to_the_pole() -> None:
    middle = max(latitude for _longitude, latitude in way_between((40.0, 50.0), (100.0, 50.0)))
    assert middle == pytest.approx(54.0, abs=0.2)


def test_a_place_is_no_way() -> None:
    assert way_between((70.0, 45.0), (70.0, 45.0)) == [(70.0, 45.0), (70.0, 45.0)]
