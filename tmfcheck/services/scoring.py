"""Scores as plain values that become JSON: for the `score` command, for results, and for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tmfcheck.domain.answers import check_answer
from tmfcheck.domain.applicability import Facts
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Evaluation, Score, evaluate
from tmfcheck.domain.measures import MeasureScore, score_measures
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import AssessmentError
from tmfcheck.services.facilities import read_facts
from tmfcheck.services.input_files import SCORE_KEYS, read_answers, refuse_surplus, required_text

if TYPE_CHECKING:
    from tmfcheck.packs.library import PackLibrary

Document = dict[str, Any]

_PERCENTAGES = (
    "msr_percent",
    "msr_low_percent",
    "msr_high_percent",
    "msr_strict_percent",
    "credibility_percent",
    "evidence_percent",
)


def score_document(packs: PackLibrary, document: Any) -> Document:
    """Score answers without an archive.

    ``document``: ``pack`` (id or path), ``group``, ``answers`` (question id to a word, null or an object) and, where
    wanted, ``facts``; without ``facts`` every question applies. Returns ``overall``, ``categories``, ``sections`` and
    ``measures`` ready for JSON; percentages and scores are rounded to two decimals, half to even, and null for an empty
    set. Raises PackError, AssessmentError, AnswerError, FacilityError, InputError.
    """
    refuse_surplus("score", document, SCORE_KEYS)
    pack = packs.load(required_text("score", document, "pack")).pack
    group = required_text("score", document, "group")
    check_group(pack, group)
    answers = read_answers({"answers": document.get("answers")})
    for question_id, answer in answers.items():
        check_answer(pack, group, question_id, answer)
    facts = _facts(document.get("facts"))
    evaluation = evaluate(pack, group, answers, facts)
    return _scores(evaluation, score_measures(pack, group, answers, evaluation))


def results_document(state: AssessmentState) -> Document:
    """The results of an assessment, shaped as ``score_document`` and with what a closer look needs.

    Each score also has counts and, as exact fractions, its sums; ``dangers`` and ``critical_shortfalls`` list
    question ids.
    """
    scores = _scores(state.evaluation, state.measures)
    for name, score in _all_scores(state.evaluation):
        _entry(scores, name).update(_sums(score))
    scores["dangers"] = [question.id for question in state.dangers]
    scores["critical_shortfalls"] = [question.id for question in state.critical_shortfalls]
    return scores


def _facts(given: Any) -> Facts | None:
    return None if given is None else {key: fact.value for key, fact in read_facts(given).items()}


def check_group(pack: Pack, group: str) -> None:
    """Refuse a group the pack does not have or has no questions for; raises AssessmentError GROUP_UNKNOWN."""
    groups = [each.id for each in pack.groups if pack.questions_of(each.id)]
    if group not in groups:
        raise AssessmentError("GROUP_UNKNOWN", group=group, pack=pack.id, groups=", ".join(groups))


def rounded(value: Fraction | None) -> float | None:
    """A figure with two decimals, half to even; None stays None."""
    return None if value is None else float(round(value, 2))


# ------------------------------------------------------------------- writing


def _scores(evaluation: Evaluation, measures: Iterable[MeasureScore]) -> Document:
    return {
        "overall": _score(evaluation.overall),
        "categories": {name: _score(score) for name, score in evaluation.categories.items()},
        "sections": {name: _score(score) for name, score in evaluation.sections.items()},
        "measures": [measure_document(measure) for measure in measures],
    }


def _score(score: Score) -> Document:
    return {
        **{name: rounded(getattr(score, name)) for name in _PERCENTAGES},
        "level": None if score.level is None else score.level.value,
        "enough_information": score.enough_information,
        "applicable": score.applicable,
        "answered": score.answered,
        "provisional": score.provisional,
    }


def measure_document(measure: MeasureScore) -> Document:
    """A triggered measure ready for JSON, figures rounded to two decimals."""
    return {
        "id": measure.measure,
        "term": measure.term.value,
        "urgency": measure.urgency.value,
        "score": rounded(measure.score),
        "share_not_met": rounded(measure.share_not_met),
        "gain": rounded(measure.gain),
        "questions": list(measure.questions),
    }


def _all_scores(evaluation: Evaluation) -> Iterable[tuple[tuple[str, ...], Score]]:
    yield ("overall",), evaluation.overall
    for part, scores in (("categories", evaluation.categories), ("sections", evaluation.sections)):
        for name, score in scores.items():
            yield (part, name), score


def _entry(scores: Document, name: tuple[str, ...]) -> Document:
    entry = scores
    for part in name:
        entry = entry[part]
    return entry


def _sums(score: Score) -> Document:
    """Counts, and as exact fractions the sums every percentage is made of."""
    return {
        "unknown": score.unknown,
        "not_applicable_by_hand": score.by_hand,
        "evidence": score.evidence,
        "critical": score.critical,
        "critical_not_met": score.critical_not_met,
        "open_dangers": score.dangers,
        "weight": str(score.weight),
        "met": str(score.met),
        "credible": str(score.credible),
        "open_weight": str(score.open_weight),
        "not_applicable_by_hand_weight": str(score.by_hand_weight),
    }
