"""What every facility must have, name and country, and the notes; the part of the facility form that is no fact."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from tmfcheck.domain.facility import Facility
from tmfcheck.errors import FacilityError, TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.messages import problem_words
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.country_field import CountryField
from tmfcheck.gui.widgets.fact_field import LABEL_PX

_NOTES_PX = 160


class FacilityHeading(QWidget):
    """Emits ``edited`` with whether the change is complete (chosen) or still being typed."""

    edited = Signal(bool)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.notes_field = QPlainTextEdit()
        self._is_showing = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setVerticalSpacing(SPACE * 3)
        grid.setColumnStretch(1, 1)
        self._build_name(grid)
        self._build_country(grid)
        self.problem = elements.text("", "problem")
        self.problem.hide()
        grid.addWidget(self.problem, 2, 1)

    def _build_name(self, grid: QGridLayout) -> None:
        self.name_field = QLineEdit()
        self.name_field.textEdited.connect(lambda _typed: self.edited.emit(False))
        self._add(grid, 0, self._context.texts.gettext("Name"), self.name_field)

    def _build_country(self, grid: QGridLayout) -> None:
        self.country_field = CountryField(self._context.texts)
        self.country_field.country_chosen.connect(lambda _code: self.edited.emit(True))
        line = self.country_field.lineEdit()
        if line is not None:
            line.editingFinished.connect(lambda: self.edited.emit(True))
        self._add(grid, 1, self._context.texts.gettext("Country"), self.country_field)

    def _add(self, grid: QGridLayout, row: int, words: str, field: QWidget) -> None:
        label = elements.text(words, "strong")
        label.setFixedWidth(self._context.theme.wide(LABEL_PX))
        field.setAccessibleName(words)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)

    def build_notes(self) -> QFrame:
        """The card for the notes, to be set at the end of the form."""
        gettext = self._context.texts.gettext
        column = elements.column(spacing=SPACE * 3)
        column.addWidget(elements.text(gettext("Notes"), "section"))
        column.addWidget(elements.text(gettext("Whatever has no field of its own."), "hint"))
        self.notes_field.setAccessibleName(gettext("Notes"))
        self.notes_field.setTabChangesFocus(True)
        self.notes_field.setFixedHeight(self._context.theme.wide(_NOTES_PX))
        self.notes_field.textChanged.connect(self._on_notes_changed)
        column.addWidget(self.notes_field)
        return elements.card(column)

    def _on_notes_changed(self) -> None:
        """A text area has no signal for the user's own changes: what is only shown is told apart here."""
        if not self._is_showing:
            self.edited.emit(False)

    def show_facility(self, facility: Facility) -> None:
        """Show what is stored; emits nothing."""
        self._is_showing = True
        self.name_field.setText(facility.name)
        self.country_field.show_code(facility.country)
        self.notes_field.setPlainText(facility.notes)
        self._is_showing = False
        self.show_problem(None)

    def changes(self, stored: Facility) -> dict[str, str]:
        """What differs from what is stored, by the names the services use."""
        typed = {
            "name": self.name_field.text().strip(),
            "country": self.country_field.code(),
            "notes": self.notes_field.toPlainText(),
        }
        return {key: words for key, words in typed.items() if words != getattr(stored, key)}

    def show_problem(self, error: TmfCheckError | None) -> None:
        """Mark the field that is wrong and say why; other errors go to the banner."""
        codes = {"FACILITY_NAME_MISSING": self.name_field, "FACILITY_COUNTRY_UNKNOWN": self.country_field}
        wrong = codes.get(error.code) if isinstance(error, FacilityError) else None
        for field in codes.values():
            elements.set_property(field, "state", "wrong" if field is wrong else "")
        self.problem.setVisible(wrong is not None)
        if error is not None and wrong is not None:
            self.problem.setText(problem_words(error, self._context.texts))
        elif error is not None:
            self._context.report_problem(error)
