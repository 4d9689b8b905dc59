"""What the main window expects of every screen; the base class of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.checklist_title import checklist_title

if TYPE_CHECKING:
    from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter


VERIFY_KEY = "Ctrl+Shift+V"
"""Verifies a report from anywhere; the window listens to it, buttons name it."""


class Heading(NamedTuple):
    """What the header says: the place, and what is shown of it."""

    place: str
    subject: str


class KeyHint(NamedTuple):
    """One entry of the quiet line at the bottom: keys as printed on them, and what they do."""

    keys: str
    meaning: str


class Screen(QWidget):
    """One page of the window; ``name`` is the word it is navigated to by."""

    name: ClassVar[str]
    needs_assessment: ClassVar[bool] = False

    heading_changed = Signal()
    """``heading()`` or ``key_hints()`` says something new."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self.context = context

    def heading(self) -> Heading:
        """The header's words for what is shown now."""
        raise NotImplementedError

    def key_hints(self) -> Sequence[KeyHint]:
        """The keys that work here now, most useful first."""
        return ()

    def show_place(self, argument: object) -> None:
        """Called each time the user comes here, with what ``context.go`` or ``place()`` named; None: as it suits."""

    def place(self) -> object:
        """Where on this screen the user is, in plain JSON values that ``show_place`` understands."""
        return None

    def take_keyboard(self) -> None:
        """Put the keyboard where the user most likely goes on; on the first control unless a screen knows better."""
        focused = self.focusWidget()
        if focused is not None and focused.isVisibleTo(self):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focusNextChild()

    def retire(self) -> None:
        """Called once before the screen is thrown away or the window closes; ends what works in the background."""

    def finish_typing(self) -> None:
        """Store at once what waits to be stored; called before the screen is left, rebuilt or closed."""


class ScreenOfAssessment(Screen):
    """A page about the open assessment: its ``presenter`` is there, its heading names facility and checklist."""

    needs_assessment: ClassVar[bool] = True

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        if context.presenter is None:
            raise RuntimeError(f"the screen {self.name} needs an open assessment")
        self.presenter: AssessmentPresenter = context.presenter

    def heading(self) -> Heading:
        state = self.presenter.state
        return Heading(state.facility.name, checklist_title(state, self.context.content))
