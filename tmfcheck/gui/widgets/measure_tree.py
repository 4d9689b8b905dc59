"""The programme in three bands: one line a measure, a tick to try it, and keys that belong to the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from tmfcheck.domain.measures import Decision, Urgency
from tmfcheck.gui.item_models.measure_model import Index, MeasureColumn, MeasureModel
from tmfcheck.gui.presenters.measure_rows import MeasureBand, MeasureRow
from tmfcheck.gui.theme import RADIUS, SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.answer_mark import paint_critical_mark, paint_danger_mark
from tmfcheck.i18n import Texts

_MOVING_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class MeasureDelegate(QStyledItemDelegate):
    """Paints bands as headings; of a measure tick, rank, urgency, title (wrapped, never cut) and the quiet words."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def tick_box(self, rect: QRect) -> QRect:
        """Where the tick of a row lies."""
        size = self._theme.text_px(18)
        return QRect(rect.left() + SPACE * 3, rect.top() + SPACE * 3, size, size)

    def _left(self) -> int:
        """Where the words begin: after tick, rank and mark."""
        return self._rank_left() + self._rank_width() + SPACE + self._theme.text_px(14) + SPACE * 2

    def _rank_left(self) -> int:
        return SPACE * 3 + self._theme.text_px(18) + SPACE

    def _rank_width(self) -> int:
        return QFontMetrics(self._theme.font()).horizontalAdvance("00") + 2

    def _fonts(self, row: MeasureRow) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._theme.font()), QFontMetrics(self._theme.font(TypeSize.SMALL))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        what = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(what, MeasureRow):
            is_band = isinstance(what, MeasureBand)
            height = self._theme.text_px(TypeSize.LEAD if is_band else TypeSize.BODY)
            return QSize(100, height + SPACE * (7 if is_band else 6))
        width = self._view.columnWidth(MeasureColumn.TITLE) - self._left() - SPACE * 2
        box = QRect(0, 0, max(80, width), 10_000)
        title, quiet = self._fonts(what)
        height = title.boundingRect(box, _WRAPPED, what.title).height()
        height += quiet.boundingRect(box, _WRAPPED, what.beside).height()
        return QSize(100, max(self._theme.control_height(), height + SPACE * 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        what = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if isinstance(what, MeasureRow):
            self._paint_ground(painter, option)
            if index.column() == MeasureColumn.TITLE:
                self._paint_measure(painter, option.rect, what)
            else:
                self._paint_figure(painter, option.rect, index, what)
        elif index.column() == MeasureColumn.TITLE:
            self._paint_words(painter, option.rect, what)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._theme.colour("accent_soft"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(option.rect.topLeft(), option.rect.topRight())

    def _paint_words(self, painter: QPainter, rect: QRect, what: MeasureBand | str) -> None:
        is_band = isinstance(what, MeasureBand)
        painter.setFont(self._theme.font(TypeSize.LEAD if is_band else TypeSize.BODY, bold=is_band))
        painter.setPen(self._theme.colour("text" if is_band else "muted"))
        box = rect.adjusted(SPACE * 3, 0, 0, -SPACE * 2 if is_band else 0)
        align = Qt.AlignmentFlag.AlignBottom if is_band else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, align | Qt.AlignmentFlag.AlignLeft, what.title if isinstance(what, MeasureBand) else what)

    def _paint_measure(self, painter: QPainter, rect: QRect, row: MeasureRow) -> None:
        self._paint_tick(painter, self.tick_box(rect), is_ticked=self._is_ticked(row))
        title, _ = self._fonts(row)
        ink = "muted" if row.item.decision.decision is Decision.REJECTED else "text"
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("muted"))
        rank = QRect(rect.left() + self._rank_left(), rect.top() + SPACE * 3, self._rank_width(), title.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(rank, right | Qt.TextFlag.TextDontClip, str(row.rank))
        self._paint_urgency(painter, QRect(rank.right() + SPACE, rank.top(), 1, title.height()), row.urgency)
        painter.setPen(self._theme.colour(ink))
        words = rect.adjusted(self._left(), SPACE * 3, -SPACE * 2, 0)
        used = painter.boundingRect(words, _WRAPPED, row.title)
        painter.drawText(words, _WRAPPED, row.title)
        painter.setFont(self._theme.font(TypeSize.SMALL))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(words.adjusted(0, used.height() + 2, 0, 0), _WRAPPED, row.beside)

    def _is_ticked(self, row: MeasureRow) -> bool:
        model = self._view.model()
        return isinstance(model, MeasureModel) and row.id in model.ticked

    def _paint_tick(self, painter: QPainter, box: QRect, *, is_ticked: bool) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if is_ticked else "border"), theme.outline_px))
        painter.setBrush(theme.colour("accent" if is_ticked else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 2, RADIUS - 2)
        if is_ticked:
            painter.setPen(QPen(theme.colour("on_accent"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            size = box.width()
            corner = box.topLeft()
            points = [(0.26, 0.52), (0.44, 0.7), (0.76, 0.32)]
            painter.drawPolyline([corner + QRectF(0, 0, x * size, y * size).bottomRight().toPoint() for x, y in points])

    def _paint_urgency(self, painter: QPainter, place: QRect, urgency: Urgency) -> None:
        size = self._theme.text_px(14)
        box = QRectF(place.left(), place.center().y() - size / 2 + 0.5, size, size)
        if urgency is Urgency.DANGER:
            paint_danger_mark(painter, box, self._theme.colour("danger"))
        elif urgency is not Urgency.OTHER:
            name = "critical" if urgency is Urgency.CONDITION else "muted"
            paint_critical_mark(painter, box, self._theme.colour(name))

    def _paint_figure(self, painter: QPainter, rect: QRect, index: Index, row: MeasureRow) -> None:
        column = MeasureColumn(index.column())
        is_quiet = column is MeasureColumn.DUE and row.item.decision.due_on is None
        is_accepted = column is MeasureColumn.STATE and row.item.decision.decision is Decision.ACCEPTED
        painter.setFont(self._theme.font(TypeSize.SMALL if is_quiet else TypeSize.BODY, bold=is_accepted))
        painter.setPen(self._theme.colour("accent_strong" if is_accepted else "muted" if is_quiet else "text"))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        box = rect.adjusted(SPACE * 2, SPACE * 3, -SPACE * 2, 0)
        side = Qt.AlignmentFlag.AlignRight if align & Qt.AlignmentFlag.AlignRight else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), str(index.data()))


class MeasureTree(QTreeView):
    """``measure_changed`` carries the measure one is at, or None; ``tick_toggled`` a measure whose tick was pressed."""

    measure_changed = Signal(object)
    tick_toggled = Signal(str)
    opened = Signal()

    def __init__(self, theme: Theme, texts: Texts, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._texts = texts
        self._measures = MeasureModel(texts, self)
        self._painter = MeasureDelegate(theme, self)
        self.setModel(self._measures)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self._build()

    def _build(self) -> None:
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(MeasureColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def _fit_columns(self) -> None:
        """Figures take the room of their heading, dates and states that of their longest word."""
        small = QFontMetrics(self._theme.font(TypeSize.SMALL, bold=True))
        body = QFontMetrics(self._theme.font(bold=True))
        rows = [row for band in self._measures.bands for row in band.rows]
        for column in tuple(MeasureColumn)[1:]:
            heading = str(self._measures.headerData(column, Qt.Orientation.Horizontal)).split("\n")
            words = {row.state for row in rows} if column is MeasureColumn.STATE else {"100,0"}
            if column is MeasureColumn.DUE:
                words = {self._texts.date(date(2026, 12, 30)).replace(" ", "\u00a0")}
            lengths = [small.horizontalAdvance(line) for line in heading]
            widest = max([*lengths, *(body.horizontalAdvance(word) for word in words)])
            self.header().resizeSection(column, widest + SPACE * 5)

    def show_bands(self, bands: Sequence[MeasureBand], ticked: frozenset[str]) -> None:
        """Show the programme; the measure one is at stays, and nothing is emitted for it."""
        present = self.present()
        if self._measures.show_bands(bands, ticked):
            self._fit_columns()
            self._unfold()
            self.go_to(present.id if present else None)

    def bands(self) -> tuple[MeasureBand, ...]:
        """What is shown."""
        return self._measures.bands

    def _unfold(self) -> None:
        self.expandAll()
        for number, band in enumerate(self._measures.bands):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
            self.setFirstColumnSpanned(0, self._measures.index(number, 0), not band.rows)

    def present(self) -> MeasureRow | None:
        """The measure one is at."""
        index = self.currentIndex()
        what = self._measures.what_is_at(index) if index.isValid() else None
        return what if isinstance(what, MeasureRow) else None

    def go_to(self, measure: str | None) -> None:
        """Make this the measure one is at; the first of the programme where it is not there."""
        rows = [row.id for band in self._measures.bands for row in band.rows]
        target = measure if measure in rows else next(iter(rows), None)
        if target is not None:
            self.setCurrentIndex(self._measures.index_of(target))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() or current.internalId() != previous.internalId():
            self.measure_changed.emit(self.present())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are commands of the screen, never a search."""
        if event.key() in _MOVING_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        what = self._measures.what_is_at(index) if index.isValid() else None
        box = self.tick_box(what.id) if isinstance(what, MeasureRow) else QRect()
        if isinstance(what, MeasureRow) and box.adjusted(-8, -8, 4, 8).contains(event.position().toPoint()):
            self.tick_toggled.emit(what.id)

    def tick_box(self, measure: str) -> QRect:
        """Where the tick of a measure lies in the viewport."""
        index = self._measures.index_of(measure)
        return self._painter.tick_box(self.visualRect(index))
