"""The questions that are shown: those that pass the chosen filter and the search, and the one the user is at."""

from __future__ import annotations

from collections.abc import Callable

from tmfcheck.domain.answers import BLANK, Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.pack import Question
from tmfcheck.gui.presenters.question_filter import QuestionFilter, is_shown
from tmfcheck.gui.presenters.question_search import QuestionSearch


class QuestionSelection:
    """``given`` tells the answer to a question as the user sees it; ``shown`` follows ``refresh``."""

    def __init__(self, state: AssessmentState, given: Callable[[str], Answer]) -> None:
        self.question_filter = QuestionFilter.ALL
        self.search_words = ""
        self.shown: tuple[Question, ...] = state.questions
        self._given = given
        self._search = QuestionSearch()

    @property
    def is_everything(self) -> bool:
        """Whether neither filter nor search leaves a question out."""
        return self.question_filter is QuestionFilter.ALL and not self.search_words

    def look_for(self, typed: str) -> None:
        """Select the questions with these words in text, guidance or comment; empty words select all of the filter."""
        self.search_words = typed.strip()
        self._search.look_for(typed)

    def select_everything(self) -> None:
        """Leave filter and search."""
        self.question_filter = QuestionFilter.ALL
        self.look_for("")

    def found(self, state: AssessmentState) -> tuple[Question, ...]:
        """The questions that pass filter and search, without the one kept only because one is at it."""
        return tuple(question for question in state.questions if self._passes(state, question))

    def refresh(self, state: AssessmentState, present: str) -> bool:
        """Select anew, whether others are shown; the present one stays, so that nothing vanishes under the eye."""
        shown = tuple(q for q in state.questions if q.id == present or self._passes(state, q))
        is_other = shown != self.shown
        self.shown = shown
        return is_other

    def _passes(self, state: AssessmentState, question: Question) -> bool:
        """Filters go by what is stored, so that a question leaves them only with a new answer."""
        if self.is_everything:
            return True
        stored = state.given.get(question.id, BLANK)
        is_of_filter = is_shown(self.question_filter, question, stored)
        return is_of_filter and self._search.fits(question, self._given(question.id))
