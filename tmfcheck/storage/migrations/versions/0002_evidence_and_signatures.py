"""Version 2: dams and papers, revisions, contents and evidence, documents, visits, signatures, saved views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROLES = "role IN ('inspector', 'operator')"
OWN_KEYS = {"evidence": "other.id = NEW.id OR ", "document": "other.id = NEW.id OR ", "visit": ""}
CLOSED_WITH = ("evidence", "document", "citation", "visit", "explanation")


def upgrade() -> None:
    # Renaming must not carry the other tables' references and triggers along to the old table.
    op.execute("PRAGMA legacy_alter_table = ON")
    _rebuild_facility()
    _rebuild_assessment()
    op.execute("PRAGMA legacy_alter_table = OFF")
    _create_content()
    _create_evidence()
    _create_documents()
    _create_visit()
    _create_signatures()
    op.create_table("saved_view", _text("name"), _text("document"), sa.PrimaryKeyConstraint("name"), sqlite_strict=True)
    # Those of version 1 looked at keys alone.
    op.execute("DROP TRIGGER pack_keeps_text")
    op.execute("DROP TRIGGER snapshot_no_insert")
    for trigger in _triggers():
        op.execute(trigger)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _assessment_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=f"fk_{table}_assessment_id")


def _content_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["sha256"], ["content.sha256"], name=f"fk_{table}_sha256")


def _word(table: str, name: str, *words: str) -> sa.Column[str]:
    allowed = ", ".join(f"'{word}'" for word in words)
    check = sa.CheckConstraint(f"{name} IN ({allowed})", name=f"ck_{table}_{name}")
    return sa.Column(name, sa.Text, check, nullable=False)


def _rebuild_facility() -> None:
    op.execute("ALTER TABLE facility RENAME TO facility_before")
    op.create_table(
        "facility",
        _text("id"),
        _text("name"),
        _text("country"),
        _text("facts"),
        _text("notes"),
        sa.Column(
            "is_sample",
            sa.Integer,
            sa.CheckConstraint("is_sample IN (0, 1)", name="ck_facility_is_sample"),
            nullable=False,
        ),
        _text("dams"),
        _text("papers"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO facility SELECT id, name, country, facts, notes, is_sample, '[]', '[]' FROM facility_before"
    )
    op.execute("DROP TABLE facility_before")


def _rebuild_assessment() -> None:
    op.execute("ALTER TABLE assessment RENAME TO assessment_before")
    op.create_table(
        "assessment",
        _text("id"),
        _text("facility_id"),
        _text("pack_fingerprint"),
        _text("pack_id"),
        _text("pack_edition"),
        _text("question_group"),
        sa.Column("role", sa.Text, sa.CheckConstraint(ROLES, name="ck_assessment_role"), nullable=False),
        _text("started_by"),
        _text("started_at"),
        sa.Column("closed_by", sa.Text),
        sa.Column("closed_at", sa.Text),
        sa.Column("question", sa.Text),
        sa.Column(
            "revision",
            sa.Integer,
            sa.CheckConstraint("revision >= 1", name="ck_assessment_revision"),
            nullable=False,
        ),
        sa.Column("revises", sa.Text),
        _text("revision_reason"),
        sa.Column("fingerprint", sa.Text),
        sa.CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="ck_assessment_closed"),
        sa.CheckConstraint("(revises IS NULL) = (revision = 1)", name="ck_assessment_revises"),
        sa.CheckConstraint("fingerprint IS NULL OR closed_at IS NOT NULL", name="ck_assessment_fingerprint"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_assessment_facility_id"),
        sa.ForeignKeyConstraint(["pack_fingerprint"], ["pack.fingerprint"], name="fk_assessment_pack_fingerprint"),
        sa.ForeignKeyConstraint(["revises"], ["assessment.id"], name="fk_assessment_revises"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("assessment_revises", "assessment", ["revises"], unique=True)
    op.execute("INSERT INTO assessment SELECT *, 1, NULL, '', NULL FROM assessment_before")
    # Its triggers go with the old table and are made anew with the others below.
    op.execute("DROP TABLE assessment_before")


def _create_content() -> None:
    op.create_table(
        "content",
        _text("sha256"),
        sa.Column("size", sa.Integer, nullable=False),
        _text("media_type"),
        sa.PrimaryKeyConstraint("sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "content_part",
        _text("sha256"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number"),
        sqlite_strict=True,
    )
    op.create_table(
        "rendition",
        _text("sha256"),
        _text("kind"),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        _content_key("rendition"),
        sa.PrimaryKeyConstraint("sha256", "kind"),
        sqlite_strict=True,
    )


def _create_evidence() -> None:
    rotation = sa.CheckConstraint("rotation IN (0, 90, 180, 270)", name="ck_evidence_rotation")
    op.create_table(
        "evidence",
        _text("id"),
        _text("assessment_id"),
        sa.Column("question_id", sa.Text),
        _word("evidence", "kind", "photo", "file", "plan"),
        _text("sha256"),
        _text("file_name"),
        _text("caption"),
        sa.Column("taken_at", sa.Text),
        sa.Column("latitude", sa.REAL),
        sa.Column("longitude", sa.REAL),
        sa.Column("direction_deg", sa.REAL),
        sa.Column("rotation", sa.Integer, rotation, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        _text("annotations"),
        sa.Column("pin", sa.Text),
        _text("added_at"),
        _text("added_by"),
        sa.Column("removed_at", sa.Text),
        _assessment_key("evidence"),
        _content_key("evidence"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("evidence_of_assessment", "evidence", ["assessment_id"])
    op.create_index("evidence_of_content", "evidence", ["sha256"])


def _create_documents() -> None:
    op.create_table(
        "document",
        _text("id"),
        _text("assessment_id"),
        _text("title"),
        _text("number"),
        sa.Column("issued_on", sa.Text),
        sa.Column("valid_to", sa.Text),
        _word("document", "seen_as", "paper", "file", "not_shown"),
        _text("note"),
        sa.Column("sha256", sa.Text),
        _text("file_name"),
        sa.Column("position", sa.Integer, nullable=False),
        _assessment_key("document"),
        _content_key("document"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("document_of_assessment", "document", ["assessment_id"])
    op.create_table(
        "citation",
        _text("assessment_id"),
        _text("question_id"),
        _text("document_id"),
        _text("page"),
        _assessment_key("citation"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_citation_document_id"),
        sa.PrimaryKeyConstraint("assessment_id", "question_id", "document_id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_visit() -> None:
    op.create_table(
        "visit",
        _text("assessment_id"),
        _text("document"),
        _assessment_key("visit"),
        sa.PrimaryKeyConstraint("assessment_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "explanation",
        _text("assessment_id"),
        _text("code"),
        _text("text"),
        _text("by"),
        _text("at"),
        _text("covers"),
        _assessment_key("explanation"),
        sa.PrimaryKeyConstraint("assessment_id", "code"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_signatures() -> None:
    op.create_table(
        "signature",
        _text("id"),
        _text("assessment_id"),
        _text("fingerprint"),
        _text("role"),
        _text("name"),
        _text("function"),
        _word("signature", "kind", "drawn", "refused"),
        _text("signed_at"),
        _text("strokes"),
        _text("remarks"),
        _assessment_key("signature"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("signature_of_assessment", "signature", ["assessment_id"])
    op.create_table(
        "signed_page",
        _text("id"),
        _text("assessment_id"),
        _text("sha256"),
        _text("file_name"),
        _text("added_at"),
        _text("added_by"),
        _assessment_key("signed_page"),
        _content_key("signed_page"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("signed_page_of_assessment", "signed_page", ["assessment_id"])


def _triggers() -> list[str]:
    content = _takes_place("content", "sha256 = NEW.sha256")
    part = f"EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256) OR {_takes_place('content_part')}"  # noqa: S608
    rendition = _takes_place("rendition", "(sha256 = NEW.sha256 AND kind = NEW.kind)")
    signature = _takes_place("signature", "id = NEW.id")
    snapshot = f"{_closed('NEW.assessment_id')} OR {_takes_place('snapshot')}"
    assessment = (
        "EXISTS (SELECT 1 FROM assessment WHERE closed_at IS NOT NULL"
        " AND (id = NEW.id OR revises = NEW.revises OR rowid = NEW.rowid))"
    )
    used, is_open = _used("OLD.sha256"), f"NOT {_closed('NEW.assessment_id')}"
    closed, still_open = "ASSESSMENT_CLOSED", "ASSESSMENT_OPEN"
    triggers = [
        _forbid("pack_keeps_text", "INSERT", "pack", _takes_place("pack", "fingerprint = NEW.fingerprint")),
        _forbid("snapshot_no_insert", "INSERT", "snapshot", snapshot, closed),
        _forbid("assessment_no_insert", "INSERT", "assessment", assessment, closed),
        _forbid("assessment_no_update", "UPDATE", "assessment", f"OLD.closed_at IS NOT NULL OR {assessment}", closed),
        _forbid("assessment_no_delete", "DELETE", "assessment", "OLD.closed_at IS NOT NULL", closed),
        _forbid("content_keeps", "INSERT", "content", content),
        _forbid("content_no_update", "UPDATE", "content"),
        _forbid("content_no_delete", "DELETE", "content", used, closed),
        _forbid("content_part_keeps", "INSERT", "content_part", part),
        _forbid("content_part_no_update", "UPDATE", "content_part"),
        _forbid("content_part_no_delete", "DELETE", "content_part", used, closed),
        _forbid("rendition_keeps", "INSERT", "rendition", rendition),
        _forbid("rendition_no_update", "UPDATE", "rendition"),
        _forbid("rendition_no_delete", "DELETE", "rendition", used, closed),
        _forbid("signature_no_insert", "INSERT", "signature", is_open, still_open),
        _forbid("signature_keeps", "INSERT", "signature", signature),
        _forbid("signature_no_update", "UPDATE", "signature"),
        _forbid("signature_no_delete", "DELETE", "signature"),
        _forbid("signed_page_no_insert", "INSERT", "signed_page", is_open, still_open),
        _forbid("signed_page_no_update", "UPDATE", "signed_page"),
    ]
    new, old = _closed("NEW.assessment_id"), _closed("OLD.assessment_id")
    for table in CLOSED_WITH:
        place = f" OR {_takes_closed_place(table)}" if table in OWN_KEYS else ""
        for event, condition in (("INSERT", new + place), ("UPDATE", f"{old} OR {new}{place}"), ("DELETE", old)):
            triggers.append(_forbid(f"{table}_no_{event.lower()}", event, table, condition, closed))
    return triggers


def _forbid(name: str, event: str, table: str, condition: str = "", word: str = "APPEND_ONLY") -> str:
    when = f"WHEN {condition} " if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{word}'); END"


def _closed(reference: str) -> str:
    return f"EXISTS (SELECT 1 FROM assessment WHERE id = {reference} AND closed_at IS NOT NULL)"  # noqa: S608 - constants


def _takes_place(table: str, key: str = "") -> str:
    condition = f"{key} OR rowid = NEW.rowid" if key else "rowid = NEW.rowid"
    return f"EXISTS (SELECT 1 FROM {table} WHERE {condition})"  # noqa: S608 - constants


def _takes_closed_place(table: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {table} AS other JOIN assessment ON assessment.id = other.assessment_id"  # noqa: S608
        f" WHERE assessment.closed_at IS NOT NULL AND ({OWN_KEYS[table]}other.rowid = NEW.rowid))"
    )


def _used(reference: str) -> str:
    used = (
        f"EXISTS (SELECT 1 FROM {table} JOIN assessment ON assessment.id = {table}.assessment_id"  # noqa: S608 - constants
        f" WHERE {table}.sha256 = {reference} AND assessment.closed_at IS NOT NULL)"
        for table in ("evidence", "document", "signed_page")
    )
    return " OR ".join(used)
