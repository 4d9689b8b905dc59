"""The glossary on the page: each term in all languages side by side, under it what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tmfcheck.domain.glossary import is_doubtful
from tmfcheck.domain.pack import GlossaryTerm
from tmfcheck.gui.item_models.glossary_model import GlossaryModel
from tmfcheck.gui.theme import RADIUS, SPACE, Theme, TypeSize
from tmfcheck.i18n import DASH, LANGUAGES, Texts

DOUBT_MARK = "◇"
"""Stands after a Kazakh word that a specialist must still confirm."""

_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
_PAD = SPACE * 3
_GAP = SPACE * 4
_TALLEST = 10_000
_LONGEST_LINE_PX = 860


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a row and where they stand in it."""

    box: QRect
    words: str
    font: QFont
    ink: str


def column_boxes(width: int, count: int) -> list[QRect]:
    """Where the languages stand side by side in a row of this width."""
    each = (width - 2 * _PAD - (count - 1) * _GAP) // max(count, 1)
    return [QRect(_PAD + number * (each + _GAP), _PAD, max(each, SPACE), _TALLEST) for number in range(count)]


class GlossaryDelegate(QStyledItemDelegate):
    """Paints a term as high as its words need; none of them is cut."""

    def __init__(self, theme: Theme, content: Texts, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._content = content
        self._view = view
        self._body, self._bold = theme.font(), theme.font(bold=True)
        self._heights: dict[tuple[str, int], int] = {}
        self.languages: Sequence[str] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        term: GlossaryTerm = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        # Every letter typed into the search lays all rows out anew; their words do not change.
        if (term.id, width) not in self._heights:
            self._heights[term.id, width] = max(part.box.bottom() for part in self._parts(term, width)) + _PAD
        return QSize(width, self._heights[term.id, width])

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        term: GlossaryTerm = index.data(Qt.ItemDataRole.UserRole)
        row: QRect = option.rect
        painter.save()
        self._paint_back(painter, row, option.state)
        for part in self._parts(term, row.width()):
            painter.setFont(part.font)
            painter.setPen(self._theme.colour(part.ink))
            painter.drawText(part.box.translated(row.topLeft()), _WRAPPED, part.words)
        painter.restore()

    def _paint_back(self, painter: QPainter, row: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = self._theme.ring_px if self._view.hasFocus() else 0
            painter.setPen(QPen(self._theme.colour("focus"), ring) if ring else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            half = ring / 2
            painter.drawRoundedRect(QRectF(row).adjusted(half, half, -half, -half), RADIUS, RADIUS)
        else:
            painter.setPen(self._theme.colour("line"))
            painter.drawLine(row.left() + _PAD, row.bottom(), row.right() - _PAD, row.bottom())

    def _parts(self, term: GlossaryTerm, width: int) -> Iterator[Part]:
        lowest = 0
        for number, (language, box) in enumerate(
            zip(self.languages, column_boxes(width, len(self.languages)), strict=True)
        ):
            words = term.term.get(language, DASH)
            is_marked = language == "kk" and is_doubtful(term)
            font = self._body if number else self._bold
            part = self._part(box, f"{words}\u00a0{DOUBT_MARK}" if is_marked else words, font, "text")
            lowest = max(lowest, part.box.bottom())
            yield part
        room = min(width - 2 * _PAD, self._theme.wide(_LONGEST_LINE_PX))
        below = QRect(_PAD, lowest + SPACE, room, _TALLEST)
        yield self._part(below, self._content.pick(term.definition), self._body, "muted")

    def _part(self, box: QRect, words: str, font: QFont, ink: str) -> Part:
        needed = QFontMetrics(font).boundingRect(box, _WRAPPED, words)
        return Part(QRect(box.left(), box.top(), box.width(), needed.height()), words, font, ink)


class GlossaryList(QListView):
    """Searched with ``search``; Ctrl+C copies the chosen term."""

    def __init__(self, theme: Theme, texts: Texts, content: Texts) -> None:
        super().__init__()
        self._terms = GlossaryModel(texts, content, self)
        self._painter = GlossaryDelegate(theme, content, self)
        self.head = GlossaryHead(theme, self)
        self.setModel(self._terms)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(texts.gettext("Terms"))
        self.setProperty("kind", "bare")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_terms(self, terms: tuple[GlossaryTerm, ...], languages: Sequence[str]) -> None:
        """Show a glossary with these languages side by side."""
        self._painter.languages = languages
        self._terms.show_terms(terms)
        self.head.update()

    def search(self, typed: str) -> None:
        """Show the terms with every typed word, the nearest first and chosen."""
        chosen = self.chosen()
        self._terms.search(typed)
        if typed.strip() or chosen is None:
            self.setCurrentIndex(self._terms.index(0))
            self.scrollToTop()
        else:
            self.choose(chosen.id)

    def choose(self, term_id: str) -> None:
        """Go to a term; one that is not shown changes nothing."""
        index = self._terms.index_of(term_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def chosen(self) -> GlossaryTerm | None:
        """The term one is at."""
        row = self.currentIndex().row()
        return self._terms.rows[row] if 0 <= row < len(self._terms.rows) else None

    def terms(self) -> tuple[GlossaryTerm, ...]:
        """The terms that are shown, in their order."""
        return self._terms.rows

    def languages(self) -> Sequence[str]:
        """The languages side by side."""
        return self._painter.languages

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows become higher or lower with the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.head.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are left to the page, which searches with them."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        elif event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)


class GlossaryHead(QWidget):
    """The names of the languages over their columns."""

    def __init__(self, theme: Theme, terms: GlossaryList) -> None:
        super().__init__()
        self._theme = theme
        self._terms = terms
        self.setFixedHeight(theme.text_px(TypeSize.SMALL) + SPACE * 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(TypeSize.SMALL, bold=True))
        painter.setPen(self._theme.colour("muted"))
        languages = self._terms.languages()
        for language, box in zip(languages, column_boxes(self._terms.viewport().width(), len(languages)), strict=True):
            place = QRect(box.left(), 0, box.width(), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), LANGUAGES.get(language, language))
