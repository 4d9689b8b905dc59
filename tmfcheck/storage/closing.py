"""Explaining, closing and correcting assessments: each one transaction, each with its line of the history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from tmfcheck.domain.assessment import AssessmentState, Snapshot
from tmfcheck.domain.evidence import Explanation
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.open_points import OpenPoint, PointKind, Severity
from tmfcheck.errors import AssessmentError
from tmfcheck.storage import evidence_mapping, mapping
from tmfcheck.storage.notes import Stamp, note
from tmfcheck.storage.schema import (
    answer_table,
    assessment_table,
    citation_table,
    decision_table,
    document_table,
    edition_move_table,
    evidence_table,
    explanation_table,
    history_table,
    snapshot_table,
    visit_table,
)

if TYPE_CHECKING:
    from tmfcheck.storage.archive import Archive

_lines = (
    select(
        history_table.c.at,
        func.lag(history_table.c.at).over(order_by=history_table.c.number).label("earlier"),
    )
    .where(history_table.c.assessment_id == bindparam("assessment_id"))
    .subquery()
)
_CLOCK_STEPS = select(_lines.c.earlier, _lines.c.at).where(_lines.c.at < _lines.c.earlier)
_NEWEST = select(history_table.c.at).where(
    history_table.c.number
    == select(func.max(history_table.c.number))
    .where(history_table.c.assessment_id == bindparam("assessment_id"))
    .scalar_subquery()
)


class ClosingShelf:
    """What happens at the end of an assessment."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    # ------------------------------------------------------------------- check

    def clock_steps(self, assessment_id: str, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Pairs of times in the order they were stored where the later one is the earlier; ``now`` counts as the last.

        Times are stored as text that sorts by time.
        """
        key = {"assessment_id": assessment_id}
        with self._archive.reading() as connection:
            pairs = [(row.earlier, row.at) for row in connection.execute(_CLOCK_STEPS, key)]
            newest = connection.execute(_NEWEST, key).scalar()
        present = mapping.time_text(now)
        if newest is not None and present < newest:
            pairs.append((newest, present))
        return tuple((datetime.fromisoformat(before), datetime.fromisoformat(after)) for before, after in pairs)

    def explain(self, assessment_id: str, explanation: Explanation) -> None:
        """Store why an error of the check stands, in place of what was said before; raises AssessmentError."""
        with self._archive.writing(assessment_id) as connection:
            _put_explanation(connection, assessment_id, explanation)

    def take_back(self, assessment_id: str, code: str, *, by: str, at: datetime) -> None:
        """Remove an explanation; one that is not there changes nothing. Raises AssessmentError."""
        with self._archive.writing(assessment_id) as connection:
            _take_explanation(connection, assessment_id, code, Stamp(at, by))

    # ----------------------------------------------------------------- closing

    def close(
        self,
        assessment_id: str,
        snapshot: Snapshot,
        fingerprint: str,
        *,
        codes: Collection[str],
        said: Iterable[Explanation] = (),
        by: str,
        at: datetime,
    ) -> None:
        """Close an assessment for good, with its fingerprint; what was set aside goes for good.

        Explanations stay for the errors that stand (``codes``); those ``said`` at the closing are stored with it.
        Raises AssessmentError where it is unknown or closed.
        """
        document = {
            "facility": mapping.facility_document(snapshot.facility),
            "results": snapshot.results,
            "check": [_point_document(point) for point in snapshot.check],
            "previous_fingerprint": snapshot.previous_fingerprint,
        }
        closing = {"closed_by": by, "closed_at": mapping.time_text(at), "fingerprint": fingerprint}
        with self._archive.writing(assessment_id) as connection:
            facility_id = _facility_of(connection, assessment_id)
            self._archive.evidence.purge(assessment_id, connection)
            for explanation in said:
                _put_explanation(connection, assessment_id, explanation)
            for code in _explained(connection, assessment_id) - set(codes):
                _take_explanation(connection, assessment_id, code, Stamp(at, by))
            values = {"assessment_id": assessment_id, "document": mapping.to_json(document)}
            connection.execute(insert(snapshot_table), values)
            change = update(assessment_table).where(assessment_table.c.id == assessment_id)
            connection.execute(change.values(**closing))
            note(
                connection,
                HistoryKind.ASSESSMENT_CLOSED,
                assessment_id,
                Stamp(at, by),
                facility_id=facility_id,
                assessment_id=assessment_id,
                after=closing,
            )

    def snapshot(self, assessment_id: str) -> Snapshot | None:
        """What was kept when the assessment was closed; None while it is open."""
        query = select(snapshot_table.c.document).where(snapshot_table.c.assessment_id == assessment_id)
        with self._archive.reading() as connection:
            document = mapping.from_json(connection.execute(query).scalar())
            if document is None:
                return None
            return Snapshot(
                facility=mapping.facility_from_document(document["facility"]),
                results=document["results"],
                # Assessments closed by version 1 were not checked.
                check=tuple(_point(each) for each in document.get("check", ())),
                previous_fingerprint=document.get("previous_fingerprint"),
            )

    # -------------------------------------------------------------- correcting

    def open_revision(self, state: AssessmentState) -> None:
        """Store a correction of a closed assessment with everything it takes over, in one transaction.

        Raises AssessmentError ALREADY_REVISED where there is a correction of it already.
        """
        assessment = state.assessment
        if assessment.revises is None:
            raise ValueError("a first assessment corrects none")
        with self._archive.writing(assessment.id) as connection:
            known = connection.execute(
                select(assessment_table.c.id).where(assessment_table.c.revises == assessment.revises)
            ).scalar()
            if known is not None:
                raise AssessmentError("ALREADY_REVISED", assessment=assessment.revises, revision=known)
            values = mapping.assessment_values(assessment)
            connection.execute(insert(assessment_table), values)
            for table, rows in _rows_of(state):
                if rows:
                    connection.execute(insert(table), rows)
            note(
                connection,
                HistoryKind.REVISION_OPENED,
                assessment.id,
                Stamp(assessment.started_at, assessment.started_by),
                facility_id=assessment.facility_id,
                assessment_id=assessment.id,
                after=values,
            )


def _rows_of(state: AssessmentState) -> Iterable[tuple[Any, list[mapping.Values]]]:
    """The rows a state is made of, by table, in the order their references ask for."""
    name, evidence = state.assessment.id, state.evidence
    yield answer_table, [mapping.answer_values(name, question, each) for question, each in state.answers.items()]
    yield decision_table, [mapping.decision_values(name, each) for each in state.decisions.values()]
    yield edition_move_table, [mapping.move_values(name, each) for each in state.moves]
    yield evidence_table, [evidence_mapping.evidence_values(each) for each in evidence.items]
    yield document_table, [evidence_mapping.document_values(each) for each in evidence.documents]
    yield (
        citation_table,
        [
            {
                "assessment_id": name,
                "question_id": each.question_id,
                "document_id": each.document_id,
                "page": each.page,
            }
            for each in evidence.citations
        ],
    )
    if not evidence.visit.is_blank:
        document = mapping.to_json(evidence_mapping.visit_document(evidence.visit))
        yield visit_table, [{"assessment_id": name, "document": document}]


def _facility_of(connection: Connection, assessment_id: str) -> str:
    query = select(assessment_table.c.facility_id).where(assessment_table.c.id == assessment_id)
    facility_id = connection.execute(query).scalar()
    if facility_id is None:
        raise AssessmentError("ASSESSMENT_UNKNOWN", assessment=assessment_id)
    return str(facility_id)


def _explained(connection: Connection, assessment_id: str) -> set[str]:
    query = select(explanation_table.c.code).where(explanation_table.c.assessment_id == assessment_id)
    return set(connection.execute(query).scalars())


def _explanation_document(connection: Connection, assessment_id: str, code: str) -> mapping.Values | None:
    """What is said of an error and of which places, for the history."""
    query = select(explanation_table.c.text, explanation_table.c.covers).where(
        explanation_table.c.assessment_id == assessment_id, explanation_table.c.code == code
    )
    row = connection.execute(query).first()
    return None if row is None else {"text": row.text, "covers": mapping.from_json(row.covers)}


def _put_explanation(connection: Connection, assessment_id: str, explanation: Explanation) -> None:
    key = {"assessment_id": assessment_id, "code": explanation.code}
    covers = [evidence_mapping.subject_document(each) for each in explanation.covers]
    after = {"text": explanation.text, "covers": covers}
    values = {
        "text": explanation.text,
        "by": explanation.by,
        "at": mapping.time_text(explanation.at),
        "covers": mapping.to_json(covers),
    }
    before = _explanation_document(connection, assessment_id, explanation.code)
    statement = sqlite_insert(explanation_table).values(**key, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
    stamp = Stamp(explanation.at, explanation.by)
    _note_explanation(connection, (assessment_id, explanation.code), stamp, before, after)


def _take_explanation(connection: Connection, assessment_id: str, code: str, stamp: Stamp) -> None:
    before = _explanation_document(connection, assessment_id, code)
    if before is None:
        return
    connection.execute(
        delete(explanation_table).where(
            explanation_table.c.assessment_id == assessment_id, explanation_table.c.code == code
        )
    )
    _note_explanation(connection, (assessment_id, code), stamp, before, None)


def _note_explanation(
    connection: Connection,
    key: tuple[str, str],
    stamp: Stamp,
    before: mapping.Values | None,
    after: mapping.Values | None,
) -> None:
    assessment_id, code = key
    kind = HistoryKind.POINT_EXPLAINED
    note(connection, kind, code, stamp, assessment_id=assessment_id, before=before, after=after)


def _point_document(point: OpenPoint) -> mapping.Values:
    subjects = [evidence_mapping.subject_document(each) for each in point.subjects]
    return {"kind": point.kind.value, "severity": point.severity.value, "subjects": subjects}


def _point(document: Mapping[str, Any]) -> OpenPoint:
    return OpenPoint(
        kind=PointKind(document["kind"]),
        severity=Severity(document["severity"]),
        subjects=tuple(map(evidence_mapping.subject_from_document, document["subjects"])),
    )
