"""The strong part of a map: facilities as symbols, clusters where they crowd, names where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmfcheck.domain.map_content import AcrossBorder, MapFacility, SymbolClass
from tmfcheck.domain.map_drawing import OUTLINES, Align, Area, Circle, Command, Label, Shape, Tone
from tmfcheck.domain.map_frame import Box, MapFrame, Position
from tmfcheck.domain.map_labels import LabelWish, TakenRoom, place_labels
from tmfcheck.domain.map_markers import RING_GAP, Marker
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import travel_words
from tmfcheck.reports.blocks import break_lines
from tmfcheck.reports.map_ground import AIR, text_width
from tmfcheck.reports.paper import fitted
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import INK, TextStyle
from tmfcheck.reports.typefaces import BOLD, REGULAR

NAME_SIZE, LEADING = 6.6, 7.8
WIDEST_NAME = 104.0


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
    river = fitted(one_line(across.river), TextStyle(REGULAR, NAME_SIZE, LEADING, INK), WIDEST_NAME)
    time = travel_words(across, texts)
    return f"{river} · {time}" if river else time


def _written(lines: Sequence[tuple[str, bool]], room: Box, beside: Position) -> Iterator[Command]:
    """The lines of a name, ragged on the side away from its symbol."""
    is_left = room.right <= beside[0]
    align, x = (Align.RIGHT, room.right) if is_left else (Align.LEFT, room.x)
    for number, (words, bold) in enumerate(lines, 1):
        y = room.top - number * LEADING + 0.28 * LEADING
        yield Label((x, y), words, NAME_SIZE, Tone.INK, bold=bold, align=align, halo=1.0)
