"""What is missing, contradictory or strange before an assessment is closed, for the assessor's check list.

An error has to be mended or explained before closing: the report would be incomplete or contradict itself. A warning
may stay and is counted in the report; a hint only helps. Sources: methodology 3.4 to 4; weights and limits are own
rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from tmfcheck.domain.answers import BLANK, NOT_APPLICABLE, UNKNOWN, Answer
from tmfcheck.domain.applicability import parts_of
from tmfcheck.domain.assessment import AssessmentState, Role
from tmfcheck.domain.evaluation import SHORTFALL
from tmfcheck.domain.evidence import Evidence, EvidenceKind, SeenAs
from tmfcheck.domain.facility_doubts import doubts
from tmfcheck.domain.facility_risk import fact_of_input, score_facility
from tmfcheck.domain.geography import distance_km
from tmfcheck.domain.hazard_index import Indices
from tmfcheck.domain.measures import Decision
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.domain.pack import Question
from tmfcheck.domain.plain_values import moment_text

WITHHELD = frozenset({"document_not_shown", "refused"})
"""Reasons that are the operator's obstacles, not the inspector's: at the end of a visit they make a no."""
POSITIVE = frozenset({"yes", "mostly_yes"})
CLOCK_TOLERANCE = timedelta(minutes=1)
"""A clock set back by less was only put right by itself (own rule)."""


@dataclass(frozen=True, slots=True)
class ClockStep:
    """A change was stored at ``after`` although an earlier one bears the later time ``before``."""

    before: datetime
    after: datetime


@dataclass(frozen=True)
class Checked:
    """An assessment with what the check needs beside it: the present moment in the assessor's own time zone."""

    state: AssessmentState
    now: datetime
    clock_steps: tuple[ClockStep, ...] = ()

    @cached_property
    def shown_for(self) -> frozenset[str]:
        """The questions somebody can show something for: evidence or a cited document."""
        evidence = self.state.evidence
        shown = (each.question_id for each in evidence.items if each.question_id is not None)
        return frozenset((*shown, *(each.question_id for each in evidence.citations)))

    @cached_property
    def acted_on(self) -> frozenset[str]:
        """The questions some accepted measure remedies."""
        accepted = (item.score for item in self.state.programme if item.decision.decision is Decision.ACCEPTED)
        return frozenset(question for score in accepted if score is not None for question in score.questions)

    @cached_property
    def indices(self) -> Indices | None:
        """The facility's indices; None where the pack has no tables for them."""
        if "thi_volume" not in self.state.pack.tables:
            return None
        return score_facility(self.state.pack, self.state.facility, self.now.year).indices

    def answer(self, question: Question) -> Answer:
        """What was given to a question, blank where nothing was."""
        return self.state.given.get(question.id, BLANK)


Rule = Callable[[Checked], Iterable[Subject]]


def open_points(state: AssessmentState, now: datetime, clock_steps: Sequence[ClockStep] = ()) -> tuple[OpenPoint, ...]:
    """Everything worth a look before closing, errors first; of a closed assessment what stood when it was closed."""
    if state.assessment.is_closed:
        return state.check_kept or ()
    checked = Checked(state, now, tuple(clock_steps))
    points = (OpenPoint(kind, severity, tuple(rule(checked))) for kind, (severity, rule) in _RULES.items())
    return tuple(point for point in points if point.subjects)


def unexplained(state: AssessmentState, points: Iterable[OpenPoint]) -> tuple[OpenPoint, ...]:
    """The errors nobody has explained yet, each with the places that are meant: while there is one, nothing is closed.

    An error that was explained stands here again with every place that came later.
    """
    errors = (each for each in points if each.severity is Severity.ERROR)
    asking = (replace(each, subjects=not_covered(state, each)) for each in errors)
    return tuple(each for each in asking if each.subjects)


def not_covered(state: AssessmentState, point: OpenPoint) -> tuple[Subject, ...]:
    """The places of a point that no explanation speaks of."""
    explanation = state.evidence.explanations.get(point.code)
    covered = frozenset() if explanation is None else frozenset(explanation.covers)
    return tuple(each for each in point.subjects if each not in covered)


# ------------------------------------------------------------------- answers


def _questions(test: Callable[[Checked, Question, Answer], bool]) -> Rule:
    """The rule that looks at each asked question by itself."""

    def rule(checked: Checked) -> Iterator[Subject]:
        for question in checked.state.questions:
            if test(checked, question, checked.answer(question)):
                yield Subject(Place.QUESTION, question.id)

    return rule


def _is_withheld(_: Checked, __: Question, answer: Answer) -> bool:
    return answer.value == UNKNOWN and answer.reason in WITHHELD


def _lacks_reason(_: Checked, __: Question, answer: Answer) -> bool:
    return answer.value in (UNKNOWN, NOT_APPLICABLE) and answer.reason is None


