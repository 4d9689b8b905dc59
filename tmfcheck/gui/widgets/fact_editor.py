"""The controls that take the value of one fact, one kind each; showing emits nothing, only a user's change does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from tmfcheck.domain.facility import FactDefinition, FactKind
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.number_entry import read_number
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.wording import FACT_WORDS, YES_NO


class TextEditor(QLineEdit):
    """A line of text."""

    changed = Signal()
    settles_at_once = False

    def __init__(self) -> None:
        super().__init__()
        self.textEdited.connect(self.changed)

    def value(self) -> Any:
        """What stands in the field, None where it is empty."""
        return self.text().strip() or None

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self.setText("" if value is None else str(value))

    def words(self) -> str:
        """What is shown."""
        return self.text()


class NumberEditor(TextEditor):
    """A number in the window's language; words that are no number are handed on, and shown again, as they are."""

    def __init__(self, context: GuiContext, *, is_year: bool) -> None:
        super().__init__()
        self._texts = context.texts
        self._is_year = is_year
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def value(self) -> Any:
        typed = self.text().strip()
        number = read_number(typed, self._texts) if typed else None
        return number if number is not None else typed or None

    def show_value(self, value: Any) -> None:
        is_number = not self._is_year and isinstance(value, int | float)
        shown = self._texts.quantity(value) if is_number else str(value)
        self.setText("" if value is None else shown)


class ChoiceEditor(QComboBox):
    """One of several words, or not known."""

    changed = Signal()
    settles_at_once = True

    def __init__(self, context: GuiContext, words: dict[Any, str]) -> None:
        super().__init__()
        # The longest word must not decide how narrow the form can be.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.addItem(context.texts.gettext("not known"), None)
        for value, label in words.items():
            self.addItem(label, value)
        self.activated.connect(lambda _index: self.changed.emit())

    def value(self) -> Any:
        """The stored word of the choice, None for not known."""
        return self.currentData()

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def words(self) -> str:
        """What is shown."""
        return self.currentText()


class ChoicesEditor(QWidget):
    """Any of several words."""

    changed = Signal()
    settles_at_once = True

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        layout = FlowLayout(self, spacing=4)
        self._boxes: dict[str, QCheckBox] = {}
        for word, label in words.items():
            box = QCheckBox(label)
            box.clicked.connect(self.changed)
            layout.addWidget(box)
            self._boxes[word] = box

    def value(self) -> Any:
        """The ticked words, None where nothing is ticked."""
        return tuple(word for word, box in self._boxes.items() if box.isChecked()) or None

    def show_value(self, value: Any) -> None:
        """Show a stored value."""
        for word, box in self._boxes.items():
            box.setChecked(value is not None and word in value)

    def words(self) -> str:
        """What is ticked."""
        return ", ".join(box.text() for box in self._boxes.values() if box.isChecked())


FactEditor = TextEditor | ChoiceEditor | ChoicesEditor


def make_editor(context: GuiContext, definition: FactDefinition) -> FactEditor:
    """The control for a fact's kind."""
    gettext = context.texts.gettext
    match definition.kind:
        case FactKind.NUMBER | FactKind.WHOLE:
            return NumberEditor(context, is_year=definition.id.endswith("_year"))
        case FactKind.YES_NO:
            return ChoiceEditor(context, {value: gettext(words) for value, words in YES_NO.items()})
        case FactKind.CHOICE:
            words = FACT_WORDS[definition.id]
            return ChoiceEditor(context, {word: gettext(words[word]) for word in definition.choices})
        case FactKind.CHOICES:
            words = FACT_WORDS[definition.id]
            return ChoicesEditor({word: gettext(words[word]) for word in definition.choices})
        case FactKind.TEXT:
            return TextEditor()
