"""The line above every screen: where one is, what this is, and when it was stored last."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.screen import Heading
from tmfcheck.gui.theme import SPACE


class Header(QFrame):
    """Place, subject and the saved time; the saved time appears with the first change."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("header")
        self._place = elements.elided("", "title")
        self._subject = elements.elided("", "muted")
        self._saved = elements.text("", "muted", wraps=False)
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 6, SPACE * 3, SPACE * 6, SPACE * 3)
        layout.setSpacing(SPACE * 3)
        layout.addWidget(self._place)
        layout.addWidget(self._subject)
        layout.addStretch(1)
        layout.addWidget(self._saved)

    def show_heading(self, heading: Heading) -> None:
        """Say where the user is."""
        self._place.setText(heading.place)
        self._subject.setText(heading.subject)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place keeps its share beside a long subject."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        needed = self._place.fontMetrics().horizontalAdvance(self._place.text()) + SPACE
        self._place.setMinimumWidth(min(needed, self.width() // 3))

    def show_saved(self, moment: datetime) -> None:
        """Say that everything up to this moment is stored."""
        words = self._context.texts.gettext("saved {time}")
        self._saved.setText(words.format(time=self._context.texts.time(moment)))

    def saved_text(self) -> str:
        """What the header says about the last change; empty before the first."""
        return self._saved.text()
