"""Explaining, closing and correcting in the archive: whole or not at all, with every line of the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.packs_for_tests import START
from tests.storage.archives_for_tests import ASSESSMENT, SNAPSHOT, filled_archive, recorded
from tmfcheck.domain.assessment import AssessmentState, Snapshot
from tmfcheck.domain.evidence import Explanation
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.errors import AssessmentError

LATER = START + timedelta(days=1)
FINGERPRINT = "f" * 64
SUBJECTS = (Subject(Place.QUESTION, "A1.02", "x"),)
PLACE = {"place": "question", "id": "A1.02", "detail": "x"}
POINT = OpenPoint(PointKind.UNANSWERED, Severity.ERROR, SUBJECTS)


@pytest.fixture
def archive(tmp_path):
    with filled_archive(tmp_path / "x.tmfcheck") as opened:
        yield opened


def explained(archive) -> dict[str, str]:
    return {code: each.text for code, each in archive.evidence.of("a1").explanations.items()}


def kinds(archive) -> list[HistoryKind]:
    return [entry.kind for entry in archive.history("a1")]


def test_an_explanation_is_stored_changed_and_taken_back_with_its_history(archive):
    archive.closing.explain("a1", Explanation("UNANSWERED", "No boat", "Inspector", START))
    archive.closing.explain("a1", Explanation("UNANSWERED", "No boat and no time", "Head", LATER, SUBJECTS))
    assert archive.evidence.of("a1").explanations["UNANSWERED"].covers == SUBJECTS
    assert explained(archive) == {"UNANSWERED": "No boat and no time"}
    archive.closing.take_back("a1", "UNANSWERED", by="Head", at=LATER)
    archive.closing.take_back("a1", "UNANSWERED", by="Head", at=LATER)
    assert explained(archive) == {}
    lines = [(each.before, each.after) for each in archive.history("a1") if each.kind is HistoryKind.POINT_EXPLAINED]
    first, second = {"text": "No boat", "covers": []}, {"text": "No boat and no time", "covers": [PLACE]}
    assert lines == [(None, first), (first, second), (second, None)]


def test_closing_keeps_snapshot_check_and_fingerprint_and_only_the_explanations_that_count(archive):
    for code in ("UNANSWERED", "CONTRADICTION"):
        archive.closing.explain("a1", Explanation(code, "Because", "Inspector", START))
    snapshot = replace(SNAPSHOT, check=(POINT,))
    archive.closing.close("a1", snapshot, FINGERPRINT, codes={"UNANSWERED"}, by="Head", at=LATER)
    assert archive.closing.snapshot("a1") == snapshot
    assert archive.assessment("a1").fingerprint == FINGERPRINT
    assert explained(archive) == {"UNANSWERED": "Because"}
    assert kinds(archive)[-1] is HistoryKind.ASSESSMENT_CLOSED


def test_a_closing_that_fails_leaves_everything_as_it_was(archive):
    archive.closing.explain("a1", Explanation("CONTRADICTION", "Because", "Inspector", START))
    before = archive.history("a1")
    with pytest.raises(TypeError):
        archive.closing.close("a1", Snapshot(SNAPSHOT.facility, {"x": {1, 2}}), FINGERPRINT, codes=(), by="x", at=LATER)
    assert not archive.assessment("a1").is_closed
    assert archive.closing.snapshot("a1") is None
    assert explained(archive) == {"CONTRADICTION": "Because"}
    assert archive.history("a1") == before


def test_a_clock_that_ran_back_is_seen_in_the_history(archive):
    assert archive.closing.clock_steps("a1", LATER) == ()
    archive.put_answer("a1", "A1.02", replace(recorded("yes"), answered_at=START + timedelta(hours=3)))
    archive.put_answer("a1", "A1.03", replace(recorded("yes"), answered_at=START + timedelta(hours=1)))
    step = (START + timedelta(hours=3), START + timedelta(hours=1))
    assert archive.closing.clock_steps("a1", LATER) == (step,)
    now = START - timedelta(days=1)
    assert archive.closing.clock_steps("a1", now) == (step, (START + timedelta(hours=1), now))
    assert archive.closing.clock_steps("nobody", now) == ()


def revision_state() -> AssessmentState:
    heading = replace(ASSESSMENT, id="a2", revision=2, revises="a1", revision_reason="Wrong", started_at=LATER)
    return AssessmentState(heading, SNAPSHOT.facility, None, {"A1.01": recorded("yes")}, {})  # type: ignore[arg-type]


def test_one_correction_of_a_closed_assessment_and_no_second(archive):
    archive.closing.close("a1", SNAPSHOT, FINGERPRINT, codes=(), by="Head", at=LATER)
    archive.closing.open_revision(revision_state())
    assert archive.answers("a2") == {"A1.01": recorded("yes")}
    assert [entry.kind for entry in archive.history("a2")] == [HistoryKind.REVISION_OPENED]
    again = replace(revision_state(), assessment=replace(revision_state().assessment, id="a3"))
    with pytest.raises(AssessmentError) as caught:
        archive.closing.open_revision(again)
    assert (caught.value.code, caught.value.data["revision"]) == ("ALREADY_REVISED", "a2")
    assert [each.id for each in archive.assessments()] == ["a2", "a1"]


def test_a_correction_that_fails_in_the_middle_is_not_there(archive):
    archive.closing.close("a1", SNAPSHOT, FINGERPRINT, codes=(), by="Head", at=LATER)
    state = revision_state()
    with pytest.raises(AttributeError):
        archive.closing.open_revision(replace(state, decisions={"M": None}))  # type: ignore[dict-item]
    assert [each.id for each in archive.assessments()] == ["a1"]
    assert archive.answers("a2") == {}
