"""Results of an assessment as plain values that become JSON: what is shown, kept at closing, and compared later."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Evaluation, Score
from tmfcheck.domain.facility_risk import score_facility
from tmfcheck.domain.hazard_index import Indices
from tmfcheck.domain.measures import MeasureScore

Document = dict[str, Any]

_PERCENTAGES = (
    "msr_percent",
    "msr_low_percent",
    "msr_high_percent",
    "msr_strict_percent",
    "credibility_percent",
    "evidence_percent",
)


_INDICES = ("thi_basic", "thi", "thi_low", "thi_high", "tei", "tri", "tri_low", "tri_high", "travel_time_hours")


def results_document(state: AssessmentState) -> Document:
    """The results of an assessment, shaped as ``score_document`` and with what a closer look needs.

    Each score also has counts and, as exact fractions, its sums; ``dangers`` and ``critical_shortfalls`` list
    question ids.
    """
    scores = scores_document(state.evaluation, state.measures)
    for name, score in _all_scores(state.evaluation):
        _entry(scores, name).update(_sums(score))
    scores["dangers"] = [question.id for question in state.dangers]
    scores["critical_shortfalls"] = [question.id for question in state.critical_shortfalls]
    return scores


def complete_results(state: AssessmentState) -> Document:
    """Everything the rulebook derives from an assessment: ``results_document`` with the indices and the programme.

    ``indices`` are those of the facility in the year of the closing (of the start, while it is open), to three
    decimals; None where the pack has no tables for them. ``programme`` lists measure, time-frame and suggested day.
    """
    programme = [
        {
            "measure": item.measure,
            "term": item.term.value,
            "suggested_due_on": None if item.suggested_due_on is None else item.suggested_due_on.isoformat(),
        }
        for item in state.programme
    ]
    return {**results_document(state), "indices": _indices_at_closing(state), "programme": programme}


def _indices_at_closing(state: AssessmentState) -> Document | None:
    if "thi_volume" not in state.pack.tables:
        return None
    year = (state.assessment.closed_at or state.assessment.started_at).year
    scored = score_facility(state.pack, state.facility, year).indices
    return {
        **{name: _three_decimals(getattr(scored, name)) for name in _INDICES},
        "terms": {each.id: _term_value(scored, each.id, each.value) for each in (*scored.terms, *scored.exposure)},
        "assumed": list(scored.assumed),
        "transboundary": scored.transboundary,
        "gistm_class": scored.gistm_class,
    }


def _term_value(scored: Indices, term_id: str, value: float) -> float | None:
    return _three_decimals(value) if scored.has_volume or term_id != "cap" else None


def _three_decimals(value: float | None) -> float | None:
    """Figures are kept so coarsely that every machine computes the same; None too for what is beyond all numbers."""
    return None if value is None or not math.isfinite(value) else round(value, 3)


def rounded(value: Fraction | None) -> float | None:
    """A figure with two decimals, half to even; None stays None."""
    return None if value is None else float(round(value, 2))


def scores_document(evaluation: Evaluation, measures: Iterable[MeasureScore]) -> Document:
    """Every score and every triggered measure, figures rounded to two decimals."""
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
