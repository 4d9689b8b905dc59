"""Long writes in the window: nothing comes in between, and a page that is shown goes on being shown."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import stored_photos, wait_for_intake, write_photos
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.dialogs.undo_import_dialog import UndoImportDialog
from tmfcheck.gui.screens.import_screen import ImportScreen
from tmfcheck.gui.screens.register_screen import RegisterScreen
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.gui.theme import ThemeName
from tmfcheck.services import facilities, listing

ROWS = 700
WITHIN_MS = 30_000


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


# ------------------------------------------------------------ a list


def planned_list(visit: Visit, folder: Path) -> ImportScreen:
    """A list as far as the button that stores it."""
    source = folder / "list.csv"
    rows = (f"Dump {row};KG;{40 + row % 100 / 50:.3f};{70 + row % 97 / 10:.3f}" for row in range(ROWS))
    source.write_text("\n".join(("Name;Country;Latitude;Longitude", *rows)), encoding="utf-8")
    visit.shop.window.show_screen("import")
    screen = visit.shop.screen
    assert isinstance(screen, ImportScreen)
    screen.open_file(source)
    visit.bot.waitUntil(lambda: screen.presenter.opened is not None)
    screen.presenter.check()
    visit.bot.waitUntil(lambda: screen.presenter.plan is not None, timeout=WITHIN_MS)
    visit.settle()
    return screen


def test_nothing_else_runs_while_a_list_is_stored_or_taken_back(visit: Visit, tmp_path: Path) -> None:
    screen = planned_list(visit, tmp_path)
    told: list[tuple[int, int]] = []
    screen.presenter.progressed.connect(lambda done, steps: told.append((done, steps)))
    ticks: list[int] = []
    timer = QTimer(screen, interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    screen.presenter.store()
    assert len(told) > 1
    screen.presenter.take_back()
    assert ticks == []
    timer.stop()


def test_photos_that_come_in_while_a_list_is_stored_are_all_kept(visit: Visit, tmp_path: Path) -> None:
    screen = planned_list(visit, tmp_path)
    problems: list[TmfCheckError] = []
    visit.shop.context.problem_met.connect(problems.append)
    intake = visit.presenter.evidence.intake
    visit.presenter.evidence.add_files(write_photos(tmp_path, 6), "A1.01")
    visit.bot.waitUntil(lambda: intake.added >= 1)
    screen.presenter.store()
    wait_for_intake(visit)
    assert problems == []
    assert len(stored_photos(visit)) == 6
    assert len(listing.list_facilities(visit.shop.desk)) == ROWS + 1


class Painted(QObject):
    """What the bars of a dialog showed each time one was painted."""

    def __init__(self, bar: QProgressBar) -> None:
        super().__init__(bar)
        self.shown: list[tuple[int, int]] = []
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the tool kit names it
        if event.type() is QEvent.Type.Paint and isinstance(watched, QProgressBar):
            self.shown.append((watched.value(), watched.maximum()))
        return False


def asked_to_take_back(visit: Visit, folder: Path) -> UndoImportDialog:
    """The list is stored, and the register asks whether it is to go again."""
    planned_list(visit, folder).presenter.store()
    visit.shop.window.show_screen("register")
    screen = visit.shop.screen
    assert isinstance(screen, RegisterScreen)
    screen.menus.undo_import()
    visit.settle()
    return screen.findChildren(UndoImportDialog)[-1]


def test_the_register_shows_how_far_taking_a_list_back_is_and_lets_nothing_in(visit: Visit, tmp_path: Path) -> None:
    dialog = asked_to_take_back(visit, tmp_path)
    assert not dialog.bar.isVisible()
    painted, ticks = Painted(dialog.bar), list[int]()
    timer = QTimer(visit.shop.window, interval=0)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    visit.bot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert ticks == []
    timer.stop()
    steps = [done for done, steps in painted.shown if steps == ROWS]
    assert len(steps) > 1
    assert steps == sorted(steps)
    assert not dialog.isVisible()
    assert len(listing.list_facilities(visit.shop.desk)) == 1
    assert visit.shop.window.header.saved_text().startswith("saved ")


def test_a_list_somebody_worked_on_is_not_taken_back_and_the_banner_says_why(visit: Visit, tmp_path: Path) -> None:
    dialog = asked_to_take_back(visit, tmp_path)
    dump = next(each for each in listing.list_facilities(visit.shop.desk) if each.name == "Dump 1")
    facilities.update_facility(visit.shop.desk, dump.id, notes="seen")
    visit.bot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert "Dump 1" in visit.shop.window.banners.problem_text()
    assert len(listing.list_facilities(visit.shop.desk)) == ROWS + 1


# ------------------------------------------------------------ the notice


def test_the_notice_is_printed_away_from_the_window_and_survives_a_change_of_theme(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    visit.given({"A1.01": Answer("no", "measured", danger=True)})
    visit.shop.context.go("report")
    page = visit.shop.screen
    assert isinstance(page, ReportScreen)
    file = tmp_path / "notice.pdf"
    page.dangers.write_to(file)
    assert not file.exists(), "it is printed elsewhere"
    assert not page.dangers.notice_button.isEnabled()
    assert "Writing notice.pdf" in page.dangers.words.text()
    visit.shop.context.use_look(theme=ThemeName.DARK)
    visit.bot.waitUntil(lambda: bool(opened), timeout=WITHIN_MS)
    assert opened == [str(file)]
    assert len(pypdf.PdfReader(file).pages) == 1
    again = visit.shop.screen
    assert isinstance(again, ReportScreen)
    again.dangers.write_to(tmp_path / "again.pdf")
    visit.bot.waitUntil(lambda: len(opened) == 2, timeout=WITHIN_MS)
    assert str(tmp_path / "again.pdf") in again.dangers.words.text()
    assert again.dangers.notice_button.isEnabled()


def test_a_notice_that_cannot_be_written_is_told_and_can_be_asked_for_again(visit: Visit, tmp_path: Path) -> None:
    problems: list[TmfCheckError] = []
    visit.shop.context.problem_met.connect(problems.append)
    visit.given({"A1.01": Answer("no", "measured", danger=True)})
    visit.shop.context.go("report")
    page = visit.shop.screen
    assert isinstance(page, ReportScreen)
    page.dangers.write_to(tmp_path / "no such folder" / "notice.pdf")
    visit.bot.waitUntil(lambda: bool(problems), timeout=WITHIN_MS)
    assert problems[0].code == "REPORT_NOT_WRITTEN"
    assert page.dangers.notice_button.isEnabled()
    assert "1 immediate danger" in page.dangers.words.text()
