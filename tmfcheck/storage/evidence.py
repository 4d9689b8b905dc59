"""What assessments rest on: evidence on its questions, and everything of it read at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update

from tmfcheck.domain.evidence import NO_EVIDENCE, NO_VISIT, Evidence, EvidenceFile
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import EvidenceError
from tmfcheck.storage.contents import Content
from tmfcheck.storage.evidence_mapping import (
    citation_from_row,
    document_from_row,
    evidence_document,
    evidence_from_row,
    evidence_values,
    explanation_from_row,
    visit_from_document,
)
from tmfcheck.storage.mapping import AnyRow, from_json
from tmfcheck.storage.notes import Stamp, note
from tmfcheck.storage.schema import (
    citation_table,
    content_table,
    document_table,
    evidence_table,
    explanation_table,
    visit_table,
)

if TYPE_CHECKING:
    from tmfcheck.storage.archive import Archive

_OF: BindParameter[str] = bindparam("assessment_id")
_TABLES = (evidence_table, document_table, citation_table, visit_table, explanation_table)
_WHICH = select(*(select(table.c.assessment_id).where(table.c.assessment_id == _OF).exists() for table in _TABLES))
"""Which of the tables have anything of an assessment: most old ones have nothing, and many are read at once."""

_EVIDENCE = select(evidence_table, content_table.c.media_type, content_table.c.size).join(
    content_table, content_table.c.sha256 == evidence_table.c.sha256
)
_ITEMS = _EVIDENCE.where(evidence_table.c.assessment_id == _OF).order_by(
    evidence_table.c.position, evidence_table.c.added_at, evidence_table.c.id
)
_ITEM = _EVIDENCE.where(evidence_table.c.assessment_id == _OF, evidence_table.c.id == bindparam("id"))
_DOCUMENTS = (
    select(document_table)
    .where(document_table.c.assessment_id == _OF)
    .order_by(document_table.c.position, document_table.c.id)
)
_CITATIONS = select(citation_table).where(citation_table.c.assessment_id == _OF)
_VISIT = select(visit_table.c.document).where(visit_table.c.assessment_id == _OF)
_EXPLANATIONS = select(explanation_table).where(explanation_table.c.assessment_id == _OF)
_LAST = select(func.max(evidence_table.c.position)).where(evidence_table.c.assessment_id == _OF)
_CHANGE = (
    update(evidence_table)
    .where(evidence_table.c.id == bindparam("of_id"))
    .values({name: bindparam(name) for name in (column.name for column in evidence_table.c if column.name != "id")})
)


class EvidenceShelf:
    """Photos, files and plans of assessments, each change with its line of the history."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def of(self, assessment_id: str) -> EvidenceFile:
        """Everything an assessment rests on beside its answers."""
        key = {"assessment_id": assessment_id}
        with self._archive.reading() as connection:
            if not any(found := connection.execute(_WHICH, key).one()):
                return NO_EVIDENCE

            def rows(at: int, query: object) -> Sequence[AnyRow]:
                return connection.execute(query, key).all() if found[at] else ()  # type: ignore[call-overload]

            items = tuple(map(evidence_from_row, rows(0, _ITEMS)))
            visits = [visit_from_document(from_json(row.document)) for row in rows(3, _VISIT)]
            return EvidenceFile(
                items=tuple(item for item in items if not item.is_removed),
                removed=tuple(item for item in items if item.is_removed),
                documents=tuple(map(document_from_row, rows(1, _DOCUMENTS))),
                citations=tuple(map(citation_from_row, rows(2, _CITATIONS))),
                visit=visits[0] if visits else NO_VISIT,
                explanations={row.code: explanation_from_row(row) for row in rows(4, _EXPLANATIONS)},
            )

    def add(self, item: Evidence, content: Content) -> Evidence:
        """Store evidence behind all others of its assessment, with its content; returns it with its position.

        Raises AssessmentError ASSESSMENT_CLOSED.
        """
        with self._archive.writing(item.assessment_id) as connection:
            self._archive.contents.seal(connection, content)
            last = connection.execute(_LAST, {"assessment_id": item.assessment_id}).scalar()
            placed = replace(item, position=0 if last is None else last + 1)
            connection.execute(insert(evidence_table), evidence_values(placed))
            stamp = Stamp(item.added_at, item.added_by)
            _note(connection, HistoryKind.EVIDENCE_ADDED, stamp, before=None, after=placed)
        return placed

    def change(self, assessment_id: str, items: Iterable[Evidence], *, by: str, at: datetime) -> None:
        """Store pieces of evidence in place of what they were, in one transaction.

        Raises EvidenceError EVIDENCE_UNKNOWN, AssessmentError; nothing is changed then.
        """
        with self._archive.writing(assessment_id) as connection:
            for item in items:
                before = _item(connection, assessment_id, item.id)
                _put(connection, item)
                _note(connection, HistoryKind.EVIDENCE_CHANGED, Stamp(at, by), before=before, after=item)

    def remove(self, assessment_id: str, ids: Iterable[str], *, by: str, at: datetime) -> tuple[Evidence, ...]:
        """Set pieces of evidence aside until their assessment is closed; raises as ``change``."""
        return self._set_removed(assessment_id, ids, at, Stamp(at, by))

    def restore(self, assessment_id: str, ids: Iterable[str], *, by: str, at: datetime) -> tuple[Evidence, ...]:
        """Bring pieces of evidence back that were set aside; raises as ``change``."""
        return self._set_removed(assessment_id, ids, None, Stamp(at, by))

    def _set_removed(
        self, assessment_id: str, ids: Iterable[str], moment: datetime | None, stamp: Stamp
    ) -> tuple[Evidence, ...]:
        kind = HistoryKind.EVIDENCE_RESTORED if moment is None else HistoryKind.EVIDENCE_REMOVED
        set_aside = []
        with self._archive.writing(assessment_id) as connection:
            for evidence_id in ids:
                before = _item(connection, assessment_id, evidence_id)
                after = replace(before, removed_at=moment)
                _put(connection, after)
                _note(connection, kind, stamp, before=before, after=after)
                set_aside.append(after)
        return tuple(set_aside)

    def place(self, assessment_id: str, positions: Mapping[str, int], *, by: str, at: datetime) -> None:
        """Give pieces of evidence new places in one transaction; raises as ``change``."""
        with self._archive.writing(assessment_id) as connection:
            for evidence_id, position in positions.items():
                before = _item(connection, assessment_id, evidence_id)
                if before.position != position:
                    after = replace(before, position=position)
                    _put(connection, after)
                    _note(connection, HistoryKind.EVIDENCE_CHANGED, Stamp(at, by), before=before, after=after)

    def leave_questions(
        self, connection: Connection, assessment_id: str, questions: Collection[str], stamp: Stamp
    ) -> None:
        """Within the caller's transaction: evidence of questions that are gone belongs to none, their citations go."""
        key = {"assessment_id": assessment_id}
        for item in map(evidence_from_row, connection.execute(_ITEMS, key).all()):
            if item.question_id in questions:
                after = replace(item, question_id=None)
                _put(connection, after)
                _note(connection, HistoryKind.EVIDENCE_CHANGED, stamp, before=item, after=after)
        for citation in map(citation_from_row, connection.execute(_CITATIONS, key).all()):
            if citation.question_id in questions:
                take_citation(connection, assessment_id, citation.question_id, citation.document_id, stamp)

    def purge(self, assessment_id: str, connection: Connection) -> None:
        """Within the transaction that closes an assessment, before it is marked closed: what was removed goes for good.

        With it go pins on removed plans, and every content of the archive nothing refers to any more; the history
        keeps the lines of what was there.
        """
        for item in map(evidence_from_row, connection.execute(_ITEMS, {"assessment_id": assessment_id}).all()):
            if item.is_removed:
                connection.execute(delete(evidence_table).where(evidence_table.c.id == item.id))
        kept = [evidence_from_row(row) for row in connection.execute(_ITEMS, {"assessment_id": assessment_id}).all()]
        ids = {item.id for item in kept}
        for item in kept:
            if item.pin is not None and item.pin.plan_id is not None and item.pin.plan_id not in ids:
                _put(connection, replace(item, pin=None))
        self._archive.contents.remove_unused(connection)


