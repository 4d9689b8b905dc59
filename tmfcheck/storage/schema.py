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

from tmfcheck.storage.triggers import TRIGGERS

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


COLUMNS = {name: frozenset(table.columns.keys()) for name, table in metadata.tables.items()}
"""The columns by table without which a file of today's version is no sound archive."""


def create_schema(connection: Connection) -> None:
    """Make every table, index and trigger and mark the file as an archive of today's version."""
    metadata.create_all(connection, checkfirst=False)
    for trigger in TRIGGERS.values():
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
