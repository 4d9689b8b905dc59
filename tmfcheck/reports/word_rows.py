"""Rows of the printed report as Word text: side by side a table, a frame a frame, drawings and photos as pictures."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from tmfcheck.domain.answer_marks import ANSWER_MARKS, CRITICAL_MARK, DANGER_MARK, UNANSWERED_MARK, Mark
from tmfcheck.reports.blocks import Block, Drawing, Text
from tmfcheck.reports.chapters.site_plan import PinnedPicture
from tmfcheck.reports.elements import SECTION_LOOK
from tmfcheck.reports.flow import HEAD, TALL, Row
from tmfcheck.reports.pdfium import page_picture
from tmfcheck.reports.pictures import Picture, PictureRow
from tmfcheck.reports.style import BODY, INK, TEXT_WIDTH
from tmfcheck.reports.typefaces import BOLD, register_typefaces
from tmfcheck.reports.word_sheet import CELL_PADDING, FRAME_PADDING, Line, Run, Sheet, Shown, TableRow

DOTS_PER_INCH = 150
_MARKS: Mapping[Mark, str] = {
    **{
        ANSWER_MARKS[word]: mark
        for word, mark in {
            "yes": "●",
            "mostly_yes": "◕",
            "mostly_no": "◔",
            "no": "⊘",
            "unknown": "?",
            "not_applicable": "–",
        }.items()
    },
    UNANSWERED_MARK: "☐",
    CRITICAL_MARK: "▲",
    DANGER_MARK: "⚠",
}
"""The shapes as characters; the word always stands beside them."""
_WRITING_STEP = 24.0


def write_rows(sheet: Sheet, rows: Iterable[Row], place: Any, photos: Mapping[str, bytes]) -> None:
    """Write rows before a paragraph; ``photos`` are JPEG copies as they are seen, by the id of their evidence.

    Section titles become headings, and a head stands over every table it belongs to.
    """
    writer = _Writer(sheet, place, photos)
    for row in rows:
        writer.write(row)
    writer.finish()


class _Writer:
    """Gathers rows that belong to one table or frame, and writes everything else at once."""

    def __init__(self, sheet: Sheet, place: Any, photos: Mapping[str, bytes]) -> None:
        self._sheet = sheet
        self._place = place
        self._photos = photos
        self._table: list[Row] = []
        self._shares: tuple[float, ...] = ()
        self._frame: list[Row] = []

    def write(self, row: Row) -> None:
        """Take the next row."""
        if row.look.framed:
            self._end_table()
            self._frame.append(row)
            return
        self._end_frame()
        if row.look == SECTION_LOOK:
            self.finish()
            self._sheet.heading(self._place, _plain(row.cells[0]))
        elif len(row.cells) > 1 or _has_columns(row.head):
            self._add(row)
        else:
            self._end_table()
            self._write_alone(row)

    def finish(self) -> None:
        """Write what was gathered."""
        self._end_table()
        self._end_frame()

    def _add(self, row: Row) -> None:
        """A row of a table; the first one and every row of other columns begin one, under their own head."""
        head = row.head if row.head is not None and _has_columns(row.head) else None
        shares = row.shares if len(row.cells) > 1 else head.shares if head is not None else row.shares
        if row.look == HEAD or shares != self._shares or not self._table:
            self._end_table()
            self._shares = shares
            if head is not None:
                self._table.append(head)
        self._table.append(row)

    def _end_table(self) -> None:
        rows, self._table = self._table, []
        # A head without rows stood over sections that bring their own.
        if not rows or (len(rows) == 1 and rows[0].look == HEAD):
            return
        widths = [TEXT_WIDTH * share / sum(self._shares) for share in self._shares]
        self._sheet.table(self._place, [self._table_row(row, widths) for row in rows], widths)

    def _table_row(self, row: Row, widths: Sequence[float]) -> TableRow:
        is_single = len(row.cells) == 1
        rooms = [sum(widths)] if is_single else widths
        blank = [block for cell in row.cells for block in cell if isinstance(block, Drawing) and not block.says]
        return TableRow(
            tuple(tuple(self._lines(cell, room - CELL_PADDING)) for cell, room in zip(row.cells, rooms, strict=True)),
            is_head=row.look == HEAD,
            has_rule=row.look.rule is not None,
            ground=None if row.look.ground is None else _hex(row.look.ground),
            least_height=row.height if blank else 0,
            may_break=row.height > TALL,
        )

    def _end_frame(self) -> None:
        rows, self._frame = self._frame, []
        if rows:
            room = TEXT_WIDTH - 2 * FRAME_PADDING
            cells = (TableRow((tuple(self._lines(row.cells[0], room)),), has_rule=False) for row in rows)
            self._sheet.table(self._place, tuple(cells), (TEXT_WIDTH,), is_framed=True)

    def _write_alone(self, row: Row) -> None:
        """A paragraph, a picture, or lines to write on."""
        blank = sum(block.height(TEXT_WIDTH) for block in row.cells[0] if isinstance(block, Drawing) and not block.says)
        lines = tuple(self._lines(row.cells[0], TEXT_WIDTH - 1))
        if lines:
            look, is_kept = row.look, row.keep_with_next
            self._sheet.lines(self._place, lines, above=look.above, below=look.below, keep_with_next=is_kept)
        if blank:
            to_write = TableRow(((),), least_height=_WRITING_STEP)
            self._sheet.table(self._place, (to_write,) * round(blank / _WRITING_STEP), (TEXT_WIDTH,))

    def _lines(self, cell: Iterable[Block], room: float) -> Iterator[Line]:
        for position, block in enumerate(cell):
            before = block.before if position else 0
            if isinstance(block, Text):
                if block.text or block.label:
                    yield _text_line(block, before)
            elif parts := tuple(self._pictures(block, room)):
                yield Line(parts, before)

    def _pictures(self, block: Block, room: float) -> Iterator[Shown]:
        match block:
            case Picture():
                yield self._photo(block, block.size(room)[0])
            case PictureRow():
                for photo in block.pictures:
                    yield self._photo(photo, photo.size(block.share(room))[0])
            case PinnedPicture():
                width, height = block.size(room)
                yield Shown(drawn(block, width, height, "JPEG"), block.says, width)
            case Drawing() if block.says:
                yield Shown(drawn(block, room, block.height(room), "PNG"), block.says, room)

    def _photo(self, photo: Picture, width: float) -> Shown:
        content = self._photos.get(photo.item.id)
        if content is None:
            content = drawn(photo, *photo.size(width), "JPEG")
        return Shown(content, photo.says, width)


def _has_columns(row: Row | None) -> bool:
    """Whether a head names columns; what is only continued on the next page does not."""
    return row is not None and row.look == HEAD


def _plain(cell: Iterable[Block]) -> str:
    return " · ".join(block.text for block in cell if isinstance(block, Text))


def _text_line(block: Text, before: float) -> Line:
    style = block.style
    size = None if style.size == BODY.size else style.size
    colour = None if style.colour == INK else _hex(style.colour)
    is_bold = style.font == BOLD
    parts = [Run(block.label, size, colour="4A5257")] if block.label else []
    parts.append(Run(block.text, size, is_bold, colour))
    if block.lead is None:
        return Line(tuple(parts), before, is_right=style.align == "right")
    lead = block.lead if isinstance(block.lead, str) else _MARKS[block.lead]
    return Line((Run(lead, size, is_bold, colour, is_lead=True), *parts), before, max(block.indent, 1.35 * style.size))


def _hex(colour: Color) -> str:
    return "".join(f"{round(255 * part):02X}" for part in colour.rgb())


def drawn(block: Block, width: float, height: float, kind: str) -> bytes:
    """A block as it is drawn on paper, as a picture of this size in points; ``kind`` is PNG or JPEG."""
    register_typefaces()
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=(width, height), invariant=1)
    block.draw(canvas, 0, height, width)
    canvas.showPage()
    canvas.save()
    out = io.BytesIO()
    page_picture(page.getvalue(), DOTS_PER_INCH).convert("RGB").save(out, kind, quality=85)
    return out.getvalue()
