"""The board a photo lies on: seen large, turned, enlarged and moved, and drawn on by pointer or by keys."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QTabletEvent,
)

from tmfcheck.domain.annotation_shapes import CASING, INK, Point, distance_to_line, within
from tmfcheck.domain.evidence import Annotation, AnnotationKind
from tmfcheck.gui.annotation.drawing import Drawing, Marks
from tmfcheck.gui.annotation.ink import mark_path, paint_annotations, words_box
from tmfcheck.gui.annotation.picture_view import PictureView
from tmfcheck.gui.theme import SPACE, Theme

KEY_STEP, FINE_STEP = 0.01, 0.002
MOST_POINTS = 1000
_REACH_PX, _HANDLE_PX = 10, 5
_LEAST_LENGTH_PX = 6
_WITH_HANDLES = (AnnotationKind.ARROW, AnnotationKind.ELLIPSE, AnnotationKind.MEASURE)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PhotoBoard(PictureView):
    """Shows one picture with its drawings; ``tool`` is the kind that is drawn next, None for selecting and moving.

    ``drawn`` after every change a user made to the drawings, ``selection_changed`` when another one (or none) is
    selected, ``words_wanted`` when a new text waits for its words, ``tool_changed`` when a drawing is finished;
    ``step_asked`` on a left or right arrow key that moves nothing else. Showing emits nothing.
    """

    drawn = Signal()
    selection_changed = Signal()
    words_wanted = Signal()
    tool_changed = Signal()
    step_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.drawing = Drawing()
        self.tool: AnnotationKind | None = None
        self.is_locked = False
        self._draft: list[Point] = []
        self._pen: Point | None = None
        self._grip: int | None = None
        self._last = QPointF()
        self._is_panning = False
        self._has_pen_down = False

    # ------------------------------------------------------------ showing

    def show_photo(self, picture: QPixmap, rotation: int, marks: Marks) -> None:
        """Show a picture, upright as it was taken, turned by ``rotation``, with its drawings; emits nothing."""
        self.drawing = Drawing(marks)
        self._give_up_draft()
        self.show_picture(picture, rotation)

    def show_marks(self, marks: Marks) -> None:
        """Show other drawings over the same picture; what could be undone cannot be any more."""
        self.drawing = Drawing(marks)
        self.update()

    # ------------------------------------------------------------ tools

    def use_tool(self, tool: AnnotationKind | None) -> None:
        """Draw this next; None selects and moves."""
        if self.is_locked and tool is not None:
            return
        self._give_up_draft()
        self.tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is None else Qt.CursorShape.CrossCursor)
        self.tool_changed.emit()
        self.update()

    def undo(self) -> None:
        """Take back the last change of the drawings."""
        if self._pen is not None or self._draft:
            self._give_up_draft()
        elif not self.is_locked and self.drawing.undo():
            self._tell_drawn()

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.is_locked and self.drawing.redo():
            self._tell_drawn()

    def remove_selected(self) -> None:
        """Take the selected drawing away."""
        if not self.is_locked and self.drawing.selected is not None:
            self.drawing.remove()
            self._tell_drawn()

    def write_words(self, words: str) -> None:
        """Give the selected drawing other words."""
        if not self.is_locked and self.drawing.present is not None:
            self.drawing.write(words)
            self.drawn.emit()
            self.update()

    def select(self, number: int | None) -> None:
        """Select a drawing, or none."""
        count = len(self.drawing.marks)
        self.drawing.select(number)
        if len(self.drawing.marks) != count:
            self.drawn.emit()
        self.selection_changed.emit()
        self.update()

    def drawing_next(self) -> None:
        """Select the next drawing."""
        self.drawing.select_next()
        self.selection_changed.emit()
        self.update()

    def _add(self, points: tuple[Point, ...]) -> None:
        if self.tool is None:
            return
        kind = self.tool
        self.drawing.add(Annotation(kind, _thinned(points)))
        self.use_tool(None)
        self._tell_drawn()
        if kind in (AnnotationKind.TEXT, AnnotationKind.MEASURE):
            self.words_wanted.emit()

    def _tell_drawn(self) -> None:
        self.drawn.emit()
        self.selection_changed.emit()
        self.update()

    def _give_up_draft(self) -> None:
        self._draft, self._pen, self._grip = [], None, None
        self.update()

    # ------------------------------------------------------------ the pointer

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen is a mouse whose tip is the left button; taken here, no second mouse is made of it."""
        handler = {
            QEvent.Type.TabletPress: (QEvent.Type.MouseButtonPress, self.mousePressEvent),
            QEvent.Type.TabletMove: (QEvent.Type.MouseMove, self.mouseMoveEvent),
            QEvent.Type.TabletRelease: (QEvent.Type.MouseButtonRelease, self.mouseReleaseEvent),
        }.get(event.type())
        if handler is not None:
            kind, handle = handler
            self._has_pen_down = kind != QEvent.Type.MouseButtonRelease and bool(event.buttons())
            places = (event.position(), event.globalPosition())
            handle(QMouseEvent(kind, *places, event.button(), event.buttons(), event.modifiers()))
        event.accept()

    def _is_palm(self, event: QMouseEvent) -> bool:
        """Whether a mouse was made of a hand that rests on the screen while the pen writes."""
        return self._has_pen_down and event.source() is not Qt.MouseEventSource.MouseEventNotSynthesized

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_palm(event):
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = event.position()
        self._last = place
        if event.button() != Qt.MouseButton.LeftButton or not self.has_picture:
            self._is_panning = event.button() == Qt.MouseButton.MiddleButton
        elif self.tool is AnnotationKind.TEXT:
            self._add((self.point_at(place),))
        elif self.tool is not None:
            self._draft = [self.point_at(place)]
        else:
            self._grasp(place)

    def _grasp(self, place: QPointF) -> None:
        """Take hold of an end of the selected drawing, of a drawing, or of the picture."""
        self._grip = None if self.is_locked else self._handle_at(place)
        if self._grip is not None:
            return
        found = self.mark_at(place)
        self.select(found)
        self._is_panning = found is None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place, before = event.position(), self._last
        if not event.buttons() or self._is_palm(event):
            return
        self._last = place
        if self._draft:
            self._extend_draft(place)
        elif self._is_panning:
            self.pan(before - place)
        elif not self.is_locked:
            self._drag(before, place)

    def _extend_draft(self, place: QPointF) -> None:
        point = self.point_at(place)
        if self.tool is AnnotationKind.FREEHAND:
            self._draft.append(point)
        else:
            self._draft = [self._draft[0], point]
        self.update()

    def _drag(self, before: QPointF, place: QPointF) -> None:
        if self._grip is not None:
            self.drawing.move_point(self._grip, self.point_at(place), joins="grip")
        else:
            start, end = self.point_at(before), self.point_at(place)
            self.drawing.move(end[0] - start[0], end[1] - start[1], joins="drag")
        if self.drawing.present is not None:
            self.drawn.emit()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_palm(event):
            return
        if self._draft:
            points, self._draft = tuple(self._draft), []
            if self._is_long_enough(points):
                self._add(points)
        self._grip, self._is_panning = None, False
        self.drawing.settle()
        self.update()

    def _is_long_enough(self, points: tuple[Point, ...]) -> bool:
        """Whether a drag was meant as a drawing and not as a click."""
        places = [self.place_of(point) for point in points]
        return any(hypot(*(place - places[0]).toTuple()) >= _LEAST_LENGTH_PX for place in places)

    def _handle_at(self, place: QPointF) -> int | None:
        mark = self.drawing.present
        if mark is None or mark.kind not in _WITH_HANDLES:
            return None
        ends = enumerate(self.place_of(point) for point in mark.points)
        return next((n for n, end in ends if hypot(*(end - place).toTuple()) <= _REACH_PX), None)

    def mark_at(self, place: QPointF) -> int | None:
        """The topmost drawing within reach of a place of the widget."""
        numbers = range(len(self.drawing.marks) - 1, -1, -1)
        return next((n for n in numbers if self._is_near(self.drawing.marks[n], place)), None)

    def _is_near(self, mark: Annotation, place: QPointF) -> bool:
        box = self.picture_box()
        if mark.words or mark.kind is AnnotationKind.TEXT:
            around = words_box(mark, box, self.rotation)
            if around.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX).contains(place):
                return True
        spot = place.toTuple()
        for polygon in mark_path(mark, box, self.rotation).toSubpathPolygons():
            line = [point.toTuple() for point in polygon.toList()]
            if any(distance_to_line(spot, *ends) <= _REACH_PX for ends in pairwise(line)):
                return True
        return False

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move what is selected (with Shift its end, with Ctrl finely), Enter draws, Delete takes away."""
        key = event.key()
        if key in _ARROWS:
            self._on_arrow(_ARROWS[Qt.Key(key)], event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_locked:
            self._on_enter()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.drawing.selected is not None:
            self.remove_selected()
        elif key == Qt.Key.Key_Escape and self._leave():
            return
        else:
            event.ignore()

    def _on_arrow(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        step = FINE_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else KEY_STEP
        if self._pen is not None:
            self._lead_pen(way, step)
        elif self.drawing.present is not None and not self.is_locked:
            self._nudge(way, step, is_end=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif self.zoom > 1:
            self.pan(QPointF(way[0] * self.width() / 8, way[1] * self.height() / 8))
        elif way[0]:
            self.step_asked.emit(way[0])

    def _nudge(self, way: tuple[int, int], step: float, *, is_end: bool) -> None:
        mark = self.drawing.present
        if mark is None:
            return
        dx, dy = self.upright_step(way, step)
        if is_end and mark.kind in _WITH_HANDLES:
            x, y = mark.points[-1]
            self.drawing.move_point(-1, (x + dx, y + dy), joins="end")
        else:
            self.drawing.move(dx, dy, joins="nudge")
        self.drawn.emit()
        self.update()

    def _on_enter(self) -> None:
        """Draw the chosen kind in the middle of what is seen; a freehand line is led by the arrows, Enter ends it."""
        if self._pen is not None:
            points = tuple(self._draft)
            self._draft, self._pen = [], None
            if len(points) > 1:
                self._add(points)
        elif self.tool is AnnotationKind.FREEHAND:
            self._pen = self.point_at(QPointF(self.rect().center()))
            self._draft = [self._pen]
            self.update()
        elif self.tool is not None:
            self._add(self._middle_points(self.tool))

    def _middle_points(self, kind: AnnotationKind) -> tuple[Point, ...]:
        centre = QPointF(self.rect().center())
        if kind is AnnotationKind.TEXT:
            return (self.point_at(centre),)
        seen = self.picture_box().intersected(QRectF(self.rect()))
        half = QPointF(seen.width() / 8, seen.height() / 8 if kind is AnnotationKind.ELLIPSE else 0)
        return self.point_at(centre - half), self.point_at(centre + half)

    def _lead_pen(self, way: tuple[int, int], step: float) -> None:
        if self._pen is not None:
            dx, dy = self.upright_step(way, step)
            self._pen = within((self._pen[0] + dx, self._pen[1] + dy))
            self._draft.append(self._pen)
            self.update()

    def _leave(self) -> bool:
        """Give up a draft, a tool or a selection; False where there is none of them."""
        if self._draft:
            self._give_up_draft()
        elif self.tool is not None:
            self.use_tool(None)
        elif self.drawing.selected is not None:
            self.select(None)
        else:
            return False
        return True

    # ------------------------------------------------------------ painting

    def paint_over(self, painter: QPainter, box: QRectF) -> None:
        paint_annotations(painter, box, self.drawing.marks, self.rotation)
        if self._draft and self.tool is not None:
            paint_annotations(painter, box, (Annotation(self.tool, tuple(self._draft)),), self.rotation)
        self._paint_handles(painter, box)

    def _paint_handles(self, painter: QPainter, box: QRectF) -> None:
        """Squares on the ends of the selected drawing, a frame around what has none."""
        mark = self.drawing.present
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(INK), 2))
        painter.setBrush(QColor(CASING))
        if self._pen is not None:
            painter.drawEllipse(self.place_of(self._pen), _HANDLE_PX, _HANDLE_PX)
        if mark is None:
            return
        if mark.kind in _WITH_HANDLES:
            for point in mark.points:
                spot = self.place_of(point)
                painter.drawRect(QRectF(spot.x() - _HANDLE_PX, spot.y() - _HANDLE_PX, 2 * _HANDLE_PX, 2 * _HANDLE_PX))
            return
        around = mark_path(mark, box, self.rotation).boundingRect()
        if mark.kind is AnnotationKind.TEXT:
            around = words_box(mark, box, self.rotation)
        around = around.adjusted(-SPACE, -SPACE, SPACE, SPACE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, style in ((CASING, Qt.PenStyle.SolidLine), (INK, Qt.PenStyle.DashLine)):
            painter.setPen(QPen(QColor(colour), 2, style))
            painter.drawRect(around)


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A line of no more points than anybody can see, its ends kept."""
    step = -(-len(points) // MOST_POINTS)
    return points if step <= 1 else (*points[:-1:step], points[-1])
