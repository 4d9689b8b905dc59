"""The line of the history that every change writes in its own transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert

from tmfcheck.domain.history import HistoryKind
from tmfcheck.storage import mapping
from tmfcheck.storage.schema import history_table

_ADD_LINE = insert(history_table)


class Stamp(NamedTuple):
    """When (aware UTC) something happened and who did it."""

    at: datetime
    by: str


def note(
    connection: Connection,
    kind: HistoryKind,
    subject: str,
    stamp: Stamp,
    *,
    facility_id: str | None = None,
    assessment_id: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Add the line of the history that belongs to the change made in the same transaction."""
    line = {
        "at": mapping.time_text(stamp.at),
        "by": stamp.by,
        "kind": kind.value,
        "facility_id": facility_id,
        "assessment_id": assessment_id,
        "subject": subject,
        "before": None if before is None else mapping.to_json(before),
        "after": None if after is None else mapping.to_json(after),
    }
    connection.execute(_ADD_LINE, line)
