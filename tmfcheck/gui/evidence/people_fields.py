"""Who was present at a visit: a line a person, and always one empty line for the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QWidget

from tmfcheck.domain.evidence import Person
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE

MAX_WORD = 300


@dataclass(frozen=True, slots=True, eq=False)
class PersonLine:
    """The fields of one person, and the button that takes the line away."""

    fields: tuple[QLineEdit, QLineEdit, QLineEdit]
    remove: QToolButton

    def words(self) -> tuple[str, str, str]:
        """Name, function and organisation as they are typed."""
        name, function, organisation = (field.text().strip() for field in self.fields)
        return name, function, organisation

    @property
    def is_empty(self) -> bool:
        return not any(self.words())


class PeopleFields(QWidget):
    """``edited`` while somebody types, ``settled`` when a line is taken away; showing emits nothing."""

    edited = Signal()
    settled = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._is_locked = False
        self.lines: list[PersonLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE * 2)
        self._grid.setVerticalSpacing(SPACE * 2)
        self._names = self._field_names()
        for column, name in enumerate(self._names):
            self._grid.addWidget(elements.text(name, "caption", wraps=False), 0, column)
            self._grid.setColumnStretch(column, 1)

    def _field_names(self) -> tuple[str, str, str]:
        gettext = self._context.texts.gettext
        return gettext("Full name"), gettext("Function"), gettext("Organisation")

    # ------------------------------------------------------------ showing

    def show_people(self, people: tuple[Person, ...], *, is_locked: bool) -> None:
        """Show these; what is being typed and means the same stays as it is typed."""
        self._is_locked = is_locked
        if people != self.people() or not self.lines:
            wanted = len(people) + (0 if is_locked else 1)
            while len(self.lines) > wanted:
                self._take_line(len(self.lines) - 1)
            while len(self.lines) < wanted:
                self._add_line()
            for number, line in enumerate(self.lines):
                person = people[number] if number < len(people) else Person("")
                words = (person.name, person.function, person.organisation)
                for field, word in zip(line.fields, words, strict=True):
                    field.setText(word)
        for line in self.lines:
            for field in line.fields:
                field.setReadOnly(is_locked)
        self._allow()

    def _add_line(self) -> None:
        gettext, row, number = self._context.texts.gettext, self._grid.rowCount(), len(self.lines) + 1
        fields = (QLineEdit(), QLineEdit(), QLineEdit())
        for column, (field, name) in enumerate(zip(fields, self._names, strict=True)):
            field.setAccessibleName(gettext("{field} of person {number}").format(field=name, number=number))
            field.setMaxLength(MAX_WORD)
            field.textEdited.connect(self._on_edited)
            self._grid.addWidget(field, row, column)
        remove = self._make_removal(gettext("Take person {number} away").format(number=number))
        self._grid.addWidget(remove, row, len(fields), Qt.AlignmentFlag.AlignVCenter)
        self.lines.append(PersonLine(fields, remove))

    def _make_removal(self, words: str) -> QToolButton:
        remove = QToolButton()
        remove.setProperty("weight", "quiet")
        elements.set_icon(remove, "x", self._context.theme)
        remove.setAccessibleName(words)
        remove.setToolTip(words)
        remove.clicked.connect(self._on_remove_clicked)
        policy = remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        remove.setSizePolicy(policy)
        return remove

    def _take_line(self, number: int) -> None:
        line = self.lines.pop(number)
        for part in (*line.fields, line.remove):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def _allow(self) -> None:
        """An empty line cannot be taken away."""
        for line in self.lines:
            line.remove.setVisible(not self._is_locked and not line.is_empty)

    # ------------------------------------------------------------ what the user does

    def people(self) -> tuple[Person, ...]:
        """What stands in the lines; empty lines are left out."""
        return tuple(Person(*line.words()) for line in self.lines if not line.is_empty)

    def _on_edited(self) -> None:
        if not self.lines[-1].is_empty:
            self._add_line()
        self._allow()
        self.edited.emit()

    def _on_remove_clicked(self) -> None:
        sender = self.sender()
        number = next((n for n, line in enumerate(self.lines) if line.remove is sender), None)
        if number is None:
            return
        self._take_line(number)
        if not self.lines:
            self._add_line()
        self.lines[min(number, len(self.lines) - 1)].fields[0].setFocus()
        self.settled.emit()
