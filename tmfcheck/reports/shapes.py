"""Draws the shared marks of answers, critical questions and dangers on paper."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color

from tmfcheck.domain.answer_marks import Disc, Mark, Part, Polygon, Ring, Sector, Stroke

ROUND = 1


def draw_mark(canvas: Any, mark: Mark, corner: tuple[float, float], size: float, colour: Color) -> None:
    """Draw a mark into the square of ``size`` points above and right of its lower left ``corner``."""
    canvas.saveState()
    canvas.translate(*corner)
    canvas.scale(size, size)
    canvas.setFillColor(colour)
    canvas.setStrokeColor(colour)
    for part in mark:
        _draw_part(canvas, part)
    canvas.restoreState()


def _draw_part(canvas: Any, part: Part) -> None:
    match part:
        case Disc((x, y), radius):
            canvas.circle(x, y, radius, stroke=0, fill=1)
        case Ring((x, y), radius, width):
            canvas.setLineWidth(width)
            canvas.circle(x, y, radius, stroke=1, fill=0)
        case Sector((x, y), radius, start, extent):
            canvas.wedge(x - radius, y - radius, x + radius, y + radius, start, extent, stroke=0, fill=1)
        case Stroke(points, width):
            canvas.setLineWidth(width)
            canvas.setLineCap(ROUND)
            canvas.setLineJoin(ROUND)
            canvas.drawPath(_path(canvas, points))
        case Polygon(points):
            canvas.drawPath(_path(canvas, points, closed=True), stroke=0, fill=1)


def _path(canvas: Any, points: tuple[tuple[float, float], ...], *, closed: bool = False) -> Any:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.close()
    return path
