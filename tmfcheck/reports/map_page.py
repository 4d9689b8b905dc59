"""A whole map page as drawing commands: title, map, legend, scale bar, date and where the data comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.lib.pagesizes import A4

from tmfcheck.domain.geography import BaseMap, Bounds
from tmfcheck.domain.map_content import CLASSES, AcrossBorder, ColourBy, MapContent, SymbolClass, radius_of
from tmfcheck.domain.map_drawing import Align, Circle, Clip, Command, Label, MapDrawing, Stroke, Tone
from tmfcheck.domain.map_frame import Box, MapFrame, frame_for
from tmfcheck.domain.map_labels import TakenRoom
from tmfcheck.domain.map_markers import Marker, markers_in
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import CAUTION, MEANINGS, SOURCES, class_words, without_place_words
from tmfcheck.reports.blocks import break_lines
from tmfcheck.reports.map_ground import (
    draw_attribution,
    draw_edge,
    draw_ground,
    draw_scale_bar,
    name_countries,
    name_towns,
    text_width,
)
from tmfcheck.reports.map_overlay import Additions, draw_chosen, draw_layers, name_features
from tmfcheck.reports.map_symbols import (
    draw_cluster,
    draw_markers,
    draw_ring,
    draw_symbol,
    name_markers,
    reserve,
)
from tmfcheck.reports.paper import fitted
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import INK, TextStyle
from tmfcheck.reports.typefaces import BOLD, REGULAR

HEIGHT, WIDTH = A4
MARGIN = 30.0
MAP = Box(MARGIN + 24, MARGIN + 10, WIDTH - 2 * MARGIN - 24 - 172, HEIGHT - 2 * MARGIN - 46)
LEGEND_X = MAP.right + 16
LEGEND_WIDTH = WIDTH - MARGIN - LEGEND_X
SYMBOL_X = LEGEND_X + 8
WORDS_X = LEGEND_X + 22
TEXT_SIZE, TEXT_LEADING = 7.4, 9.8
NOTE_SIZE, NOTE_LEADING = 6.4, 8.4
MOST_LAYERS_NAMED = 5
SAMPLE_VOLUMES = (1e4, 1e6, 1e8)


def map_page(
    content: MapContent, base: BaseMap, bounds: Bounds, texts: Texts, additions: Additions | None = None
) -> MapDrawing:
    """The page that shows these bounds, and as much around them as the sheet has room for."""
    added = additions or Additions()
    frame = frame_for(bounds, MAP)
    markers = markers_in(content.facilities, frame)
    title = texts.gettext("Tailings management facilities")
    commands = [
        *draw_ground(base, frame),
        *_furniture(title, content, texts),
        *draw_edge(frame, texts),
        *draw_on_the_map(base, frame, markers, content.colour_by, texts, added),
        *_legend(content, markers, texts, added),
    ]
    return MapDrawing(WIDTH, HEIGHT, commands, title, texts.language)


def _furniture(title: str, content: MapContent, texts: Texts) -> Iterator[Command]:
    made = texts.gettext("As of {date}").format(date=texts.date(content.made_on))
    yield Label((MARGIN, HEIGHT - MARGIN - 15), title, 17, Tone.INK, bold=True)
    yield Label((MARGIN, HEIGHT - MARGIN - 30), texts.gettext(MEANINGS[content.colour_by]), 9, Tone.QUIET)
    yield Label((WIDTH - MARGIN, HEIGHT - MARGIN - 30), made, 9, Tone.QUIET, align=Align.RIGHT)


def draw_on_the_map(  # noqa: PLR0917 - what a map is made of
    base: BaseMap,
    frame: MapFrame,
    markers: Sequence[Marker],
    colour_by: ColourBy,
    texts: Texts,
    additions: Additions | None = None,
) -> Iterator[Command]:
    """Symbols and names; who is served first keeps the room: facilities, countries, capitals, facilities, towns."""
    taken, added = TakenRoom(), additions or Additions()
    edge = [
        *draw_scale_bar(frame, texts, taken),
        *draw_attribution(frame.box, (SOURCES, texts.gettext(CAUTION)), taken),
    ]
    reserve(markers, taken)
    across = [*name_markers(markers, frame, texts, taken, across=True)]
    countries = [*name_countries(base, frame, texts, taken)]
    capitals = [*name_towns(base, frame, texts, taken, lambda town: town.is_capital)]
    others = [*name_markers(markers, frame, texts, taken, across=False)]
    towns = [*name_towns(base, frame, texts, taken, lambda town: not town.is_capital)]
    named = [*name_features(added.layers, frame, taken)]
    yield Clip(frame.box)
    yield from draw_layers(added.layers, frame)
    yield from (*named, *countries, *towns, *capitals)
    yield from draw_markers(markers, CLASSES[colour_by])
    yield from draw_chosen(markers, added.chosen)
    yield from (*others, *across, *edge)
    yield Clip(None)


# ---------------------------------------------------------------------- the legend


def _legend(content: MapContent, markers: Sequence[Marker], texts: Texts, added: Additions) -> Iterator[Command]:
    y = MAP.top - 8
    for part in (_class_rows, _size_rows, _marker_rows):
        commands, y = part(content, markers, texts, y)
        yield from commands
    commands, y = _added_rows(added, texts, y)
    yield from commands
    commands, y = _notes(content, markers, texts, y)
    yield from commands


LegendPart = tuple[list[Command], float]


def _heading(words: str, y: float) -> LegendPart:
    lines = break_lines(words, TextStyle(BOLD, TEXT_SIZE + 0.6, TEXT_LEADING, INK), LEGEND_WIDTH)
    commands = [
        Label((LEGEND_X, y - number * TEXT_LEADING), line, TEXT_SIZE + 0.6, Tone.INK, bold=True)
        for number, line in enumerate(lines)
    ]
    return [*commands], y - len(lines) * TEXT_LEADING - 6


def _row(words: str, y: float, *, right: str = "") -> LegendPart:
    """The words beside a symbol that is drawn at ``y`` + 2.5; ``right`` is a figure at the column's end."""
    style = TextStyle(REGULAR, TEXT_SIZE, TEXT_LEADING, INK)
    lines = break_lines(words, style, LEGEND_WIDTH - (WORDS_X - LEGEND_X) - (20 if right else 0))
    commands: list[Command] = [
        Label((WORDS_X, y - number * TEXT_LEADING), line, TEXT_SIZE, Tone.INK) for number, line in enumerate(lines)
    ]
    if right:
        commands.append(Label((WIDTH - MARGIN, y), right, TEXT_SIZE, Tone.QUIET, align=Align.RIGHT))
    return commands, y - len(lines) * TEXT_LEADING - 5


