"""The photos and files of one question side by side with their captions; ordered, opened, removed by hand or keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from tmfcheck.domain.evidence import Evidence
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.evidence_words import spoken
from tmfcheck.gui.evidence.thumbnails import Thumbnails
from tmfcheck.gui.icons import icon_pixmap
from tmfcheck.gui.theme import RADIUS, SPACE, TypeSize

MAX_CAPTION = 300
_TILE_PX = (104, 78)
_DRAG_PX = 8


class PhotoStrip(QWidget):
    """Tiles in lines, painted; one of them is the present one.

    ``opened`` and ``removal_asked`` carry an id, ``order_changed`` all ids in their new order, ``captioned`` an id and
    its new caption; ``left`` gives the keyboard back. Showing emits nothing.
    """

    opened = Signal(str)
    removal_asked = Signal(str)
    order_changed = Signal(list)
    captioned = Signal(str, str)
    left = Signal()

    def __init__(self, context: GuiContext, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._thumbnails = thumbnails
        self.items: tuple[Evidence, ...] = ()
        self.present = 0
        self.is_locked = False
        self._pressed: int | None = None
        self._press_place = QPoint()
        self._gap: int | None = None
        self._editor: CaptionEditor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # A method and no function of its own: pictures outlive the strip, and a method is let go with it.
        thumbnails.arrived.connect(self._on_thumbnail_arrived)
        self._name()

    # ------------------------------------------------------------ showing

    def show_items(self, items: tuple[Evidence, ...], *, is_locked: bool) -> None:
        """Show these tiles; emits nothing."""
        self.is_locked = is_locked
        if items == self.items:
            return
        chosen, ids = self.present_item, [item.id for item in items]
        self.items = items
        self.present = ids.index(chosen.id) if chosen is not None and chosen.id in ids else self.present
        self.present = min(self.present, max(0, len(items) - 1))
        self.setVisible(bool(items))
        self._name()
        self.updateGeometry()
        self.update()
        self._keep_editor(ids)

    def _keep_editor(self, ids: list[str]) -> None:
        """A caption being written stays with its tile, and goes with it."""
        editor = self._editor
        if editor is None:
            return
        if editor.item.id in ids:
            self._place_editor(editor, ids.index(editor.item.id))
        else:
            self._end_editing(is_kept=False)

    @property
    def present_item(self) -> Evidence | None:
        """The tile that keys are about."""
        return self.items[self.present] if self.present < len(self.items) else None

    def _name(self) -> None:
        """A screen reader says the tile one is at."""
        item = self.present_item
        words = self._context.texts.gettext("Photos and files of this question")
        if item is not None:
            words = spoken(self._context.texts, item, self.present + 1, len(self.items))
        self.setAccessibleName(words)

    def _tile(self) -> QSize:
        width, height = _TILE_PX
        caption = QFontMetrics(self._theme.font(TypeSize.SMALL)).height()
        return QSize(self._theme.wide(width), self._theme.wide(height) + caption + SPACE)

    def picture_size(self) -> QSize:
        """The room for a picture in its tile."""
        width, height = _TILE_PX
        return QSize(self._theme.wide(width), self._theme.wide(height))

    def _columns(self, width: int) -> int:
        return max(1, (width + SPACE * 2) // (self._tile().width() + SPACE * 2))

    def tile_rect(self, number: int) -> QRect:
        """Where a tile lies."""
        size, columns = self._tile(), self._columns(self.width())
        line, place = divmod(number, columns)
        return QRect(QPoint(place * (size.width() + SPACE * 2), line * (size.height() + SPACE * 2)), size)

    def caption_rect(self, number: int) -> QRect:
        """Where the caption of a tile stands."""
        tile = self.tile_rect(number)
        return tile.adjusted(0, self._theme.wide(_TILE_PX[1]) + SPACE, 0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self.items) // self._columns(width))
        return lines * (self._tile().height() + SPACE * 2) - SPACE * 2 if lines else 0

    def sizeHint(self) -> QSize:
        width = self._tile().width() * 3
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self._tile()

    def _on_thumbnail_arrived(self, _sha256: str) -> None:
        self.update()

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, item in enumerate(self.items):
            if self.tile_rect(number).intersects(event.rect()):
                self._paint_tile(painter, number, item)
        if self._gap is not None:
            self._paint_gap(painter, self._gap)

    def _paint_tile(self, painter: QPainter, number: int, item: Evidence) -> None:
        tile = self.tile_rect(number)
        frame = QRectF(tile.adjusted(0, 0, 0, self.caption_rect(number).top() - tile.bottom() - SPACE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        picture = self._thumbnails.of(item, self.picture_size())
        if picture is not None and not picture.isNull():
            place = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
            place.moveCenter(frame.center().toPoint())
            painter.drawPixmap(place.topLeft(), picture)
        elif not item.is_photo:
            mark = icon_pixmap("file", self._theme, "muted")
            side = mark.deviceIndependentSize() / 2
            painter.drawPixmap(frame.center() - QPointF(side.width(), side.height()), mark)
        is_chosen = self.hasFocus() and number == self.present
        width = self._theme.ring_px if is_chosen else self._theme.outline_px
        painter.setPen(QPen(self._theme.colour("focus" if is_chosen else "line"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(frame.adjusted(half, half, -half, -half), RADIUS, RADIUS)
        self._paint_caption(painter, number, item)

    def _paint_caption(self, painter: QPainter, number: int, item: Evidence) -> None:
        painter.setFont(self._theme.font(TypeSize.SMALL))
        painter.setPen(self._theme.colour("text" if item.caption else "muted"))
        words = item.caption or item.file_name
        room = self.caption_rect(number)
        mode = Qt.TextElideMode.ElideRight if item.caption else Qt.TextElideMode.ElideMiddle
        fitting = painter.fontMetrics().elidedText(words, mode, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, fitting)

    def _paint_gap(self, painter: QPainter, gap: int) -> None:
        """Where the dragged tile would go."""
        tile = self.tile_rect(min(gap, len(self.items) - 1))
        x = tile.left() - SPACE if gap < len(self.items) else tile.right() + SPACE
        painter.setPen(QPen(self._theme.colour("focus"), 3))
        painter.drawLine(x, tile.top(), x, tile.bottom())

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, with Ctrl they move the tile; Enter opens, F2 writes the caption, Delete removes, Esc leaves."""
        count = len(self.items)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -count, Qt.Key.Key_End: count}
        item = self.present_item
        actions: dict[int, Callable[[], object]] = {Qt.Key.Key_Escape: self.left.emit}
        if item is not None:
            actions |= {
                Qt.Key.Key_Return: lambda: self.opened.emit(item.id),
                Qt.Key.Key_Enter: lambda: self.opened.emit(item.id),
                Qt.Key.Key_Space: lambda: self.opened.emit(item.id),
                Qt.Key.Key_F2: lambda: self.edit_caption(self.present),
                Qt.Key.Key_Delete: lambda: self._ask_removal(item.id),
                Qt.Key.Key_Backspace: lambda: self._ask_removal(item.id),
            }
        if event.key() in steps:
            self._go(
                steps[Qt.Key(event.key())], is_moving=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
        elif event.key() in actions:
            actions[event.key()]()
        else:
            event.ignore()

    def _go(self, step: int, *, is_moving: bool) -> None:
        target = min(max(self.present + step, 0), len(self.items) - 1)
        if target == self.present or target < 0:
            return
        if is_moving:
            self._move(self.present, target)
            return
        self.present = target
        self._name()
        self.update()

    def _move(self, source: int, target: int) -> None:
        if self.is_locked or source == target:
            return
        ids = [item.id for item in self.items]
        ids.insert(target, ids.pop(source))
        self.order_changed.emit(ids)

    def _ask_removal(self, evidence_id: str) -> None:
        if not self.is_locked:
            self.removal_asked.emit(evidence_id)

    # ------------------------------------------------------------ the pointer

    def _tile_at(self, place: QPoint) -> int | None:
        return next((n for n in range(len(self.items)) if self.tile_rect(n).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._tile_at(event.position().toPoint())
        self._press_place = event.position().toPoint()
        if self._pressed is not None:
            self.present = self._pressed
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._name()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        is_far = (place - self._press_place).manhattanLength() >= _DRAG_PX
        if self._pressed is not None and not self.is_locked and (is_far or self._gap is not None):
            self._gap = self._gap_at(place)
            self.update()

    def _gap_at(self, place: QPoint) -> int:
        """Before which tile something dropped here would go."""
        columns, size = self._columns(self.width()), self._tile()
        line = min(max(0, place.y() // (size.height() + SPACE * 2)), (len(self.items) - 1) // columns)
        column = min(max(0, round(place.x() / (size.width() + SPACE * 2))), columns)
        return min(line * columns + column, len(self.items))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, gap = self._pressed, self._gap
        self._pressed, self._gap = None, None
        self.update()
        if pressed is None:
            return
        if gap is not None:
            self._move(pressed, gap - 1 if gap > pressed else gap)
        elif self.caption_rect(pressed).contains(event.position().toPoint()) and not self.is_locked:
            self.edit_caption(pressed)
        else:
            self.opened.emit(self.items[pressed].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # ------------------------------------------------------------ captions

    def edit_caption(self, number: int) -> None:
        """Open a field over a caption; Enter and leaving store it, Esc does not."""
        if self.is_locked:
            return
        self._end_editing(is_kept=True)
        item = self.items[number]
        self.present = number
        editor = CaptionEditor(self, item)
        editor.setMaxLength(MAX_CAPTION)
        editor.setAccessibleName(self._context.texts.gettext("Caption"))
        self._place_editor(editor, number)
        editor.finished.connect(self._on_caption_finished)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._editor = editor

    def _place_editor(self, editor: CaptionEditor, number: int) -> None:
        tile, height = self.tile_rect(number), self._theme.control_height()
        editor.setGeometry(tile.left(), tile.bottom() - height + 1, tile.width(), height)

    def finish_typing(self) -> None:
        """Keep the caption that is being written; called before the strip is left."""
        self._end_editing(is_kept=True)

    def _on_caption_finished(self, is_kept: bool) -> None:
        had_keyboard = self._editor is not None and self._editor.hasFocus()
        self._end_editing(is_kept=is_kept)
        if had_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end_editing(self, *, is_kept: bool) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.hide()
        editor.deleteLater()
        if is_kept and editor.text().strip() != editor.item.caption:
            self.captioned.emit(editor.item.id, editor.text().strip())


class CaptionEditor(QLineEdit):
    """A field over a tile; ``finished`` with whether the words are to be kept."""

    finished = Signal(bool)

    def __init__(self, parent: QWidget, item: Evidence) -> None:
        super().__init__(item.caption, parent)
        self.item = item
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc gives up; nothing else reaches the screen below."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.finished.emit(event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)
            event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.finished.emit(True)
