"""The programme as a tree of two levels: a band for each time-frame, and its measures with their figures and a tick."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tmfcheck.gui.presenters.measure_rows import MeasureBand, MeasureRow
from tmfcheck.i18n import Texts

Index = QModelIndex | QPersistentModelIndex
_BAND_ID = 0


class MeasureColumn(IntEnum):
    """The columns in order."""

    TITLE = 0
    SCORE = 1
    SHARE = 2
    GAIN = 3
    DUE = 4
    STATE = 5


FIGURES = (MeasureColumn.SCORE, MeasureColumn.SHARE, MeasureColumn.GAIN)


class MeasureModel(QAbstractItemModel):
    """``Qt.UserRole`` holds a ``MeasureBand``, a ``MeasureRow``, or the sentence of an empty band."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.bands: tuple[MeasureBand, ...] = ()
        self.ticked: frozenset[str] = frozenset()

    def show_bands(self, bands: Sequence[MeasureBand], ticked: frozenset[str]) -> bool:
        """Show these bands; whether their rows changed places, so that the view has to unfold them again."""
        is_same = _places(bands) == _places(self.bands)
        if not is_same:
            self.beginResetModel()
        self.bands, self.ticked = tuple(bands), ticked
        if not is_same:
            self.endResetModel()
            return True
        for number, band in enumerate(bands):
            parent = self.index(number, 0)
            if band.rows:
                last = self.index(len(band.rows) - 1, len(MeasureColumn) - 1, parent)
                self.dataChanged.emit(self.index(0, 0, parent), last)
        return False

    def index_of(self, measure: str) -> QModelIndex:
        """The index of a measure; invalid where it has no row."""
        for band_number, band in enumerate(self.bands):
            for number, row in enumerate(band.rows):
                if row.id == measure:
                    return self.index(number, 0, self.index(band_number, 0))
        return QModelIndex()

    # ------------------------------------------------------------ what Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _BAND_ID)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _BAND_ID:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _BAND_ID)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self.bands)
        is_band = parent.internalId() == _BAND_ID and parent.column() == 0
        return max(1, len(self.bands[parent.row()].rows)) if is_band else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return len(MeasureColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        what = self.what_is_at(index)
        if role == Qt.ItemDataRole.UserRole:
            return what
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(what, MeasureColumn(index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(what, MeasureBand):
            return what.meaning
        return None

    def what_is_at(self, index: Index) -> MeasureBand | MeasureRow | str:
        """The band, the measure, or the sentence of an empty band."""
        if index.internalId() == _BAND_ID:
            return self.bands[index.row()]
        band = self.bands[index.internalId() - 1]
        return band.rows[index.row()] if band.rows else band.empty

    def _words(self, what: MeasureBand | MeasureRow | str, column: MeasureColumn) -> str:
        if isinstance(what, MeasureRow):
            words = (what.title, what.score, what.share, what.gain, what.due, what.state)
            return words[column]
        if column is not MeasureColumn.TITLE:
            return ""
        return what if isinstance(what, str) else what.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.what_is_at(index), MeasureRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in FIGURES else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        gettext = self._texts.gettext
        headings = (
            gettext("Measure"),
            gettext("Score"),
            gettext("Not met"),
            gettext("Gain"),
            gettext("Due"),
            gettext("State"),
        )
        # Words of a heading stand one under the other, so that figures stay narrow beside long titles.
        return headings[section].replace(" ", "\n")


def _places(bands: Sequence[MeasureBand]) -> list[tuple[str, list[str]]]:
    return [(band.term, [row.id for row in band.rows]) for band in bands]
