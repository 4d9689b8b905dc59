"""A field that takes a question's number and offers the questions that fit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.elements import plain_tip, set_property
from tmfcheck.gui.presenters.question_number import question_by_number

_GAP = "  "


class QuestionField(QLineEdit):
    """``question_chosen`` with an id, or None for an emptied field, on Enter or a choice; showing emits nothing."""

    question_chosen = Signal(object)
    left = Signal()

    def __init__(self, context: GuiContext, state: AssessmentState) -> None:
        super().__init__()
        self._shown: str | None = None
        self._titles = {question.id: context.content.pick(question.text) for question in state.questions}
        self.setPlaceholderText(context.texts.gettext("Number or words of a question"))
        self.setAccessibleName(context.texts.gettext("Question"))
        completer = QCompleter([f"{name}{_GAP}{title}" for name, title in self._titles.items()], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(self._on_offer_taken)
        self.setCompleter(completer)
        self.returnPressed.connect(self._take)

    def show_question(self, question_id: str | None) -> None:
        """Show a question by number and words; emits nothing."""
        self._shown = question_id
        title = self._titles.get(question_id or "", "")
        self.setText(f"{question_id}{_GAP}{title}" if question_id else "")
        self.setCursorPosition(0)
        self.setToolTip(plain_tip(title))
        set_property(self, "state", "")

    def _on_offer_taken(self, words: str) -> None:
        self._choose(words.partition(_GAP)[0])

    def _take(self) -> None:
        """What was typed, where it means a question; else the field is marked."""
        typed = self.text().strip()
        if not typed:
            self._choose(None)
            return
        name = question_by_number(typed.partition(_GAP)[0], self._titles)
        offers = self.completer().completionModel()
        if name is None and offers.rowCount() == 1:
            name = str(offers.index(0, 0).data()).partition(_GAP)[0]
        if name is None:
            set_property(self, "state", "wrong")
        else:
            self._choose(name)

    def _choose(self, question_id: str | None) -> None:
        self.show_question(question_id)
        self.question_chosen.emit(question_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves everything as it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.show_question(self._shown)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.show_question(self._shown)
