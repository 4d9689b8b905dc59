"""What must hold of every score, whatever the pack and the answers: the invariants the method names."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.pack_strategies import assessed
from tests.packs_for_tests import CREDIBILITIES, VALUES, make_pack
from tmfcheck.domain.answers import BLANK, Answer
from tmfcheck.domain.evaluation import Evaluation, Level, evaluate
from tmfcheck.domain.pack import Critical, Pack

LEVELS = [Level.DOES_NOT, Level.PARTLY, Level.MEETS]
EVIDENCE = ("measured", "seen_on_site", "document_seen")


def every_score(evaluation: Evaluation):
    return [evaluation.overall, *evaluation.categories.values(), *evaluation.sections.values()]


def without_question(pack: Pack, name: str) -> Pack:
    kept = [each for each in pack.questions if each.id != name]
    return replace(pack, questions=tuple(kept))


def plain_score(questions, answers):
    """The formulas of the method written down once more, as plainly as they are printed."""
    asked = [each for each in questions if answers.get(each.id, BLANK).value != "not_applicable"]
    by_hand = [each for each in questions if each not in asked]
    weight = sum((each.weight for each in asked), Fraction(0))
    if not asked:
        return None

    def share(numerator, denominator=weight):
        return 100 * sum(numerator, Fraction(0)) / denominator

    words = {each.id: answers.get(each.id, BLANK).value for each in asked}
    open_weight = [each.weight for each in asked if words[each.id] in (None, "unknown")]
    met = [each.weight * VALUES.get(words[each.id], Fraction(0)) for each in asked]
    evidence = [1 for each in asked if answers.get(each.id, BLANK).basis in EVIDENCE]
    evidence_percent = share(evidence, len(asked))
    return {
        "msr_percent": share(met),
        "msr_low_percent": share(met),
        "msr_high_percent": share([*met, *open_weight]),
        "msr_strict_percent": share(met, weight + sum((each.weight for each in by_hand), Fraction(0))),
        "credibility_percent": share(each.weight * CREDIBILITIES.get(words[each.id], Fraction(0)) for each in asked),
        "evidence_percent": evidence_percent,
        "level": plain_level(questions, answers, share(met)),
        "enough_information": share(open_weight) <= 25 and evidence_percent >= 60,
        "applicable": len(asked),
        "answered": sum(word is not None for word in words.values()),
        "provisional": None in words.values(),
    }


def plain_level(questions, answers, msr):
    def answered(kind, words):
        return any(each.critical in kind and answers.get(each.id, BLANK).value in words for each in questions)

    if answered((Critical.CONDITION,), ("no", "mostly_no")) or msr < 60:
        return Level.DOES_NOT
    is_held = answered((Critical.MANAGEMENT,), ("no", "mostly_no"))
    is_held = is_held or answered(tuple(Critical), ("unknown", None, "not_applicable"))
    return Level.PARTLY if msr < 90 or is_held else Level.MEETS


@given(assessed())
def test_every_set_follows_the_printed_formulas(case):
    pack, answers = case
    evaluation = evaluate(pack, "A", answers)
    sets = [(evaluation.overall, pack.questions)]
    for name, score in evaluation.categories.items():
        sets.append((score, [each for each in pack.questions if name in each.categories]))
    for name, score in evaluation.sections.items():
        sets.append((score, [each for each in pack.questions if each.section == name]))
    for score, questions in sets:
        expected = plain_score(questions, answers)
        if expected is None:
            assert score.msr_percent is None and score.level is None
        else:
            assert {name: getattr(score, name) for name in expected} == expected


@given(assessed(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(case, random):
    pack, answers = case
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert evaluate(pack, "A", dict(shuffled)) == evaluate(pack, "A", answers)


@given(assessed(), st.data())
def test_not_applicable_gives_the_figures_as_if_the_question_were_not_in_the_pack(case, data):
    pack, answers = case
    name = data.draw(st.sampled_from([each.id for each in pack.questions]))
    marked = evaluate(pack, "A", answers | {name: Answer("not_applicable")})
    removed = evaluate(without_question(pack, name), "A", {key: each for key, each in answers.items() if key != name})
    figures = ("msr_percent", "msr_low_percent", "msr_high_percent", "credibility_percent", "evidence_percent")
    counts = ("applicable", "answered", "unknown", "weight", "met", "credible", "open_weight", "critical_not_met")
    for before, after in zip(
        [marked.overall, *marked.categories.values()], [removed.overall, *removed.categories.values()], strict=True
    ):
        for figure in (*figures, *counts, "enough_information", "provisional"):
            assert getattr(before, figure) == getattr(after, figure), figure


@given(assessed(), st.data())
def test_a_better_answer_never_lowers_msr_or_level(case, data):
    pack, answers = case
    name = data.draw(st.sampled_from([each.id for each in pack.questions]))
    order = ("no", "mostly_no", "mostly_yes", "yes")
    worse, better = sorted(data.draw(st.tuples(st.sampled_from(range(4)), st.sampled_from(range(4)))))
    low = evaluate(pack, "A", answers | {name: Answer(order[worse])})
    high = evaluate(pack, "A", answers | {name: Answer(order[better])})
    for before, after in zip(every_score(low), every_score(high), strict=True):
        if before.msr_percent is not None:
            assert after.msr_percent >= before.msr_percent
            assert LEVELS.index(after.level) >= LEVELS.index(before.level)


@given(assessed(), st.data())
def test_no_unknown_and_blank_give_the_same_msr(case, data):
    pack, answers = case
    name = data.draw(st.sampled_from([each.id for each in pack.questions]))
    words = ("no", "unknown", None)
    figures = {evaluate(pack, "A", answers | {name: Answer(word)}).overall.msr_percent for word in words}
    assert len(figures) == 1


@given(assessed(), st.data())
def test_unknown_in_place_of_a_blank_never_raises_credibility(case, data):
    pack, answers = case
    name = data.draw(st.sampled_from([each.id for each in pack.questions]))
    blank = evaluate(pack, "A", answers | {name: Answer(None, basis="told")})
    unknown = evaluate(pack, "A", answers | {name: Answer("unknown", basis="told")})
    for before, after in zip(every_score(blank), every_score(unknown), strict=True):
        if before.credibility_percent is not None:
            assert after.credibility_percent <= before.credibility_percent


@given(assessed(), st.data())
def test_hiding_a_critical_shortfall_never_reaches_meets(case, data):
    pack, answers = case
    critical = [each.id for each in pack.questions if each.critical]
    assume(critical)
    name = data.draw(st.sampled_from(critical))
    for word in ("no", "mostly_no", "unknown", "not_applicable", None):
        assert evaluate(pack, "A", answers | {name: Answer(word)}).overall.level is not Level.MEETS


@given(assessed())
def test_the_msr_lies_inside_its_interval_and_above_the_strict_one(case):
    pack, answers = case
    for score in every_score(evaluate(pack, "A", answers)):
        if score.msr_percent is not None:
            assert 0 <= score.msr_strict_percent <= score.msr_percent <= score.msr_high_percent <= 100
            assert score.msr_low_percent == score.msr_percent
            assert 0 <= score.credibility_percent <= 100
            assert 0 <= score.evidence_percent <= 100


@given(assessed())
def test_a_category_follows_the_same_rule_as_the_whole(case):
    pack, answers = case
    evaluation = evaluate(pack, "A", answers)
    for name, score in evaluation.categories.items():
        members = [each for each in pack.questions if name in each.categories]
        assert score == evaluate(make_pack(members), "A", {key: answers[key] for key in answers}).overall


@given(assessed())
def test_what_is_blank_or_missing_counts_the_same(case):
    pack, answers = case
    blanks = {each.id: BLANK for each in pack.questions}
    assert evaluate(pack, "A", blanks | answers) == evaluate(pack, "A", answers)
