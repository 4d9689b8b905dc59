"""The answers and measures of an assessment as a workbook in which no text can ever act as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.assessment_tables import Cell, Table, assessment_tables
from tmfcheck.reports.chapter_list import may_hold
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.voice import Voice

MOST_CHARACTERS = 32_767
"""More no cell of a spreadsheet holds; longer texts end in a mark that says so."""
LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_CHAPTERS = ("answers", "categories", "documents", "evidence")
"""The sheets that are chapters of the report too: who may not read the chapter gets no such sheet."""


WIDE_LETTERS = 110
"""Per cent of a column's unit, the width of a digit."""
LINE_HEIGHT, TALLEST_ROW = 15, 409
"""Points; a spreadsheet knows no taller row."""
MARGIN_INCHES, MARGIN_WITH_FOOT = 0.4, 0.6


class _Formats(NamedTuple):
    head: Format
    text: Format
    figure: Format
    day: Format
    moment: Format


def render_workbook(model: ReportModel, texts: Texts, second: Texts | None = None) -> bytes:
    """The workbook (XLSX) in one language or two; filters, frozen headings, real numbers, days and times.

    Times stand in the machine's own zone, as everywhere a reader sees them.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(out, options) as workbook:
        program = f"TMFCheck {model.program_version}"
        author = one_line(model.state.assessment.started_by) or program
        workbook.set_properties(
            {
                "title": one_line(model.state.facility.name)[:255],
                "author": author[:255],
                "comments": program,
                "created": model.made_at.astimezone(UTC),
            }
        )
        formats = _formats(workbook)
        for table in assessment_tables(model, Voice(texts, second)):
            if table.key in _CHAPTERS and not may_hold(model.options, table.key):
                continue
            sheet = workbook.add_worksheet(_sheet_name(table.title))
            _write_table(sheet, table, formats)
            _set_paper(sheet, model, table.title)
    return out.getvalue()


def _formats(workbook: Workbook) -> _Formats:
    lasting = {"valign": "top", "text_wrap": True}
    return _Formats(
        head=workbook.add_format({**lasting, "bold": True, "bottom": 1, "bg_color": "#EEF3F3"}),
        text=workbook.add_format({**lasting, "align": "left"}),
        figure=workbook.add_format({"valign": "top"}),
        day=workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        moment=workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    )


def _sheet_name(title: str) -> str:
    return _NOT_IN_SHEET_NAMES.sub(" ", title)[:LONGEST_SHEET_NAME].strip()


def _write_table(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    has_head = any(column.title for column in table.columns)
    first = 1 if has_head else 0
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
        if has_head:
            sheet.write_string(0, index, column.title, formats.head)
    if has_head:
        sheet.set_row(0, _height([column.title for column in table.columns], table))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
        sheet.repeat_rows(0)
    for number, row in enumerate(table.rows, start=first):
        # Not every program measures wrapped lines when it opens a file.
        sheet.set_row(number, _height(row, table))
        for index, value in enumerate(row):
            # A figure in a sheet of labels and values stands where its texts stand.
            figure = formats.figure if has_head else formats.text
            _write(sheet, (number, index), value, formats._replace(figure=figure))


def _set_paper(sheet: Worksheet, model: ReportModel, title: str) -> None:
    """A4 across, as wide as the page, with the facility, the sheet and the page at the foot."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_WITH_FOOT)
    # An ampersand is a command in a footer, and no footer holds more than 255 characters.
    name, what = (one_line(text)[:60].replace("&", "&&") for text in (model.state.facility.name, title))
    sheet.set_footer(f"&L{name}&C{what}&R&P / &N")


def _height(row: Sequence[Cell], table: Table) -> float:
    """Room for the longest text of a row in the width of its column."""
    lines = (_lines(value, column.width) for value, column in zip(row, table.columns, strict=True))
    return min(LINE_HEIGHT * max(lines), TALLEST_ROW)


def _lines(value: Cell, width: int) -> int:
    """How many lines a text takes at most; wide letters and words that do not fit cost a little."""
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-len(line) * WIDE_LETTERS // (width * 100))) for line in value.split("\n"))


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, formats: _Formats) -> None:
    match value:
        case None:
            return
        case datetime():
            sheet.write_datetime(*place, value.astimezone().replace(tzinfo=None), formats.moment)
        case date():
            sheet.write_datetime(*place, datetime(value.year, value.month, value.day), formats.day)  # noqa: DTZ001 - a day has no zone
        case int() | float():
            sheet.write_number(*place, value, formats.figure)
        case str():
            sheet.write_string(*place, _fitting(value), formats.text)


def _fitting(text: str) -> str:
    """The text without characters a workbook cannot hold, cut with a mark where it is too long for a cell."""
    clean = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    return clean if len(clean) <= MOST_CHARACTERS else clean[: MOST_CHARACTERS - 2] + " …"
