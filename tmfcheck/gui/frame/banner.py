"""The calm line under the header: what went wrong, what is safe, what to do; and whose archive is only being read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import icon_pixmap
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE


class Banners(QWidget):
    """Room for the two lines that may stand above a screen; takes no room while there is nothing to say."""

    dismissed = Signal()
    way_back_asked = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._problem = self._make_line("danger", "triangle-alert")
        self._standing = self._make_line("warning", "info")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 6, SPACE * 3, SPACE * 6, 0)
        layout.setSpacing(SPACE * 2)
        for line in (self._standing, self._problem):
            layout.addWidget(line)
            line.hide()
        self.hide()

    def _make_line(self, kind: str, picture: str) -> QWidget:
        theme = self._context.theme
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        mark = QLabel()
        mark.setPixmap(icon_pixmap(picture, theme, kind))
        words = elements.text("")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setObjectName("words")
        row.addWidget(mark)
        row.addWidget(words, 1)
        row.addWidget(self._make_dismissal() if kind == "danger" else self._make_way_back())
        line = elements.card(row, kind=kind)
        row.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 3, SPACE * 2)
        return line

    def _make_dismissal(self) -> QToolButton:
        close = QToolButton()
        close.setProperty("weight", "quiet")
        elements.set_icon(close, "x", self._context.theme)
        close.setAccessibleName(self._context.texts.gettext("Close this message"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.dismissed)
        return close

    def _make_way_back(self) -> QPushButton:
        """From the sample to the user's own archive."""
        self.way_back = elements.button(self._context.texts.gettext("Back to your own archive"), "quiet")
        self.way_back.clicked.connect(self.way_back_asked)
        return self.way_back

    def show_problem(self, error: TmfCheckError | None) -> None:
        """Tell about an error, or no longer."""
        self._say(self._problem, problem_words(error, self._context.texts) if error is not None else "")

    def show_standing(self, words: str) -> None:
        """Say what holds as long as the archive is open; empty: nothing."""
        self.way_back.setVisible(self._context.is_sample)
        elements.set_property(self._standing, "kind", "note" if self._context.is_sample else "warning")
        self._say(self._standing, words)

    def _say(self, line: QWidget, words: str) -> None:
        label = line.findChild(QLabel, "words")
        if label is not None:
            label.setText(words)
        line.setVisible(bool(words))
        line.setAccessibleName(words)
        self.setVisible(not (self._problem.isHidden() and self._standing.isHidden()))

    def problem_text(self) -> str:
        """What is told about an error now; empty when nothing is wrong."""
        return "" if self._problem.isHidden() else self._problem.accessibleName()

    def standing_text(self) -> str:
        """What holds as long as the archive is open."""
        return "" if self._standing.isHidden() else self._standing.accessibleName()
