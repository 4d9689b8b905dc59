"""An edited spreadsheet back into a pack: every problem with sheet, row and column, and what changed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import python_calamine

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import InputError, PackError
from tmfcheck.packs.folder import Item
from tmfcheck.packs.problems import Problem
from tmfcheck.packs.reader import BY_ID, LISTS, Heading, completed, read_items
from tmfcheck.packs.resolved import pack_from_json, to_document
from tmfcheck.packs.workbook_layout import PACK_SHEET, SHEET_OF, SHEETS, SheetLayout, column_letter
from tmfcheck.packs.writer import authored
from tmfcheck.workbook_check import BROKEN, SheetLimits, checked_copy

MAX_FILE_BYTES = 50_000_000
MAX_ROWS = 20_000
LIMITS = SheetLimits(rows=1_048_576, columns=16_384, cells=5_000_000, is_plain=False)
"""Formulas and macros may stand in a workbook of questions: their values alone are read."""
LISTED = ("categories", "references")


class ChangeKind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs from the exported pack; ``fields`` names what changed in it."""

    kind: ChangeKind
    entry: str
    id: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """The pack a workbook makes (None where there is an error), every problem, and the changes since the export."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]


def open_workbook(path: Path) -> python_calamine.CalamineWorkbook:
    """A spreadsheet file, checked before it is unpacked.

    Raises InputError: INPUT_UNREADABLE, INPUT_TOO_LARGE, WORKBOOK_UNREADABLE (not a spreadsheet, damaged, or a bomb),
    LIST_TOO_MANY_CELLS.
    """
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError("INPUT_TOO_LARGE", path=path, limit=MAX_FILE_BYTES // 1_000_000)
        content = path.read_bytes()
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            copy = checked_copy(packed, path, LIMITS)
        return python_calamine.CalamineWorkbook.from_filelike(copy)
    except (*BROKEN, python_calamine.CalamineError) as error:
        raise InputError("WORKBOOK_UNREADABLE", path=path) from error


@contextmanager
def sheets_of(path: Path) -> Iterator[python_calamine.CalamineWorkbook]:
    """As ``open_workbook``; a sheet that breaks only when it is read is a broken workbook too."""
    workbook = open_workbook(path)
    try:
        yield workbook
    except python_calamine.CalamineError as error:
        raise InputError("WORKBOOK_UNREADABLE", path=path) from error


def read_workbook(path: Path, edition: str | None = None) -> ReadWorkbook:
    """The pack of an edited export; ``edition`` names the new edition, else the exported one stays.

    Raises InputError (those of ``open_workbook``, WORKBOOK_FOREIGN where it is not an export of a pack).
    """
    problems: list[Problem] = []
    entries: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    with sheets_of(path) as workbook:
        exported = _exported_pack(workbook, path)
        for sheet in SHEETS:
            entries[sheet.kind] = _sheet_entries(workbook, sheet, exported.languages, problems)
    document = to_document(exported)
    pack = read_items(_heading(exported, edition), _items(document, entries), problems)
    rows = {(kind, str(entry.get("id"))): row for kind, pairs in entries.items() for row, entry in pairs}
    placed = tuple(_placed(problem, rows, exported.languages) for problem in problems)
    return ReadWorkbook(pack, placed, _changes(document, pack))


def _exported_pack(workbook: python_calamine.CalamineWorkbook, path: Path) -> Pack:
    """The hidden copy of the exported pack, proven readable."""
    if PACK_SHEET not in workbook.sheet_names or not all(sheet.name in workbook.sheet_names for sheet in SHEETS):
        raise InputError("WORKBOOK_FOREIGN", path=path)
    rows = workbook.get_sheet_by_name(PACK_SHEET).to_python(skip_empty_area=False)
    text = "".join(str(row[0]) for row in rows)
    try:
        return pack_from_json(text.encode())
    except PackError as error:
        raise InputError("WORKBOOK_FOREIGN", path=path) from error


def _heading(exported: Pack, edition: str | None) -> Heading:
    values = {name: getattr(exported, name) for name in Heading.__slots__}
    return Heading(**{**values, "edition": edition or exported.edition})


def _sheet_entries(
    workbook: python_calamine.CalamineWorkbook, sheet: SheetLayout, languages: tuple[str, ...], problems: list[Problem]
) -> list[tuple[int, dict[str, Any]]]:
    """The rows of one sheet with their numbers as a spreadsheet counts them; rows without any content are skipped."""
    rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False, nrows=MAX_ROWS)
    columns = [str(cell).strip() for cell in rows[0]] if rows else []
    for name in set(sheet.columns(languages)) - set(columns):
        problems.append(Problem("COLUMN_MISSING", sheet.name, "row 1", name))
    for name in (column for column in columns if column and column not in sheet.columns(languages)):
        problems.append(Problem("COLUMN_UNKNOWN", sheet.name, "row 1", name))
    entries = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {column: cell_words(value) for column, value in zip(columns, row, strict=False) if column}
        if any(cells.values()):
            entries.append((number, _entry(sheet, cells, number, problems)))
    return entries


def cell_words(value: Any) -> str:
    """The text of a cell; a whole number typed into it stays one."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value).replace("\r\n", "\n")


