"""What a correction changed: named by what it is about, whatever ids its version has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import get_type_hints

import pytest

from tests.domain.leaf_mutations import mutations
from tests.domain.test_content_document import EVIDENCE, FACILITY, PHOTO, PLAN, RECORDED, STATE
from tests.packs_for_tests import START
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.content_document import content_fingerprint
from tmfcheck.domain.evidence import Citation, Document, Pin, Visit
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.facility_parts import Dam
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.open_points import Place, Subject
from tmfcheck.domain.results import complete_results
from tmfcheck.domain.revision_changes import RevisionChanges, revision_changes


def copied(state: AssessmentState) -> AssessmentState:
    """The same under ids of its own, as a correction begins."""
    ids = {"e1": "n1", "e2": "n2", "d1": "m1"}
    items = tuple(
        replace(each, id=ids[each.id], assessment_id="a9", pin=each.pin and replace(each.pin, plan_id="n2"))
        for each in state.evidence.items
    )
    documents = tuple(replace(each, id=ids[each.id], assessment_id="a9") for each in state.evidence.documents)
    citations = tuple(replace(each, document_id="m1") for each in state.evidence.citations)
    evidence = replace(state.evidence, items=items, documents=documents, citations=citations, explanations={})
    heading = replace(state.assessment, id="a9", closed_by=None, closed_at=None)
    return replace(state, assessment=heading, evidence=evidence, check_kept=None)


COPY = copied(STATE)


def changed(**parts: object) -> RevisionChanges:
    return revision_changes(STATE, replace(COPY, **parts))  # type: ignore[arg-type]


def with_evidence(**parts: object) -> RevisionChanges:
    return changed(evidence=replace(COPY.evidence, **parts))  # type: ignore[arg-type]


def test_a_correction_that_has_just_begun_changed_nothing():
    assert changed().is_nothing
    later = {name: replace(each, answered_at=START + timedelta(days=9), by="X") for name, each in COPY.answers.items()}
    again = changed(answers=later)
    assert (again.answers, again.answered_again) == ((), tuple(COPY.answers)), "the answer is the same, given anew"


def test_answers_are_listed_in_walking_order():
    answers = {"A2.02": RECORDED, **COPY.answers, "A1.01": RecordedAnswer(Answer("yes"), START, "I")}
    found = changed(answers=answers).answers
    assert [(each.name, each.before, each.after) for each in found] == [
        ("A1.01", RECORDED.answer, Answer("yes")),
        ("A2.02", None, RECORDED.answer),
    ]


def test_measures_and_facts_before_and_after():
    rejected = MeasureDecision("M-DAM-01", Decision.REJECTED, reason="No")
    (measure,) = changed(decisions={**COPY.decisions, "M-DAM-01": rejected}).measures
    assert (measure.name, measure.after) == ("M-DAM-01", rejected)
    facts = {**FACILITY.facts, "volume_m3": FactValue(3_000_000)}
    del facts["has_pond"]
    found = changed(facility=replace(FACILITY, facts=facts, notes="New", dams=()))
    assert [(each.name, each.after) for each in found.facts] == [
        ("has_pond", None),
        ("volume_m3", FactValue(3_000_000)),
    ]
    assert [(each.name, each.before, each.after) for each in found.facility] == [("notes", "", "New")]
    assert [(each.name, each.after) for each in found.dams] == [("Main", None)]


def test_evidence_that_went():
    gone = with_evidence(items=()).evidence
    assert [(each.name, each.after) for each in gone] == [("Crest", None), ("Crest", None)]
    (crack,) = with_evidence(items=COPY.evidence.items[:1]).evidence
    assert (crack.before, crack.after) == (PHOTO_WITHOUT_IDS, None)


def test_evidence_that_came_or_changed():
    plan, crack = COPY.evidence.items
    other = replace(PHOTO, id="n3", sha256="9" * 64, caption="Beach", pin=None)
    (came,) = with_evidence(items=(plan, crack, other)).evidence
    assert (came.name, came.before) == ("Beach", None)
    (moved,) = with_evidence(items=(plan, replace(crack, pin=Pin(plan_id="n2", x=0.1, y=0.1)))).evidence
    assert moved.before is not None
    assert moved.after is not None
    assert moved.after.pin != moved.before.pin
    (renamed,) = with_evidence(items=(replace(plan, caption="Sketch"), crack)).evidence
    assert (renamed.name, renamed.before is not None) == ("Sketch", True)
    assert with_evidence(items=(crack, plan)).is_nothing, "the order of evidence is no change"
    (twice,) = with_evidence(items=(plan, crack, replace(crack, id="n4"))).evidence
    assert (twice.before, twice.after) == (None, PHOTO_WITHOUT_IDS)


PHOTO_WITHOUT_IDS = replace(PHOTO, id="", assessment_id="", position=0, pin=replace(PHOTO.pin, plan_id=PLAN.sha256))


def test_documents_citations_and_visit():
    (permit,) = COPY.evidence.documents
    (prolonged,) = with_evidence(documents=(replace(permit, valid_to=None),)).documents
    assert (prolonged.name, prolonged.after.valid_to) == ("Permit", None)
    (added,) = with_evidence(documents=(permit, Document("m2", "a9", "Plan"))).documents
    assert (added.name, added.before) == ("Plan", None)
    (cited,) = with_evidence(citations=(Citation("A2.01", "m1", "13"),)).citations
    assert (cited.name, cited.before, cited.after) == ("A2.01", "Permit (12-14)", "Permit (13)")
    visit = with_evidence(visit=Visit(EVIDENCE.visit.people, weather="rain")).visit
    assert [(each.name, each.before, each.after) for each in visit] == [
        ("started_at", EVIDENCE.visit.started_at, None),
        ("ended_at", EVIDENCE.visit.ended_at, None),
        ("weather", "snow", "rain"),
    ]


@pytest.mark.parametrize("name", [each.name for each in fields(Visit)])
def test_every_field_of_the_visit_is_named(name):
    (value, *_) = [each for _, each in mutations(getattr(FULL.evidence.visit, name), get_type_hints(Visit)[name])]
    evidence = replace(FULL.evidence, visit=replace(FULL.evidence.visit, **{name: value}))
    (change,) = revision_changes(FULL, replace(FULL, evidence=evidence)).visit
    assert (change.name, change.after) == (name, value)


# ------------------------------------------------- nothing changes unlisted

FULL = replace(
    STATE,
    facility=replace(
        FACILITY,
        notes="Old",
        dams=(replace(FACILITY.dams[0], safety_method="Bishop", start_year=1971), Dam("East")),
        papers=(replace(FACILITY.papers[0], number="7", issuer="Agency", issued_on=date(2020, 1, 1)),),
    ),
    evidence=replace(
        STATE.evidence,
        visit=replace(STATE.evidence.visit, route="Crest", instruments="Level", refusals="Archive"),
        explanations={
            "UNANSWERED": replace(
                STATE.evidence.explanations["UNANSWERED"], covers=(Subject(Place.QUESTION, "A1.03", "x"),)
            )
        },
    ),
)
TOLD_ANYWAY = (
    "assessment.id",
    "assessment.started_by",
    "assessment.started_at",
    "assessment.closed_by",
    "assessment.closed_at",
    "assessment.revision",
    "assessment.revises",
    "assessment.revision_reason",
    "previous_fingerprint",
)
"""Each version has its own; the chapter names them in its first lines, or page one does."""
OF_THE_VERSION = re.compile(r"evidence\.(items|documents)\.\d+\.(id|assessment_id)$")
"""Names of the version's own; what bears them is compared by its content."""
NO_CONTENT = {"pack", "results_kept", "assessment.question", "assessment.fingerprint", "assessment.facility_id"}


