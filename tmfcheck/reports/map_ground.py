"""The quiet part of a map: land, water, borders, the grid of degrees, names of countries and towns."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from tmfcheck.domain.geography import BaseMap, Bounds, Country, Ring, Town
from tmfcheck.domain.map_drawing import Align, Area, Circle, Clip, Command, Label, Stroke, Tone
from tmfcheck.domain.map_frame import Box, MapFrame, Position, clipped_ring, pieces_within
from tmfcheck.domain.map_labels import LabelWish, TakenRoom, degree_step, multiples, place_labels, round_length
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import LATITUDES, LONGITUDES, degree_words
from tmfcheck.reports.blocks import line_width
from tmfcheck.reports.typefaces import BOLD, REGULAR

MINOR_RIVERS_UP_TO_KM = 4500
"""Frames wider than this show the great rivers only."""
TOWNS_BY_WIDTH_KM = ((900, 0), (1800, 100_000), (3500, 300_000), (6000, 1_000_000))
"""Frame widths and the population from which a town is named; capitals always, up to the widest."""
COUNTRY_SIZES = (8.5, 7.0)
TOWN_SIZE = 6.0
AIR = 3.0
"""Points between a name and the edge of the map."""
GRID_LABEL_SIZE = 5.6
ATTRIBUTION_SIZE = 5.2
CAPITAL_RADIUS, TOWN_RADIUS = 1.5, 1.0


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points."""
    return line_width(words, BOLD if bold else REGULAR) * size


def draw_ground(base: BaseMap, frame: MapFrame) -> Iterator[Command]:
    """Land and water with rivers and borders, clipped to the frame."""
    view = frame.visible.grown(1.0)
    width_km = frame.box.width / frame.points_per_km
    yield Clip(frame.box)
    yield Area([_corners(frame.box)], Tone.WATER)
    yield Area(list(_rings(frame, view, _outlines(base.countries, view))), Tone.LAND)
    yield Stroke(list(_grid_lines(frame)), Tone.GRID, 0.3)
    if width_km <= MINOR_RIVERS_UP_TO_KM:
        yield Stroke(list(_lines(frame, view, base.minor_rivers)), Tone.MINOR_RIVER, 0.35)
    yield Stroke(list(_lines(frame, view, base.major_rivers)), Tone.RIVER, 0.6)
    yield Area(list(_rings(frame, view, base.lakes)), Tone.WATER, Tone.SHORE, 0.3)
    yield Stroke(list(_lines(frame, view, base.coasts)), Tone.SHORE, 0.4)
    yield Stroke(list(_lines(frame, view, base.borders)), Tone.BORDER, 0.7, dashes=(4, 1.5, 1, 1.5))
    yield Clip(None)


def _outlines(countries: Sequence[Country], view: Bounds) -> Iterator[Ring]:
    """Every ring of land, holes included: filled by the even-odd rule they stay what they are."""
    for country in countries:
        for part, box in zip(country.parts, country.boxes, strict=True):
            if box.meets(view):
                yield from part


def _rings(frame: MapFrame, view: Bounds, rings: Sequence[Ring] | Iterator[Ring]) -> Iterator[list[Position]]:
    for ring in rings:
        cut = clipped_ring(ring, view)
        if len(cut) > 3:
            yield [frame.to_page(place) for place in cut]


def _lines(frame: MapFrame, view: Bounds, lines: Sequence[Ring]) -> Iterator[list[Position]]:
    for line in lines:
        for piece in pieces_within(line, view):
            yield [frame.to_page(place) for place in piece]


def _corners(box: Box) -> list[Position]:
    return [(box.x, box.y), (box.right, box.y), (box.right, box.top), (box.x, box.top)]


# ------------------------------------------------------------------------ the grid


def _grid_step(frame: MapFrame) -> float:
    view = frame.visible
    return degree_step(max((view.east - view.west) / 1.5, view.north - view.south))


