"""One assessment in short: what, by whom, how far, and what came out; with the way into it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.item_models.section_model import count_answered, count_asked
from tmfcheck.gui.presenters.checklist_title import checklist_title
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.msr_bar import MsrBar
from tmfcheck.wording import LEVELS, ROLES


class AssessmentCard(QFrame):
    """A card with heading, progress, MSR and one button; ``is_first`` gives the button its weight."""

    opened = Signal(str)
    """The user wants to go on with this assessment (its id)."""

    def __init__(self, context: GuiContext, state: AssessmentState, *, is_first: bool) -> None:
        super().__init__()
        self._context = context
        self._state = state
        self.setProperty("kind", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        layout.setSpacing(SPACE * 4)
        layout.addLayout(self._build_heading(is_first=is_first))
        layout.addLayout(self._build_figures())

    def _build_heading(self, *, is_first: bool) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        words.addWidget(elements.text(self._title(), "section"))
        words.addWidget(elements.text(self._subtitle(), "muted"))
        self.button = self._make_button(is_first=is_first)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 4)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def accessible_words(self) -> str:
        """What the card is about in a line."""
        return f"{self._title()}, {self._subtitle()}"

    def _title(self) -> str:
        assessment = self._state.assessment
        return f"{assessment.group} · {checklist_title(self._state, self._context.content)}"

    def _subtitle(self) -> str:
        texts, assessment = self._context.texts, self._state.assessment
        parts = [texts.gettext(ROLES[assessment.role]), assessment.started_by]
        if assessment.is_closed:
            words = texts.gettext("closed on {date}")
            parts.append(words.format(date=texts.moment(assessment.closed_at)))
        else:
            words = texts.gettext("since {date}")
            parts.append(words.format(date=texts.moment(assessment.started_at)))
        if assessment.revision > 1:
            version = texts.gettext("Version {number}").format(number=texts.number(assessment.revision))
            parts += [version, assessment.revision_reason]
        return " · ".join(parts)

    def _make_button(self, *, is_first: bool) -> QPushButton:
        gettext = self._context.texts.gettext
        is_settled = self._state.assessment.is_closed or self._context.is_read_only
        words = gettext("Open") if is_settled else gettext("Continue")
        made = elements.button(words, "primary" if is_first else "plain")
        made.setAccessibleName(f"{words}: {self.accessible_words()}")
        made.clicked.connect(lambda: self.opened.emit(self._state.assessment.id))
        return made

    def _build_figures(self) -> QGridLayout:
        texts, score = self._context.texts, self._state.evaluation.overall
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 8)
        grid.setVerticalSpacing(SPACE * 2)
        progress = texts.gettext("{answered} of {asked} answered")
        answered, asked = count_answered(score), count_asked(score)
        grid.addWidget(elements.text(progress.format(answered=answered, asked=asked)), 0, 0)
        grid.addWidget(self._make_progress(answered, asked), 1, 0)
        grid.addWidget(elements.text(self._msr_words(score)), 0, 1)
        grid.addWidget(self._make_msr_bar(score), 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _make_progress(self, answered: int, asked: int) -> QProgressBar:
        bar = QProgressBar()
        bar.setRange(0, max(asked, 1))
        bar.setValue(answered)
        bar.setTextVisible(False)
        bar.setAccessibleName(self._context.texts.gettext("Progress"))
        return bar

    def _msr_words(self, score: Score) -> str:
        texts = self._context.texts
        if not score.answered:
            return texts.gettext("No result yet")
        if score.provisional or not score.enough_information:
            words = texts.gettext("MSR {low} to {high}, provisional")
            return words.format(low=texts.percent(score.msr_low_percent), high=texts.percent(score.msr_high_percent))
        level = texts.gettext(LEVELS[score.level]) if score.level else ""
        return " · ".join(part for part in (f"MSR {texts.percent(score.msr_percent)}", level) if part)

    def _make_msr_bar(self, score: Score) -> MsrBar:
        bar = MsrBar(self._context.theme, 6)
        low, high = (score.msr_low_percent, score.msr_high_percent) if score.answered else (None, None)
        bar.show_interval(low, high, self._msr_words(score))
        return bar
