"""What must hold of every list of measures, whatever the pack and the answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.pack_strategies import assessed
from tests.packs_for_tests import VALUES
from tmfcheck.domain.answers import BLANK, Answer
from tmfcheck.domain.evaluation import evaluate
from tmfcheck.domain.measures import Urgency, score_measures
from tmfcheck.domain.pack import Critical, Term

FACTORS = {Critical.CONDITION: 3, Critical.MANAGEMENT: 2, None: 1}
TERMS, URGENCIES = list(Term), list(Urgency)


def scored(pack, answers):
    return score_measures(pack, "A", answers, evaluate(pack, "A", answers))


def word(answers, question):
    return answers.get(question.id, BLANK).value


def plain_measures(pack, answers):
    """The rule of the method written down once more: score, share, gain, urgency and questions by measure."""
    applicable = [each for each in pack.questions if word(answers, each) != "not_applicable"]
    group_weight = sum((each.weight for each in applicable), Fraction(0))
    found = {}
    for measure in pack.measures:
        linked = [(each, link) for each in applicable for link in each.measures if link.id == measure.id]
        triggering = [each for each, link in linked if word(answers, each) in link.when]
        if not triggering:
            continue
        missing = {each.id: 1 - VALUES.get(word(answers, each), Fraction(0)) for each in triggering}
        score = sum((each.weight * FACTORS[each.critical] * missing[each.id] for each in triggering), Fraction(0))
        possible = sum((each.weight * FACTORS[each.critical] for each, _ in linked), Fraction(0))
        gain = 100 * sum((each.weight * missing[each.id] for each in triggering), Fraction(0)) / group_weight
        kinds = {each.critical for each in triggering}
        urgency = Urgency.OTHER
        if Critical.MANAGEMENT in kinds:
            urgency = Urgency.MANAGEMENT
        if Critical.CONDITION in kinds:
            urgency = Urgency.CONDITION
        if any(answers[each.id].danger for each in triggering):
            urgency = Urgency.DANGER
        names = tuple(each.id for each in triggering)
        found[measure.id] = (measure.term, urgency, score, 100 * score / possible, gain, names)
    return found


@given(assessed())
def test_measures_follow_the_printed_rule(case):
    pack, answers = case
    found = {
        each.measure: (each.term, each.urgency, each.score, each.share_not_met, each.gain, each.questions)
        for each in scored(pack, answers)
    }
    assert found == plain_measures(pack, answers)


@given(assessed())
def test_measures_stand_in_their_order(case):
    found = scored(*case)
    keys = [(TERMS.index(each.term), URGENCIES.index(each.urgency), -each.score, each.measure) for each in found]
    assert keys == sorted(keys)
    assert len({each.measure for each in found}) == len(found)


@given(assessed(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_change_the_list(case, random):
    pack, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert scored(pack, dict(shuffled)) == scored(pack, answers)


@given(assessed())
def test_shares_and_gains_stay_within_bounds(case):
    pack, answers = case
    msr = evaluate(pack, "A", answers).overall.msr_percent
    for each in scored(pack, answers):
        assert each.score > 0
        assert 0 < each.share_not_met <= 100
        assert 0 < each.gain <= 100 - msr
        assert each.questions


@given(assessed())
def test_gain_is_what_the_msr_rises_by_when_the_questions_become_yes(case):
    pack, answers = case
    before = evaluate(pack, "A", answers).overall.msr_percent
    for each in scored(pack, answers):
        repaired = answers | dict.fromkeys(each.questions, Answer("yes"))
        assert evaluate(pack, "A", repaired).overall.msr_percent == before + each.gain


@given(assessed(), st.data())
def test_a_question_made_not_applicable_gives_the_list_as_if_it_were_not_in_the_pack(case, data):
    pack, answers = case
    name = data.draw(st.sampled_from([each.id for each in pack.questions]))
    removed = replace(pack, questions=tuple(each for each in pack.questions if each.id != name))
    assert scored(pack, answers | {name: Answer("not_applicable", danger=True)}) == scored(
        removed, {key: each for key, each in answers.items() if key != name}
    )
