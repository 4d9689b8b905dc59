"""Giving answers: each one checked, stored durably with its history, and turned into a new state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tmfcheck.domain.answers import Answer, RecordedAnswer, check_answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import check_texts, checked_person


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """The state after an answer, and the answer as it was stored."""

    state: AssessmentState
    recorded: RecordedAnswer


def answer_question(
    desk: Desk, state: AssessmentState, question_id: str, answer: Answer, by: str | None = None
) -> AnswerResult:
    """Store one answer; when this returns, it is on the disk.

    Who started the assessment answers unless ``by`` says otherwise. Raises AnswerError, AssessmentError
    ASSESSMENT_CLOSED, InputError, ArchiveError; what was stored before is then unchanged.
    """
    recorded = _checked(desk, state, {question_id: answer}, by)
    desk.archive.put_answer(state.assessment.id, question_id, recorded[question_id])
    return AnswerResult(replace(state, answers={**state.answers, **recorded}), recorded[question_id])


def answer_many(
    desk: Desk, state: AssessmentState, answers: Mapping[str, Answer], by: str | None = None
) -> AssessmentState:
    """Store many answers at once: all of them, or none where one is refused. Raises as ``answer_question``."""
    recorded = _checked(desk, state, answers, by)
    desk.archive.put_answers(state.assessment.id, recorded)
    return replace(state, answers={**state.answers, **recorded})


def remember_question(desk: Desk, state: AssessmentState, question_id: str) -> AssessmentState:
    """Keep which question the assessor looks at, to return to it; a closed or read-only assessment keeps nothing.

    Raises ArchiveError.
    """
    if state.assessment.question == question_id:
        return state
    if not (state.assessment.is_closed or desk.archive.is_read_only):
        desk.archive.remember_question(state.assessment.id, question_id)
    return replace(state, assessment=replace(state.assessment, question=question_id))


def _checked(
    desk: Desk, state: AssessmentState, answers: Mapping[str, Answer], by: str | None
) -> dict[str, RecordedAnswer]:
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    for question_id, answer in answers.items():
        check_answer(state.pack, state.assessment.group, question_id, answer)
        check_texts(comment=answer.comment, document=answer.document)
    now = desk.clock()
    return {question_id: RecordedAnswer(answer, now, person) for question_id, answer in answers.items()}
