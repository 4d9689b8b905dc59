"""The answers and measures of an assessment as a workbook in which no text can ever act as a formula."""

from __future__ import annotations

import io
import re
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
from tmfcheck.reports.voice import Voice

MOST_CHARACTERS = 32_767
"""More no cell of a spreadsheet holds; longer texts end in a mark that says so."""
LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_CHAPTERS = ("answers", "categories", "documents", "evidence")
"""The sheets that are chapters of the report too: who may not read the chapter gets no such sheet."""


class _Formats(NamedTuple):
    head: Format
    text: Format
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
        workbook.set_properties({"title": model.state.facility.name, "created": model.made_at.astimezone(UTC)})
        formats = _formats(workbook)
        for table in assessment_tables(model, Voice(texts, second)):
            if table.key in _CHAPTERS and not may_hold(model.options, table.key):
                continue
            _write_table(workbook.add_worksheet(_sheet_name(table.title)), table, formats)
    return out.getvalue()


def _formats(workbook: Workbook) -> _Formats:
    lasting = {"valign": "top", "text_wrap": True}
    return _Formats(
        head=workbook.add_format({**lasting, "bold": True, "bottom": 1, "bg_color": "#EEF3F3"}),
        text=workbook.add_format(lasting),
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
    for number, row in enumerate(table.rows, start=first):
        for index, value in enumerate(row):
            _write(sheet, (number, index), value, formats)
    if has_head:
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, place: tuple[int, int], value: Cell, formats: _Formats) -> None:
    match value:
        case None:
            return
        case datetime():
            sheet.write_datetime(*place, value.astimezone().replace(tzinfo=None), formats.moment)
        case date():
            sheet.write_datetime(*place, datetime(value.year, value.month, value.day), formats.day)  # noqa: DTZ001 - a day has no zone
        case int() | float():
            sheet.write_number(*place, value, formats.text)
        case str():
            sheet.write_string(*place, _fitting(value), formats.text)


def _fitting(text: str) -> str:
    """The text without characters a workbook cannot hold, cut with a mark where it is too long for a cell."""
    clean = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    return clean if len(clean) <= MOST_CHARACTERS else clean[: MOST_CHARACTERS - 2] + " …"
