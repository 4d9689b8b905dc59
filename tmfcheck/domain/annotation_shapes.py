"""How drawings over a photo look, in shares of the picture, so that the screen and the paper draw the same.

Every line is dark ink in a light casing: it stands out on snow and on wet tailings, in colour and in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, cos, hypot, pi, sin

Point = tuple[float, float]

INK, CASING = "#A80F2E", "#FFFFFF"
"""The colours of a line and of the edge around it, the same in every theme and on paper."""
LINE_SHARE, CASING_SHARE, TEXT_SHARE = 0.004, 0.009, 0.028
"""Width of the ink, width of ink and casing together, and height of letters, as shares of the picture's longer edge."""
HEAD_SHARE = 0.03
"""Length of an arrow's head, as a share of the picture's longer edge; never more than half the arrow."""
_HEAD_ANGLE = pi / 7
_FULL_TURN = 360


def turned(point: Point, rotation: int) -> Point:
    """Where a point of the upright picture lies once the picture is turned clockwise by 0, 90, 180 or 270 degrees."""
    x, y = point
    return {0: (x, y), 90: (1 - y, x), 180: (1 - x, 1 - y), 270: (y, 1 - x)}[rotation % _FULL_TURN]


def turned_back(point: Point, rotation: int) -> Point:
    """The point of the upright picture that lies at a point of the turned one."""
    return turned(point, _FULL_TURN - rotation % _FULL_TURN)


def within(point: Point) -> Point:
    """The nearest point of the picture."""
    x, y = point
    return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))


def arrow_head(tail: Point, head: Point, longer_edge: float) -> tuple[Point, Point]:
    """The two free ends of an arrow's head; everything in the same unit, such as pixels."""
    length = min(HEAD_SHARE * longer_edge, hypot(head[0] - tail[0], head[1] - tail[1]) / 2)
    back = atan2(tail[1] - head[1], tail[0] - head[0])
    left, right = back - _HEAD_ANGLE, back + _HEAD_ANGLE
    return _from(head, left, length), _from(head, right, length)


def measure_ends(start: Point, end: Point, longer_edge: float) -> tuple[tuple[Point, Point], tuple[Point, Point]]:
    """The short strokes across both ends of a measured line."""
    across = atan2(end[1] - start[1], end[0] - start[0]) + pi / 2
    half = HEAD_SHARE * longer_edge / 2
    first, second = ((_from(each, across, half), _from(each, across, -half)) for each in (start, end))
    return first, second


def words_corner(points: Sequence[Point], words: Point, picture: Point, *, is_beside: bool) -> Point:
    """The upper left corner of words in a picture, all of them inside; ``words`` and ``picture`` are width and height.

    They begin at the only point, half above it and half below, or ``is_beside`` stand above the middle of a line.
    Everything in the same unit, downwards.
    """
    (width, height), (x, y) = words, points[0]
    left, top = x, y - height / 2
    if is_beside:
        middle_x, middle_y = _beside(points[0], points[-1], width, height)
        left, top = middle_x - width / 2, middle_y - height / 2
    return max(0.0, min(left, picture[0] - width)), max(0.0, min(top, picture[1] - height))


def _beside(start: Point, end: Point, width: float, height: float) -> Point:
    """The centre of words of this size that stand just above the middle of a line, whatever its slope."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = hypot(along_x, along_y) or 1.0
    across_x, across_y = along_y / length, -along_x / length
    if across_y > 0 or (across_y == 0 and across_x < 0):
        across_x, across_y = -across_x, -across_y
    away = abs(across_x) * width / 2 + abs(across_y) * height / 2 + height / 3
    return (start[0] + end[0]) / 2 + across_x * away, (start[1] + end[1]) / 2 + across_y * away


def _from(point: Point, direction: float, length: float) -> Point:
    return point[0] + length * cos(direction), point[1] + length * sin(direction)


def distance_to_line(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two points; everything in the same unit."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = along_x**2 + along_y**2
    share = ((point[0] - start[0]) * along_x + (point[1] - start[1]) * along_y) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(point[0] - start[0] - share * along_x, point[1] - start[1] - share * along_y)


def moved(points: Iterable[Point], dx: float, dy: float) -> tuple[Point, ...]:
    """Points moved together, as far as all of them stay in the picture."""
    known = tuple(points)
    left, right = min(x for x, _ in known), max(x for x, _ in known)
    top, bottom = min(y for _, y in known), max(y for _, y in known)
    step_x, step_y = min(max(dx, -left), 1 - right), min(max(dy, -top), 1 - bottom)
    return tuple(within((x + step_x, y + step_y)) for x, y in known)
