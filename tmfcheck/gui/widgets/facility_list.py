"""The list of facilities: name, country and operator, and a mark where an assessment is open."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tmfcheck.gui.item_models.facility_model import FacilityModel, FacilityRow
from tmfcheck.gui.theme import RADIUS, SPACE, Theme, TypeSize
from tmfcheck.i18n import Texts

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PAD = SPACE * 3


class FacilityDelegate(QStyledItemDelegate):
    """Paints a facility in two lines; long words end in an ellipsis, the whole stands beside the list."""

    def __init__(self, theme: Theme, texts: Texts, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._texts = texts
        self._view = view
        self._name_font = theme.font(TypeSize.BODY, bold=True)
        self._small_font = theme.font(TypeSize.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(self._name_font).height() + QFontMetrics(self._small_font).height()
        return QSize(self._view.viewport().width(), max(self._theme.control_height(), height + SPACE * 6))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: FacilityRow = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect.adjusted(0, 1, 0, -1)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, box, state)
        self._paint_words(painter, box.adjusted(_PAD, SPACE * 2, -_PAD, -SPACE * 2), row)
        painter.restore()

    def _paint_back(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        if not (is_current or state & QStyle.StateFlag.State_MouseOver):
            return
        ring = self._theme.ring_px if is_current and self._view.hasFocus() else 0
        painter.setPen(QPen(self._theme.colour("focus"), ring) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft" if is_current else "raised"))
        inside = QRectF(box).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
        painter.drawRoundedRect(inside, RADIUS, RADIUS)

    def _paint_words(self, painter: QPainter, box: QRect, row: FacilityRow) -> None:
        half = box.height() // 2
        upper, lower = QRect(box.left(), box.top(), box.width(), half), box.adjusted(0, half, 0, 0)
        painter.setFont(self._name_font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(row.facility.name, _ELIDE, upper.width()))
        painter.setFont(self._small_font)
        if row.open_count:
            lower = self._paint_open_mark(painter, lower)
        parts = (row.country, row.facility.fact("operator") or row.status)
        words = " · ".join(str(part) for part in parts if part)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(lower, _LEFT, painter.fontMetrics().elidedText(words, _ELIDE, lower.width()))

    def _paint_open_mark(self, painter: QPainter, box: QRect) -> QRect:
        """The word "open" at the right end; returns the room that is left."""
        words = self._texts.gettext("open assessment")
        width = painter.fontMetrics().horizontalAdvance(words)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return box.adjusted(0, 0, -width - SPACE * 2, 0)


_ELIDE = Qt.TextElideMode.ElideRight


class FacilityList(QListView):
    """The facilities to choose from; the chosen one is shown beside the list."""

    facility_chosen = Signal(str)
    """The user moved to this facility (its id)."""
    facility_opened = Signal(str)
    """The user pressed Enter or clicked twice."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._facilities = FacilityModel(self)
        self._is_showing = False
        self.setModel(self._facilities)
        self.setItemDelegate(FacilityDelegate(theme, texts, self))
        self.setAccessibleName(texts.gettext("Facilities"))
        self.setProperty("kind", "bare")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(lambda index: self.facility_opened.emit(self._id(index)))

    def show_rows(self, rows: tuple[FacilityRow, ...], current: str | None) -> None:
        """Show facilities and mark one of them; emits nothing."""
        self._is_showing = True
        self._facilities.show_rows(rows)
        self._mark(self._facilities.index_of(current))
        self._is_showing = False

    def search(self, typed: str) -> FacilityRow | None:
        """Show what matches and stay at the present facility or go to the first; returns the one that is marked."""
        before = self.current_id()
        self._is_showing = True
        self._facilities.search(typed)
        index = self._facilities.index_of(before)
        self._mark(index if index.isValid() else self._facilities.index(0))
        self._is_showing = False
        return self.current_row()

    def current_row(self) -> FacilityRow | None:
        """The facility that is marked."""
        index = self.currentIndex()
        return self._facilities.rows[index.row()] if index.isValid() else None

    def current_id(self) -> str | None:
        """The id of the facility that is marked."""
        row = self.current_row()
        return row.facility.id if row else None

    def count(self) -> int:
        """How many facilities are shown."""
        return self._facilities.rowCount()

    def _mark(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _id(self, index: QModelIndex) -> str:
        return self._facilities.rows[index.row()].facility.id

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_showing:
            self.facility_chosen.emit(self._id(index))
