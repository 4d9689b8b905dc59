"""The quiet line at the bottom: the keys that work here, and the language of what is on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.screen import KeyHint
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import LANGUAGES


class KeyLine(QFrame):
    """Key hints on the left, as many as fit; on the right the switch between the languages."""

    language_chosen = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("key_line")
        self._hints = HintRow()
        self._languages: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE * 6, SPACE, SPACE * 4, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._hints, 1)
        self._build_languages(layout)

    def _build_languages(self, layout: QHBoxLayout) -> None:
        group = QButtonGroup(self)
        tip = self._context.texts.gettext("Read window and content in this language. Settings has a choice for each.")
        for language, name in LANGUAGES.items():
            switch = elements.button(language, tip=tip)
            switch.setAccessibleName(name)
            switch.setCheckable(True)
            switch.setChecked(language == self._context.texts.language)
            switch.clicked.connect(lambda _checked, chosen=language: self.language_chosen.emit(chosen))
            group.addButton(switch)
            layout.addWidget(switch)
            self._languages[language] = switch

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Name the keys that work on this screen."""
        self._hints.show_hints(hints)

    def language_button(self, language: str) -> QPushButton:
        """The switch of one language."""
        return self._languages[language]


class HintRow(QWidget):
    """Key hints side by side; those that do not fit are left out whole."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[QWidget] = []
        self._shown: tuple[KeyHint, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE * 5)
        self._row.addStretch(1)

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Replace the hints; the same ones are left alone, for a heading may change at every key."""
        if tuple(hints) == self._shown:
            return
        self._shown = tuple(hints)
        for pair in self._pairs:
            self._row.removeWidget(pair)
            pair.hide()
            pair.deleteLater()
        self._pairs = [self._make_pair(hint) for hint in hints]
        for position, pair in enumerate(self._pairs):
            self._row.insertWidget(position, pair)
        self._fit()

    def _make_pair(self, hint: KeyHint) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE + 2)
        row.addWidget(elements.text(hint.keys, "key", wraps=False))
        row.addWidget(elements.text(hint.meaning, wraps=False))
        return pair

    def _fit(self) -> None:
        left = self.width()
        for pair in self._pairs:
            left -= pair.sizeHint().width() + self._row.spacing()
            pair.setVisible(left >= 0)

    def minimumSizeHint(self) -> QSize:
        """No hint may widen the window."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits now."""
        super().resizeEvent(event)
        self._fit()
