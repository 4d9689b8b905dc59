"""The places photos and files can be dragged to: all, not yet at a question, and every question."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.item_models.evidence_model import Place, PlacesModel
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.gui.widgets.keyboard import is_letter

Index = QModelIndex | QPersistentModelIndex


class PlacesList(QListView):
    """All, not yet at a question, and every question; evidence and files can be dropped on them."""

    place_chosen = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self.places = PlacesModel(context.texts, context.content, self)
        self.setModel(self.places)
        self.setItemDelegate(PlaceDelegate(context, self))
        self.setAccessibleName(context.texts.gettext("Questions"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.place_chosen.emit())

    @property
    def place(self) -> Place:
        """The chosen place; everything at first."""
        row = self.currentIndex().row()
        return self.places.places[max(0, row)]

    def choose(self, row: int) -> None:
        """Choose a place by its row."""
        self.setCurrentIndex(self.places.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are commands of the page, not a search."""
        if is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PlaceDelegate(QStyledItemDelegate):
    """Paints one place in one line, with how much lies there."""

    def __init__(self, context: GuiContext, parent: PlacesList) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._texts = context.texts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.wide(200), self._theme.quiet_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = self._theme, QRect(option.rect)
        is_chosen = option.state & QStyle.StateFlag.State_Selected
        has_keyboard = option.state & QStyle.StateFlag.State_HasFocus
        painter.save()
        if is_chosen:
            painter.fillRect(rect, theme.colour("accent_soft"))
        if has_keyboard:
            painter.setPen(QPen(theme.colour("focus"), theme.ring_px))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(TypeSize.SMALL, bold=place.count > 0 or place.is_all))
        painter.setPen(theme.colour("text" if place.count else "muted"))
        count = self._texts.number(place.count) if place.count else ""
        room = rect.adjusted(SPACE * 3, 0, -SPACE * 3, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(count) - SPACE * 2, 0)
        fitting = painter.fontMetrics().elidedText(place.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
        painter.restore()
