"""Decisions on measures: accept, reject, move, give an owner and a date, or add an own measure."""

from __future__ import annotations

from dataclasses import replace

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import MeasureDecision, check_decision
from tmfcheck.domain.pack import Term
from tmfcheck.errors import InputError, MeasureError
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import MAX_NAME_LENGTH, check_texts, checked_person

OWN_PREFIX = "OWN-"


def decide(desk: Desk, state: AssessmentState, decision: MeasureDecision, by: str | None = None) -> AssessmentState:
    """Store what was decided on one measure, in place of what was decided before.

    Raises MeasureError, AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError; the stored decision is then
    unchanged.
    """
    check_open(state)
    check_decision(state.pack, decision)
    stored = state.decisions.get(decision.measure)
    if decision.is_own != (stored is not None and stored.is_own):
        raise MeasureError("MEASURE_UNKNOWN", measure=decision.measure)
    return _store(desk, state, decision, by)


def add_own_measure(
    desk: Desk, state: AssessmentState, title: str, text: str, term: Term | None, *, by: str | None = None
) -> AssessmentState:
    """Add a measure the catalogue does not have; it is named OWN-01, OWN-02 and so on.

    Raises MeasureError OWN_MEASURE_INCOMPLETE, AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError.
    """
    check_open(state)
    heading = title.strip()
    if not heading or term is None:
        raise MeasureError("OWN_MEASURE_INCOMPLETE")
    if len(heading) > MAX_NAME_LENGTH:
        raise InputError("TEXT_TOO_LONG", name="title", limit=MAX_NAME_LENGTH)
    numbers = [int(name.removeprefix(OWN_PREFIX)) for name, made in state.decisions.items() if made.is_own]
    name = f"{OWN_PREFIX}{max(numbers, default=0) + 1:02d}"
    return _store(desk, state, MeasureDecision(name, term=term, own_title=heading, own_text=text), by)


def _store(desk: Desk, state: AssessmentState, decision: MeasureDecision, by: str | None) -> AssessmentState:
    person = checked_person(by if by is not None else state.assessment.started_by)
    check_texts(
        reason=decision.reason,
        term_reason=decision.term_reason,
        owner=decision.owner,
        cost=decision.cost,
        title=decision.own_title,
        text=decision.own_text,
    )
    desk.archive.put_decision(state.assessment.id, decision, by=person, at=desk.clock())
    return replace(state, decisions={**state.decisions, decision.measure: decision})
