"""Photos and answers by the clock: the next answer first, else the one before, never a guess between two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.evidence import Evidence, EvidenceKind
from tmfcheck.domain.photo_times import Proposal, match_by_time

NOON = datetime(2026, 6, 9, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def answered(**minutes: float) -> dict[str, RecordedAnswer]:
    """Answers by question, so many minutes after noon."""
    return {name: RecordedAnswer(Answer("yes"), NOON + at * MINUTE, "x") for name, at in minutes.items()}


def photo(taken_at: datetime | None) -> Evidence:
    return Evidence("e1", "a1", EvidenceKind.PHOTO, "0" * 64, "a.jpg", "image/jpeg", 1, NOON, "x", taken_at=taken_at)


def proposed(answers: dict[str, RecordedAnswer], minutes: float, tolerance: float = 10) -> Proposal:
    (found,) = match_by_time(answers, [photo(NOON + minutes * MINUTE)], tolerance=tolerance * MINUTE)
    return found


@pytest.mark.parametrize(
    ("minutes", "question", "distance"),
    [
        (-11, None, None),  # too long before the first answer
        (-10, "q1", 10),
        (0, "q1", 0),
        (1, "q2", 4),  # taken for the next answer, though the last one is nearer
        (5, "q2", 0),
        (6, "q2", -1),  # the next answer is too far away
        (15, "q2", -10),
        (16, None, None),
        (30, "q3", 10),
        (51, None, None),
    ],
)
def test_a_photo_belongs_to_the_next_answer_else_to_the_last_one(minutes, question, distance):
    found = proposed(answered(q1=0, q2=5, q3=40), minutes)
    assert found.question_id == question
    assert found.distance == (None if distance is None else distance * MINUTE)


def test_answers_given_at_one_moment_are_not_guessed_between():
    assert proposed(answered(q1=5, q2=5), 4).question_id is None


def test_without_answers_or_time_there_is_no_proposal():
    assert proposed({}, 0) == Proposal("e1", None)
    assert match_by_time(answered(q1=0), [photo(None)], tolerance=MINUTE) == (Proposal("e1", None),)


def test_the_cameras_clock_is_set_right_unless_it_wrote_its_zone():
    local = NOON.replace(tzinfo=None) + timedelta(hours=5)
    zoned = local.replace(tzinfo=timezone(timedelta(hours=5)))
    answers = answered(q1=1)
    found = match_by_time(answers, [photo(local), photo(zoned)], tolerance=5 * MINUTE, utc_offset=timedelta(hours=5))
    assert [each.question_id for each in found] == ["q1", "q1"]
    found = match_by_time(answers, [photo(local), photo(zoned)], tolerance=5 * MINUTE)
    assert [each.question_id for each in found] == [None, "q1"]
