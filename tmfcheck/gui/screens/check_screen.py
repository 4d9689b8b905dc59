"""The standing check list beside the assessment: every point one step from its place; from here it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.open_points import OpenPoint, Place, Severity, Subject
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.closing_dialog import ClosingDialog
from tmfcheck.gui.dialogs.revision_dialog import RevisionDialog
from tmfcheck.gui.screen import KeyHint, ScreenOfAssessment
from tmfcheck.gui.theme import SPACE
from tmfcheck.gui.widgets.closing_card import ClosingCard
from tmfcheck.gui.widgets.keyboard import command_key
from tmfcheck.gui.widgets.point_card import PointCard
from tmfcheck.point_words import SEVERITIES, nothing_open_words
from tmfcheck.services import closing

_LIST_PX = 960


class CheckScreen(ScreenOfAssessment):
    """Shows what the check finds, takes explanations, and leads on; it decides nothing itself."""

    name: ClassVar[str] = "check"

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.cards: list[PointCard] = []
        self._shown: object = None
        self._keeps_cards = False
        self._build()
        self._keys: dict[str, Callable[[], object]] = {"n": self._go_to_next, "e": self._explain_next}
        self.presenter.state_changed.connect(self._on_state_changed)
        self.render_state(self.presenter.state)

    def _build(self) -> None:
        page = QWidget()
        page.setMaximumWidth(self.context.theme.wide(_LIST_PX))
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 6)
        column.setSpacing(SPACE * 4)
        self.head = ClosingCard(self.context)
        self.head.close_button.clicked.connect(self._on_close_clicked)
        self.head.revise_button.clicked.connect(self._on_revise_clicked)
        self.head.newer_button.clicked.connect(self._on_newer_clicked)
        column.addWidget(self.head)
        self._list = elements.column(spacing=SPACE * 2)
        column.addLayout(self._list)
        column.addStretch(1)
        self._room = elements.scrolled(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._room)

    # ------------------------------------------------------------ what the frame asks

    def key_hints(self) -> Sequence[KeyHint]:
        gettext = self.context.texts.gettext
        return (
            KeyHint("Tab", gettext("move")),
            KeyHint("Enter", gettext("go there")),
            KeyHint("N", gettext("next point")),
            KeyHint("E", gettext("explain")),
            KeyHint("Ctrl+Enter", gettext("store the explanation")),
        )

    def show_place(self, argument: object) -> None:
        self.render_state(self.presenter.state)

    def take_keyboard(self) -> None:
        """The first point, else the button of the step that can be taken."""
        links = [link for card in self.cards for link in card.links if link.focusPolicy() & Qt.FocusPolicy.TabFocus]
        buttons = [self.head.close_button, self.head.revise_button, self.head.newer_button]
        usable = [each for each in (*links, *buttons) if each.isVisibleTo(self) and each.isEnabled()]
        (usable[0] if usable else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def finish_typing(self) -> None:
        """Store explanations that were written and not yet stored."""
        for card in list(self.cards):
            card.store_explanation()

    # ------------------------------------------------------------ showing

    def _on_state_changed(self, state: AssessmentState) -> None:
        """While another screen is shown, nothing is drawn here for nobody."""
        if self.isVisible():
            self.render_state(state)

    def render_state(self, state: AssessmentState) -> None:
        """Show what the check finds now; the list is made anew only where it differs."""
        points = self.presenter.points()
        can_change = self.presenter.lock is None
        chain = closing.revisions(self.context.desk, state.assessment)
        self.head.show_state(state, points, chain, can_change=not self.context.is_read_only)
        shown = (points, tuple(state.evidence.explanations.items()), can_change)
        if shown == self._shown or self._keeps_cards:
            return
        self._shown = shown
        self._show_points(state, points, can_change=can_change)

    def _show_points(self, state: AssessmentState, points: Sequence[OpenPoint], *, can_change: bool) -> None:
        gettext = self.context.texts.gettext
        written = {card.point.code: words for card in self.cards if (words := card.written) is not None}
        keyboard = next((card for card in self.cards if card.has_field and card.field.hasFocus()), None)
        elements.empty(self._list)
        self.cards = []
        if not points:
            self._list.addWidget(elements.text(nothing_open_words(state, self.context.texts)))
        for severity in Severity:
            of_severity = [point for point in points if point.severity is severity]
            if of_severity:
                self._list.addSpacing(SPACE * 2)
                self._list.addWidget(elements.text(gettext(SEVERITIES[severity]), "section"))
            for point in of_severity:
                card = PointCard(self.context, point, state, can_change=can_change)
                card.subject_wanted.connect(self._on_subject_wanted)
                card.explained.connect(self._on_explained)
                card.paused.connect(self._on_paused)
                card.settled.connect(self._on_settled)
                self.cards.append(card)
                self._list.addWidget(card)
        for card in self.cards:
            if card.point.code in written:
                card.keep_written(written[card.point.code])
        self._give_back(keyboard)

    def _give_back(self, before: PointCard | None) -> None:
        """Put the keyboard back into the explanation that was being written, at its letter."""
        if before is None:
            return
        for card in self.cards:
            if card.has_field and card.point.code == before.point.code:
                if card.field.toPlainText() == before.field.toPlainText().strip():
                    # Stored it has no space at its end, but the next word is about to follow.
                    card.field.show_text(before.field.toPlainText())
                cursor = card.field.textCursor()
                cursor.setPosition(min(before.field.textCursor().position(), len(card.field.toPlainText())))
                card.field.setTextCursor(cursor)
                card.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what the user does

    def _on_subject_wanted(self, subject: Subject) -> None:
        self.finish_typing()
        match subject.place:
            case Place.QUESTION:
                self.context.go("assessment", subject.id)
            case Place.MEASURE:
                self.context.go("measures", subject.id)
            case Place.FACT | Place.PAPER:
                self.context.go("facility", {"facility": self.presenter.state.facility.id, "fact": subject.id})
            case Place.EVIDENCE:
                self.context.go("evidence", f"photos:{subject.id}")
            case Place.DOCUMENT:
                self.context.go("evidence", "documents")
            case Place.VISIT:
                self.context.go("evidence", "visit")

    def _on_explained(self, code: str, text: str) -> None:
        """Store an explanation, and with it what was written elsewhere: the list is made anew afterwards."""
        written = {card.point.code: card.take_written() for card in self.cards} | {code: text}
        for each, words in written.items():
            if words is not None and not self.presenter.explain(each, words):
                self._keep_unstored(each, words)

    def _on_paused(self, code: str, text: str) -> None:
        """Store an explanation as far as it is written, and leave the field alone for whoever goes on writing."""
        self._keeps_cards = True
        try:
            is_stored = self.presenter.explain(code, text)
        finally:
            self._keeps_cards = False
        for card in self.cards:
            if card.point.code == code:
                if is_stored:
                    card.note_stored(text)
                else:
                    card.try_again_later()

    def _on_settled(self) -> None:
        self.render_state(self.presenter.state)

    def _keep_unstored(self, code: str, words: str) -> None:
        """What could not be stored stays written, to be stored when one leaves it or the page again."""
        for card in self.cards:
            if card.point.code == code:
                card.keep_written(words)

    def _on_close_clicked(self) -> None:
        self.finish_typing()
        if not self.head.close_button.isEnabled():
            return
        dialog = ClosingDialog(self.context, self.presenter.state, self.presenter.points(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._close_assessment)
        dialog.open()

    def _close_assessment(self) -> None:
        if self.presenter.close():
            self.heading_changed.emit()
            self.head.revise_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_revise_clicked(self) -> None:
        RevisionDialog(self.context, self._revise, self).open()

    def _revise(self, reason: str) -> None:
        """Open the correction and go on with it; raises TmfCheckError."""
        revision = self.presenter.revise(reason)
        self._open(revision)

    def _on_newer_clicked(self) -> None:
        if self.head.newer is not None:
            self._open(self.head.newer.id)

    def _open(self, assessment_id: str) -> None:
        try:
            self.context.open_assessment(assessment_id)
        except TmfCheckError as error:
            self.context.report_problem(error)
            return
        self.context.go("check")

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys no field wanted."""
        action = self._keys.get(command_key(event))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def _go_to_next(self) -> None:
        """Put the keyboard on the first way there of the next point, from the last on to the first."""
        if not self.cards:
            return
        inside = [at for at, card in enumerate(self.cards) if card.isAncestorOf(self.focusWidget() or self)]
        card = self.cards[(inside[0] + 1) % len(self.cards) if inside else 0]
        card.links[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._room.ensureWidgetVisible(card)

    def _explain_next(self) -> None:
        """Put the keyboard in the first explanation that is still empty or does not hold for everything."""
        for card in self.cards:
            if card.wants_explanation:
                card.field.setFocus(Qt.FocusReason.TabFocusReason)
                self._room.ensureWidgetVisible(card)
                return
