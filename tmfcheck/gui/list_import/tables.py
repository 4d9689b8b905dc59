"""Plain tables of words for the import's pages: read-only, quick at thousands of rows, chosen row by row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tmfcheck.gui.elements import plain_tip
from tmfcheck.gui.theme import SPACE, Theme, TypeSize

Index = QModelIndex | QPersistentModelIndex
_LOOKED_AT = 60
"""Rows whose words decide how wide a column is."""


class LazyRows(Sequence[Sequence[str]]):
    """Rows that are written when they are looked at: of thousands, few are."""

    def __init__(self, things: Sequence[Any], write: Callable[[Any], Sequence[str]]) -> None:
        self.things = things
        self._write = write

    def __len__(self) -> int:
        return len(self.things)

    def __getitem__(self, number: Any) -> Any:
        return self._write(self.things[number])


class WordsModel(QAbstractTableModel):
    """Rows of words under headings; the whole of a cell stands in its tip."""

    def __init__(self, headings: Sequence[str], parent: QObject, figures: Sequence[int] = ()) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._figures = frozenset(figures)
        self.rows: Sequence[Sequence[str]] = ()

    def show_rows(self, rows: Sequence[Sequence[str]], headings: Sequence[str] | None = None) -> None:
        """Take over rows, and headings where they changed."""
        self.beginResetModel()
        if headings is not None:
            self._headings = tuple(headings)
        self.rows = rows
        self.endResetModel()

    def change_row(self, number: int, row: Sequence[str]) -> None:
        """Show other words in one row; the choice of rows stays."""
        rows = list(self.rows)
        rows[number] = row
        self.rows = rows
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._headings) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.rows[index.row()]
            words = row[index.column()] if index.column() < len(row) else ""
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._figures else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class SharedHeader(QHeaderView):
    """All columns share the room and all are seen; equally, but none gets less than its heading needs."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew, the neediest column first."""
        super().resizeEvent(event)
        font = QFontMetrics(self._theme.font(TypeSize.SMALL, bold=True))
        needed = [font.horizontalAdvance(_heading(self.model(), column)) + SPACE * 5 for column in range(self.count())]
        room = self.viewport().width()
        for done, column in enumerate(sorted(range(self.count()), key=needed.__getitem__, reverse=True)):
            width = max(needed[column], room // (self.count() - done))
            self.resizeSection(column, width)
            room -= width


def words_table(
    model: WordsModel, theme: Theme, name: str, *, stretched: int = -1, is_shared: bool = False
) -> QTableView:
    """A table that chooses whole rows by keyboard or mouse; one column takes the room that is left, or all share it."""
    table = QTableView()
    if is_shared:
        table.setHorizontalHeader(SharedHeader(theme, table))
    table.setModel(model)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.text_px(14) + SPACE * 4)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
    if stretched >= 0:
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def set_widths(table: QTableView, theme: Theme, widths: Sequence[int | None]) -> None:
    """Widths in pixels at 100 % text; None leaves a column as it is."""
    for column, width in enumerate(widths):
        if width is not None:
            table.setColumnWidth(column, theme.wide(width))


def fit_widths(table: QTableView, theme: Theme, widest: Sequence[int | None]) -> None:
    """Every column as wide as its heading and its first rows need, up to so many pixels; None leaves it as it is."""
    model, font = table.model(), QFontMetrics(theme.font())
    bold = QFontMetrics(theme.font(TypeSize.SMALL, bold=True))
    shown = range(min(model.rowCount(), _LOOKED_AT))
    for column, limit in enumerate(widest):
        if limit is None:
            continue
        needed = [bold.horizontalAdvance(_heading(model, column)) + SPACE * 7]
        needed += [font.horizontalAdvance(str(model.index(row, column).data())) + SPACE * 6 for row in shown]
        table.setColumnWidth(column, min(max(needed), max(theme.wide(limit), needed[0])))


def _heading(model: QAbstractItemModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
