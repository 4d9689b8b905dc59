"""The questions one under the other: the present one a full card at a fixed place, the others quiet lines around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QWidget

from tmfcheck.domain.answers import BLANK
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.pack import Question
from tmfcheck.gui.theme import RADIUS, SPACE, Theme, TypeSize
from tmfcheck.gui.widgets.answer_mark import paint_answer_mark, paint_critical_mark, paint_danger_mark
from tmfcheck.i18n import Texts

WIDEST_CARD = 920
_PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a question, or (``question`` None) the title of a section."""

    title: str
    height: int
    question: Question | None = None


class QuestionColumn(QAbstractScrollArea):
    """Lines are painted, only the card is a widget, so that three hundred questions cost no more than ten.

    Moving on slides the lines past the card: the card itself stays where the eye is. ``question_chosen`` on a click
    on a line; ``keyboard_changed`` when single keys begin or cease to come here.
    """

    question_chosen = Signal(str)
    keyboard_changed = Signal(bool)

    def __init__(self, theme: Theme, content: Texts, card: QWidget, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._content = content
        self._card = card
        self._state: AssessmentState | None = None
        self._lines: list[Line] = []
        self._tops: list[int] = []
        self._present = 0
        self._hovered = -1
        self._line_height = theme.control_height() + SPACE
        self._heading_height = theme.text_px(TypeSize.SMALL) + SPACE * 6
        self._build(name)

    def _build(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(self._line_height)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._card.setParent(self.viewport())
        self._card.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    # ------------------------------------------------------------ showing

    def show_questions(self, questions: Sequence[Question], state: AssessmentState, question_id: str) -> None:
        """Show these lines with the card at a question."""
        self._state = state
        titles = {section.id: self._content.pick(section.title) for section in state.pack.sections}
        lines: list[Line] = []
        section = None
        for question in questions:
            if question.section != section:
                section = question.section
                lines.append(Line(titles[section], self._heading_height))
            lines.append(Line(self._content.pick(question.text), self._line_height, question))
        self._lines = lines
        self.go_to(question_id)

    def show_state(self, state: AssessmentState) -> None:
        """Show other answers in the same lines."""
        self._state = state
        self.viewport().update()

    def go_to(self, question_id: str) -> None:
        """Put the card at a question and the question at its place on the page."""
        present = (n for n, line in enumerate(self._lines) if line.question and line.question.id == question_id)
        self._present = next(present, -1)
        if self._present >= 0:
            # A screen reader says the new question while the keyboard stays here.
            self.setAccessibleName(f"{question_id} {self._lines[self._present].title}")
        self._card.setVisible(self._present >= 0)
        self._arrange(is_anchored=True)

    def _anchor(self) -> int:
        """How far below the top edge the card begins: one line of what came before stays in sight."""
        return max(self._line_height, self._heading_height) + SPACE

    def _card_width(self) -> int:
        return min(WIDEST_CARD, self.viewport().width() - SPACE * 2)

    def _arrange(self, *, is_anchored: bool = False) -> None:
        """Compute where everything lies; anchored, scroll so that the card begins at its place on the page."""
        width = self._card_width()
        layout = self._card.layout()
        card_height = layout.totalHeightForWidth(width) if layout else self._card.sizeHint().height()
        heights = [line.height for line in self._lines]
        if self._present >= 0:
            heights[self._present] = card_height + SPACE * 2
        first = self._anchor() - self._heading_height
        self._tops = list(accumulate(heights, initial=first))
        self._card.resize(width, card_height)
        bottom = self._tops[-1]
        if self._present >= 0:
            bottom = max(bottom, self._tops[self._present] - self._anchor() + self.viewport().height())
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, bottom - self.viewport().height()))
        if is_anchored and self._present >= 0:
            bar.setValue(self._tops[self._present] - self._anchor())
        self._place_card()
        self.viewport().update()

    def _place_card(self) -> None:
        if self._present >= 0:
            self._card.move(SPACE, self._tops[self._present] - self.verticalScrollBar().value())

    # ------------------------------------------------------------ what Qt tells

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._place_card()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A note that opens below takes height alone: it moves nothing under the eye.
        self._arrange(is_anchored=event.size().width() != event.oldSize().width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card and event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
            self._reveal(QApplication.focusWidget())
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._reveal(now)

    def _reveal(self, field: QWidget | None) -> None:
        """Scroll as little as it takes to see a field of the card that has the keyboard."""
        if field is None or not self._card.isAncestorOf(field):
            return
        top = field.mapTo(self.viewport(), QPoint(0, 0)).y() - SPACE * 2
        beyond = top + field.height() + SPACE * 4 - self.viewport().height()
        step = min(top, beyond) if beyond > 0 else min(0, top)
        if step:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PAGE_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.keyboard_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keyboard_changed.emit(False)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._line_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._line_at(event.position().toPoint())
        question = self._lines[number].question if number >= 0 else None
        if event.button() == Qt.MouseButton.LeftButton and question is not None:
            self.question_chosen.emit(question.id)

    def sizeHint(self) -> QSize:
        return QSize(600, 500)

    def line_rect(self, question_id: str) -> QRect:
        """Where the line of a question lies in the viewport now; for tests and for screen readers' pointers."""
        number = next(n for n, line in enumerate(self._lines) if line.question and line.question.id == question_id)
        return self._rect_of(number)

    def _rect_of(self, number: int) -> QRect:
        top = self._tops[number] - self.verticalScrollBar().value()
        return QRect(SPACE, top, self._card_width(), self._tops[number + 1] - self._tops[number])

    def _line_at(self, point: QPoint) -> int:
        for number in range(len(self._lines)):
            if number != self._present and self._rect_of(number).contains(point):
                return number
        return -1

    def _hover(self, number: int) -> None:
        is_question = number >= 0 and self._lines[number].question is not None
        hovered = number if is_question else -1
        if hovered != self._hovered:
            self._hovered = hovered
            shape = Qt.CursorShape.PointingHandCursor if is_question else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        visible = event.rect()
        for number in range(len(self._lines)):
            rect = self._rect_of(number)
            if rect.top() > visible.bottom():
                break
            if rect.bottom() >= visible.top() and number != self._present:
                self._paint_line(painter, rect, number)

    def _paint_line(self, painter: QPainter, rect: QRect, number: int) -> None:
        line = self._lines[number]
        if line.question is None:
            painter.setFont(self._theme.font(TypeSize.SMALL, bold=True))
            painter.setPen(self._theme.colour("muted"))
            box = rect.adjusted(SPACE * 4, 0, -SPACE * 4, -SPACE)
            align = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, align, self._elided(line.title, box.width(), bold=True, size=TypeSize.SMALL))
            return
        if number == self._hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 2, 0, -2), RADIUS, RADIUS)
        self._paint_question(painter, rect, line, line.question)

    def _paint_question(self, painter: QPainter, rect: QRect, line: Line, question: Question) -> None:
        answer = self._state.given.get(question.id, BLANK) if self._state else BLANK
        theme = self._theme
        size = theme.text_px(14)
        top = rect.center().y() - size / 2 + 0.5
        paint_answer_mark(
            painter, QRectF(rect.left() + SPACE * 4, top, size, size), answer.value, theme.answer_colour(answer.value)
        )
        painter.setFont(theme.font(TypeSize.SMALL))
        painter.setPen(theme.colour("muted"))
        left = rect.left() + SPACE * 4 + size + SPACE * 3
        code_width = QFontMetrics(painter.font()).horizontalAdvance("A1.000")
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, rect.top(), code_width, rect.height()), middle, question.id)
        right = rect.right() - SPACE * 4
        if answer.danger or question.critical is not None:
            mark = theme.text_px(12)
            right -= mark
            box = QRectF(right, rect.center().y() - mark / 2, mark, mark)
            if answer.danger:
                paint_danger_mark(painter, box, theme.colour("danger"))
            else:
                paint_critical_mark(painter, box, theme.colour("muted"))
            right -= SPACE * 2
        words = QRect(left + code_width + SPACE, rect.top(), right - left - code_width - SPACE, rect.height())
        painter.setFont(theme.font(TypeSize.BODY))
        painter.setPen(theme.colour("text" if answer.value is None else "muted"))
        painter.drawText(words, middle, self._elided(line.title, words.width()))

    def _elided(self, words: str, width: int, *, bold: bool = False, size: TypeSize = TypeSize.BODY) -> str:
        metrics = QFontMetrics(self._theme.font(size, bold=bold))
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
