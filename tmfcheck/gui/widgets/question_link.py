"""A question as one line to press: mark, code and words; it leads to the question."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from tmfcheck.domain.pack import Question
from tmfcheck.gui.theme import SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.answer_mark import paint_answer_mark, paint_danger_mark
from tmfcheck.gui.widgets.painted_button import PaintedButton


class QuestionLink(PaintedButton):
    """``question_wanted`` carries the question's id; the words are wrapped, never cut.

    Without an answer word the mark is that of an immediate danger.
    """

    question_wanted = Signal(str)

    def __init__(self, theme: Theme, question: Question, answer: str | None, words: str) -> None:
        super().__init__(theme, words)
        self.question = question
        self._answer = answer
        self.setAccessibleName(f"{question.id} {words}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._on_clicked)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self.theme.font(TypeSize.BODY))
        box = QRect(0, 0, width - self._words_left() - SPACE * 2, 10_000)
        words = metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), self.text())
        return int(max(self.theme.control_height(), words.height() + SPACE * 4))

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.theme.control_height())

    def _words_left(self) -> int:
        metrics = QFontMetrics(self.theme.font(TypeSize.SMALL))
        return SPACE * 2 + self._mark_size() + SPACE * 2 + metrics.horizontalAdvance("A1.000") + SPACE * 2

    def _mark_size(self) -> int:
        return self.theme.text_px(16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        if self.hasFocus() or self.underMouse():
            fill = theme.colour("raised" if self.underMouse() else "surface")
            self.paint_surface(painter, fill, theme.colour("line"))
        size = self._mark_size()
        box = QRectF(SPACE * 2, (self.height() - size) / 2, size, size)
        if self._answer is None:
            paint_danger_mark(painter, box, theme.colour("danger"))
        else:
            paint_answer_mark(painter, box, self._answer, theme.answer_colour(self._answer))
        painter.setFont(theme.font(TypeSize.SMALL))
        painter.setPen(theme.colour("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        code = QRect(round(box.right()) + SPACE * 2, 0, self._words_left(), self.height())
        painter.drawText(code, middle, self.question.id)
        painter.setFont(theme.font(TypeSize.BODY))
        painter.setPen(theme.colour("text"))
        words = self.rect().adjusted(self._words_left(), 0, -SPACE * 2, 0)
        painter.drawText(words, int(middle | Qt.TextFlag.TextWordWrap), self.text())

    def _on_clicked(self) -> None:
        self.question_wanted.emit(self.question.id)
