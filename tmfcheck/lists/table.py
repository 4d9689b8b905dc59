"""A CSV file or a spreadsheet as rows of cells, hostile until checked: size, encoding, formulas, endless rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tmfcheck.errors import InputError
from tmfcheck.lists.workbook import read_workbook_rows
from tmfcheck.workbook_check import SheetLimits, check_size

MAX_FILE_BYTES = 200_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 500
MAX_CELLS = 5_000_000
MAX_CELL_LENGTH = 20_000

LIMITS = SheetLimits(MAX_ROWS, MAX_COLUMNS, MAX_CELLS)

Cell = str | float

_WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED, _SNIFFED_LINES = 60_000, 20
_CYRILLIC_RUN = re.compile(r"[А-Яа-яЁё]{3,}")
_WESTERN_WORD = re.compile(r"[A-Za-z][áéíóúñüâêôãõçàÁÉÍÓÚÑÜÂÊÔÃÕÇÀ]|[áéíóúñüâêôãõçàÁÉÍÓÚÑÜÂÊÔÃÕÇÀ][A-Za-z]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet counts it, from 1; numbers of a spreadsheet stay numbers."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return all(cell == "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file; ``encoding`` is None for a spreadsheet, ``recognised`` where it had to be found out.

    ``sheets`` are the names of a spreadsheet's sheets.
    """

    rows: tuple[Row, ...]
    encoding: str | None = None
    recognised: bool = False
    sheets: tuple[str, ...] = ()


def read_table(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Table:
    """The rows of a CSV, XLSX or ODS file of at most 200 MB, 100,000 rows, 500 columns and 5 million cells.

    Raises InputError: INPUT_UNREADABLE, INPUT_TOO_LARGE, INPUT_NOT_CSV, LIST_ENCODING_UNKNOWN, LIST_TOO_MANY_ROWS,
    LIST_TOO_WIDE, LIST_TOO_MANY_CELLS, LIST_CELL_WRONG, LIST_FORMULA, LIST_MACRO, LIST_KIND_UNKNOWN, SHEET_MISSING,
    WORKBOOK_UNREADABLE.
    """
    content = _read_bytes(path)
    if path.suffix.lower() in _WORKBOOKS or content[:4] == b"PK\x03\x04":
        rows, sheets = read_workbook_rows(content, path, sheet, LIMITS)
        return Table(_numbered(rows, path), sheets=sheets)
    if b"\x00" in content[:4096] and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("LIST_KIND_UNKNOWN", path=path)
    text, used, recognised = _decoded(content, path, encoding)
    return Table(_numbered(_csv_rows(text, path), path), used, recognised)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError("INPUT_TOO_LARGE", path=path, limit=MAX_FILE_BYTES // 1_000_000)
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if len(content) > MAX_FILE_BYTES:
        raise InputError("INPUT_TOO_LARGE", path=path, limit=MAX_FILE_BYTES // 1_000_000)
    return content


def _decoded(content: bytes, path: Path, encoding: str | None) -> tuple[str, str, bool]:
    """The text, its encoding, and whether the encoding was recognised by the letters alone."""
    if encoding is not None:
        return _as(content, encoding, path), encoding, False
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _as(content, "utf-16", path), "utf-16", False
    try:
        return content.decode("utf-8-sig"), "utf-8", False
    except UnicodeDecodeError:
        return _by_letters(content, path)


def _as(content: bytes, encoding: str, path: Path) -> str:
    try:
        return content.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError("LIST_ENCODING_UNKNOWN", path=path) from error


def _by_letters(content: bytes, path: Path) -> tuple[str, str, bool]:
    """Windows Cyrillic where the foreign letters stand in runs, Western where they stand alone in Latin words."""
    high = sum(byte >= 0x80 for byte in content)
    for encoding, letters in (("cp1251", _CYRILLIC_RUN), ("cp1252", _WESTERN_WORD)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        explained = sum(sum(ord(sign) >= 0x80 for sign in found) for found in letters.findall(text))
        if explained >= high * 0.6:
            return text, encoding, True
    raise InputError("LIST_ENCODING_UNKNOWN", path=path)


def _csv_rows(text: str, path: Path) -> list[list[str]]:
    rows: list[list[str]] = []
    filled = 0
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True):
            filled += len(cells)
            check_size(len(rows), len(cells), path, LIMITS)
            if filled > MAX_CELLS:
                raise InputError("LIST_TOO_MANY_CELLS", path=path, limit=MAX_CELLS)
            rows.append([cell.strip() for cell in cells])
    except csv.Error as error:
        raise InputError("INPUT_NOT_CSV", path=path, reason=str(error)) from error
    return rows


def _delimiter(text: str) -> str:
    """The sign that parts most of the first lines into equally many cells; a title above the heading proves nothing."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:_SNIFFED].splitlines()[:_SNIFFED_LINES] if line.strip()]

    def proof(sign: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        count, times = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return times, count

    return max(_DELIMITERS, key=proof)


def _numbered(rows: Sequence[Sequence[Cell]], path: Path) -> tuple[Row, ...]:
    if len(rows) > MAX_ROWS + 1:
        raise InputError("LIST_TOO_MANY_ROWS", path=path, limit=MAX_ROWS)
    for number, cells in enumerate(rows, start=1):
        for cell in cells:
            if not isinstance(cell, str):
                continue
            if len(cell) > MAX_CELL_LENGTH or "\x00" in cell:
                raise InputError("LIST_CELL_WRONG", path=path, row=number, limit=MAX_CELL_LENGTH)
            if cell.startswith("="):
                raise InputError("LIST_FORMULA", path=path, row=number)
    return tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1))
