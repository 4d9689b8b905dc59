"""The second step: where each column of the list goes, in which unit, and what its words mean."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.column_panel import ColumnPanel
from tmfcheck.gui.list_import.tables import WordsModel, words_table
from tmfcheck.gui.list_import.targets import target_words, unit_words
from tmfcheck.gui.presenters.import_presenter import ImportPresenter
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import N_
from tmfcheck.lists.column_view import ColumnView
from tmfcheck.lists.list_map import read_map
from tmfcheck.lists.map_changes import fields_of, gaps, target_of
from tmfcheck.services.register_import import write_map

_PANEL_PX = 380
_GAPS = {
    "NAME": N_("Choose the column that holds the name of the facility."),
    "COUNTRY": N_("Choose the column that holds the country, or one country for all rows in step 1."),
    "DENSITY": N_("{field} is given in tonnes: state a dry density of 0.1 to 6 t/m³, or choose another field."),
}


class MappingPage(QWidget):
    """The columns on the left, the chosen one with all that can be said about it on the right."""

    def __init__(self, context: GuiContext, presenter: ImportPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 3)
        column.addWidget(self._build_offer())
        column.addLayout(self._build_tools())
        column.addWidget(self._build_columns(), 1)
        presenter.map_changed.connect(self.show_map)

    # --------------------------------------------------------------- parts

    def _build_offer(self) -> QFrame:
        gettext = self._context.texts.gettext
        row = QHBoxLayout()
        words = gettext("A list with the same headings was taken in before. Its columns can go where they went then.")
        row.addWidget(elements.text(words), 1)
        self.remembered_button = elements.button(gettext("Use that mapping"))
        self.remembered_button.clicked.connect(self._on_remembered_clicked)
        row.addWidget(self.remembered_button)
        self._offer = elements.card(row, kind="note")
        return self._offer

    def _build_tools(self) -> QHBoxLayout:
        gettext = self._context.texts.gettext
        self.problem = elements.text("", "problem")
        self.swap_box = QCheckBox(gettext("Latitude and longitude have changed places"))
        self.swap_box.clicked.connect(self._on_swap_clicked)
        self.load_button = elements.button(gettext("Load a mapping"))
        self.load_button.clicked.connect(self.ask_for_map)
        self.save_button = elements.button(gettext("Save the mapping"))
        self.save_button.clicked.connect(self.ask_where_to_save)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.problem, 1)
        for part in (self.swap_box, self.load_button, self.save_button):
            row.addWidget(part)
        return row

    def _build_columns(self) -> QSplitter:
        gettext, theme = self._context.texts.gettext, self._context.theme
        headings = (gettext("Column of the list"), gettext("First values"), gettext("Goes to"))
        self.columns = WordsModel(headings, self)
        self.table = words_table(self.columns, theme, gettext("Columns of the list"), is_shared=True)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.panel = ColumnPanel(self._context, self._presenter)
        room = elements.scrolled(self.panel)
        room.setMinimumWidth(theme.wide(_PANEL_PX) + SPACE * 6)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.table)
        halves.addWidget(room)
        halves.setStretchFactor(0, 1)
        halves.setChildrenCollapsible(False)
        # What the panel does not need is the table's, however long the panel's words are.
        halves.setSizes([_PANEL_PX * 10, room.minimumWidth()])
        return halves

    # ------------------------------------------------------- what is shown

    def show_list(self) -> None:
        """Show the columns of another list and begin at the first; emits nothing."""
        opened = self._presenter.opened
        if opened is None:
            return
        self._offer.setVisible(opened.remembered is not None and opened.remembered != opened.made)
        self.columns.show_rows([self._row(column) for column in opened.columns])
        if opened.columns:
            self.table.setCurrentIndex(self.columns.index(0, 0))
        self.show_map()

    def show_map(self) -> None:
        """Show where the columns go now; emits nothing."""
        opened = self._presenter.opened
        if opened is None:
            return
        if len(self.columns.rows) != len(opened.columns):
            self.show_list()
            return
        for number, column in enumerate(opened.columns):
            row = self._row(column)
            if list(row) != list(self.columns.rows[number]):
                self.columns.change_row(number, row)
        has_point = {"latitude", "longitude", "coordinates"} & opened.made.columns.keys()
        self.swap_box.setVisible(bool(has_point))
        self.swap_box.setChecked(opened.made.swap_coordinates)
        self.problem.setText(self.gap_words())
        self.panel.show_column(self._current())

    def gap_words(self) -> str:
        """What keeps the mapping from being used, in a sentence; empty where nothing does."""
        found = gaps(self._presenter.made) if self._presenter.opened else []
        if not found:
            return ""
        code, field = found[0]
        texts = self._context.texts
        return texts.gettext(_GAPS[code]).format(field=target_words(field, texts))

    def _row(self, column: ColumnView) -> tuple[str, ...]:
        texts, made = self._context.texts, self._presenter.made
        fields = fields_of(made, column.name)
        words = [target_words(field, texts) for field in fields or (target_of(made, column.name),)]
        units = [unit for field in fields if (unit := made.columns[field].unit)]
        if units:
            words.append(unit_words(units[0], texts))
        return column.name, " · ".join(column.samples), ", ".join(words)

    def _current(self) -> ColumnView | None:
        opened, number = self._presenter.opened, self.table.currentIndex().row()
        return opened.columns[number] if opened is not None and 0 <= number < len(opened.columns) else None

    # ------------------------------------------------------------ the user

    def _on_row_changed(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.panel.show_column(self._current())

    def _on_swap_clicked(self, is_swapped: bool) -> None:
        self._presenter.swap_coordinates(is_swapped)

    def _on_remembered_clicked(self) -> None:
        opened = self._presenter.opened
        if opened is not None and opened.remembered is not None:
            self._presenter.use_map(opened.remembered)
            self._offer.hide()

    def ask_for_map(self) -> None:
        """Ask for a file with a mapping and use it."""
        gettext, folder = self._context.texts.gettext, str(self._context.settings.export_folder)
        chosen, _kind = QFileDialog.getOpenFileName(self, gettext("Load a mapping"), folder, "TOML (*.toml)")
        if chosen:
            self.load(Path(chosen))

    def load(self, file: Path) -> None:
        """Use the mapping of a file; one that cannot be used changes nothing."""
        try:
            self._presenter.use_map(read_map(file))
        except TmfCheckError as error:
            self._context.report_problem(error)

    def ask_where_to_save(self) -> None:
        """Ask where the mapping goes and write it."""
        opened, gettext = self._presenter.opened, self._context.texts.gettext
        if opened is None:
            return
        proposed = str(self._context.settings.export_folder / f"{opened.path.stem}.toml")
        chosen, _kind = QFileDialog.getSaveFileName(self, gettext("Save the mapping"), proposed, "TOML (*.toml)")
        if chosen:
            self.save(Path(chosen if chosen.lower().endswith(".toml") else f"{chosen}.toml"))

    def save(self, file: Path) -> None:
        """Write the mapping, whole or not at all."""
        try:
            write_map(self._presenter.made, file)
        except TmfCheckError as error:
            self._context.report_problem(error)
