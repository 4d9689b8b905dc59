"""For whom a report is made, with which chapters and how large its photos are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tmfcheck.domain.evidence import PhotoSize


class Audience(StrEnum):
    """For whom a report is made."""

    OPERATOR = "operator"
    """Everything."""
    AUTHORITY = "authority"
    """The summary: results, shortfalls, facility and programme, without answers, photos and score sheet."""
    PUBLIC = "public"
    """The summary without personal data, the inspector's own words, photos and plans."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is to hold: ``photos`` None for none, ``left_out`` names chapters by their key."""

    audience: Audience = Audience.OPERATOR
    photos: PhotoSize | None = PhotoSize.MEDIUM
    left_out: frozenset[str] = frozenset()

    @property
    def shows_evidence(self) -> bool:
        """Whether photos, plans and files are shown at all."""
        return self.audience is Audience.OPERATOR


EVERYTHING = ReportOptions()

OPTIONAL_CHAPTERS = (
    "visit",
    "categories",
    "facility",
    "hazard",
    "measures-short",
    "measures-medium",
    "measures-long",
    "answers",
    "plan",
    "photos",
    "documents",
    "evidence",
    "score-sheet",
)
"""The chapters that may be left out; those that keep the figures honest always stand in the report."""
