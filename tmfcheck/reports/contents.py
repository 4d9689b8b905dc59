"""The short list of contents on page one, two columns with page numbers and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text, spoken
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.paper import fitted
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import HEADING, SMALL, SMALL_INK
from tmfcheck.reports.voice import Voice, Words

LINE = SMALL.leading + 1.5
COLUMNS = 2
TITLE_LOOK = RowLook(above=8, below=2)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A chapter and the key of its bookmark."""

    number: str
    title: Words
    key: str


def contents(entries: Sequence[ContentsEntry], voice: Voice) -> list[Row]:
    """A heading and the chapters, read down the left column first."""
    per_column = -(-len(entries) // COLUMNS)
    columns = tuple(
        tuple(_line(entry) for entry in entries[at : at + per_column]) for at in range(0, len(entries), per_column)
    )
    return [
        Row((spoken(voice.gettext("Contents"), HEADING),), look=TITLE_LOOK, keep_with_next=True),
        Row(columns, (1,) * len(columns), look=RowLook(above=0, below=0)),
    ]


def _line(entry: ContentsEntry) -> Block:
    words = one_line(f"{entry.number}  {entry.title.in_one_line}")

    def paint(canvas: Canvas, x: float, top: float, width: float) -> None:
        shown = fitted(words, SMALL_INK, width - 24)
        Text(shown, SMALL_INK).draw(canvas, x, top, width)
        baseline = top - (SMALL.leading - SMALL.size) / 2 - 0.8 * SMALL.size
        canvas.await_page_number(entry.key, x + width, baseline)
        canvas.linkRect("", entry.key, (x, top - LINE, x + width, top), relative=1, thickness=0)

    return Drawing(LINE, paint)
