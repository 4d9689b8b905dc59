"""Photos and files as tiles, many at once; and the list of places they can be dragged to."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tmfcheck.domain.evidence import Evidence
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.evidence_words import taken_words
from tmfcheck.gui.evidence.incoming_data import brings_evidence
from tmfcheck.gui.evidence.thumbnails import Thumbnails
from tmfcheck.gui.icons import icon_pixmap
from tmfcheck.gui.item_models.evidence_model import EvidenceModel, Place, PlacesModel
from tmfcheck.gui.theme import RADIUS, SPACE, TypeSize
from tmfcheck.gui.widgets.keyboard import is_letter

_TILE_PX, _PICTURE_PX = 168, 120
Index = QModelIndex | QPersistentModelIndex


class EvidenceGrid(QListView):
    """``opened`` and ``removal_asked`` carry ids; ``evidence_dropped`` what was dropped here (QMimeData)."""

    opened = Signal(str)
    removal_asked = Signal(list)
    evidence_dropped = Signal(object)

    def __init__(self, context: GuiContext, thumbnails: Thumbnails, empty_words: str) -> None:
        super().__init__()
        self._context = context
        self._empty_words = empty_words
        self.is_locked = False
        self._model = EvidenceModel(context.texts, self)
        self.setModel(self._model)
        self.setItemDelegate(TileDelegate(context, thumbnails, self))
        self.setAccessibleName(context.texts.gettext("Photos and files"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(SPACE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        # Tiles that stay where they are switch it off.
        self.viewport().setAcceptDrops(True)
        self.activated.connect(self._on_activated)
        thumbnails.arrived.connect(self._on_thumbnail_arrived)

    def show_items(self, items: tuple[Evidence, ...]) -> None:
        """Show these; what was selected and is still there stays selected."""
        chosen = self.chosen_ids()
        if items == self._model.items:
            return
        self._model.show_items(items)
        selection = QItemSelection()
        for index in filter(QModelIndex.isValid, map(self._model.index_of, chosen)):
            selection.select(index, index)
        if not selection.isEmpty():
            self.setCurrentIndex(selection.indexes()[0])
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if items and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))

    @property
    def items(self) -> tuple[Evidence, ...]:
        return self._model.items

    def chosen_ids(self) -> list[str]:
        """The selected items, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._model.items[row].id for row in rows]

    def choose(self, evidence_id: str) -> None:
        """Select one item."""
        index = self._model.index_of(evidence_id)
        if index.isValid():
            self.setCurrentIndex(index)

    def _on_thumbnail_arrived(self, sha256: str) -> None:
        """Paint its tiles alone: while a hundred come in, the window has other things to do."""
        for row, item in enumerate(self._model.items):
            if item.sha256 == sha256:
                self.update(self._model.index(row))

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.items[index.row()].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes; letters are commands of the page, not a search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._on_activated(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.chosen_ids() and not self.is_locked:
                self.removal_asked.emit(self.chosen_ids())
        elif is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.is_locked and brings_evidence(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self.is_locked and brings_evidence(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if not self.is_locked and brings_evidence(event.mimeData()):
            event.acceptProposedAction()
            self.evidence_dropped.emit(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.items:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._context.theme.colour("muted"))
        painter.setFont(self._context.theme.font())
        room = self.viewport().rect().adjusted(SPACE * 8, 0, -SPACE * 8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_words)


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: the picture, its caption, its question and time."""

    def __init__(self, context: GuiContext, thumbnails: Thumbnails, parent: EvidenceGrid) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = 2 * self._theme.text_px(18)
        return QSize(self._theme.wide(_TILE_PX), self._theme.wide(_PICTURE_PX) + lines + SPACE * 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Evidence = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_ground(painter, rect, state)
        picture = rect.adjusted(SPACE, SPACE, -SPACE, 0)
        picture.setHeight(self._theme.wide(_PICTURE_PX))
        self._paint_picture(painter, picture, item)
        self._paint_words(painter, rect.adjusted(SPACE * 2, picture.height() + SPACE * 2, -SPACE * 2, -SPACE), item)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        is_chosen, has_keyboard = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_HasFocus
        theme = self._theme
        width = theme.ring_px if has_keyboard else theme.outline_px
        painter.setPen(QPen(theme.colour("focus" if has_keyboard else "accent" if is_chosen else "line"), width))
        painter.setBrush(theme.colour("accent_soft" if is_chosen else "surface"))
        half = width / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _paint_picture(self, painter: QPainter, room: QRect, item: Evidence) -> None:
        picture = self._thumbnails.of(item, room.size())
        if picture is not None and not picture.isNull():
            place = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
            place.moveCenter(room.center())
            painter.drawPixmap(place.topLeft(), picture)
        elif not item.is_photo:
            mark = icon_pixmap("file", self._theme, "muted")
            side = mark.deviceIndependentSize().toSize()
            painter.drawPixmap(room.center() - QPoint(side.width() // 2, side.height() // 2), mark)

    def _paint_words(self, painter: QPainter, room: QRect, item: Evidence) -> None:
        theme, texts = self._theme, self._context.texts
        line = theme.text_px(18)
        lines = (
            (item.caption or item.file_name, "text" if item.caption else "muted", False),
            (item.question_id or texts.gettext("no question"), "accent" if item.question_id else "muted", True),
        )
        for number, (words, colour, is_bold) in enumerate(lines):
            box = QRect(room.left(), room.top() + number * line, room.width(), line)
            painter.setFont(theme.font(TypeSize.SMALL, bold=is_bold and item.question_id is not None))
            painter.setPen(theme.colour(colour))
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)
        room = QRect(room.left(), room.top() + line, room.width(), line)
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(lines[1][0]) + SPACE * 3)
        self._paint_time(painter, room, item)

    def _paint_time(self, painter: QPainter, room: QRect, item: Evidence) -> None:
        """When it was taken, as much of it as there is room for."""
        if item.taken_at is None:
            return
        painter.setFont(self._theme.font(11))
        painter.setPen(self._theme.colour("muted"))
        for words in (taken_words(self._context.texts, item), f"{item.taken_at:%H:%M}"):
            if painter.fontMetrics().horizontalAdvance(words) <= room.width():
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
                return


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
