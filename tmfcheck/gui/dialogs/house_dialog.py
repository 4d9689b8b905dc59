"""The frame of every dialog: a title, a body, and at most one primary button beside the way out."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE


class HouseDialog(QDialog):
    """A window-modal dialog; shown with ``open()``, so that nothing waits in the middle of a function."""

    def __init__(self, context: GuiContext, title: str, parent: QWidget, *, width: int = 560) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.setMinimumWidth(min(width * context.theme.text_percent // 100, 940))
        self.body = elements.column(spacing=SPACE * 3)
        frame = elements.column(spacing=SPACE * 5, margin=SPACE * 6)
        frame.addWidget(elements.text(title, "title"))
        frame.addLayout(self.body)
        frame.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE * 2)
        self._buttons.addStretch(1)
        frame.addLayout(self._buttons)
        # Else the least height is that of the words at their narrowest.
        frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(frame)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the words need at this width; wrapped words ask for too much before they know it."""
        self.take_height()
        super().showEvent(event)

    def take_height(self) -> None:
        """Take the height that what stands in the dialog needs now."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def add_way_out(self, words: str) -> QPushButton:
        """The button that changes nothing."""
        made = elements.button(words)
        made.clicked.connect(self.reject)
        self.add_button(made)
        return made

    def add_primary(self, words: str, weight: str = "primary") -> QPushButton:
        """The button that does what the dialog is for; also on Enter."""
        made = elements.button(words, weight)
        made.setDefault(True)
        made.clicked.connect(self.accept)
        self.add_button(made)
        return made

    def add_button(self, made: QPushButton) -> None:
        """A button at the foot, right of those already there."""
        self._buttons.addWidget(made)

    def add_aside(self, made: QPushButton) -> None:
        """A button at the foot on the left, for what leads elsewhere."""
        self._buttons.insertWidget(0, made)