def _class_rows(content: MapContent, markers: Sequence[Marker], texts: Texts, y: float) -> LegendPart:
    commands, y = _heading(texts.gettext(MEANINGS[content.colour_by]), y)
    shown = [each.symbol for marker in markers for each in marker.facilities]
    for symbol in CLASSES[content.colour_by]:
        commands += draw_symbol((SYMBOL_X, y + 2.6), 4.4, symbol)
        row, y = _row(class_words(symbol, texts), y, right=texts.number(shown.count(symbol)))
        commands += row
    return commands, y - 8


def _size_rows(_content: MapContent, _markers: Sequence[Marker], texts: Texts, y: float) -> LegendPart:
    commands, y = _heading(texts.gettext("Size: stored volume, million m³"), y)
    x = SYMBOL_X
    for volume in SAMPLE_VOLUMES:
        commands += draw_symbol(
            (x, y + 1), radius_of(volume), SymbolClass(Tone.LAND, CLASSES[ColourBy.THI][3].shape, high=1)
        )
        words = texts.quantity(volume / 1e6)
        commands.append(Label((x + radius_of(volume) + 3, y - 1.6), words, TEXT_SIZE, Tone.INK))
        x += 2 * radius_of(volume) + text_width(words, TEXT_SIZE) + 14
    note, y = _note(texts.gettext("The smallest size where it is not known."), y - 14)
    return commands + note, y - 8


