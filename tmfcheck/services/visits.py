"""The record of the visit: who was there, when, in which weather, on which route, what could not be entered."""

from __future__ import annotations

from dataclasses import replace

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Visit
from tmfcheck.domain.evidence_checks import check_visit
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import check_texts, checked_person


def write_visit(desk: Desk, state: AssessmentState, visit: Visit, by: str | None = None) -> AssessmentState:
    """Store the record of the visit in place of what it was.

    Raises EvidenceError (PERSON_NAMELESS, TOO_MANY_PEOPLE, VISIT_TIMES_WRONG), AssessmentError ASSESSMENT_CLOSED,
    InputError, ArchiveError; what was stored is then unchanged.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    check_visit(visit)
    check_texts(
        people="".join(each.name + each.function + each.organisation for each in visit.people),
        weather=visit.weather,
        route=visit.route,
        instruments=visit.instruments,
        refusals=visit.refusals,
    )
    if visit == state.evidence.visit:
        return state
    desk.archive.documents.write_visit(state.assessment.id, visit, by=person, at=desk.clock())
    return replace(state, evidence=replace(state.evidence, visit=visit))
