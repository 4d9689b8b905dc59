"""The six answers as big targets with key, shape and word, for gloves, sun and keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.answer_mark import paint_answer_mark
from tmfcheck.gui.widgets.painted_button import PaintedButton

SCALE_LENGTH = 4
"""Yes to no stand in a row as a scale; what lies outside the scale stands below it where one row is too narrow."""


class AnswerButton(PaintedButton):
    """One answer; chosen it is filled with its colour."""

    def __init__(self, theme: Theme, answer: str, word: str, key: int) -> None:
        super().__init__(theme, word)
        self.answer = answer
        self.key = str(key)
        self.is_tall = True
        self.setCheckable(True)
        self.setAccessibleDescription(self.key)

    def sizeHint(self) -> QSize:
        height = self.theme.control_height()
        return QSize(self.minimum_width(), height + SPACE * 6 if self.is_tall else height + SPACE)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def minimum_width(self) -> int:
        """The least width in which the word is not cut, whatever is chosen."""
        words = QFontMetrics(self.theme.font(TypeSize.BODY, bold=True)).horizontalAdvance(self.text())
        beside = 0 if self.is_tall else 2 * self._mark_size() + SPACE * 6
        return words + beside + SPACE * 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.theme.answer_colour(self.answer) if self.isEnabled() else self.theme.colour("disabled")
        ink = self.theme.colour("text" if self.isEnabled() else "disabled")
        if self.isChecked():
            self.paint_surface(painter, colour, colour)
            colour = ink = self.theme.colour("on_answer")
            self.paint_focus_inside(painter, ink)
        else:
            hovered = self.underMouse() and self.isEnabled()
            self.paint_surface(
                painter, self.theme.colour("raised" if hovered else "surface"), self.theme.colour("border")
            )
        self._paint_key(painter, ink)
        mark, word = self._places()
        paint_answer_mark(painter, mark, self.answer, colour)
        painter.setFont(self.theme.font(TypeSize.BODY, bold=self.isChecked()))
        painter.setPen(ink)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_key(self, painter: QPainter, ink: object) -> None:
        muted = self.theme.colour("on_answer" if self.isChecked() else "muted")
        painter.setFont(self.theme.font(TypeSize.SMALL))
        painter.setPen(muted if self.isEnabled() else self.theme.colour("disabled"))
        box = self.rect().adjusted(SPACE * 2 + 1, SPACE + 2, 0, 0)
        align = Qt.AlignmentFlag.AlignTop if self.is_tall else Qt.AlignmentFlag.AlignVCenter
        if not self.is_tall:
            box = self.rect().adjusted(SPACE * 2 + 1, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | align, self.key)

    def _mark_size(self) -> int:
        return self.theme.text_px(18)

    def _places(self) -> tuple[QRectF, QRect]:
        """Where the mark and the word go: the mark above the word, or beside it in a low button."""
        size = self._mark_size()
        if self.is_tall:
            mark = QRectF((self.width() - size) / 2, SPACE * 2.5, size, size)
            return mark, QRect(0, round(mark.bottom()), self.width(), self.height() - round(mark.bottom()) - SPACE)
        words = QFontMetrics(self.theme.font(TypeSize.BODY, bold=self.isChecked())).horizontalAdvance(self.text())
        left = (self.width() - words - size - SPACE * 2) / 2
        mark = QRectF(left, (self.height() - size) / 2, size, size)
        return mark, QRect(round(mark.right()) + SPACE * 2, 0, words + 1, self.height())


class AnswerButtons(QWidget):
    """All answers of a pack in order; ``answer_chosen`` carries the answer word a user pressed."""

    answer_chosen = Signal(str)

    def __init__(self, theme: Theme, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.buttons = [AnswerButton(theme, answer, word, key) for key, (answer, word) in enumerate(answers, 1)]
        for button in self.buttons:
            button.clicked.connect(self._on_button_clicked)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE * 2)
        self._is_wide: bool | None = None
        self._arrange(is_wide=False)

    def show_answer(self, answer: str | None) -> None:
        """Show what is stored; emits nothing."""
        for button in self.buttons:
            button.setChecked(button.answer == answer)

    def button_of(self, answer: str) -> AnswerButton:
        """The button of an answer word."""
        return next(button for button in self.buttons if button.answer == answer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=event.size().width() >= self._width_in_one_row())

    def _width_in_one_row(self) -> int:
        font = QFontMetrics(self._theme.font(TypeSize.BODY, bold=True))
        widest = max(font.horizontalAdvance(button.text()) for button in self.buttons) + SPACE * 6
        return (widest + SPACE * 2) * len(self.buttons)

    def _arrange(self, *, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for number, button in enumerate(self.buttons):
            in_scale = number < SCALE_LENGTH
            button.is_tall = is_wide or in_scale
            row = 0 if is_wide or in_scale else 1
            span = 2 if is_wide or not in_scale else 1
            first = number * 2 if is_wide else (number if in_scale else (number - SCALE_LENGTH) * 2)
            self._grid.addWidget(button, row, first, 1, span)
        for column in range(12):
            self._grid.setColumnStretch(column, int(column < (12 if is_wide else SCALE_LENGTH)))
        self.updateGeometry()

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, AnswerButton):
            self.show_answer(button.answer)
            self.answer_chosen.emit(button.answer)
