"""An inspector's visit in the real window: an open assessment, its screens, keys struck where the keyboard is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.gui.presenters.assessment_presenter import AssessmentPresenter
from tmfcheck.gui.screens.assessment_screen import AssessmentScreen
from tmfcheck.gui.screens.measures_screen import MeasuresScreen
from tmfcheck.gui.screens.results_screen import ResultsScreen
from tmfcheck.services import answering, assessing
from tmfcheck.services.opening import AccessMode, open_desk


@dataclass
class Visit:
    """One assessment in a window; ``bot`` waits and clicks."""

    shop: Shop
    bot: QtBot
    assessment_id: str

    @property
    def presenter(self) -> AssessmentPresenter:
        presenter = self.shop.context.presenter
        assert presenter is not None
        return presenter

    def answering(self, question: str | None = None) -> AssessmentScreen:
        """The assessment screen, at a question."""
        self.shop.context.go("assessment", question)
        screen = self.shop.screen
        assert isinstance(screen, AssessmentScreen)
        self.settle()
        return screen

    def results(self) -> ResultsScreen:
        self.shop.context.go("results")
        screen = self.shop.screen
        assert isinstance(screen, ResultsScreen)
        self.settle()
        return screen

    def measures(self) -> MeasuresScreen:
        self.shop.context.go("measures")
        screen = self.shop.screen
        assert isinstance(screen, MeasuresScreen)
        self.settle()
        return screen

    def settle(self) -> None:
        """Let the window lay out, paint and throw away what is gone."""
        if QApplication.activeModalWidget() is None:
            self.shop.window.activateWindow()
        for _ in range(3):
            QApplication.processEvents()

    def strike(self, *keys: Qt.Key) -> None:
        """Strike keys wherever the keyboard is."""
        for key in keys:
            target = QApplication.focusWidget() or self.shop.window
            self.bot.keyClick(target, key)
            self.settle()

    def type(self, words: str) -> None:
        """Type in any script wherever the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        for sign in words:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def given(self, answers: Mapping[str, Answer]) -> None:
        """Answer as a service would, and show it in a window opened anew."""
        desk = self.shop.desk
        answering.answer_many(desk, assessing.load_state(desk, self.assessment_id), answers)
        self.shop.context.open_assessment(self.assessment_id)

    def stored(self) -> AssessmentState:
        """What a second program finds in the archive's file now."""
        desk = self.shop.desk
        path: Path = desk.archive.path
        other = open_desk(path, mode=AccessMode.READ, packs=desk.packs)
        try:
            return assessing.load_state(other, self.assessment_id)
        finally:
            other.archive.close()

    def answer(self, question: str) -> Answer:
        """The answer in the archive's file now."""
        return self.stored().given.get(question, Answer())


def begin_visit(
    shop: Shop, bot: QtBot, answers: Mapping[str, Answer] | None = None, *, pack: str = "sample", group: str = "A"
) -> Visit:
    """An assessment, by default of the sample pack's twelve questions, open in the window; moving on takes no time."""
    facility = shop.add_facility()
    visit = Visit(shop, bot, shop.add_assessment(facility, pack, group))
    shop.context.settings.move_on_delay_ms = 0
    visit.given(answers or {})
    return visit
