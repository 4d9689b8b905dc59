"""What the evidence screen expects of each of its parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screen import KeyHint


class EvidencePart(QWidget):
    """One part of the screen; shows the state it is given and passes on what the user does."""

    keys_changed = Signal()
    """``key_hints()`` says something new."""

    def __init__(self, context: GuiContext, presenter: AssessmentPresenter) -> None:
        super().__init__()
        self.context = context
        self.presenter = presenter
        self.evidence = presenter.evidence

    def show_state(self, state: AssessmentState) -> None:
        """Show a state; emits nothing a user could have done."""
        raise NotImplementedError

    def key_hints(self) -> Sequence[KeyHint]:
        """The keys that work here, most useful first."""
        return ()

    def take_keyboard(self) -> None:
        """Put the keyboard where the user most likely goes on."""
        self.focusNextChild()

    def finish_typing(self) -> None:
        """Store at once what waits to be stored."""
