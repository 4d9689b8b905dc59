"""The shapes of answers: every answer has one of its own, inside its square."""

from __future__ import annotations

from itertools import combinations

import pytest

from tmfcheck.domain.answer_marks import (
    ANSWER_MARKS,
    CRITICAL_MARK,
    DANGER_MARK,
    UNANSWERED_MARK,
    Disc,
    Mark,
    Part,
    Polygon,
    Ring,
    Sector,
    Stroke,
    answer_mark,
)

ALL_MARKS: dict[str, Mark] = {
    **ANSWER_MARKS,
    "unanswered": UNANSWERED_MARK,
    "critical": CRITICAL_MARK,
    "danger": DANGER_MARK,
}


def reach(part: Part) -> list[tuple[float, float]]:
    """Corner points of the square a part covers."""
    match part:
        case Disc((x, y), radius) | Sector((x, y), radius):
            half = radius
            middles = [(x, y)]
        case Ring((x, y), radius, width):
            half = radius + width / 2
            middles = [(x, y)]
        case Stroke(points, width):
            half = width / 2
            middles = list(points)
        case Polygon(points):
            half = 0
            middles = list(points)
    return [(x + dx, y + dy) for x, y in middles for dx in (-half, half) for dy in (-half, half)]


@pytest.mark.parametrize("name", ALL_MARKS)
def test_a_mark_stays_in_its_square(name: str) -> None:
    assert all(0 <= x <= 1 and 0 <= y <= 1 for part in ALL_MARKS[name] for x, y in reach(part))


def test_no_two_marks_are_alike() -> None:
    assert all(one != other for one, other in combinations(ALL_MARKS.values(), 2))


def test_the_six_answers_and_the_blank_have_marks() -> None:
    assert set(ANSWER_MARKS) == {"yes", "mostly_yes", "mostly_no", "no", "unknown", "not_applicable"}
    assert answer_mark(None) is UNANSWERED_MARK
    assert answer_mark("no") is ANSWER_MARKS["no"]


def test_mostly_yes_fills_all_but_the_upper_left_quarter_and_mostly_no_the_upper_right() -> None:
    filled = {name: ANSWER_MARKS[name][1] for name in ("mostly_yes", "mostly_no")}
    assert (filled["mostly_yes"].start, filled["mostly_yes"].extent) == (180, 270)  # type: ignore[union-attr]
    assert (filled["mostly_no"].start, filled["mostly_no"].extent) == (0, 90)  # type: ignore[union-attr]
