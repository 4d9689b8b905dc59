"""How far the assessment is: answered questions, the MSR with its interval, and what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.open_points import OpenPoint
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.item_models.section_model import count_answered, count_asked
from tmfcheck.gui.theme import CRITICAL_MARK, SPACE
from tmfcheck.gui.widgets.closing_card import open_words
from tmfcheck.gui.widgets.msr_bar import MsrBar, level_limits
from tmfcheck.wording import msr_words


class ProgressPanel(QWidget):
    """The foot of the section list."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._texts = context.texts
        layout = elements.column(spacing=SPACE)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        caption = elements.text("MSR", "caption", wraps=False)
        caption.setToolTip(context.texts.gettext("Meeting safety requirements"))
        self.msr = elements.text("", "strong", wraps=False)
        row.addWidget(caption)
        row.addStretch(1)
        row.addWidget(self.msr)
        layout.addLayout(row)
        self.bar = MsrBar(context.theme)
        layout.addWidget(self.bar)
        self.answered = elements.text("", "hint")
        layout.addWidget(self.answered)
        self.dangers = elements.text("", "problem")
        layout.addWidget(self.dangers)
        # The findings stand above the button: in three languages they are longer than any button here can be.
        self.findings = elements.text("", "hint")
        layout.addWidget(self.findings)
        self.check_button = elements.button(context.texts.gettext("Check and close"), "quiet")
        layout.addWidget(self.check_button)
        self.setLayout(layout)

    def show_check(self, state: AssessmentState, points: Sequence[OpenPoint]) -> None:
        """Say how many points of the check stand open; pressed, the button leads to them."""
        texts, is_closed = self._texts, state.assessment.is_closed
        findings = (
            "" if is_closed else texts.gettext("Check: {findings}").format(findings=open_words(state, points, texts))
        )
        words = texts.gettext("Closed: fingerprint and versions") if is_closed else texts.gettext("Check and close")
        self.findings.setText(findings)
        self.findings.setHidden(is_closed)
        self.check_button.setText(words)
        self.check_button.setAccessibleName(words)
        self.check_button.setAccessibleDescription(findings)

    def show_state(self, state: AssessmentState) -> None:
        """Show the figures of a state."""
        score, texts = state.evaluation.overall, self._texts
        figure = msr_words(score, texts)
        self.msr.setText(figure)
        words = texts.gettext("MSR {figure}, up to {high} if every unknown proved to be met")
        high = texts.percent(score.msr_high_percent)
        self.bar.show_interval(score.msr_low_percent, score.msr_high_percent, words.format(figure=figure, high=high))
        self.bar.show_limits(level_limits(state.pack))
        answered = texts.gettext("{answered} of {asked} answered")
        self.answered.setText(answered.format(answered=count_answered(score), asked=count_asked(score)))
        dangers = texts.ngettext("{number} immediate danger", "{number} immediate dangers", score.dangers)
        self.dangers.setText(f"{CRITICAL_MARK} {dangers.format(number=score.dangers)}")
        self.dangers.setVisible(score.dangers > 0)
