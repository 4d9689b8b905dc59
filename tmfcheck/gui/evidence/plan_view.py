"""A plan of the site with numbered pins, one for each photo that was placed on it."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen

from tmfcheck.domain.annotation_shapes import CASING, INK, Point, within
from tmfcheck.gui.annotation.picture_view import PictureView
from tmfcheck.gui.theme import Theme

FINE_STEP, STEP = 0.002, 0.01
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_REACH_PX, _CLICK_PX = 16, 4


class PlanView(PictureView):
    """``pinned`` with the point for the present photo's pin, ``pin_chosen`` with an id whose pin was clicked.

    ``pin_moved`` while the present pin is moved by keys, ``unpinned`` when it shall go.
    """

    pinned = Signal(tuple)
    pin_chosen = Signal(str)
    pin_moved = Signal(tuple)
    unpinned = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.is_locked = False
        self.present: str | None = None
        self.pins: dict[str, tuple[int, Point]] = {}
        self._pressed: QPointF | None = None
        self._last = QPointF()

    def show_pins(self, pins: dict[str, tuple[int, Point]], present: str | None) -> None:
        """Show pins by the id of their photo, each with its number and point; emits nothing."""
        self.pins, self.present = pins, present
        self.update()

    # ------------------------------------------------------------ the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag moves an enlarged plan."""
        if event.buttons() and self.zoom > 1:
            self.pan(self._last - event.position())
        self._last = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place, pressed = event.position(), self._pressed
        self._pressed = None
        if pressed is None or hypot(*(place - pressed).toTuple()) > _CLICK_PX or not self.has_picture:
            return
        found = self.pin_at(place)
        if found is not None:
            self.pin_chosen.emit(found)
        elif not self.is_locked and self.picture_box().contains(place):
            self.pinned.emit(self.point_at(place))

    def pin_at(self, place: QPointF) -> str | None:
        """The photo whose pin lies within reach of a place of the widget."""
        near = (
            (hypot(*(self._head(point) - place).toTuple()), evidence_id)
            for evidence_id, (_number, point) in self.pins.items()
        )
        found = min((each for each in near if each[0] <= _REACH_PX), default=None)
        return found[1] if found is not None else None

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sets the present photo's pin in the middle, arrows move it (with Ctrl finely), Delete takes it away."""
        key = event.key()
        if key in _ARROWS:
            self._on_arrow(_ARROWS[Qt.Key(key)], event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_locked and self.has_picture:
            self.pinned.emit(self.point_at(QPointF(self.rect().center())))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.is_locked:
            self.unpinned.emit()
        else:
            event.ignore()

    def _on_arrow(self, way: tuple[int, int], modifiers: Qt.KeyboardModifier) -> None:
        step = FINE_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else STEP
        pin = self.pins.get(self.present or "")
        if pin is not None and not self.is_locked:
            number, (x, y) = pin
            dx, dy = self.upright_step(way, step)
            point = within((x + dx, y + dy))
            self.pins[self.present or ""] = (number, point)
            self.update()
            self.pin_moved.emit(point)
        elif self.zoom > 1:
            self.pan(QPointF(way[0] * self.width() / 8, way[1] * self.height() / 8))

    # ------------------------------------------------------------ painting

    def _radius(self) -> float:
        return self.theme.text_px(11)

    def _head(self, point: Point) -> QPointF:
        """The middle of a pin's head; its tip stands on the point."""
        return self.place_of(point) - QPointF(0, 2 * self._radius())

    def paint_over(self, painter: QPainter, box: QRectF) -> None:
        ordered = sorted(self.pins.items(), key=lambda each: (each[0] == self.present, each[1][0]))
        for evidence_id, (number, point) in ordered:
            self._paint_pin(painter, number, point, is_present=evidence_id == self.present)

    def _paint_pin(self, painter: QPainter, number: int, point: Point, *, is_present: bool) -> None:
        tip, head, radius = self.place_of(point), self._head(point), self._radius()
        drop = QPainterPath()
        drop.moveTo(tip)
        drop.lineTo(head.x() - radius * 0.87, head.y() + radius * 0.5)
        drop.arcTo(QRectF(head.x() - radius, head.y() - radius, 2 * radius, 2 * radius), 210, -240)
        drop.closeSubpath()
        ground, ink = (INK, CASING) if is_present else (CASING, INK)
        painter.setPen(QPen(QColor(CASING), 5))
        painter.setBrush(QColor(ground))
        painter.drawPath(drop)
        painter.setPen(QPen(QColor(INK), 2))
        painter.drawPath(drop)
        painter.setPen(QColor(ink))
        painter.setFont(self.theme.font(11, bold=True))
        room = QRectF(head.x() - 2 * radius, head.y() - radius, 4 * radius, 2 * radius)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))
