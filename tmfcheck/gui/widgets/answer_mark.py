"""The shapes of the answers, painted: each answer is told by its shape and its word, never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen

_QUARTER = 90 * 16
_FILLED = {"mostly_yes": 3 * _QUARTER, "mostly_no": _QUARTER}


def paint_answer_mark(painter: QPainter, box: QRectF, answer: str | None, colour: QColor) -> None:
    """Paint an answer's mark into a box: ● ◕ ◔ ○ with a bar, ? and –; a small dot where nothing was answered."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = min(box.width(), box.height())
    square = QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
    pen = QPen(colour, max(1.5, size / 8))
    match answer:
        case "yes":
            _fill(painter, square, colour)
        case "mostly_yes" | "mostly_no":
            _part(painter, square, pen, _FILLED[answer])
        case "no":
            _barred_ring(painter, square, pen)
        case "unknown":
            _letter(painter, square, "?", colour)
        case "not_applicable":
            painter.setPen(QPen(colour, size / 6))
            painter.drawLine(square.center() - QPointF(size / 3, 0), square.center() + QPointF(size / 3, 0))
        case _:
            _fill(painter, _around(square, size / 3), colour)
    painter.restore()


def paint_progress_mark(painter: QPainter, box: QRectF, share: float, colour: QColor) -> None:
    """Paint how much of something is done: an empty ring, a growing sector, a tick in a full disc."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if share >= 1:
        _fill(painter, box, colour)
        _tick(painter, box, QColor(Qt.GlobalColor.white) if colour.lightness() < 140 else QColor(Qt.GlobalColor.black))
    else:
        _part(painter, box, QPen(colour, 1.5), round(share * 4 * _QUARTER))
    painter.restore()


def paint_warning_mark(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint the triangle of critical questions."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    size = min(box.width(), box.height())
    centre = box.center()
    painter.drawPolygon(
        [
            centre + QPointF(0, -size * 0.45),
            centre + QPointF(size * 0.5, size * 0.4),
            centre + QPointF(-size * 0.5, size * 0.4),
        ]
    )
    painter.restore()


def _fill(painter: QPainter, square: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    painter.drawEllipse(square)


def _part(painter: QPainter, square: QRectF, pen: QPen, sixteenths: int) -> None:
    ring = square.adjusted(pen.widthF() / 2, pen.widthF() / 2, -pen.widthF() / 2, -pen.widthF() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(pen.color()))
    painter.drawPie(ring, _QUARTER, -sixteenths)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)


def _barred_ring(painter: QPainter, square: QRectF, pen: QPen) -> None:
    _part(painter, square, pen, 0)
    reach = square.width() * 0.26
    painter.drawLine(square.center() - QPointF(reach, 0), square.center() + QPointF(reach, 0))


def _letter(painter: QPainter, square: QRectF, letter: str, colour: QColor) -> None:
    font = QFont(painter.font())
    font.setPixelSize(max(9, round(square.height() * 1.1)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(_around(square, square.height() * 1.6), Qt.AlignmentFlag.AlignCenter, letter)


def _tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    pen = QPen(colour, max(1.4, box.width() / 8))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = box.topLeft()
    width, height = box.width(), box.height()
    painter.drawPolyline(
        [
            corner + QPointF(width * 0.28, height * 0.52),
            corner + QPointF(width * 0.44, height * 0.68),
            corner + QPointF(width * 0.74, height * 0.34),
        ]
    )


def _around(square: QRectF, size: float) -> QRectF:
    """A square of this size with the same centre."""
    return QRectF(square.center().x() - size / 2, square.center().y() - size / 2, size, size)
