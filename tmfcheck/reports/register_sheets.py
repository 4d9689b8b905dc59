"""The register for spreadsheets: CSV and XLSX in which no text can ever act as a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import xlsxwriter

from tmfcheck.domain.register_table import CellValue, RegisterTable

_ACTING = ("=", "+", "-", "@", "\t", "\r")
_MAX_CELL = 32_767
"""More characters no spreadsheet cell holds."""


def csv_bytes(table: RegisterTable) -> bytes:
    """UTF-8 with a mark spreadsheets recognise; a text that would act as a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_csv_cell(value) for value in row.values] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(table: RegisterTable) -> bytes:
    """One sheet with a frozen, filtered heading; numbers stay numbers, texts stay texts."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = workbook.add_worksheet("register")
        heading = workbook.add_format({"bold": True, "bottom": 1})
        for index, column in enumerate(table.columns):
            sheet.write_string(0, index, column.name, heading)
        for number, row in enumerate(table.rows, start=1):
            for index, value in enumerate(row.values):
                _write(sheet, number, index, value)
        sheet.freeze_panes(1, 2)
        sheet.set_column(1, 1, 40)
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: CellValue) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case str():
            sheet.write_string(row, column, value[:_MAX_CELL])


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
