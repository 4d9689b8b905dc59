"""The facilities beside the map as a list: symbol, name and what the colour tells, with a tick on the chosen ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tmfcheck.domain.map_content import MapFacility
from tmfcheck.gui.elements import plain_tip
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.marker_levels import Look
from tmfcheck.gui.theme import RADIUS, SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.keyboard import is_letter

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight
_SYMBOL_PX = 34
_LIST_RADIUS = 4.0


class SideRow(NamedTuple):
    """One facility of the list; ``details`` is its second line, ``searched`` all its words in small letters."""

    facility: MapFacility
    details: str
    searched: str


class SideModel(QAbstractListModel):
    """The rows that match the search; ``Qt.UserRole`` holds the row."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: Sequence[SideRow] = ()
        self._words: tuple[str, ...] = ()
        self._only: frozenset[str] | None = None
        self.chosen: frozenset[str] = frozenset()
        self.rows: Sequence[SideRow] = ()

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """Take over rows and keep search and choice."""
        self._all = rows
        self._sift()

    def search(self, typed: str) -> None:
        """Show the rows in which every typed word occurs."""
        self._words = tuple(typed.casefold().split())
        self._sift()

    def show_only(self, ids: frozenset[str] | None) -> None:
        """Show these facilities alone; None: all."""
        if ids != self._only:
            self._only = ids
            self._sift()

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Mark the chosen ones."""
        self.chosen = chosen
        if self._only is not None:
            self.show_only(chosen)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _sift(self) -> None:
        self.beginResetModel()
        self.rows = [
            row
            for row in self._all
            if (self._only is None or row.facility.id in self._only)
            and all(word in row.searched for word in self._words)
        ]
        self.endResetModel()

    def index_of(self, facility_id: str | None) -> QModelIndex:
        """The index of a facility; invalid where it has no row."""
        return self.index(next((n for n, row in enumerate(self.rows) if row.facility.id == facility_id), -1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.facility.name}, {row.details}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.facility.name)
        return None


class SideDelegate(QStyledItemDelegate):
    """Paints symbol, name and details; the chosen ones have a bar at their edge and a tick."""

    def __init__(self, theme: Theme, art: MapArt, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._art, self._view = theme, art, view
        self._name_font = theme.font(TypeSize.BODY)
        self._small_font = theme.font(TypeSize.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(self._name_font).height() + QFontMetrics(self._small_font).height() + SPACE * 3
        return QSize(self._view.viewport().width(), max(self._theme.control_height(), height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SideRow = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect.adjusted(0, 1, 0, -1)
        model = index.model()
        is_chosen = isinstance(model, SideModel) and row.facility.id in model.chosen
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, box, option.state)
        self._paint_symbol(painter, box, row.facility)
        self._paint_words(painter, box.adjusted(_SYMBOL_PX + SPACE, SPACE, -SPACE, -SPACE), row, is_chosen=is_chosen)
        painter.restore()

    def _paint_back(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if not (is_current or state & QStyle.StateFlag.State_MouseOver):
            return
        ring = self._theme.ring_px if is_current and self._view.hasFocus() else 0
        painter.setPen(QPen(self._theme.colour("focus"), ring) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft" if is_current else "raised"))
        painter.drawRoundedRect(QRectF(box).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), RADIUS, RADIUS)

    def _paint_symbol(self, painter: QPainter, box: QRect, facility: MapFacility) -> None:
        stands_out = None if facility.across is None else facility.across.stands_out
        picture = self._art.marker(Look(facility.symbol, _LIST_RADIUS, 1, stands_out))
        size = picture.deviceIndependentSize()
        x = box.left() + (_SYMBOL_PX + SPACE - size.width()) / 2
        painter.drawPixmap(round(x), round(box.center().y() - size.height() / 2), picture)

    def _paint_words(self, painter: QPainter, box: QRect, row: SideRow, *, is_chosen: bool) -> None:
        if is_chosen:
            painter.setPen(self._theme.colour("accent"))
            painter.setFont(self._theme.font(TypeSize.BODY, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "✓")
            box = box.adjusted(0, 0, -SPACE * 5, 0)
        half = box.height() // 2
        upper, lower = QRect(box.left(), box.top(), box.width(), half), box.adjusted(0, half, 0, 0)
        for font, colour, room, words in (
            (self._name_font, "text", upper, row.facility.name),
            (self._small_font, "muted", lower, row.details),
        ):
            painter.setFont(font)
            painter.setPen(self._theme.colour(colour))
            painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(words, _ELIDE, room.width()))


class SideList(QListView):
    """Enter opens, Space chooses, moving about asks the map to follow."""

    choice_toggled = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.choice_toggled.emit(index.data(Qt.ItemDataRole.UserRole).facility.id)
            return
        if is_letter(event):
            event.ignore()
            return
        super().keyPressEvent(event)
