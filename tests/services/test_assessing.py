"""Assessments: started, found, loaded, closed for good, and independent of what becomes of their pack."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.closing_for_tests import close_as_it_is
from tests.packs_for_tests import QUESTIONS, START, given, make_pack
from tests.services.desks_for_tests import FACILITY, desk_on, started
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import Role
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.errors import ArchiveError, AssessmentError, FacilityError, InputError, PackError
from tmfcheck.services import answering, assessing, facilities, listing, programme
from tmfcheck.services.opening import AccessMode, open_desk


def test_a_started_assessment_holds_its_heading(desk, state):
    heading = state.assessment
    assert (heading.pack_id, heading.pack_edition, heading.group) == ("test-pack", "1", "A")
    assert (heading.started_by, heading.role, heading.is_closed) == ("Inspector", Role.INSPECTOR, False)
    assert heading.pack_fingerprint == desk.packs.loaded.fingerprint
    assert heading.started_at >= START
    assert (state.answers, state.decisions, state.evaluation.overall.answered) == ({}, {}, 0)
    assert listing.list_assessments(desk) == (heading,)


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"facility": "nowhere"}, FacilityError, "FACILITY_UNKNOWN"),
        ({"pack": "other"}, PackError, "PACK_UNKNOWN"),
        ({"group": "B"}, AssessmentError, "GROUP_UNKNOWN"),
        ({"group": "Z"}, AssessmentError, "GROUP_UNKNOWN"),
        ({"role": "visitor"}, AssessmentError, "ROLE_UNKNOWN"),
        ({"by": " "}, InputError, "PERSON_MISSING"),
        ({"by": "x\udcff"}, InputError, "TEXT_NOT_UNICODE"),
    ],
)
def test_an_assessment_that_cannot_be_started_stores_nothing(desk, change, error, code):
    facility = facilities.add_facility(desk, FACILITY).facility
    arguments = {"facility": facility.id, "pack": "test-pack", "group": "A", "by": "Inspector"} | change
    with pytest.raises(error) as caught:
        assessing.start_assessment(desk, **arguments)
    assert caught.value.code == code
    assert listing.list_assessments(desk) == ()


def test_everything_is_there_again_after_a_restart(path, desk, state):
    state = answering.answer_question(
        desk, state, "A1.01", Answer("no", "measured", comment="0,4 м", danger=True)
    ).state
    state = programme.decide(desk, state, MeasureDecision("M-DAM-01", Decision.ACCEPTED, owner="Operator"))
    state = answering.remember_question(desk, state, "A1.02")
    desk.close()
    with desk_on(path, AccessMode.READ) as again:
        assert assessing.load_state(again, state.assessment.id) == state


def test_an_assessment_opens_with_its_own_pack_after_the_pack_changed(path, desk, state):
    state = answering.answer_many(desk, state, given(A1_01="no", A1_02="yes"))
    desk.close()
    with desk_on(path, pack=make_pack(QUESTIONS[1:], edition="2")) as later:
        loaded = assessing.load_state(later, state.assessment.id)
        assert loaded == state
        assert loaded.evaluation == state.evaluation
        assert [each.id for each in loaded.critical_shortfalls] == ["A1.01", "A2.01"]
        newer = assessing.start_assessment(later, state.facility.id, "test-pack", "A", by="Inspector")
        assert newer.pack_fingerprint != state.assessment.pack_fingerprint
        assert "A1.01" not in assessing.load_state(later, newer.id).pack.question_by_id


def test_a_stored_pack_that_does_not_fit_its_fingerprint_is_a_damaged_archive(path, desk, state):
    desk.close()
    from tests.storage.archives_for_tests import open_archive

    with open_archive(path) as archive:
        archive.add_assessment(replace(state.assessment, id="other", pack_fingerprint="0" * 64), b"{}")
    with desk_on(path) as again, pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        assessing.load_state(again, "other")


@pytest.mark.parametrize("change", ["value = 'perhaps'", "basis = 'hearsay'", "question_id = 'A9.99'"])
def test_stored_answers_the_pack_never_knew_are_a_damaged_archive(path, desk, state, change):
    answering.answer_question(desk, state, "A1.01", Answer("no"))
    desk.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"UPDATE answer SET {change}")
    with desk_on(path) as again, pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        assessing.load_state(again, state.assessment.id)


def test_assessments_are_found_by_the_beginning_of_their_id(desk, state):
    name = state.assessment.id
    assert assessing.find_assessment(desk, name[:8]) == state.assessment
    assert assessing.load_state(desk, name[:8]) == state
    assert assessing.history(desk, name[:8])[0].kind is HistoryKind.ASSESSMENT_STARTED
    for nothing in ("", "zzz"):
        with pytest.raises(AssessmentError, match="ASSESSMENT_UNKNOWN"):
            assessing.load_state(desk, nothing)
    ids = iter(["aa1", "aa2"])
    naming = replace(desk, new_id=lambda: next(ids))
    for _ in range(2):
        assessing.start_assessment(naming, state.facility.id, "test-pack", "A", by="x")
    with pytest.raises(AssessmentError, match="ASSESSMENT_AMBIGUOUS"):
        assessing.find_assessment(desk, "aa")


def test_assessments_are_listed_newest_first_and_by_facility(desk, state):
    second = started(desk)
    assert listing.list_assessments(desk) == (second.assessment, state.assessment)
    assert listing.list_assessments(desk, state.facility.id) == (state.assessment,)


# --------------------------------------------------------------------- closing


def test_closing_is_for_good(desk, state):
    state = answering.answer_question(desk, state, "A1.01", Answer("yes")).state
    closed = close_as_it_is(desk, state.assessment.id)
    assert closed.assessment.closed_by == "Inspector"
    assert assessing.load_state(desk, state.assessment.id) == closed
    changes = (
        lambda: answering.answer_question(desk, closed, "A1.01", Answer("no")),
        lambda: answering.answer_many(desk, closed, given(A1_01="no")),
        lambda: programme.decide(desk, closed, MeasureDecision("M-DAM-01")),
        lambda: programme.add_own_measure(desk, closed, "Boat", "", "short"),
        lambda: close_as_it_is(desk, state.assessment.id),
        # Also where a window still holds the open state:
        lambda: answering.answer_question(desk, state, "A1.01", Answer("no")),
        lambda: programme.decide(desk, state, MeasureDecision("M-DAM-01")),
    )
    for change in changes:
        with pytest.raises(AssessmentError) as caught:
            change()
        assert (caught.value.code, caught.value.data["assessment"]) == ("ASSESSMENT_CLOSED", state.assessment.id)
    assert assessing.load_state(desk, state.assessment.id) == closed


def test_a_closed_assessment_keeps_the_facility_it_was_closed_with(desk, state):
    closed = close_as_it_is(desk, state.assessment.id, "Head")
    facilities.update_facility(desk, state.facility.id, name="Renamed", facts={"has_liner": FactValue(False)})
    again = assessing.load_state(desk, state.assessment.id)
    assert again == closed
    assert again.facility.name == "Kadamjai"
    assert again.assessment.closed_by == "Head"
    assert len(again.questions) == 6


def test_an_open_assessment_follows_the_facts_of_its_facility(desk, state):
    facilities.update_facility(desk, state.facility.id, facts={"has_liner": FactValue(False)})
    assert len(assessing.load_state(desk, state.assessment.id).questions) == 5


def test_the_results_at_closing_are_kept(desk, state):
    state = answering.answer_question(desk, state, "A1.01", Answer("yes", "measured")).state
    close_as_it_is(desk, state.assessment.id)
    kept = desk.archive.closing.snapshot(state.assessment.id).results
    assert kept["overall"]["msr_percent"] == 15.38
    assert kept["overall"]["met"] == "1"


# --------------------------------------------------------------------- opening


def test_reading_needs_an_archive_and_writing_makes_one(tmp_path):
    missing = tmp_path / "deep" / "new.tmfcheck"
    with pytest.raises(ArchiveError, match="ARCHIVE_MISSING"):
        desk_on(missing, AccessMode.READ)
    with desk_on(missing) as desk:
        assert listing.list_facilities(desk) == ()


def test_a_second_desk_reads_and_says_who_holds_the_archive(path, desk, state):
    with desk_on(path) as second:
        assert second.archive.is_read_only
        assert second.archive.held_by.name == "Tester"
        loaded = assessing.load_state(second, state.assessment.id)
        with pytest.raises(ArchiveError, match="ARCHIVE_IN_USE"):
            answering.answer_question(second, loaded, "A1.01", Answer("yes"))
        assert answering.remember_question(second, loaded, "A1.02").assessment.question == "A1.02"


def test_the_users_own_archive_is_opened_where_none_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("TMFCHECK_ARCHIVE", str(tmp_path / "named.tmfcheck"))
    with open_desk(packs=desk_packs()) as desk:
        assert desk.archive.path == tmp_path / "named.tmfcheck"
        assert desk.user


def desk_packs():
    from tests.packs_for_tests import OnePackLibrary

    return OnePackLibrary()
