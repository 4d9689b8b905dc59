"""A look into a packed spreadsheet before anything reads it, for lists and packs: no bombs, no endless sheets.

The reader is given a copy made of the very bytes that were looked at: a packed file can tell one reader one size and
give another reader more.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from tmfcheck.errors import InputError

MAX_UNPACKED_BYTES = 400_000_000
MAX_MEMBERS = 10_000
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,9})")
_MACRO_ENDS = ("vbaproject.bin", "vbadata.xml")
_MACRO_BEGINS = ("basic/", "scripts/", "xl/macrosheets/")
_LEFT_OUT = ("xl/media/", "pictures/", "thumbnails/", "docprops/", "object ", "xl/externallinks/")
_LEFT_OUT_ENDS = (".bin",)
"""Sheets of a binary kind, which nobody looks into, and notes for printers."""
_SHEET_MARK = b"sheetData"
_ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "


class MarkupError(ValueError):
    """The markup is broken, or declares what no list needs."""


BROKEN = (
    MarkupError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
)
"""What ``checked_copy`` raises, beside InputError, on a file that is damaged or no spreadsheet at all."""


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """The most rows, columns and cells a sheet may reach; ``is_plain`` refuses formulas and macros as well."""

    rows: int
    columns: int
    cells: int
    is_plain: bool = True


def checked_copy(packed: zipfile.ZipFile, path: Path, limits: SheetLimits) -> io.BytesIO:
    """The same spreadsheet without packing and without what a list does not need.

    Raises one of ``BROKEN``; InputError: LIST_FORMULA, LIST_MACRO, LIST_TOO_MANY_ROWS, LIST_TOO_WIDE,
    LIST_TOO_MANY_CELLS.
    """
    members = packed.infolist()
    names = [member.filename.lower() for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise MarkupError
    is_odd = any(member.compress_type not in _PACKINGS for member in members)
    if is_odd or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise MarkupError
    if limits.is_plain and any(name.endswith(_MACRO_ENDS) or name.startswith(_MACRO_BEGINS) for name in names):
        raise InputError("LIST_MACRO", path=path)
    is_ods = "mimetype" in names and packed.read(members[names.index("mimetype")])[:80].strip() == _ODS_KIND
    if not is_ods and "xl/workbook.xml" not in names:
        raise MarkupError
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for member, name in zip(members, names, strict=True):
            if not name.startswith(_LEFT_OUT) and not name.endswith(_LEFT_OUT_ENDS) and not member.is_dir():
                copy.writestr(member.filename, _looked_at(packed, member, path, limits))
    out.seek(0)
    return out


def _looked_at(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, limits: SheetLimits) -> bytes:
    """The bytes of one member, of its stated size at most, after a look at what it is."""
    name = member.filename.lower()
    content = packed.read(member)
    if name.endswith(".xml") and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise MarkupError
    if name == "content.xml":
        _OdsInspector(path, limits).look(content)
    elif _SHEET_MARK in content:
        # Whatever its name: which member is a sheet, another member says.
        _SheetInspector(path, limits).look(content)
    return content


def check_size(rows: int, columns: int, path: Path, limits: SheetLimits) -> None:
    """Refuse a table that reaches too far; the heading's row comes on top. Raises InputError."""
    if rows > limits.rows + 1:
        raise InputError("LIST_TOO_MANY_ROWS", path=path, limit=limits.rows)
    if columns > limits.columns:
        raise InputError("LIST_TOO_WIDE", path=path, limit=limits.columns)
    if rows * columns > limits.cells:
        raise InputError("LIST_TOO_MANY_CELLS", path=path, limit=limits.cells)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Inspector:
    """Follows the markup of one member."""

    def __init__(self, path: Path, limits: SheetLimits) -> None:
        self._path, self._limits = path, limits

    def look(self, content: bytes) -> None:
        """Raises InputError, or MarkupError where it is no proper markup."""
        # The reader takes every member for UTF-8, whatever it says of itself.
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise MarkupError(str(error)) from error

    def _on_doctype(self, *_declared: object) -> None:
        raise MarkupError

    def _on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        raise NotImplementedError

    def _on_end(self, name: str) -> None:
        raise NotImplementedError

    def _on_text(self, text: str) -> None:
        """Nothing by itself."""

    def _refuse_formula(self, row: int) -> None:
        if self._limits.is_plain:
            raise InputError("LIST_FORMULA", path=self._path, row=row)


class _SheetInspector(_Inspector):
    """Follows the cells of a sheet as its reader does, which makes room for the farthest of them."""

    def __init__(self, path: Path, limits: SheetLimits) -> None:
        super().__init__(path, limits)
        self._is_data = False
        self._row, self._column = 1, 0
        self._last_row, self._last_column = 0, 0

    def _on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        local, place = name.rpartition(" ")[2], attributes.get("r")
        match local:
            case "sheetData":
                self._is_data = True
            case "row" if self._is_data:
                self._row, self._column = self._row if place is None else _row_number(place), 0
            case "c" if self._is_data:
                self._see(place)
            case "f" if self._is_data:
                self._refuse_formula(self._row)

    def _on_end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "sheetData":
                self._is_data = False
            case "row":
                self._row += 1

    def _see(self, place: str | None) -> None:
        """A cell without a reference stands behind the one before it."""
        row, self._column = (self._row, self._column + 1) if place is None else _cell_place(place)
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, self._column)
        check_size(self._last_row, self._last_column, self._path, self._limits)


def _cell_place(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise MarkupError
    return int(found[2]), _column_number(found[1])


def _row_number(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 10):
        raise MarkupError
    return int(word)


class _OdsInspector(_Inspector):
    """Follows an OpenDocument sheet, in which one cell or row can stand for thousands."""

    def __init__(self, path: Path, limits: SheetLimits) -> None:
        super().__init__(path, limits)
        self._row, self._column = 0, 0
        self._last_column, self._widest, self._repeats = 0, 0, 1
        self._pending = 0

    def _on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        if f"{_ODS_TABLE}formula" in attributes:
            self._refuse_formula(self._row + 1)
        match name.removeprefix(_ODS_TABLE):
            case "table":
                self._row, self._widest = 0, 0
            case "table-row":
                self._column, self._last_column = 0, 0
                self._repeats = _count(attributes, "number-rows-repeated")
            case "table-cell" | "covered-table-cell":
                self._pending = _count(attributes, "number-columns-repeated")
                if any(key.endswith(" value-type") for key in attributes):
                    self._fill()

    def _on_text(self, text: str) -> None:
        if self._pending and text.strip():
            self._fill()

    def _fill(self) -> None:
        """The present cell holds something, so its columns count."""
        self._last_column = self._column + self._pending

    def _on_end(self, name: str) -> None:
        match name.removeprefix(_ODS_TABLE):
            case "table-cell" | "covered-table-cell":
                self._column += self._pending
                self._pending = 0
            case "table-row":
                self._row += self._repeats
                if self._last_column:
                    self._widest = max(self._widest, self._last_column)
                    check_size(self._row, self._widest, self._path, self._limits)


def _count(attributes: Mapping[str, str], name: str) -> int:
    word = attributes.get(_ODS_TABLE + name, "1")
    return int(word) if word.isdecimal() and len(word) < 12 else 1 << 40
