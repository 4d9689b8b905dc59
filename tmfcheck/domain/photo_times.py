"""To which question a photo may belong, by the times at which answers were given."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tmfcheck.domain.answers import RecordedAnswer
from tmfcheck.domain.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Proposal:
    """A photo and the question it may belong to; None where no answer is near, or several were given at that moment.

    ``distance`` is the time from the photo to the answer, negative where the answer came first.
    """

    evidence_id: str
    question_id: str | None
    distance: timedelta | None = None


def match_by_time(
    answers: Mapping[str, RecordedAnswer],
    items: Iterable[Evidence],
    *,
    tolerance: timedelta,
    utc_offset: timedelta = timedelta(0),
) -> tuple[Proposal, ...]:
    """A proposal for every photo.

    An inspector looks, takes the photo, then answers: a photo belongs to the next answer given within ``tolerance``,
    else to the last one before it within ``tolerance``. ``utc_offset`` is how far the camera's clock was ahead of UTC,
    for photos whose camera wrote no zone.
    """
    by_time: dict[datetime, list[str]] = {}
    for question_id, recorded in answers.items():
        by_time.setdefault(recorded.answered_at, []).append(question_id)
    moments = sorted(by_time)
    return tuple(_proposal(item, moments, by_time, tolerance, utc_offset) for item in items)


def _proposal(
    item: Evidence,
    moments: list[datetime],
    by_time: Mapping[datetime, list[str]],
    tolerance: timedelta,
    utc_offset: timedelta,
) -> Proposal:
    if item.taken_at is None:
        return Proposal(item.id, None)
    taken = item.taken_at if item.taken_at.tzinfo else (item.taken_at - utc_offset).replace(tzinfo=UTC)
    at = bisect_left(moments, taken)
    near = [
        moment for moment in (*moments[at : at + 1], *moments[max(at - 1, 0) : at]) if abs(moment - taken) <= tolerance
    ]
    for moment in near[:1]:
        questions = by_time[moment]
        return Proposal(item.id, questions[0] if len(questions) == 1 else None, moment - taken)
    return Proposal(item.id, None)
