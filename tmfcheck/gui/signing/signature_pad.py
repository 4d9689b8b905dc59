"""The pad people sign on with mouse, finger or pen; what they draw is kept as lines, never as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

from tmfcheck.domain.evidence import PAD_HEIGHT, PAD_WIDTH
from tmfcheck.gui.theme import SPACE, Theme

WIDTH_PX = 510
PEN_PX = 2.4
LINE_AT = 0.78
NEAREST = 0.004
"""Two points closer than this, in the pad's unit, are one."""

Point = tuple[float, float]


class Writer(Enum):
    """What a stroke is drawn with; only one at a time."""

    MOUSE = "mouse"
    FINGER = "finger"
    PEN = "pen"


class SignaturePad(QWidget):
    """A white sheet of 3 to 1; Backspace takes the last stroke back, Delete clears it."""

    changed = Signal()
    """A stroke was added or taken away by the user."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._strokes: list[list[Point]] = []
        self._writer: Writer | None = None
        self._finger = -1
        self._knows_fingers = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(name)
        width = theme.wide(WIDTH_PX)
        self.setFixedSize(width, width * PAD_HEIGHT // PAD_WIDTH)

    def strokes(self) -> tuple[tuple[Point, ...], ...]:
        """What was drawn, in the pad's own unit."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def clear(self) -> None:
        """Take everything back."""
        if self._strokes:
            self._strokes.clear()
            self._tell()

    def show_strokes(self, strokes: Sequence[Sequence[Point]]) -> None:
        """Show a signature; nothing is emitted."""
        self._strokes = [list(stroke) for stroke in strokes]
        self.update()

    # ------------------------------------------------------------ the user

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and not self._is_echo(event):
            self._begin(Writer.MOUSE, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_on(Writer.MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._end(Writer.MOUSE)

    def _is_echo(self, event: QMouseEvent) -> bool:
        """Whether a mouse was made of a finger or pen that came here as itself; elsewhere it is all that comes."""
        return self._knows_fingers and event.source() is not Qt.MouseEventSource.MouseEventNotSynthesized

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen draws while its tip touches the tablet; the palm that came down with it never wrote."""
        self._knows_fingers = True
        match event.type():
            case QEvent.Type.TabletPress if event.button() is Qt.MouseButton.LeftButton:
                if self._writer is Writer.FINGER:
                    self._strokes.pop()
                    self._writer = None
                self._begin(Writer.PEN, event.position())
            case QEvent.Type.TabletMove:
                self._go_on(Writer.PEN, event.position())
            case QEvent.Type.TabletRelease:
                self._end(Writer.PEN)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Touch comes as an event of its own; the finger that came first writes, others and a palm do not."""
        if not isinstance(event, QTouchEvent):
            return super().event(event)
        self._knows_fingers = True
        if event.type() == QEvent.Type.TouchCancel:
            self._end(Writer.FINGER)
        for point in event.points():
            self._follow(point)
        event.accept()
        return True

    def _follow(self, point: QEventPoint) -> None:
        """One finger's step."""
        if point.state() == QEventPoint.State.Pressed and self._writer is None:
            self._finger = point.id()
            self._begin(Writer.FINGER, point.position())
        elif point.id() == self._finger:
            self._go_on(Writer.FINGER, point.position())
            if point.state() == QEventPoint.State.Released:
                self._end(Writer.FINGER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Backspace:
                self.undo()
            case Qt.Key.Key_Delete:
                self.clear()
            case _:
                super().keyPressEvent(event)

    def _begin(self, writer: Writer, position: QPointF) -> None:
        """Start a stroke, unless somebody writes already."""
        if self._writer is not None:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._writer = writer
        self._strokes.append([self._on_pad(position)])
        self.update()

    def _go_on(self, writer: Writer, position: QPointF) -> None:
        if self._writer is not writer:
            return
        point, last = self._on_pad(position), self._strokes[-1][-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= NEAREST:
            self._strokes[-1].append(point)
            self.update()

    def _end(self, writer: Writer) -> None:
        if self._writer is writer:
            self._writer = None
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _on_pad(self, position: QPointF) -> Point:
        """A position in the pad's unit; beyond the edge it is on the edge."""
        sheet = self._sheet()
        x = (position.x() - sheet.left()) / sheet.width() * PAD_WIDTH
        y = (position.y() - sheet.top()) / sheet.height() * PAD_HEIGHT
        return min(max(x, 0.0), float(PAD_WIDTH)), min(max(y, 0.0), float(PAD_HEIGHT))

    # ------------------------------------------------------------ the paint

    def _sheet(self) -> QRectF:
        """The sheet as large as it fits, three times as wide as high."""
        wide = min(float(self.width()), self.height() * PAD_WIDTH / PAD_HEIGHT)
        return QRectF(0, 0, wide, wide * PAD_HEIGHT / PAD_WIDTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper and dark ink in every theme: it is printed so."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self._sheet().adjusted(1, 1, -1, -1)
        edge = self._theme.colour("focus" if self.hasFocus() else "border")
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(sheet, 6, 6)
        height = sheet.top() + LINE_AT * sheet.height()
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1))
        painter.drawLine(QPointF(sheet.left() + SPACE * 4, height), QPointF(sheet.right() - SPACE * 4, height))
        painter.setPen(
            QPen(
                Qt.GlobalColor.black, PEN_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in self._strokes:
            self._paint_stroke(painter, stroke)

    def _paint_stroke(self, painter: QPainter, stroke: Sequence[Point]) -> None:
        sheet = self._sheet()
        points = [
            QPointF(sheet.left() + x / PAD_WIDTH * sheet.width(), sheet.top() + y / PAD_HEIGHT * sheet.height())
            for x, y in stroke
        ]
        if len(points) == 1:
            painter.drawPoint(points[0])
            return
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.drawPath(path)
