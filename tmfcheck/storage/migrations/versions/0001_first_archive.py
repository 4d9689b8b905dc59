"""Version 1: facilities, packs, assessments, answers, decisions, snapshots, edition moves, append-only history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x544D4643
ROLES = "role IN ('inspector', 'operator')"


def upgrade() -> None:
    _create_facility_and_pack()
    _create_assessment()
    _create_answer()
    _create_decision()
    _create_snapshot()
    _create_edition_move()
    _create_history()
    for trigger in _triggers():
        op.execute(trigger)
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _create_facility_and_pack() -> None:
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
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "pack",
        _text("fingerprint"),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint"),
        sqlite_strict=True,
    )


def _create_assessment() -> None:
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
        sa.CheckConstraint("(closed_by IS NULL) = (closed_at IS NULL)", name="ck_assessment_closed"),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name="fk_assessment_facility_id"),
        sa.ForeignKeyConstraint(["pack_fingerprint"], ["pack.fingerprint"], name="fk_assessment_pack_fingerprint"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )


def _create_answer() -> None:
    op.create_table(
        "answer",
        _text("assessment_id"),
        _text("question_id"),
        sa.Column("value", sa.Text),
        sa.Column("basis", sa.Text),
        sa.Column("reason", sa.Text),
        _text("comment"),
        _text("document"),
        sa.Column(
            "danger", sa.Integer, sa.CheckConstraint("danger IN (0, 1)", name="ck_answer_danger"), nullable=False
        ),
        _text("answered_at"),
        _text("answered_by"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_answer_assessment_id"),
        sa.PrimaryKeyConstraint("assessment_id", "question_id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_decision() -> None:
    op.create_table(
        "decision",
        _text("assessment_id"),
        _text("measure_id"),
        _text("decision"),
        _text("reason"),
        sa.Column("term", sa.Text),
        _text("term_reason"),
        _text("owner"),
        sa.Column("due_on", sa.Text),
        _text("cost"),
        _text("own_title"),
        _text("own_text"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_decision_assessment_id"),
        sa.PrimaryKeyConstraint("assessment_id", "measure_id"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _create_snapshot() -> None:
    op.create_table(
        "snapshot",
        _text("assessment_id"),
        _text("document"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_snapshot_assessment_id"),
        sa.PrimaryKeyConstraint("assessment_id"),
        sqlite_strict=True,
    )


def _create_edition_move() -> None:
    op.create_table(
        "edition_move",
        sa.Column("number", sa.Integer, nullable=False),
        _text("assessment_id"),
        _text("at"),
        _text("by"),
        _text("from_edition"),
        _text("from_fingerprint"),
        _text("to_edition"),
        _text("to_fingerprint"),
        _text("left_answers"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_edition_move_assessment_id"),
        sa.ForeignKeyConstraint(["from_fingerprint"], ["pack.fingerprint"], name="fk_edition_move_from_fingerprint"),
        sa.ForeignKeyConstraint(["to_fingerprint"], ["pack.fingerprint"], name="fk_edition_move_to_fingerprint"),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    op.create_index("edition_move_of_assessment", "edition_move", ["assessment_id"])


def _create_history() -> None:
    op.create_table(
        "history",
        sa.Column("number", sa.Integer, nullable=False),
        _text("at"),
        _text("by"),
        _text("kind"),
        sa.Column("facility_id", sa.Text),
        sa.Column("assessment_id", sa.Text),
        _text("subject"),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    op.create_index("history_of_assessment", "history", ["assessment_id"])


def _triggers() -> list[str]:
    line = "EXISTS (SELECT 1 FROM history WHERE number = NEW.number)"
    pack = "EXISTS (SELECT 1 FROM pack WHERE fingerprint = NEW.fingerprint)"
    move = "EXISTS (SELECT 1 FROM edition_move WHERE number = NEW.number)"
    triggers = [
        _forbid("history_keeps_lines", "INSERT", "history", line),
        _forbid("history_no_update", "UPDATE", "history"),
        _forbid("history_no_delete", "DELETE", "history"),
        _forbid("pack_keeps_text", "INSERT", "pack", pack),
        _forbid("pack_no_update", "UPDATE", "pack"),
        _forbid("pack_no_delete", "DELETE", "pack"),
        _forbid("snapshot_no_insert", "INSERT", "snapshot", _closed("NEW.assessment_id"), "ASSESSMENT_CLOSED"),
        _forbid("snapshot_no_update", "UPDATE", "snapshot"),
        _forbid("snapshot_no_delete", "DELETE", "snapshot"),
        _forbid("edition_move_no_insert", "INSERT", "edition_move", _closed("NEW.assessment_id"), "ASSESSMENT_CLOSED"),
        _forbid("edition_move_keeps", "INSERT", "edition_move", move),
        _forbid("edition_move_no_update", "UPDATE", "edition_move"),
        _forbid("edition_move_no_delete", "DELETE", "edition_move"),
        _forbid("assessment_no_insert", "INSERT", "assessment", _closed("NEW.id"), "ASSESSMENT_CLOSED"),
        _forbid("assessment_no_update", "UPDATE", "assessment", "OLD.closed_at IS NOT NULL", "ASSESSMENT_CLOSED"),
        _forbid("assessment_no_delete", "DELETE", "assessment", "OLD.closed_at IS NOT NULL", "ASSESSMENT_CLOSED"),
    ]
    new, old = _closed("NEW.assessment_id"), _closed("OLD.assessment_id")
    for table in ("answer", "decision"):
        for event, condition in (("INSERT", new), ("UPDATE", f"{old} OR {new}"), ("DELETE", old)):
            triggers.append(_forbid(f"{table}_no_{event.lower()}", event, table, condition, "ASSESSMENT_CLOSED"))
    return triggers


def _forbid(name: str, event: str, table: str, condition: str = "", word: str = "APPEND_ONLY") -> str:
    when = f"WHEN {condition} " if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{word}'); END"


def _closed(reference: str) -> str:
    return f"EXISTS (SELECT 1 FROM assessment WHERE id = {reference} AND closed_at IS NOT NULL)"  # noqa: S608 - constants
