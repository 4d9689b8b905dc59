"""Decisions on measures, and the inspector's own measures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.packs_for_tests import given
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import Term
from tmfcheck.errors import InputError, MeasureError
from tmfcheck.services import answering, assessing, programme


@pytest.fixture
def state(desk, state):
    return answering.answer_many(desk, state, given(A1_01="no", A1_02="no"))


def test_a_decision_is_stored_and_shows_in_the_programme(desk, state):
    decision = MeasureDecision(
        "M-DAM-02", Decision.ACCEPTED, term=Term.SHORT, term_reason="easy", owner="O", due_on=date(2027, 1, 1), cost="5"
    )
    after = programme.decide(desk, state, decision, by="Second")
    assert assessing.load_state(desk, state.assessment.id) == after
    assert {item.measure: item.decision for item in after.programme}["M-DAM-02"] == decision
    line = assessing.history(desk, state.assessment.id)[-1]
    assert (line.subject, line.by, line.after["due_on"]) == ("M-DAM-02", "Second", "2027-01-01")


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (MeasureDecision("M-XXX-01"), "MEASURE_UNKNOWN"),
        (MeasureDecision("M-DAM-01", Decision.REJECTED), "REJECTION_NEEDS_REASON"),
        (MeasureDecision("M-DAM-01", term=Term.LONG), "MOVE_NEEDS_REASON"),
        (MeasureDecision("OWN-07", own_title="Boat", term=Term.SHORT), "MEASURE_UNKNOWN"),
        (MeasureDecision("M-DAM-01", own_title="Boat", term=Term.SHORT), "MEASURE_UNKNOWN"),
    ],
)
def test_a_refused_decision_stores_nothing(desk, state, decision, code):
    with pytest.raises(MeasureError) as caught:
        programme.decide(desk, state, decision)
    assert caught.value.code == code
    assert assessing.load_state(desk, state.assessment.id) == state


def test_texts_of_a_decision_must_be_storable(desk, state):
    with pytest.raises(InputError) as caught:
        programme.decide(desk, state, MeasureDecision("M-DAM-01", owner="\ud800"))
    assert (caught.value.code, caught.value.data["name"]) == ("TEXT_NOT_UNICODE", "owner")


def test_own_measures_are_numbered_and_may_be_decided_on(desk, state):
    state = programme.add_own_measure(desk, state, " Boat ", "Clear the silt.", Term.SHORT)
    state = programme.add_own_measure(desk, state, "Второй", "", Term.LONG, by="Second")
    assert list(state.decisions) == ["OWN-01", "OWN-02"]
    first = state.decisions["OWN-01"]
    assert (first.own_title, first.own_text, first.term, first.decision) == (
        "Boat",
        "Clear the silt.",
        Term.SHORT,
        Decision.PROPOSED,
    )
    rejected = MeasureDecision(
        "OWN-01", Decision.REJECTED, reason="done", term=Term.SHORT, own_title="Boat", own_text="Clear the silt."
    )
    state = programme.decide(desk, state, rejected)
    assert assessing.load_state(desk, state.assessment.id) == state
    assert programme.add_own_measure(desk, state, "Third", "", Term.SHORT).decisions["OWN-03"].own_title == "Third"


@pytest.mark.parametrize(("title", "term"), [("", Term.SHORT), ("  ", Term.SHORT), ("Boat", None)])
def test_an_own_measure_needs_a_title_and_a_term(desk, state, title, term):
    with pytest.raises(MeasureError, match="OWN_MEASURE_INCOMPLETE"):
        programme.add_own_measure(desk, state, title, "", term)
    assert assessing.load_state(desk, state.assessment.id) == state


def test_a_title_that_is_too_long_is_named(desk, state):
    with pytest.raises(InputError) as caught:
        programme.add_own_measure(desk, state, "x" * 301, "", Term.SHORT)
    assert (caught.value.code, caught.value.data) == ("TEXT_TOO_LONG", {"name": "title", "limit": 300})


def test_a_decided_measure_stays_when_the_answer_changes(desk, state):
    state = programme.decide(desk, state, MeasureDecision("M-DAM-01", Decision.ACCEPTED))
    state = answering.answer_many(desk, state, given(A1_01="yes", A1_02="yes"))
    assert [(item.measure, item.score) for item in state.programme] == [("M-DAM-01", None)]
