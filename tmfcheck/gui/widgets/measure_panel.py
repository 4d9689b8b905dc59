"""All about one measure: what to do and why, what it needs, how it is verified, what calls for it, what was decided."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tmfcheck.domain.answers import BLANK
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import Decision
from tmfcheck.domain.pack import Measure
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.measure_rows import MeasureRow
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.question_link import QuestionLink
from tmfcheck.gui.widgets.reading_text import ReadingText


class MeasurePanel(QWidget):
    """Shows one measure; its four buttons belong to the screen, ``question_wanted`` leads to a question."""

    question_wanted = Signal(str)

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self.setObjectName("page")
        layout = elements.column(spacing=SPACE * 3)
        layout.setContentsMargins(SPACE * 4, SPACE, SPACE * 4, SPACE * 4)
        self.title = ReadingText("section")
        layout.addWidget(self.title)
        layout.addLayout(self._build_buttons())
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE)
        layout.addLayout(self._body)
        layout.addStretch(1)
        self.setLayout(layout)

    def _build_buttons(self) -> FlowLayout:
        gettext = self._context.texts.gettext
        self.accept_button = elements.button("", "primary", tip=gettext("Key A"))
        self.reject_button = elements.button(gettext("Reject"), tip=gettext("Key R"))
        self.move_button = elements.button(gettext("Move"), tip=gettext("Key M"))
        self.owner_button = elements.button(gettext("Owner, date, cost"), tip=gettext("Key O"))
        row = FlowLayout(spacing=SPACE * 2)
        for button in self.buttons():
            row.addWidget(button)
        return row

    def buttons(self) -> tuple[QPushButton, ...]:
        """Everything that changes the decision."""
        return (self.accept_button, self.reject_button, self.owner_button, self.move_button)

    def show_measure(self, state: AssessmentState, row: MeasureRow | None) -> None:
        """Show a measure, or that there is none; emits nothing."""
        self._empty_body()
        gettext = self._context.texts.gettext
        for button in self.buttons():
            button.setVisible(row is not None)
        if row is None:
            self.title.show_words(gettext("No measure is called for so far."))
            return
        self.title.show_words(row.title)
        is_accepted = row.item.decision.decision is Decision.ACCEPTED
        words = gettext("Take back") if is_accepted else gettext("Accept")
        elements.set_property(self.accept_button, "weight", "plain" if is_accepted else "primary")
        self.accept_button.setText(words)
        self.accept_button.setAccessibleName(words)
        self._show_decision(row)
        measure = state.pack.measure_by_id.get(row.id)
        if measure is not None:
            self._show_catalogue(state, measure)
        else:
            self._add(gettext("What to do"), _as_steps(row.item.decision.own_text))
        self._show_questions(state, row)
        self._show_figures(row)

    def _show_decision(self, row: MeasureRow) -> None:
        gettext, decision = self._context.texts.gettext, row.item.decision
        lines = [row.state, row.beside]
        if decision.reason:
            lines.append(gettext("Reason: {reason}").format(reason=decision.reason))
        if decision.term_reason:
            lines.append(gettext("Moved: {reason}").format(reason=decision.term_reason))
        lines.append(gettext("Due: {day}").format(day=row.due))
        self._add(gettext("Decision"), "\n".join(line for line in lines if line))

    def _show_figures(self, row: MeasureRow) -> None:
        """The three figures with their rules."""
        if row.item.score is None:
            return
        gettext = self._context.texts.gettext
        lines = (
            gettext("Score {score}: weight × factor of critical questions × part not met, over its questions."),
            gettext("Not met {share}: the score in percent of the highest one possible."),
            gettext("Gain {gain}: points the MSR would rise if all its questions became yes. Gains do not add up."),
        )
        words = "\n".join(lines).format(score=row.score, share=row.share, gain=row.gain)
        self._add(gettext("Figures (own rules)"), words)

    def _show_catalogue(self, state: AssessmentState, measure: Measure) -> None:
        gettext, pick = self._context.texts.gettext, self._context.content.pick
        self._add(gettext("What to do"), _as_steps(pick(measure.what)))
        self._add(gettext("Why it helps"), pick(measure.why))
        self._add(gettext("What it needs"), pick(measure.needs))
        self._add(gettext("Usual duration"), pick(measure.duration))
        self._add(gettext("How completion is verified"), pick(measure.verification))
        interim = state.pack.measure_by_id.get(measure.interim or "")
        if interim is not None:
            self._add(gettext("Until then (interim measure)"), f"{interim.id} · {pick(interim.title)}")

    def _show_questions(self, state: AssessmentState, row: MeasureRow) -> None:
        names = row.item.score.questions if row.item.score else ()
        if names:
            self._add_heading(self._context.texts.gettext("Called for by"))
        for name in names:
            question = state.pack.question_by_id[name]
            answer = state.given.get(name, BLANK)
            words = self._context.content.pick(question.text)
            mark = None if answer.danger else answer.value
            link = QuestionLink(self._context.theme, question, mark, words)
            link.question_wanted.connect(self.question_wanted)
            self._body.addWidget(link)

    def _add_heading(self, words: str) -> None:
        if self._body.count():
            self._body.addSpacing(SPACE * 2)
        self._body.addWidget(elements.text(words, "caption"))

    def _add(self, heading: str, words: str) -> None:
        if words:
            self._add_heading(heading)
            self._body.addWidget(ReadingText("body", words))

    def all_words(self) -> str:
        """Everything the details say, line by line."""
        texts = [text for text in self.findChildren(ReadingText) if not text.isHidden()]
        return "\n".join(text.words for text in texts)

    def _empty_body(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()


def _as_steps(words: str) -> str:
    """Each line a step, numbered where there are several."""
    steps = [line.strip() for line in words.splitlines() if line.strip()]
    if len(steps) < 2:
        return words
    return "\n\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
