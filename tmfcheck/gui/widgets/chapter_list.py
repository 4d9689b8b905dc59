"""The chapters of a long page, to go to one of them, with the way back above."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE

_WIDTH = 200


class ChapterList(QWidget):
    """One quiet entry a chapter; ``mark`` shows where one is and emits nothing."""

    chapter_chosen = Signal(str)
    back_asked = Signal()

    def __init__(self, context: GuiContext, chapters: Mapping[str, str], *, has_way_back: bool = True) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self._entries: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE * 6, 0, SPACE * 6)
        layout.setSpacing(SPACE)
        if has_way_back:
            back = elements.button(context.texts.gettext("All facilities"), "quiet")
            elements.set_icon(back, "arrow-left", context.theme, "accent")
            back.setProperty("kind", "entry")
            back.clicked.connect(self.back_asked)
            layout.addWidget(back)
            layout.addSpacing(SPACE * 3)
        for chapter, words in chapters.items():
            layout.addWidget(self._make_entry(chapter, words))
        layout.addStretch(1)

    def _make_entry(self, chapter: str, words: str) -> QPushButton:
        entry = elements.button(words, "quiet")
        entry.setProperty("kind", "entry")
        entry.setCheckable(True)
        entry.clicked.connect(lambda: self.chapter_chosen.emit(chapter))
        self._group.addButton(entry)
        self._entries[chapter] = entry
        return entry

    def mark(self, chapter: str) -> None:
        """Show which chapter is read."""
        self._entries[chapter].setChecked(True)
