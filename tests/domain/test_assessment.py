"""The state of an assessment: everything on it follows from pack, facility, answers and decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from tests.packs_for_tests import START, make_pack
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import Assessment, AssessmentState, Role
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.measures import MeasureDecision

PACK = make_pack()
HEADING = Assessment("a1", "f1", "test-pack", "1", "fingerprint", "A", Role.INSPECTOR, "Inspector", START)


def state_of(answers: dict[str, Answer], *decisions: MeasureDecision, **facts) -> AssessmentState:
    facility = Facility("f1", "Kadamjai", "KG", {name: FactValue(value) for name, value in facts.items()})
    recorded = {name: RecordedAnswer(answer, START, "Inspector") for name, answer in answers.items()}
    return AssessmentState(HEADING, facility, PACK, recorded, {each.measure: each for each in decisions})


def ids(questions) -> list[str]:
    return [each.id for each in questions]


def test_questions_are_those_the_facility_and_the_answers_leave_asked_in_walking_order():
    assert ids(state_of({}).questions) == ["A1.01", "A1.02", "A1.03", "A1.04", "A2.01", "A2.02"]
    assert ids(state_of({"A2.01": Answer("no")}, has_liner=False).questions) == ["A1.01", "A1.02", "A1.03", "A2.01"]


def test_critical_shortfalls_are_the_applicable_critical_questions_that_are_not_met():
    assert ids(state_of({}).critical_shortfalls) == ["A1.01", "A2.01"]
    assert ids(state_of({"A1.01": Answer("yes"), "A2.01": Answer("unknown")}).critical_shortfalls) == ["A2.01"]
    assert ids(state_of({"A1.01": Answer("not_applicable"), "A2.01": Answer("mostly_yes")}).critical_shortfalls) == []


def test_dangers_are_the_marked_questions_answered_or_not():
    state = state_of({"A1.02": Answer(danger=True), "A1.01": Answer("no", danger=True), "A1.03": Answer("no")})
    assert ids(state.dangers) == ["A1.01", "A1.02"]


def test_programme_counts_from_the_start_and_after_closing_from_the_end():
    state = state_of({"A2.01": Answer("no")})
    assert [item.suggested_due_on for item in state.programme] == [date(2027, 6, 9)]
    closed = replace(HEADING, closed_by="Inspector", closed_at=START + timedelta(days=2))
    assert [item.suggested_due_on for item in replace(state, assessment=closed).programme] == [date(2027, 6, 11)]


def test_a_replaced_state_computes_its_figures_anew():
    state = state_of({"A1.01": Answer("no")})
    before = state.evaluation.overall.msr_percent
    answers = dict.fromkeys(ids(PACK.questions), RecordedAnswer(Answer("yes"), START, "Inspector"))
    assert replace(state, answers=answers).evaluation.overall.msr_percent == 100 != before


def test_papers_are_held_against_the_day_of_closing_in_the_readers_zone_else_against_today():
    almaty = timezone(timedelta(hours=5))
    later = datetime(2026, 11, 28, 12, tzinfo=almaty)
    closed = replace(HEADING, closed_by="Inspector", closed_at=datetime(2026, 6, 9, 20, tzinfo=UTC))
    assert HEADING.day_of_papers(later) == date(2026, 11, 28)
    assert closed.day_of_papers(later) == date(2026, 6, 10)
    assert closed.day_of_papers(later.astimezone(UTC)) == date(2026, 6, 9)
