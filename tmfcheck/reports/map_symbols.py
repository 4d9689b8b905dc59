"""The strong part of a map: facilities as symbols, clusters where they crowd, names where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmfcheck.domain.map_content import AcrossBorder, MapFacility, SymbolClass
from tmfcheck.domain.map_drawing import Align, Area, Circle, Command, Label, Shape, Tone
from tmfcheck.domain.map_frame import Box, MapFrame, Position
from tmfcheck.domain.map_labels import LabelWish, TakenRoom, clusters, place_labels
from tmfcheck.i18n import Texts
from tmfcheck.reports.blocks import break_lines
from tmfcheck.reports.map_ground import AIR, text_width
from tmfcheck.reports.paper import fitted
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import INK, TextStyle
from tmfcheck.reports.typefaces import BOLD, REGULAR

CROWDED = 17.0
"""Points: facilities nearer to each other than this are gathered, from three of them on."""
CROWDED_ACROSS = 7.0
"""The same for transboundary facilities, which stand alone as long as they can."""
MANY_ACROSS = 120
"""Markers of transboundary facilities beyond which standing alone helps nobody, and all are gathered alike."""
HIDDEN = 4.0
"""Points: of two facilities nearer than this one would hide the other, so they are gathered too."""
NAME_SIZE, LEADING = 6.6, 7.8
WIDEST_NAME = 104.0
RING_GAP = 2.4


@dataclass(frozen=True, slots=True)
class Marker:
    """What is drawn at one position: one facility, or several as a cluster at the place of the most serious."""

    position: Position
    facilities: Sequence[MapFacility]

    @property
    def is_cluster(self) -> bool:
        return len(self.facilities) > 1

    @property
    def radius(self) -> float:
        """How far the marker reaches without its ring."""
        if self.is_cluster:
            return 4.4 + 1.8 * math.log10(len(self.facilities))
        return self.facilities[0].radius

    @property
    def across(self) -> AcrossBorder | None:
        """What makes it transboundary; the one that stands out most speaks for a cluster."""
        known = [each.across for each in self.facilities if each.across is not None]
        return max(known, key=lambda each: each.stands_out, default=None)

    @property
    def reach(self) -> float:
        """How far the marker reaches with its ring."""
        return self.radius + (RING_GAP + 0.8 if self.across else 0.4)


def markers_in(facilities: Sequence[MapFacility], frame: MapFrame) -> list[Marker]:
    """The markers of the facilities within the frame; every such facility is in exactly one."""
    seen = [(frame.to_page(each.place), each) for each in facilities]
    seen = [(position, each) for position, each in seen if frame.box.has(position)]
    across = [(position, each) for position, each in seen if each.across is not None]
    others = [(position, each) for position, each in seen if each.across is None]
    markers = _gathered(across, CROWDED_ACROSS)
    if len(markers) > MANY_ACROSS:
        return _gathered(seen, CROWDED)
    return [*markers, *(_moved_off(each, markers) for each in _gathered(others, CROWDED))]


def _moved_off(marker: Marker, earlier: Sequence[Marker]) -> Marker:
    """A cluster moved off a transboundary marker that would hide its number; it stands for several places anyway."""
    if not marker.is_cluster:
        return marker
    for other in earlier:
        room, apart = other.reach + marker.reach + 0.5, math.dist(other.position, marker.position)
        if other.across is not None and apart < room:
            (x, y), (x0, y0) = marker.position, other.position
            away = ((x - x0) / apart, (y - y0) / apart) if apart else (0.0, -1.0)
            return Marker((x0 + away[0] * room, y0 + away[1] * room), marker.facilities)
    return marker


Placed = tuple[Position, MapFacility]


def _gathered(placed: Sequence[Placed], radius: float) -> list[Marker]:
    """Markers of facilities, those nearer to each other than the radius gathered."""
    groups = clusters([position for position, _ in placed], radius)
    return [marker for group in groups for marker in _markers([placed[index] for index in group])]


def _markers(group: Sequence[Placed]) -> Iterator[Marker]:
    positions = [position for position, _ in group]
    if len(group) > 2 or (len(group) == 2 and math.dist(*positions) < HIDDEN):
        yield Marker(positions[0], [each for _, each in group])
        return
    for position, each in group:
        yield Marker(position, [each])


def reserve(markers: Sequence[Marker], taken: TakenRoom) -> None:
    """Keep names off the markers."""
    for marker in markers:
        (x, y), reach = marker.position, marker.reach
        taken.take(Box(x - reach, y - reach, 2 * reach, 2 * reach))


def draw_markers(markers: Sequence[Marker], order: Sequence[SymbolClass]) -> Iterator[Command]:
    """The symbols, the less serious first so that they never hide the others."""
    for marker in reversed(markers):
        yield from draw_ring(marker.position, marker.radius, marker.across)
        if marker.is_cluster:
            worst = min((each.symbol for each in marker.facilities), key=order.index)
            yield from draw_cluster(marker.position, marker.radius, str(len(marker.facilities)), worst)
        else:
            yield from draw_symbol(marker.position, marker.radius, marker.facilities[0].symbol)


def draw_ring(position: Position, radius: float, across: AcrossBorder | None) -> Iterator[Command]:
    """The ring of a transboundary facility, strong where it stands out."""
    if across is not None:
        width = 1.5 if across.stands_out else 0.6
        yield Circle(position, radius + RING_GAP, Tone.PAPER, Tone.ACROSS_BORDER, width)


def draw_cluster(position: Position, radius: float, count: str, worst: SymbolClass) -> Iterator[Command]:
    """A circle in the colour of its most serious class with the number of facilities in it."""
    tone = Tone.UNKNOWN if worst.is_unknown else worst.tone
    yield Circle(position, radius, Tone.PAPER, Tone.INK, 2.6)
    yield Circle(position, radius, Tone.PAPER, tone, 1.7)
    size = min(6.4, 1.7 * radius / max(1.6, len(count) * 0.7))
    yield Label((position[0], position[1] - 0.36 * size), count, size, Tone.INK, bold=True, align=Align.MIDDLE)


def draw_symbol(position: Position, radius: float, symbol: SymbolClass) -> Iterator[Command]:
    """One facility's symbol; what is not known is hollow."""
    fill, line, width = (Tone.PAPER, Tone.UNKNOWN, 1.0) if symbol.is_unknown else (symbol.tone, Tone.INK, 0.5)
    if symbol.shape is Shape.DISC:
        yield Circle(position, radius, fill, line, width)
        return
    (x, y), scale = position, radius
    yield Area([[(x + scale * dx, y + scale * dy) for dx, dy in OUTLINES[symbol.shape]]], fill, line, width)


