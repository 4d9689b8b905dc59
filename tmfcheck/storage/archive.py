"""The archive as the services use it: one file, one writer, every change one durable transaction with its history."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from tmfcheck.domain.facility import FacilityName
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import ArchiveError, AssessmentError, FacilityError
from tmfcheck.storage import mapping
from tmfcheck.storage.access import AccessMode, Holder
from tmfcheck.storage.backup import in_use, list_backups, make_backup
from tmfcheck.storage.engine import WRITES, archive_engine
from tmfcheck.storage.failures import archive_failures
from tmfcheck.storage.lock import WriterLock
from tmfcheck.storage.notes import Stamp, note
from tmfcheck.storage.opening import prepare_file
from tmfcheck.storage.schema import (
    answer_table,
    assessment_table,
    decision_table,
    edition_move_table,
    facility_table,
    history_table,
    pack_table,
)
from tmfcheck.storage.steps import Heard, in_steps
from tmfcheck.storage.upgrade import CURRENT, Schema

if TYPE_CHECKING:
    from tmfcheck.domain.answers import RecordedAnswer
    from tmfcheck.domain.assessment import Assessment
    from tmfcheck.domain.editions import EditionMove
    from tmfcheck.domain.facility import Facility
    from tmfcheck.domain.history import HistoryEntry
    from tmfcheck.domain.imported_list import ImportedList, LastImport
    from tmfcheck.domain.measures import MeasureDecision
    from tmfcheck.storage.closing import ClosingShelf
    from tmfcheck.storage.contents import ContentShelf
    from tmfcheck.storage.documents import DocumentShelf
    from tmfcheck.storage.evidence import EvidenceShelf
    from tmfcheck.storage.signatures import SignatureShelf
    from tmfcheck.storage.views import ViewShelf

_ANSWER = select(answer_table).where(
    answer_table.c.assessment_id == bindparam("assessment_id"),
    answer_table.c.question_id == bindparam("question_id"),
)
_DECISION = select(decision_table).where(
    decision_table.c.assessment_id == bindparam("assessment_id"),
    decision_table.c.measure_id == bindparam("measure_id"),
)
_TAKE_ANSWER = delete(answer_table).where(
    answer_table.c.assessment_id == bindparam("of_assessment_id"),
    answer_table.c.question_id == bindparam("of_question_id"),
)


def _upsert(table: Any, *key: str) -> Any:
    statement = sqlite_insert(table)
    rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in key}
    return statement.on_conflict_do_update(index_elements=list(key), set_=rest)


_PUT_ANSWER = _upsert(answer_table, "assessment_id", "question_id")
_PUT_DECISION = _upsert(decision_table, "assessment_id", "measure_id")


class Archive:
    """An open archive. Use it from one thread at a time; what it returns is frozen and belongs to the caller."""

    def __init__(
        self, path: Path, lock: WriterLock | None, held_by: Holder | None, clock: Callable[[], datetime]
    ) -> None:
        """Called by ``open`` alone; ``lock`` is the held lock of a writer, None for a reader."""
        self.path = path
        self.held_by = held_by
        self._lock = lock
        self._clock = clock
        self._engine = archive_engine(path, writable=lock is not None)
        self._writer = self._engine.execution_options(**{WRITES: True})
        self._guarded_on: date | None = None
        self.backup_failure: ArchiveError | None = None
        """Why today's copy could not be made, where it could not."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        mode: AccessMode,
        holder: str,
        clock: Callable[[], datetime],
        schema: Schema = CURRENT,
    ) -> Self:
        """Open an archive, after checking, and where needed making or upgrading, the file.

        Where somebody else holds it, the archive opens read-only and ``held_by`` says who. ``holder`` is the user's
        name, ``clock`` gives aware UTC. Raises ArchiveError; the file is then as it was.
        """
        me = Holder(name=holder, host=socket.gethostname(), pid=os.getpid(), since=clock())
        prepared = prepare_file(path, mode=mode, holder=me, now=clock(), schema=schema)
        try:
            with archive_failures(path):
                archive = cls(path, prepared.lock, prepared.held_by, clock)
        except BaseException:
            prepared.release()
            raise
        if prepared.is_new:
            archive._guarded_on = clock().date()
        return archive

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be stored through this opening of the archive."""
        return self._lock is None

    def close(self) -> None:
        """Let go of the file and of the right to write it; harmless twice."""
        self._engine.dispose()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ----------------------------------------------------------------- shelves
    # Imported and made when first used: to open an archive and list what it holds, none is needed.

    @cached_property
    def views(self) -> ViewShelf:
        from tmfcheck.storage.views import ViewShelf

        return ViewShelf(self)

    @cached_property
    def contents(self) -> ContentShelf:
        from tmfcheck.storage.contents import ContentShelf

        return ContentShelf(self)

    @cached_property
    def evidence(self) -> EvidenceShelf:
        from tmfcheck.storage.evidence import EvidenceShelf

        return EvidenceShelf(self)

    @cached_property
    def signatures(self) -> SignatureShelf:
        from tmfcheck.storage.signatures import SignatureShelf

        return SignatureShelf(self)

    @cached_property
    def documents(self) -> DocumentShelf:
        from tmfcheck.storage.documents import DocumentShelf

        return DocumentShelf(self)

    @cached_property
    def closing(self) -> ClosingShelf:
        from tmfcheck.storage.closing import ClosingShelf

        return ClosingShelf(self)

    # -------------------------------------------------------------- facilities

    def add_facility(self, facility: Facility, *, by: str, at: datetime) -> None:
        """Store a new facility."""
        with self.writing() as connection:
            connection.execute(insert(facility_table), mapping.facility_values(facility))
            after = mapping.facility_document(facility)
            note(
                connection,
                HistoryKind.FACILITY_ADDED,
                facility.id,
                Stamp(at, by),
                facility_id=facility.id,
                after=after,
            )

    def update_facility(self, facility: Facility, *, by: str, at: datetime) -> None:
        """Store a facility's new name, country, facts and notes; raises FacilityError FACILITY_UNKNOWN."""
        with self.writing() as connection:
            before = mapping.facility_document(_facility(connection, facility.id))
            change = update(facility_table).where(facility_table.c.id == facility.id)
            connection.execute(change.values(**mapping.facility_values(facility)))
            after = mapping.facility_document(facility)
            kind = HistoryKind.FACILITY_CHANGED
            note(connection, kind, facility.id, Stamp(at, by), facility_id=facility.id, before=before, after=after)

    def import_facilities(self, imported: ImportedList, *, by: str, at: datetime, heard: Heard | None = None) -> None:
        """Store the facilities of a list and the changed ones in one transaction: all or none.

        ``heard`` is told lines done and in all; an exception it raises leaves nothing stored.
        """
        from tmfcheck.storage.imports import store_import

        with self.writing() as connection:
            store_import(connection, imported, by=by, at=at, heard=heard)

    def undo_import(self, *, by: str, at: datetime, heard: Heard | None = None) -> ImportedList:
        """Take the last import back whole and return it; ``heard`` as with ``import_facilities``.

        Raises FacilityError: IMPORT_NONE where there is none left, IMPORT_IN_USE where its facilities were changed or
        assessed since; nothing is changed then.
        """
        from tmfcheck.storage.imports import take_back_import

        with self.writing() as connection:
            return take_back_import(connection, by=by, at=at, heard=heard)

    def last_import(self) -> LastImport | None:
        """What ``undo_import`` would take back, in numbers; None where there is nothing left to undo."""
        from tmfcheck.storage.imports import describe_last_import

        with self.reading() as connection:
            return describe_last_import(connection)

    def facilities(self, heard: Heard | None = None) -> tuple[Facility, ...]:
        """Every facility, by name; ``heard`` is told how many of how many are read."""
        with self.reading() as connection:
            query = select(facility_table).order_by(facility_table.c.name, facility_table.c.id)
            rows = connection.execute(query).all()
        # The listener may take its time, so no transaction is open while it hears.
        with self._understanding():
            return tuple(mapping.facility_from_row(row) for part in in_steps(rows, heard) for row in part)

    def facility_names(self) -> tuple[FacilityName, ...]:
        """Id, name and country of every facility, in no order: a long list is there at once before its facts are."""
        query = select(facility_table.c.id, facility_table.c.name, facility_table.c.country)
        with self.reading() as connection:
            return tuple(FacilityName(*row) for row in connection.execute(query))

    def facilities_after(self, facility_id: str, limit: int) -> tuple[Facility, ...]:
        """At most ``limit`` facilities whose ids follow this one, by id; an empty id begins. For reading in steps."""
        query = select(facility_table).where(facility_table.c.id > facility_id).order_by(facility_table.c.id)
        with self.reading() as connection:
            return tuple(mapping.facility_from_row(row) for row in connection.execute(query.limit(limit)))

    def facility(self, facility_id: str) -> Facility:
        """One facility; raises FacilityError FACILITY_UNKNOWN."""
        with self.reading() as connection:
            return _facility(connection, facility_id)

    # ------------------------------------------------------------- assessments

    def add_assessment(self, assessment: Assessment, pack_document: bytes) -> None:
        """Store a new assessment and, once for all its users, the text of its pack."""
        with self.writing() as connection:
            _keep_pack(connection, assessment.pack_fingerprint, pack_document)
            values = mapping.assessment_values(assessment)
            connection.execute(insert(assessment_table), values)
            note(
                connection,
                HistoryKind.ASSESSMENT_STARTED,
                assessment.id,
                Stamp(assessment.started_at, assessment.started_by),
                facility_id=assessment.facility_id,
                assessment_id=assessment.id,
                after=values,
            )

    def assessments(self, facility_id: str | None = None) -> tuple[Assessment, ...]:
        """Every assessment, or those of one facility, newest first."""
        query = select(assessment_table).order_by(assessment_table.c.started_at.desc(), assessment_table.c.id)
        if facility_id is not None:
            query = query.where(assessment_table.c.facility_id == facility_id)
        with self.reading() as connection:
            return tuple(mapping.assessment_from_row(row) for row in connection.execute(query))

    def assessment(self, assessment_id: str) -> Assessment:
        """One assessment; raises AssessmentError ASSESSMENT_UNKNOWN."""
        with self.reading() as connection:
            return _assessment(connection, assessment_id)

    def pack_document(self, fingerprint: str) -> bytes:
        """The text of the pack an assessment uses, as it was when the assessment began.

        Raises ArchiveError ARCHIVE_DAMAGED where it is missing.
        """
        query = select(pack_table.c.document).where(pack_table.c.fingerprint == fingerprint)
        with self.reading() as connection:
            document = connection.execute(query).scalar()
        if document is None:
            raise ArchiveError("ARCHIVE_DAMAGED", path=self.path)
        return bytes(document)

    def remember_question(self, assessment_id: str, question_id: str) -> None:
        """Keep where the assessor stopped; a bookmark, no line of the history."""
        change = update(assessment_table).where(assessment_table.c.id == assessment_id)
        with self.writing(assessment_id) as connection:
            connection.execute(change.values(question=question_id))

    def moves(self, assessment_id: str) -> tuple[EditionMove, ...]:
        """The moves of an assessment to other editions of its pack, in their order."""
        query = select(edition_move_table).where(edition_move_table.c.assessment_id == assessment_id)
        with self.reading() as connection:
            rows = connection.execute(query.order_by(edition_move_table.c.number))
            return tuple(mapping.move_from_row(row) for row in rows)

    def move_assessment(
        self,
        assessment_id: str,
        move: EditionMove,
        pack_document: bytes,
        answers: Mapping[str, RecordedAnswer],
        gone: Collection[str] = (),
    ) -> None:
        """Give an assessment another edition of its pack; the answers in ``move.left`` leave, kept with the move.

        ``answers`` are put in their place in the same transaction; evidence of the questions ``gone`` belongs to no
        question afterwards, and their citations go.

        Raises AssessmentError where it is unknown or closed.
        """
        stamp = Stamp(move.at, move.by)
        with self.writing(assessment_id) as connection:
            _keep_pack(connection, move.to_fingerprint, pack_document)
            for question_id in move.left:
                _take_answer(connection, assessment_id, question_id, stamp)
            for question_id, recorded in answers.items():
                _put_answer(connection, assessment_id, question_id, recorded)
            self.evidence.leave_questions(connection, assessment_id, gone, stamp)
            change = update(assessment_table).where(assessment_table.c.id == assessment_id)
            after = {"pack_edition": move.to_edition, "pack_fingerprint": move.to_fingerprint}
            connection.execute(change.values(**after))
            connection.execute(insert(edition_move_table), mapping.move_values(assessment_id, move))
            before = {"pack_edition": move.from_edition, "pack_fingerprint": move.from_fingerprint}
            kind = HistoryKind.EDITION_MOVED
            note(connection, kind, assessment_id, stamp, assessment_id=assessment_id, before=before, after=after)

    # ------------------------------------------------------ answers, decisions

    def answers(self, assessment_id: str) -> dict[str, RecordedAnswer]:
        """The answers of an assessment by question id."""
        query = select(answer_table).where(answer_table.c.assessment_id == assessment_id)
        with self.reading() as connection:
            return {row.question_id: mapping.answer_from_row(row) for row in connection.execute(query)}

    def put_answer(self, assessment_id: str, question_id: str, recorded: RecordedAnswer) -> None:
        """Store one answer durably with its history; raises AssessmentError ASSESSMENT_CLOSED."""
        self.put_answers(assessment_id, {question_id: recorded})

    def put_answers(self, assessment_id: str, answers: Mapping[str, RecordedAnswer]) -> None:
        """Store many answers in one transaction: all or none."""
        with self.writing(assessment_id) as connection:
            for question_id, recorded in answers.items():
                _put_answer(connection, assessment_id, question_id, recorded)

    def decisions(self, assessment_id: str) -> dict[str, MeasureDecision]:
        """The decisions on measures of an assessment by measure id."""
        query = select(decision_table).where(decision_table.c.assessment_id == assessment_id)
        with self.reading() as connection:
            return {row.measure_id: mapping.decision_from_row(row) for row in connection.execute(query)}

    def put_decision(self, assessment_id: str, decision: MeasureDecision, *, by: str, at: datetime) -> None:
        """Store what was decided on one measure; raises AssessmentError ASSESSMENT_CLOSED."""
        with self.writing(assessment_id) as connection:
            key = {"assessment_id": assessment_id, "measure_id": decision.measure}
            row = connection.execute(_DECISION, key).first()
            connection.execute(_PUT_DECISION, mapping.decision_values(assessment_id, decision))
            note(
                connection,
                HistoryKind.MEASURE_DECIDED,
                decision.measure,
                Stamp(at, by),
                assessment_id=assessment_id,
                before=None if row is None else mapping.decision_document(mapping.decision_from_row(row)),
                after=mapping.decision_document(decision),
            )

    # ----------------------------------------------------------------- history

    def history(self, assessment_id: str) -> tuple[HistoryEntry, ...]:
        """Every line about an assessment, oldest first."""
        query = select(history_table).where(history_table.c.assessment_id == assessment_id)
        return self._entries(query)

    def history_of_facility(self, facility_id: str) -> tuple[HistoryEntry, ...]:
        """Every line about a facility itself and the beginnings and ends of its assessments, oldest first."""
        return self._entries(select(history_table).where(history_table.c.facility_id == facility_id))

    def last_changes(self) -> dict[str, int]:
        """By the id of each assessment and each facility the number of the newest line about it itself."""
        subject = func.coalesce(history_table.c.assessment_id, history_table.c.facility_id)
        query = select(subject, func.max(history_table.c.number)).group_by(subject)
        with self.reading() as connection:
            return {name: number for name, number in connection.execute(query) if name is not None}

    def last_change(self) -> int:
        """The number of the newest line of the history: as long as it stays, nothing in the archive has changed."""
        with self.reading() as connection:
            return int(connection.execute(select(func.max(history_table.c.number))).scalar() or 0)

    def _entries(self, query: Any) -> tuple[HistoryEntry, ...]:
        with self.reading() as connection:
            rows = connection.execute(query.order_by(history_table.c.number))
            return tuple(mapping.history_from_row(row) for row in rows)

    # ------------------------------------------------------------ transactions

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One reading transaction; what cannot be understood means a damaged archive."""
        with self._understanding(), archive_failures(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _understanding(self) -> Iterator[None]:
        """Values no version of the program ever wrote mean a damaged archive."""
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ArchiveError("ARCHIVE_DAMAGED", path=self.path) from error

    @contextmanager
    def writing(self, assessment_id: str = "") -> Iterator[Connection]:
        """One transaction; it is durable on the disk when this ends without an error."""
        if self.held_by is not None:
            raise in_use(self.path, self.held_by)
        if self._lock is None:
            raise ArchiveError("ARCHIVE_READ_ONLY", path=self.path)
        self._guard_the_day()
        with archive_failures(self.path, assessment_id), self._writer.begin() as connection:
            yield connection

    def _guard_the_day(self) -> None:
        """Copy the archive before its first change of the day; a copy that fails must not stop an inspection."""
        now = self._clock()
        if self._guarded_on == now.date():
            return
        self._guarded_on = now.date()
        try:
            if not any(backup.made_at.date() == now.date() for backup in list_backups(self.path)):
                make_backup(self.path, now)
        except ArchiveError as error:
            self.backup_failure = error


def _facility(connection: Connection, facility_id: str) -> Facility:
    row = connection.execute(select(facility_table).where(facility_table.c.id == facility_id)).first()
    if row is None:
        raise FacilityError("FACILITY_UNKNOWN", facility=facility_id)
    return mapping.facility_from_row(row)


def _assessment(connection: Connection, assessment_id: str) -> Assessment:
    row = connection.execute(select(assessment_table).where(assessment_table.c.id == assessment_id)).first()
    if row is None:
        raise AssessmentError("ASSESSMENT_UNKNOWN", assessment=assessment_id)
    return mapping.assessment_from_row(row)


def _keep_pack(connection: Connection, fingerprint: str, document: bytes) -> None:
    """Store the text of a pack once for all its users."""
    known = select(pack_table.c.fingerprint).where(pack_table.c.fingerprint == fingerprint)
    if connection.execute(known).first() is None:
        connection.execute(insert(pack_table), {"fingerprint": fingerprint, "document": document})


def _take_answer(connection: Connection, assessment_id: str, question_id: str, stamp: Stamp) -> None:
    key = {"assessment_id": assessment_id, "question_id": question_id}
    row = connection.execute(_ANSWER, key).one()
    connection.execute(_TAKE_ANSWER, {f"of_{name}": value for name, value in key.items()})
    before = mapping.answer_document(mapping.answer_from_row(row).answer)
    note(connection, HistoryKind.ANSWER_LEFT, question_id, stamp, assessment_id=assessment_id, before=before)


def _put_answer(connection: Connection, assessment_id: str, question_id: str, recorded: RecordedAnswer) -> None:
    row = connection.execute(_ANSWER, {"assessment_id": assessment_id, "question_id": question_id}).first()
    connection.execute(_PUT_ANSWER, mapping.answer_values(assessment_id, question_id, recorded))
    note(
        connection,
        HistoryKind.ANSWER_GIVEN,
        question_id,
        Stamp(recorded.answered_at, recorded.by),
        assessment_id=assessment_id,
        before=None if row is None else mapping.answer_document(mapping.answer_from_row(row).answer),
        after=mapping.answer_document(recorded.answer),
    )
