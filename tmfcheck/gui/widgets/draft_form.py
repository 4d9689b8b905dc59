"""A form bound to the fields of a plain object: one line a field, what is typed goes straight into the object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.number_entry import day_pattern, day_words, read_day
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.fact_editor import ChoiceEditor, NumberEditor, TextEditor

LABEL_PX, _NARROW_LABEL_PX = 190, 140
_WIDE_ENOUGH_PX = 430
_NUMBER_PX = 136


class DayEditor(TextEditor):
    """A day; words that are none are handed on as they are, to be refused."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._texts = context.texts
        self.setPlaceholderText(day_pattern(context.texts))

    def value(self) -> Any:
        typed = self.text().strip()
        return (read_day(typed) or typed) if typed else None

    def show_value(self, value: Any) -> None:
        self.setText(day_words(value, self._texts) if isinstance(value, date) else str(value or ""))


class _Tick(QCheckBox):
    """A yes or no; ``is_inverted`` shows the field's no as a tick."""

    changed = Signal()

    def __init__(self, *, is_inverted: bool) -> None:
        super().__init__()
        self._is_inverted = is_inverted
        self.clicked.connect(self.changed)

    def value(self) -> Any:
        return self.isChecked() is not self._is_inverted

    def show_value(self, value: Any) -> None:
        self.setChecked(bool(value) is not self._is_inverted)


class _TickWords(elements.WrappedText):
    """The words behind a tick, wrapped where there is little room; a click on them is a click on the box."""

    def __init__(self, words: str, tick: QCheckBox) -> None:
        super().__init__(words)
        self._tick = tick
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._tick.click()


class _Choice(ChoiceEditor):
    """One of several words, one always chosen."""

    def __init__(self, context: GuiContext, words: Mapping[Any, str]) -> None:
        super().__init__(context, dict(words))
        self.removeItem(0)


Editor = TextEditor | _Tick | ChoiceEditor


class DraftForm(QWidget):
    """Emits ``edited`` with the field's name once the object holds what was typed; showing emits nothing."""

    edited = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self.context = context
        self._draft: object | None = None
        self._editors: dict[str, Editor] = {}
        self._parts: dict[str, list[QWidget]] = {}
        self._captions: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE * 3)
        self._grid.setVerticalSpacing(SPACE * 2)
        self._grid.setColumnStretch(1, 1)

    # --------------------------------------------------------------- parts

    def add_line(self, name: str, label: str, hint: str = "") -> QLineEdit:
        """A line of text; ``hint`` stands in the empty field."""
        line = TextEditor()
        line.setPlaceholderText(hint)
        self._add(name, label, line)
        return line

    def add_number(self, name: str, label: str, unit: str = "", hint: str = "", *, is_year: bool = False) -> QLineEdit:
        """A number with its unit; ``hint`` stands in the empty field."""
        line = NumberEditor(self.context, is_year=is_year)
        line.setPlaceholderText(hint)
        line.setFixedWidth(self.context.theme.wide(_NUMBER_PX))
        self._add(name, label, line, unit)
        return line

    def add_day(self, name: str, label: str) -> QLineEdit:
        """A day."""
        line = DayEditor(self.context)
        line.setFixedWidth(self.context.theme.wide(_NUMBER_PX))
        self._add(name, label, line, " ")
        return line

    def add_choice(self, name: str, label: str, words: Mapping[Any, str], *, may_be_unknown: bool = False) -> QComboBox:
        """One of several words."""
        made = ChoiceEditor(self.context, dict(words)) if may_be_unknown else _Choice(self.context, words)
        self._add(name, label, made)
        return made

    def add_tick(self, name: str, words: str, *, is_inverted: bool = False) -> QCheckBox:
        """A yes or no with its words behind it; ``is_inverted`` where the words say the opposite of the field."""
        tick = _Tick(is_inverted=is_inverted)
        tick.setAccessibleName(words)
        shown = _TickWords(words, tick)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(shown, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addLayout(line, self._grid.rowCount(), 0, 1, 2)
        self._bind(name, tick, [tick, shown])
        return tick

    def add_words(self, name: str, words: str, role: str = "hint") -> QWidget:
        """A line of explanation that is shown and hidden like a field."""
        text = elements.text(words, role)
        self._grid.addWidget(text, self._grid.rowCount(), 0, 1, 2)
        self._parts[name] = [text]
        return text

    def _add(self, name: str, label: str, editor: TextEditor | ChoiceEditor, unit: str = "") -> None:
        caption = elements.text(label)
        caption.setFixedWidth(self.context.theme.wide(_NARROW_LABEL_PX))
        self._captions.append(caption)
        editor.setAccessibleName(label)
        row = self._grid.rowCount()
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignVCenter)
        parts: list[QWidget] = [caption, editor]
        if unit:
            line = QHBoxLayout()
            line.setSpacing(SPACE * 2)
            line.addWidget(editor)
            shown = elements.text(unit, "muted", wraps=False)
            line.addWidget(shown, 1)
            parts.append(shown)
            self._grid.addLayout(line, row, 1)
        else:
            alignment = Qt.AlignmentFlag.AlignLeft if isinstance(editor, NumberEditor) else Qt.AlignmentFlag(0)
            self._grid.addWidget(editor, row, 1, alignment)
        self._bind(name, editor, parts)

    def _bind(self, name: str, editor: Editor, parts: list[QWidget]) -> None:
        editor.changed.connect(lambda: self._on_changed(name))
        self._editors[name], self._parts[name] = editor, parts

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the fields need the room more than their labels, which wrap."""
        super().resizeEvent(event)
        wide = self.context.theme.wide
        is_wide = event.size().width() >= wide(_WIDE_ENOUGH_PX)
        for caption in self._captions:
            caption.setFixedWidth(wide(LABEL_PX if is_wide else _NARROW_LABEL_PX))

    # ------------------------------------------------------- what is shown

    def show_draft(self, draft: object) -> None:
        """Show an object's fields; emits nothing."""
        self._draft = draft
        for name, editor in self._editors.items():
            editor.show_value(getattr(draft, name))
            self._mark(name)

    def show_fields(self, names: Iterable[str], *, visible: bool) -> None:
        """Show or hide fields with their labels."""
        for name in names:
            for part in self._parts[name]:
                part.setVisible(visible)

    def editor(self, name: str) -> QWidget:
        """The control of a field."""
        return self._editors[name]

    def mark_wrong(self, name: str, *, is_wrong: bool) -> None:
        """Outline a field whose value cannot be used."""
        elements.set_property(self._editors[name], "state", "wrong" if is_wrong else "")

    # ------------------------------------------------------------ the user

    def _on_changed(self, name: str) -> None:
        if self._draft is not None:
            setattr(self._draft, name, self._value(name))
            self._mark(name)
            self.edited.emit(name)

    def _value(self, name: str) -> Any:
        editor = self._editors[name]
        value = editor.value()
        is_plain_text = isinstance(editor, TextEditor) and not isinstance(editor, NumberEditor | DayEditor)
        return value or "" if is_plain_text else value

    def _mark(self, name: str) -> None:
        """What is no number or no day is outlined at once; the words stay."""
        editor = self._editors[name]
        if isinstance(editor, NumberEditor | DayEditor):
            self.mark_wrong(name, is_wrong=isinstance(editor.value(), str))
