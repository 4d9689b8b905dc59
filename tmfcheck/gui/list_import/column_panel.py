"""One column of a list: its values, where it goes, its unit and density, and what its words mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.targets import meanings, target_field, target_words, unit_words
from tmfcheck.gui.number_entry import read_number
from tmfcheck.gui.presenters.import_presenter import ImportPresenter
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.elided_choice import ElidedChoice
from tmfcheck.lists.column_view import WORD_KINDS, ColumnView, FoundWord
from tmfcheck.lists.list_map import LEAST_DENSITY, MOST_DENSITY
from tmfcheck.lists.map_changes import (
    fields_of,
    needs_density,
    possible_units,
    target_of,
    with_density,
    with_meaning,
    with_target,
    with_unit,
)

_OF_WORDS = frozenset(name for name, each in FACT_DEFINITIONS.items() if each.kind in WORD_KINDS)


class ColumnPanel(QWidget):
    """Shows one column at a time; every choice changes the map at once."""

    def __init__(self, context: GuiContext, presenter: ImportPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        self._column: ColumnView | None = None
        self.word_fields: dict[str, QComboBox] = {}
        self._shown_words: tuple[str, str] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 4, 0, SPACE * 4, SPACE * 4)
        layout.setSpacing(SPACE * 2)
        self._build_head(layout)
        self._build_fields(layout)
        self._words = elements.column(spacing=SPACE)
        self._words_title = elements.text(context.texts.gettext("What its words mean"), "strong")
        layout.addWidget(self._words_title)
        layout.addLayout(self._words)
        layout.addStretch(1)

    # --------------------------------------------------------------- parts

    def _build_head(self, layout: QVBoxLayout) -> None:
        self._title = elements.text("", "section")
        self._filled = elements.text("", "hint")
        self._samples = elements.text("", "muted")
        for part in (self._title, self._filled, self._samples):
            layout.addWidget(part)

    def _build_fields(self, layout: QVBoxLayout) -> None:
        gettext = self._context.texts.gettext
        self.target_field = target_field(self._context.texts)
        self.target_field.activated.connect(self._on_target_activated)
        self._also = elements.text("", "hint")
        _keep_narrow(self.target_field)
        self.unit_field = QComboBox()
        self.unit_field.activated.connect(self._on_unit_activated)
        self.density_field = QLineEdit()
        self.density_field.textEdited.connect(self._on_density_edited)
        self._captions: dict[QWidget, QWidget] = {}
        fields = (
            (gettext("Goes to"), self.target_field),
            (gettext("Unit"), self.unit_field),
            (gettext("Dry density, t/m³"), self.density_field),
        )
        for words, field in fields:
            caption = elements.text(words, "caption", wraps=False)
            caption.setBuddy(field)
            field.setAccessibleName(words)
            self._captions[field] = caption
            layout.addWidget(caption)
            layout.addWidget(field)
            if field is self.target_field:
                layout.addWidget(self._also)

    # ------------------------------------------------------- what is shown

    def show_column(self, column: ColumnView | None) -> None:
        """Show a column and where it goes; emits nothing."""
        self._column = column
        self.setVisible(column is not None)
        if column is None:
            return
        texts = self._context.texts
        self._title.setText(column.name)
        filled = texts.ngettext("{number} cell is filled", "{number} cells are filled", column.filled)
        self._filled.setText(filled.format(number=texts.number(column.filled)))
        self._samples.setText("\n".join(column.samples))
        made = self._presenter.made
        fields = fields_of(made, column.name)
        self.target_field.setCurrentIndex(self.target_field.findData(target_of(made, column.name)))
        also = ", ".join(target_words(field, texts) for field in fields[1:])
        self._also.setText(texts.gettext("Also: {fields}").format(fields=also))
        self._also.setVisible(bool(also))
        self._show_unit(fields[0] if fields else None)
        self._show_words(fields[0] if fields else None)

    def _show_unit(self, field: str | None) -> None:
        gettext, texts = self._context.texts.gettext, self._context.texts
        units = possible_units(field) if field else ()
        self._set_shown(self.unit_field, shown=bool(units))
        self._set_shown(self.density_field, shown=False)
        if field is None or not units:
            return
        present = self._presenter.made.columns[field]
        self.unit_field.clear()
        self.unit_field.addItem(gettext("not stated"), None)
        for unit in units:
            self.unit_field.addItem(unit_words(unit, texts), unit)
        self.unit_field.setCurrentIndex(max(0, self.unit_field.findData(present.unit)))
        self._set_shown(self.density_field, shown=needs_density(field, present.unit))
        # What is being typed stays as it is typed.
        typed = read_number(self.density_field.text(), texts)
        if typed != present.density and not self.density_field.hasFocus():
            self.density_field.setText("" if present.density is None else texts.quantity(present.density))

    def _set_shown(self, field: QWidget, *, shown: bool) -> None:
        field.setVisible(shown)
        self._captions[field].setVisible(shown)

    def _show_words(self, field: str | None) -> None:
        name = self._column.name if self._column else ""
        if self._shown_words == (name, field or ""):
            return
        self._shown_words = (name, field or "")
        elements.empty(self._words)
        self.word_fields = {}
        found = () if field is None or field not in _OF_WORDS else self._presenter.words_of(name, field)
        self._words_title.setVisible(bool(found))
        for word in found:
            self._add_word(word, field or "")

    def _add_word(self, found: FoundWord, field: str) -> None:
        """A word of the list over its meaning: side by side there is no room for the meanings in every language."""
        texts = self._context.texts
        words = elements.text(f"{found.word}  ({texts.number(found.count)})")
        words.setContentsMargins(0, SPACE, 0, 0)
        choice = ElidedChoice()
        _keep_narrow(choice)
        known = dict(meanings(field, texts))
        certain = ", ".join(known.get(word, word) for word in found.meaning.split(", ")) if found.meaning else ""
        choice.addItem(certain or texts.gettext("uncertain: to the notes"), None)
        for word, meaning in known.items():
            choice.addItem(meaning, word)
        given = self._presenter.made.columns[field].words.get(found.word)
        choice.setCurrentIndex(max(0, choice.findData(given)))
        choice.setAccessibleName(texts.gettext("Meaning of “{word}”").format(word=found.word))
        choice.activated.connect(self._meaning_taker(choice, found.word))
        words.setBuddy(choice)
        self.word_fields[found.word] = choice
        self._words.addWidget(words)
        self._words.addWidget(choice)

    def _meaning_taker(self, choice: QComboBox, word: str) -> Callable[[int], None]:
        return lambda _index: self._on_meaning_activated(word, choice.currentData())

    # ------------------------------------------------------------ the user

    def _field(self) -> str | None:
        fields = fields_of(self._presenter.made, self._column.name) if self._column else ()
        return fields[0] if fields else None

    def _on_target_activated(self, _index: int) -> None:
        target = self.target_field.currentData()
        if self._column is not None and target is not None:
            made = with_target(self._presenter.made, self._column.name, str(target), self._presenter.names)
            self._presenter.change_map(made)

    def _on_unit_activated(self, _index: int) -> None:
        field = self._field()
        if field is not None:
            unit = self.unit_field.currentData()
            self._presenter.change_map(with_unit(self._presenter.made, field, unit))

    def _on_density_edited(self, typed: str) -> None:
        field, value = self._field(), read_number(typed, self._context.texts)
        is_possible = value is not None and LEAST_DENSITY <= value <= MOST_DENSITY
        elements.set_property(self.density_field, "state", "wrong" if typed and not is_possible else "")
        if field is not None:
            self._presenter.change_map(with_density(self._presenter.made, field, value if is_possible else None))

    def _on_meaning_activated(self, word: str, meaning: object) -> None:
        field = self._field()
        if field is not None:
            taken = None if meaning is None else str(meaning)
            self._presenter.change_map(with_meaning(self._presenter.made, field, word, taken))


def _keep_narrow(field: QComboBox) -> None:
    """Long words of a choice must not push the panel wider; the open list shows them whole."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(10)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
