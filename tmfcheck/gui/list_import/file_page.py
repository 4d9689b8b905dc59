"""The first step: which file, in which letters, and where its table begins."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.list_import.tables import WordsModel, fit_widths, words_table
from tmfcheck.gui.presenters.import_presenter import ImportPresenter, OpenedList
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.country_field import CountryField
from tmfcheck.i18n import N_
from tmfcheck.lists.drafts import shown

KINDS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.ods"
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": N_("Cyrillic, Windows-1251"),
    "cp866": N_("Cyrillic, DOS-866"),
    "koi8-r": N_("Cyrillic, KOI8-R"),
    "cp1252": N_("Western, Windows-1252"),
}
SHOWN_ROWS = 12
_FIELD_PX, _SAMPLE_PX = 300, 220
_LAST_HEADING = 1000


class FilePage(QWidget):
    """Before a file is chosen, the place to drop it; afterwards how it was read, all of it changeable."""

    file_asked = Signal(object)
    """The path of a list the user wants to take in."""

    def __init__(self, context: GuiContext, presenter: ImportPresenter) -> None:
        super().__init__()
        self._context, self._presenter = context, presenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE * 4)
        column.addWidget(self._build_choice())
        column.addWidget(self._build_reading(), 1)
        self._air = QWidget()
        column.addWidget(self._air, 1)
        self.show_list()

    # --------------------------------------------------------------- parts

    def _build_choice(self) -> QFrame:
        gettext = self._context.texts.gettext
        self.title = elements.text("", "section")
        self._hint = elements.text("", "muted")
        self.choose_button = elements.button(gettext("Choose a file"))
        elements.set_icon(self.choose_button, "folder", self._context.theme)
        self.choose_button.clicked.connect(self.ask_for_file)
        words = elements.column(spacing=SPACE)
        words.addWidget(self.title)
        words.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addLayout(words, 1)
        row.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignVCenter)
        return elements.card(row)

    def _build_reading(self) -> QWidget:
        self._reading = QWidget()
        row = QHBoxLayout(self._reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 4)
        row.addWidget(self._build_fields(), 0, Qt.AlignmentFlag.AlignTop)
        gettext = self._context.texts.gettext
        self.sample = WordsModel((), self)
        self.sample_table = words_table(self.sample, self._context.theme, gettext("First rows of the list"))
        row.addWidget(self.sample_table, 1)
        return self._reading

    def _build_fields(self) -> QFrame:
        gettext, texts = self._context.texts.gettext, self._context.texts
        self.encoding_field, self.sheet_field, self.decimal_field = QComboBox(), QComboBox(), QComboBox()
        self.heading_field = QSpinBox()
        self.heading_field.setRange(1, _LAST_HEADING)
        self.heading_field.setKeyboardTracking(False)
        self.heading_field.lineEdit().setTextMargins(SPACE * 3, 0, 0, 0)
        self.country_field = CountryField(texts)
        for code, name in ENCODINGS.items():
            self.encoding_field.addItem(gettext(name), code)
        for words, sign in (
            (gettext("as the numbers show"), None),
            (gettext("point: 1234.5"), "."),
            (gettext("comma: 1234,5"), ","),
        ):
            self.decimal_field.addItem(words, sign)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(SPACE)
        fields = (
            (gettext("Letters"), self.encoding_field),
            (gettext("Sheet"), self.sheet_field),
            (gettext("Row of the heading"), self.heading_field),
            (gettext("Decimal sign"), self.decimal_field),
            (gettext("Country of rows without one"), self.country_field),
        )
        for words, field in fields:
            field.setAccessibleName(words)
            field.setFixedWidth(self._context.theme.wide(_FIELD_PX))
            self._form.addRow(elements.text(words, "caption", wraps=False), field)
        self._connect_fields()
        return elements.card(self._form)

    def _connect_fields(self) -> None:
        self.encoding_field.activated.connect(self._on_encoding_activated)
        self.sheet_field.activated.connect(self._on_sheet_activated)
        self.heading_field.valueChanged.connect(self._on_heading_changed)
        self.decimal_field.activated.connect(self._on_decimal_activated)
        self.country_field.country_chosen.connect(self._on_country_chosen)

    # ------------------------------------------------------- what is shown

    def show_list(self) -> None:
        """Show the opened list, or the place for one; emits nothing."""
        opened, gettext = self._presenter.opened, self._context.texts.gettext
        unread = self._presenter.unread
        self._reading.setVisible(opened is not None or unread is not None)
        self._air.setVisible(self._reading.isHidden())
        self._show_only_letters(only=opened is None)
        if opened is None and unread is not None:
            if self.title.text() != unread.name:
                self.encoding_field.setCurrentIndex(-1)
            self.title.setText(unread.name)
            self._hint.setText(gettext("Nobody can tell the letters of this file for certain. Choose them below."))
            self.sample.show_rows((), ())
            return
        if opened is None:
            self.title.setText(gettext("Drop a list here, or choose a file"))
            formats = gettext(
                "CSV, TSV, XLSX or ODS, up to 200 MB and 100,000 rows. Nothing is stored before you have seen every "
                "question and said so."
            )
            self._hint.setText(formats)
            return
        self.title.setText(opened.path.name)
        rows = len(opened.table.rows) - opened.made.heading_row
        texts = self._context.texts
        count = texts.ngettext("{number} row below the heading", "{number} rows below the heading", rows)
        self._hint.setText(f"{count.format(number=texts.number(rows))} · {opened.path.parent}")
        self._show_fields(opened)
        self._show_sample(opened)

    def _show_only_letters(self, *, only: bool) -> None:
        """While a file could not be read, nothing but its letters can be chosen."""
        self._form.setRowVisible(self.encoding_field, True)
        for field in (self.sheet_field, self.heading_field, self.decimal_field, self.country_field):
            self._form.setRowVisible(field, not only)

    def _show_fields(self, opened: OpenedList) -> None:
        gettext, table, made = self._context.texts.gettext, opened.table, opened.made
        is_text = table.encoding is not None
        self._form.setRowVisible(self.encoding_field, is_text)
        self._form.setRowVisible(self.sheet_field, not is_text)
        if is_text:
            self.encoding_field.setCurrentIndex(max(0, self.encoding_field.findData(table.encoding)))
            recognised = gettext("Recognised by its letters: look whether names read well.")
            self.encoding_field.setToolTip(recognised if table.recognised else "")
        self.sheet_field.clear()
        for name in table.sheets:
            self.sheet_field.addItem(name, name)
        self.sheet_field.setCurrentIndex(max(0, self.sheet_field.findData(made.sheet)))
        self.heading_field.blockSignals(True)
        self.heading_field.setValue(made.heading_row)
        self.heading_field.blockSignals(False)
        self.decimal_field.setCurrentIndex(max(0, self.decimal_field.findData(made.decimal)))
        self.country_field.show_code(made.country or "")

    def _show_sample(self, opened: OpenedList) -> None:
        first = opened.made.heading_row
        rows = [row for row in opened.table.rows if first < row.number <= first + SHOWN_ROWS]
        names = [column.name for column in opened.columns]
        cells = [[str(row.number), *(shown(cell) for cell in row.cells[: len(names)])] for row in rows]
        self.sample.show_rows(cells, [self._context.texts.gettext("Row"), *names])
        fit_widths(self.sample_table, self._context.theme, [_SAMPLE_PX] * self.sample.columnCount())

    # ------------------------------------------------------------ the user

    def ask_for_file(self) -> None:
        """Ask for a file in the system's dialog."""
        gettext, settings = self._context.texts.gettext, self._context.settings
        kinds = f"{gettext('Lists')} ({KINDS})"
        chosen, _kind = QFileDialog.getOpenFileName(self, gettext("Choose a list"), str(settings.export_folder), kinds)
        if chosen:
            settings.export_folder = Path(chosen).parent
            self.file_asked.emit(Path(chosen))

    def _on_encoding_activated(self, _index: int) -> None:
        self._presenter.read_as(encoding=str(self.encoding_field.currentData()))

    def _on_sheet_activated(self, _index: int) -> None:
        self._presenter.read_as(sheet=str(self.sheet_field.currentData()))

    def _on_heading_changed(self, row: int) -> None:
        self._presenter.take_heading(row)

    def _on_decimal_activated(self, _index: int) -> None:
        self._presenter.change_map(self._presenter.with_decimal(self.decimal_field.currentData()))

    def _on_country_chosen(self, code: str) -> None:
        self._presenter.change_map(self._presenter.with_country(code))