def _rests_on_nothing(checked: Checked, question: Question, answer: Answer) -> bool:
    says_nothing = answer.basis in (None, "none") and not answer.document.strip()
    return answer.value in POSITIVE and says_nothing and question.id not in checked.shown_for


def _is_bare_shortfall(checked: Checked, question: Question, answer: Answer) -> bool:
    return answer.value in SHORTFALL and not answer.comment.strip() and question.id not in checked.shown_for


def _critical_without_measure(checked: Checked) -> Iterator[Subject]:
    for question in checked.state.critical_shortfalls:
        if checked.answer(question).value is not None and question.id not in checked.acted_on:
            yield Subject(Place.QUESTION, question.id)


def _contradictions(checked: Checked) -> Iterator[Subject]:
    """The pairs of the pack's table that do not go together."""
    table = checked.state.pack.tables.get("contradictions")
    asked = checked.state.evaluation.applicable
    for row in table.rows if table else ():
        if row["met"] in asked and _word(checked, row["met"]) in POSITIVE:
            if "not_met" in row and row["not_met"] in asked and _word(checked, row["not_met"]) == "no":
                yield Subject(Place.QUESTION, row["met"], row["not_met"])
            elif "fact" in row and _is_at_most(checked.state.facility.fact(row["fact"]), row["at_most"]):
                yield Subject(Place.QUESTION, row["met"], row["fact"])


def _word(checked: Checked, question_id: str) -> str | None:
    return checked.state.given.get(question_id, BLANK).value


