"""The cells of a foreign spreadsheet, read from a copy that holds only what was looked at before."""

from __future__ import annotations

import io
import math
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tmfcheck.errors import InputError
from tmfcheck.workbook_check import BROKEN, SheetLimits, checked_copy


def read_workbook_rows(
    content: bytes, path: Path, sheet: str | None, limits: SheetLimits
) -> tuple[list[list[str | float]], tuple[str, ...]]:
    """The rows of one sheet (the first where none is named) and the names of all sheets.

    Raises InputError: WORKBOOK_UNREADABLE, SHEET_MISSING, LIST_FORMULA, LIST_MACRO, LIST_TOO_MANY_ROWS, LIST_TOO_WIDE,
    LIST_TOO_MANY_CELLS.
    """
    import python_calamine

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            copy = checked_copy(packed, path, limits)
        workbook = python_calamine.CalamineWorkbook.from_filelike(copy)
        names = tuple(workbook.sheet_names)
        if not names or (sheet is not None and sheet not in names):
            raise InputError("SHEET_MISSING", sheet=sheet or "", sheets=", ".join(names))
        rows = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (*BROKEN, python_calamine.CalamineError, ValueError) as error:
        raise InputError("WORKBOOK_UNREADABLE", path=path) from error
    return [[_cell(value) for value in row] for row in rows], names


def _cell(value: Any) -> str | float:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float() if math.isfinite(value):
            return float(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value).strip()
