"""The flow of the report: rows of cells that run over the pages, between the chapters that fill them and the paper.

ReportLab's Table measures each cell many times over; a row here is measured once, which keeps long reports quick. A row
keeps together where it can, takes its heading and column titles along, and is cut between lines where it is too tall.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportlab.lib.colors import Color
from reportlab.platypus.flowables import Flowable

from tmfcheck.reports.blocks import Block, Canvas, Text
from tmfcheck.reports.style import GUTTER, HAIRLINE, INK, RULE, STRONG_LINE, TEXT_HEIGHT, TEXT_WIDTH

# A row taller than this may be cut where this much room is left, so that no page ends half empty.
TALL = 0.16 * TEXT_HEIGHT
ROOM_WORTH_FILLING = 0.1 * TEXT_HEIGHT
ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; ``key`` is its name inside the document."""

    key: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row stands on the page: padding above and below in points, lines, ground and frame."""

    above: float = 3
    below: float = 3
    rule_above: Color | None = None
    rule: Color | None = None
    rule_width: float = HAIRLINE
    ground: Color | None = None
    framed: bool = False
    inset: float = 0


PLAIN = RowLook()
LINED = RowLook(above=4, below=4, rule=RULE)
HEAD = RowLook(above=2, below=3, rule=INK, rule_width=STRONG_LINE / 2)
BOXED = RowLook(above=5, below=5, framed=True, inset=9)


@dataclass(frozen=True)
class Row:
    """Cells side by side over the whole text width; ``shares`` are their widths in parts of their sum.

    ``head`` is repeated above the row where a page begins with it; ``keep_with_next`` ties it to the following row.
    A row that ``repeats_label`` shows its first cell again beside what goes on on the next page; one that
    ``stays_whole`` is cut only where it is taller than a page.
    """

    cells: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...] = (1,)
    look: RowLook = PLAIN
    keep_with_next: bool = False
    head: Row | None = None
    bookmark: Bookmark | None = None
    repeats_label: bool = False
    stays_whole: bool = False
    frame_begins: bool = field(default=False)
    frame_ends: bool = field(default=False)

    @cached_property
    def columns(self) -> tuple[tuple[float, float], ...]:
        """Left edge and width of each cell, in points from the left margin."""
        room = TEXT_WIDTH - 2 * self.look.inset
        edges, left = [], self.look.inset
        for share in self.shares:
            wide = room * share / sum(self.shares)
            edges.append((left, wide))
            left += wide
        return tuple((x, wide - (GUTTER if number < len(edges) else 0)) for number, (x, wide) in enumerate(edges, 1))

    @cached_property
    def height(self) -> float:
        content = max(cell_height(cell, width) for cell, (_, width) in zip(self.cells, self.columns, strict=True))
        return content + self.look.above + self.look.below

    def scaled(self, factor: float) -> Row:
        """The same row with its texts in another size; drawings keep theirs."""
        cells = tuple(
            tuple(block.scaled(factor) if isinstance(block, Text) else block for block in cell) for cell in self.cells
        )
        look = replace(self.look, above=self.look.above * factor, below=self.look.below * factor)
        return replace(self, cells=cells, look=look)

    def split(self, room: float) -> tuple[Row, Row] | None:
        """The part of the row that fits into ``room`` points and the rest; None where it cannot be cut there."""
        inner = room - self.look.above - self.look.below
        halves = [split_cell(cell, wide, inner) for cell, (_, wide) in zip(self.cells, self.columns, strict=True)]
        if not any(first for first, _ in halves) or not any(rest for _, rest in halves):
            return None
        first = replace(
            self, cells=tuple(half[0] for half in halves), look=replace(self.look, rule=None), frame_ends=False
        )
        remaining = [half[1] for half in halves]
        if self.repeats_label and not remaining[0]:
            remaining[0] = self.cells[0]
        rest = replace(self, cells=tuple(remaining), bookmark=None, frame_begins=False)
        return first, rest

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the row downwards from ``top``; ``x`` is the left margin."""
        self._draw_ground(canvas, x, top)
        for cell, (left, wide) in zip(self.cells, self.columns, strict=True):
            y = top - self.look.above
            for position, block in enumerate(cell):
                y -= block.before if position else 0
                block.draw(canvas, x + left, y, wide)
                y -= block.height(wide)

    def _draw_ground(self, canvas: Canvas, x: float, top: float) -> None:
        look, bottom = self.look, top - self.height
        if look.ground is not None:
            canvas.setFillColor(look.ground)
            canvas.rect(x, bottom, TEXT_WIDTH, self.height, stroke=0, fill=1)
        for colour, y in ((look.rule_above, top), (look.rule, bottom)):
            if colour is not None:
                _line(canvas, (x, y), (x + TEXT_WIDTH, y), colour, look.rule_width)
        if look.framed:
            self._draw_frame(canvas, x, top, bottom)

    def _draw_frame(self, canvas: Canvas, x: float, top: float, bottom: float) -> None:
        right = x + TEXT_WIDTH
        _line(canvas, (x, top), (x, bottom), INK, STRONG_LINE)
        _line(canvas, (right, top), (right, bottom), INK, STRONG_LINE)
        if self.frame_begins:
            _line(canvas, (x, top), (right, top), INK, STRONG_LINE)
        if self.frame_ends:
            _line(canvas, (x, bottom), (right, bottom), INK, STRONG_LINE)


