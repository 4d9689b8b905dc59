"""What every screen is given: the desk, the settings, words in the chosen languages, the theme, the way elsewhere.

Conventions for screens:

* A screen is a ``Screen`` (``tmfcheck.gui.screen``) made with the context alone, built by ``_build_<part>`` methods.
* Program text: ``context.texts.gettext("...")`` (window language). Texts of the pack: ``context.content.pick(...)``
  (content language). Numbers, dates and percentages: ``context.texts``.
* Colours and sizes: ``context.theme`` for painting, the style sheet for everything else.
* To go elsewhere: ``context.go("assessment", "A1.07")``. The main window shows that screen and hands it the argument.
* After a durable change: ``context.note_saved(moment)``; the header says "saved 14:32:07".
* An error of the user or the environment: ``context.report_problem(error)``; the banner under the header speaks.
* The open assessment: ``context.presenter`` (None while none is open), shared by every screen that shows it.
* When the language, the theme or the text size changes, the main window throws every screen away and builds the
  current one anew; a screen keeps no state that ``place()`` or the archive does not hold.
* Showing never counts as the user's doing: methods named ``show_...`` emit nothing. (``render`` is taken by QWidget.)
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.settings import Settings
from tmfcheck.gui.theme import Theme, ThemeName, theme_named
from tmfcheck.i18n import Texts

if TYPE_CHECKING:
    from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
    from tmfcheck.services.desk import Desk


class GuiContext(QObject):
    """The one object that ties screens together; owned by the main window's maker, never global."""

    language_changed = Signal()
    """Window, content or report language changed; screens are rebuilt by the main window."""
    theme_changed = Signal()
    """Theme or text size changed; screens are rebuilt by the main window."""
    navigation_asked = Signal(str, object)
    """Screen name and argument."""
    assessment_opened = Signal()
    """``presenter`` changed, also to None."""
    saved = Signal(object)
    """A durable change was made at this moment (aware datetime)."""
    problem_met = Signal(object)
    """A TmfCheckError to be told in plain words."""
    archive_asked = Signal(object)
    """The sample archive (True) or the user's own one (False) is to be opened."""
    opening_asked = Signal()
    """No archive is open; it is to be tried again."""
    restore_asked = Signal(object)
    """The open archive is to be replaced by this copy of it (a path); the present file is set aside."""
    problem_over = Signal()
    """What was wrong is no longer so; the banner goes."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.texts = Texts(settings.window_language)
        self.content = Texts(settings.content_language)
        self.theme: Theme = theme_named(settings.theme, settings.text_percent)
        self.presenter: AssessmentPresenter | None = None
        self.is_sample = False
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The open archive with its packs, clock and user; there is none before the first screen is shown."""
        if self._desk is None:
            raise RuntimeError("the desk is not open yet")
        return self._desk

    @property
    def has_desk(self) -> bool:
        return self._desk is not None

    def sit_down(self, desk: Desk, *, is_sample: bool = False) -> None:
        """Take the desk once its archive is open; ``is_sample`` for the archive one may try everything in."""
        self._desk = desk
        self.is_sample = is_sample

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else holds the archive, so that nothing may be changed here."""
        return self.desk.archive.is_read_only

    @property
    def author(self) -> str:
        """The name that stands beside a change made here: the user's, else the login's."""
        return self.settings.user_name or self.desk.user

    def open_assessment(self, assessment_id: str | None) -> None:
        """Make this assessment the open one, None for none; raises TmfCheckError when it cannot be read.

        While a typed text of the present one cannot be stored, or files are on their way to it, it stays the open one;
        the banner says why. Opened anew itself, it goes on taking those files in.
        """
        from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter

        before = self.presenter
        if before is not None and not before.can_be_left(for_id=assessment_id):
            return
        presenter = AssessmentPresenter(self, assessment_id) if assessment_id else None
        if before is not None:
            if presenter is not None and assessment_id == before.state.assessment.id:
                presenter.evidence.go_on_from(before.evidence)
            else:
                before.evidence.stop()
            before.deleteLater()
        self.presenter = presenter
        self.settings.assessment_id = assessment_id
        self.assessment_opened.emit()

    def renew_assessment_of(self, facility_id: str) -> None:
        """Read the open assessment anew where it is of this facility, whose facts decide which questions are asked."""
        if self.presenter is not None and self.presenter.state.facility.id == facility_id:
            try:
                self.open_assessment(self.presenter.state.assessment.id)
            except TmfCheckError as error:
                self.report_problem(error)

    def go(self, screen: str, argument: object = None) -> None:
        """Ask the main window for another screen."""
        self.navigation_asked.emit(screen, argument)

    def note_saved(self, moment: datetime) -> None:
        """Tell the header that something is stored durably."""
        self.saved.emit(moment)

    def report_problem(self, error: TmfCheckError) -> None:
        """Tell the user what happened, what is safe and what to do."""
        self.problem_met.emit(error)

    def use_languages(self, window: str | None = None, content: str | None = None, report: str | None = None) -> None:
        """Choose one or more of the three languages; None leaves a language as it is."""
        if window:
            self.settings.window_language = window
            self.texts = Texts(window)
        if content:
            self.settings.content_language = content
            self.content = Texts(content)
        if report:
            self.settings.report_language = report
        self.language_changed.emit()

    def use_look(self, theme: ThemeName | None = None, text_percent: int | None = None) -> None:
        """Choose theme or text size; None leaves it as it is."""
        if theme is not None:
            self.settings.theme = theme
        if text_percent is not None:
            self.settings.text_percent = text_percent
        self.theme = theme_named(self.settings.theme, self.settings.text_percent)
        self.theme_changed.emit()
