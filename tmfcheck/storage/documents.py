"""The register of documents of assessments, the answers that cite them, and the record of the visit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from tmfcheck.domain.evidence import Citation, Document, Visit
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import EvidenceError
from tmfcheck.storage.contents import Content
from tmfcheck.storage.evidence import take_citation
from tmfcheck.storage.evidence_mapping import (
    document_document,
    document_from_row,
    document_values,
    visit_document,
)
from tmfcheck.storage.mapping import from_json, to_json
from tmfcheck.storage.notes import Stamp, note
from tmfcheck.storage.schema import citation_table, document_table, visit_table

if TYPE_CHECKING:
    from tmfcheck.storage.archive import Archive

_OF: BindParameter[str] = bindparam("assessment_id")
_DOCUMENT = select(document_table).where(document_table.c.assessment_id == _OF, document_table.c.id == bindparam("id"))
_LAST = select(func.max(document_table.c.position)).where(document_table.c.assessment_id == _OF)
_VISIT = select(visit_table.c.document).where(visit_table.c.assessment_id == _OF)


class DocumentShelf:
    """Documents, citations and visits, each change with its line of the history."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def add(self, document: Document, content: Content | None, *, by: str, at: datetime) -> Document:
        """Store a document at the end of its register, with its file; returns it with its position."""
        with self._archive.writing(document.assessment_id) as connection:
            if content is not None:
                self._archive.contents.seal(connection, content)
            last = connection.execute(_LAST, {"assessment_id": document.assessment_id}).scalar()
            placed = replace(document, position=0 if last is None else last + 1)
            connection.execute(insert(document_table), document_values(placed))
            _note(connection, HistoryKind.DOCUMENT_ADDED, placed, Stamp(at, by), after=placed)
        return placed

    def change(self, document: Document, content: Content | None, *, by: str, at: datetime) -> None:
        """Store a document in place of what it was; raises EvidenceError DOCUMENT_UNKNOWN, AssessmentError."""
        with self._archive.writing(document.assessment_id) as connection:
            before = _document(connection, document.assessment_id, document.id)
            if content is not None:
                self._archive.contents.seal(connection, content)
            change = update(document_table).where(document_table.c.id == document.id)
            connection.execute(change.values(**document_values(document)))
            _note(connection, HistoryKind.DOCUMENT_CHANGED, document, Stamp(at, by), before=before, after=document)

    def remove(self, assessment_id: str, document_id: str, *, by: str, at: datetime) -> None:
        """Remove a document and its citations; raises as ``change``."""
        stamp = Stamp(at, by)
        with self._archive.writing(assessment_id) as connection:
            before = _document(connection, assessment_id, document_id)
            citing = select(citation_table.c.question_id).where(citation_table.c.document_id == document_id)
            for question_id in connection.execute(citing).scalars().all():
                take_citation(connection, assessment_id, question_id, document_id, stamp)
            connection.execute(delete(document_table).where(document_table.c.id == document_id))
            _note(connection, HistoryKind.DOCUMENT_REMOVED, before, stamp, before=before)

    def restore(self, document: Document, citations: Iterable[Citation], *, by: str, at: datetime) -> None:
        """Bring a removed document back to its place, with these citations; raises AssessmentError, ArchiveError."""
        stamp = Stamp(at, by)
        with self._archive.writing(document.assessment_id) as connection:
            connection.execute(insert(document_table), document_values(document))
            _note(connection, HistoryKind.DOCUMENT_RESTORED, document, stamp, after=document)
            for citation in citations:
                _put_citation(connection, document.assessment_id, citation, stamp)

    def cite(self, assessment_id: str, citation: Citation, *, by: str, at: datetime) -> None:
        """Store that an answer rests on a document, in place of the page named before; raises as ``change``."""
        with self._archive.writing(assessment_id) as connection:
            _document(connection, assessment_id, citation.document_id)
            _put_citation(connection, assessment_id, citation, Stamp(at, by))

    def uncite(self, assessment_id: str, question_id: str, document_id: str, *, by: str, at: datetime) -> None:
        """Remove a citation; one that is not there changes nothing. Raises AssessmentError ASSESSMENT_CLOSED."""
        with self._archive.writing(assessment_id) as connection:
            take_citation(connection, assessment_id, question_id, document_id, Stamp(at, by))

    def write_visit(self, assessment_id: str, visit: Visit, *, by: str, at: datetime) -> None:
        """Store the record of the visit in place of what it was; raises AssessmentError ASSESSMENT_CLOSED."""
        after = visit_document(visit)
        with self._archive.writing(assessment_id) as connection:
            before = from_json(connection.execute(_VISIT, {"assessment_id": assessment_id}).scalar())
            statement = sqlite_insert(visit_table).values(assessment_id=assessment_id, document=to_json(after))
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["assessment_id"], set_={"document": statement.excluded.document}
                )
            )
            note(
                connection,
                HistoryKind.VISIT_CHANGED,
                assessment_id,
                Stamp(at, by),
                assessment_id=assessment_id,
                before=before,
                after=after,
            )


def _put_citation(connection: Connection, assessment_id: str, citation: Citation, stamp: Stamp) -> None:
    key = {"assessment_id": assessment_id, "question_id": citation.question_id, "document_id": citation.document_id}
    known = select(citation_table.c.page).where(*(citation_table.c[name] == key[name] for name in key))
    page = connection.execute(known).scalar()
    statement = sqlite_insert(citation_table).values(**key, page=citation.page)
    connection.execute(
        statement.on_conflict_do_update(index_elements=list(key), set_={"page": statement.excluded.page})
    )
    note(
        connection,
        HistoryKind.DOCUMENT_CITED,
        citation.question_id,
        stamp,
        assessment_id=assessment_id,
        before=None if page is None else {"document_id": citation.document_id, "page": page},
        after={"document_id": citation.document_id, "page": citation.page},
    )


def _document(connection: Connection, assessment_id: str, document_id: str) -> Document:
    row = connection.execute(_DOCUMENT, {"assessment_id": assessment_id, "id": document_id}).first()
    if row is None:
        raise EvidenceError("DOCUMENT_UNKNOWN", document=document_id)
    return document_from_row(row)


def _note(
    connection: Connection,
    kind: HistoryKind,
    subject: Document,
    stamp: Stamp,
    *,
    before: Document | None = None,
    after: Document | None = None,
) -> None:
    note(
        connection,
        kind,
        subject.id,
        stamp,
        assessment_id=subject.assessment_id,
        before=None if before is None else document_document(before),
        after=None if after is None else document_document(after),
    )
