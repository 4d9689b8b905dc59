"""What assessments tell the register about a facility: its condition, its last visit, its dangers, and today's day."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.packs_for_tests import SteppingClock
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.closing_check import unexplained
from tmfcheck.domain.evidence import Visit
from tmfcheck.services import answering, assessing, closing, facilities, listing, visits
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk, shipped_library
from tmfcheck.services.register import standings

BIG = {"name": "=Big", "country": "KZ", "volume_m3": 120_000_000}


@pytest.fixture
def desk(tmp_path: Path):
    path, library = tmp_path / "a.tmfcheck", shipped_library()
    with open_desk(path, mode=AccessMode.CREATE, packs=library, user="T", clock=SteppingClock()) as desk:
        facilities.add_facility(desk, BIG)
        yield desk


def _answered(desk: Desk, facility_id: str, value: str) -> AssessmentState:
    started = assessing.start_assessment(desk, facility_id, "unece-tmf", "A", by="Inspector")
    state = assessing.load_state(desk, started.id)
    for question in state.questions:
        state = answering.answer_question(desk, state, question.id, Answer(value, "measured")).state
    return state


def _closed(desk: Desk, state: AssessmentState) -> AssessmentState:
    for point in unexplained(state, closing.check(desk, state)):
        state = closing.explain(desk, state, point.code, "accepted for this test")
    return closing.close(desk, state.assessment.id)


def test_an_inspection_just_begun_says_nothing_until_it_is_closed_except_its_dangers(desk):
    (facility_id,) = (each.id for each in listing.list_facilities(desk))
    _closed(desk, _answered(desk, facility_id, "yes"))
    begun = assessing.start_assessment(desk, facility_id, "unece-tmf", "A", by="Inspector")
    standing = standings(desk, desk.today())[facility_id]
    assert (standing.msr_percent, standing.has_danger) == (100, False)
    state = assessing.load_state(desk, begun.id)
    answering.answer_question(
        desk, state, state.questions[0].id, Answer("no", "measured", danger=True, comment="crack")
    )
    standing = standings(desk, desk.today())[facility_id]
    assert (standing.msr_percent, standing.has_danger) == (100, True)


def test_the_last_visit_is_the_day_its_record_tells(desk):
    (facility_id,) = (each.id for each in listing.list_facilities(desk))
    started = assessing.start_assessment(desk, facility_id, "unece-tmf", "A", by="Inspector")
    assert standings(desk, desk.today())[facility_id].visited_on == started.started_at.astimezone().date()
    seen = datetime(2026, 5, 1, 23, 30, tzinfo=timezone(timedelta(hours=5)))
    visits.write_visit(desk, assessing.load_state(desk, started.id), Visit(started_at=seen))
    assert standings(desk, desk.today())[facility_id].visited_on == date(2026, 5, 1)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running program can only be set on POSIX")
def test_today_is_the_day_where_the_user_is(desk, monkeypatch):
    late = replace(desk, clock=lambda: datetime(2026, 6, 9, 21, 30, tzinfo=UTC))
    monkeypatch.setenv("TZ", "UTC-5")
    time.tzset()
    try:
        assert late.today() == date(2026, 6, 10)
    finally:
        monkeypatch.undo()
        time.tzset()
