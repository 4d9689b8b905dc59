"""Measures by hand: what triggers them, how they are scored and ordered, and what may be decided on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.packs_for_tests import given, make_pack, measure, question
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evaluation import evaluate
from tmfcheck.domain.measures import (
    Decision,
    MeasureDecision,
    Urgency,
    check_decision,
    due_date,
    measure_title,
    msr_if_done,
    programme,
    score_measures,
    season_start,
)
from tmfcheck.domain.pack import Critical, Term
from tmfcheck.errors import MeasureError

PACK = make_pack()


def scored(answers, facts=None, pack=PACK):
    return score_measures(pack, "A", answers, evaluate(pack, "A", answers, facts))


def by_id(answers, facts=None, pack=PACK):
    return {each.measure: each for each in scored(answers, facts, pack)}


def test_score_share_and_gain_follow_the_formulas():
    found = by_id(given(A1_01="mostly_no", A1_02="mostly_yes", A1_03="yes", A1_04="yes", A2_01="yes", A2_02="yes"))
    both = found["M-DAM-02"]
    # A1.01: w 1, k 3, 1-v 2/3; A1.02: w 2, k 1, 1-v 1/3; group weight 6.5
    assert both.score == 3 * Fraction(2, 3) + 2 * Fraction(1, 3)
    assert both.share_not_met == 100 * Fraction(8, 3) / 5
    assert both.gain == 100 * (Fraction(2, 3) + Fraction(2, 3)) / Fraction(13, 2)
    assert both.questions == ("A1.01", "A1.02")
    one = found["M-DAM-01"]
    assert (one.score, one.share_not_met) == (2, 100 * Fraction(2, 3))


def test_only_answers_named_by_the_link_trigger_a_measure():
    assert by_id(given(A1_01="yes", A1_02="yes")) == {}
    assert set(by_id(given(A1_01="mostly_yes"))) == set()
    assert set(by_id(given(A1_02="mostly_yes"))) == {"M-DAM-02"}
    assert set(by_id(given(A1_01="unknown"))) == {"M-MON-01"}


def test_unanswered_and_not_applicable_trigger_nothing():
    assert scored({}) == ()
    assert scored({"A1.01": Answer(None, danger=True)}) == ()
    assert scored(given(A1_01="not_applicable", A2_01="not_applicable")) == ()


def test_a_question_ruled_out_by_a_fact_triggers_nothing():
    assert set(by_id(given(A1_04="no"), {"has_liner": True})) == {"M-WAT-01"}
    assert by_id(given(A1_04="no"), {"has_liner": False}) == {}


def test_share_not_met_counts_untriggering_questions_but_not_those_outside_the_set():
    assert by_id(given(A1_01="no", A1_02="yes"))["M-DAM-02"].share_not_met == 60
    assert by_id(given(A1_01="no", A1_02="not_applicable"))["M-DAM-02"].share_not_met == 100


def test_the_full_score_is_a_share_of_one_hundred():
    assert by_id(given(A1_01="no", A1_02="no"))["M-DAM-02"].share_not_met == 100


def test_urgency_prefers_danger_then_condition_then_management():
    no = Answer("no")
    assert by_id({"A1.02": no})["M-DAM-02"].urgency is Urgency.OTHER
    assert by_id({"A2.01": no})["M-EME-01"].urgency is Urgency.MANAGEMENT
    assert by_id({"A1.01": no, "A1.02": no})["M-DAM-02"].urgency is Urgency.CONDITION
    assert by_id({"A1.01": no, "A1.02": replace(no, danger=True)})["M-DAM-02"].urgency is Urgency.DANGER
    unknown = Answer("unknown")
    assert by_id({"A1.01": unknown, "A2.01": unknown})["M-MON-01"].urgency is Urgency.CONDITION


def test_a_danger_on_an_answer_that_triggers_nothing_makes_nothing_urgent():
    found = by_id({"A1.01": Answer("yes", danger=True), "A1.02": Answer("no")})
    assert found["M-DAM-02"].urgency is Urgency.OTHER


def test_measures_are_ordered_by_term_urgency_score_and_id():
    terms = {"M-Z": Term.SHORT, "M-B": Term.SHORT, "M-A": Term.SHORT, "M-C": Term.SHORT, "M-M": Term.MEDIUM}
    always = ("no", "mostly_no")
    pack = make_pack(
        [
            question("A1.01", measures={"M-B": always, "M-A": always}),
            question("A1.02", weight=5, measures={"M-C": always}),
            question("A1.03", critical=Critical.MANAGEMENT, measures={"M-Z": always}),
            question("A1.04", critical=Critical.CONDITION, measures={"M-M": always}),
        ],
        [measure(name, term) for name, term in terms.items()],
    )
    answers = {f"A1.0{number}": Answer("no") for number in range(1, 5)}
    assert [each.measure for each in scored(answers, pack=pack)] == ["M-Z", "M-C", "M-A", "M-B", "M-M"]


def test_gain_is_the_rise_of_the_msr_when_its_questions_become_yes():
    answers = given(A1_01="mostly_no", A1_02="no", A1_03="yes", A2_01="unknown")
    before = evaluate(PACK, "A", answers).overall.msr_percent
    for each in scored(answers):
        repaired = answers | dict.fromkeys(each.questions, Answer("yes"))
        assert each.gain == evaluate(PACK, "A", repaired).overall.msr_percent - before


def test_msr_if_done_counts_a_question_of_two_measures_once():
    answers = given(A1_01="no", A1_02="no", A1_03="yes", A1_04="yes", A2_01="yes", A2_02="yes")
    evaluation = evaluate(PACK, "A", answers)
    measures = score_measures(PACK, "A", answers, evaluation)
    assert {each.measure for each in measures} == {"M-DAM-01", "M-DAM-02"}
    assert msr_if_done(PACK, answers, evaluation, measures) == 100
    assert msr_if_done(PACK, answers, evaluation, ()) == evaluation.overall.msr_percent
    nothing = given(**{each.id.replace(".", "_"): "not_applicable" for each in PACK.questions})
    assert msr_if_done(PACK, nothing, evaluate(PACK, "A", nothing), ()) is None


# ------------------------------------------------------------------ decisions


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (MeasureDecision("M-XXX-99"), "MEASURE_UNKNOWN"),
        (MeasureDecision("OWN-01", term=Term.SHORT), "MEASURE_UNKNOWN"),
        (MeasureDecision("OWN-01", own_title="Boat"), "OWN_MEASURE_INCOMPLETE"),
        (MeasureDecision("M-DAM-01", Decision.REJECTED), "REJECTION_NEEDS_REASON"),
        (MeasureDecision("M-DAM-01", Decision.REJECTED, reason=" \n"), "REJECTION_NEEDS_REASON"),
        (MeasureDecision("M-DAM-01", term=Term.LONG), "MOVE_NEEDS_REASON"),
    ],
)
def test_check_decision_refuses_what_lacks_its_reason_and_names_the_measure(decision, code):
    with pytest.raises(MeasureError) as caught:
        check_decision(PACK, decision)
    assert caught.value.code == code
    assert caught.value.data["measure"] == decision.measure


@pytest.mark.parametrize(
    "decision",
    [
        MeasureDecision("M-DAM-01"),
        MeasureDecision("M-DAM-01", Decision.ACCEPTED, owner="Operator", due_on=date(2027, 3, 31), cost="5 000"),
        MeasureDecision("M-DAM-01", Decision.REJECTED, reason="done"),
        MeasureDecision("M-DAM-01", term=Term.LONG, term_reason="needs a tender"),
        MeasureDecision("OWN-01", own_title="Boat", term=Term.SHORT),
    ],
)
def test_check_decision_accepts_complete_decisions(decision):
    check_decision(PACK, decision)


# ------------------------------------------------------------------ programme


def listed(answers, decisions, country="KG", from_on=date(2026, 6, 9)):
    return programme(
        PACK, scored(answers), {each.measure: each for each in decisions}, country=country, from_on=from_on
    )


def test_programme_lists_triggered_decided_and_own_measures_in_order():
    own = MeasureDecision("OWN-01", own_title="Boat", term=Term.MEDIUM)
    decided = MeasureDecision("M-EME-01", Decision.ACCEPTED)
    items = listed(given(A1_01="no"), [own, decided])
    assert [each.measure for each in items] == ["M-DAM-01", "M-EME-01", "M-DAM-02", "OWN-01"]
    assert [each.score is None for each in items] == [False, True, False, True]
    assert items[1].decision is decided


def test_programme_keeps_a_decided_measure_when_no_answer_calls_for_it_any_more():
    accepted = MeasureDecision("M-DAM-01", Decision.ACCEPTED)
    (item,) = listed(given(A1_01="yes"), [accepted])
    assert (item.measure, item.score) == ("M-DAM-01", None)


def test_a_moved_measure_stands_under_its_new_term_with_its_new_date():
    moved = MeasureDecision("M-DAM-02", term=Term.SHORT, term_reason="soon")
    items = listed(given(A1_02="no"), [moved])
    assert [(each.measure, each.term) for each in items] == [("M-DAM-02", Term.SHORT)]
    assert items[0].suggested_due_on == date(2027, 6, 9)


def test_short_term_measures_against_an_immediate_danger_are_due_at_once():
    items = {each.measure: each for each in listed({"A1.01": Answer("no", danger=True)}, [])}
    assert items["M-DAM-01"].suggested_due_on == date(2026, 6, 10)
    assert items["M-DAM-02"].term is Term.MEDIUM
    assert items["M-DAM-02"].suggested_due_on == date(2029, 6, 9)


def test_measures_before_the_season_are_due_the_day_before_it_begins():
    (item,) = [each for each in listed(given(A1_01="no"), []) if each.measure == "M-DAM-01"]
    assert item.suggested_due_on == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("term", "from_on", "expected"),
    [
        (Term.SHORT, date(2026, 6, 9), date(2027, 6, 9)),
        (Term.SHORT, date(2028, 2, 29), date(2029, 2, 28)),
        (Term.MEDIUM, date(2026, 12, 31), date(2029, 12, 31)),
        (Term.LONG, date(2026, 6, 9), None),
    ],
)
def test_due_date_counts_months_and_stays_inside_the_month(term, from_on, expected):
    assert due_date(PACK, term, from_on) == expected


def test_due_date_moves_into_the_next_year_at_its_end():
    months = {Term.SHORT: 2, Term.MEDIUM: 14, Term.LONG: None}
    frames = tuple(replace(frame, months=months[frame.id]) for frame in PACK.time_frames)
    pack = replace(PACK, time_frames=frames)
    assert due_date(pack, Term.SHORT, date(2026, 12, 31)) == date(2027, 2, 28)
    assert due_date(pack, Term.MEDIUM, date(2026, 10, 31)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("country", "from_on", "expected"),
    [
        ("KG", date(2026, 3, 30), date(2026, 3, 31)),
        ("KG", date(2026, 3, 31), date(2026, 3, 31)),
        ("KG", date(2026, 4, 1), date(2027, 3, 31)),
        ("ZZ", date(2026, 1, 1), date(2026, 3, 30)),
    ],
)
def test_season_start_is_the_eve_of_the_next_season_of_the_country(country, from_on, expected):
    assert season_start(PACK, country, from_on) == expected


def test_without_a_season_table_there_is_no_season():
    assert season_start(replace(PACK, tables={}), "KG", date(2026, 1, 1)) is None


def test_measure_title_uses_the_inspectors_words_for_an_own_measure_in_every_language():
    own = MeasureDecision("OWN-01", own_title="Лодка", term=Term.SHORT)
    items = {each.measure: each for each in listed(given(A1_01="no"), [own])}
    assert measure_title(PACK, items["OWN-01"]) == {"en": "Лодка", "ru": "Лодка", "kk": "Лодка"}
    assert measure_title(PACK, items["M-DAM-01"]) == PACK.measure_by_id["M-DAM-01"].title
