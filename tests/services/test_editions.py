"""A new edition without redoing everything: answers follow where the question asks the same, and nothing is dropped."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from tests.closing_for_tests import close_as_it_is
from tests.packs_for_tests import QUESTIONS, OnePackLibrary, SteppingClock, given, make_pack, question, text
from tests.services.desks_for_tests import desk_on, started
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Document
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import AssessmentError
from tmfcheck.services import answering, assessing, documents, editions, evidence, reporting
from tmfcheck.services.desk import Desk

ANSWERS = given(A1_01="no", A1_02="mostly_no", A1_03="yes", A2_02="unknown")


def next_edition() -> Pack:
    """A1.02 asks something else, A2.02 is gone, A2.09 is new."""
    first, second, *others, _last = QUESTIONS
    new = question("A2.09", section="A2.plans", categories=("emergency",))
    return make_pack((first, replace(second, text=text("Something else?")), *others, new), edition="2")


@pytest.fixture
def answered(desk: Desk, state: AssessmentState) -> AssessmentState:
    return answering.answer_many(desk, state, ANSWERS)


@pytest.fixture
def newer(path: Path, desk: Desk, answered: AssessmentState) -> Iterator[Desk]:
    """The same archive on a machine that has the next edition."""
    yield replace(desk, packs=OnePackLibrary(next_edition()))


@pytest.mark.parametrize(
    ("pack", "edition"),
    [
        (next_edition(), "2"),
        (replace(make_pack(), description=text("Corrected")), "1"),
        (make_pack(), None),
        (replace(next_edition(), edition="0"), None),
        (make_pack([question("B1.01", group="B", section="B1.crest")]), None),
        (replace(next_edition(), id="other"), None),
    ],
)
def test_a_newer_edition_is_found_only_where_one_can_move(
    desk: Desk, answered: AssessmentState, pack: Pack, edition: str | None
) -> None:
    found = editions.newer_edition(replace(desk, packs=OnePackLibrary(pack)), answered)
    assert (found.pack.edition if found else None) == edition


def test_a_closed_assessment_has_no_newer_edition(newer: Desk, answered: AssessmentState) -> None:
    closed = close_as_it_is(newer, answered.assessment.id)
    assert editions.newer_edition(newer, closed) is None


def test_preview_tells_and_changes_nothing(newer: Desk, answered: AssessmentState) -> None:
    step = editions.preview_move(newer, answered, "test-pack")
    assert (step.changed, step.added, step.removed) == (("A1.02",), ("A2.09",), ("A2.02",))
    assert assessing.load_state(newer, answered.assessment.id) == answered


def test_answers_follow_where_the_question_asks_the_same(newer: Desk, answered: AssessmentState) -> None:
    moved = editions.move_assessment(newer, answered, "test-pack", by="Head")
    assert moved.assessment.pack_edition == "2"
    assert set(moved.answers) == {"A1.01", "A1.03"}
    assert moved.answers["A1.01"] == answered.answers["A1.01"]
    assert moved.evaluation.overall.provisional
    assert assessing.load_state(newer, moved.assessment.id) == moved


def test_answers_left_behind_are_kept_with_their_question(newer: Desk, answered: AssessmentState) -> None:
    moved = editions.move_assessment(newer, answered, "test-pack")
    assert set(moved.left_answers) == {"A1.02", "A2.02"}
    edition, left = moved.left_answers["A1.02"]
    assert (edition, left.text, left.recorded) == ("1", QUESTIONS[1].text, answered.answers["A1.02"])


def test_an_immediate_danger_stays_marked_on_a_changed_question(newer: Desk, answered: AssessmentState) -> None:
    marked = answering.answer_question(newer, answered, "A1.02", Answer("no", danger=True)).state
    moved = editions.move_assessment(newer, marked, "test-pack")
    assert [question.id for question in moved.dangers] == ["A1.02"]
    assert moved.given["A1.02"].value is None
    assert assessing.load_state(newer, moved.assessment.id) == moved


def test_each_answer_knows_the_edition_it_was_given_under(newer: Desk, answered: AssessmentState) -> None:
    moved = editions.move_assessment(newer, answered, "test-pack")
    again = answering.answer_question(newer, moved, "A1.02", ANSWERS["A1.03"]).state
    assert again.edition_of(again.answers["A1.01"]) == "1"
    assert again.edition_of(again.answers["A1.02"]) == "2"


def test_move_stands_in_the_history(newer: Desk, answered: AssessmentState) -> None:
    editions.move_assessment(newer, answered, "test-pack", by="Head")
    *_, first, second, last = assessing.history(newer, answered.assessment.id)
    assert [(each.kind, each.subject) for each in (first, second)] == [
        (HistoryKind.ANSWER_LEFT, "A1.02"),
        (HistoryKind.ANSWER_LEFT, "A2.02"),
    ]
    assert first.before is not None
    assert (first.before["value"], first.after) == ("mostly_no", None)
    assert (last.kind, last.by) == (HistoryKind.EDITION_MOVED, "Head")


def test_evidence_of_a_question_that_is_gone_belongs_to_none(newer: Desk, answered: AssessmentState) -> None:
    state = documents.add_document(newer, answered, Document("", "", "Permit"))
    for number, name in enumerate(("A1.02", "A2.02")):
        state = evidence.attach(newer, state, evidence.prepare_bytes(b"note %d" % number, "note.txt"), name)
        state = documents.cite(newer, state, name, state.evidence.documents[0].id)
    moved = editions.move_assessment(newer, state, "test-pack")
    assert [item.question_id for item in moved.evidence.items] == ["A1.02", None]
    assert [citation.question_id for citation in moved.evidence.citations] == ["A1.02"]
    assert assessing.load_state(newer, moved.assessment.id) == moved


def test_report_names_editions_and_answers_left_behind(newer: Desk, answered: AssessmentState) -> None:
    moved = editions.move_assessment(newer, answered, "test-pack")
    content = reporting.report_bytes(reporting.report_model(newer, moved), "en")
    printed = " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    assert "edition 1" in printed
    assert "Answer under edition 1: mostly_no. Question A1.02?" in printed
    assert "Questions that are not in this edition" in printed


def test_closed_assessment_stays_where_it_is(newer: Desk, answered: AssessmentState) -> None:
    closed = close_as_it_is(newer, answered.assessment.id)
    with pytest.raises(AssessmentError) as caught:
        editions.move_assessment(newer, closed, "test-pack")
    assert caught.value.code == "ASSESSMENT_CLOSED"
    with pytest.raises(AssessmentError):
        editions.move_assessment(newer, answered, "test-pack")
    assert assessing.load_state(newer, answered.assessment.id).moves == ()


@pytest.mark.parametrize(
    ("pack", "code"),
    [
        (make_pack(), "SAME_EDITION"),
        (replace(next_edition(), id="other"), "OTHER_PACK"),
        (make_pack([question("B1.01", group="B", section="B1.crest")]), "GROUP_UNKNOWN"),
    ],
)
def test_move_refuses_what_is_no_other_edition(path: Path, pack: Pack, code: str) -> None:
    with desk_on(path) as desk:
        state = started(desk)
        other = replace(desk, packs=OnePackLibrary(pack), clock=SteppingClock())
        with pytest.raises(AssessmentError) as caught:
            editions.move_assessment(other, state, pack.id)
    assert caught.value.code == code