def mutated_states() -> Iterator[tuple[str, AssessmentState]]:
    hints = get_type_hints(AssessmentState)
    for each in fields(FULL):
        if each.name not in NO_CONTENT:
            for path, value in mutations(getattr(FULL, each.name), hints[each.name], each.name):
                yield path, replace(FULL, **{each.name: value})


MUTATED = dict(mutated_states())


def test_nothing_the_fingerprint_rests_on_changes_without_being_listed():
    assert len(MUTATED) > 150
    assert revision_changes(FULL, FULL).is_nothing
    base, unlisted = content_fingerprint(FULL), []
    for path, state in MUTATED.items():
        if path in NO_CONTENT or path in TOLD_ANYWAY or OF_THE_VERSION.match(path):
            continue
        try:
            is_content = content_fingerprint(state) != base
        except (KeyError, ValueError):
            continue  # no program could make it: an answer word of no pack
        if is_content and revision_changes(FULL, state) == RevisionChanges():
            unlisted.append(path)
    assert unlisted == []


def test_every_result_that_differs_is_listed():
    results = complete_results(FULL)
    kept = replace(FULL, results_kept=results)
    for name, value in results.items():
        other = replace(FULL, results_kept={**results, name: [value, "other"]})
        assert revision_changes(kept, other).results == (name,)
    assert revision_changes(replace(FULL, results_kept={}), kept).results == (), "an early version kept less"
