"""A whole list of facilities into the archive and out again, each in the transaction its caller holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, select, update

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.imported_list import ImportedList, LastImport
from tmfcheck.errors import FacilityError
from tmfcheck.storage import mapping
from tmfcheck.storage.schema import assessment_table, facility_table, history_table
from tmfcheck.storage.steps import Heard, fetched, in_steps

_CHANGE = (
    update(facility_table)
    .where(facility_table.c.id == bindparam("of_id"))
    .values({name: bindparam(name) for name in ("name", "country", "facts", "notes", "is_sample", "dams", "papers")})
)
_REMOVE = delete(facility_table).where(facility_table.c.id == bindparam("of_id"))


def store_import(
    connection: Connection, imported: ImportedList, *, by: str, at: datetime, heard: Heard | None = None
) -> None:
    """Every facility with its line of the history, then one line for the import, which undoing looks for."""
    added, changed = HistoryKind.FACILITY_ADDED, HistoryKind.FACILITY_CHANGED
    for part in in_steps(imported.added, heard):
        connection.execute(insert(facility_table), [mapping.facility_values(each) for each in part])
        lines = [_line(added, each.id, by, at, after=mapping.facility_document(each)) for each in part]
        connection.execute(insert(history_table), lines)
    for pairs in in_steps(imported.changed, heard):
        _change(connection, [after for _, after in pairs])
        lines = [_change_line(changed, before, after, by, at) for before, after in pairs]
        connection.execute(insert(history_table), lines)
    what = {"file": imported.file, "lines": len(imported.added) + len(imported.changed)}
    line = _line(HistoryKind.LIST_IMPORTED, imported.id, by, at, after=what, about_facility=False)
    connection.execute(insert(history_table), [line])


def take_back_import(connection: Connection, *, by: str, at: datetime, heard: Heard | None = None) -> ImportedList:
    """Remove what the last import added and put back what it changed.

    Raises FacilityError IMPORT_NONE or IMPORT_IN_USE.
    """
    imported = _last_import(connection, heard)
    _refuse_if_used(connection, imported, heard)
    removed, changed = HistoryKind.FACILITY_REMOVED, HistoryKind.FACILITY_CHANGED
    for part in in_steps(imported.added, heard):
        connection.execute(_REMOVE, [{"of_id": each.id} for each in part])
        lines = [_line(removed, each.id, by, at, before=mapping.facility_document(each)) for each in part]
        connection.execute(insert(history_table), lines)
    for pairs in in_steps(imported.changed, heard):
        _change(connection, [before for before, _ in pairs])
        lines = [_change_line(changed, after, before, by, at) for before, after in pairs]
        connection.execute(insert(history_table), lines)
    undone = {"file": imported.file}
    line = _line(HistoryKind.IMPORT_UNDONE, imported.id, by, at, after=undone, about_facility=False)
    connection.execute(insert(history_table), [line])
    return imported


def describe_last_import(connection: Connection) -> LastImport | None:
    """The newest import that was not undone, in numbers; None where there is none left."""
    row = _newest_import(connection)
    if row is None:
        return None
    # What was added was nothing before.
    counted = select(func.count(), func.count(history_table.c.before)).where(_lines_of(row))
    lines, changed = connection.execute(counted).one()
    file = mapping.from_json(row.after)["file"]
    return LastImport(file, row.by, datetime.fromisoformat(row.at), added=lines - changed, changed=changed)


def _newest_import(connection: Connection) -> Row[Any] | None:
    kind, subject = history_table.c.kind, history_table.c.subject
    undone = select(subject).where(kind == HistoryKind.IMPORT_UNDONE.value)
    query = select(history_table).where(kind == HistoryKind.LIST_IMPORTED.value, subject.not_in(undone))
    return connection.execute(query.order_by(history_table.c.number.desc()).limit(1)).first()


def _lines_of(row: Row[Any]) -> ColumnElement[bool]:
    """The lines an import left before its own."""
    number = history_table.c.number
    return and_(number < row.number, number >= row.number - mapping.from_json(row.after)["lines"])


def _last_import(connection: Connection, heard: Heard | None) -> ImportedList:
    """The newest import that was not undone, read from the lines it left."""
    row = _newest_import(connection)
    if row is None:
        raise FacilityError("IMPORT_NONE")
    left = select(history_table).where(_lines_of(row)).order_by(history_table.c.number)
    added, changed = [], []
    for part in fetched(connection.execute(left), heard):
        for line in part:
            after = mapping.facility_from_document(mapping.from_json(line.after))
            if line.before is None:
                added.append(after)
            else:
                changed.append((mapping.facility_from_document(mapping.from_json(line.before)), after))
    return ImportedList(row.subject, mapping.from_json(row.after)["file"], tuple(added), tuple(changed))


def _refuse_if_used(connection: Connection, imported: ImportedList, heard: Heard | None) -> None:
    """Nobody's later work may be lost: facilities must be as the import left them, added ones without assessment."""
    rows = connection.execute(select(facility_table))
    stored = {row.id: mapping.facility_from_row(row) for part in fetched(rows, heard) for row in part}
    assessed = set(connection.execute(select(assessment_table.c.facility_id)).scalars())
    left = [*imported.added, *(after for _, after in imported.changed)]
    used = [each for each in left if stored.get(each.id) != each]
    used += [each for each in imported.added if each.id in assessed and each not in used]
    if used:
        raise FacilityError("IMPORT_IN_USE", file=imported.file, count=len(used), name=used[0].name)


def _change(connection: Connection, facilities: list[Facility]) -> None:
    values = [mapping.facility_values(each) for each in facilities]
    if values:
        connection.execute(_CHANGE, [{"of_id": each.pop("id"), **each} for each in values])


def _change_line(kind: HistoryKind, before: Facility, after: Facility, by: str, at: datetime) -> dict[str, Any]:
    was, became = mapping.facility_document(before), mapping.facility_document(after)
    return _line(kind, after.id, by, at, before=was, after=became)


def _line(
    kind: HistoryKind,
    subject: str,
    by: str,
    at: datetime,
    *,
    before: Any = None,
    after: Any = None,
    about_facility: bool = True,
) -> dict[str, Any]:
    return {
        "at": mapping.time_text(at),
        "by": by,
        "kind": kind.value,
        "facility_id": subject if about_facility else None,
        "assessment_id": None,
        "subject": subject,
        "before": None if before is None else mapping.to_json(before),
        "after": None if after is None else mapping.to_json(after),
    }
