"""The list beside the map: every shown facility, searched as one types, and those that were chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.icons import icon
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.side_list import SideDelegate, SideList, SideModel, SideRow
from tmfcheck.gui.theme import SPACE


class FacilitySide(QWidget):
    """Search, list, and what can be done with the chosen facilities."""

    facility_chosen = Signal(str)
    """The user moved to this facility (its id)."""
    facility_opened = Signal(str)
    choice_toggled = Signal(str)
    choice_cleared = Signal()
    register_asked = Signal()

    def __init__(self, context: GuiContext, art: MapArt) -> None:
        super().__init__()
        self._context = context
        self._is_showing = False
        self._model = SideModel(self)
        layout = elements.column(spacing=SPACE * 2)
        self.setLayout(layout)
        self._build_search()
        self._build_list(art)
        self.nothing_found = elements.text(context.texts.gettext("No facility on the map matches."), "muted")
        self.nothing_found.hide()
        layout.addWidget(self.search_field)
        layout.addWidget(self.nothing_found)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._build_chosen())

    def _build_search(self) -> None:
        words = self._context.texts.gettext("Search facilities")
        self.search_field = QLineEdit()
        self.search_field.setPlaceholderText(words)
        self.search_field.setAccessibleName(words)
        self.search_field.setClearButtonEnabled(True)
        mark = icon("search", self._context.theme, colour="muted")
        self.search_field.addAction(mark, QLineEdit.ActionPosition.LeadingPosition)
        self.search_field.textEdited.connect(self._on_search_edited)

    def _build_list(self, art: MapArt) -> None:
        self.list = SideList()
        self.list.setModel(self._model)
        self.list.setItemDelegate(SideDelegate(self._context.theme, art, self.list))
        self.list.setAccessibleName(self._context.texts.gettext("Facilities on the map"))
        self.list.setProperty("kind", "bare")
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.clicked.connect(lambda index: self.facility_chosen.emit(self._id(index)))
        self.list.activated.connect(lambda index: self.facility_opened.emit(self._id(index)))
        self.list.choice_toggled.connect(self.choice_toggled)

    def _build_chosen(self) -> QWidget:
        gettext = self._context.texts.gettext
        self.chosen_room = QWidget()
        column = elements.column(spacing=SPACE)
        self.chosen_words = elements.button("")
        self.chosen_words.setCheckable(True)
        self.chosen_words.toggled.connect(self._on_only_toggled)
        self.register_button = elements.button(gettext("Show in the register"))
        self.register_button.clicked.connect(self.register_asked)
        self.clear_button = elements.button(gettext("Clear"))
        self.clear_button.clicked.connect(self.choice_cleared)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.chosen_words, 1)
        row.addWidget(self.clear_button)
        column.addLayout(row)
        column.addWidget(self.register_button)
        self.chosen_room.setLayout(column)
        self.chosen_room.hide()
        return self.chosen_room

    # ------------------------------------------------------- what is shown

    def show_rows(self, rows: Iterable[SideRow]) -> None:
        """Show facilities; emits nothing."""
        self._is_showing = True
        self._model.show_rows([*rows])
        # Now, before threads begin to work: laying out asks for every row, and each would wait for them.
        self.list.doItemsLayout()
        self._is_showing = False
        self._after_search()

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Mark the chosen ones and count them."""
        texts = self._context.texts
        words = texts.ngettext("{number} chosen", "{number} chosen", len(chosen))
        self.chosen_words.setText(words.format(number=texts.number(len(chosen))))
        self.chosen_words.setToolTip(texts.gettext("Show only the chosen facilities in the list"))
        self.chosen_words.setAccessibleName(self.chosen_words.text())
        self.chosen_room.setVisible(bool(chosen))
        self._is_showing = True
        self._model.show_chosen(chosen)
        if not chosen:
            self.chosen_words.setChecked(False)
        self._is_showing = False
        self._after_search()

    def mark(self, facility_id: str | None) -> None:
        """Go to a facility in the list; emits nothing."""
        self._is_showing = True
        index = self._model.index_of(facility_id)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.list.scrollTo(index)
        self._is_showing = False

    def count(self) -> int:
        """How many facilities are listed."""
        return self._model.rowCount()

    def _after_search(self) -> None:
        self.nothing_found.setVisible(not self._model.rowCount())

    def _id(self, index: QModelIndex) -> str:
        return self._model.rows[index.row()].facility.id

    # ------------------------------------------------------------ the user

    def _on_search_edited(self, typed: str) -> None:
        self._is_showing = True
        self._model.search(typed)
        self._is_showing = False
        self._after_search()

    def _on_only_toggled(self, is_on: bool) -> None:
        self._model.show_only(self._model.chosen if is_on else None)
        self._after_search()

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_showing:
            self.facility_chosen.emit(self._id(index))