def _line(
    canvas: Canvas, start: tuple[float, float], end: tuple[float, float], colour: Color, thickness: float
) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(thickness)
    canvas.line(*start, *end)


def cell_height(cell: Sequence[Block], width: float) -> float:
    """The height of blocks under each other, the space before the first not counted."""
    return sum(block.height(width) + (block.before if position else 0) for position, block in enumerate(cell))


def split_cell(cell: tuple[Block, ...], width: float, room: float) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks that fit into ``room`` points and those that do not, a text cut between its lines."""
    used = 0.0
    for position, block in enumerate(cell):
        before = block.before if position else 0
        tall = block.height(width)
        if used + before + tall > room + ROUNDING:
            cut = block.split(width, room - used - before)
            if cut is None:
                return cell[:position], cell[position:]
            return (*cell[:position], cut[0]), (cut[1], *cell[position + 1 :])
        used += before + tall
    return cell, ()


class Flow(Flowable):
    """Rows for platypus: it asks for their height, cuts them at the foot of a page and draws them.

    ``drawn`` is told how many rows were drawn, for progress; ``page_room`` is the height of an empty page.
    """

    def __init__(self, rows: Sequence[Row], drawn: Callable[[int], None], page_room: float = TEXT_HEIGHT) -> None:
        super().__init__()
        self.rows = rows
        self._drawn = drawn
        self._page_room = page_room
        self.width = TEXT_WIDTH

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in points, as platypus asks for them."""
        self.height = sum(row.height for row in self.rows)
        return TEXT_WIDTH, self.height

    def split(self, width: float, room: float) -> list[Flow]:
        """The part that fits and the rest; nothing where all of it belongs on the next page."""
        is_fresh_page = room > self._page_room - ROUNDING * 10
        parts = cut_rows(self.rows, room, forced=is_fresh_page)
        return [Flow(rows, self._drawn, self._page_room) for rows in parts]

    def draw(self) -> None:
        """Draw all rows; platypus has moved the origin to the flow's lower left corner."""
        top = self.height
        for row in self.rows:
            if row.bookmark is not None:
                _set_bookmark(self.canv, row.bookmark, top)
            row.draw(self.canv, 0, top)
            top -= row.height
        self._drawn(len(self.rows))


def _set_bookmark(canvas: Canvas, bookmark: Bookmark, top: float) -> None:
    canvas.place_bookmark(bookmark.key, top)
    canvas.addOutlineEntry(bookmark.title, bookmark.key, bookmark.level, closed=bookmark.level > 0)


def cut_rows(rows: Sequence[Row], room: float, *, forced: bool) -> list[list[Row]]:
    """Rows in two parts at a height of ``room`` points; empty where nothing of use fits and ``forced`` is off.

    A heading never stays alone at the foot, a tall row is cut between lines, the rest begins with its column titles.
    """
    count, used = _rows_that_fit(rows, room)
    if count == len(rows):
        return [list(rows)]
    halves = _halves(rows[count], room - used, forced=forced and count == 0)
    if halves is not None:
        return [[*rows[:count], halves[0]], _with_head([halves[1], *rows[count + 1 :]])]
    kept = _without_lonely_heading(rows, count) or (max(count, 1) if forced else 0)
    return [list(rows[:kept]), _with_head(list(rows[kept:]))] if kept else []


def room_left(rows: Sequence[Row]) -> float:
    """The height in points that these rows, begun on an empty page, leave free on their last one."""
    parts = cut_rows(rows, TEXT_HEIGHT, forced=True)
    while len(parts) > 1:
        parts = cut_rows(parts[1], TEXT_HEIGHT, forced=True)
    return float(TEXT_HEIGHT - sum(row.height for row in parts[0]))


def _rows_that_fit(rows: Sequence[Row], room: float) -> tuple[int, float]:
    used = 0.0
    for count, row in enumerate(rows):
        if used + row.height > room + ROUNDING:
            return count, used
        used += row.height
    return len(rows), used


def _halves(row: Row, room: float, *, forced: bool) -> tuple[Row, Row] | None:
    if not forced and (row.stays_whole or row.height < TALL or room < ROOM_WORTH_FILLING):
        return None
    return row.split(room)


def _without_lonely_heading(rows: Sequence[Row], count: int) -> int:
    while count and rows[count - 1].keep_with_next:
        count -= 1
    return count


def _with_head(rows: list[Row]) -> list[Row]:
    head = rows[0].head
    return rows if head is None else [head, *rows]
