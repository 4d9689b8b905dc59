"""Which measures the answers call for, how urgent each is, what it would gain, and the programme (methodology 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from tmfcheck.domain.answers import Answers
from tmfcheck.domain.evaluation import Evaluation
from tmfcheck.domain.pack import Critical, Pack, Question, Term, Text
from tmfcheck.errors import MeasureError


class Urgency(StrEnum):
    """Why a measure comes first, most urgent first."""

    DANGER = "danger"
    CONDITION = "condition"
    MANAGEMENT = "management"
    OTHER = "other"


class Decision(StrEnum):
    """What the inspector decided on a proposed measure."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """A triggered measure: ``score`` sums w*k*(1-v) over its questions; share not met and gain in percent."""

    measure: str
    term: Term
    urgency: Urgency
    score: Fraction
    share_not_met: Fraction
    gain: Fraction
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureDecision:
    """What was decided on one measure of one assessment.

    ``term`` moves the measure to another time-frame and needs ``term_reason``; an own measure carries its ``own_title``
    and ``own_text`` and always a ``term``; ``cost`` is the inspector's estimate in plain words.
    """

    measure: str
    decision: Decision = Decision.PROPOSED
    reason: str = ""
    term: Term | None = None
    term_reason: str = ""
    owner: str = ""
    due_on: date | None = None
    cost: str = ""
    own_title: str = ""
    own_text: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the inspector added this measure to the catalogue's."""
        return bool(self.own_title)


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One line of the programme: the effective term, the score where answers call for it, and the decision."""

    measure: str
    term: Term
    score: MeasureScore | None
    decision: MeasureDecision
    suggested_due_on: date | None


_TERMS = list(Term)
_URGENCIES = list(Urgency)


def score_measures(pack: Pack, group: str, answers: Answers, evaluation: Evaluation) -> tuple[MeasureScore, ...]:
    """The measures the answers trigger, ordered by term, urgency, score (high first) and id.

    Only applicable questions of ``group`` count; unanswered and not applicable ones trigger nothing.
    Source: methodology 4 (own rule).
    """
    linked: dict[str, list[tuple[Question, tuple[str, ...]]]] = {}
    for question in pack.questions_of(group):
        if question.id in evaluation.applicable:
            for link in question.measures:
                linked.setdefault(link.id, []).append((question, link.when))
    scores = (_score_measure(pack, measure, links, answers, evaluation) for measure, links in linked.items())
    return tuple(sorted((score for score in scores if score is not None), key=order_key))


def order_key(score: MeasureScore) -> tuple[int, int, Fraction, str]:
    """The order of a list of measures: time-frame, urgency, score high first, id."""
    return (_TERMS.index(score.term), _URGENCIES.index(score.urgency), -score.score, score.measure)


def _score_measure(
    pack: Pack, measure: str, links: list[tuple[Question, tuple[str, ...]]], answers: Answers, evaluation: Evaluation
) -> MeasureScore | None:
    triggering = [question for question, when in links if _word(answers, question) in when]
    if not triggering:
        return None
    score = sum((_weight(pack, question) * _missing(pack, answers, question) for question in triggering), Fraction(0))
    possible = sum((_weight(pack, question) for question, _ in links), Fraction(0))
    missing = sum((question.weight * _missing(pack, answers, question) for question in triggering), Fraction(0))
    return MeasureScore(
        measure=measure,
        term=pack.measure_by_id[measure].term,
        urgency=_urgency(triggering, answers),
        score=score,
        share_not_met=100 * score / possible,
        gain=100 * missing / evaluation.overall.weight,
        questions=tuple(question.id for question in triggering),
    )


def _word(answers: Answers, question: Question) -> str | None:
    answer = answers.get(question.id)
    return None if answer is None else answer.value


def _missing(pack: Pack, answers: Answers, question: Question) -> Fraction:
    """1 - v of the given answer."""
    option = pack.answer_by_id[_word(answers, question) or "unknown"]
    return 1 - (option.value or Fraction(0))


def _weight(pack: Pack, question: Question) -> Fraction:
    """w * k: the weight times the factor of a critical question (methodology 3.6, own rule)."""
    match question.critical:
        case Critical.CONDITION:
            return question.weight * pack.figure("critical_condition_factor")
        case Critical.MANAGEMENT:
            return question.weight * pack.figure("critical_management_factor")
        case None:
            return question.weight


def _urgency(triggering: Iterable[Question], answers: Answers) -> Urgency:
    questions = list(triggering)
    if any(answers[question.id].danger for question in questions):
        return Urgency.DANGER
    kinds = {question.critical for question in questions}
    if Critical.CONDITION in kinds:
        return Urgency.CONDITION
    return Urgency.MANAGEMENT if Critical.MANAGEMENT in kinds else Urgency.OTHER


def msr_if_done(
    pack: Pack, answers: Answers, evaluation: Evaluation, measures: Iterable[MeasureScore]
) -> Fraction | None:
    """The overall MSR in percent if every triggering question of these measures became yes, each counted once."""
    overall = evaluation.overall
    if not overall.weight:
        return None
    repaired = {question for measure in measures for question in measure.questions}
    questions = (pack.question_by_id[question] for question in repaired)
    missing = sum((question.weight * _missing(pack, answers, question) for question in questions), Fraction(0))
    return 100 * (overall.met + missing) / overall.weight


def check_decision(pack: Pack, decision: MeasureDecision) -> None:
    """Refuse a decision without its reason or on a measure nobody knows.

    Raises MeasureError: MEASURE_UNKNOWN, REJECTION_NEEDS_REASON, MOVE_NEEDS_REASON or OWN_MEASURE_INCOMPLETE.
    """
    if not decision.is_own and decision.measure not in pack.measure_by_id:
        raise MeasureError("MEASURE_UNKNOWN", measure=decision.measure)
    if decision.is_own and decision.term is None:
        raise MeasureError("OWN_MEASURE_INCOMPLETE", measure=decision.measure)
    if decision.decision is Decision.REJECTED and not decision.reason.strip():
        raise MeasureError("REJECTION_NEEDS_REASON", measure=decision.measure)
    if decision.term is not None and not decision.is_own and not decision.term_reason.strip():
        raise MeasureError("MOVE_NEEDS_REASON", measure=decision.measure)


def programme(
    pack: Pack, scores: Iterable[MeasureScore], decisions: Mapping[str, MeasureDecision], *, country: str, from_on: date
) -> tuple[ProgrammeItem, ...]:
    """The programme: every triggered measure and every measure somebody decided on, in the order of the list.

    A measure that is no longer triggered stays with ``score`` None while a decision on it exists (methodology 4).
    """
    by_id = {score.measure: score for score in scores}
    items = []
    for name in dict.fromkeys([*by_id, *decisions]):
        decision = decisions.get(name) or MeasureDecision(name)
        term = _term_of(pack, decision)
        score = by_id.get(name)
        due = _danger_due(pack, score, term, from_on) or _suggested_due(pack, name, term, country, from_on)
        items.append(ProgrammeItem(name, term, score, decision, due))
    return tuple(sorted(items, key=_item_key))


def _term_of(pack: Pack, decision: MeasureDecision) -> Term:
    """Where the inspector moved the measure, else where the catalogue puts it; an own measure always has its own."""
    measure = pack.measure_by_id.get(decision.measure)
    return decision.term or (measure.term if measure else Term.SHORT)


def _danger_due(pack: Pack, score: MeasureScore | None, term: Term, from_on: date) -> date | None:
    """A short-term measure against an immediate danger is due at once, confirmed within a day (own rule)."""
    if score is None or score.urgency is not Urgency.DANGER or term is not Term.SHORT:
        return None
    return from_on + timedelta(days=ceil(pack.figure("danger_confirm_hours") / 24))


def _suggested_due(pack: Pack, name: str, term: Term, country: str, from_on: date) -> date | None:
    measure = pack.measure_by_id.get(name)
    if measure is not None and measure.before_season:
        return season_start(pack, country, from_on)
    return due_date(pack, term, from_on)


def _item_key(item: ProgrammeItem) -> tuple[int, int, Fraction, str]:
    if item.score is None:
        return (_TERMS.index(item.term), len(_URGENCIES), Fraction(0), item.measure)
    return (_TERMS.index(item.term), *order_key(item.score)[1:])


def measure_title(pack: Pack, item: ProgrammeItem) -> Text:
    """The title of a programme item: the catalogue's texts, or the inspector's own words in every language."""
    if item.decision.is_own:
        return dict.fromkeys(pack.languages, item.decision.own_title)
    return pack.measure_by_id[item.measure].title


def due_date(pack: Pack, term: Term, from_on: date) -> date | None:
    """The last day of a term counted from a day; None where the end date comes from the project (long-term)."""
    months = next(frame.months for frame in pack.time_frames if frame.id is term)
    if months is None:
        return None
    year, month = divmod(from_on.month - 1 + months, 12)
    return _day(from_on.year + year, month + 1, from_on.day)


def season_start(pack: Pack, country: str, from_on: date) -> date | None:
    """The day before a country's next flood or mudflow season, from the pack's own dates; None where it has none."""
    table = pack.tables.get("flood_season")
    rows = {row["country"]: row for row in table.rows} if table else {}
    row = rows.get(country) or rows.get("default")
    if row is None:
        return None
    starts = (_day(from_on.year + ahead, row["from_month"], row["from_day"]) for ahead in (0, 1))
    return next(start for start in starts if start > from_on) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    """This day of the month, or the month's last where it has fewer."""
    next_month = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), next_month - timedelta(days=1))
