"""The end of an assessment: checked, explained, closed under one fingerprint, corrected beside it, verified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import tmfcheck.domain.content_document as content_module
from tests.closing_for_tests import close_as_it_is, make_closed_by_version_1, tampered_with
from tests.packs_for_tests import given
from tests.pictures_for_tests import photo
from tests.services.desks_for_tests import desk_on, started
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.content_document import content_document, content_fingerprint, state_from_document
from tmfcheck.domain.evidence import Annotation, AnnotationKind, Document, EvidenceKind, Pin, Visit
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.open_points import PointKind, Severity
from tmfcheck.errors import AssessmentError, InputError
from tmfcheck.i18n import Texts
from tmfcheck.point_words import nothing_open_words
from tmfcheck.services import answering, assessing, closing, documents, evidence, facilities, programme, visits

ALL_YES = {name: Answer("yes", "measured") for name in ("A1.01", "A1.02", "A1.03", "A1.04", "A2.01", "A2.02")}


def kinds(desk, state: AssessmentState) -> list[PointKind]:
    return [point.kind for point in closing.check(desk, state)]


@pytest.fixture
def full(desk, state):
    """A complete assessment with evidence of every kind."""
    state = answering.answer_many(
        desk, state, ALL_YES | {"A1.02": Answer("no", "seen_on_site", comment="Crack, 20 m", danger=False)}
    )
    decision = MeasureDecision("M-DAM-02", Decision.ACCEPTED, owner="Operator", due_on=date(2027, 1, 1))
    state = programme.decide(desk, state, decision)
    state = evidence.attach(desk, state, evidence.prepare_bytes(photo(1), "plan.jpg"), kind=EvidenceKind.PLAN)
    state = evidence.attach(desk, state, evidence.prepare_bytes(photo(90), "crack.jpg"), "A1.02", caption="Crack")
    plan, crack = state.evidence.items
    arrow = Annotation(AnnotationKind.ARROW, ((0.1, 0.2), (0.3, 0.4)))
    pinned = replace(crack, annotations=(arrow,), pin=Pin(plan_id=plan.id, x=0.5, y=0.25))
    state = evidence.change(desk, state, pinned)
    state = documents.add_document(desk, state, Document("", state.assessment.id, "Permit", valid_to=date(2030, 1, 1)))
    state = documents.cite(desk, state, "A2.01", state.evidence.documents[0].id, "12")
    return visits.write_visit(desk, state, Visit(weather="snow", started_at=desk.clock()))


# ------------------------------------------------------------------- checking


def test_closing_is_refused_while_errors_stand_and_names_them(desk, state):
    state = answering.answer_many(desk, state, given(A1_01="yes", A1_02="unknown"))
    with pytest.raises(AssessmentError) as caught:
        closing.close(desk, state.assessment.id)
    assert caught.value.code == "CHECK_NOT_CLEAN"
    assert caught.value.data["codes"] == "UNANSWERED, WITHOUT_REASON, CRITICAL_ON_NOTHING"
    assert len(caught.value.data["points"]) == 3
    assert assessing.load_state(desk, state.assessment.id) == state


def test_an_error_is_mended_or_explained_and_warnings_may_stay(desk, state):
    state = answering.answer_many(desk, state, {**ALL_YES, "A1.03": Answer("unknown"), "A1.02": Answer("yes")})
    state = closing.explain(desk, state, "without_reason", "  No boat was there ", by="Head")
    (kept,) = assessing.load_state(desk, state.assessment.id).evidence.explanations.values()
    assert (kept.code, kept.text, kept.by) == ("WITHOUT_REASON", "No boat was there", "Head")
    closed = closing.close(desk, state.assessment.id)
    assert [point.kind for point in closed.check_kept] == [
        PointKind.WITHOUT_REASON,
        PointKind.YES_ON_NOTHING,
        PointKind.VISIT_MISSING,
    ]
    assert closing.check(desk, closed) == closed.check_kept


def test_an_explanation_can_be_taken_back_and_is_dropped_when_its_error_was_mended(desk, state):
    state = answering.answer_many(desk, state, {**ALL_YES, "A1.03": Answer("unknown")})
    state = closing.explain(desk, state, "WITHOUT_REASON", "No boat")
    taken = closing.explain(desk, state, "WITHOUT_REASON", " ")
    assert taken.evidence.explanations == {}
    with pytest.raises(AssessmentError, match="CHECK_NOT_CLEAN"):
        closing.close(desk, state.assessment.id)
    state = closing.explain(desk, taken, "WITHOUT_REASON", "No boat")
    answering.answer_question(desk, state, "A1.03", Answer("yes", "measured"))
    closed = closing.close(desk, state.assessment.id)
    assert closed.evidence.explanations == {}
    assert assessing.load_state(desk, state.assessment.id) == closed


@pytest.mark.parametrize("code", ["CONTRADICTION", "VISIT_MISSING", "NONSENSE", ""])
def test_only_an_error_that_stands_can_be_explained(desk, state, code):
    with pytest.raises(AssessmentError) as caught:
        closing.explain(desk, state, code, "Because")
    assert (caught.value.code, caught.value.data["known"]) == ("POINT_UNKNOWN", "UNANSWERED")
    assert assessing.load_state(desk, state.assessment.id).evidence.explanations == {}


def test_a_place_that_comes_later_is_not_covered_and_keeps_the_assessment_open(desk, state):
    state = answering.answer_many(desk, state, {**ALL_YES, "A1.03": Answer("unknown")})
    state = closing.explain(desk, state, "WITHOUT_REASON", "No boat")
    answering.answer_question(desk, state, "A1.02", Answer("unknown"))
    with pytest.raises(AssessmentError) as caught:
        closing.close(desk, state.assessment.id)
    (point,) = caught.value.data["points"]
    assert (point.code, point.questions) == ("WITHOUT_REASON", ("A1.02",))
    state = closing.explain(desk, assessing.load_state(desk, state.assessment.id), "WITHOUT_REASON", "No boat")
    closed = closing.close(desk, state.assessment.id)
    (kept,) = closed.evidence.explanations.values()
    assert [each.id for each in kept.covers] == ["A1.02", "A1.03"]
    assert assessing.load_state(desk, state.assessment.id) == closed
    fewer = {"WITHOUT_REASON": replace(kept, covers=kept.covers[:1])}
    tampered = replace(closed, evidence=replace(closed.evidence, explanations=fewer))
    assert content_fingerprint(tampered) != closed.assessment.fingerprint
    assert closing.verify_closed(desk, state.assessment.id).is_sound


def test_an_explanation_is_a_text_that_can_be_kept(desk, state):
    for text in ("x" * 50_001, "\udcff"):
        with pytest.raises(InputError):
            closing.explain(desk, state, "UNANSWERED", text)


def test_explanations_given_at_the_closing_are_stored_with_it_or_not_at_all(desk, state):
    state = answering.answer_many(desk, state, given(A1_01="yes", A1_02="unknown"))
    name = state.assessment.id
    for wrong in ({"UNANSWERED": "No boat"}, {"UNANSWERED": "No boat", "WITHOUT_REASON": "x" * 50_001}):
        with pytest.raises((AssessmentError, InputError)):
            closing.close(desk, name, explanations=wrong)
        assert assessing.load_state(desk, name).evidence.explanations == {}
    codes = {point.code for point in closing.check(desk, state) if point.severity is Severity.ERROR}
    closed = closing.close(desk, name, "Head", {code.lower(): " No boat " for code in codes})
    assert assessing.load_state(desk, name) == closed
    assert {(each.text, each.by) for each in closed.evidence.explanations.values()} == {("No boat", "Head")}
    assert closing.verify_closed(desk, name).is_sound


def test_a_clock_set_back_between_two_answers_is_found(path, state, desk):
    desk.close()
    from tests.packs_for_tests import OnePackLibrary, SteppingClock
    from tmfcheck.services.opening import AccessMode, open_desk

    early = SteppingClock(state.assessment.started_at.replace(year=2020))
    with open_desk(path, mode=AccessMode.CREATE, packs=OnePackLibrary(), user="T", clock=early) as later:
        loaded = assessing.load_state(later, state.assessment.id)
        answered = answering.answer_question(later, loaded, "A1.01", Answer("yes")).state
        assert PointKind.CLOCK_CHANGED in kinds(later, answered)


# -------------------------------------------------------------------- closing


def test_everything_is_frozen_under_one_fingerprint(desk, full):
    assert kinds(desk, full) == []
    before = content_document(full)
    closed = closing.close(desk, full.assessment.id, "Head")
    again = assessing.load_state(desk, full.assessment.id)
    assert again == closed
    assert again.assessment.fingerprint == content_fingerprint(again)
    frozen = content_document(again)
    for part in ("answers", "decisions", "evidence", "documents", "citations", "visit", "facility", "pack"):
        assert frozen[part] == before[part]
    assert frozen["results"]["overall"]["msr_percent"] == 69.23
    assert state_from_document(frozen, again.pack).evidence == again.evidence


def test_what_was_removed_is_gone_and_pins_on_it_too(desk, full):
    plan, crack = full.evidence.items
    state = evidence.remove(desk, full, plan.id)
    closed = closing.close(desk, state.assessment.id)
    (kept,) = closed.evidence.items
    assert (kept.id, kept.pin, kept.annotations) == (crack.id, None, crack.annotations)
    assert assessing.load_state(desk, state.assessment.id) == closed
    assert closing.verify_closed(desk, state.assessment.id).is_sound
    with desk.archive.reading() as connection:
        contents = connection.exec_driver_sql("SELECT sha256 FROM content").scalars().all()
    assert contents == [crack.sha256]


def test_nothing_of_a_closed_assessment_can_be_changed_by_any_service(desk, full):
    closed = closing.close(desk, full.assessment.id)
    photo_, document = full.evidence.items[1], full.evidence.documents[0]
    changes = (
        lambda state: answering.answer_question(desk, state, "A1.01", Answer("no")),
        lambda state: programme.decide(desk, state, MeasureDecision("M-DAM-02")),
        lambda state: evidence.attach(desk, state, evidence.prepare_bytes(photo(3), "x.jpg"), "A1.01"),
        lambda state: evidence.change(desk, state, replace(photo_, caption="x")),
        lambda state: evidence.remove(desk, state, photo_.id),
        lambda state: documents.add_document(desk, state, Document("", "", "Another")),
        lambda state: documents.change_document(desk, state, replace(document, title="x")),
        lambda state: documents.remove_document(desk, state, document.id),
        lambda state: documents.cite(desk, state, "A1.01", document.id),
        lambda state: documents.uncite(desk, state, "A2.01", document.id),
        lambda state: visits.write_visit(desk, state, Visit(weather="rain")),
        lambda state: closing.close(desk, state.assessment.id),
    )
    for change in changes:
        for state in (closed, full):
            with pytest.raises(AssessmentError, match="ASSESSMENT_CLOSED"):
                change(state)
    with pytest.raises(AssessmentError, match="ASSESSMENT_CLOSED"):
        closing.explain(desk, closed, "UNANSWERED", "x")
    assert assessing.load_state(desk, full.assessment.id) == closed
    assert closing.verify_closed(desk, full.assessment.id).is_sound


def test_a_facility_that_changes_later_leaves_the_fingerprint_alone(desk, full):
    closed = closing.close(desk, full.assessment.id)
    facilities.update_facility(desk, full.facility.id, name="Renamed", facts={"has_liner": FactValue(False)})
    assert assessing.load_state(desk, full.assessment.id) == closed
    assert closing.verify_closed(desk, full.assessment.id).is_sound


# ------------------------------------------------------------------ verifying


TAMPERED = {
    "answer": "UPDATE answer SET value = 'yes' WHERE question_id = 'A1.02'",
    "comment": "UPDATE answer SET comment = 'Fine' WHERE question_id = 'A1.02'",
    "person": "UPDATE answer SET answered_by = 'Somebody'",
    "decision": "UPDATE decision SET owner = 'Nobody'",
    "caption": "UPDATE evidence SET caption = 'Shadow'",
    "content": f"UPDATE evidence SET sha256 = (SELECT sha256 FROM evidence WHERE caption = '')",  # noqa: F541
    "document": "UPDATE document SET valid_to = '2040-01-01'",
    "citation": "UPDATE citation SET page = '13'",
    "visit": "DELETE FROM visit",
    "results": "UPDATE snapshot SET document = replace(document, '69.23', '96.23')",
    "heading": "UPDATE assessment SET closed_by = 'Somebody'",
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whoever_writes_into_the_file_is_found_out(path, desk, full, what):
    closing.close(desk, full.assessment.id)
    assert closing.verify_closed(desk, full.assessment.id).is_sound
    desk.close()
    tampered_with(path, TAMPERED[what])
    with desk_on(path) as again:
        found = closing.verify_closed(again, full.assessment.id)
        assert not found.is_content_same
        assert not found.is_sound
        assert found.are_results_same is (what not in ("answer", "results"))


def test_an_open_assessment_has_nothing_to_verify(desk, state):
    with pytest.raises(AssessmentError, match="ASSESSMENT_NOT_CLOSED"):
        closing.verify_closed(desk, state.assessment.id)


# ----------------------------------------------------------------- correcting


def test_a_correction_holds_everything_under_ids_of_its_own(desk, full):
    closed = closing.close(desk, full.assessment.id)
    revision = closing.revise(desk, closed.assessment.id, " The freeboard was misread ", by="Head")
    heading = revision.assessment
    assert (heading.revision, heading.revises, heading.revision_reason) == (2, closed.assessment.id, _reason())
    assert (heading.started_by, heading.is_closed, heading.fingerprint) == ("Head", False, None)
    assert revision.previous_fingerprint == closed.assessment.fingerprint
    assert (revision.answers, revision.decisions) == (closed.answers, closed.decisions)
    plan, crack = revision.evidence.items
    assert not {plan.id, crack.id} & {each.id for each in closed.evidence.items}
    assert {each.assessment_id for each in (*revision.evidence.items, *revision.evidence.documents)} == {heading.id}
    assert crack.pin == Pin(plan_id=plan.id, x=0.5, y=0.25)
    assert (crack.caption, crack.annotations, crack.sha256) == (
        "Crack",
        closed.evidence.items[1].annotations,
        closed.evidence.items[1].sha256,
    )
    assert revision.evidence.cited_by("A2.01") == ((revision.evidence.documents[0], "12"),)
    assert revision.evidence.visit == closed.evidence.visit
    assert assessing.load_state(desk, heading.id) == revision
    assert [entry.kind for entry in assessing.history(desk, heading.id)] == [HistoryKind.REVISION_OPENED]


def _reason() -> str:
    return "The freeboard was misread"


def test_changing_the_correction_leaves_the_closed_one_alone(desk, full):
    closed = closing.close(desk, full.assessment.id)
    revision = closing.revise(desk, closed.assessment.id, "Wrong")
    revision = answering.answer_question(desk, revision, "A1.02", Answer("yes", "measured")).state
    for item in revision.evidence.items:
        revision = evidence.remove(desk, revision, item.id)
    revision = documents.remove_document(desk, revision, revision.evidence.documents[0].id)
    revision = visits.write_visit(desk, revision, Visit(weather="rain"))
    corrected = close_as_it_is(desk, revision.assessment.id)
    assert assessing.load_state(desk, closed.assessment.id) == closed
    assert closing.verify_closed(desk, closed.assessment.id).is_sound
    assert closing.verify_closed(desk, corrected.assessment.id).is_sound
    assert evidence.original(desk, closed.evidence.items[1].sha256) == photo(90)


def test_the_fingerprint_of_a_correction_is_chained_to_what_it_corrects(path, desk, full):
    closed = closing.close(desk, full.assessment.id)
    corrected = closing.close(desk, closing.revise(desk, closed.assessment.id, "Wrong").assessment.id)
    assert content_document(corrected)["previous_fingerprint"] == closed.assessment.fingerprint
    desk.close()
    tampered_with(path, f"UPDATE assessment SET fingerprint = '{'0' * 64}' WHERE revision = 1")
    with desk_on(path) as again:
        assert not closing.verify_closed(again, corrected.assessment.id).is_content_same


def test_only_the_newest_closed_revision_is_corrected_and_only_once_at_a_time(desk, full):
    with pytest.raises(AssessmentError, match="REVISION_OF_OPEN"):
        closing.revise(desk, full.assessment.id, "Wrong")
    first = closing.close(desk, full.assessment.id)
    for nothing in ("", "  "):
        with pytest.raises(AssessmentError, match="REVISION_NEEDS_REASON"):
            closing.revise(desk, first.assessment.id, nothing)
    second = closing.revise(desk, first.assessment.id, "Wrong")
    with pytest.raises(AssessmentError) as caught:
        closing.revise(desk, first.assessment.id, "Wrong again")
    assert (caught.value.code, caught.value.data["revision"]) == ("ALREADY_REVISED", second.assessment.id)
    with pytest.raises(AssessmentError, match="REVISION_OF_OPEN"):
        closing.revise(desk, second.assessment.id, "Wrong")
    closed = closing.close(desk, second.assessment.id)
    third = closing.revise(desk, closed.assessment.id, "Still wrong")
    chain = [first.assessment, closed.assessment, third.assessment]
    assert [each.revision for each in chain] == [1, 2, 3]
    for each in chain:
        assert list(closing.revisions(desk, each)) == chain


def test_nothing_of_another_assessment_comes_along(desk, full):
    other = started(desk, by="Other")
    other = answering.answer_many(desk, other, given(A1_01="mostly_no"))
    other = evidence.attach(desk, other, evidence.prepare_bytes(photo(90), "other.jpg"), "A1.01", caption="Other")
    other = documents.add_document(desk, other, Document("", other.assessment.id, "Other paper"))
    close_as_it_is(desk, other.assessment.id)
    closed = closing.close(desk, full.assessment.id)
    revision = closing.revise(desk, closed.assessment.id, "Wrong")
    assert "Other" not in repr(revision)
    assert revision.answers == closed.answers
    assert len(revision.evidence.items) == len(closed.evidence.items)
    assert closing.revisions(desk, other.assessment) == (assessing.load_state(desk, other.assessment.id).assessment,)


# ------------------------------------------------------- closed by version 1


def test_an_assessment_closed_by_version_1_stays_readable_and_can_be_corrected(path, desk, full, monkeypatch):
    closed = closing.close(desk, full.assessment.id)
    desk.close()
    make_closed_by_version_1(path)
    with desk_on(path) as again:
        old = assessing.load_state(again, closed.assessment.id)
        assert old.assessment.fingerprint is None
        assert (old.results_kept, old.check_kept) == (None, None)
        verified = closing.verify_closed(again, closed.assessment.id)
        assert (verified.fingerprint, verified.is_sound) == (None, True)
        revision = closing.revise(again, closed.assessment.id, "Wrong")
        assert revision.previous_fingerprint == content_fingerprint(old)
        corrected = closing.close(again, revision.assessment.id)
        assert closing.verify_closed(again, corrected.assessment.id).is_sound
        said = nothing_open_words(old, Texts("en"))
        assert (closing.check(again, old), said) == ((), "Closed by version 1, which did not check assessments.")

        # A later program derives more from the old assessment; the chain of the closed correction stays what it was.
        monkeypatch.setattr(content_module, "complete_results", lambda state: {"more": "than before"})
        assert content_fingerprint(old) != corrected.previous_fingerprint
        later = assessing.load_state(again, corrected.assessment.id)
        assert later.previous_fingerprint == corrected.previous_fingerprint
        assert content_fingerprint(later) == corrected.assessment.fingerprint


def test_the_report_of_a_correction_knows_what_it_corrects(desk, full):
    from tmfcheck.services.reporting import report_model

    closed = closing.close(desk, full.assessment.id)
    revision = closing.revise(desk, closed.assessment.id, "Wrong")
    changed = answering.answer_question(desk, revision, "A1.02", Answer("yes", "measured")).state
    model = report_model(desk, changed)
    assert model.previous == closed
    assert [each.name for each in model.changes.answers] == ["A1.02"]
    assert report_model(desk, revision).changes.is_nothing
    assert report_model(desk, closed).changes is None
