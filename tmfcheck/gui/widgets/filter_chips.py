"""Filters as words, each on or off by itself, with how many there are behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.chip_row import Chip
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.keyboard import command_key


class FilterChips(QWidget):
    """``toggled`` carries the word's id; ``left`` gives the keyboard back."""

    toggled = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, words: Sequence[tuple[str, str, str]], name: str) -> None:
        """``words`` are id, word and what stands behind it."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self, SPACE * 2)
        self.chips = [
            Chip(theme, word_id, word, key, TypeSize.SMALL) for key, (word_id, word, _tip) in enumerate(words, start=1)
        ]
        for chip, (_id, _word, tip) in zip(self.chips, words, strict=True):
            chip.setToolTip(tip)
            chip.setAccessibleDescription(tip)
            chip.clicked.connect(self._on_chip_clicked)
            chip.installEventFilter(self)
            layout.addWidget(chip)

    def show_chosen(self, word_ids: Iterable[str]) -> None:
        """Show which filters are on; emits nothing."""
        chosen = set(word_ids)
        for chip in self.chips:
            chip.setChecked(chip.word_id in chosen)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are behind each word."""
        for chip in self.chips:
            chip.show_count(counts.get(chip.word_id, 0))

    def chip_of(self, word_id: str) -> Chip:
        """The chip of a word."""
        return next(chip for chip in self.chips if chip.word_id == word_id)

    def start_choosing(self) -> None:
        """Take the keyboard."""
        self.chips[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            for chip in self.chips:
                chip.shows_key = event.type() is QEvent.Type.FocusIn
                chip.update()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        key = command_key(event)
        chip = next((chip for chip in self.chips if chip.key == key), None)
        if chip is None:
            return False
        chip.click()
        return True

    def _on_chip_clicked(self) -> None:
        clicked = self.sender()
        if isinstance(clicked, Chip):
            self.toggled.emit(clicked.word_id)