def _meridian(longitude: float, view: Bounds) -> list[Position]:
    return [(longitude, view.south + (view.north - view.south) * step / 48) for step in range(49)]


def _parallel(latitude: float, view: Bounds) -> list[Position]:
    return [(view.west + (view.east - view.west) * step / 48, latitude) for step in range(49)]


def _grid(frame: MapFrame) -> Iterator[tuple[bool, float, list[Position]]]:
    """Whether it is a meridian, its degrees, and its line on the page."""
    view, step = frame.visible, _grid_step(frame)
    for longitude in multiples(view.west, view.east, step):
        yield True, longitude, [frame.to_page(place) for place in _meridian(longitude, view)]
    for latitude in multiples(max(view.south, -80), min(view.north, 80), step):
        yield False, latitude, [frame.to_page(place) for place in _parallel(latitude, view)]


def _grid_lines(frame: MapFrame) -> Iterator[list[Position]]:
    return (line for _, _, line in _grid(frame))


def draw_edge(frame: MapFrame, texts: Texts) -> Iterator[Command]:
    """The frame's line with a tick and the degrees where the grid meets its lower and left side."""
    box = frame.box
    ticks = []
    for is_meridian, degrees, line in _grid(frame):
        crossing = _crossing(line, box, is_meridian=is_meridian)
        if crossing is None:
            continue
        x, y = crossing
        words = degree_words(texts, degrees, LONGITUDES if is_meridian else LATITUDES)
        if is_meridian:
            ticks.append([(x, y), (x, y - 3)])
            yield Label((x, y - 9), words, GRID_LABEL_SIZE, Tone.QUIET, align=Align.MIDDLE)
        else:
            ticks.append([(x, y), (x - 3, y)])
            yield Label((x - 5, y - 2), words, GRID_LABEL_SIZE, Tone.QUIET, align=Align.RIGHT)
    yield Stroke(ticks, Tone.FRAME, 0.5)
    yield Area([_corners(box)], None, Tone.FRAME, 0.8)


def _crossing(line: Sequence[Position], box: Box, *, is_meridian: bool) -> Position | None:
    """Where a line crosses the lower side (a meridian) or the left side (a parallel), away from the corners."""
    axis, level = (1, box.y) if is_meridian else (0, box.x)
    for start, end in itertools.pairwise(line):
        if (start[axis] - level) * (end[axis] - level) <= 0 and start[axis] != end[axis]:
            share = (level - start[axis]) / (end[axis] - start[axis])
            across = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
            low, high = (box.x, box.right) if is_meridian else (box.y, box.top)
            if low + 6 < across < high - 6:
                return (across, level) if is_meridian else (level, across)
    return None


def draw_scale_bar(frame: MapFrame, texts: Texts, taken: TakenRoom) -> Iterator[Command]:
    """A bar of a round length, right in the middle of the map."""
    km = round_length(frame.box.width / 4.5 / frame.points_per_km)
    width = km * frame.points_per_km
    x, y, height = frame.box.x + 12, frame.box.y + 12, 3.0
    words = texts.gettext("{length} km").format(length=texts.quantity(km))
    taken.take(Box(x - 4, y - 4, width + 12 + text_width(words, 6.6), 16))
    yield Area([[(x, y), (x + width, y), (x + width, y + height), (x, y + height)]], Tone.PAPER, Tone.INK, 0.5)
    for start in (0, 0.5):
        left, right = x + start * width, x + (start + 0.25) * width
        yield Area([[(left, y), (right, y), (right, y + height), (left, y + height)]], Tone.INK)
    yield Label((x + width + 5, y - 1), words, 6.6, Tone.INK, halo=1.2)


def draw_attribution(box: Box, lines: Sequence[str], taken: TakenRoom) -> Iterator[Command]:
    """Where the data comes from, the lowest line first, inside the map so that a cut-out keeps it."""
    for number, words in enumerate(lines):
        width = text_width(words, ATTRIBUTION_SIZE)
        y = box.y + 5 + 7 * number
        taken.take(Box(box.right - 8 - width, y - 2, width + 8, 8))
        yield Label((box.right - 5, y), words, ATTRIBUTION_SIZE, Tone.QUIET, align=Align.RIGHT, halo=1.0)


