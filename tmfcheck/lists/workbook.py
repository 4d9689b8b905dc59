"""The cells of a foreign spreadsheet, after a look at the packed file: no macros, no formulas, no bombs."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tmfcheck.errors import InputError

MAX_UNPACKED_BYTES = 400_000_000
_CHUNK = 1 << 20
_OVERLAP = 64
_REFERENCE = re.compile(rb'<c [^>]{0,40}?r="([A-Z]{1,4})([0-9]{1,9})"')
_ROW = re.compile(rb'<row [^>]{0,40}?r="([0-9]{1,9})"')
_FORMULA = re.compile(rb"<f[ >/]")
_MERGED_AWAY = ("vbaproject.bin", "vbadata.xml")


def read_workbook_rows(
    content: bytes, path: Path, sheet: str | None, limits: tuple[int, int]
) -> list[list[str | float]]:
    """The rows of one sheet (the first where none is named); ``limits`` are the most rows and columns.

    Raises InputError: WORKBOOK_UNREADABLE, SHEET_MISSING, LIST_FORMULA, LIST_MACRO, LIST_TOO_MANY_ROWS, LIST_TOO_WIDE.
    """
    import python_calamine

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _inspect(packed, path, limits)
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = workbook.sheet_names
        if not names or (sheet is not None and sheet not in names):
            raise InputError("SHEET_MISSING", sheet=sheet or "", sheets=", ".join(names))
        rows = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, python_calamine.CalamineError, NotImplementedError, EOFError, RuntimeError) as error:
        raise InputError("WORKBOOK_UNREADABLE", path=path) from error
    return [[_cell(value) for value in row] for row in rows]


def _inspect(packed: zipfile.ZipFile, path: Path, limits: tuple[int, int]) -> None:
    members = packed.infolist()
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or len(members) > 10_000:
        raise InputError("WORKBOOK_UNREADABLE", path=path)
    for member in members:
        name = member.filename.lower()
        if name.endswith(_MERGED_AWAY):
            raise InputError("LIST_MACRO", path=path)
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            _inspect_sheet(packed, member, path, limits)


def _inspect_sheet(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, limits: tuple[int, int]) -> None:
    """Read a sheet piece by piece: a reader that trusts it would make room for its farthest cell."""
    most_rows, most_columns = limits
    kept = b""
    with packed.open(member) as file:
        while piece := file.read(_CHUNK):
            text = kept + piece
            if _FORMULA.search(text):
                raise InputError("LIST_FORMULA", path=path, row="?")
            for column, row in _REFERENCE.findall(text):
                _check_reference(int(row), _column_number(column), path, (most_rows, most_columns))
            for row in _ROW.findall(text):
                _check_reference(int(row), 1, path, (most_rows, most_columns))
            kept = text[-_OVERLAP:]


def _check_reference(row: int, column: int, path: Path, limits: tuple[int, int]) -> None:
    if row > limits[0] + 1:
        raise InputError("LIST_TOO_MANY_ROWS", path=path, limit=limits[0])
    if column > limits[1]:
        raise InputError("LIST_TOO_WIDE", path=path, limit=limits[1])


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cell(value: Any) -> str | float:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return float(value)
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value).strip()
