"""Scores computed by hand, each rule of the method by its own example."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.packs_for_tests import given, make_pack, question
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evaluation import Level, evaluate, is_not_met
from tmfcheck.domain.pack import Critical

PACK = make_pack()
ALL_YES = given(A1_01="yes", A1_02="yes", A1_03="yes", A1_04="yes", A2_01="yes", A2_02="yes")


def plain_pack(count: int = 4, critical: dict[int, Critical] | None = None):
    """Questions of weight 1, numbered from 1; ``critical`` marks some of them."""
    marks = critical or {}
    return make_pack(question(f"A1.{number:02d}", critical=marks.get(number)) for number in range(1, count + 1))


def seen(*words: str | None) -> dict[str, Answer]:
    """Answers to the questions of ``plain_pack`` in order, all seen on site; None leaves a question out."""
    numbered = enumerate(words, 1)
    return {f"A1.{number:02d}": Answer(word, basis="seen_on_site") for number, word in numbered if word}


def overall(pack, answers, facts=None):
    return evaluate(pack, "A", answers, facts).overall


def test_scores_weigh_values_and_credibilities():
    answers = given(A1_01="mostly_yes", A1_02="mostly_no", A1_03="no", A1_04="unknown", A2_01="yes")
    score = overall(PACK, answers)
    # weights 1, 2, 1/2, 1, 1 and 1 for the unanswered last question: 6.5 in all
    assert score.weight == Fraction(13, 2)
    assert score.met == Fraction(2, 3) + 2 * Fraction(1, 3) + 1
    assert score.msr_percent == 100 * Fraction(7, 3) / Fraction(13, 2)
    assert score.msr_low_percent == score.msr_percent
    assert score.msr_high_percent == 100 * (Fraction(7, 3) + 2) / Fraction(13, 2)
    assert score.credible == Fraction(1, 2) + 2 * Fraction(1, 2) + Fraction(1, 2) + 1
    assert score.credibility_percent == 100 * 3 / Fraction(13, 2)
    assert (score.applicable, score.answered, score.unknown, score.provisional) == (6, 5, 1, True)


def test_not_applicable_leaves_the_set_but_lowers_the_strict_msr():
    score = overall(plain_pack(), seen("yes", "yes", "no", "not_applicable"))
    assert (score.applicable, score.answered, score.by_hand) == (3, 3, 1)
    assert score.msr_percent == Fraction(200, 3)
    assert score.msr_strict_percent == 50
    assert not score.provisional


def test_an_empty_set_has_no_figures_and_no_level():
    evaluation = evaluate(PACK, "A", ALL_YES)
    for score in (evaluation.categories["closure"], overall(plain_pack(2), seen("not_applicable", "not_applicable"))):
        assert score.msr_percent is None
        assert score.msr_low_percent is None
        assert score.msr_high_percent is None
        assert score.credibility_percent is None
        assert score.evidence_percent is None
        assert score.level is None
        assert not score.enough_information
        assert not score.provisional
    assert evaluation.categories["closure"].msr_strict_percent is None


def test_a_group_without_questions_has_an_empty_evaluation():
    evaluation = evaluate(PACK, "B", {})
    assert evaluation.overall.applicable == 0
    assert evaluation.sections == {}
    assert set(evaluation.categories) == {"dam", "water", "emergency", "closure"}


def test_categories_and_sections_hold_their_own_questions_only():
    answers = given(A1_01="no", A1_02="yes", A1_03="mostly_no", A2_01="yes")
    evaluation = evaluate(PACK, "A", answers)
    assert list(evaluation.sections) == ["A1.crest", "A1.pond", "A2.plans"]
    assert evaluation.sections["A1.crest"].msr_percent == Fraction(200, 3)
    assert evaluation.categories["dam"].msr_percent == Fraction(200, 3)
    # A1.02 (weight 2) belongs to dam and water: (2 + 1/2 * 1/3) of 3.5
    assert evaluation.categories["water"].msr_percent == 100 * (2 + Fraction(1, 6)) / Fraction(7, 2)
    assert evaluation.categories["emergency"].applicable == 2


def test_a_condition_takes_a_question_out_without_counting_it_as_by_hand():
    evaluation = evaluate(PACK, "A", ALL_YES, {"has_liner": False})
    assert "A1.04" not in evaluation.asked
    assert evaluation.overall.applicable == 5
    assert evaluation.overall.by_hand == 0


def test_an_answer_can_take_a_later_question_out():
    evaluation = evaluate(PACK, "A", ALL_YES | given(A2_01="no"), {})
    assert "A2.02" not in evaluation.asked


def test_conditions_are_off_without_facts():
    assert evaluate(PACK, "A", given(A2_01="no")).asked == {each.id for each in PACK.questions}


def test_evidence_counts_questions_whatever_their_weight_and_value():
    answers = {
        "A1.01": Answer("no", basis="measured"),
        "A1.02": Answer("yes", basis="told"),
        "A1.03": Answer("unknown", basis="document_seen"),
        "A1.04": Answer("not_applicable", basis="measured"),
        "A2.01": Answer(None, basis="seen_on_site"),
    }
    score = overall(PACK, answers)
    assert (score.evidence, score.applicable) == (3, 5)
    assert score.evidence_percent == 60


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("yes", "yes", "yes", "yes"), Level.MEETS),
        (("yes", "yes", "yes", "mostly_yes"), Level.MEETS),
        (("yes", "yes", "yes", "mostly_no"), Level.PARTLY),
        (("mostly_yes", "mostly_yes", "mostly_yes", "mostly_yes"), Level.PARTLY),
        (("yes", "yes", "mostly_no", "no"), Level.DOES_NOT),
        (("no", "no", "no", "no"), Level.DOES_NOT),
        ((None, None, None, None), Level.DOES_NOT),
    ],
)
def test_level_follows_the_msr(words, expected):
    assert overall(plain_pack(), seen(*words)).level is expected


def test_level_limits_belong_to_the_better_level():
    assert overall(plain_pack(10), seen(*["yes"] * 9, "no")).level is Level.MEETS
    assert overall(plain_pack(10), seen(*["yes"] * 6, *["no"] * 4)).level is Level.PARTLY


@pytest.mark.parametrize(
    ("kind", "word", "expected"),
    [
        (Critical.CONDITION, "no", Level.DOES_NOT),
        (Critical.CONDITION, "mostly_no", Level.DOES_NOT),
        (Critical.CONDITION, "mostly_yes", Level.MEETS),
        (Critical.CONDITION, "unknown", Level.PARTLY),
        (Critical.CONDITION, None, Level.PARTLY),
        (Critical.CONDITION, "not_applicable", Level.PARTLY),
        (Critical.MANAGEMENT, "no", Level.PARTLY),
        (Critical.MANAGEMENT, "mostly_no", Level.PARTLY),
        (Critical.MANAGEMENT, "mostly_yes", Level.MEETS),
        (Critical.MANAGEMENT, "unknown", Level.PARTLY),
        (Critical.MANAGEMENT, None, Level.PARTLY),
        (Critical.MANAGEMENT, "not_applicable", Level.PARTLY),
        (None, "no", Level.MEETS),
        (None, None, Level.MEETS),
    ],
)
def test_a_critical_question_holds_a_high_msr_down(kind, word, expected):
    pack = plain_pack(20, {1: kind} if kind else None)
    score = overall(pack, seen(word, *["yes"] * 19))
    assert score.msr_percent is not None and score.msr_percent >= 90
    assert score.level is expected


def test_a_management_shortfall_never_lifts_a_low_msr():
    assert overall(plain_pack(4, {1: Critical.MANAGEMENT}), seen("no", "no", "no", "yes")).level is Level.DOES_NOT


def test_a_condition_shortfall_decides_even_without_enough_information():
    score = overall(plain_pack(4, {1: Critical.CONDITION}), {"A1.01": Answer("no")})
    assert score.level is Level.DOES_NOT
    assert not score.enough_information


@pytest.mark.parametrize(
    ("open_count", "evidence_count", "expected"),
    [(0, 20, True), (5, 12, True), (6, 12, False), (5, 11, False), (0, 11, False), (20, 0, False)],
)
def test_enough_information_needs_answers_and_evidence(open_count, evidence_count, expected):
    pack = plain_pack(20)
    answers = {}
    for number in range(1, 21):
        word = "unknown" if number > 20 - open_count else "yes"
        answers[f"A1.{number:02d}"] = Answer(word, basis="measured" if number <= evidence_count else "told")
    assert overall(pack, answers).enough_information is expected


def test_unanswered_weight_counts_as_open_and_the_level_still_follows():
    score = overall(plain_pack(4), seen("yes", "yes", "yes", None))
    assert score.enough_information  # exactly 25 % open
    assert score.level is Level.PARTLY
    score = overall(plain_pack(3), seen("yes", "yes", None))
    assert not score.enough_information
    assert score.level is Level.PARTLY


def test_critical_not_met_counts_blanks_and_unknowns_but_not_not_applicable():
    pack = plain_pack(6, dict.fromkeys(range(1, 7), Critical.MANAGEMENT))
    score = overall(pack, seen("yes", "mostly_yes", "mostly_no", "unknown", "not_applicable", None))
    assert (score.critical_not_met, score.critical) == (3, 5)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, True),
        (Answer(), True),
        (Answer("unknown"), True),
        (Answer("no"), True),
        (Answer("mostly_no"), True),
        (Answer("mostly_yes"), False),
        (Answer("yes"), False),
        (Answer("not_applicable"), False),
    ],
)
def test_is_not_met_takes_everything_but_the_good_answers(answer, expected):
    assert is_not_met(question("A1.01", critical=Critical.CONDITION), answer) is expected
    assert is_not_met(question("A1.01"), answer) is False


def test_dangers_are_counted_wherever_they_are_marked():
    answers = {
        "A1.01": Answer("yes", danger=True),
        "A1.02": Answer(danger=True),
        "A1.03": Answer("not_applicable", danger=True),
    }
    assert overall(PACK, answers).dangers == 3


def test_answers_to_questions_outside_the_group_are_left_out():
    assert evaluate(PACK, "A", ALL_YES | given(B1_01="no")) == evaluate(PACK, "A", ALL_YES)
