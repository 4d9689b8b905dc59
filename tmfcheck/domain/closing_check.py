"""What is missing or contradictory before an assessment is closed, for the assessor's check list (methodology 3.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tmfcheck.domain.answers import NOT_APPLICABLE, UNKNOWN, Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import SHORTFALL
from tmfcheck.domain.measures import Decision
from tmfcheck.domain.pack import Question

WITHHELD = frozenset({"document_not_shown", "refused"})
"""Reasons that are the operator's obstacles, not the inspector's: at the end of a visit they make a no."""


class PointKind(StrEnum):
    """The kinds of open points, in the order the check list shows them."""

    DANGER_OPEN = "danger_open"
    UNANSWERED = "unanswered"
    DOCUMENT_WITHHELD = "document_withheld"
    CRITICAL_WITHOUT_MEASURE = "critical_without_measure"
    WITHOUT_REASON = "without_reason"
    NEGATIVE_WITHOUT_COMMENT = "negative_without_comment"
    WITHOUT_BASIS = "without_basis"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One line of the check list: what is open, and the questions it is about in walking order (never empty)."""

    kind: PointKind
    questions: tuple[Question, ...]


def open_points(state: AssessmentState) -> tuple[OpenPoint, ...]:
    """Everything worth a look before closing; empty when nothing is. None of it forbids closing."""
    points = (OpenPoint(kind, _questions(state, kind)) for kind in PointKind)
    return tuple(point for point in points if point.questions)


def _questions(state: AssessmentState, kind: PointKind) -> tuple[Question, ...]:
    if kind is PointKind.DANGER_OPEN:
        return state.dangers
    if kind is PointKind.CRITICAL_WITHOUT_MEASURE:
        return _critical_without_measure(state)
    is_open = _ANSWER_TESTS[kind]
    return tuple(question for question in state.questions if is_open(state.given.get(question.id, Answer())))


def _critical_without_measure(state: AssessmentState) -> tuple[Question, ...]:
    accepted = {
        question
        for item in state.programme
        if item.score is not None and item.decision.decision is Decision.ACCEPTED
        for question in item.score.questions
    }
    answered = {question for question, answer in state.given.items() if answer.value is not None}
    return tuple(q for q in state.critical_shortfalls if q.id in answered and q.id not in accepted)


_ANSWER_TESTS: dict[PointKind, Callable[[Answer], bool]] = {
    PointKind.UNANSWERED: lambda answer: answer.value is None,
    PointKind.DOCUMENT_WITHHELD: lambda answer: answer.value == UNKNOWN and answer.reason in WITHHELD,
    PointKind.WITHOUT_REASON: lambda answer: answer.value in (UNKNOWN, NOT_APPLICABLE) and answer.reason is None,
    PointKind.NEGATIVE_WITHOUT_COMMENT: lambda answer: answer.value in SHORTFALL and not answer.comment.strip(),
    PointKind.WITHOUT_BASIS: lambda answer: (
        answer.value not in (None, UNKNOWN, NOT_APPLICABLE) and answer.basis is None
    ),
}
