"""The table of scores: every figure in it opens to its calculation, the question to look at leads there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tmfcheck.gui.item_models.score_model import Index, ScoreColumn, ScoreModel, ScoreRow
from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.msr_bar import paint_msr_bar
from tmfcheck.i18n import Texts

BAR_WIDTH, NARROW_BAR_WIDTH = 96, 52
NARROW = 900
"""Narrower than this (at 100 % text), titles and bars are short."""
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class MsrDelegate(QStyledItemDelegate):
    """Paints the bar of the MSR with its interval, and the figure at its right."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self.bar_width = BAR_WIDTH

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: ScoreRow = index.data(Qt.ItemDataRole.UserRole)
        height = self._theme.text_px(10)
        rect = QRectF(option.rect).adjusted(SPACE * 2, 0, -self._figure_width(), 0)
        box = QRectF(rect.left(), rect.center().y() - height / 2, rect.width(), height)
        paint_msr_bar(painter, box, self._theme, row.score.msr_low_percent, row.score.msr_high_percent)

    def _figure_width(self) -> int:
        widest = QFontMetrics(self._theme.font()).horizontalAdvance("100–100\u00a0%")
        return widest + SPACE * 5

    def least_width(self) -> int:
        """The width of bar and figure."""
        return self._theme.text_px(self.bar_width) + self._figure_width()


class WordsDelegate(QStyledItemDelegate):
    """Sets words in as many lines as they need, and claims the height for them; nothing is cut."""

    _WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def _words_box(self, width: int, height: int) -> QRect:
        return QRect(SPACE * 2, 0, max(1, width - SPACE * 4), height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.columnWidth(index.column())
        box = self._words_box(width, 10_000)
        words = QFontMetrics(self._theme.font()).boundingRect(box, self._WRAPPED, str(index.data()))
        return QSize(width, words.height() + SPACE * 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        self._view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, self._view)
        painter.save()
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text"))
        box = self._words_box(option.rect.width(), option.rect.height()).translated(option.rect.topLeft())
        painter.drawText(box, self._WRAPPED, str(index.data()))
        painter.restore()


class ScoreTable(QTableView):
    """As high as its rows. ``figure_wanted`` carries row and column of a figure, ``question_wanted`` the id."""

    figure_wanted = Signal(object, int)
    question_wanted = Signal(str)

    def __init__(self, theme: Theme, texts: Texts, first_heading: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._scores = ScoreModel(texts, first_heading, self)
        self.setModel(self._scores)
        self._is_narrow = False
        self._bars = MsrDelegate(theme, self)
        self.setItemDelegateForColumn(ScoreColumn.MSR, self._bars)
        self._words = WordsDelegate(theme, self)
        for column in (ScoreColumn.TITLE, ScoreColumn.LEVEL):
            self.setItemDelegateForColumn(column, self._words)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build_columns()
        self.clicked.connect(self._open)

    def _build_columns(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ScoreColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(self._theme.control_height() + SPACE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_rows(self, rows: Sequence[ScoreRow]) -> None:
        """Show these rows; emits nothing."""
        self._scores.show_rows(rows)
        self._fit_columns()
        self.resizeRowsToContents()
        self.updateGeometry()

    def _fit_columns(self) -> None:
        """Every column as wide as its longest cell, in a narrow table as its longest word; the titles have the rest."""
        small = QFontMetrics(self._theme.font(TypeSize.SMALL, bold=True))
        body = QFontMetrics(self._theme.font())
        for column in tuple(ScoreColumn)[1:]:
            heading = str(self._scores.headerData(column, Qt.Orientation.Horizontal)).split("\n")
            cells = [str(self._scores.index(row, column).data()) for row in range(len(self.rows()))]
            # A percentage holds together by its no-break space; only spaces part words.
            words = {word for cell in cells for word in (cell.split(" ") if self._is_narrow else (cell,))}
            lengths = [small.horizontalAdvance(line) for line in heading]
            widest = max([*lengths, *(body.horizontalAdvance(word) for word in words)]) + SPACE * 6
            least = self._bars.least_width() if column is ScoreColumn.MSR else 0
            self.horizontalHeader().resizeSection(column, max(widest, least))

    def rows(self) -> tuple[ScoreRow, ...]:
        """What is shown."""
        return self._scores.rows

    def sizeHint(self) -> QSize:
        height = self.horizontalHeader().height() + self.verticalHeader().length() + 2 * self.frameWidth()
        return QSize(600, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows become higher or lower with the width."""
        super().resizeEvent(event)
        self._is_narrow = event.size().width() < self._theme.text_px(NARROW)
        self._scores.use_short_titles(is_short=self._is_narrow)
        self._bars.bar_width = NARROW_BAR_WIDTH if self._is_narrow else BAR_WIDTH
        self._fit_columns()
        self.resizeRowsToContents()
        if self.height() != self.sizeHint().height():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row: ScoreRow = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == ScoreColumn.WORST:
            if row.worst is not None:
                self.question_wanted.emit(row.worst.id)
        elif index.column() != ScoreColumn.TITLE:
            self.figure_wanted.emit(row, index.column())
