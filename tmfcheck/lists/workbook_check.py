"""A look into a packed spreadsheet before anything reads it: no macros, no formulas, no bombs, no endless sheets.

The reader is given a copy made of the very bytes that were looked at: a packed file can tell one reader one size and
give another reader more.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from tmfcheck.errors import InputError

MAX_UNPACKED_BYTES = 400_000_000
MAX_MEMBERS = 10_000
_CHUNK = 1 << 20
_OVERLAP = 64
_REFERENCE = re.compile(rb'<(?:\w{1,8}:)?c [^>]{0,40}?r="([A-Z]{1,4})([0-9]{1,9})"')
_ROW = re.compile(rb'<(?:\w{1,8}:)?row [^>]{0,40}?r="([0-9]{1,9})"')
_FORMULA = re.compile(rb"<(?:\w{1,8}:)?f[ >/]")
_MACRO_ENDS = ("vbaproject.bin", "vbadata.xml")
_MACRO_BEGINS = ("basic/", "scripts/", "xl/macrosheets/")
_LEFT_OUT = ("xl/media/", "pictures/", "thumbnails/", "docprops/", "object ", "xl/externallinks/")
_ODS_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ODS_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "


class MarkupError(ValueError):
    """The markup is broken, or declares what no list needs."""


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """The most rows, columns and cells a sheet may reach."""

    rows: int
    columns: int
    cells: int


def checked_copy(packed: zipfile.ZipFile, path: Path, limits: SheetLimits) -> io.BytesIO:
    """The same spreadsheet without packing and without what a list does not need.

    Raises InputError as ``read_workbook_rows``, MarkupError, and what ``zipfile`` raises on a broken file.
    """
    members = packed.infolist()
    names = [member.filename.lower() for member in members]
    if len(members) > MAX_MEMBERS or len(set(names)) != len(names):
        raise MarkupError
    if any(name.endswith(_MACRO_ENDS) or name.startswith(_MACRO_BEGINS) for name in names):
        raise InputError("LIST_MACRO", path=path)
    is_ods = "mimetype" in names and packed.read(members[names.index("mimetype")])[:80].strip() == _ODS_KIND
    if not is_ods and "xl/workbook.xml" not in names:
        raise MarkupError
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise MarkupError
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for member, name in zip(members, names, strict=True):
            if not name.startswith(_LEFT_OUT) and not member.is_dir():
                copy.writestr(member.filename, _looked_at(packed, member, path, limits))
    out.seek(0)
    return out


def _looked_at(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, limits: SheetLimits) -> bytes:
    """The bytes of one member, of its stated size at most, after a look at what it is."""
    name = member.filename.lower()
    content = packed.read(member)
    if name.endswith(".xml") and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise MarkupError
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        _inspect_sheet(content, path, limits)
    elif name == "content.xml":
        _OdsInspector(path, limits).look(content)
    return content


def _inspect_sheet(content: bytes, path: Path, limits: SheetLimits) -> None:
    """A reader that trusts a sheet would make room for its farthest cell."""
    last_row, last_column = 0, 0
    for text in _pieces(content):
        if _FORMULA.search(text):
            raise InputError("LIST_FORMULA", path=path, row="?")
        for column, row in _REFERENCE.findall(text):
            last_row, last_column = max(last_row, int(row)), max(last_column, _column_number(column))
        last_row = max(last_row, *(int(row) for row in _ROW.findall(text)), 0)
        check_size(last_row, last_column, path, limits)


def _pieces(content: bytes) -> Iterator[bytes]:
    """Overlapping pieces, so that nothing hides at a cut."""
    for start in range(0, max(len(content), 1), _CHUNK):
        yield content[max(0, start - _OVERLAP) : start + _CHUNK]


def check_size(rows: int, columns: int, path: Path, limits: SheetLimits) -> None:
    """Refuse a table that reaches too far; the heading's row comes on top. Raises InputError."""
    if rows > limits.rows + 1:
        raise InputError("LIST_TOO_MANY_ROWS", path=path, limit=limits.rows)
    if columns > limits.columns:
        raise InputError("LIST_TOO_WIDE", path=path, limit=limits.columns)
    if rows * columns > limits.cells:
        raise InputError("LIST_TOO_MANY_CELLS", path=path, limit=limits.cells)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _OdsInspector:
    """Follows an OpenDocument sheet, in which one cell or row can stand for thousands."""

    def __init__(self, path: Path, limits: SheetLimits) -> None:
        self._path, self._limits = path, limits
        self._row, self._column = 0, 0
        self._last_column, self._widest, self._repeats = 0, 0, 1
        self._pending = 0

    def look(self, content: bytes) -> None:
        """Raises InputError, or MarkupError where it is no proper markup."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise MarkupError(str(error)) from error

    def _on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        if f"{_ODS_TABLE}formula" in attributes:
            raise InputError("LIST_FORMULA", path=self._path, row=self._row + 1)
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
