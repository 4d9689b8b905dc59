"""The side of the first page on which a facility is found: search, list, and the ways to more facilities."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import icon
from tmfcheck.gui.item_models.facility_model import FacilityRow
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.facility_list import FacilityList
from tmfcheck.gui.widgets.verify_button import verify_button


class FacilityFinder(QWidget):
    """Search field, list and buttons below each other; what is chosen is shown elsewhere."""

    facility_asked = Signal()
    """A new facility is wanted."""
    import_asked = Signal()
    searched = Signal()
    """Something was typed; another facility, or none, may be marked now."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        texts = context.texts
        self._build_search()
        self.facility_list = FacilityList(context.theme, texts)
        self.nothing_found = elements.text(texts.gettext("No facility matches the search."), "muted")
        self.new_button = self._make_button(texts.gettext("New facility"), "plus")
        self.new_button.clicked.connect(self.facility_asked)
        self.import_button = self._make_button(texts.gettext("Take a list in"), "download")
        self.import_button.clicked.connect(self.import_asked)
        self.verify_button = verify_button(context)
        column = elements.column()
        column.setContentsMargins(0, 0, 0, SPACE * 4)
        self._parts = (
            self.search_field,
            self.nothing_found,
            self.facility_list,
            self.new_button,
            self.import_button,
            self.verify_button,
        )
        for part in self._parts:
            column.addWidget(part)
        self.setLayout(column)

    def _build_search(self) -> None:
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText(self._context.texts.gettext("Search facilities"))
        self.search_field.setAccessibleName(self.search_field.placeholderText())
        self.search_field.setClearButtonEnabled(True)
        glass = icon("search", self._context.theme, colour="muted")
        self.search_field.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search_field.textEdited.connect(self._on_search_edited)

    def _make_button(self, words: str, picture: str) -> QPushButton:
        made = elements.button(words)
        elements.set_icon(made, picture, self._context.theme)
        return made

    def show_rows(self, rows: tuple[FacilityRow, ...], current: str | None) -> None:
        """Show facilities and mark one of them; emits nothing."""
        self.facility_list.show_rows(rows, current)
        self._tell_what_is_found()

    def allow_new(self, is_allowed: bool) -> None:
        """A held archive takes no new facility."""
        self.new_button.setEnabled(is_allowed)
        self.import_button.setEnabled(is_allowed)

    def take_width(self, pixels: int) -> None:
        """Be this wide."""
        for part in self._parts:
            part.setFixedWidth(pixels)

    def take_search(self) -> None:
        """Put the keyboard into the search field, over what stands there."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _tell_what_is_found(self) -> None:
        is_found = self.facility_list.count() > 0
        self.nothing_found.setVisible(not is_found)
        self.facility_list.setVisible(is_found)

    def _on_search_edited(self, typed: str) -> None:
        self.facility_list.search(typed)
        self._tell_what_is_found()
        self.searched.emit()
