"""The chapters of a long page, to go to one of them, with the way back above."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE, TypeSize

_WIDTH = 232


class ChapterList(QWidget):
    """One line a chapter; ``mark`` shows where one is and emits nothing."""

    chapter_chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, context: GuiContext, chapters: Mapping[str, str], *, has_way_back: bool = True) -> None:
        super().__init__()
        self._context = context
        self._names = list(chapters)
        self._is_showing = False
        self._width = context.theme.wide(_WIDTH)
        self.setFixedWidth(self._width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE * 6, 0, SPACE * 6)
        layout.setSpacing(SPACE * 3)
        if has_way_back:
            back = elements.button(context.texts.gettext("All facilities"), "quiet")
            elements.set_icon(back, "arrow-left", context.theme, "accent")
            back.clicked.connect(self.back_asked)
            layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.lines = QListWidget()
        self.lines.setProperty("kind", "bare")
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setAccessibleName(context.texts.gettext("Chapters of this page"))
        for words in chapters.values():
            self.lines.addItem(self._make_line(words))
        self.lines.currentRowChanged.connect(self._on_row_changed)
        layout.addWidget(self.lines, 1)

    def _make_line(self, words: str) -> QListWidgetItem:
        """A line as high as its words need, wrapped and never cut."""
        line = QListWidgetItem(words)
        metrics = QFontMetrics(self._context.theme.font(TypeSize.BODY, bold=True))
        needed = metrics.boundingRect(0, 0, self._width - SPACE * 6, 400, int(Qt.TextFlag.TextWordWrap), words).height()
        line.setSizeHint(QSize(self._width - SPACE, max(self._context.theme.control_height(), needed + SPACE * 4)))
        return line

    def mark(self, chapter: str) -> None:
        """Show which chapter is read."""
        self._is_showing = True
        self.lines.setCurrentRow(self._names.index(chapter))
        self._is_showing = False

    def _on_row_changed(self, row: int) -> None:
        if row >= 0 and not self._is_showing:
            self.chapter_chosen.emit(self._names[row])
