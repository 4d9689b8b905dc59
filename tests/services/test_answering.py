"""Answers: checked before they are stored, durable when the call returns, and turned into a new state."""

from __future__ import annotations

import pytest

from tests.closing_for_tests import close_as_it_is
from tests.packs_for_tests import given
from tests.services.desks_for_tests import desk_on
from tmfcheck.domain.answers import Answer
from tmfcheck.errors import AnswerError, InputError
from tmfcheck.services import answering, assessing
from tmfcheck.services.opening import AccessMode


def history_of(desk, state):
    return [(line.subject, line.by, line.before, line.after) for line in assessing.history(desk, state.assessment.id)][
        1:
    ]


def test_an_answer_is_on_the_disk_when_the_call_returns(path, desk, state):
    answer = Answer("mostly_no", "measured", None, "0,4 м", "Plan, p. 3", danger=True)
    result = answering.answer_question(desk, state, "A1.01", answer)
    with desk_on(path, AccessMode.READ) as other:
        assert assessing.load_state(other, state.assessment.id) == result.state
    assert result.recorded == result.state.answers["A1.01"]
    assert (result.recorded.answer, result.recorded.by) == (answer, "Inspector")


def test_the_new_state_is_another_object_and_the_old_one_unchanged(desk, state):
    assert state.evaluation.overall.answered == 0
    after = answering.answer_question(desk, state, "A1.01", Answer("yes")).state
    assert (state.answers, state.evaluation.overall.answered) == ({}, 0)
    assert after.evaluation.overall.answered == 1


def test_who_answers_is_the_starter_unless_another_is_named(desk, state):
    state = answering.answer_question(desk, state, "A1.01", Answer("yes")).state
    state = answering.answer_question(desk, state, "A1.02", Answer("yes"), by=" Second ").state
    assert [state.answers[name].by for name in ("A1.01", "A1.02")] == ["Inspector", "Second"]


def test_the_history_tells_before_and_after_of_every_answer(desk, state):
    state = answering.answer_question(desk, state, "A1.01", Answer("yes")).state
    answering.answer_question(desk, state, "A1.01", Answer("no", comment="looked again"), by="Second")
    first, second = history_of(desk, state)
    assert first[:3] == ("A1.01", "Inspector", None)
    assert (second[1], second[2]["value"], second[3]["value"]) == ("Second", "yes", "no")
    assert second[3]["comment"] == "looked again"


def test_the_history_tells_what_was_stored_even_where_a_window_holds_an_old_state(desk, state):
    answering.answer_question(desk, state, "A1.01", Answer("yes"))
    answering.answer_question(desk, state, "A1.01", Answer("no"))
    assert history_of(desk, state)[1][2]["value"] == "yes"


@pytest.mark.parametrize(
    ("question", "answer", "error", "code"),
    [
        ("A9.99", Answer("yes"), AnswerError, "QUESTION_UNKNOWN"),
        ("A1.01", Answer("perhaps"), AnswerError, "ANSWER_UNKNOWN"),
        ("A1.01", Answer("yes", basis="felt"), AnswerError, "BASIS_UNKNOWN"),
        ("A1.01", Answer("yes", reason="lazy"), AnswerError, "REASON_UNKNOWN"),
        ("A1.01", Answer("yes", comment="\ud83c"), InputError, "TEXT_NOT_UNICODE"),
        ("A1.01", Answer("yes", document="\udcff"), InputError, "TEXT_NOT_UNICODE"),
    ],
)
def test_a_refused_answer_stores_nothing(desk, state, question, answer, error, code):
    with pytest.raises(error) as caught:
        answering.answer_question(desk, state, question, answer)
    assert caught.value.code == code
    with pytest.raises(error):
        answering.answer_many(desk, state, given(A1_02="yes") | {question: answer})
    assert assessing.load_state(desk, state.assessment.id) == state
    assert history_of(desk, state) == []


def test_many_answers_are_one_change_with_one_time(desk, state):
    after = answering.answer_many(desk, state, given(A1_01="yes", A1_02="no", A2_01="unknown"), by="Second")
    assert assessing.load_state(desk, state.assessment.id) == after
    assert len({each.answered_at for each in after.answers.values()}) == 1
    assert [line[:2] for line in history_of(desk, state)] == [
        ("A1.01", "Second"),
        ("A1.02", "Second"),
        ("A2.01", "Second"),
    ]


def test_an_answer_can_be_taken_back_and_the_history_keeps_it(desk, state):
    state = answering.answer_question(desk, state, "A1.01", Answer("yes", comment="x")).state
    state = answering.answer_question(desk, state, "A1.01", Answer()).state
    assert state.given["A1.01"].is_blank
    assert state.evaluation.overall.answered == 0
    assert history_of(desk, state)[-1][2]["comment"] == "x"


def test_the_question_left_last_is_found_again(desk, state):
    after = answering.remember_question(desk, state, "A2.01")
    assert assessing.load_state(desk, state.assessment.id).assessment.question == "A2.01"
    assert answering.remember_question(desk, after, "A2.01") is after
    assert history_of(desk, state) == []


def test_a_closed_assessment_may_be_walked_through(desk, state):
    closed = close_as_it_is(desk, state.assessment.id)
    assert answering.remember_question(desk, closed, "A2.01").assessment.question == "A2.01"
    assert assessing.load_state(desk, state.assessment.id).assessment.question is None