def _entry(sheet: SheetLayout, cells: Mapping[str, str], number: int, problems: list[Problem]) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    for column, text in cells.items():
        field, _, language = column.partition(".")
        if not text.strip() or (field not in sheet.fields and field not in sheet.texts):
            continue
        if language:
            entry.setdefault(field, {})[language] = text.split() if field == "avoid" else text
        else:
            entry[field] = _field_value(sheet, field, text, number, problems)
    return entry


def _field_value(sheet: SheetLayout, field: str, text: str, number: int, problems: list[Problem]) -> Any:
    if field in LISTED:
        return [word.strip() for word in text.split(",") if word.strip()]
    if field == "measures":
        return [_link(line) for line in text.splitlines() if line.strip()]
    if field == "before_season":
        return {"yes": True, "no": False}.get(text.strip(), text)
    if field == "applies_if":
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            problems.append(Problem("FIELD_WRONG", sheet.name, f"row {number}", field, data={"reason": str(error)}))
            return None
    return text.strip() if field != "note" else text


def _link(line: str) -> dict[str, Any]:
    name, _, words = line.partition(":")
    return {"id": name.strip(), "when": [word.strip() for word in words.split(",") if word.strip()]}


def _items(document: Mapping[str, Any], entries: Mapping[str, list[tuple[int, dict[str, Any]]]]) -> Sequence[Item]:
    """Entries of the sheets, and of the exported pack for every list that has no sheet."""
    items = []
    for kind, (_, field) in LISTS.items():
        if kind in entries:
            pairs = entries[kind]
            items += [Item(SHEET_OF[kind].name, kind, f"row {row}", completed(kind, entry)) for row, entry in pairs]
        else:
            values = document[field].values() if field in BY_ID else document[field]
            items += [Item(PACK_SHEET, kind, f"{kind} {value['id']}", authored(kind, value)) for value in values]
    return items


def _placed(problem: Problem, rows: Mapping[tuple[str, str], int], languages: tuple[str, ...]) -> Problem:
    """A problem with the row and the column letter a keeper sees in the spreadsheet."""
    kind, _, item = problem.item.partition(" ")
    row = rows.get((kind, item))
    sheet = next((each for each in SHEETS if each.name == problem.file), None)
    if sheet is None:
        return problem
    where = f"row {row} ({item})" if row else problem.item
    columns = sheet.columns(languages)
    heading = f"{problem.place}.{problem.language}" if problem.language else problem.place
    first = next((index for index, column in enumerate(columns) if column.partition(".")[0] == problem.place), None)
    index = columns.index(heading) if heading in columns else first
    return replace(problem, item=where, place=heading if index is None else f"{column_letter(index)} ({heading})")


def _changes(document: Mapping[str, Any], pack: Pack | None) -> tuple[Change, ...]:
    if pack is None:
        return ()
    edited = to_document(pack)
    changes: list[Change] = []
    for sheet in SHEETS:
        field = LISTS[sheet.kind][1]
        before = {entry["id"]: entry for entry in document[field]}
        after = {entry["id"]: entry for entry in edited[field]}
        changes += [Change(ChangeKind.REMOVED, sheet.kind, name) for name in before if name not in after]
        changes += [Change(ChangeKind.ADDED, sheet.kind, name) for name in after if name not in before]
        changes += [
            Change(ChangeKind.CHANGED, sheet.kind, name, tuple(key for key in entry if entry[key] != before[name][key]))
            for name, entry in after.items()
            if name in before and entry != before[name]
        ]
    return tuple(changes)