# ----------------------------------------------------------------------- the names


def name_countries(base: BaseMap, frame: MapFrame, texts: Texts, taken: TakenRoom) -> Iterator[Command]:
    """The names of the countries in view, each on the widest free stretch of its land, none where there is none."""
    view = frame.visible
    for country in base.countries:
        if country.code is None or not any(box.meets(view) for box in country.boxes):
            continue
        words = texts.country(country.code).upper()
        for size in COUNTRY_SIZES:
            found = _room_for_name(country, frame, text_width(words, size), size, taken)
            if found is not None:
                middle = (found.x + found.width / 2, found.y + 0.2 * size)
                yield Label(middle, words, size, Tone.COUNTRY_NAME, align=Align.MIDDLE, halo=0.8)
                break


def _room_for_name(country: Country, frame: MapFrame, width: float, size: float, taken: TakenRoom) -> Box | None:
    box = frame.box
    view = frame.visible.grown(1.0)
    rings = [*_rings(frame, view, _outlines([country], view))]
    stretches = [
        (right - left, (left + right) / 2, y)
        for y in (box.y + box.height * step / 40 for step in range(2, 39))
        for left, right in _stretches(rings, y, box)
        if right - left > width + 6
    ]
    if not stretches:
        return None
    middle = sum(y for _, _, y in stretches) / len(stretches)
    stretches.sort(key=lambda each: 3 * abs(each[2] - middle) - each[0])
    wishes = (LabelWish((x, y), width, size, 0, centred=True) for _, x, y in stretches)
    return next((found for wish in wishes for found in place_labels([wish], box, taken) if found is not None), None)


def _stretches(rings: Sequence[Sequence[Position]], y: float, box: Box) -> Iterator[tuple[float, float]]:
    """The pieces of a horizontal line that lie within the rings and the box."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for ring in rings
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
        if (y1 > y) != (y2 > y)
    )
    for left, right in zip(crossings[0::2], crossings[1::2], strict=False):
        yield max(left, box.x), min(right, box.right)


def name_towns(
    base: BaseMap, frame: MapFrame, texts: Texts, taken: TakenRoom, wanted: Callable[[Town], bool]
) -> Iterator[Command]:
    """Dots and names of the wanted towns large enough for this scale, as far as there is room."""
    width_km = frame.box.width / frame.points_per_km
    least = next((population for width, population in TOWNS_BY_WIDTH_KM if width_km <= width), None)
    for town in base.towns:
        position = frame.to_page(town.place)
        if least is None or not wanted(town) or not frame.box.has(position):
            continue
        if town.population >= least or town.is_capital:
            yield from _named_town(town, position, frame.box, texts.language, taken)


def _named_town(town: Town, position: Position, within: Box, language: str, taken: TakenRoom) -> Iterator[Command]:
    words = town.names.get(language) or town.names.get("ru" if language == "kk" else "en") or town.names["en"]
    radius = CAPITAL_RADIUS if town.is_capital else TOWN_RADIUS
    wish = LabelWish(position, text_width(words, TOWN_SIZE), TOWN_SIZE, radius + 1.5)
    dot = Box(position[0] - radius, position[1] - radius, 2 * radius, 2 * radius)
    if not taken.is_free(dot):
        return
    (found,) = place_labels([wish], within.shrunk(AIR), taken)
    if found is not None:
        taken.take(dot)
        yield Circle(position, radius, Tone.TOWN if not town.is_capital else Tone.PAPER, Tone.TOWN, 0.6)
        yield Label((found.x, found.y + 0.2 * TOWN_SIZE), words, TOWN_SIZE, Tone.TOWN, halo=0.8)
