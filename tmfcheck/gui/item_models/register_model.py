"""The register as a table: facilities and headings of groups, with the columns that were chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.gui.elements import plain_tip
from tmfcheck.gui.presenters.register_rows import GroupRow, RegisterRow
from tmfcheck.gui.presenters.register_words import FIGURES, RegisterWords
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import Column, RegisterView

Index = QModelIndex | QPersistentModelIndex
_WIDE_HEADING = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RegisterModel(QAbstractTableModel):
    """``Qt.UserRole`` holds the ``RegisterRow`` or the ``GroupRow``."""

    def __init__(self, words: RegisterWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.lines: Sequence[RegisterRow | GroupRow] = ()
        self.columns: tuple[Column, ...] = ()
        self.by = RankBy.TRI
        self._sort, self._descending = Column.RANK, False

    def show_lines(self, lines: Sequence[RegisterRow | GroupRow], view: RegisterView) -> None:
        """Show these lines in the view's columns."""
        self.beginResetModel()
        self.lines, self.columns, self.by = lines, view.columns, view.rank_by
        self._sort, self._descending = view.sort or Column.RANK, view.descending
        self.endResetModel()

    def line(self, index: Index) -> RegisterRow | GroupRow | None:
        """What is at an index."""
        return self.lines[index.row()] if index.isValid() else None

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._cell(line, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()] in FIGURES else _LEFT
        return None

    def _cell(self, line: RegisterRow | GroupRow, column: int) -> str:
        if isinstance(line, GroupRow):
            return f"{line.title}   {line.totals}" if column == 0 else ""
        return self._words.cell(line, self.columns[column], self.by)

    def _spoken(self, line: RegisterRow | GroupRow, column: int) -> str:
        """What a screen reader says: the heading before the figure."""
        if isinstance(line, GroupRow):
            return f"{line.title}, {line.totals}"
        return f"{line.name}, {self._words.heading(self.columns[column])}: {self._cell(line, column)}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        words = self._words.heading(column)
        if role == Qt.ItemDataRole.DisplayRole:
            mark = ("▾" if self._descending else "▴") if column is self._sort else ""
            return _in_two_lines(f"{words}\u00a0{mark}" if mark else words)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words.spoken_heading(column, self._sort, is_descending=self._descending)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in FIGURES else _LEFT
        return None


def _in_two_lines(words: str) -> str:
    """A long heading parted at the space nearest to its middle, so that figures stay narrow beside it."""
    spaces = [place for place, sign in enumerate(words) if sign == " "]
    if len(words) <= _WIDE_HEADING or not spaces:
        return words
    middle = min(spaces, key=lambda place: abs(place - len(words) // 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"
