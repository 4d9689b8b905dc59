"""Starts the window: paints it first, opens the archive afterwards, and ends in order; called by the hallway alone."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.frame.opening_page import FailurePage, OpeningPage
from tmfcheck.gui.main_window import DESIGN_SIZE, MainWindow
from tmfcheck.gui.messages import BugReporter
from tmfcheck.gui.settings import Settings
from tmfcheck.paths import data_folder, resources_folder

if TYPE_CHECKING:
    from tmfcheck.services.desk import Desk

DeskMaker = Callable[[Path, str], "Desk"]
"""Opens the archive at a path for the user of this name; raises TmfCheckError."""
StageListener = Callable[[str], None]
"""Told "first_paint" when the window is on the screen and "home" when it can be used."""

_NAME, _STYLE = "TMFCheck", "Fusion"
TITLE_BAR_PX = 48
"""More than any desktop's title bar takes; none tells it before the window is there."""
_FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")


def run_window(archive: Path, make_desk: DeskMaker, on_stage: StageListener | None = None) -> int:
    """Show the window until the user closes it; returns the exit code."""
    application = make_application()
    context = GuiContext(Settings())
    translator = QtTranslator(context)
    window = MainWindow(context)
    BugReporter(window, context).install()
    start = Start(window, archive, make_desk, on_stage)
    # After the start's own slot: the first screen is there, or the page that says why not.
    window.first_painted.connect(lambda: _go_on(window))
    start.show_window()
    try:
        return application.exec()
    finally:
        translator.remove()
        start.close_archive()


def _go_on(window: MainWindow) -> None:
    """Look for garbage again, but never in what the start has made, which stays; and load what comes next."""
    from tmfcheck.gui.presenters.in_slices import InSlices
    from tmfcheck.gui.warming import PAUSE_MS, first_steps

    gc.freeze()
    gc.enable()
    InSlices(window, pause_ms=PAUSE_MS).start(first_steps())


def make_application() -> QApplication:
    """The application object in the program's own style and fonts, the same on every system."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        if existing.applicationName() == _NAME:
            return existing
        application = existing
        application.setStyle(_STYLE)
    else:
        # As an argument: to set it loads every word Qt has for the parts of a style, long before one is needed.
        application = QApplication([*sys.argv[:1], "-style", _STYLE])
    application.setApplicationName(_NAME)
    application.setDesktopFileName("tmfcheck")
    for name in _FONTS:
        QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / name))
    return application


class QtTranslator(QObject):
    """Gives Qt's own dialogs and buttons the language of the window."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self._context = context
        self._translator: QTranslator | None = None
        # Before the main window rebuilds its screens: it connects later.
        context.language_changed.connect(self._load)
        self._load()

    def _load(self) -> None:
        self.remove()
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{self._context.texts.language}", folder):
            QApplication.installTranslator(translator)
            self._translator = translator

    def remove(self) -> None:
        """Take the translation away again."""
        if self._translator is not None:
            QApplication.removeTranslator(self._translator)
            self._translator = None


def sample_archive() -> Path:
    """The archive one may try everything in; made when it is asked for the first time. Raises TmfCheckError."""
    from tmfcheck.services.demo import ARCHIVE_NAME, make_demo

    folder = data_folder() / "sample"
    made = folder / ARCHIVE_NAME
    return made if made.exists() else make_demo(folder, ()).archive


class Start(QObject):
    """The order of a start: window, archive, last place; and the ways on when the archive does not open."""

    def __init__(
        self, window: MainWindow, archive: Path, make_desk: DeskMaker, on_stage: StageListener | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._archive = archive
        self._make_desk = make_desk
        self._note_stage = on_stage or (lambda _stage: None)
        window.first_painted.connect(self._on_first_painted)
        self._context.archive_asked.connect(self.change_archive)
        self._context.opening_asked.connect(self.open_archive)
        self._context.restore_asked.connect(self.restore_archive)

    def show_window(self) -> None:
        """Put the window on the screen, where and as large as it was left."""
        self._window.show_opening(OpeningPage(self._context))
        if not self._window.restoreGeometry(self._context.settings.geometry):
            self._show_first()
        else:
            self._window.show()

    def _show_first(self) -> None:
        """In the size it was drawn for; over the whole screen where that and the title bar would not fit."""
        room = self._window.screen().availableSize()
        self._window.resize(DESIGN_SIZE.boundedTo(room))
        if room.height() < DESIGN_SIZE.height() + TITLE_BAR_PX or room.width() < DESIGN_SIZE.width():
            self._window.showMaximized()
        else:
            self._window.show()

    def _on_first_painted(self) -> None:
        self._note_stage("first_paint")
        self._window.setWindowIcon(QIcon(str(resources_folder() / "icons" / "tmfcheck.svg")))
        self.open_archive()

    def open_archive(self) -> None:
        """Open the archive and show the last place, or say why not."""
        try:
            desk = self._make_desk(self._archive, self._context.settings.user_name)
        except TmfCheckError as error:
            self._show_failure(error)
            return
        self._context.sit_down(desk)
        self._window.show_last_place()
        self._note_stage("home")

    def change_archive(self, is_sample: bool) -> None:
        """Open the sample archive or the user's own one in place of the present one, which stays open if that fails."""
        before = self._context.desk
        try:
            path = sample_archive() if is_sample else self._archive
            desk = self._make_desk(path, self._context.settings.user_name)
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        self._context.open_assessment(None)
        if self._context.presenter is not None:
            desk.close()
            return
        self._context.sit_down(desk, is_sample=is_sample)
        before.archive.close()
        self._window.start_over()

    def restore_archive(self, copy: Path) -> None:
        """Put a copy in the open archive's place and open that; where it fails, the archive is open again as it was."""
        from tmfcheck.services.backups import restore_backup

        context, path = self._context, self._context.desk.archive.path
        context.open_assessment(None)
        if context.presenter is not None:
            return
        context.desk.archive.close()
        aside: Path | None = None
        problem: TmfCheckError | None = None
        try:
            aside = restore_backup(path, copy)
        except TmfCheckError as error:
            problem = error
        try:
            context.sit_down(self._make_desk(path, context.settings.user_name), is_sample=context.is_sample)
        except TmfCheckError as error:
            self._show_failure(error)
            return
        self._window.start_over()
        context.go("settings", None if aside is None else str(aside))
        if problem is not None:
            context.report_problem(problem)

    def _show_failure(self, error: TmfCheckError) -> None:
        page = FailurePage(self._context, self._archive, error)
        page.retried.connect(self.open_archive)
        page.archive_chosen.connect(self._on_archive_chosen)
        page.closed.connect(self._window.close)
        self._window.show_opening(page)

    def _on_archive_chosen(self, archive: Path) -> None:
        self._archive = archive
        self.open_archive()

    def close_archive(self) -> None:
        """Give the archive back."""
        if self._context.has_desk:
            self._context.desk.archive.close()
