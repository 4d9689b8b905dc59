"""The table of the register: one line a facility, headings of groups that fold, figures that open to their terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from tmfcheck.gui.item_models.register_model import Index, RegisterModel
from tmfcheck.gui.presenters.register_rows import GroupRow, RegisterRow
from tmfcheck.gui.presenters.register_words import EXPLAINED, FIGURES, RegisterWords, class_of
from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.class_mark import paint_class_mark
from tmfcheck.services.register import RankBy
from tmfcheck.services.register_view import Column, GroupBy, RegisterView

_SAMPLE_LINES = 60
"""Lines that are looked at for the width of a column."""
_NARROWEST, _WIDEST, _WIDEST_NAME = 44, 190, 260
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PAD = SPACE * 2
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RegisterDelegate(QStyledItemDelegate):
    """Paints every cell itself: a table of many columns repaints at each step and styled cells cost too much."""

    def __init__(self, theme: Theme, view: QTableView, lines: RegisterModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._lines = lines
        self._font, self._bold = theme.font(), theme.font(bold=True)
        self._small = theme.font(TypeSize.SMALL)
        self._metrics = QFontMetrics(self._font)

    def mark_width(self) -> int:
        """What the mark of a class takes."""
        return self._theme.text_px(16) + SPACE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._lines.line(index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, option.rect, is_group=isinstance(line, GroupRow), is_selected=is_selected)
        if isinstance(line, GroupRow):
            self._paint_group(painter, option.rect, line)
        elif line is not None:
            self._paint_cell(painter, option.rect, index, line)
        if self._view.hasFocus() and index == self._view.currentIndex():
            self._paint_focus(painter, option.rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, is_group: bool, is_selected: bool) -> None:
        if is_selected or is_group:
            painter.fillRect(rect, self._theme.colour("accent_soft" if is_selected else "raised"))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        width = self._theme.ring_px
        painter.setPen(QPen(self._theme.colour("focus"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRect(QRectF(rect).adjusted(half, half, -half, -half))

    def _paint_group(self, painter: QPainter, rect: QRect, line: GroupRow) -> None:
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._bold)
        title = f"{'▾' if line.is_open else '▸'} {line.title}"
        box = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(box, _LEFT, title)
        painter.setPen(self._theme.colour("muted"))
        taken = QFontMetrics(self._bold).horizontalAdvance(title) + SPACE * 4
        painter.setFont(self._font)
        painter.drawText(box.adjusted(taken, 0, 0, 0), _LEFT, line.totals)

    def _paint_cell(self, painter: QPainter, rect: QRect, index: Index, row: RegisterRow) -> None:
        column = self._lines.columns[index.column()]
        box = rect.adjusted(_PAD, 0, -_PAD, 0)
        if column is Column.CLASS and row.entry is not None:
            side = self._theme.text_px(16)
            mark = QRectF(box.left(), box.center().y() - side / 2 + 0.5, side, side)
            paint_class_mark(painter, mark, class_of(row.entry, self._lines.by), self._theme)
            box.setLeft(box.left() + self.mark_width())
        words = str(index.data())
        is_alarm = row.entry is not None and row.entry.standing.has_danger and self._says_danger(column)
        painter.setFont(self._bold if is_alarm or column is Column.NAME else self._font)
        painter.setPen(self._theme.colour("danger" if is_alarm else "muted" if row.entry is None else "text"))
        align = _RIGHT if column in FIGURES else _LEFT
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        if column is Column.NAME and row.entry is None:
            painter.setPen(self._theme.colour("text"))
        painter.drawText(box, align, fitting)
        if column in EXPLAINED and index.row() == self._view.currentIndex().row() and row.entry is not None:
            self._paint_dots(painter, box, align, fitting)

    def _says_danger(self, column: Column) -> bool:
        """Whether the words of a column name an open danger: colour alone never does."""
        return column is Column.DANGER or (column is Column.RANK and self._lines.by is RankBy.NEXT)

    def _paint_dots(self, painter: QPainter, box: QRect, align: Qt.AlignmentFlag, words: str) -> None:
        """A dotted line under the figures of the present row: they open."""
        under = self._metrics.boundingRect(box, int(align), words)
        painter.setPen(QPen(self._theme.colour("border"), 1, Qt.PenStyle.DotLine))
        y = under.bottom() + 1.5
        painter.drawLine(QPointF(under.left(), y), QPointF(under.right(), y))


class RegisterTable(QTableView):
    """``line_changed`` follows the keyboard; emits nothing while lines are only shown."""

    line_changed = Signal(object)
    """The ``RegisterRow`` or ``GroupRow`` the user is at, None for none."""
    figure_wanted = Signal(object, object, object)
    """A ``RegisterRow``, the column whose figure is to open, and the figure's place in the viewport."""
    opened = Signal(object)
    """The user pressed Enter on a ``RegisterRow`` or clicked it twice."""
    group_toggled = Signal(str)
    sort_wanted = Signal(object)
    """A heading was pressed."""

    def __init__(self, theme: Theme, words: RegisterWords, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._is_showing = False
        self._widths: dict[Column, int] = {}
        self.register = RegisterModel(words, self)
        self.setModel(self.register)
        self._cells = RegisterDelegate(theme, self, self.register)
        self.setItemDelegate(self._cells)
        self.setAccessibleName(name)
        self._build_behaviour()
        self._build_headers()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self.clicked.connect(self._on_clicked)

    def _build_behaviour(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)

    def _build_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setSectionsClickable(True)
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setMinimumSectionSize(self._theme.wide(_NARROWEST))
        across.sectionClicked.connect(self._on_heading_clicked)
        across.sectionResized.connect(self._on_section_resized)
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self._theme.quiet_height())

    # ------------------------------------------------------- what is shown

    def show_lines(self, lines: Sequence[RegisterRow | GroupRow], view: RegisterView) -> None:
        """Show these lines and stay at the present facility where it is still among them; else go to the first."""
        before, selected = self.current_line(), self.selected_rows()
        column = max(0, self.currentIndex().column())
        self._is_showing = True
        has_new_columns = self.register.columns != view.columns
        self.clearSpans()
        self.register.show_lines(lines, view)
        if view.group_by is not GroupBy.NOTHING:
            self._span_groups(lines, max(1, len(view.columns)))
        if has_new_columns:
            self._fit_columns()
        self._go_back(before, selected, min(column, max(0, len(view.columns) - 1)))
        self._is_showing = False

    def _span_groups(self, lines: Sequence[RegisterRow | GroupRow], width: int) -> None:
        for number, line in enumerate(lines):
            if isinstance(line, GroupRow):
                self.setSpan(number, 0, 1, width)

    def _go_back(self, before: RegisterRow | GroupRow | None, selected: list[RegisterRow], column: int) -> None:
        """Stay at the same line with the same lines chosen, where they are still there."""
        place = self._place_of(before)
        index = self.register.index(place if place is not None else 0, column)
        if not index.isValid():
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        rows = [index.row()]
        if place is not None and len(selected) > 1:
            ids = {row.id for row in selected}
            rows = [number for number, line in enumerate(self.register.lines) if _id_of(line) in ids]
        self._select(rows)
        self.scrollTo(index)

    def _place_of(self, line: RegisterRow | GroupRow | None) -> int | None:
        """Where the same facility or group stands now; after reading anew it is another object."""
        if line is None:
            return None
        with suppress(ValueError):
            return self.register.lines.index(line)
        key = _key_of(line)
        return next((number for number, each in enumerate(self.register.lines) if _key_of(each) == key), None)

    def _select(self, rows: Iterable[int]) -> None:
        chosen = QItemSelection()
        last = max(0, len(self.register.columns) - 1)
        for first, end in _runs(rows):
            chosen.select(self.register.index(first, 0), self.register.index(end, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def show_first(self) -> None:
        """Go to the first line; emits nothing."""
        self._is_showing = True
        self.setCurrentIndex(self.register.index(0, max(0, self.currentIndex().column())))
        self._is_showing = False

    def show_facility(self, facility_id: object) -> None:
        """Go to a facility that is among the lines; emits nothing."""
        place = next((n for n, line in enumerate(self.register.lines) if _id_of(line) == facility_id), None)
        if place is not None:
            self._is_showing = True
            self.setCurrentIndex(self.register.index(place, max(0, self.currentIndex().column())))
            self._is_showing = False

    def show_questions(self) -> None:
        """More is known of what is questioned."""
        if Column.QUESTIONS in self.register.columns:
            self.viewport().update()

    def _fit_columns(self) -> None:
        """Every column as wide as its heading and a sample of its lines need, within bounds; a user's width stays."""
        bold = QFontMetrics(self._theme.font(bold=True))
        small = QFontMetrics(self._theme.font(TypeSize.SMALL, bold=True))
        body = QFontMetrics(self._theme.font())
        rows = _sample([line for line in self.register.lines if isinstance(line, RegisterRow)])
        for section, column in enumerate(self.register.columns):
            own = self._widths.get(column)
            heading = str(self.register.headerData(section, Qt.Orientation.Horizontal)).split("\n")
            widths = [small.horizontalAdvance(line) + SPACE * 4 for line in heading]
            metrics = bold if column is Column.NAME else body
            words = (self._words.cell(row, column, self.register.by) for row in rows)
            widths += [metrics.horizontalAdvance(each) for each in words]
            mark = self._cells.mark_width() if column is Column.CLASS else 0
            widest = self._theme.wide(_WIDEST_NAME if column is Column.NAME else _WIDEST)
            fitting = min(max(widths) + mark + _PAD * 2 + SPACE, widest)
            self.horizontalHeader().resizeSection(section, own if own is not None else fitting)

    def fit_anew(self) -> None:
        """The cells hold their figures now: give them the width they need."""
        self._is_showing = True
        self._fit_columns()
        self._is_showing = False

    # ------------------------------------------------------------ the user

    def current_line(self) -> RegisterRow | GroupRow | None:
        """Where the user is."""
        return self.register.line(self.currentIndex())

    def selected_rows(self) -> list[RegisterRow]:
        """The chosen facilities in their order."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = (self.register.lines[number] for number in numbers)
        return [line for line in lines if isinstance(line, RegisterRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current_line()
        is_folding = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space)
        if event.key() in _OPENING_KEYS and line is not None:
            self._open(self.currentIndex())
        elif isinstance(line, GroupRow) and is_folding:
            if event.key() == Qt.Key.Key_Space or line.is_open is (event.key() == Qt.Key.Key_Left):
                self.group_toggled.emit(line.key)
        elif event.text() and event.text().isprintable() and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = self.register.line(index)
        if isinstance(line, GroupRow):
            self.group_toggled.emit(line.key)
        elif line is not None and line.entry is not None:
            column = self.register.columns[index.column()]
            if column in EXPLAINED:
                self.figure_wanted.emit(line, column, self.visualRect(index))
            else:
                self.opened.emit(line)

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self.register.line(index)
        if isinstance(line, GroupRow):
            self.group_toggled.emit(line.key)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if not isinstance(self.register.line(index), GroupRow):
            self._open(index)

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._is_showing:
            self.line_changed.emit(self.register.line(index))

    def _on_heading_clicked(self, section: int) -> None:
        self.sort_wanted.emit(self.register.columns[section])

    def _on_section_resized(self, section: int, _before: int, width: int) -> None:
        """A width the user chose stays as long as the page does."""
        if not self._is_showing and self.isVisible() and section < len(self.register.columns):
            self._widths[self.register.columns[section]] = width


def _sample(rows: list[RegisterRow]) -> list[RegisterRow]:
    """Rows from the whole list, the last one too: the longest ranks stand far down."""
    step = max(1, len(rows) // _SAMPLE_LINES)
    return [*rows[::step], *rows[-1:]]


def _key_of(line: RegisterRow | GroupRow) -> tuple[bool, str]:
    return (True, line.id) if isinstance(line, RegisterRow) else (False, line.key)


def _id_of(line: RegisterRow | GroupRow | None) -> str | None:
    return line.id if isinstance(line, RegisterRow) else None


def _runs(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Neighbouring numbers as first and last: ten thousand chosen lines are one range."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last
