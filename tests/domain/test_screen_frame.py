"""The screen's projection: what is put on the screen comes back, and a map tile lies where its scheme says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmfcheck.domain.geography import Place
from tmfcheck.domain.screen_frame import (
    HIGHEST_ZOOM,
    LOWEST_ZOOM,
    ScreenFrame,
    from_world,
    scale_of,
    to_world,
)

FRAME = ScreenFrame(*to_world((70.0, 45.0)), 5.0, 900, 600)
places = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


@given(places)
def test_a_place_comes_back_from_world_and_screen(place: Place) -> None:
    assert from_world(to_world(place)) == pytest.approx(place, abs=1e-9)
    assert FRAME.to_place(FRAME.to_screen(place)) == pytest.approx(place, abs=1e-6)


def test_the_world_is_a_square_of_one_tile_at_zoom_nought() -> None:
    left, top = to_world((-180.0, 85.0511287798))
    right, bottom = to_world((180.0, -85.0511287798))
    assert (right - left) * scale_of(0) == pytest.approx(256)
    assert (bottom - top) * scale_of(0) == pytest.approx(256, rel=1e-4)


def test_almaty_lies_in_the_tile_the_scheme_names() -> None:
    x, y = to_world((76.95, 43.25))
    zoom = 9
    assert int((x + 180) * scale_of(zoom) / 256) == 365
    assert int((y + 180) * scale_of(zoom) / 256) == 187


@given(st.floats(4, 20), st.tuples(st.floats(0, 900), st.floats(0, 600)))
def test_zooming_keeps_what_lies_under_the_pointer(zoom: float, spot: tuple[float, float]) -> None:
    near_equator = ScreenFrame(0, 0, 6.0, 900, 600)
    zoomed = near_equator.zoomed(zoom, spot)
    assert zoomed.zoom <= HIGHEST_ZOOM
    assert zoomed.to_place(spot) == pytest.approx(near_equator.to_place(spot), abs=1e-6)


def test_moving_is_in_pixels() -> None:
    moved = FRAME.moved(50, -20)
    x, y = FRAME.to_screen((70.0, 45.0))
    assert moved.to_screen((70.0, 45.0)) == pytest.approx((x - 50, y + 20))


@given(st.lists(places, min_size=1, max_size=5))
def test_what_is_fitted_is_in_view(wanted: list[Place]) -> None:
    fitted = FRAME.fitted(wanted, 40)
    if fitted.zoom > LOWEST_ZOOM:
        for place in wanted:
            x, y = fitted.to_screen(place)
            assert -1 <= x <= 901
            assert -1 <= y <= 601


def test_a_kilometre_is_as_wide_as_the_sphere_says() -> None:
    assert ScreenFrame(0, 0, 0, 100, 100).km_per_pixel == pytest.approx(40030.2 / 256, rel=1e-3)


def test_zoom_and_middle_are_held_to_the_earth() -> None:
    assert FRAME.zoomed(-5, (0, 0)).zoom == LOWEST_ZOOM
    assert FRAME.moved(1e9, 0).x == 180
