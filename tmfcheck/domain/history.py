"""One line of the append-only history: who changed what and when, for the archive and the pages that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class HistoryKind(StrEnum):
    """What a line of the history tells."""

    FACILITY_ADDED = "facility_added"
    FACILITY_CHANGED = "facility_changed"
    FACILITY_REMOVED = "facility_removed"
    LIST_IMPORTED = "list_imported"
    IMPORT_UNDONE = "import_undone"
    ASSESSMENT_STARTED = "assessment_started"
    ANSWER_GIVEN = "answer_given"
    ANSWER_LEFT = "answer_left"
    MEASURE_DECIDED = "measure_decided"
    EDITION_MOVED = "edition_moved"
    ASSESSMENT_CLOSED = "assessment_closed"
    REVISION_OPENED = "revision_opened"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_CHANGED = "evidence_changed"
    EVIDENCE_REMOVED = "evidence_removed"
    EVIDENCE_RESTORED = "evidence_restored"
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_REMOVED = "document_removed"
    DOCUMENT_RESTORED = "document_restored"
    DOCUMENT_CITED = "document_cited"
    VISIT_CHANGED = "visit_changed"
    POINT_EXPLAINED = "point_explained"
    SIGNED = "signed"
    SIGNED_PAGE_ADDED = "signed_page_added"
    SIGNED_PAGE_REMOVED = "signed_page_removed"
    SIGNED_PAGE_RESTORED = "signed_page_restored"
    VIEW_SAVED = "view_saved"
    VIEW_REMOVED = "view_removed"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line: ``subject`` is the id of the facility, assessment, question or measure it is about.

    ``at`` is aware UTC; ``before`` and ``after`` hold plain values, ``before`` is None where nothing was there.
    """

    number: int
    at: datetime
    by: str
    kind: HistoryKind
    facility_id: str | None
    assessment_id: str | None
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
