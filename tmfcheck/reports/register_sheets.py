"""The register for spreadsheets: CSV and XLSX in which no text can ever act as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime

import xlsxwriter

from tmfcheck.domain.register_table import CellValue, ColumnKind, RegisterTable, TableColumn

_ACTING = ("=", "+", "-", "@", "\t", "\r")
_MAX_CELL = 32_767
"""More characters no spreadsheet cell holds."""
_FIRST_SHEET_YEAR = 1900
_NAME_WIDTH, _DAY_WIDTH = 40, 12
_A4 = 9


def csv_bytes(table: RegisterTable) -> bytes:
    """UTF-8 with a mark spreadsheets recognise; a text that would act as a formula gets an apostrophe before it.

    One table is all such a file holds: dams and papers are not in it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_csv_cell(value) for value in row.values] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: RegisterTable) -> bytes:
    """A sheet each for the register and its parts; numbers stay numbers, days days, texts texts."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        writer = _SheetWriter(workbook)
        writer.write("register", table.columns, [row.values for row in table.rows])
        for part in table.parts:
            writer.write(part.name, part.columns, part.rows)
    return out.getvalue()


class _SheetWriter:
    """Writes sheets with a frozen, filtered heading; id and name stay in sight."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._heading = workbook.add_format({"bold": True, "bottom": 1})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})

    def write(self, name: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[CellValue]]) -> None:
        sheet = self._workbook.add_worksheet(name)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.name, self._heading)
            if column.kind is ColumnKind.DAY:
                sheet.set_column(index, index, _DAY_WIDTH)
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                self._write_cell(sheet, number, index, value)
        sheet.freeze_panes(1, 2)
        sheet.set_column(1, 1, _NAME_WIDTH)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        _prepare_printing(sheet, name)

    def _write_cell(self, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: CellValue) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float():
                sheet.write_number(row, column, value)
            case date() if value.year < _FIRST_SHEET_YEAR:
                # Spreadsheets know no earlier days.
                sheet.write_string(row, column, value.isoformat())
            case date():
                sheet.write_datetime(row, column, value, self._day)
            case str():
                sheet.write_string(row, column, value[:_MAX_CELL])


def _prepare_printing(sheet: xlsxwriter.worksheet.Worksheet, name: str) -> None:
    """Every printed page says which columns and rows it shows: heading, name, and the page's number."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.repeat_rows(0)
    sheet.repeat_columns(1)
    sheet.set_footer(f"&L{name}&R&P / &N")


def _csv_cell(value: CellValue) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return f"'{value}" if value.startswith(_ACTING) else value
        case _:
            return repr(value)
