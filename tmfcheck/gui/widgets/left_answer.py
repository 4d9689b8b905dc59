"""An answer given under an earlier edition of the checklist, that did not follow into the present one."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tmfcheck.domain.editions import LeftAnswer
from tmfcheck.domain.pack import Pack, Question
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import ANSWER_MARKS, CRITICAL_MARK, SPACE
from tmfcheck.gui.widgets.reading_text import ReadingText


class LeftAnswerNote(QWidget):
    """What was answered then, and what was asked where that has changed; ``kind`` is that of a card."""

    def __init__(self, context: GuiContext, pack: Pack, kind: str) -> None:
        super().__init__()
        self._context = context
        self._pack = pack
        self.edition = ReadingText("caption")
        self.answer = ReadingText("strong")
        danger = context.texts.gettext("Immediate danger")
        self.danger = ReadingText("critical", f"{CRITICAL_MARK} {danger}")
        self.comment = ReadingText()
        self.asked_then = ReadingText("small")
        self.given_by = ReadingText("hint")
        inside = elements.column(spacing=SPACE)
        note = elements.card(inside, kind=kind)
        inside.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        for part in (self.edition, self.answer, self.danger, self.comment, self.asked_then, self.given_by):
            inside.addWidget(part)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, SPACE * 3)
        outside.addWidget(note)

    def show_answer(self, edition: str, left: LeftAnswer, question: Question | None) -> None:
        """Show an answer of this edition; ``question`` as it is asked now, None where it is no more."""
        texts, recorded = self._context.texts, left.recorded
        self.edition.show_words(texts.gettext("Answer under edition {edition}").format(edition=edition))
        self.answer.show_words(self._answer_words(recorded.answer.value))
        self.comment.show_words(recorded.answer.comment)
        self.asked_then.show_words(self._question_words(left, question))
        words = texts.gettext("{name}, {moment}")
        self.given_by.show_words(words.format(name=recorded.by, moment=texts.moment(recorded.answered_at)))
        self.comment.setVisible(bool(recorded.answer.comment))
        self.danger.setVisible(recorded.answer.danger)

    def _answer_words(self, value: str | None) -> str:
        option = self._pack.answer_by_id.get(value or "")
        if option is None:
            return self._context.texts.gettext("Not answered")
        return f"{ANSWER_MARKS.get(option.id, '')} {self._context.content.pick(option.label)}".strip()

    def _question_words(self, left: LeftAnswer, question: Question | None) -> str:
        gettext, content = self._context.texts.gettext, self._context.content
        before = content.pick(left.text)
        if question is not None and content.pick(question.text) == before:
            return gettext("The words are the same; how to check it has changed.")
        return gettext("Asked then: {question}").format(question=before)
