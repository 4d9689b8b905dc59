"""What a facility has several of, one a line with its own buttons: dams, or papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part in words: its name, what is known of it, and what is wrong or questioned."""

    name: str
    words: str
    warnings: tuple[str, ...] = ()


class PartsCard(QFrame):
    """Emits what the user wants; the numbers are places in the list."""

    add_wanted = Signal()
    change_wanted = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self, context: GuiContext, title: str, empty_words: str, add_words: str) -> None:
        super().__init__()
        self._context = context
        self._empty_words = empty_words
        self._shown: tuple[list[PartLine], bool] | None = None
        self.setProperty("kind", "card")
        self.change_buttons: list[QWidget] = []
        self.remove_buttons: list[QWidget] = []
        head = QHBoxLayout()
        head.addWidget(elements.text(title, "section"), 1)
        self.add_button = elements.button(add_words)
        elements.set_icon(self.add_button, "plus", context.theme)
        self.add_button.clicked.connect(self.add_wanted)
        head.addWidget(self.add_button)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACE * 2)
        column = elements.column(spacing=SPACE * 3, margin=SPACE * 4)
        column.addLayout(head)
        column.addLayout(self._lines)
        self.setLayout(column)

    def show_parts(self, parts: Sequence[PartLine], *, can_change: bool) -> None:
        """Show these parts; emits nothing. The same again changes nothing, so that no button loses the keyboard."""
        if (list(parts), can_change) == self._shown:
            return
        self._shown = (list(parts), can_change)
        elements.empty(self._lines)
        self.change_buttons, self.remove_buttons = [], []
        self.add_button.setEnabled(can_change)
        if not parts:
            self._lines.addWidget(elements.text(self._empty_words, "muted"))
        for number, part in enumerate(parts):
            self._lines.addWidget(self._make_line(number, part, can_change=can_change))

    def texts(self) -> Iterable[str]:
        """The words of every line, for tests."""
        for place in range(self._lines.count()):
            item = self._lines.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                yield widget.accessibleName()

    def _make_line(self, number: int, part: PartLine, *, can_change: bool) -> QWidget:
        gettext = self._context.texts.gettext
        words = elements.column(spacing=SPACE)
        words.addWidget(elements.text(part.name, "strong"))
        if part.words:
            words.addWidget(elements.text(part.words, "muted"))
        for warning in part.warnings:
            words.addWidget(elements.text(warning, "doubt"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addLayout(words, 1)
        for verb, wanted, kept in (
            (gettext("Change"), self.change_wanted, self.change_buttons),
            (gettext("Remove"), self.removal_wanted, self.remove_buttons),
        ):
            made = elements.button(verb, "quiet")
            made.setAccessibleName(f"{verb}: {part.name}")
            made.setEnabled(can_change)
            made.clicked.connect(lambda _checked=False, signal=wanted: signal.emit(number))
            kept.append(made)
            row.addWidget(made)
        line = QWidget()
        line.setAccessibleName(" · ".join((part.name, part.words, *part.warnings)))
        line.setLayout(row)
        return line
