"""The one window: sidebar, header, the current screen and the key line; what a screen does is no matter of its."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.frame.header import Header
from tmfcheck.gui.frame.sidebar import Sidebar
from tmfcheck.gui.screen import Screen
from tmfcheck.gui.theme import palette, style_sheet

SCREENS = {
    "home": ("tmfcheck.gui.screens.home_screen", "HomeScreen"),
    "facility": ("tmfcheck.gui.screens.facility_screen", "FacilityScreen"),
    "assessment": ("tmfcheck.gui.screens.assessment_screen", "AssessmentScreen"),
    "results": ("tmfcheck.gui.screens.results_screen", "ResultsScreen"),
    "measures": ("tmfcheck.gui.screens.measures_screen", "MeasuresScreen"),
    "report": ("tmfcheck.gui.screens.report_screen", "ReportScreen"),
    "method": ("tmfcheck.gui.screens.method_screen", "MethodScreen"),
    "settings": ("tmfcheck.gui.screens.settings_screen", "SettingsScreen"),
}
"""Screen name to module and class; a screen is imported when it is shown for the first time."""


class MainWindow(QMainWindow):
    """The frame around one screen at a time; screens are made when first shown, and anew after a change of look."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._screens: dict[str, Screen] = {}
        self._current: str | None = None
        self._build_frame()
        self._connect()

    def _build_frame(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self._context.theme))
            application.setStyleSheet(style_sheet(self._context.theme))
        self.setWindowTitle("TMFCheck")
        page = QWidget()
        page.setObjectName("page")
        self._sidebar, self._header, self._stack = Sidebar(self._context), Header(self._context), QStackedWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._header)
        right.addWidget(self._stack, 1)
        across = QHBoxLayout(page)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._sidebar)
        across.addLayout(right, 1)
        self._sidebar.screen_chosen.connect(self.show_screen)
        self.setCentralWidget(page)

    def _connect(self) -> None:
        self._context.navigation_asked.connect(self.show_screen)
        self._context.language_changed.connect(self.rebuild)
        self._context.theme_changed.connect(self.rebuild)
        self._context.assessment_opened.connect(self._forget_assessment_screens)
        self._context.saved.connect(self._on_saved)

    def current_screen(self) -> Screen | None:
        """The screen that is shown."""
        return self._screens.get(self._current) if self._current else None

    def show_screen(self, name: str, argument: object = None) -> None:
        """Show a screen and hand it its argument."""
        self._finish_typing()
        screen = self._screens.get(name) or self._make_screen(name)
        self._current = name
        self._stack.setCurrentWidget(screen)
        screen.show_place(argument)
        self._sidebar.mark(name)
        self._show_heading()

    def _make_screen(self, name: str) -> Screen:
        module, class_name = SCREENS[name]
        screen: Screen = getattr(import_module(module), class_name)(self._context)
        screen.heading_changed.connect(self._show_heading)
        self._screens[name] = screen
        self._stack.addWidget(screen)
        return screen

    def _show_heading(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            self._header.show_heading(screen.heading())

    def _on_saved(self, moment: datetime) -> None:
        self._header.show_saved(moment)

    def rebuild(self) -> None:
        """Make everything anew in the chosen language and look, and come back to the same place."""
        self._finish_typing()
        screen = self.current_screen()
        place = screen.place() if screen is not None else None
        self._forget(tuple(self._screens))
        self._build_frame()
        if self._current is not None:
            self.show_screen(self._current, place)

    def _forget_assessment_screens(self) -> None:
        self._forget(tuple(name for name, screen in self._screens.items() if screen.needs_assessment))
        self._sidebar.refresh()

    def _forget(self, names: tuple[str, ...]) -> None:
        for name in names:
            screen = self._screens.pop(name)
            self._stack.removeWidget(screen)
            screen.deleteLater()

    def _finish_typing(self) -> None:
        screen = self.current_screen()
        if screen is not None:
            screen.finish_typing()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed and remember the place."""
        self._finish_typing()
        event.accept()
