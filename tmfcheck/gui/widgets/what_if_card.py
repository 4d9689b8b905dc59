"""What the MSR would be: the present one, and the one the ticked measures would give together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.measures import MeasureScore, msr_if_done
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.msr_bar import MsrBar, level_limits
from tmfcheck.wording import msr_words


class WhatIfCard(QFrame):
    """Shows a state and the measures that are ticked."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._texts = context.texts
        self.setProperty("kind", "card")
        layout = elements.column(spacing=SPACE, margin=SPACE * 3)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        self.now = elements.text("", "strong", wraps=False)
        self.then = elements.text("", "accent", wraps=False)
        self.clear = elements.button(context.texts.gettext("Take all ticks away"), "quiet")
        row.addWidget(self.now)
        row.addWidget(self.then)
        row.addStretch(1)
        row.addWidget(self.clear)
        layout.addLayout(row)
        self.bar = MsrBar(context.theme)
        layout.addWidget(self.bar)
        self.note = elements.text("", "hint")
        layout.addWidget(self.note)
        self.setLayout(layout)

    def show_ticked(self, state: AssessmentState, ticked: frozenset[str]) -> None:
        """Show what the ticked measures would give."""
        texts, score = self._texts, state.evaluation.overall
        chosen: list[MeasureScore] = [measure for measure in state.measures if measure.measure in ticked]
        then = msr_if_done(state.pack, state.given, state.evaluation, chosen) if chosen else None
        self.now.setText(texts.gettext("MSR now {figure}").format(figure=msr_words(score, texts)))
        words = texts.ngettext("with {number} measure {figure}", "with {number} measures {figure}", len(chosen))
        number = texts.number(len(chosen))
        self.then.setText(words.format(number=number, figure=texts.percent(then)) if chosen else "")
        self.clear.setVisible(bool(chosen))
        self.note.setText(
            texts.gettext("Gains do not add up: several measures may mend the same question. This counts each once.")
            if chosen
            else texts.gettext("Tick measures (Space) to see the MSR they would give together.")
        )
        self.bar.show_interval(
            score.msr_low_percent, score.msr_high_percent, f"{self.now.text()} {self.then.text()}", then
        )
        self.bar.show_limits(level_limits(state.pack))