def _marker_rows(content: MapContent, markers: Sequence[Marker], texts: Texts, y: float) -> LegendPart:
    _ = texts.gettext
    commands, y = _heading(_("Marks"), y)
    sample = CLASSES[content.colour_by][-2]
    hours = texts.number(content.near_hours)
    near = _("Transboundary: up to {hours} h to the border, or the time is not known").format(hours=hours)
    far = _("Transboundary: more than {hours} h to the border").format(hours=hours)
    for stands_out, words in ((True, near), (False, far)):
        across = AcrossBorder("", None, stands_out)
        commands += [*draw_ring((SYMBOL_X, y + 2.6), 3.4, across), *draw_symbol((SYMBOL_X, y + 2.6), 3.4, sample)]
        row, y = _row(words, y)
        commands += row
    commands += draw_cluster((SYMBOL_X, y + 2.6), 5.4, "5", CLASSES[content.colour_by][0])
    row, y = _row(_("Several facilities and their number; colour of the highest class"), y)
    return commands + row, y - 8


def _added_rows(added: Additions, texts: Texts, y: float) -> LegendPart:
    """The chosen facilities and the user's own layers, as many as the legend has room for."""
    commands: list[Command] = []
    if added.chosen:
        commands.append(Circle((SYMBOL_X, y + 2.6), 5.0, None, Tone.INK, 1.2))
        count = len(added.chosen)
        words = texts.ngettext("{number} chosen", "{number} chosen", count).format(number=texts.number(count))
        row, y = _row(words, y)
        commands += row
    for drawn in reversed(added.layers[-MOST_LAYERS_NAMED:]):
        commands.append(Stroke([[(SYMBOL_X - 5, y + 2.6), (SYMBOL_X + 5, y + 2.6)]], drawn.tone, 1.4))
        style = TextStyle(REGULAR, TEXT_SIZE, TEXT_LEADING, INK)
        row, y = _row(fitted(one_line(drawn.layer.title), style, LEGEND_WIDTH - (WORDS_X - LEGEND_X)), y)
        commands += row
    return commands, y - (6 if commands else 0)


def _notes(content: MapContent, markers: Sequence[Marker], texts: Texts, y: float) -> LegendPart:
    """What the map leaves out, and what its figures rest on."""
    shown = sum(len(marker.facilities) for marker in markers)
    shown_words = texts.ngettext("{number} facility shown", "{number} facilities shown", shown)
    words = [shown_words.format(number=texts.number(shown))]
    if outside := len(content.facilities) - shown:
        outside_words = texts.ngettext("{number} lies outside this map", "{number} lie outside this map", outside)
        words.append(outside_words.format(number=texts.number(outside)))
    if content.without_place:
        words.append(without_place_words(content.without_place, texts))
    if content.colour_by in (ColourBy.THI, ColourBy.TRI):
        words.append(
            texts.gettext(
                "An unknown input counts with its worst score. The steps serve reading; they are no limits of the "
                "method, whose tables are not verified."
            )
        )
    commands: list[Command] = [Stroke([[(LEGEND_X, y + 4), (WIDTH - MARGIN, y + 4)]], Tone.GRID, 0.5)]
    y -= 8
    for each in words:
        note, y = _note(each, y)
        commands += note
        y -= 2
    return commands, y


def _note(words: str, y: float) -> LegendPart:
    lines = break_lines(words, TextStyle(REGULAR, NOTE_SIZE, NOTE_LEADING, INK), LEGEND_WIDTH)
    commands: list[Command] = [
        Label((LEGEND_X, y - number * NOTE_LEADING), line, NOTE_SIZE, Tone.QUIET) for number, line in enumerate(lines)
    ]
    return commands, y - len(lines) * NOTE_LEADING
