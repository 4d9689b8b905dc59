"""The base of buttons that paint themselves from the theme: answers, chips, and figures that open."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tmfcheck.gui.elements import PRESSING_KEYS
from tmfcheck.gui.theme import RADIUS, Theme


class PaintedButton(QAbstractButton):
    """A button with the theme's surface, outline and focus ring; up and down are left to the screen."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        elif event.key() in PRESSING_KEYS and not event.isAutoRepeat():
            self.click()
        else:
            event.ignore()

    def paint_surface(self, painter: QPainter, fill: QColor, outline: QColor) -> None:
        """The button's body with rounded corners, and the focus ring when it has the keyboard."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.theme.ring_px if self.hasFocus() else self.theme.outline_px
        painter.setPen(QPen(self.theme.colour("focus") if self.hasFocus() else outline, width))
        painter.setBrush(fill)
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def paint_focus_inside(self, painter: QPainter, colour: QColor) -> None:
        """A second ring inside a filled button, where the ring alone would not stand out."""
        if not self.hasFocus():
            return
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = self.theme.ring_px + 1.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS - 2, RADIUS - 2)
