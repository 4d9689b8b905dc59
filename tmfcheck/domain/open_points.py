"""What the check before closing finds, as data: kinds with their weight, and where each finding can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error is mended or explained, a warning is counted in the report, a hint helps."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class PointKind(StrEnum):
    """The kinds of findings, in the order the check list shows them within one severity."""

    DANGER_WITHOUT_MEASURE = "danger_without_measure"
    UNANSWERED = "unanswered"
    DOCUMENT_WITHHELD = "document_withheld"
    WITHOUT_REASON = "without_reason"
    CONTRADICTION = "contradiction"
    CRITICAL_ON_NOTHING = "critical_on_nothing"
    CRITICAL_WITHOUT_MEASURE = "critical_without_measure"
    DANGER_OPEN = "danger_open"
    NEGATIVE_WITHOUT_COMMENT = "negative_without_comment"
    YES_ON_NOTHING = "yes_on_nothing"
    NOT_APPLICABLE_DOUBTED = "not_applicable_doubted"
    CITES_NOT_SHOWN = "cites_not_shown"
    DOCUMENT_EXPIRED = "document_expired"
    MEASURE_INCOMPLETE = "measure_incomplete"
    NO_INDEX = "no_index"
    PHOTO_OTHER_DAY = "photo_other_day"
    PHOTO_FAR = "photo_far"
    CLOCK_CHANGED = "clock_changed"
    VISIT_MISSING = "visit_missing"
    WITHOUT_BASIS = "without_basis"
    MEASURE_UNDECIDED = "measure_undecided"
    FACTS_ASSUMED = "facts_assumed"
    FACTS_DOUBTFUL = "facts_doubtful"
    EVIDENCE_UNASSIGNED = "evidence_unassigned"


class Place(StrEnum):
    """Where a finding stands, and can be mended."""

    QUESTION = "question"
    MEASURE = "measure"
    FACT = "fact"
    PAPER = "paper"
    """A permit, design or plan among the facility's own data; its id is its title."""
    EVIDENCE = "evidence"
    DOCUMENT = "document"
    VISIT = "visit"
    HISTORY = "history"
    """Nowhere: what happened cannot be mended, only explained."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing a finding is about; ``detail`` is what it stands against: a question, a fact, a distance, a time."""

    place: Place
    id: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One line of the check list with everything it is about (never empty), in walking order."""

    kind: PointKind
    severity: Severity
    subjects: tuple[Subject, ...]

    @property
    def code(self) -> str:
        """The word under which an error is explained."""
        return self.kind.value.upper()

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions among its subjects."""
        return tuple(each.id for each in self.subjects if each.place is Place.QUESTION)
