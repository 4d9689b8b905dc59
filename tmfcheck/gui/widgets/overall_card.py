"""The result at a glance: the MSR with its bar, the level in words, and the figures beside it, each of which opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.calculations import Calculation, Calculations
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.gui.widgets.calculation_popover import show_calculation
from tmfcheck.gui.widgets.figure_button import FigureButton
from tmfcheck.gui.widgets.flow_layout import FlowLayout
from tmfcheck.gui.widgets.msr_bar import MsrBar, level_limits
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.wording import LEVELS, TOO_FEW_CONFIRMED, msr_words


class Figure(NamedTuple):
    """One figure: how its value reads, and how it was computed."""

    value: Callable[[Score, Texts], str]
    calculation: Callable[[Calculations], Calculation]


class OverallCard(QFrame):
    """Shows the whole; ``figures`` holds the buttons by name."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._state: AssessmentState | None = None
        self.figures: dict[str, FigureButton] = {}
        self._kinds = self._make_figures()
        self.setProperty("kind", "card")
        self._build()

    def _build(self) -> None:
        layout = elements.column(spacing=SPACE * 2, margin=SPACE * 4)
        head = QHBoxLayout()
        head.setSpacing(SPACE * 6)
        gettext = self._context.texts.gettext
        head.addWidget(self._add("msr", gettext("Safety requirements met (MSR)"), TypeSize.DISPLAY))
        head.addWidget(self._add("level", gettext("Level"), TypeSize.TITLE), 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        layout.addLayout(head)
        self.bar = MsrBar(self._context.theme, height=16)
        layout.addWidget(self.bar)
        self.bar_words = elements.text("")
        layout.addWidget(self.bar_words)
        self.standing = elements.text("", "muted")
        layout.addWidget(self.standing)
        layout.addWidget(elements.separator())
        layout.addLayout(self._build_row())
        layout.addStretch(1)
        self.setLayout(layout)

    def _build_row(self) -> FlowLayout:
        gettext = self._context.texts.gettext
        names = {
            "credibility": gettext("Credibility"),
            "evidence": gettext("Evidence share"),
            "strict": gettext("Strict MSR"),
            "critical": gettext("Critical not met"),
            "applicable": gettext("Applicable"),
            "answered": gettext("Answered"),
            "unknown": gettext("Of these unknown"),
            "by_hand": gettext("Not applicable by hand"),
        }
        row = FlowLayout(spacing=SPACE * 2)
        for key, name in names.items():
            row.addWidget(self._add(key, name, TypeSize.TITLE))
        return row

    def _add(self, key: str, name: str, size: TypeSize) -> FigureButton:
        button = FigureButton(self._context.theme, name, size)
        button.setProperty("figure", key)
        button.clicked.connect(self._on_figure_clicked)
        self.figures[key] = button
        return button

    def _make_figures(self) -> dict[str, Figure]:
        return {
            "msr": Figure(msr_words, Calculations.msr),
            "level": Figure(self._level_words, Calculations.level),
            "credibility": Figure(lambda s, t: t.percent(s.credibility_percent), Calculations.credibility),
            "evidence": Figure(lambda s, t: t.percent(s.evidence_percent), Calculations.evidence),
            "strict": Figure(lambda s, t: t.percent(s.msr_strict_percent), Calculations.strict),
            **self._make_counts(),
        }

    def _make_counts(self) -> dict[str, Figure]:
        gettext = self._context.texts.gettext
        plain = gettext("A plain count of questions.")
        critical = gettext("Applicable critical questions answered otherwise than yes or mostly yes, blanks included.")
        by_hand = gettext("These leave the set; the strict MSR counts them as “no”.")
        return {
            "critical": Figure(
                lambda s, _: f"{s.critical_not_met} / {s.critical}",
                lambda c: c.count(gettext("Critical questions not met"), self._score.critical_not_met, critical),
            ),
            "applicable": self._count(lambda s: s.applicable, gettext("Applicable questions"), plain),
            "answered": self._count(lambda s: s.answered, gettext("Answered, unknown included"), plain),
            "unknown": self._count(lambda s: s.unknown, gettext("Answered “unknown”"), plain),
            "by_hand": self._count(lambda s: s.by_hand, gettext("Answered “not applicable” by hand"), by_hand),
        }

    def _count(self, number_of: Callable[[Score], int], name: str, rule: str) -> Figure:
        return Figure(lambda s, t: t.number(number_of(s)), lambda c: c.count(name, number_of(self._score), rule))

    @property
    def _score(self) -> Score:
        if self._state is None:
            raise RuntimeError("nothing is shown yet")
        return self._state.evaluation.overall

    def show_state(self, state: AssessmentState) -> None:
        """Show the whole of a state; emits nothing."""
        self._state = state
        score, texts = state.evaluation.overall, self._context.texts
        for key, figure in self._kinds.items():
            self.figures[key].show_value(figure.value(score, texts))
        words = self._bar_words(score, texts)
        self.bar.show_interval(score.msr_low_percent, score.msr_high_percent, words)
        self.bar.show_limits(level_limits(state.pack), texts)
        self.bar_words.setText(words)
        standing = self._standing_words(score, texts)
        self.standing.setText(standing)
        self.standing.setVisible(bool(standing))

    def _level_words(self, score: Score, texts: Texts) -> str:
        return DASH if score.level is None else texts.gettext(LEVELS[score.level])

    def _bar_words(self, score: Score, texts: Texts) -> str:
        if score.msr_percent is None:
            return texts.gettext("Nothing is applicable: there is nothing to score.")
        if not score.open_weight:
            return texts.gettext("Nothing is unknown or unanswered: the figure has no interval.")
        words = texts.gettext("Up to {high} if everything unknown or unanswered proved to be met.")
        return words.format(high=texts.percent(score.msr_high_percent))

    def _standing_words(self, score: Score, texts: Texts) -> str:
        """What must be known before anybody quotes the figure."""
        notes = []
        if score.provisional:
            words = texts.ngettext(
                "Provisional: {number} question is unanswered.",
                "Provisional: {number} questions are unanswered.",
                score.applicable - score.answered,
            )
            notes.append(words.format(number=texts.number(score.applicable - score.answered)))
        if score.applicable and not score.enough_information:
            interval = N_("Not enough information: the interval stands in place of a bare figure.")
            notes.append(texts.gettext(interval if score.open_weight else TOO_FEW_CONFIRMED))
        return " ".join(notes)

    def _on_figure_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FigureButton) and self._state is not None:
            title = self._context.texts.gettext("all questions")
            calculations = Calculations(self._context, self._state.pack, self._score, title)
            figure = self._kinds[str(button.property("figure"))]
            show_calculation(self._context.theme, figure.calculation(calculations), button)
