"""The one window: sidebar, header, the current screen and the key line; what a screen does is no matter of its."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dropped_report import dropped_report
from tmfcheck.gui.frame.banner import Banners
from tmfcheck.gui.frame.header import Header
from tmfcheck.gui.frame.key_line import KeyLine
from tmfcheck.gui.frame.sidebar import ENTRIES, NEED_ASSESSMENT, Sidebar
from tmfcheck.gui.messages import standing_words
from tmfcheck.gui.screen import VERIFY_KEY, Heading, Screen
from tmfcheck.gui.theme import TEXT_STEP_PERCENT, palette, style_sheet
from tmfcheck.i18n import DASH

SCREENS = {
    "home": ("tmfcheck.gui.screens.home_screen", "HomeScreen"),
    "import": ("tmfcheck.gui.screens.import_screen", "ImportScreen"),
    "facility": ("tmfcheck.gui.screens.facility_screen", "FacilityScreen"),
    "whc": ("tmfcheck.gui.screens.water_hazard_screen", "WaterHazardScreen"),
    "register": ("tmfcheck.gui.screens.register_screen", "RegisterScreen"),
    "map": ("tmfcheck.gui.screens.map_screen", "MapScreen"),
    "assessment": ("tmfcheck.gui.screens.assessment_screen", "AssessmentScreen"),
    "evidence": ("tmfcheck.gui.screens.evidence_screen", "EvidenceScreen"),
    "results": ("tmfcheck.gui.screens.results_screen", "ResultsScreen"),
    "measures": ("tmfcheck.gui.screens.measures_screen", "MeasuresScreen"),
    "check": ("tmfcheck.gui.screens.check_screen", "CheckScreen"),
    "report": ("tmfcheck.gui.screens.report_screen", "ReportScreen"),
    "verify": ("tmfcheck.gui.screens.verify_screen", "VerifyScreen"),
    "method": ("tmfcheck.gui.screens.method_screen", "MethodScreen"),
    "glossary": ("tmfcheck.gui.screens.glossary_screen", "GlossaryScreen"),
    "settings": ("tmfcheck.gui.screens.settings_screen", "SettingsScreen"),
}
"""Screen name to module and class; a screen is imported when it is shown for the first time."""

TAKE_FILES = frozenset({"assessment", "evidence", "import", "map"})
"""Screens on which a dropped file belongs to what they show; elsewhere a PDF is a report to verify."""

DESIGN_SIZE = QSize(1366, 768)
SMALLEST_SIZE = QSize(800, 560)


class MainWindow(QMainWindow):
    """The frame around one screen at a time; screens are made when first shown, and anew after a change of look."""

    first_painted = Signal()
    """The window is on the screen; what takes longer to load can begin."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self.context = context
        self._screens: dict[str, Screen] = {}
        self._places: dict[str, object] = {}
        self._current: str | None = None
        self._was_painted = False
        self._problem: TmfCheckError | None = None
        self._saved_at: datetime | None = None
        self._gives_up_text = False
        self.setWindowTitle("TMFCheck")
        self.setMinimumSize(SMALLEST_SIZE)
        self.setAcceptDrops(True)
        self._dress()
        self._build_frame()
        self._build_shortcuts()
        self._connect()

    # ------------------------------------------------------------ the frame

    def _dress(self) -> None:
        """Take on the theme; costly, so only where something changed."""
        sheet = style_sheet(self.context.theme)
        if sheet != self.styleSheet():
            self.setPalette(palette(self.context.theme))
            self.setStyleSheet(sheet)

    def _build_frame(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        self.sidebar, self.header = Sidebar(self.context), Header(self.context)
        self.banners, self.key_line = Banners(self.context), KeyLine(self.context)
        self._stack = QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        for part, stretch in ((self.header, 0), (self.banners, 0), (self._stack, 1), (self.key_line, 0)):
            right.addWidget(part, stretch)
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        self.sidebar.screen_chosen.connect(self.show_screen)
        self.key_line.language_chosen.connect(self._on_key_line_language_chosen)
        self.banners.dismissed.connect(self.context.problem_over)
        self.banners.way_back_asked.connect(lambda: self.context.archive_asked.emit(False))
        self.setCentralWidget(page)

    def _build_shortcuts(self) -> None:
        keys: list[tuple[QKeySequence.StandardKey | str, Callable[[], None]]] = [
            (QKeySequence.StandardKey.ZoomIn, lambda: self._resize_text(TEXT_STEP_PERCENT)),
            ("Ctrl+=", lambda: self._resize_text(TEXT_STEP_PERCENT)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self._resize_text(-TEXT_STEP_PERCENT)),
            ("Ctrl+0", lambda: self.context.use_look(text_percent=100)),
            ("F6", self._change_side),
            ("Ctrl+,", self._sidebar_press("settings")),
            (VERIFY_KEY, lambda: self.show_screen("verify")),
        ]
        for key, action in keys:
            QShortcut(QKeySequence(key), self, action)
        for number, (screen, _words, _picture) in enumerate(ENTRIES[:9], start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, self._sidebar_press(screen))

    def _sidebar_press(self, screen: str) -> Callable[[], None]:
        """Press an entry of whichever sidebar is there then; a disabled entry does nothing."""
        return lambda: self.sidebar.button(screen).click()

    def _connect(self) -> None:
        self.context.navigation_asked.connect(self.show_screen)
        self.context.language_changed.connect(self.rebuild)
        self.context.theme_changed.connect(self.rebuild)
        self.context.assessment_opened.connect(self._on_assessment_opened)
        self.context.saved.connect(self._on_saved)
        self.context.problem_met.connect(self._on_problem_met)
        self.context.problem_over.connect(self._on_problem_over)

    def _resize_text(self, step: int) -> None:
        self.context.use_look(text_percent=self.context.theme.text_percent + step)

    def _change_side(self) -> None:
        """Move the keyboard between the sidebar and the screen."""
        screen = self.current_screen()
        focused = QApplication.focusWidget()
        if screen is not None and focused is not None and self.sidebar.isAncestorOf(focused):
            screen.take_keyboard()
        else:
            self.sidebar.focus_current()

    # ---------------------------------------------------------- the screens

    def current_screen(self) -> Screen | None:
        """The screen that is shown."""
        return self._screens.get(self._current) if self._current else None

    def show_screen(self, name: str, argument: object = None) -> None:
        """Show a screen and hand it its argument; where it cannot be made, the banner says why."""
        self._finish_typing()
        try:
            screen = self._screens.get(name) or self._make_screen(name)
        except TmfCheckError as error:
            self._stay_without(error)
            return
        kept = self._places.pop(name, None)
        argument = kept if argument is None else argument
        self._current = name
        self._stack.setCurrentWidget(screen)
        self.sidebar.refresh()
        self.sidebar.mark(name)
        screen.show_place(argument)
        if not self.sidebar.isAncestorOf(self.focusWidget()):
            screen.take_keyboard()
        if self.current_screen() is screen:
            self._show_heading()
            # Now and not only on closing: a program that is killed comes back here too.
            if self.context.has_desk:
                self.context.settings.place = (name, screen.place())

    def _stay_without(self, error: TmfCheckError) -> None:
        """Keep to the screen that is shown, or to the facilities where there is none."""
        if self.current_screen() is None:
            self.show_screen("home")
        self.context.report_problem(error)

    def show_last_place(self) -> None:
        """Come back to the screen and the assessment the user left; to the facilities where they are gone."""
        self.banners.show_standing(standing_words(self.context))
        name, argument = self.context.settings.place
        if self.context.settings.assessment_id:
            try:
                self.context.open_assessment(self.context.settings.assessment_id)
            except TmfCheckError:
                self.context.settings.assessment_id = None
        is_possible = name in SCREENS and (self.context.presenter is not None or name not in NEED_ASSESSMENT)
        self.show_screen(name if is_possible else "home", argument if is_possible else None)

    def start_over(self) -> None:
        """Show the facilities of another archive; nothing of the one before stays."""
        self._finish_typing()
        self.context.open_assessment(None)
        self._forget(tuple(self._screens))
        self._places.clear()
        self._saved_at = None
        self._current = "home"
        self.rebuild()

    def show_opening(self, page: QWidget) -> None:
        """Show a page that is no screen, while the archive is not open."""
        self._current = None
        self.header.show_heading(Heading("", ""))
        self.key_line.show_hints(())
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def _make_screen(self, name: str) -> Screen:
        module, class_name = SCREENS[name]
        screen: Screen = getattr(import_module(module), class_name)(self.context)
        screen.heading_changed.connect(self._show_heading)
        self._screens[name] = screen
        self._stack.addWidget(screen)
        return screen

    def rebuild(self) -> None:
        """Make everything anew in the chosen language and look, and come back to the same place.

        What stands on the other pages comes back when they are shown again.
        """
        self._finish_typing()
        screen = self.current_screen()
        place = screen.place() if screen is not None else None
        self._places.update({name: other.place() for name, other in self._screens.items() if other is not screen})
        self.setUpdatesEnabled(False)
        self._forget(tuple(self._screens))
        self._undress()
        self._dress()
        self._build_frame()
        self.banners.show_standing(standing_words(self.context))
        self.banners.show_problem(self._problem)
        if self._saved_at is not None:
            self.header.show_saved(self._saved_at)
        if self._current is not None:
            self.show_screen(self._current, place)
        self.setUpdatesEnabled(True)

    def _undress(self) -> None:
        """Put the old frame out of the window, so that it is not dressed anew before it is thrown away."""
        before = self.takeCentralWidget()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _forget(self, names: tuple[str, ...]) -> None:
        for name in names:
            screen = self._screens.pop(name)
            screen.retire()
            self._stack.removeWidget(screen)
            screen.hide()
            screen.setParent(None)
            screen.deleteLater()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A report may be dropped anywhere but where files mean something else."""
        if self._current not in TAKE_FILES and dropped_report(event.mimeData()) is not None:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        report = dropped_report(event.mimeData())
        if report is not None:
            event.accept()
            self.show_screen("verify", str(report))

    def _finish_typing(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            screen.finish_typing()

    # ------------------------------------------------------ what is reported

    def _show_heading(self) -> None:
        screen = self.current_screen()
        if screen is None:
            return
        heading = screen.heading()
        self.header.show_heading(heading)
        self.key_line.show_hints(screen.key_hints())
        self.setWindowTitle(f"{heading.place} {DASH} TMFCheck")

    def _on_saved(self, moment: datetime) -> None:
        self._saved_at = moment
        self.header.show_saved(moment)
        self._on_problem_met(None)

    def _on_problem_met(self, error: TmfCheckError | None) -> None:
        self._problem = error
        self.banners.show_problem(error)

    def _on_problem_over(self) -> None:
        self._on_problem_met(None)

    def _on_assessment_opened(self) -> None:
        waiting = [name for name, screen in self._screens.items() if screen.needs_assessment]
        if self._current in waiting:
            self._current = None
        self._places = {name: place for name, place in self._places.items() if name not in NEED_ASSESSMENT}
        self._forget(tuple(waiting))
        self.sidebar.refresh()

    def _on_key_line_language_chosen(self, language: str) -> None:
        self.context.use_languages(window=language, content=language)
        self.key_line.language_button(language).setFocus(Qt.FocusReason.OtherFocusReason)

    # --------------------------------------------------------------- events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window is there."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def _ask_about_text(self, words: str) -> None:
        from tmfcheck.gui.dialogs.unsaved_text_dialog import UnsavedTextDialog

        dialog = UnsavedTextDialog(self.context, words, self)
        dialog.accepted.connect(self._close_without_text)
        dialog.open()

    def _close_without_text(self) -> None:
        self._gives_up_text = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed and remember the place; nothing that is not stored yet is given up unasked."""
        self._finish_typing()
        presenter = self.context.presenter
        if presenter is not None and presenter.has_unsaved_text and not self._gives_up_text:
            event.ignore()
            self._ask_about_text(presenter.unsaved_words())
            return
        if presenter is not None and presenter.evidence.intake.is_busy:
            event.ignore()
            self.show_screen("evidence")
            presenter.can_be_left()
            return
        screen = self.current_screen()
        if screen is not None and self._current is not None:
            self.context.settings.place = (self._current, screen.place())
        for each in self._screens.values():
            each.retire()
        if presenter is not None:
            presenter.evidence.stop()
        self.context.settings.geometry = self.saveGeometry()
        self.context.settings.flush()
        event.accept()
