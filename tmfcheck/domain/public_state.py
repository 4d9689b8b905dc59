"""An assessment without anything that names or pictures a person, for the public report."""

from __future__ import annotations

from dataclasses import replace

from tmfcheck.domain.answers import RecordedAnswer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import NO_EVIDENCE
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.open_points import OpenPoint, Subject

PERSONAL_FACTS = frozenset({"contact"})


def without_people(state: AssessmentState) -> AssessmentState:
    """The same assessment without names, texts typed by hand, photos, plans and papers; every figure stays what it was.

    Texts typed by hand go whole, because nobody can tell by rule which of them names somebody. What says which facility
    it is stays: its name, operator, owner, place, and what it holds.
    """
    assessment = replace(
        state.assessment,
        started_by="",
        closed_by="" if state.assessment.is_closed else None,
        revision_reason="",
    )
    return replace(
        state,
        assessment=assessment,
        facility=_facility(state.facility),
        answers={question: _answer(recorded) for question, recorded in state.answers.items()},
        decisions={measure: _decision(decision) for measure, decision in state.decisions.items()},
        moves=(),
        evidence=NO_EVIDENCE,
        check_kept=None if state.check_kept is None else tuple(map(_point, state.check_kept)),
    )


def _facility(facility: Facility) -> Facility:
    facts = {name: fact for name, fact in facility.facts.items() if name not in PERSONAL_FACTS}
    dams = tuple(
        replace(dam, name=str(number), safety_method="", load_case="") for number, dam in enumerate(facility.dams, 1)
    )
    return replace(facility, facts=facts, notes="", dams=dams, papers=())


def _point(point: OpenPoint) -> OpenPoint:
    """A finding counts as before; its subjects may be titles of papers and captions."""
    return replace(point, subjects=tuple(Subject(each.place, "–") for each in point.subjects))


def _answer(recorded: RecordedAnswer) -> RecordedAnswer:
    return replace(recorded, by="", answer=replace(recorded.answer, comment="", document=""))


def _decision(decision: MeasureDecision) -> MeasureDecision:
    return replace(
        decision, reason="", term_reason="", owner="", cost="", own_text="", own_title="–" if decision.is_own else ""
    )
