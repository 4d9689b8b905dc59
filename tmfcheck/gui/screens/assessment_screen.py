"""Where an inspector works for three days: sections, the present question with its answers, the guidance beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import SHORTFALL
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.all_keys_dialog import AllKeysDialog
from tmfcheck.gui.dialogs.danger_dialog import DangerDialog
from tmfcheck.gui.presenters.question_filter import QuestionFilter, count_shown
from tmfcheck.gui.screen import KeyHint, ScreenOfAssessment
from tmfcheck.gui.screens.assessment_keys import full_page, short_line
from tmfcheck.gui.screens.assessment_notice import notice_words
from tmfcheck.gui.screens.edition_offer import EditionOffer
from tmfcheck.gui.screens.question_evidence import QuestionEvidence
from tmfcheck.gui.screens.term_tour import TermTour
from tmfcheck.gui.widgets.assessment_page import AssessmentPage
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.gui.widgets.question_card import NEEDS_REASON

CHECK_AFTER_MS = 150


class AssessmentScreen(ScreenOfAssessment):
    """Shows what the presenter holds and passes on what the user does; it decides nothing itself."""

    name: ClassVar[str] = "assessment"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._breath = QTimer(self, singleShot=True)
        self._breath.timeout.connect(self._on_breath_over)
        self._check_soon = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._check_soon.timeout.connect(self._show_check)
        self._is_stale = False
        self._build()
        self._connect()
        self._keys = self._make_keys()
        self._show_all()

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        page = AssessmentPage(self.context, self.presenter)
        self.page, self.side, self.filters, self.notice = page, page.side, page.filters, page.notice
        self.card, self.column, self.guidance = page.card, page.column, page.guidance
        self.terms = TermTour(self.context, page)
        self.evidence = QuestionEvidence(self.context, self.presenter, page)
        self.edition_offer = EditionOffer(self.context, self.presenter, page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.state_changed.connect(self._on_state_changed)
        presenter.question_changed.connect(self._on_question_changed)
        presenter.shown_changed.connect(self._show_lines)
        self.card.answer_given.connect(self._on_answer_given)
        self.card.comment_edited.connect(presenter.type_comment)
        self.card.document_edited.connect(presenter.type_document)
        self.card.text_left.connect(presenter.store_typed)
        self.card.danger_asked.connect(self._on_danger_asked)
        self.card.notice_asked.connect(self._on_notice_asked)
        self.card.keyboard_returned.connect(self.column.setFocus)
        self.card.question_finished.connect(self._on_question_finished)
        self.column.question_chosen.connect(self._on_question_chosen)
        self.column.keyboard_changed.connect(lambda is_here: self.card.set_active(is_active=is_here))
        self.side.sections.section_chosen.connect(self._on_section_chosen)
        self.side.search.textEdited.connect(presenter.search)
        self.side.search.returnPressed.connect(self._on_search_finished)
        self.filters.chosen.connect(self._on_filter_chosen)
        self.filters.left.connect(self.column.setFocus)
        self.side.next_button.clicked.connect(self._go_to_next_unanswered)
        self.side.progress.check_button.clicked.connect(self._on_check_clicked)

    # ------------------------------------------------------------ what the frame asks

    def key_hints(self) -> Sequence[KeyHint]:
        return short_line(self.context.texts)

    def show_place(self, argument: object) -> None:
        """Go to a question; without one stay where the presenter is, which remembers across starts."""
        if isinstance(argument, str):
            self.presenter.go_to(argument)
        self.column.setFocus()
        self._check_soon.start()

    def finish_typing(self) -> None:
        self._breath.stop()
        self.evidence.finish_typing()
        self.presenter.finish()

    # ------------------------------------------------------------ showing

    def _show_all(self) -> None:
        self._show_question()
        self._show_lines()
        self.render_state(self.presenter.state)

    def _show_lock(self) -> None:
        is_locked = self.presenter.lock is not None
        self.card.show_lock(is_locked=is_locked)

    def _on_state_changed(self, state: AssessmentState) -> None:
        """While another screen is shown, nothing is drawn here for nobody."""
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.render_state(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed meanwhile."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.render_state(self.presenter.state)

    def render_state(self, state: AssessmentState) -> None:
        """Show a state; emits nothing a user could have done."""
        presenter = self.presenter
        question = presenter.question
        self._show_lock()
        if question is not None:
            answer = presenter.given(question.id)
            self.card.show_answer(answer, state.answers.get(question.id))
            self.guidance.show_answer(question, answer)
            self.evidence.show_state(state)
        self.column.show_state(state)
        self.side.sections.show_state(state, question.section if question else None)
        self.side.progress.show_state(state)
        self._check_soon.start()
        for each, count in count_shown(state).items():
            self.filters.chip_of(each.value).show_count(count, self.context.texts)
        self.page.show_notice(notice_words(self.context, presenter))

    def _show_check(self) -> None:
        """Say how many points stand open; after the answer is drawn, so that no answer waits for it."""
        if self.isVisible():
            self.side.progress.show_check(self.presenter.state, self.presenter.points())

    def _show_question(self) -> None:
        presenter, question = self.presenter, self.presenter.question
        if question is not None:
            answer = presenter.given(question.id)
            self.card.show_question(question, answer, presenter.state.answers.get(question.id))
            self.evidence.show_state(presenter.state)
            self.guidance.show_question(question, answer)
            self.guidance.show_left_answer(question, presenter.state.left_answers.get(question.id))

    def _show_lines(self) -> None:
        presenter = self.presenter
        self.column.show_questions(presenter.shown, presenter.state, presenter.question_id)
        self.filters.show_chosen(presenter.selection.question_filter.value)
        if not self.side.search.hasFocus() and self.side.search.text() != presenter.selection.search_words:
            self.side.search.setText(presenter.selection.search_words)
        self.page.show_notice(notice_words(self.context, presenter))

    # ------------------------------------------------------------ what the presenter tells

    def _on_question_changed(self, _question_id: str) -> None:
        self._breath.stop()
        self.terms.put_away()
        self.presenter.evidence.removals.forget()
        self._show_question()
        self.column.go_to(self.presenter.question_id)
        question = self.presenter.question
        self.side.sections.show_state(self.presenter.state, question.section if question else None)

    # ------------------------------------------------------------ what the user does

    def _on_answer_given(self, question_id: str, answer: Answer) -> None:
        is_new_word = answer.value != self.presenter.stored(question_id).value
        if not self.presenter.give(question_id, answer):
            return
        if is_new_word:
            self._go_on_after(answer.value)

    def _go_on_after(self, value: str | None) -> None:
        """Open what explains the answer, or move on after a breath."""
        self.column.setFocus()
        if value in SHORTFALL:
            self.card.comment.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif value in NEEDS_REASON:
            self.card.reason.start_choosing()
        elif value is not None and self.context.settings.moves_on_after_answer:
            self._breath.start(self.context.settings.move_on_delay_ms)

    def is_moving_on(self) -> bool:
        """Whether the screen takes a breath before the next question."""
        return self._breath.isActive()

    def _on_breath_over(self) -> None:
        if self.column.hasFocus():
            self.presenter.move(1)

    def _on_question_finished(self) -> None:
        self.column.setFocus()
        self.presenter.move(1)

    def _on_question_chosen(self, question_id: str) -> None:
        self.presenter.go_to(question_id)
        self.column.setFocus()

    def _on_section_chosen(self, section_id: str) -> None:
        self.presenter.go_to_section(section_id)

    def _on_filter_chosen(self, word: str) -> None:
        self.presenter.use_filter(QuestionFilter(word))
        found = self.presenter.found()
        if found and self.presenter.question not in found:
            self.presenter.go_to(found[0].id)

    def _on_search_finished(self) -> None:
        """Go to the first question found; the search is over then."""
        found = self.presenter.found()
        self.column.setFocus()
        self.side.search.clear()
        self.presenter.search("")
        if found:
            self.presenter.go_to(found[0].id)

    def _leave_search(self) -> None:
        self.column.setFocus()
        self.side.search.clear()
        self.presenter.search("")

    def _go_to_next_unanswered(self) -> None:
        self.presenter.go_to_next_unanswered()
        self.column.setFocus()

    def _on_danger_asked(self, question_id: str) -> None:
        question = self.presenter.state.pack.question_by_id[question_id]
        answer = self.presenter.given(question_id)
        dialog = DangerDialog(self.context, self.presenter.state.pack, question, answer, self)
        dialog.accepted.connect(lambda: self._mark_danger(question_id, dialog.danger_text()))
        self._ask(dialog)

    def _mark_danger(self, question_id: str, comment: str) -> None:
        answer = self.presenter.given(question_id)
        self.presenter.give(question_id, replace(answer, danger=not answer.danger, comment=comment))

    def _on_notice_asked(self) -> None:
        """The report offers the notice while a danger is open."""
        self.presenter.store_typed()
        self.context.go("report")

    def _on_check_clicked(self) -> None:
        self.presenter.store_typed()
        self.context.go("check")

    def _ask(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.column.setFocus())
        dialog.open()

    # ------------------------------------------------------------ keys

    def _make_keys(self) -> dict[str, Callable[[], object]]:
        return {
            "n": self._go_to_next_unanswered,
            "c": lambda: self.card.comment.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "b": self.card.basis.start_choosing,
            "r": self.card.start_reason,
            "d": self.card.danger.click,
            "p": self.evidence.choose,
            "v": self.evidence.start_photos,
            "s": self.evidence.cite,
            "f": self.filters.start_choosing,
            "t": self.terms.show_next,
            "g": self.terms.open_glossary,
            "/": lambda: self.side.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "?": lambda: self._ask(AllKeysDialog(self.context, full_page(self.context.texts), self)),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted: they answer, move and open."""
        key = command_key(event)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.presenter.undo()
        elif event.matches(QKeySequence.StandardKey.Paste):
            event.setAccepted(self.evidence.paste())
        elif event.key() == Qt.Key.Key_Escape:
            self._on_escape()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.presenter.move(1 if event.key() == Qt.Key.Key_Down else -1)
            self.column.setFocus()
        elif event.isAutoRepeat():
            event.ignore()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.card.clear_value()
        elif key.isdigit():
            self._answer_by_key(key)
        elif key in self._keys:
            self._keys[key]()
        else:
            event.ignore()

    def _on_escape(self) -> None:
        if self.side.search.hasFocus():
            self._leave_search()
        self.terms.put_away()
        self.column.setFocus()

    def _answer_by_key(self, key: str) -> None:
        """The n-th answer; struck twice within the breath, a key of cold fingers counts once."""
        button = next((button for button in self.card.answers.buttons if button.key == key), None)
        if button is not None and button.isEnabled() and not (button.isChecked() and self._breath.isActive()):
            button.click()
