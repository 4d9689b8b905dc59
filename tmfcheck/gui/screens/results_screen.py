"""What the answers amount to: level, MSR, categories, sections and critical shortfalls; every number opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QVBoxLayout, QWidget

from tmfcheck.domain.answers import BLANK
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evaluation import Score
from tmfcheck.domain.pack import Question
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.item_models.score_model import ScoreColumn, ScoreRow
from tmfcheck.gui.item_models.section_model import count_asked
from tmfcheck.gui.presenters.calculations import Calculation, Calculations
from tmfcheck.gui.presenters.worst_question import worst_question
from tmfcheck.gui.screen import KeyHint, ScreenOfAssessment
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.calculation_popover import show_calculation
from tmfcheck.gui.widgets.category_radar import CategoryRadar, Spoke
from tmfcheck.gui.widgets.gone_answers import GoneAnswers
from tmfcheck.gui.widgets.overall_card import OverallCard
from tmfcheck.gui.widgets.question_link import QuestionLink
from tmfcheck.gui.widgets.score_table import ScoreTable
from tmfcheck.wording import msr_words


class ResultsScreen(ScreenOfAssessment):
    """Shows the evaluation of the open assessment; leads to questions, changes nothing."""

    name: ClassVar[str] = "results"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._build()
        self.presenter.state_changed.connect(self._on_state_changed)
        self.render_state(self.presenter.state)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        column = elements.column(spacing=SPACE * 4, margin=SPACE * 5)
        page.setLayout(column)
        self._build_dangers(column)
        self._build_top(column)
        self._build_shortfalls(column)
        self._build_categories(column)
        self._build_sections(column)
        self.gone_answers = GoneAnswers(self.context)
        column.addWidget(self.gone_answers)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = elements.scrolled(page)
        layout.addWidget(self._area)

    def _build_dangers(self, column: QVBoxLayout) -> None:
        inside = elements.column(spacing=SPACE)
        self._danger_title = elements.text("", "strong")
        inside.addWidget(self._danger_title)
        self._danger_links = elements.column(spacing=0)
        inside.addLayout(self._danger_links)
        self.dangers = elements.card(inside, kind="danger")
        column.addWidget(self.dangers)

    def _build_top(self, column: QVBoxLayout) -> None:
        """The whole at a glance, and the shape of the categories beside it."""
        self.overall = OverallCard(self.context)
        self.radar = CategoryRadar(self.context.theme, self.context.texts.gettext("Radar of the categories"))
        frame = elements.column(margin=SPACE * 2)
        frame.addWidget(self.radar)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(SPACE * 4)
        self._beside.addWidget(self.overall, 1)
        self._radar_card = elements.card(frame)
        self._beside.addWidget(self._radar_card, 0)
        frame.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        column.addLayout(self._beside)

    def _build_categories(self, column: QVBoxLayout) -> None:
        gettext, context = self.context.texts.gettext, self.context
        self.categories = ScoreTable(context.theme, context.texts, gettext("Category"), gettext("Categories"))
        column.addWidget(self.categories)
        self._connect_table(self.categories)

    def _build_shortfalls(self, column: QVBoxLayout) -> None:
        self._shortfall_title = elements.text("", "section")
        column.addWidget(self._shortfall_title)
        self._shortfall_links = elements.column(spacing=0)
        inside = QFrame()
        inside.setProperty("kind", "card")
        inside.setLayout(self._shortfall_links)
        self._shortfall_links.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        self.shortfalls = inside
        column.addWidget(inside)

    def _build_sections(self, column: QVBoxLayout) -> None:
        gettext, context = self.context.texts.gettext, self.context
        column.addWidget(elements.text(gettext("Sections"), "section"))
        self.sections = ScoreTable(context.theme, context.texts, gettext("Section"), gettext("Sections"))
        column.addWidget(self.sections)
        self._connect_table(self.sections)

    def _connect_table(self, table: ScoreTable) -> None:
        table.figure_wanted.connect(self._on_figure_wanted)
        table.question_wanted.connect(self._on_question_wanted)

    # ------------------------------------------------------------ what the frame asks

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("Tab", gettext("next figure")),
            KeyHint("Enter", gettext("how a figure was computed")),
            KeyHint("↑ ↓", gettext("move")),
            KeyHint("Esc", gettext("put away")),
        )

    def show_place(self, argument: object) -> None:
        self.render_state(self.presenter.state)
        # Before it was shown for the first time, nothing had its fonts and so its width.
        self._arrange()
        self.overall.figures["msr"].setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ showing

    def _on_state_changed(self, state: AssessmentState) -> None:
        """While another screen is shown, nothing is drawn here for nobody."""
        if self.isVisible():
            self.render_state(state)

    def render_state(self, state: AssessmentState) -> None:
        """Show a state; emits nothing a user could have done."""
        self.overall.show_state(state)
        self.gone_answers.show_state(state)
        self._show_dangers(state)
        self._show_categories(state)
        self._show_shortfalls(state)
        self._show_sections(state)

    def _show_dangers(self, state: AssessmentState) -> None:
        texts, number = self.context.texts, len(state.dangers)
        words = texts.ngettext(
            "{number} immediate danger is open. It stands above every level.",
            "{number} immediate dangers are open. They stand above every level.",
            number,
        )
        self._danger_title.setText(words.format(number=texts.number(number)))
        self._fill(self._danger_links, state, state.dangers, marks_danger=True)
        self.dangers.setVisible(number > 0)

    def _show_shortfalls(self, state: AssessmentState) -> None:
        score, texts = state.evaluation.overall, self.context.texts
        answered = [q for q in state.critical_shortfalls if state.given.get(q.id, BLANK).value is not None]
        words = texts.gettext("Critical shortfalls: {number}, and {blank} critical questions unanswered")
        blank = len(state.critical_shortfalls) - len(answered)
        if not blank:
            words = texts.gettext("Critical shortfalls: {number} of {all}")
        self._shortfall_title.setText(words.format(number=len(answered), blank=blank, all=texts.number(score.critical)))
        self._fill(self._shortfall_links, state, answered)
        if not answered:
            self._shortfall_links.addWidget(self._quiet(texts.gettext("No answered critical question is unmet.")))

    def _quiet(self, words: str) -> QLabel:
        label = elements.text(words, "muted")
        label.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        return label

    def _fill(
        self,
        layout: QVBoxLayout,
        state: AssessmentState,
        questions: Iterable[Question],
        *,
        marks_danger: bool = False,
    ) -> None:
        while (item := layout.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for question in questions:
            words = self.context.content.pick(question.text)
            answer = state.given.get(question.id, BLANK)
            link = QuestionLink(self.context.theme, question, None if marks_danger else answer.value, words)
            link.question_wanted.connect(self._on_question_wanted)
            layout.addWidget(link)

    def _show_categories(self, state: AssessmentState) -> None:
        content, texts = self.context.content, self.context.texts
        scores = state.evaluation.categories
        self.radar.show_spokes(
            [
                Spoke(
                    content.pick(category.short_title),
                    msr_words(scores[category.id], texts),
                    scores[category.id].msr_low_percent,
                    scores[category.id].msr_high_percent,
                )
                for category in state.pack.categories
            ]
        )
        self.categories.show_rows(
            [
                ScoreRow(
                    category.id,
                    f"{category.number:\u2007>2}\u2002{content.pick(category.title)}",
                    f"{category.number:\u2007>2}\u2002{content.pick(category.short_title)}",
                    scores[category.id],
                    worst_question(state, (q for q in state.questions if category.id in q.categories)),
                )
                for category in state.pack.categories
            ]
        )

    def _show_sections(self, state: AssessmentState) -> None:
        content, scores = self.context.content, state.evaluation.sections
        self.sections.show_rows(
            [
                ScoreRow(
                    section.id,
                    content.pick(section.title),
                    content.pick(section.title),
                    scores[section.id],
                    worst_question(state, (q for q in state.questions if q.section == section.id)),
                )
                for section in state.pack.sections_of(state.assessment.group)
                if count_asked(scores[section.id])
            ]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the radar below the figures where both do not fit side by side."""
        least = self.overall.minimumSizeHint().width() + self._radar_card.minimumSizeHint().width()
        around = SPACE * 14 + self._area.verticalScrollBar().sizeHint().width()
        is_narrow = self.width() < least + around
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(direction)

    # ------------------------------------------------------------ what the user does

    def _on_question_wanted(self, question_id: str) -> None:
        self.context.go("assessment", question_id)

    def _on_figure_wanted(self, row: ScoreRow, column: int) -> None:
        table = self.sender()
        if isinstance(table, ScoreTable):
            calculation = self._calculation(row.title, row.score, ScoreColumn(column))
            index = table.currentIndex()
            part = table.visualRect(index).translated(table.viewport().pos())
            show_calculation(self.context.theme, calculation, table, part)

    def _calculation(self, title: str, score: Score, column: ScoreColumn) -> Calculation:
        calculations = Calculations(
            self.context, self.presenter.state.pack, score, title.lstrip("\u20070123456789\u2002")
        )
        match column:
            case ScoreColumn.CREDIBILITY:
                return calculations.credibility()
            case ScoreColumn.EVIDENCE:
                return calculations.evidence()
            case ScoreColumn.LEVEL:
                return calculations.level()
            case _:
                return calculations.msr()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down scroll where no table has the keyboard."""
        bar = self._area.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = self.context.theme.control_height() * 2
            bar.setValue(bar.value() + (step if event.key() == Qt.Key.Key_Down else -step))
        else:
            super().keyPressEvent(event)
