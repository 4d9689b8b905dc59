"""What goes into an archive comes out of it the same, also after it was closed and opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.packs_for_tests import START
from tests.storage.archives_for_tests import (
    ASSESSMENT,
    DECISION,
    FACILITY,
    PACK_TEXT,
    SNAPSHOT,
    filled_archive,
    open_archive,
    recorded,
)
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.errors import AssessmentError, FacilityError
from tmfcheck.storage.access import AccessMode

LATER = START + timedelta(hours=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "архив 50%.tmfcheck"


@pytest.fixture
def archive(path):
    with filled_archive(path) as opened:
        yield opened


def test_everything_is_found_again_after_reopening(path, archive):
    archive.close()
    with open_archive(path, AccessMode.READ) as again:
        assert again.facilities() == (FACILITY,)
        assert again.facility("f1") == FACILITY
        assert again.assessments() == (ASSESSMENT,)
        assert again.assessment("a1") == ASSESSMENT
        assert again.pack_document("0" * 64) == PACK_TEXT
        assert again.answers("a1") == {"A1.01": recorded("no", basis="measured", comment="0,4 м")}
        assert again.decisions("a1") == {"M-DAM-01": DECISION}
        assert again.closing.snapshot("a1") is None


@pytest.mark.parametrize(
    "answer",
    [
        Answer(),
        Answer("unknown", reason="weather"),
        Answer(
            "yes",
            "document_seen",
            None,
            "a\u0000b \u202e \u200f\u05e2\u05d1 \U0001f3d4 <b>&",
            "Plan, p. 3",
            danger=True,
        ),
        Answer(comment="x" * 50_000),
    ],
)
def test_answers_keep_every_field(archive, answer):
    given = RecordedAnswer(answer, LATER + timedelta(microseconds=7), "Другой инспектор")
    archive.put_answer("a1", "A1.02", given)
    assert archive.answers("a1")["A1.02"] == given


def test_a_later_answer_replaces_the_earlier_and_both_stay_in_the_history(archive):
    archive.put_answer("a1", "A1.01", RecordedAnswer(Answer("yes"), LATER, "Second"))
    assert archive.answers("a1")["A1.01"].answer == Answer("yes")
    first, second = [line for line in archive.history("a1") if line.subject == "A1.01"]
    assert (first.before, first.after["value"], first.by) == (None, "no", "Inspector")
    assert (second.before["comment"], second.after["value"]) == ("0,4 м", "yes")
    assert (second.by, second.at) == ("Second", LATER)


def test_every_change_leaves_its_line_in_the_history(archive):
    archive.closing.close("a1", SNAPSHOT, "f" * 64, codes=(), by="Head", at=LATER)
    assert [(line.kind, line.subject) for line in archive.history("a1")] == [
        (HistoryKind.ASSESSMENT_STARTED, "a1"),
        (HistoryKind.ANSWER_GIVEN, "A1.01"),
        (HistoryKind.MEASURE_DECIDED, "M-DAM-01"),
        (HistoryKind.ASSESSMENT_CLOSED, "a1"),
    ]
    of_facility = [line.kind for line in archive.history_of_facility("f1")]
    assert of_facility == [HistoryKind.FACILITY_ADDED, HistoryKind.ASSESSMENT_STARTED, HistoryKind.ASSESSMENT_CLOSED]


def test_put_answers_stores_all_or_none(archive):
    before = archive.history("a1")
    with pytest.raises(AttributeError):
        archive.put_answers("a1", {"A1.02": recorded("yes"), "A1.03": None})
    assert set(archive.answers("a1")) == {"A1.01"}
    assert archive.history("a1") == before
    archive.put_answers("a1", {"A1.02": recorded("yes"), "A1.03": recorded("no")})
    assert set(archive.answers("a1")) == {"A1.01", "A1.02", "A1.03"}


def test_a_decision_is_replaced_and_remembered(archive):
    bare = MeasureDecision("M-DAM-01")
    archive.put_decision("a1", bare, by="Second", at=LATER)
    assert archive.decisions("a1") == {"M-DAM-01": bare}
    line = archive.history("a1")[-1]
    assert (line.before["owner"], line.after["owner"], line.by) == ("Operator", "", "Second")


def test_an_updated_facility_keeps_its_earlier_facts_in_the_history(archive):
    changed = Facility("f1", "Kadamjai", "KG")
    archive.update_facility(changed, by="Second", at=LATER)
    assert archive.facility("f1") == changed
    line = archive.history_of_facility("f1")[-1]
    assert line.kind is HistoryKind.FACILITY_CHANGED
    assert line.before["facts"]["dam_height_m"] == {"value": 12.5}
    assert line.after["facts"] == {}


def test_the_question_left_last_is_remembered_without_a_line_in_the_history(archive):
    before = archive.history("a1")
    archive.remember_question("a1", "A2.01")
    assert archive.assessment("a1").question == "A2.01"
    assert archive.history("a1") == before


def test_closing_keeps_the_facility_as_it_was(archive):
    archive.closing.close("a1", SNAPSHOT, "f" * 64, codes=(), by="Head", at=LATER)
    archive.update_facility(Facility("f1", "Renamed", "KZ"), by="Head", at=LATER)
    closed = archive.assessment("a1")
    assert (closed.is_closed, closed.closed_by, closed.closed_at) == (True, "Head", LATER)
    assert archive.closing.snapshot("a1") == SNAPSHOT


def test_assessments_come_newest_first_and_by_facility(archive):
    archive.add_facility(Facility("f2", "Second", "KZ"), by="Inspector", at=START)
    second = replace(ASSESSMENT, id="a2", facility_id="f2", started_at=LATER)
    archive.add_assessment(second, PACK_TEXT)
    assert [each.id for each in archive.assessments()] == ["a2", "a1"]
    assert [each.id for each in archive.assessments("f1")] == ["a1"]


def test_facilities_come_by_name(archive):
    archive.add_facility(Facility("f0", "Aktash", "KG"), by="Inspector", at=START)
    assert [each.name for each in archive.facilities()] == ["Aktash", "Қадамжай"]


def test_unknown_ids_are_errors_of_the_user(archive):
    with pytest.raises(FacilityError, match="FACILITY_UNKNOWN"):
        archive.facility("f9")
    with pytest.raises(FacilityError, match="FACILITY_UNKNOWN"):
        archive.update_facility(Facility("f9", "x", "KG"), by="x", at=START)
    with pytest.raises(AssessmentError, match="ASSESSMENT_UNKNOWN"):
        archive.assessment("a9")
    with pytest.raises(AssessmentError, match="ASSESSMENT_UNKNOWN"):
        archive.closing.close("a9", SNAPSHOT, "f" * 64, codes=(), by="x", at=START)


def test_a_reopened_archive_sees_what_another_opening_wrote_meanwhile(path, archive):
    with open_archive(path, AccessMode.READ) as reader:
        archive.put_answer("a1", "A1.02", recorded("yes"))
        assert "A1.02" in reader.answers("a1")
