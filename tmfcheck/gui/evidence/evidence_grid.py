"""Photos and files as tiles, many at once."""

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
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tmfcheck.domain.evidence import NO_VISIT, Evidence, Visit
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.evidence_words import are_all_of, day_of
from tmfcheck.gui.evidence.incoming_data import brings_evidence
from tmfcheck.gui.evidence.thumbnails import Thumbnails
from tmfcheck.gui.icons import icon_pixmap
from tmfcheck.gui.item_models.evidence_model import EvidenceModel
from tmfcheck.gui.theme import RADIUS, SPACE, TypeSize
from tmfcheck.gui.widgets.keyboard import is_letter

_TILE_PX, _PICTURE_PX, _TAKEN_PX = 168, 120, 11
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
        self._tiles = TileDelegate(context, thumbnails, self)
        self.setItemDelegate(self._tiles)
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

    def show_items(self, items: tuple[Evidence, ...], visit: Visit = NO_VISIT) -> None:
        """Show these; what was selected and is still there stays selected.

        Where all were taken on the day of the visit, the tiles tell the time; else all of them tell day and time.
        """
        self._show_days(not are_all_of(self._context.texts, day_of(self._context.texts, visit), items))
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

    def _show_days(self, shows_days: bool) -> None:
        if shows_days != self._tiles.shows_days:
            self._tiles.shows_days = shows_days
            self.scheduleDelayedItemsLayout()
            self.viewport().update()

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
    """Paints a tile: the picture, its caption, its question, and when it was taken.

    With ``shows_days`` that has a line of its own: beside the question there is no room for day and time.
    """

    def __init__(self, context: GuiContext, thumbnails: Thumbnails, parent: EvidenceGrid) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._thumbnails = thumbnails
        self.shows_days = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = (3 if self.shows_days else 2) * self._theme.text_px(18)
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

    def taken_words(self, item: Evidence) -> str:
        """When it was taken, as all tiles of the grid say it; empty where nobody knows."""
        texts = self._context.texts
        if item.taken_at is None:
            return ""
        return texts.moment(item.taken_at) if self.shows_days else f"{texts.local(item.taken_at):%H:%M}"

    def _paint_words(self, painter: QPainter, room: QRect, item: Evidence) -> None:
        gettext, line = self._context.texts.gettext, self._theme.text_px(18)
        box = QRect(room.left(), room.top(), room.width(), line)
        small = self._theme.font(TypeSize.SMALL)
        self._paint_line(painter, box, item.caption or item.file_name, small, "text" if item.caption else "muted")
        box.translate(0, line)
        taken = QRect(box)
        if self.shows_days:
            taken.translate(0, line)
        self._paint_taken(painter, taken, item)
        if not self.shows_days:
            box.setRight(taken.left() - SPACE * 2)
        bold = self._theme.font(TypeSize.SMALL, bold=item.question_id is not None)
        colour = "accent" if item.question_id else "muted"
        self._paint_line(painter, box, item.question_id or gettext("no question"), bold, colour)

    def _paint_line(self, painter: QPainter, box: QRect, words: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_taken(self, painter: QPainter, box: QRect, item: Evidence) -> None:
        """Write when it was taken: the time at the right, day and time at the left; ``box`` becomes its room."""
        words, font = self.taken_words(item), self._theme.font(_TAKEN_PX)
        width = QFontMetrics(font).horizontalAdvance(words)
        if not self.shows_days:
            box.setLeft(box.right() - width + 1)
        self._paint_line(painter, box, words, font, "muted")
