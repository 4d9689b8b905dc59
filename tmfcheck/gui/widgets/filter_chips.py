"""Filters as words in one line, each on or off by itself, with how many there are behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy

from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.chip_row import Chip, ChipKeys
from tmfcheck.i18n import Texts

_GAP = SPACE * 2
_NO_KEY = 0
"""No digit opens the menu."""


class FilterChips(ChipKeys):
    """``toggled`` carries the word's id.

    Words the line has no room for wait in a menu at its end; their digits work all the same.
    """

    toggled = Signal(str)

    def __init__(self, theme: Theme, words: Sequence[tuple[str, str, str]], name: str, more: str) -> None:
        """``words`` are id, word and what stands behind it; ``more`` names the menu of those without room."""
        super().__init__()
        self.setAccessibleName(name)
        # Never wider than the room there is: that is what the menu is for.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chips = [
            Chip(theme, word_id, word, key, TypeSize.SMALL) for key, (word_id, word, _tip) in enumerate(words, start=1)
        ]
        for chip, (_id, _word, tip) in zip(self.chips, words, strict=True):
            chip.setToolTip(tip)
            chip.setAccessibleDescription(tip)
            chip.clicked.connect(self._on_chip_clicked)
        self._build_more(theme, more)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(_GAP)
        for chip in (*self.chips, self.more):
            chip.installEventFilter(self)
            line.addWidget(chip)
        line.addStretch(1)

    def _build_more(self, theme: Theme, more: str) -> None:
        self.more = Chip(theme, "", more, _NO_KEY, TypeSize.SMALL)
        self.more.clicked.connect(self._on_more_clicked)
        self.more.hide()
        self.menu = QMenu(self)
        self.menu.setAccessibleName(more)
        self.menu.setToolTipsVisible(True)

    def show_chosen(self, word_ids: Iterable[str]) -> None:
        """Show which filters are on; emits nothing."""
        chosen = set(word_ids)
        for chip in self.chips:
            chip.setChecked(chip.word_id in chosen)
        self._mark_more()

    def show_counts(self, counts: Mapping[str, int], texts: Texts) -> None:
        """Show how many there are behind each word."""
        for chip in self.chips:
            chip.show_count(counts.get(chip.word_id, 0), texts)
        self._show_fitting()

    def start_choosing(self) -> None:
        """Take the keyboard."""
        self.chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_fitting()

    def _show_fitting(self) -> None:
        """Show as many words as the line holds, at least the first; the others wait in the menu."""
        widths = [chip.sizeHint().width() + _GAP for chip in self.chips]
        room = self.width() + _GAP
        fitting = len(widths)
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + _GAP
            fitting = max(1, sum(sum(widths[:number]) <= room for number in range(1, len(widths) + 1)))
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < fitting)
        self.more.setVisible(fitting < len(widths))
        self._mark_more()

    def _mark_more(self) -> None:
        """The menu's button looks chosen while one of its words is."""
        self.more.setChecked(any(chip.isChecked() for chip in self._waiting()))

    def _waiting(self) -> list[Chip]:
        return [chip for chip in self.chips if chip.isHidden()]

    def fill_menu(self) -> None:
        """The words the line has no room for, ticked where they are on."""
        self.menu.clear()
        for chip in self._waiting():
            action = self.menu.addAction(chip.accessibleName().replace("&", "&&"), chip.click)
            action.setCheckable(True)
            action.setChecked(chip.isChecked())
            action.setToolTip(chip.toolTip())

    def _on_more_clicked(self) -> None:
        self._mark_more()
        self.fill_menu()
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _on_chip_clicked(self) -> None:
        clicked = self.sender()
        if isinstance(clicked, Chip):
            self.toggled.emit(clicked.word_id)
