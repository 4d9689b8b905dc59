"""The three columns of the assessment screen: sections, questions, guidance; the last folds where room is short."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tmfcheck.domain.glossary import TermFinder
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.evidence.intake_line import IntakeLine
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.presenters.question_filter import QuestionFilter
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.gui.widgets.chip_row import ChipRow
from tmfcheck.gui.widgets.guidance_panel import GuidancePanel
from tmfcheck.gui.widgets.question_card import QuestionCard
from tmfcheck.gui.widgets.question_column import WIDEST_CARD, QuestionColumn
from tmfcheck.gui.widgets.sections_panel import SectionsPanel
from tmfcheck.gui.widgets.term_note import TermNote

FOLDS_BELOW = 1000
"""Narrower than this (at 100 % text), the guidance stands below the question instead of beside it."""
GUIDANCE_WIDTH, WIDEST_GUIDANCE = 296, 480
_WIDEST_MIDDLE = WIDEST_CARD + SPACE * 14
"""The questions take no more; on a large screen the guidance stays beside them instead of going to its edge."""
KEPT_TEXTS = 64
"""Texts whose terms are remembered: those of the last twenty questions or so."""


class AssessmentPage(QWidget):
    """Arranges the parts and holds them as attributes; the screen connects them."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__()
        pack = presenter.state.pack
        self._context = context
        self._is_folded: bool | None = None
        self.side = SectionsPanel(context)
        self.filters = self._make_filters()
        self.notice = elements.text("", "muted")
        self.offer = self._make_offer()
        find_terms = lru_cache(maxsize=KEPT_TEXTS)(TermFinder(pack.glossary, context.content.language).find)
        self.card = QuestionCard(context, pack, find_terms, presenter.evidence.thumbnails)
        self.intake_line = IntakeLine(context, presenter)
        self.column = QuestionColumn(context.theme, context.content, self.card, context.texts.gettext("Questions"))
        self.guidance = GuidancePanel(context, pack, find_terms)
        self.term_note = TermNote(context)
        self._build()

    def _make_filters(self) -> ChipRow:
        gettext = self._context.texts.gettext
        words = {
            QuestionFilter.ALL: gettext("All"),
            QuestionFilter.UNANSWERED: gettext("Unanswered"),
            QuestionFilter.CRITICAL: gettext("Critical"),
            QuestionFilter.NEGATIVE: gettext("Negative"),
            QuestionFilter.DANGER: gettext("Danger"),
        }
        chips = [(each.value, word) for each, word in words.items()]
        theme = self._context.theme
        return ChipRow(theme, chips, gettext("Filter"), size=TypeSize.SMALL, can_be_empty=False)

    def _make_offer(self) -> QWidget:
        """One line that offers a newer edition of the checklist; hidden until there is one."""
        self._offer_words = elements.text("", "muted")
        self.offer_button = elements.button(self._context.texts.gettext("Compare and move"), "quiet")
        offer = QWidget()
        row = QHBoxLayout(offer)
        row.setContentsMargins(SPACE * 2, 0, SPACE * 4, 0)
        row.addWidget(self._offer_words, 1)
        row.addWidget(self.offer_button)
        offer.hide()
        return offer

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        self._middle = self._build_middle()
        room = QWidget()
        room.setMaximumWidth(_WIDEST_MIDDLE)
        room.setLayout(self._middle)
        layout.addWidget(room, 1)
        self._side = QWidget()
        self._side_column = elements.column(spacing=SPACE * 3)
        self._side_column.addWidget(self._build_beside(), 1)
        self._side.setLayout(self._side_column)
        layout.addWidget(self._side)
        layout.addStretch(0)

    def _build_middle(self) -> QVBoxLayout:
        column = elements.column(spacing=SPACE)
        column.setContentsMargins(SPACE * 4, SPACE * 3, SPACE, 0)
        self.filters.setContentsMargins(SPACE, 0, SPACE * 4, 0)
        self.notice.setContentsMargins(SPACE * 2, 0, SPACE * 4, 0)
        for part in (self.filters, self.offer, self.notice, self.intake_line):
            column.addWidget(part)
        column.addWidget(self.column, 1)
        return column

    def _build_beside(self) -> QScrollArea:
        holder = QWidget()
        holder.setObjectName("page")
        self._beside = QVBoxLayout(holder)
        self._beside.setContentsMargins(SPACE * 3, SPACE * 5, SPACE * 5, SPACE * 4)
        return elements.scrolled(holder)

    def show_notice(self, words: str) -> None:
        """Say something above the questions; empty words take no room."""
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def show_offer(self, words: str) -> None:
        """Offer a newer edition; empty words offer nothing and take no room."""
        self._offer_words.setText(words)
        self.offer.setVisible(bool(words))

    def offer_text(self) -> str:
        """What is offered now."""
        return self._offer_words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text_px, spare = self._context.theme.text_px, event.size().width() - self.side.width() - _WIDEST_MIDDLE
        self._side.setFixedWidth(min(max(text_px(GUIDANCE_WIDTH), spare), text_px(WIDEST_GUIDANCE)))
        self._fold(is_folded=event.size().width() < self._context.theme.text_px(FOLDS_BELOW))

    def _fold(self, *, is_folded: bool) -> None:
        """Put the guidance below the question, or back beside it."""
        if is_folded == self._is_folded:
            return
        self._is_folded = is_folded
        self.card.show_below(self.guidance if is_folded else None)
        if not is_folded:
            self._beside.addWidget(self.guidance)
            self._beside.addStretch(1)
        (self._middle if is_folded else self._side_column).addWidget(self.term_note)
        self._side.setVisible(not is_folded)
        self.guidance.show()
