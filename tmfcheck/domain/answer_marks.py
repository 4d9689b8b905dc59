"""The shapes of answers as pure numbers, so that the window and the printed report draw the same marks.

Every shape lives in a square from (0, 0) bottom left to (1, 1) top right and has one colour; angles are degrees,
counter-clockwise from three o'clock. An answer keeps its meaning without colour: shape and word always stand together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle's outline; ``radius`` runs to the middle of a line of ``width``."""

    centre: Point
    radius: float
    width: float


@dataclass(frozen=True, slots=True)
class Sector:
    """A filled slice of a circle, ``extent`` degrees on from ``start``."""

    centre: Point
    radius: float
    start: float
    extent: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through ``points`` with round ends and joints."""

    points: tuple[Point, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled outline through ``points``, closed by itself."""

    points: tuple[Point, ...]


Part = Disc | Ring | Sector | Stroke | Polygon
Mark = tuple[Part, ...]

_CENTRE: Point = (0.5, 0.5)
_RING = Ring(_CENTRE, radius=0.4, width=0.1)


def _hook() -> tuple[Point, ...]:
    """The bow of a question mark, from its left end over the top down to the stem."""
    bow = tuple((0.5 + 0.21 * cos(radians(a)), 0.68 + 0.21 * sin(radians(a))) for a in range(170, -61, -23))
    return (*bow, (0.5, 0.4), (0.5, 0.31))


_TRIANGLE: tuple[Point, ...] = ((0.06, 0.1), (0.94, 0.1), (0.5, 0.92))

ANSWER_MARKS: Mapping[str, Mark] = {
    "yes": (Disc(_CENTRE, 0.45),),
    "mostly_yes": (_RING, Sector(_CENTRE, 0.4, start=180, extent=270)),
    "mostly_no": (_RING, Sector(_CENTRE, 0.4, start=0, extent=90)),
    "no": (_RING, Stroke(((0.2, 0.2), (0.8, 0.8)), 0.12)),
    "unknown": (Stroke(_hook(), 0.12), Disc((0.5, 0.13), 0.08)),
    "not_applicable": (Stroke(((0.18, 0.5), (0.82, 0.5)), 0.12),),
}
"""By answer word: ● yes, ◕ mostly yes, ◔ mostly no, ○ with a bar no, ? unknown, – not applicable."""

UNANSWERED_MARK: Mark = (Stroke(((0.18, 0.18), (0.82, 0.18), (0.82, 0.82), (0.18, 0.82), (0.18, 0.18)), 0.05),)
"""An empty box: nothing was answered yet."""

CRITICAL_MARK: Mark = (Polygon(_TRIANGLE),)
"""▲ a critical question."""

DANGER_MARK: Mark = (
    Stroke(((0.1, 0.12), (0.9, 0.12), (0.5, 0.88), (0.1, 0.12)), 0.1),
    Stroke(((0.5, 0.62), (0.5, 0.4)), 0.1),
    Disc((0.5, 0.26), 0.055),
)
"""A triangle with an exclamation mark: immediate danger."""


def answer_mark(value: str | None) -> Mark:
    """The mark of an answer word, the empty box for None; KeyError for a word no pack may use is a bug."""
    return UNANSWERED_MARK if value is None else ANSWER_MARKS[value]
