"""One document of the operator: title, number, dates, in which form it was seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from tmfcheck.domain.evidence import Document, SeenAs
from tmfcheck.errors import FacilityError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.number_entry import day_pattern, day_words, read_day
from tmfcheck.gui.theme import SPACE
from tmfcheck.wording import SEEN_AS

Store = Callable[[Document], None]
"""Stores a document durably; raises TmfCheckError."""


class DocumentDialog(FormDialog):
    """Stays open until the document is stored or the user turns away; a document without id is a new one."""

    def __init__(self, context: GuiContext, document: Document, store: Store, parent: QWidget) -> None:
        gettext = context.texts.gettext
        title = gettext("Change the document") if document.id else gettext("New document")
        super().__init__(context, parent, title, gettext("Store"))
        self._document = document
        self._store_document = store
        self.title = QLineEdit(document.title)
        self.number = QLineEdit(document.number)
        self.issued_on = self._make_day(document.issued_on)
        self.valid_to = self._make_day(document.valid_to)
        self.seen_as = QComboBox()
        for each in SeenAs:
            self.seen_as.addItem(gettext(SEEN_AS[each]), each.value)
        self.seen_as.setCurrentIndex(list(SeenAs).index(document.seen_as))
        self.note = QLineEdit(document.note)
        self.add_field(gettext("Title"), self.title)
        self._add_pair((gettext("Number"), self.number), (gettext("Seen"), self.seen_as))
        self._add_pair((gettext("Issued on"), self.issued_on), (gettext("Valid to"), self.valid_to))
        self.add_field(gettext("Note"), self.note)
        self.title.setFocus()

    def _make_day(self, day: date | None) -> QLineEdit:
        field = QLineEdit(day_words(day, self.context.texts))
        field.setPlaceholderText(day_pattern(self.context.texts))
        return field

    def _add_pair(self, *fields: tuple[str, QWidget]) -> None:
        """Two short fields side by side."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE)
        for column, (label, field) in enumerate(fields):
            field.setAccessibleName(label)
            grid.addWidget(elements.text(label, "strong"), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        self.fields.addLayout(grid)
        self.fields.addSpacing(SPACE * 3)

    def made_document(self) -> Document:
        """What the fields say; raises FacilityError FACT_DATE_UNKNOWN."""
        return replace(
            self._document,
            title=self.title.text().strip(),
            number=self.number.text().strip(),
            issued_on=self._day(self.issued_on),
            valid_to=self._day(self.valid_to),
            seen_as=SeenAs(self.seen_as.currentData()),
            note=self.note.text().strip(),
        )

    @staticmethod
    def _day(field: QLineEdit) -> date | None:
        typed = field.text().strip()
        day = read_day(typed) if typed else None
        if typed and day is None:
            field.setFocus()
            raise FacilityError("FACT_DATE_UNKNOWN", fact=field.accessibleName(), value=typed)
        return day

    def store(self) -> None:
        self._store_document(self.made_document())
