"""A map as a figure between the paragraphs of a report, its legend beneath; the symbols are those of the map page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from tmfcheck.domain.geography import BaseMap, Bounds
from tmfcheck.domain.map_content import CLASSES, AcrossBorder, MapContent, SymbolClass
from tmfcheck.domain.map_drawing import Command, MapDrawing
from tmfcheck.domain.map_frame import Box, Position, frame_for
from tmfcheck.domain.map_markers import markers_in
from tmfcheck.i18n import N_, Texts
from tmfcheck.map_wording import MEANINGS, class_words, without_place_words
from tmfcheck.reports.blocks import Block, Canvas, Drawing, spoken
from tmfcheck.reports.elements import paragraph
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.map_files import paint_commands
from tmfcheck.reports.map_ground import draw_edge, draw_ground
from tmfcheck.reports.map_in_flow import FlowingMap
from tmfcheck.reports.map_page import draw_on_the_map
from tmfcheck.reports.map_symbols import draw_cluster, draw_ring, draw_symbol
from tmfcheck.reports.style import SMALL, SMALL_INK, SMALL_STRONG, TEXT_WIDTH
from tmfcheck.reports.voice import Voice, Words

LEFT, BELOW = 26.0, 14.0
"""Points beside and beneath the frame for the degrees."""
LOWEST, HIGHEST = 220.0, 560.0
SYMBOL_LINE = SMALL.leading
SYMBOL_PX = 3.6
FIGURE_LOOK = RowLook(above=4, below=6)
LEGEND_LOOK = RowLook(above=2, below=2)
_MARKS = (
    (True, N_("Transboundary: up to {hours} h to the border, or the time is not known")),
    (False, N_("Transboundary: more than {hours} h to the border")),
)


def map_chapter(title: Row, content: MapContent, base: BaseMap, bounds: Bounds, voice: Voice) -> FlowingMap:
    """The figure and what one needs to read it; names on the map are in the first language."""

    def figure(height: float) -> Row:
        def paint(canvas: Canvas, x: float, top: float, width: float) -> None:
            _paint(map_figure(content, base, bounds, (width, height), voice.texts), canvas, x, top)

        cell = (Drawing(height, paint, says=voice.texts.gettext("Location")),)
        return Row((cell,), look=FIGURE_LOOK, keep_with_next=True)

    return FlowingMap(title, figure, _height(bounds), _legend(content, voice))


def map_figure(
    content: MapContent, base: BaseMap, bounds: Bounds, size: tuple[float, float], texts: Texts
) -> MapDrawing:
    """These bounds and as much around them as there is room for, on a drawing of this width and height in points."""
    width, height = size
    frame = frame_for(bounds, Box(LEFT, BELOW, width - LEFT - 0.5, height - BELOW - 0.5))
    commands = [
        *draw_ground(base, frame),
        *draw_edge(frame, texts),
        *draw_on_the_map(base, frame, markers_in(content.facilities, frame), content.colour_by, texts),
    ]
    return MapDrawing(width, height, commands, texts.gettext("Location"), texts.language)


def figure_cell(drawing: MapDrawing) -> tuple[Block, ...]:
    """A finished drawing as the content of a cell."""

    def paint(canvas: Canvas, x: float, top: float, _width: float) -> None:
        _paint(drawing, canvas, x, top)

    return (Drawing(drawing.height, paint, says=drawing.title),)


def _paint(drawing: MapDrawing, canvas: Canvas, x: float, top: float) -> None:
    canvas.translate(x, top - drawing.height)
    paint_commands(drawing.commands, canvas)


def symbol_cell(symbol: SymbolClass, leading: float = SYMBOL_LINE) -> tuple[Block, ...]:
    """The symbol of a class as it stands on the map, on a line of this height."""
    return _small_drawing(lambda middle: draw_symbol(middle, SYMBOL_PX, symbol), leading)


def _height(bounds: Bounds) -> float:
    """So tall that the bounds fill the width, as far as the page allows."""
    middle = math.radians((bounds.south + bounds.north) / 2)
    across = (bounds.east - bounds.west) * math.cos(middle)
    wanted = (TEXT_WIDTH - LEFT) * (bounds.north - bounds.south) / across + BELOW
    return float(max(LOWEST, min(HIGHEST, wanted)))


def _legend(content: MapContent, voice: Voice) -> list[Row]:
    title = voice.gettext(MEANINGS[content.colour_by])
    classes = CLASSES[content.colour_by]
    shares = (1.6, 8.4) * len(classes)
    cells = [cell for symbol in classes for cell in (symbol_cell(symbol), _words(symbol, voice))]
    rows = [
        Row((spoken(title, SMALL_STRONG),), look=LEGEND_LOOK, keep_with_next=True),
        Row(tuple(cells), shares, look=LEGEND_LOOK, keep_with_next=True),
        _marks(content, voice),
        paragraph(voice.gettext(_READING), SMALL),
    ]
    if content.without_place:
        rows.append(paragraph(voice.both(lambda texts: without_place_words(content.without_place, texts)), SMALL))
    return rows


_READING = N_(
    "An unknown input counts with its worst score. The steps serve reading; they are no limits of the "
    "method, whose tables are not verified."
)


def _words(symbol: SymbolClass, voice: Voice) -> tuple[Block, ...]:
    return spoken(voice.both(lambda texts: class_words(symbol, texts)), SMALL_INK)


def _marks(content: MapContent, voice: Voice) -> Row:
    """The ring of transboundary facilities, and the circle of a cluster."""
    classes = CLASSES[content.colour_by]
    cells: list[tuple[Block, ...]] = []
    for stands_out, message in _MARKS:
        cells += [
            _ring_cell(classes[-2], stands_out=stands_out),
            spoken(_with_hours(message, content, voice), SMALL_INK),
        ]
    cells.append(_small_drawing(lambda middle: draw_cluster(middle, 5.0, "5", classes[0]), SYMBOL_LINE + 2))
    cells.append(spoken(voice.gettext("Several facilities and their number; colour of the highest class"), SMALL_INK))
    return Row(tuple(cells), (1.7, 14.5) * 3, look=LEGEND_LOOK)


def _ring_cell(sample: SymbolClass, *, stands_out: bool) -> tuple[Block, ...]:
    across = AcrossBorder("", None, stands_out)

    def draw(middle: Position) -> Iterable[Command]:
        yield from draw_ring(middle, 3.0, across)
        yield from draw_symbol(middle, 3.0, sample)

    return _small_drawing(draw, SYMBOL_LINE + 2)


def _with_hours(message: str, content: MapContent, voice: Voice) -> Words:
    return voice.both(lambda texts: texts.gettext(message).format(hours=texts.number(content.near_hours)))


def _small_drawing(draw: Callable[[Position], Iterable[Command]], height: float) -> tuple[Block, ...]:
    """A symbol in the middle of a line; ``draw`` gets its position."""

    def paint(canvas: Canvas, x: float, top: float, _width: float) -> None:
        paint_commands(draw((x + 6.0, top - height / 2)), canvas)

    return (Drawing(height, paint),)
