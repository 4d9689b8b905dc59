"""Which questions of an assessment are shown: the filters, as plain rules without a window."""

from __future__ import annotations

from enum import StrEnum

from tmfcheck.domain.answers import BLANK, Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import SHORTFALL
from tmfcheck.domain.pack import Question


class QuestionFilter(StrEnum):
    """The filters, in the order of their chips."""

    ALL = "all"
    UNANSWERED = "unanswered"
    CRITICAL = "critical"
    NEGATIVE = "negative"
    DANGER = "danger"


def is_shown(question_filter: QuestionFilter, question: Question, answer: Answer) -> bool:
    """Whether a question passes a filter."""
    match question_filter:
        case QuestionFilter.ALL:
            return True
        case QuestionFilter.UNANSWERED:
            return answer.value is None
        case QuestionFilter.CRITICAL:
            return question.critical is not None
        case QuestionFilter.NEGATIVE:
            return answer.value in SHORTFALL
        case QuestionFilter.DANGER:
            return answer.danger


def count_shown(state: AssessmentState) -> dict[QuestionFilter, int]:
    """How many questions stand behind each filter."""
    answers = [state.given.get(question.id, BLANK) for question in state.questions]
    return {
        QuestionFilter.ALL: len(answers),
        QuestionFilter.UNANSWERED: sum(answer.value is None for answer in answers),
        QuestionFilter.CRITICAL: sum(question.critical is not None for question in state.questions),
        QuestionFilter.NEGATIVE: sum(answer.value in SHORTFALL for answer in answers),
        QuestionFilter.DANGER: len(state.dangers),
    }
