"""The drawings of results: the MSR bar with its interval and the radar of categories, legible in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

from tmfcheck.domain.evaluation import Score
from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text, break_lines
from tmfcheck.reports.style import ACCENT, HAIRLINE, INK, PAPER, QUIET, RULE, SMALL, SMALL_STRONG

SLANT_STEP = 3.2


Limits = Sequence[tuple[Fraction, str]]
"""The limits of the levels in percent with their labels, drawn as ticks on a bar."""


def msr_bar(score: Score, says: str, *, height: float = 7, limits: Limits = ()) -> Block:
    """A bar from 0 to 100 %: full up to the MSR, slanted lines up to its upper bound; an empty set draws a dash.

    ``says`` is the same in words.
    """

    def paint(canvas: Canvas, x: float, top: float, width: float) -> None:
        bottom = top - height
        if score.msr_percent is None or score.msr_high_percent is None:
            canvas.setStrokeColor(QUIET)
            canvas.line(x, top - height / 2, x + 8, top - height / 2)
            return
        low, high = (float(value) / 100 * width for value in (score.msr_percent, score.msr_high_percent))
        _ground(canvas, (x, bottom, width, height))
        _slanted(canvas, (x + low, bottom, high - low, height))
        canvas.setFillColor(ACCENT)
        canvas.rect(x, bottom, low, height, stroke=0, fill=1)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(HAIRLINE)
        canvas.rect(x, bottom, width, height, stroke=1, fill=0)
        _ticks(canvas, (x, bottom, width, height), limits)

    room_for_labels = 10 if limits else 0
    return Drawing(height + room_for_labels, paint, before=2, says=says)


Box = tuple[float, float, float, float]


def _ground(canvas: Canvas, box: Box) -> None:
    canvas.setFillColor(PAPER)
    canvas.rect(*box, stroke=0, fill=1)


def _slanted(canvas: Canvas, box: Box) -> None:
    """Slanted lines inside a box of (left, bottom, width, height)."""
    left, bottom, width, height = box
    if width <= 0:
        return
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*box)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.9)
    x = left - height
    while x < left + width:
        canvas.line(x, bottom, x + height, bottom + height)
        x += SLANT_STEP
    canvas.restoreState()


def _ticks(canvas: Canvas, box: Box, limits: Limits) -> None:
    left, bottom, width, height = box
    for limit, label in limits:
        x = left + float(limit) / 100 * width
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.line(x, bottom - 2.5, x, bottom + height)
        canvas.setFillColor(QUIET)
        canvas.setFont(SMALL.font, SMALL.size)
        canvas.drawCentredString(x, bottom - 9.5, label)


@dataclass(frozen=True, slots=True)
class Spoke:
    """One axis of the radar: its label lines, and low and high value in percent (None for an empty set)."""

    label: tuple[str, ...]
    low: Fraction | None
    high: Fraction | None


FEWEST_SPOKES = 3
RINGS = (25, 50, 75, 100)
RADAR_RADIUS = 92.0
LABEL_WIDTH = 104.0
RADAR_HEIGHT = 2 * RADAR_RADIUS + 76


def radar(spokes: Sequence[Spoke]) -> Block:
    """The radar of categories; needs at least three spokes."""

    def paint(canvas: Canvas, x: float, top: float, width: float) -> None:
        centre = (x + width / 2, top - RADAR_HEIGHT / 2)
        _web(canvas, centre, len(spokes))
        _outline(canvas, centre, [spoke.high for spoke in spokes], is_dashed=True)
        _outline(canvas, centre, [spoke.low for spoke in spokes], is_dashed=False)
        for number, spoke in enumerate(spokes):
            _spoke_label(canvas, centre, _angle(number, len(spokes)), spoke)

    return Drawing(RADAR_HEIGHT, paint, says="; ".join(spoke.label[0] for spoke in spokes))


Point = tuple[float, float]


def _angle(number: int, count: int) -> float:
    """Clockwise from twelve o'clock, in radians counter-clockwise from three."""
    return pi / 2 - 2 * pi * number / count


def _on_web(centre: Point, angle: float, percent: float) -> Point:
    reach = RADAR_RADIUS * percent / 100
    return centre[0] + reach * cos(angle), centre[1] + reach * sin(angle)


def _web(canvas: Canvas, centre: Point, count: int) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIRLINE)
    for percent in RINGS:
        _polygon(canvas, [_on_web(centre, _angle(number, count), percent) for number in range(count)])
    for number in range(count):
        canvas.line(*centre, *_on_web(centre, _angle(number, count), 100))
    canvas.setFillColor(QUIET)
    canvas.setFont(SMALL.font, 6)
    for percent in RINGS[:-1]:
        canvas.drawRightString(centre[0] - 2, centre[1] + RADAR_RADIUS * percent / 100 - 6.5, str(percent))


def _polygon(canvas: Canvas, points: Sequence[Point], *, fill: int = 0) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=1, fill=fill)


def _outline(canvas: Canvas, centre: Point, values: Sequence[Fraction | None], *, is_dashed: bool) -> None:
    """The line through all values; it is broken where a category has none."""
    count = len(values)
    points = [
        None if value is None else _on_web(centre, _angle(number, count), float(value))
        for number, value in enumerate(values)
    ]
    canvas.saveState()
    canvas.setStrokeColor(INK if is_dashed else ACCENT)
    canvas.setLineWidth(0.8 if is_dashed else 1.8)
    if is_dashed:
        canvas.setDash(2, 2)
    for start, end in zip(points, [*points[1:], *points[:1]], strict=True):
        if start is not None and end is not None:
            canvas.line(*start, *end)
    canvas.restoreState()
    if not is_dashed:
        canvas.setFillColor(ACCENT)
        for point in points:
            if point is not None:
                canvas.circle(*point, 2.4, stroke=0, fill=1)


def _spoke_label(canvas: Canvas, centre: Point, angle: float, spoke: Spoke) -> None:
    """Label lines outside the web, turned towards it."""
    side = cos(angle)
    align = "centre" if abs(side) < 0.2 else "left" if side > 0 else "right"
    x, y = _on_web(centre, angle, 114 if align == "centre" else 107)
    left = {"centre": x - LABEL_WIDTH / 2, "left": x, "right": x - LABEL_WIDTH}[align]
    styles = [SMALL_STRONG, *[SMALL] * len(spoke.label)]
    blocks = [
        Text(line, style.aligned(align))
        for words, style in zip(spoke.label, styles, strict=False)
        for line in break_lines(words, style, LABEL_WIDTH)
    ]
    tall = sum(block.height(LABEL_WIDTH) for block in blocks)
    top = y + tall / 2 + (tall / 2) * sin(angle)
    for block in blocks:
        block.draw(canvas, left, top, LABEL_WIDTH)
        top -= block.height(LABEL_WIDTH)


def radar_legend(labels: tuple[str, str]) -> Block:
    """What the full and the dashed line of the radar mean."""

    def paint(canvas: Canvas, x: float, top: float, width: float) -> None:
        middle = top - 5
        for number, label in enumerate(labels):
            left = x + number * width / 2
            canvas.setStrokeColor(INK if number else ACCENT)
            canvas.setLineWidth(0.8 if number else 1.8)
            canvas.setDash(*((2, 2) if number else ([],)))
            canvas.line(left, middle, left + 18, middle)
            Text(label, SMALL).draw(canvas, left + 24, top, width / 2 - 30)

    return Drawing(12, paint, says="; ".join(labels))