def _regular(corners: int, start: float, size: float) -> tuple[Position, ...]:
    """A regular polygon; sizes are chosen so that all shapes look equally large."""
    angles = (math.radians(start + 360 * corner / corners) for corner in range(corners))
    return tuple((size * math.cos(angle), size * math.sin(angle)) for angle in angles)


OUTLINES = {
    Shape.SQUARE: _regular(4, 45, 1.25),
    Shape.DIAMOND: _regular(4, 0, 1.25),
    Shape.TRIANGLE: _regular(3, 90, 1.4),
    Shape.HEXAGON: _regular(6, 0, 1.1),
    Shape.DROP: _regular(3, 270, 1.4),
}


def name_markers(
    markers: Sequence[Marker], frame: MapFrame, texts: Texts, taken: TakenRoom, *, across: bool
) -> Iterator[Command]:
    """Names beside single facilities as far as there is room; transboundary ones with river and travel time."""
    for marker in markers:
        if marker.is_cluster or (marker.across is not None) is not across:
            continue
        lines = _lines_of(marker.facilities[0], texts)
        width = max(text_width(words, NAME_SIZE, bold=bold) for words, bold in lines)
        wish = LabelWish(marker.position, width, LEADING * len(lines), marker.reach + 1.5)
        (found,) = place_labels([wish], frame.box.shrunk(AIR), taken)
        if found is not None:
            yield from _written(lines, found, marker.position)


def _lines_of(facility: MapFacility, texts: Texts) -> list[tuple[str, bool]]:
    """The lines beside a facility and whether they are bold: the name in two lines at most, then what crosses."""
    is_across = facility.across is not None
    style = TextStyle(BOLD if is_across else REGULAR, NAME_SIZE, LEADING, INK)
    first, *others = break_lines(one_line(facility.name), style, WIDEST_NAME)
    lines = [(first, is_across)]
    if others:
        lines.append((fitted(" ".join(others), style, WIDEST_NAME), is_across))
    if facility.across is not None:
        lines.append((_across_words(facility.across, texts), False))
    return lines


def _across_words(across: AcrossBorder, texts: Texts) -> str:
    _ = texts.gettext
    if across.hours is None:
        time = _("travel time not known")
    else:
        time = _("{hours} h to the border").format(hours=texts.number(across.hours))
    river = fitted(one_line(across.river), TextStyle(REGULAR, NAME_SIZE, LEADING, INK), WIDEST_NAME)
    return f"{river} · {time}" if river else time


def _written(lines: Sequence[tuple[str, bool]], room: Box, beside: Position) -> Iterator[Command]:
    """The lines of a name, ragged on the side away from its symbol."""
    is_left = room.right <= beside[0]
    align, x = (Align.RIGHT, room.right) if is_left else (Align.LEFT, room.x)
    for number, (words, bold) in enumerate(lines, 1):
        y = room.top - number * LEADING + 0.28 * LEADING
        yield Label((x, y), words, NAME_SIZE, Tone.INK, bold=bold, align=align, halo=1.0)
