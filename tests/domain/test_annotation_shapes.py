"""Where drawings lie once their photo is turned, and that none leaves its photo."""

from __future__ import annotations

from math import hypot, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmfcheck.domain.annotation_shapes import (
    CASING,
    INK,
    Point,
    arrow_head,
    distance_to_line,
    measure_ends,
    moved,
    turned,
    turned_back,
)

SHARES = st.floats(0, 1)
POINTS = st.tuples(SHARES, SHARES)


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (0.0, 0.0)), (90, (1.0, 0.0)), (180, (1.0, 1.0)), (270, (0.0, 1.0)), (360, (0.0, 0.0))]
)
def test_the_upper_left_corner_goes_round_clockwise(rotation: int, corner: Point) -> None:
    assert turned((0.0, 0.0), rotation) == corner


@given(POINTS, st.sampled_from([0, 90, 180, 270]))
def test_turning_back_undoes_turning(point: Point, rotation: int) -> None:
    back = turned_back(turned(point, rotation), rotation)
    assert all(isclose(a, b, abs_tol=1e-9) for a, b in zip(back, point, strict=True))


@given(st.lists(POINTS, min_size=1, max_size=5), st.floats(-2, 2), st.floats(-2, 2))
def test_moved_points_stay_in_the_photo_and_keep_their_shape(points: list[Point], dx: float, dy: float) -> None:
    result = moved(points, dx, dy)
    assert all(0 <= share <= 1 for point in result for share in point)
    steps = [(after[0] - before[0], after[1] - before[1]) for before, after in zip(points, result, strict=True)]
    assert all(isclose(each, first, abs_tol=1e-9) for step in steps for each, first in zip(step, steps[0], strict=True))


def test_an_arrows_head_is_symmetrical_and_no_longer_than_half_the_arrow() -> None:
    left, right = arrow_head((0, 0), (10, 0), 1000)
    assert isclose(left[1], -right[1])
    assert isclose(hypot(left[0] - 10, left[1]), 5)


def test_a_measured_line_is_crossed_at_a_right_angle() -> None:
    (first, second), _ = measure_ends((0, 0), (10, 0), 100)
    assert isclose(first[0], 0, abs_tol=1e-9)
    assert isclose(first[1], -second[1])


def test_the_distance_to_a_line_ends_at_its_ends() -> None:
    assert distance_to_line((5, 3), (0, 0), (10, 0)) == 3
    assert distance_to_line((13, 4), (0, 0), (10, 0)) == 5
    assert distance_to_line((3, 4), (0, 0), (0, 0)) == 5


def test_ink_and_casing_differ_without_colour() -> None:
    grey = [
        sum(share * int(c[n : n + 2], 16) for share, n in ((0.299, 1), (0.587, 3), (0.114, 5))) for c in (INK, CASING)
    ]
    assert grey[1] - grey[0] > 150
