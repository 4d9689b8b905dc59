"""The report page: what is shown is what is exported and printed; making it can be stopped and never harms anything."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.gui.report.worker import MadeReport, ReportChapter
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.services import answering, assessing, reporting

WITHIN_MS = 30_000


@pytest.fixture
def page(shop: Shop) -> ReportScreen:
    facility = shop.add_facility("Kadamjai: <b>north</b> & south?")
    assessment = shop.add_assessment(facility)
    state = assessing.load_state(shop.desk, assessment)
    answers = {question.id: Answer("no", "measured", comment="Трещина") for question in state.questions[:6]}
    answering.answer_many(shop.desk, state, answers)
    shop.context.open_assessment(assessment)
    shop.window.show_screen("report")
    assert isinstance(shop.screen, ReportScreen)
    return shop.screen


def wait_for_report(qtbot: QtBot, page: ReportScreen) -> MadeReport:
    qtbot.waitUntil(lambda: page.report is not None, timeout=WITHIN_MS)
    assert page.report is not None
    return page.report


def text_of(content: bytes) -> str:
    """The words of a report; not read with PDFium, which the worker's thread may be using."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_the_preview_shows_the_pages_of_the_file(page: ReportScreen, qtbot: QtBot) -> None:
    report = wait_for_report(qtbot, page)
    assert page.view.count() == len(pypdf.PdfReader(io.BytesIO(report.content)).pages) > 1
    qtbot.waitUntil(lambda: page.view.has_picture(0), timeout=WITHIN_MS)
    assert page.view.grab().toImage().pixelColor(page.view.width() // 2, 60).name() == "#ffffff"
    assert page.contents.topLevelItemCount() == len(report.chapters) > 3
    assert page.toolbar.export_button.isEnabled()


def test_nothing_can_be_exported_before_the_report_is_made(page: ReportScreen, tmp_path: Path) -> None:
    assert page.report is None
    assert not page.toolbar.export_button.isEnabled()
    page.export_to(tmp_path / "early.pdf")
    assert not (tmp_path / "early.pdf").exists()


def test_the_exported_file_is_byte_for_byte_what_is_shown(
    page: ReportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = wait_for_report(qtbot, page)
    proposed: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return str(tmp_path / "out"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qtbot.mouseClick(page.toolbar.export_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out.pdf").read_bytes() == report.content
    assert str(tmp_path / "out.pdf") in page.notice.text()
    assert proposed[0].startswith("Kadamjai_ _b_north_b_ & south_ A ")
    assert proposed[0].endswith(" en.pdf")
    assert not set('\\/:*?"<>|') & set(proposed[0])
    assert page.context.settings.export_folder == tmp_path


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(
    shop: Shop, page: ReportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    wait_for_report(qtbot, page)
    page.export_to(tmp_path / "no such folder" / "out.pdf")
    assert "no such folder" in shop.window.banners.problem_text()
    assert list(tmp_path.glob("**/*.pdf")) == []
    assert list(tmp_path.glob("**/*.part")) == []


def test_the_languages_of_the_report_are_chosen_here_alone(shop: Shop, page: ReportScreen, qtbot: QtBot) -> None:
    english = text_of(wait_for_report(qtbot, page).content)
    page.toolbar.language.setCurrentIndex(page.toolbar.language.findData("kk"))
    page.toolbar.second.setCurrentIndex(page.toolbar.second.findData("ru"))
    page.toolbar.second.activated.emit(page.toolbar.second.currentIndex())
    both = text_of(wait_for_report(qtbot, page).content)
    assert both != english
    assert "Негізгі тексеру" in both
    assert "Базовая проверка" in both
    assert (shop.context.settings.report_language, shop.context.settings.second_report_language) == ("kk", "ru")
    assert shop.context.texts.language == "en"


def test_the_same_second_language_is_no_second_language(shop: Shop, page: ReportScreen, qtbot: QtBot) -> None:
    wait_for_report(qtbot, page)
    page.toolbar.second.setCurrentIndex(page.toolbar.second.findData("en"))
    page.toolbar.second.activated.emit(page.toolbar.second.currentIndex())
    assert shop.context.settings.second_report_language is None
    assert page.toolbar.second.currentData() == "", "the page says what is printed"


def test_coming_back_makes_a_new_report_only_after_a_change(shop: Shop, page: ReportScreen, qtbot: QtBot) -> None:
    report = wait_for_report(qtbot, page)
    shop.window.show_screen("results")
    shop.window.show_screen("report")
    assert page.report is report

    assert shop.context.presenter is not None
    question = shop.context.presenter.state.questions[-1].id
    shop.context.presenter.give(question, Answer("yes", "measured", comment="Проверено вторично"))
    shop.window.show_screen("report")
    assert page.report is None
    assert "Проверено вторично" in text_of(wait_for_report(qtbot, page).content)


def test_making_a_report_can_be_stopped_and_begun_again(
    page: ReportScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_report(qtbot, page)

    def endless(
        _model: ReportModel,
        _language: str,
        _second: str | None,
        progress: Callable[[int, int], None],
        **_options: object,
    ) -> bytes:
        while True:  # only a cancel ends it
            progress(3, 10)
            time.sleep(0.002)

    monkeypatch.setattr(reporting, "report_bytes", endless)
    page._make()
    qtbot.waitUntil(lambda: page.progress_bar.maximum() == 10, timeout=WITHIN_MS)
    with qtbot.waitSignal(page.press.stopped, timeout=WITHIN_MS):
        qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    assert page.report is None
    assert page.again_button.isVisible()
    monkeypatch.undo()
    qtbot.mouseClick(page.again_button, Qt.MouseButton.LeftButton)
    wait_for_report(qtbot, page)


def test_a_bug_in_the_worker_is_raised_where_the_window_hears_it(
    page: ReportScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_report(qtbot, page)

    def broken(*_anything: object, **_options: object) -> bytes:
        raise ZeroDivisionError("a chapter forgot the empty set")

    monkeypatch.setattr(reporting, "report_bytes", broken)
    with qtbot.captureExceptions() as caught:
        page._make()
        qtbot.waitUntil(lambda: bool(caught), timeout=WITHIN_MS)
    assert caught[0][0] is ZeroDivisionError


def test_printing_sends_exactly_the_pages_chosen(page: ReportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    report = wait_for_report(qtbot, page)
    printed = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    printer.setResolution(75)
    printer.setFullPage(True)
    printer.setFromTo(2, 3)
    assert len(report.pages) >= 3
    with qtbot.waitSignal(page.press.printed, timeout=WITHIN_MS):
        page.print_on(printer)
    sheets = pypdf.PdfReader(printed).pages
    assert len(sheets) == 2
    assert (sheets[0].mediabox.width, sheets[0].mediabox.height) == pytest.approx(report.pages[1], abs=2)
    assert page.notice.isVisible()


def test_pages_are_turned_and_zoomed_by_keys(page: ReportScreen, qtbot: QtBot) -> None:
    wait_for_report(qtbot, page)
    qtbot.keyClick(page.view, Qt.Key.Key_PageDown)
    assert page.view.page() == 1
    assert "2" in page.view.accessibleName()
    before = page.view.zoom()
    qtbot.keyClick(page.view, Qt.Key.Key_Plus)
    assert page.view.zoom() > before
    assert page.view.page() == 1
    qtbot.mouseClick(page.toolbar.zoom_button, Qt.MouseButton.LeftButton)
    assert page.view.zoom() == pytest.approx(before)
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    assert page.view.page() == page.view.count() - 1
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.page() == 0


def test_the_contents_lead_to_their_page(page: ReportScreen, qtbot: QtBot) -> None:
    report = wait_for_report(qtbot, page)
    last = len(report.chapters) - 1
    assert isinstance(report.chapters[last], ReportChapter)
    page.contents.setCurrentItem(page.contents.topLevelItem(last))
    assert page.view.page() == report.chapters[last].page


def test_the_page_survives_a_change_of_language_with_its_place(shop: Shop, page: ReportScreen, qtbot: QtBot) -> None:
    wait_for_report(qtbot, page)
    page.view.go_to_page(2)
    shop.context.use_languages(window="ru")
    assert isinstance(shop.screen, ReportScreen)
    wait_for_report(qtbot, shop.screen)
    assert shop.screen.view.page() == 2
