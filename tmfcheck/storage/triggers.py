"""The rules the archive's file itself keeps, whoever writes: what was recorded stays, what is closed stays closed."""

from __future__ import annotations

from tmfcheck.storage.failures import CLOSED_WORD, OPEN_WORD


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


def _takes_place(table: str, key: str = "") -> str:
    """Whether a new line would take the place of a stored one: the one with its key, or with SQLite's own row number.

    A replacing insert deletes that line without firing the delete trigger.
    """
    condition = f"{key} OR rowid = NEW.rowid" if key else "rowid = NEW.rowid"
    return f"EXISTS (SELECT 1 FROM {table} WHERE {condition})"  # noqa: S608 - constants


def _takes_closed_place(table: str) -> str:
    """The same, where only lines of closed assessments stay; as an update too, which can replace like an insert."""
    return (
        f"EXISTS (SELECT 1 FROM {table} AS other JOIN assessment ON assessment.id = other.assessment_id"  # noqa: S608
        f" WHERE assessment.closed_at IS NOT NULL AND ({_OWN_KEYS[table]}other.rowid = NEW.rowid))"
    )


def _is_of_closed(table: str, references: tuple[str, ...]) -> str:
    """Whether a line belongs to a closed assessment, or would take the place of one that does."""
    conditions = [*map(_is_closed, references)]
    if table in _OWN_KEYS and "NEW.assessment_id" in references:
        conditions.append(_takes_closed_place(table))
    return " OR ".join(conditions)


_OWN_KEYS = {"evidence": "other.id = NEW.id OR ", "document": "other.id = NEW.id OR ", "visit": ""}
"""The tables closed with an assessment whose lines have a row number, each with its key beside the assessment's."""

_TAKES_CLOSED_ASSESSMENT = (
    "EXISTS (SELECT 1 FROM assessment WHERE closed_at IS NOT NULL"
    " AND (id = NEW.id OR revises = NEW.revises OR rowid = NEW.rowid))"
)
_ASSESSMENT_STAYS = f"OLD.closed_at IS NOT NULL OR {_TAKES_CLOSED_ASSESSMENT}"
_CONTENT_EXISTS = _takes_place("content", "sha256 = NEW.sha256")
_PART_STAYS = f"EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256) OR {_takes_place('content_part')}"  # noqa: S608
_RENDITION_EXISTS = _takes_place("rendition", "(sha256 = NEW.sha256 AND kind = NEW.kind)")
_SNAPSHOT_STAYS = f"{_is_closed('NEW.assessment_id')} OR {_takes_place('snapshot')}"
_SIGNATURE_EXISTS = _takes_place("signature", "id = NEW.id")
_CLOSED_WITH = ("answer", "decision", "evidence", "document", "citation", "visit", "explanation")
"""The tables whose rows stay as they are once their assessment is closed."""

_MOVE_EXISTS = "EXISTS (SELECT 1 FROM edition_move WHERE number = NEW.number)"


def _triggers() -> tuple[tuple[str, str], ...]:
    """The rules the file itself keeps, whoever writes: what was recorded stays, and what is closed stays closed."""
    return (
        # Inserts over an existing line are refused too.
        _forbid("history_keeps_lines", "INSERT", "history", "EXISTS (SELECT 1 FROM history WHERE number = NEW.number)"),
        _forbid("history_no_update", "UPDATE", "history"),
        _forbid("history_no_delete", "DELETE", "history"),
        _forbid("pack_keeps_text", "INSERT", "pack", _takes_place("pack", "fingerprint = NEW.fingerprint")),
        _forbid("pack_no_update", "UPDATE", "pack"),
        _forbid("pack_no_delete", "DELETE", "pack"),
        _forbid("snapshot_no_insert", "INSERT", "snapshot", _SNAPSHOT_STAYS, CLOSED_WORD),
        _forbid("snapshot_no_update", "UPDATE", "snapshot"),
        _forbid("snapshot_no_delete", "DELETE", "snapshot"),
        _forbid("edition_move_no_insert", "INSERT", "edition_move", _is_closed("NEW.assessment_id"), CLOSED_WORD),
        _forbid("edition_move_keeps", "INSERT", "edition_move", _MOVE_EXISTS),
        _forbid("edition_move_no_update", "UPDATE", "edition_move"),
        _forbid("edition_move_no_delete", "DELETE", "edition_move"),
        _forbid("assessment_no_insert", "INSERT", "assessment", _TAKES_CLOSED_ASSESSMENT, CLOSED_WORD),
        _forbid("assessment_no_update", "UPDATE", "assessment", _ASSESSMENT_STAYS, CLOSED_WORD),
        _forbid("assessment_no_delete", "DELETE", "assessment", "OLD.closed_at IS NOT NULL", CLOSED_WORD),
        # A stored content keeps its bytes; it can go while no closed assessment rests on it.
        _forbid("content_keeps", "INSERT", "content", _CONTENT_EXISTS),
        _forbid("content_no_update", "UPDATE", "content"),
        _forbid("content_no_delete", "DELETE", "content", _is_evidence_closed("OLD.sha256"), CLOSED_WORD),
        _forbid("content_part_keeps", "INSERT", "content_part", _PART_STAYS),
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
            _forbid(f"{table}_no_{event.lower()}", event, table, _is_of_closed(table, rows), CLOSED_WORD)
            for table in _CLOSED_WITH
            for event, rows in (
                ("INSERT", ("NEW.assessment_id",)),
                ("UPDATE", ("OLD.assessment_id", "NEW.assessment_id")),
                ("DELETE", ("OLD.assessment_id",)),
            )
        ),
    )


TRIGGERS = dict(_triggers())
"""The text of every trigger by its name."""
