"""Rows of the printed report as Word text: what stands side by side becomes a table, everything else paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from tmfcheck.reports.blocks import Block, Text
from tmfcheck.reports.elements import SECTION_LOOK
from tmfcheck.reports.flow import HEAD, Row
from tmfcheck.reports.word_sheet import Sheet


def write_rows(sheet: Sheet, rows: Iterable[Row], place: Any) -> None:
    """Write rows before a paragraph; drawings stay on paper, words come along."""
    for shares, group in groupby(rows, key=lambda row: row.shares):
        if len(shares) > 1:
            for table in _tables(list(group)):
                _write_table(sheet, place, table)
            continue
        for row in group:
            words = _words(row.cells[0])
            if words:
                sheet.paragraph(place, words, "Heading 2" if row.look == SECTION_LOOK else "Normal")


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """A head begins a table of its own."""
    table: list[Row] = []
    for row in rows:
        if row.look == HEAD and table:
            yield table
            table = []
        table.append(row)
    yield table


def _write_table(sheet: Sheet, place: Any, rows: Sequence[Row]) -> None:
    cells = [[_words(cell) for cell in row.cells] for row in rows]
    head = cells.pop(0) if rows[0].look == HEAD else None
    sheet.table(place, head, cells, rows[0].shares)


def _words(cell: Iterable[Block]) -> str:
    return "\n".join(_line(block) for block in cell if isinstance(block, Text) and block.text)


def _line(block: Text) -> str:
    lead = f"{block.lead} " if isinstance(block.lead, str) else ""
    return f"{lead}{block.label}{block.text}"
