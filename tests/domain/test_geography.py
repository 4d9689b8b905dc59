"""Places, countries, borders and the flat map: laws that hold everywhere, and the shipped base map where we know it."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tmfcheck.domain.geography import (
    EARTH_RADIUS_KM,
    BaseMap,
    Bounds,
    Country,
    _distances_km,
    country_at,
    distance_km,
    distance_to_border_km,
    distance_to_country_km,
    doubt_country,
    is_in_ring,
    is_inside,
)
from tmfcheck.domain.map_frame import Box, clipped_ring, frame_for, pieces_within, projection_for
from tmfcheck.domain.map_labels import (
    LabelWish,
    TakenRoom,
    clusters,
    degree_step,
    multiples,
    place_labels,
    round_length,
)
from tmfcheck.services.maps import shipped_base_map

ALMATY, BISHKEK, TASHKENT = (76.93, 43.25), (74.59, 42.87), (69.24, 41.30)
PLACES = st.tuples(st.floats(-180, 180), st.floats(-84, 84))
PAGE = Box(40, 30, 560, 420)
POSITIONS = st.lists(st.tuples(st.floats(0, 600), st.floats(0, 450)), max_size=60)


@st.composite
def some_bounds(draw: st.DrawFn) -> Bounds:
    west, south = draw(st.floats(-175, 140)), draw(st.floats(-78, 70))
    width, height = draw(st.floats(0.5, 40)), draw(st.floats(0.5, 40))
    return Bounds(west, south, min(west + width, 180), min(south + height, 80))


@pytest.fixture(scope="module")
def base() -> BaseMap:
    return shipped_base_map()


# ----------------------------------------------------------------- on the sphere


@given(PLACES, PLACES, PLACES)
def test_distance_is_symmetric_and_no_way_is_shorter_than_the_straight_one(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]
) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert distance_km(a, a) == 0
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6
    assert distance_km(a, b) <= math.pi * EARTH_RADIUS_KM + 1e-6


def test_distances_agree_with_the_great_circle() -> None:
    assert distance_km((0, 0), (90, 0)) == pytest.approx(math.pi / 2 * EARTH_RADIUS_KM)
    assert distance_km((0, 10), (180, -10)) == pytest.approx(math.pi * EARTH_RADIUS_KM)
    assert distance_km(ALMATY, BISHKEK) == pytest.approx(195, abs=5)


# ------------------------------------------------------------- the shipped base map


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (ALMATY, "KZ"),
        (BISHKEK, "KG"),
        (TASHKENT, "UZ"),
        ((68.78, 38.56), "TJ"),
        ((58.38, 37.95), "TM"),
        ((63.32, 45.92), "KZ"),
        ((71.05, 39.98), "UZ"),
        ((-70.65, -33.45), "CL"),
        ((-175.0, 66.5), "RU"),
        ((28.3, -29.6), "LS"),
    ],
    ids=[
        "Almaty",
        "Bishkek",
        "Tashkent",
        "Dushanbe",
        "Ashgabat",
        "Baikonur",
        "Sokh",
        "Santiago",
        "Chukotka",
        "Lesotho",
    ],
)
def test_a_place_lies_in_its_country(base: BaseMap, place: tuple[float, float], code: str) -> None:
    found = country_at(base, place)
    assert found is not None
    assert found.code == code


def test_the_middle_of_the_caspian_lies_in_no_country(base: BaseMap) -> None:
    assert country_at(base, (50.8, 41.8)) is None


def test_every_capital_of_the_base_map_lies_in_a_country_and_has_three_names(base: BaseMap) -> None:
    capitals = [town for town in base.towns if town.is_capital]
    assert {"Astana", "Bishkek", "Dushanbe", "Tashkent", "Ashgabat"} <= {town.names["en"] for town in capitals}
    assert all(country_at(base, town.place) for town in capitals)
    assert all(set(town.names) == {"en", "ru", "kk"} for town in capitals)


def test_the_distance_to_the_border_is_nearly_what_maps_say(base: BaseMap) -> None:
    assert distance_to_border_km(base, (74.59, 42.95)) == pytest.approx(8, abs=6)
    assert distance_to_border_km(base, (66.0, 48.0)) > 300


@pytest.mark.parametrize("step", [0.0, 0.3, 1.0])
def test_the_distance_to_the_border_vanishes_on_it(base: BaseMap, step: float) -> None:
    (x1, y1), (x2, y2) = base.borders[0][:2]
    assert distance_to_border_km(base, (x1 + step * (x2 - x1), y1 + step * (y2 - y1))) < 1e-6


@pytest.mark.parametrize(
    "place", [(76.9, 43.2), (43.2, 76.9), (70.0, 41.0), (-70.0, -33.0), (180.0, 60.0), (80.0, 90.0)]
)
@pytest.mark.parametrize("code", ["KZ", "RU", "CL"])
def test_the_distance_to_a_country_is_that_to_the_nearest_of_all_its_edges(
    base: BaseMap, code: str, place: tuple[float, float]
) -> None:
    """Whole lists lie far outside their country where latitude and longitude are swapped: few edges are looked at."""
    country = next(each for each in base.countries if each.code == code)
    rings = [ring for part in country.parts for ring in part]
    assert distance_to_country_km(country, place) == min(_distances_km(rings, place))


def test_a_point_in_another_country_is_asked_about(base: BaseMap) -> None:
    doubt = doubt_country(base, "KZ", BISHKEK)
    assert doubt is not None
    assert (doubt.stated, doubt.found) == ("KZ", "KG")
    assert doubt.distance_km == pytest.approx(10, abs=8)


@pytest.mark.parametrize(
    ("stated", "place"),
    [("KZ", ALMATY), ("KZ", (63.32, 45.92)), ("KG", (71.7089, 40.1486)), ("ZZ", ALMATY)],
    ids=["inside", "leased, not ceded", "nearer to the border than the map is exact", "country not on the map"],
)
def test_a_point_that_may_well_fit_is_not_asked_about(base: BaseMap, stated: str, place: tuple[float, float]) -> None:
    assert doubt_country(base, stated, place) is None


def test_a_point_at_sea_is_asked_about_without_naming_a_country(base: BaseMap) -> None:
    doubt = doubt_country(base, "KZ", (50.8, 41.8))
    assert doubt is not None
    assert doubt.found is None


# -------------------------------------------------------------------- the flat map


@given(some_bounds(), st.floats(0, 1), st.floats(0, 1))
def test_the_page_leads_back_to_the_place(bounds: Bounds, along: float, up: float) -> None:
    frame = frame_for(bounds, PAGE)
    place = (bounds.west + along * (bounds.east - bounds.west), bounds.south + up * (bounds.north - bounds.south))
    assert frame.to_earth(frame.to_page(place)) == pytest.approx(place, abs=1e-6)


@given(some_bounds(), st.floats(0, 1), st.floats(0, 1))
def test_the_frame_shows_everything_it_was_asked_for(bounds: Bounds, along: float, up: float) -> None:
    frame = frame_for(bounds, PAGE)
    place = (bounds.west + along * (bounds.east - bounds.west), bounds.south + up * (bounds.north - bounds.south))
    x, y = frame.to_page(place)
    assert -1.5 <= x - PAGE.x <= PAGE.width + 1.5
    assert -1.5 <= y - PAGE.y <= PAGE.height + 1.5
    assert frame.visible.grown(0.5).holds(place)


@given(some_bounds(), st.floats(0.05, 0.95))
def test_the_projection_keeps_angles_and_knows_its_scale(bounds: Bounds, up: float) -> None:
    projection = projection_for(bounds)
    x, y = (bounds.west + bounds.east) / 2 + 0.1, bounds.south + up * (bounds.north - bounds.south)
    here, step = projection.forward((x, y)), 1e-5
    north = math.dist(here, projection.forward((x, y + step))) / math.radians(step)
    east = math.dist(here, projection.forward((x + step, y))) / (math.radians(step) * math.cos(math.radians(y)))
    assert north == pytest.approx(projection.scale_at(y), rel=1e-3)
    assert east == pytest.approx(projection.scale_at(y), rel=1e-3)


def test_the_scale_bar_is_right_in_the_middle_of_central_asia() -> None:
    frame = frame_for(Bounds(46, 35, 88, 55.5), PAGE)
    x, y = frame.centre
    page = math.dist(frame.to_page((x - 0.5, y)), frame.to_page((x + 0.5, y)))
    assert page / frame.points_per_km == pytest.approx(distance_km((x - 0.5, y), (x + 0.5, y)), rel=1e-3)


SQUARE_WITH_NOTCH = [(0, 0), (10, 0), (10, 10), (6, 10), (6, 4), (4, 4), (4, 10), (0, 10), (0, 0)]


@given(st.floats(0.1, 9.9), st.floats(0.1, 9.9), st.floats(-3, 5), st.floats(-3, 5))
def test_a_clipped_ring_holds_what_lies_in_ring_and_bounds(x: float, y: float, west: float, south: float) -> None:
    bounds = Bounds(west, south, west + 6.03, south + 6.07)
    assume(min(abs(x - edge) for edge in (bounds.west, bounds.east, 4, 6)) > 1e-3)
    assume(min(abs(y - edge) for edge in (bounds.south, bounds.north, 4)) > 1e-3)
    cut = clipped_ring(SQUARE_WITH_NOTCH, bounds)
    expected = is_in_ring(SQUARE_WITH_NOTCH, (x, y)) and bounds.holds((x, y))
    assert (bool(cut) and is_in_ring(cut, (x, y))) is expected
    assert all(bounds.grown(1e-9).holds(point) for point in cut)


def test_a_line_is_kept_where_it_comes_into_view() -> None:
    line = [(float(x), 0.0) for x in (0, 1, 2, 3, 4, 5, 6)] + [(6.0, 9.0), (2.5, 9.0), (2.5, -9.0)]
    assert list(pieces_within(line, Bounds(2.2, -1, 2.8, 1))) == [[(2.0, 0.0), (3.0, 0.0)], [(2.5, 9.0), (2.5, -9.0)]]


# ------------------------------------------------------------------ names and clusters


@given(POSITIONS, st.floats(5, 90), st.floats(4, 14))
def test_no_name_overlaps_another_or_a_symbol_or_leaves_the_map(
    anchors: list[tuple[float, float]], width: float, height: float
) -> None:
    taken, symbol = TakenRoom(), Box(280, 200, 30, 30)
    taken.take(symbol)
    placed = place_labels([LabelWish(anchor, width, height, 4) for anchor in anchors], PAGE, taken)
    boxes = [box for box in placed if box is not None]
    assert len(placed) == len(anchors)
    assert not any(one.meets(other) for one, other in itertools.combinations([symbol, *boxes], 2))
    assert all(PAGE.holds(box) for box in boxes)


def test_a_lonely_name_stands_to_the_right() -> None:
    assert place_labels([LabelWish((100, 100), 50, 8, 4)], PAGE, TakenRoom()) == [Box(104, 96, 50, 8)]


@given(POSITIONS, st.floats(1, 80))
def test_clusters_hold_every_facility_once_near_its_centre(positions: list[tuple[float, float]], radius: float) -> None:
    groups = clusters(positions, radius)
    assert sorted(itertools.chain.from_iterable(groups)) == list(range(len(positions)))
    for group in groups:
        assert group[0] == min(group)
        assert all(math.dist(positions[group[0]], positions[each]) < radius for each in group)
    centres = [positions[group[0]] for group in groups]
    assert all(math.dist(one, other) >= radius for one, other in itertools.combinations(centres, 2))


@given(st.floats(1e-3, 1e5))
def test_a_scale_bar_has_a_round_length_that_fits(room: float) -> None:
    length = round_length(room)
    assert length <= room * (1 + 1e-9)
    assert length > room / 2.6
    mantissa = length / 10 ** math.floor(math.log10(length * (1 + 1e-12)))
    assert min(abs(mantissa - step) for step in (1, 2, 5)) < 1e-6


@given(st.floats(0.3, 180))
def test_the_grid_has_a_readable_number_of_lines(span: float) -> None:
    assert 1 <= span / degree_step(span) <= 6


def test_multiples_begin_and_end_within() -> None:
    assert multiples(-7.5, 11, 5) == [-5, 0, 5, 10]


@given(
    x=st.floats(-1, 5, allow_nan=False),
    y=st.floats(-1, 5, allow_nan=False),
)
def test_a_country_of_parts_and_holes_holds_what_its_rings_say(x: float, y: float) -> None:
    outline = [(0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 3.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]
    island = [(4.5, 3.5), (4.9, 3.5), (4.9, 3.9), (4.5, 3.9), (4.5, 3.5)]
    country = Country("KZ", [[outline, hole], [island]])
    expected = (is_in_ring(outline, (x, y)) and not is_in_ring(hole, (x, y))) or is_in_ring(island, (x, y))
    assert is_inside(country, (x, y)) is expected