def take_citation(connection: Connection, assessment_id: str, question_id: str, document_id: str, stamp: Stamp) -> None:
    """Remove a citation with its line of the history; one that is not there changes nothing."""
    which = (
        citation_table.c.assessment_id == assessment_id,
        citation_table.c.question_id == question_id,
        citation_table.c.document_id == document_id,
    )
    page = connection.execute(select(citation_table.c.page).where(*which)).scalar()
    if page is None:
        return
    connection.execute(delete(citation_table).where(*which))
    before = {"document_id": document_id, "page": page}
    kind = HistoryKind.DOCUMENT_CITED
    note(connection, kind, question_id, stamp, assessment_id=assessment_id, before=before)


def _item(connection: Connection, assessment_id: str, evidence_id: str) -> Evidence:
    row = connection.execute(_ITEM, {"assessment_id": assessment_id, "id": evidence_id}).first()
    if row is None:
        raise EvidenceError("EVIDENCE_UNKNOWN", evidence=evidence_id)
    return evidence_from_row(row)


def _put(connection: Connection, item: Evidence) -> None:
    values = evidence_values(item)
    connection.execute(_CHANGE, {**values, "of_id": values.pop("id")})


def _note(connection: Connection, kind: HistoryKind, stamp: Stamp, *, before: Evidence | None, after: Evidence) -> None:
    note(
        connection,
        kind,
        after.id,
        stamp,
        assessment_id=after.assessment_id,
        before=None if before is None else evidence_document(before),
        after=evidence_document(after),
    )
