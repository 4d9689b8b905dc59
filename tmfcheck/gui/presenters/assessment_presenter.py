"""The open assessment as every screen knows it: the place, what is stored, what waits, and every possible change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tmfcheck.domain.answers import BLANK, Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.open_points import OpenPoint
from tmfcheck.domain.pack import Question, Term
from tmfcheck.errors import AnswerError, AssessmentError, InputError, TmfCheckError
from tmfcheck.gui.presenters.evidence_presenter import EvidencePresenter
from tmfcheck.gui.presenters.question_filter import QuestionFilter
from tmfcheck.gui.presenters.question_selection import QuestionSelection
from tmfcheck.gui.presenters.typed_texts import TypedTexts
from tmfcheck.services import answering, assessing, closing, programme

if TYPE_CHECKING:
    from tmfcheck.gui.context import GuiContext

REMEMBER_AFTER_MS = 400


class Lock(StrEnum):
    """Why nothing can be changed."""

    CLOSED = "closed"
    READ_ONLY = "read_only"


class AssessmentPresenter(QObject):
    """Keeps the state of one assessment and passes user actions to the services; raises TmfCheckError only when made.

    A change that fails is told through the context, and ``state_changed`` shows the stored state again. Typed texts
    wait here until they are stored: half a second after the last key, before another question, and on leaving.
    """

    state_changed = Signal(object)
    """The stored state (AssessmentState), after every change and after every failed one."""
    question_changed = Signal(str)
    """The question one is at."""
    shown_changed = Signal()
    """Another selection of questions is shown."""

    def __init__(self, context: GuiContext, assessment_id: str) -> None:
        super().__init__(context)
        self._context = context
        self.state: AssessmentState = assessing.load_state(context.desk, assessment_id)
        self.selection = QuestionSelection(self.state, self.given)
        self.question_id = self._first_question()
        self._undoable: list[Callable[[], bool]] = []
        self._has_problem = False
        self._checked: tuple[AssessmentState, tuple[OpenPoint, ...]] | None = None
        self._texts = TypedTexts(self)
        self._texts.due.connect(self.store_typed)
        self.evidence = EvidencePresenter(context, self)
        self._remember = QTimer(self, singleShot=True, interval=REMEMBER_AFTER_MS)
        self._remember.timeout.connect(self.remember_place)

    def _first_question(self) -> str:
        """The question left last, else the first unanswered one, else the first; empty where the group asks nothing."""
        asked = [question.id for question in self.state.questions]
        if self.state.assessment.question in asked:
            return str(self.state.assessment.question)
        unanswered = (name for name in asked if self.stored(name).value is None)
        return next(unanswered, asked[0] if asked else "")

    # ------------------------------------------------------------ what is there

    @property
    def lock(self) -> Lock | None:
        """Why nothing can be changed here, None where it can."""
        if self.state.assessment.is_closed:
            return Lock.CLOSED
        return Lock.READ_ONLY if self._context.is_read_only else None

    @property
    def question(self) -> Question | None:
        """The question one is at."""
        return self.state.pack.question_by_id.get(self.question_id)

    @property
    def can_undo(self) -> bool:
        return bool(self._undoable) and self.lock is None

    @property
    def has_unsaved_text(self) -> bool:
        """Whether typed text is not stored yet; stays so while the archive cannot be written."""
        return bool(self._texts.waiting())

    def unsaved_words(self) -> str:
        """Every text that is not stored yet, each under its question's id."""
        waiting = [(name, self.given(name)) for name in self._texts.waiting()]
        texts = [
            (name, " ".join(part for part in (answer.comment, answer.document) if part)) for name, answer in waiting
        ]
        return "\n\n".join(f"{name}\n{text}" for name, text in texts)

    def stored(self, question_id: str) -> Answer:
        """The answer as the archive holds it."""
        return self.state.given.get(question_id, BLANK)

    def given(self, question_id: str) -> Answer:
        """The answer as the user sees it: stored, with the texts as they are typed."""
        return self._texts.merged(question_id, self.stored(question_id))

    # ------------------------------------------------------------ going about

    def go_to(self, question_id: str) -> None:
        """Make this the question one is at; one the filter hides brings all back, one not asked changes nothing."""
        if question_id == self.question_id or question_id not in self.state.evaluation.asked:
            return
        self.store_typed()
        self.question_id = question_id
        if question_id not in {question.id for question in self.shown}:
            self.selection.select_everything()
        self._refresh_shown()
        self._remember.start()
        self.question_changed.emit(question_id)

    def move(self, step: int) -> bool:
        """Go that many shown questions on (or back); False where there is no further one."""
        shown = [question.id for question in self.shown]
        present = shown.index(self.question_id) if self.question_id in shown else -1
        target = min(max(present + step, 0), len(shown) - 1)
        if target < 0 or target == present:
            return False
        self.go_to(shown[target])
        return True

    def go_to_next_unanswered(self) -> bool:
        """Go to the next question without an answer, from the end on to the beginning; False where there is none."""
        asked = [question.id for question in self.state.questions]
        present = asked.index(self.question_id) if self.question_id in asked else -1
        following = asked[present + 1 :] + asked[: max(present, 0)]
        target = next((name for name in following if self.stored(name).value is None), None)
        if target is not None:
            self.go_to(target)
        return target is not None

    def go_to_section(self, section_id: str) -> None:
        """Go to the first unanswered question of a section, or to its first."""
        inside = [question.id for question in self.state.questions if question.section == section_id]
        unanswered = [name for name in inside if self.stored(name).value is None]
        if inside:
            self.go_to((unanswered or inside)[0])

    def use_filter(self, question_filter: QuestionFilter) -> None:
        """Show the questions of a filter."""
        self.selection.question_filter = question_filter
        self._refresh_shown()

    def search(self, words: str) -> None:
        """Show the questions with these words in text, guidance or comment; empty words show all of the filter."""
        self.selection.look_for(words)
        self._refresh_shown()

    @property
    def shown(self) -> tuple[Question, ...]:
        """The questions that are shown, the one the user is at always among them."""
        return self.selection.shown

    def found(self) -> tuple[Question, ...]:
        """The questions that pass filter and search."""
        return self.selection.found(self.state)

    def _refresh_shown(self) -> None:
        if self.selection.refresh(self.state, self.question_id):
            self.shown_changed.emit()

    # ------------------------------------------------------------ changing

    def give(self, question_id: str, answer: Answer) -> bool:
        """Store an answer durably, together with texts that wait; whether it is stored."""
        before = self.stored(question_id)
        if not self._store(question_id, self._texts.merged(question_id, answer)):
            return False
        self.note_undoable(partial(self._give_back, question_id, before))
        return True

    def note_undoable(self, undo: Callable[[], bool]) -> None:
        """A change was made that ``undo`` takes back; it returns whether it could."""
        self._undoable.append(undo)

    def forget_undoable(self, undo: Callable[[], bool]) -> None:
        """The change was taken back another way; asked to do it again, ``undo`` could not."""
        if undo in self._undoable:
            self._undoable.remove(undo)

    def undo(self) -> bool:
        """Take back the last answer, mark, basis, reason or removal made here; texts stay as they are."""
        if not self.can_undo:
            return False
        undo = self._undoable.pop()
        if undo():
            return True
        self._undoable.append(undo)
        return False

    def _give_back(self, question_id: str, before: Answer) -> bool:
        self.go_to(question_id)
        now = self.given(question_id)
        return self._store(question_id, replace(before, comment=now.comment, document=now.document))

    def type_comment(self, question_id: str, text: str) -> None:
        """Take a comment as it is typed; it is stored within a second."""
        self._texts.take(question_id, "comment", text)

    def type_document(self, question_id: str, text: str) -> None:
        """Take a document reference as it is typed; it is stored within a second."""
        self._texts.take(question_id, "document", text)

    def store_typed(self) -> bool:
        """Store every text that waits; what cannot be stored goes on waiting. Whether nothing waits any more."""
        for question_id in self._texts.waiting():
            self._store(question_id, self.given(question_id))
        return not self.has_unsaved_text

    def finish(self) -> bool:
        """Store everything at once before a screen is left; whether nothing waits any more."""
        if self._remember.isActive():
            self.remember_place()
        return self.store_typed()

    def can_be_left(self, *, for_id: str | None = None) -> bool:
        """Store what waits and see whether another assessment may take this one's place; the banner says why not."""
        if self.evidence.intake.is_busy and for_id != self.state.assessment.id:
            self._tell(AssessmentError("FILES_ON_THEIR_WAY"))
            return False
        return self.finish()

    def remember_place(self) -> None:
        """Store which question one is at, so that the next start comes back to it."""
        self._remember.stop()
        if self.lock is not None or self.question_id == self.state.assessment.question:
            return
        try:
            self.state = answering.remember_question(self._context.desk, self.state, self.question_id)
        except TmfCheckError as error:
            self._tell(error)

    def decide(self, decision: MeasureDecision) -> None:
        """Store what was decided on a measure; raises TmfCheckError, and nothing is changed."""
        self.take(programme.decide(self._context.desk, self.state, decision, self.by))

    def add_own_measure(self, title: str, text: str, term: Term) -> None:
        """Store a measure in the inspector's own words; raises TmfCheckError, and nothing is changed."""
        desk = self._context.desk
        self.take(programme.add_own_measure(desk, self.state, title, text, term=term, by=self.by))

    def points(self) -> tuple[OpenPoint, ...]:
        """What the check before closing finds in the stored state; found once for each state."""
        if self._checked is None or self._checked[0] is not self.state:
            self._checked = (self.state, closing.check(self._context.desk, self.state))
        return self._checked[1]

    def explain(self, code: str, text: str) -> bool:
        """Store why an error of the check stands, an empty text takes it back; whether it is stored."""
        desk = self._context.desk
        return self.change(lambda: closing.explain(desk, self.state, code, text, self.by))

    def revise(self, reason: str) -> str:
        """Open a correction of the closed assessment and return its id; raises TmfCheckError."""
        return closing.revise(self._context.desk, self.state.assessment.id, reason, self.by).assessment.id

    def close(self) -> bool:
        """Close the assessment for good, after storing what waits; whether it is closed."""
        if self.evidence.intake.is_busy:
            self._tell(AssessmentError("FILES_ON_THEIR_WAY"))
            return False
        if not self.finish():
            return False
        desk, assessment_id = self._context.desk, self.state.assessment.id
        is_closed = self.change(lambda: closing.close(desk, assessment_id, by=self.by))
        if is_closed:
            self.evidence.removals.forget()
        return is_closed

    @property
    def by(self) -> str | None:
        """Who makes the changes, None for whoever started the assessment."""
        return self._context.author or None

    def _store(self, question_id: str, answer: Answer) -> bool:
        if answer == self.stored(question_id):
            self._texts.forget(question_id)
            return True
        is_stored = self.change(
            lambda: answering.answer_question(self._context.desk, self.state, question_id, answer, self.by).state
        )
        if is_stored:
            self._texts.forget(question_id)
        return is_stored

    def change(self, action: Callable[[], AssessmentState]) -> bool:
        """Go on with the state an action stored; where it fails, tell why. Whether it is stored."""
        try:
            self.take(action())
        except TmfCheckError as error:
            self._tell(error)
            self._wait_with_texts(error)
            self.state_changed.emit(self.state)
            return False
        return True

    def take(self, state: AssessmentState) -> None:
        """Go on with a state that is stored."""
        self.state = state
        self._tell_all_is_well()
        self._keep_place()
        self.state_changed.emit(state)

    def _tell(self, error: TmfCheckError) -> None:
        self._has_problem = True
        self._context.report_problem(error)

    def _tell_all_is_well(self) -> None:
        if self._has_problem:
            self._has_problem = False
            self._context.problem_over.emit()
        self._context.note_saved(self._context.desk.clock())

    def _wait_with_texts(self, error: TmfCheckError) -> None:
        """Try again by itself what the archive refused; a text the rules refuse waits for its writer."""
        if isinstance(error, AnswerError | InputError):
            self._texts.rest()
        elif self.has_unsaved_text:
            self._texts.try_again_later()

    def _keep_place(self) -> None:
        """Stay where one is; where an answer made the question disappear, go to the next one that is asked."""
        asked = self.state.evaluation.asked
        if self.question_id not in asked and self.state.questions:
            order = [question.id for question in self.state.pack.questions_of(self.state.assessment.group)]
            present = order.index(self.question_id) if self.question_id in order else 0
            following = (name for name in order[present:] + order[:present][::-1] if name in asked)
            self.question_id = next(following)
            self.question_changed.emit(self.question_id)
        self._refresh_shown()
