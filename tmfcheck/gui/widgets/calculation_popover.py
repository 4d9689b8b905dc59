"""A small sheet over the page that shows how a figure was computed; Esc, Enter or a click elsewhere puts it away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.presenters.calculations import Calculation
from tmfcheck.gui.theme import SPACE, Theme
from tmfcheck.gui.widgets.reading_text import ReadingText

WIDTH = 440
_LEAVING_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CalculationPopover(QFrame):
    """Shown once with ``show_at``; deletes itself when it closes and gives the keyboard back to where it was."""

    def __init__(self, theme: Theme, calculation: Calculation, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.calculation = calculation
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(calculation.title)
        self.setFixedWidth(theme.text_px(WIDTH))
        layout = elements.column(spacing=SPACE * 2, margin=SPACE * 4)
        layout.addWidget(ReadingText("strong", calculation.title))
        layout.addWidget(ReadingText("muted", calculation.rule))
        layout.addWidget(elements.separator())
        layout.addLayout(self._build_lines())
        for note in calculation.notes:
            layout.addWidget(ReadingText("hint", note))
        # Else the least height is that of the words at their narrowest.
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(layout)

    def _build_lines(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 4)
        grid.setVerticalSpacing(SPACE * 2)
        grid.setColumnStretch(0, 1)
        for row, (name, value) in enumerate(self.calculation.lines):
            grid.addWidget(ReadingText("body", name), row, 0)
            shown = elements.text(value, "strong", wraps=False)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            grid.addWidget(shown, row, 1, right)
        return grid

    def show_at(self, anchor: QRect) -> None:
        """Show below (or above) a rectangle in global coordinates, wholly on the screen."""
        layout = self.layout()
        height = layout.totalHeightForWidth(self.width()) if layout else self.sizeHint().height()
        self.resize(self.width(), height)
        room = self.screen().availableGeometry()
        left = min(max(anchor.left(), room.left()), room.right() - self.width())
        below = anchor.bottom() + SPACE
        top = below if below + height <= room.bottom() else max(room.top(), anchor.top() - SPACE - height)
        self.move(QPoint(left, top))
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _LEAVING_KEYS:
            self.close()
        else:
            super().keyPressEvent(event)


def show_calculation(theme: Theme, calculation: Calculation, widget: QWidget, part: QRect | None = None) -> None:
    """Open a calculation beside a widget, or beside a part of it."""
    rect = part or widget.rect()
    anchor = QRect(widget.mapToGlobal(rect.topLeft()), rect.size())
    CalculationPopover(theme, calculation, widget.window()).show_at(anchor)
