"""Which question of a set to look at first: the one a person would point at when asked what pulls the figure down."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tmfcheck.domain.answers import BLANK
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.pack import Critical, Question

_CRITICAL_ORDER = {Critical.CONDITION: 2, Critical.MANAGEMENT: 1, None: 0}


def worst_question(state: AssessmentState, questions: Iterable[Question]) -> Question | None:
    """The applicable question that misses most, None where nothing is missing: danger, then critical, then weight.

    A given answer comes before a blank of the same rank, an earlier question before a later one.
    """
    applicable = state.evaluation.applicable
    missing = [q for q in questions if q.id in applicable and _missing(state, q)]
    return max(missing, key=lambda question: _rank(state, question), default=None)


def _rank(state: AssessmentState, question: Question) -> tuple[bool, int, Fraction, bool]:
    answer = state.given.get(question.id, BLANK)
    missing = _missing(state, question)
    # A critical question that is mostly met weighs as any other.
    critical = _CRITICAL_ORDER[question.critical] if missing > question.weight / 2 else 0
    return (answer.danger, critical, missing, answer.value is not None)


def _missing(state: AssessmentState, question: Question) -> Fraction:
    """The weight of the question that its answer does not meet."""
    word = state.given.get(question.id, BLANK).value
    option = state.pack.answer_by_id[word] if word else None
    value = option.value if option else None
    return question.weight * (1 - (value or Fraction(0)))
