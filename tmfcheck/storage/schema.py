"""The archive's tables, triggers and version as they are today; what every new archive is made of."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from tmfcheck.storage.failures import CLOSED_WORD

APPLICATION_ID = 0x544D4643
"""``TMFC``: tells an archive from every other SQLite file."""

SCHEMA_VERSION = 1
"""``PRAGMA user_version``; equal to the number of the newest migration."""

metadata = MetaData(
    naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"}
)

facility_table = Table(
    "facility",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("is_sample", Integer, CheckConstraint("is_sample IN (0, 1)", name="is_sample"), nullable=False),
    sqlite_strict=True,
)

pack_table = Table(
    "pack",
    metadata,
    Column("fingerprint", Text, primary_key=True, nullable=False),
    Column("document", LargeBinary, nullable=False),
    sqlite_strict=True,
)

assessment_table = Table(
    "assessment",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("facility_id", Text, ForeignKey("facility.id"), nullable=False),
    Column("pack_fingerprint", Text, ForeignKey("pack.fingerprint"), nullable=False),
    Column("pack_id", Text, nullable=False),
    Column("pack_edition", Text, nullable=False),
    Column("question_group", Text, nullable=False),
    Column("role", Text, CheckConstraint("role IN ('inspector', 'operator')", name="role"), nullable=False),
    Column("started_by", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("closed_by", Text),
    Column("closed_at", Text),
    Column("question", Text),
    CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="closed"),
    sqlite_strict=True,
)

answer_table = Table(
    "answer",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessment.id"), primary_key=True, nullable=False),
    Column("question_id", Text, primary_key=True, nullable=False),
    Column("value", Text),
    Column("basis", Text),
    Column("reason", Text),
    Column("comment", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("danger", Integer, CheckConstraint("danger IN (0, 1)", name="danger"), nullable=False),
    Column("answered_at", Text, nullable=False),
    Column("answered_by", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

decision_table = Table(
    "decision",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessment.id"), primary_key=True, nullable=False),
    Column("measure_id", Text, primary_key=True, nullable=False),
    Column("decision", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("term", Text),
    Column("term_reason", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due_on", Text),
    Column("cost", Text, nullable=False),
    Column("own_title", Text, nullable=False),
    Column("own_text", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

snapshot_table = Table(
    "snapshot",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessment.id"), primary_key=True, nullable=False),
    Column("document", Text, nullable=False),
    sqlite_strict=True,
)

edition_move_table = Table(
    "edition_move",
    metadata,
    Column("number", Integer, primary_key=True, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessment.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("from_edition", Text, nullable=False),
    Column("from_fingerprint", Text, ForeignKey("pack.fingerprint"), nullable=False),
    Column("to_edition", Text, nullable=False),
    Column("to_fingerprint", Text, ForeignKey("pack.fingerprint"), nullable=False),
    Column("left_answers", Text, nullable=False),
    Index("edition_move_of_assessment", "assessment_id"),
    sqlite_strict=True,
)

history_table = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("facility_id", Text),
    Column("assessment_id", Text),
    Column("subject", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("history_of_assessment", "assessment_id"),
    sqlite_strict=True,
)


def _forbid(name: str, event: str, table: str, condition: str = "", word: str = "APPEND_ONLY") -> tuple[str, str]:
    """The name and the text of a trigger that refuses an event."""
    when = f"WHEN {condition} " if condition else ""
    return name, f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{word}'); END"


def _is_closed(reference: str) -> str:
    return f"EXISTS (SELECT 1 FROM assessment WHERE id = {reference} AND closed_at IS NOT NULL)"  # noqa: S608 - constants


_MOVE_EXISTS = "EXISTS (SELECT 1 FROM edition_move WHERE number = NEW.number)"


def _triggers() -> tuple[tuple[str, str], ...]:
    """The rules the file itself keeps, whoever writes: what was recorded stays, and what is closed stays closed."""
    return (
        # A replacing insert deletes without firing the delete trigger; inserts over an existing line are refused too.
        _forbid("history_keeps_lines", "INSERT", "history", "EXISTS (SELECT 1 FROM history WHERE number = NEW.number)"),
        _forbid("history_no_update", "UPDATE", "history"),
        _forbid("history_no_delete", "DELETE", "history"),
        _forbid("pack_keeps_text", "INSERT", "pack", "EXISTS (SELECT 1 FROM pack WHERE fingerprint = NEW.fingerprint)"),
        _forbid("pack_no_update", "UPDATE", "pack"),
        _forbid("pack_no_delete", "DELETE", "pack"),
        _forbid("snapshot_no_insert", "INSERT", "snapshot", _is_closed("NEW.assessment_id"), CLOSED_WORD),
        _forbid("snapshot_no_update", "UPDATE", "snapshot"),
        _forbid("snapshot_no_delete", "DELETE", "snapshot"),
        _forbid("edition_move_no_insert", "INSERT", "edition_move", _is_closed("NEW.assessment_id"), CLOSED_WORD),
        _forbid("edition_move_keeps", "INSERT", "edition_move", _MOVE_EXISTS),
        _forbid("edition_move_no_update", "UPDATE", "edition_move"),
        _forbid("edition_move_no_delete", "DELETE", "edition_move"),
        _forbid("assessment_no_insert", "INSERT", "assessment", _is_closed("NEW.id"), CLOSED_WORD),
        _forbid("assessment_no_update", "UPDATE", "assessment", "OLD.closed_at IS NOT NULL", CLOSED_WORD),
        _forbid("assessment_no_delete", "DELETE", "assessment", "OLD.closed_at IS NOT NULL", CLOSED_WORD),
        *(
            _forbid(f"{table}_no_{event.lower()}", event, table, " OR ".join(map(_is_closed, rows)), CLOSED_WORD)
            for table in ("answer", "decision")
            for event, rows in (
                ("INSERT", ("NEW.assessment_id",)),
                ("UPDATE", ("OLD.assessment_id", "NEW.assessment_id")),
                ("DELETE", ("OLD.assessment_id",)),
            )
        ),
    )


TRIGGERS = dict(_triggers())

PART_NAMES = frozenset({*metadata.tables, *TRIGGERS})
"""The tables and triggers without which a file of today's version is no sound archive."""


def create_schema(connection: Connection) -> None:
    """Make every table, index and trigger and mark the file as an archive of today's version."""
    metadata.create_all(connection, checkfirst=False)
    for trigger in TRIGGERS.values():
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
