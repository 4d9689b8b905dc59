"""Offers to move an open assessment to a newer edition of its checklist, once there is one on this machine."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.edition_dialog import EditionDialog
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.widgets.assessment_page import AssessmentPage
from tmfcheck.services.editions import move_assessment, newer_edition, preview_move


class EditionOffer(QObject):
    """Looks for a newer edition after the page is shown, for that may take a moment; says so in one quiet line."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter, page: AssessmentPage) -> None:
        super().__init__(page)
        self._context = context
        self._presenter = presenter
        self._page = page
        self._name = ""
        page.offer_button.clicked.connect(self.ask)
        presenter.state_changed.connect(self._on_state_changed)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        state = self._presenter.state
        newer = newer_edition(self._context.desk, state)
        if newer is None:
            self._page.show_offer("")
            return
        self._name = f"{newer.pack.id}@{newer.pack.edition}"
        gettext = self._context.texts.gettext
        words = gettext("This assessment uses edition {old} of the checklist; edition {new} is here.")
        if newer.pack.edition == state.pack.edition:
            words = gettext("Edition {new} of the checklist was corrected after this assessment began.")
        self._page.show_offer(words.format(old=state.pack.edition, new=newer.pack.edition))

    def _on_state_changed(self) -> None:
        """A closed assessment stays where it is."""
        if self._presenter.lock is not None:
            self._page.show_offer("")

    def ask(self) -> None:
        """Show what a move would mean; moves only where the user says so."""
        self._presenter.store_typed()
        desk, state = self._context.desk, self._presenter.state
        try:
            step = preview_move(desk, state, self._name)
            target = desk.packs.load(self._name).pack
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        dialog = EditionDialog(self._context, state, target, step, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._move((*step.changed, None)[0]))
        dialog.finished.connect(lambda _result: self._page.column.setFocus())
        dialog.open()

    def _move(self, first_changed: str | None) -> None:
        """Move, and open the assessment anew, at the first question that needs another answer."""
        context, presenter = self._context, self._presenter
        if not presenter.finish():
            return
        try:
            moved = move_assessment(context.desk, presenter.state, self._name, context.author or None)
            context.note_saved(context.desk.clock())
            context.open_assessment(moved.assessment.id)
        except TmfCheckError as error:
            context.report_problem(error)
            return
        context.go("assessment", first_changed)