def _is_at_most(value: object, limit: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value <= limit


def _doubted_not_applicable(checked: Checked) -> Iterator[Subject]:
    """Not applicable by hand, although the facility's known facts meet the question's own condition."""
    facts = checked.state.facility.facts
    for question in checked.state.questions:
        parts = list(parts_of(question.applies_if))
        by_facts = [part.fact for part in parts if part.fact is not None and part.fact in facts]
        if checked.answer(question).value == NOT_APPLICABLE and parts and len(by_facts) == len(parts):
            yield Subject(Place.QUESTION, question.id, by_facts[0])


# ------------------------------------------------------------ papers, measures, facts


def _cites_not_shown(checked: Checked) -> Iterator[Subject]:
    """Met requirements that rest on a document which the register says was not shown."""
    evidence = checked.state.evidence
    hidden = {each.id: each.title for each in evidence.documents if each.seen_as is SeenAs.NOT_SHOWN}
    for citation in evidence.citations:
        if citation.document_id in hidden and _word(checked, citation.question_id) in POSITIVE:
            yield Subject(Place.QUESTION, citation.question_id, hidden[citation.document_id])


def _expired(checked: Checked) -> Iterator[Subject]:
    day = checked.now.date()
    registered = checked.state.evidence.documents
    for document in registered:
        if document.is_expired(day):
            yield Subject(Place.DOCUMENT, document.id, document.title)
    taken_over = {(document.title, document.number) for document in registered}
    for paper in checked.state.facility.papers:
        if paper.is_expired(day) and (paper.title, paper.number) not in taken_over:
            yield Subject(Place.PAPER, paper.title)


def _incomplete_measures(checked: Checked) -> Iterator[Subject]:
    for item in checked.state.programme:
        is_complete = bool(item.decision.owner.strip()) and item.decision.due_on is not None
        if item.decision.decision is Decision.ACCEPTED and not is_complete:
            yield Subject(Place.MEASURE, item.measure)


def _undecided_measures(checked: Checked) -> Iterator[Subject]:
    for item in checked.state.programme:
        if item.decision.decision is Decision.PROPOSED:
            yield Subject(Place.MEASURE, item.measure)


def _missing_volume(checked: Checked) -> Iterator[Subject]:
    if checked.indices is not None and not checked.indices.has_volume:
        yield Subject(Place.FACT, "volume_m3")


def _assumed_facts(checked: Checked) -> Iterator[Subject]:
    scored = checked.indices
    names = () if scored is None else scored.assumed
    return (Subject(Place.FACT, fact_of_input(name)) for name in names if name != "volume_m3")


def _doubtful_facts(checked: Checked) -> Iterator[Subject]:
    for doubt in doubts(checked.state.facility, checked.now.year):
        yield Subject(Place.FACT, doubt.facts[0], doubt.code)


# ------------------------------------------------------------ photos, visit, clock


def _photos(checked: Checked) -> Iterator[Evidence]:
    return (each for each in checked.state.evidence.items if each.kind is EvidenceKind.PHOTO)


def _photos_of_other_days(checked: Checked) -> Iterator[Subject]:
    """Photos not taken on a day of the visit; without a record of its times, of the assessment."""
    span = _days_of_visit(checked)
    for photo in _photos(checked):
        if span is not None and photo.taken_at is not None:
            taken_on = _day(photo.taken_at, checked.now)
            if not span[0] <= taken_on <= span[1]:
                yield Subject(Place.EVIDENCE, photo.id, taken_on.isoformat())


def _days_of_visit(checked: Checked) -> tuple[date, date] | None:
    visit, heading = checked.state.evidence.visit, checked.state.assessment
    if visit.started_at is not None:
        return _day(visit.started_at, checked.now), _day(visit.ended_at or visit.started_at, checked.now)
    # A correction is begun long after the visit.
    return (_day(heading.started_at, checked.now), checked.now.date()) if heading.revision == 1 else None


def _day(moment: datetime, now: datetime) -> date:
    """The day in the assessor's time zone; a camera's time without a zone is taken as it stands."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(now.tzinfo).date()


def _far_photos(checked: Checked) -> Iterator[Subject]:
    facility, limit = checked.state.facility, checked.state.pack.figures.get("photo_far_km")
    latitude, longitude = facility.fact("latitude"), facility.fact("longitude")
    if limit is None or not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return
    for photo in _photos(checked):
        if photo.latitude is not None and photo.longitude is not None:
            away = distance_km((longitude, latitude), (photo.longitude, photo.latitude))
            if away > limit.value:
                yield Subject(Place.EVIDENCE, photo.id, f"{away:.1f}")


def _clock_changes(checked: Checked) -> Iterator[Subject]:
    for step in checked.clock_steps:
        if step.before - step.after > CLOCK_TOLERANCE:
            yield Subject(Place.HISTORY, moment_text(step.before), moment_text(step.after))


def _missing_visit(checked: Checked) -> Iterator[Subject]:
    """An inspector's act begins with the visit; an operator assesses the own facility without one."""
    if checked.state.assessment.role is Role.INSPECTOR and checked.state.evidence.visit.is_blank:
        yield Subject(Place.VISIT, "visit")


def _unassigned(checked: Checked) -> Iterator[Subject]:
    return (Subject(Place.EVIDENCE, each.id) for each in checked.state.evidence.unassigned)


_ERROR, _WARNING, _HINT = Severity.ERROR, Severity.WARNING, Severity.HINT

_RULES: Mapping[PointKind, tuple[Severity, Rule]] = {
    PointKind.DANGER_WITHOUT_MEASURE: (_ERROR, _questions(lambda c, q, a: a.danger and q.id not in c.acted_on)),
    PointKind.UNANSWERED: (_ERROR, _questions(lambda _c, _q, a: a.value is None)),
    PointKind.DOCUMENT_WITHHELD: (_ERROR, _questions(_is_withheld)),
    PointKind.WITHOUT_REASON: (_ERROR, _questions(_lacks_reason)),
    PointKind.CONTRADICTION: (_ERROR, _contradictions),
    PointKind.CRITICAL_ON_NOTHING: (
        _ERROR,
        _questions(lambda c, q, a: q.critical is not None and _rests_on_nothing(c, q, a)),
    ),
    PointKind.CRITICAL_WITHOUT_MEASURE: (_ERROR, _critical_without_measure),
    PointKind.DANGER_OPEN: (_WARNING, _questions(lambda _c, _q, a: a.danger)),
    PointKind.NEGATIVE_WITHOUT_COMMENT: (_WARNING, _questions(_is_bare_shortfall)),
    PointKind.YES_ON_NOTHING: (
        _WARNING,
        _questions(lambda c, q, a: q.critical is None and _rests_on_nothing(c, q, a)),
    ),
    PointKind.NOT_APPLICABLE_DOUBTED: (_WARNING, _doubted_not_applicable),
    PointKind.CITES_NOT_SHOWN: (_WARNING, _cites_not_shown),
    PointKind.DOCUMENT_EXPIRED: (_WARNING, _expired),
    PointKind.MEASURE_INCOMPLETE: (_WARNING, _incomplete_measures),
    PointKind.NO_INDEX: (_WARNING, _missing_volume),
    PointKind.PHOTO_OTHER_DAY: (_WARNING, _photos_of_other_days),
    PointKind.PHOTO_FAR: (_WARNING, _far_photos),
    PointKind.CLOCK_CHANGED: (_WARNING, _clock_changes),
    PointKind.VISIT_MISSING: (_WARNING, _missing_visit),
    PointKind.WITHOUT_BASIS: (_HINT, _questions(lambda _c, _q, a: a.value in SHORTFALL and a.basis is None)),
    PointKind.MEASURE_UNDECIDED: (_HINT, _undecided_measures),
    PointKind.FACTS_ASSUMED: (_HINT, _assumed_facts),
    PointKind.FACTS_DOUBTFUL: (_HINT, _doubtful_facts),
    PointKind.EVIDENCE_UNASSIGNED: (_HINT, _unassigned),
}
