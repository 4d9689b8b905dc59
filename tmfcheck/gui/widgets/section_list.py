"""The way through a checklist: its parts and sections with how far each is answered."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.gui.item_models.section_model import SectionModel, SectionRow
from tmfcheck.gui.theme import RADIUS, SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.answer_mark import paint_danger_mark, paint_progress_mark
from tmfcheck.i18n import Texts

_VOWELS = frozenset("aeiouyаеёиоуыэюяәіөұү")
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def with_broken_words(words: str, room: int, metrics: QFontMetrics) -> str:
    """The words with those too long for a line parted after a vowel, so that none is cut off."""
    return " ".join(_broken(word, room, metrics) for word in words.split())


def _broken(word: str, room: int, metrics: QFontMetrics) -> str:
    if metrics.horizontalAdvance(word) <= room:
        return word
    for end in range(len(word) - 2, 2, -1):
        is_place = word[end - 1].lower() in _VOWELS and word[end].lower() not in _VOWELS
        if is_place and metrics.horizontalAdvance(f"{word[:end]}-") <= room:
            return f"{word[:end]}- {_broken(word[end:], room, metrics)}"
    return word


class SectionDelegate(QStyledItemDelegate):
    """Paints a heading in small bold letters, a section with its progress mark, title (wrapped, not cut) and counts."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._sizes: dict[tuple[str | None, str, int, int], QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: SectionRow = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        place = (row.section, row.title, row.asked, width)
        # Every answer makes the view ask for all rows again; their words do not change.
        if place not in self._sizes:
            self._sizes[place] = self._measure(row, width)
        return self._sizes[place]

    def _measure(self, row: SectionRow, width: int) -> QSize:
        metrics, box = QFontMetrics(self._font(row)), self._title_box(row, width)
        words = metrics.boundingRect(box, int(_WRAPPED), with_broken_words(row.title, box.width(), metrics))
        padding = SPACE * 3 if row.section else SPACE * 5
        least = self._theme.control_height() - SPACE if row.section else 0
        return QSize(width, max(least, words.height() + padding))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: SectionRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected) and row.section is not None
        painter.save()
        if is_current or (state & QStyle.StateFlag.State_MouseOver and row.section):
            self._paint_back(painter, rect, is_current=is_current)
        painter.setFont(self._font(row))
        painter.setPen(self._theme.colour("text" if row.section else "muted"))
        title = self._title_box(row, rect.width()).translated(rect.topLeft())
        title.setHeight(rect.height() if row.section else rect.height() + SPACE * 2)
        words = with_broken_words(row.title, title.width(), QFontMetrics(painter.font()))
        painter.drawText(title, int(_WRAPPED), words)
        if row.section is not None:
            self._paint_progress(painter, rect, row)
        painter.restore()

    def _font(self, row: SectionRow) -> QFont:
        return self._theme.font(TypeSize.BODY if row.section else TypeSize.SMALL, bold=row.section is None)

    def _count_width(self, row: SectionRow) -> int:
        return QFontMetrics(self._theme.font(TypeSize.SMALL)).horizontalAdvance(f"{row.asked}/{row.asked}")

    def _title_box(self, row: SectionRow, width: int) -> QRect:
        left = SPACE * 2 if row.section is None else SPACE * 3 + self._mark_size() + SPACE * 2
        right = SPACE * 2 if row.section is None else self._count_width(row) + SPACE * 5
        return QRect(left, 0, max(40, width - left - right), 400)

    def _mark_size(self) -> int:
        return self._theme.text_px(14)

    def _paint_back(self, painter: QPainter, rect: QRect, *, is_current: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft" if is_current else "raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(SPACE, 1, -SPACE, -1), RADIUS, RADIUS)
        if is_current:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(rect.left() + SPACE, rect.top() + 7, 3, rect.height() - 14), 1.5, 1.5)

    def _paint_progress(self, painter: QPainter, rect: QRect, row: SectionRow) -> None:
        size = self._mark_size()
        mark = QRectF(rect.left() + SPACE * 3, rect.center().y() - size / 2 + 0.5, size, size)
        if row.dangers:
            paint_danger_mark(painter, mark, self._theme.colour("danger"))
        else:
            colour = self._theme.colour("accent" if row.answered else "border")
            paint_progress_mark(painter, mark, row.share, colour, self._theme.colour("surface"))
        painter.setFont(self._theme.font(TypeSize.SMALL))
        painter.setPen(self._theme.colour("muted"))
        box = rect.adjusted(0, 0, -SPACE * 3, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, f"{row.answered}/{row.asked}")


class SectionList(QListView):
    """The sections to go to. ``section_chosen`` carries a section's id, on click or Enter only."""

    section_chosen = Signal(str)

    def __init__(self, theme: Theme, content: Texts, name: str) -> None:
        super().__init__()
        self._sections = SectionModel(content, self)
        self.setModel(self._sections)
        self.setItemDelegate(SectionDelegate(theme, self))
        self.setAccessibleName(name)
        self.setProperty("kind", "bare")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_index_chosen)
        self.activated.connect(self._on_index_chosen)

    def show_state(self, state: AssessmentState, section: str | None) -> None:
        """Show counts and the present section; emits nothing."""
        self._sections.show_state(state)
        present = self._sections.row_of(section) if section else QModelIndex()
        if present != self.currentIndex():
            self.setCurrentIndex(present)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_index_chosen(self, index: QModelIndex) -> None:
        row: SectionRow = index.data(Qt.ItemDataRole.UserRole)
        if row.section is not None:
            self.section_chosen.emit(row.section)
