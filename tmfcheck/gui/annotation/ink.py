"""Paints annotations over a picture: dark ink in a light casing, legible on any ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from tmfcheck.domain.annotation_shapes import (
    CASING,
    CASING_SHARE,
    INK,
    LINE_SHARE,
    TEXT_SHARE,
    Point,
    arrow_head,
    measure_ends,
    turned,
    words_corner,
)
from tmfcheck.domain.evidence import Annotation, AnnotationKind
from tmfcheck.gui.theme import FONT_FAMILY

_SMALLEST_TEXT_PX = 9


def paint_annotations(painter: QPainter, box: QRectF, marks: Sequence[Annotation], rotation: int = 0) -> None:
    """Paint annotations over a picture that fills the box and is turned clockwise by ``rotation`` degrees."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        _stroke(painter, mark_path(mark, box, rotation), box)
        if mark.words:
            _write(painter, mark, box, rotation)
    painter.restore()


def placed(point: Point, box: QRectF, rotation: int) -> QPointF:
    """Where a point of the upright picture lies in the box that shows it turned."""
    x, y = turned(point, rotation)
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def mark_path(mark: Annotation, box: QRectF, rotation: int) -> QPainterPath:
    """The lines of an annotation in the box; a text has none."""
    points = [placed(point, box, rotation) for point in mark.points]
    path = QPainterPath()
    drawn = _DRAWN.get(mark.kind)
    if drawn is not None and points:
        drawn(path, points, longer_edge(box))
    return path


def words_box(mark: Annotation, box: QRectF, rotation: int) -> QRectF:
    """Where the words of an annotation stand: at the place of a text, beside the middle of a measured line."""
    metrics = QFontMetricsF(words_font(box))
    width, height = metrics.horizontalAdvance(mark.words), metrics.height()
    points = [(placed(point, box, rotation) - box.topLeft()).toTuple() for point in mark.points]
    is_beside = mark.kind is AnnotationKind.MEASURE
    left, top = words_corner(points, (width, height), box.size().toTuple(), is_beside=is_beside)
    return QRectF(box.left() + left, box.top() + top, max(width, height), height)


def words_font(box: QRectF) -> QFont:
    """The font of words over a picture of this size."""
    font = QFont(FONT_FAMILY)
    font.setPixelSize(max(_SMALLEST_TEXT_PX, round(TEXT_SHARE * longer_edge(box))))
    font.setBold(True)
    return font


def longer_edge(box: QRectF) -> float:
    """What widths and letters are measured by."""
    return max(box.width(), box.height())


def _stroke(painter: QPainter, path: QPainterPath, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, share in ((CASING, CASING_SHARE), (INK, LINE_SHARE)):
        pen = QPen(QColor(colour), max(1.5 if colour is INK else 3.5, share * longer_edge(box)))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)


def _write(painter: QPainter, mark: Annotation, box: QRectF, rotation: int) -> None:
    font = words_font(box)
    place = words_box(mark, box, rotation)
    letters = QPainterPath()
    letters.addText(place.left(), place.top() + QFontMetricsF(font).ascent(), font, mark.words)
    pen = QPen(QColor(CASING), max(3.0, CASING_SHARE * longer_edge(box)))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(letters, pen)
    painter.fillPath(letters, QColor(INK))


def _draw_arrow(path: QPainterPath, points: list[QPointF], edge: float) -> None:
    tail, head = points[0], points[-1]
    left, right = arrow_head(tail.toTuple(), head.toTuple(), edge)
    path.moveTo(tail)
    path.lineTo(head)
    path.moveTo(*left)
    path.lineTo(head)
    path.lineTo(*right)


def _draw_ellipse(path: QPainterPath, points: list[QPointF], _edge: float) -> None:
    path.addEllipse(QRectF(points[0], points[-1]).normalized())


def _draw_freehand(path: QPainterPath, points: list[QPointF], _edge: float) -> None:
    path.moveTo(points[0])
    for point in points[1:]:
        path.lineTo(point)


def _draw_measure(path: QPainterPath, points: list[QPointF], edge: float) -> None:
    start, end = points[0], points[-1]
    path.moveTo(start)
    path.lineTo(end)
    for first, second in measure_ends(start.toTuple(), end.toTuple(), edge):
        path.moveTo(*first)
        path.lineTo(*second)


_DRAWN: dict[AnnotationKind, Callable[[QPainterPath, list[QPointF], float], None]] = {
    AnnotationKind.ARROW: _draw_arrow,
    AnnotationKind.ELLIPSE: _draw_ellipse,
    AnnotationKind.FREEHAND: _draw_freehand,
    AnnotationKind.MEASURE: _draw_measure,
}
