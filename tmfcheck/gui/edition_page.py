"""What a newer edition of the checklist changes for one assessment, as a page to read before moving to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.editions import EditionStep
from tmfcheck.domain.pack import Pack
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.html_page import html_table
from tmfcheck.gui.theme import CRITICAL_MARK


class EditionPage:
    """Writes the page as HTML; program words in the window's language, questions in the content language."""

    def __init__(self, context: GuiContext, state: AssessmentState, target: Pack, step: EditionStep) -> None:
        self._texts = context.texts
        self._content = context.content
        self._state = state
        self._target = target
        self._step = step

    def html(self) -> str:
        """What is changed, new and removed, with the questions' words; then what stays as it is."""
        gettext, step = self._texts.gettext, self._step
        return "".join(
            (
                self._chapter(gettext("Changed questions"), step.changed, self._changed),
                self._chapter(gettext("New questions"), step.added, self._asked),
                self._chapter(gettext("Questions no longer asked"), step.removed, self._removed),
                self._chapter(gettext("Questions that stay the same"), step.kept, self._asked),
            )
        )

    def _chapter(self, title: str, names: Sequence[str], lines: Callable[[str], Iterator[str]]) -> str:
        if not names:
            return ""
        rows = ((name, "\n".join(lines(name))) for name in names)
        heading = f"{title}: {self._texts.number(len(names))}"
        return f"<h2>{escape(heading)}</h2>{html_table((), rows, label_width=11)}"

    def _asked(self, name: str) -> Iterator[str]:
        yield self._content.pick(self._target.question_by_id[name].text)

    def _changed(self, name: str) -> Iterator[str]:
        yield from self._asked(name)
        before, now = self._state.pack.question_by_id[name], self._target.question_by_id[name]
        words = self._content.pick(before.text)
        if words == self._content.pick(now.text):
            yield self._texts.gettext("The words are the same; how to check it has changed.")
        else:
            yield self._texts.gettext("Until now: {question}").format(question=words)
        yield from self._answered(name)

    def _removed(self, name: str) -> Iterator[str]:
        yield self._content.pick(self._state.pack.question_by_id[name].text)
        yield from self._answered(name)

    def _answered(self, name: str) -> Iterator[str]:
        answer = self._state.given.get(name)
        if answer is not None and answer.value is not None:
            label = self._content.pick(self._state.pack.answer_by_id[answer.value].label)
            yield self._texts.gettext("Your answer: {answer}").format(answer=label)
        if answer is not None and answer.danger:
            danger = self._texts.gettext("Immediate danger")
            yield f"{CRITICAL_MARK} {danger}"
