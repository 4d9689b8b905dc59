"""The archive's tables, triggers and version as they are today; what every new archive is made of."""

from __future__ import annotations

from sqlalchemy import (
    REAL,
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

from tmfcheck.storage.failures import CLOSED_WORD, OPEN_WORD

APPLICATION_ID = 0x544D4643
"""``TMFC``: tells an archive from every other SQLite file."""

SCHEMA_VERSION = 2
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
    Column("dams", Text, nullable=False),
    Column("papers", Text, nullable=False),
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
    Column("revision", Integer, CheckConstraint("revision >= 1", name="revision"), nullable=False),
    Column("revises", Text, ForeignKey("assessment.id")),
    Column("revision_reason", Text, nullable=False),
    Column("fingerprint", Text),
    CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="closed"),
    CheckConstraint("(revises IS NULL) = (revision = 1)", name="revises"),
    CheckConstraint("fingerprint IS NULL OR closed_at IS NOT NULL", name="fingerprint"),
    Index("assessment_revises", "revises", unique=True),
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

content_table = Table(
    "content",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    sqlite_strict=True,
)
"""A photo or file that is stored whole; its bytes are the parts with its name, in order."""

content_part_table = Table(
    "content_part",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("number", Integer, primary_key=True, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Parts come before their content, so that a large file is stored without one long stop."""

rendition_table = Table(
    "rendition",
    metadata,
    Column("sha256", Text, ForeignKey("content.sha256"), primary_key=True, nullable=False),
    Column("kind", Text, primary_key=True, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Smaller copies of pictures; one that is missing can be made again at any time."""

evidence_table = Table(
    "evidence",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessment.id"), nullable=False),
    Column("question_id", Text),
    Column("kind", Text, CheckConstraint("kind IN ('photo', 'file', 'plan')", name="kind"), nullable=False),
    Column("sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("caption", Text, nullable=False),
    Column("taken_at", Text),
    Column("latitude", REAL),
    Column("longitude", REAL),
    Column("direction_deg", REAL),
    Column("rotation", Integer, CheckConstraint("rotation IN (0, 90, 180, 270)", name="rotation"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("annotations", Text, nullable=False),
    Column("pin", Text),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("removed_at", Text),
    Index("evidence_of_assessment", "assessment_id"),
    Index("evidence_of_content", "sha256"),
    sqlite_strict=True,
)

document_table = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessment.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("issued_on", Text),
    Column("valid_to", Text),
    Column(
        "seen_as", Text, CheckConstraint("seen_as IN ('paper', 'file', 'not_shown')", name="seen_as"), nullable=False
    ),
    Column("note", Text, nullable=False),
    Column("sha256", Text, ForeignKey("content.sha256")),
    Column("file_name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Index("document_of_assessment", "assessment_id"),
    sqlite_strict=True,
)

citation_table = Table(
    "citation",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessment.id"), primary_key=True, nullable=False),
    Column("question_id", Text, primary_key=True, nullable=False),
    Column("document_id", Text, ForeignKey("document.id"), primary_key=True, nullable=False),
    Column("page", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

visit_table = Table(
    "visit",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessment.id"), primary_key=True, nullable=False),
    Column("document", Text, nullable=False),
    sqlite_strict=True,
)

explanation_table = Table(
    "explanation",
    metadata,
    Column("assessment_id", Text, ForeignKey("assessment.id"), primary_key=True, nullable=False),
    Column("code", Text, primary_key=True, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("covers", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

signature_table = Table(
    "signature",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessment.id"), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("function", Text, nullable=False),
    Column("kind", Text, CheckConstraint("kind IN ('drawn', 'refused')", name="kind"), nullable=False),
    Column("signed_at", Text, nullable=False),
    Column("strokes", Text, nullable=False),
    Column("remarks", Text, nullable=False),
    Index("signature_of_assessment", "assessment_id"),
    sqlite_strict=True,
)

signed_page_table = Table(
    "signed_page",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("assessment_id", Text, ForeignKey("assessment.id"), nullable=False),
    Column("sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Index("signed_page_of_assessment", "assessment_id"),
    sqlite_strict=True,
)

saved_view_table = Table(
    "saved_view",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    Column("document", Text, nullable=False),
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


def _is_evidence_closed(reference: str) -> str:
    """Whether a closed assessment rests on a content."""
    used = (
        f"EXISTS (SELECT 1 FROM {table} JOIN assessment ON assessment.id = {table}.assessment_id"  # noqa: S608 - constants
        f" WHERE {table}.sha256 = {reference} AND assessment.closed_at IS NOT NULL)"
        for table in ("evidence", "document", "signed_page")
    )
    return " OR ".join(used)


_CONTENT_EXISTS = "EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)"
_RENDITION_EXISTS = "EXISTS (SELECT 1 FROM rendition WHERE sha256 = NEW.sha256 AND kind = NEW.kind)"
_SIGNATURE_EXISTS = "EXISTS (SELECT 1 FROM signature WHERE id = NEW.id)"
_CLOSED_WITH = ("answer", "decision", "evidence", "document", "citation", "visit", "explanation")
"""The tables whose rows stay as they are once their assessment is closed."""

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
        # A stored content keeps its bytes; it can go while no closed assessment rests on it.
        _forbid("content_keeps", "INSERT", "content", _CONTENT_EXISTS),
        _forbid("content_no_update", "UPDATE", "content"),
        _forbid("content_no_delete", "DELETE", "content", _is_evidence_closed("OLD.sha256"), CLOSED_WORD),
        _forbid("content_part_keeps", "INSERT", "content_part", _CONTENT_EXISTS),
        _forbid("content_part_no_update", "UPDATE", "content_part"),
        _forbid("content_part_no_delete", "DELETE", "content_part", _is_evidence_closed("OLD.sha256"), CLOSED_WORD),
        # Reports print the smaller copies: a copy beside what is closed must not become another picture.
        _forbid("rendition_keeps", "INSERT", "rendition", _RENDITION_EXISTS),
        _forbid("rendition_no_update", "UPDATE", "rendition"),
        _forbid("rendition_no_delete", "DELETE", "rendition", _is_evidence_closed("OLD.sha256"), CLOSED_WORD),
        # Signatures and signed pages belong to what is closed; a signature stays for good.
        _forbid("signature_no_insert", "INSERT", "signature", f"NOT {_is_closed('NEW.assessment_id')}", OPEN_WORD),
        _forbid("signature_keeps", "INSERT", "signature", _SIGNATURE_EXISTS),
        _forbid("signature_no_update", "UPDATE", "signature"),
        _forbid("signature_no_delete", "DELETE", "signature"),
        _forbid("signed_page_no_insert", "INSERT", "signed_page", f"NOT {_is_closed('NEW.assessment_id')}", OPEN_WORD),
        _forbid("signed_page_no_update", "UPDATE", "signed_page"),
        *(
            _forbid(f"{table}_no_{event.lower()}", event, table, " OR ".join(map(_is_closed, rows)), CLOSED_WORD)
            for table in _CLOSED_WITH
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
