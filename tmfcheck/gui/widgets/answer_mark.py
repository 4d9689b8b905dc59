"""Paints the shared marks of answers, critical questions and dangers, and how much of something is done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tmfcheck.domain.answer_marks import (
    CRITICAL_MARK,
    DANGER_MARK,
    Disc,
    Mark,
    Part,
    Point,
    Polygon,
    Ring,
    Sector,
    Stroke,
    answer_mark,
)

_FROM_TOP = 90
_FULL_CIRCLE = 360
_TICK = Stroke(((0.28, 0.48), (0.44, 0.32), (0.74, 0.66)), 0.12)


def paint_answer_mark(painter: QPainter, box: QRectF, answer: str | None, colour: QColor) -> None:
    """Paint the mark of an answer word, the empty box where nothing was answered."""
    paint_mark(painter, box, answer_mark(answer), colour)


def paint_critical_mark(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint the triangle of critical questions."""
    paint_mark(painter, box, CRITICAL_MARK, colour)


def paint_danger_mark(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint the triangle with the exclamation mark of an immediate danger."""
    paint_mark(painter, box, DANGER_MARK, colour)


def paint_progress_mark(painter: QPainter, box: QRectF, share: float, colour: QColor, tick: QColor) -> None:
    """Paint how much of something is done: an empty ring, a growing slice, a tick in a full disc."""
    if share >= 1:
        paint_mark(painter, box, (Disc((0.5, 0.5), 0.48),), colour)
        paint_mark(painter, box, (_TICK,), tick)
        return
    extent = share * _FULL_CIRCLE
    slice_done = Sector((0.5, 0.5), 0.42, start=_FROM_TOP - extent, extent=extent)
    paint_mark(painter, box, (Ring((0.5, 0.5), radius=0.42, width=0.09), slice_done), colour)


def paint_mark(painter: QPainter, box: QRectF, mark: Mark, colour: QColor) -> None:
    """Paint a mark into the middle of a box, as large as fits."""
    size = min(box.width(), box.height())
    square = QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in mark:
        _paint_part(painter, square, part, colour)
    painter.restore()


def _paint_part(painter: QPainter, square: QRectF, part: Part, colour: QColor) -> None:
    size = square.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match part:
        case Disc(centre, radius):
            painter.drawEllipse(_place(square, centre), radius * size, radius * size)
        case Ring(centre, radius, width):
            _draw_with_line(painter, colour, width * size)
            painter.drawEllipse(_place(square, centre), radius * size, radius * size)
        case Sector(centre, radius, start, extent):
            corner = _place(square, (centre[0] - radius, centre[1] + radius))
            circle = QRectF(corner.x(), corner.y(), 2 * radius * size, 2 * radius * size)
            painter.drawPie(circle, round(start * 16), round(extent * 16))
        case Stroke(points, width):
            _draw_with_line(painter, colour, width * size)
            painter.drawPolyline([_place(square, point) for point in points])
        case Polygon(points):
            painter.drawPolygon([_place(square, point) for point in points])


def _draw_with_line(painter: QPainter, colour: QColor, width: float) -> None:
    line = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _place(square: QRectF, point: Point) -> QPointF:
    """A point of the unit square, which counts upwards, in the window, which counts downwards."""
    return QPointF(square.left() + point[0] * square.width(), square.bottom() - point[1] * square.height())
