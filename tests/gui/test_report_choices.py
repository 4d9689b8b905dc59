"""What a report holds is chosen in the window and kept; it is written as PDF, Word file or workbook, the notice too."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.window import PERSON, Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.gui.dialogs.report_dialog import ReportDialog
from tmfcheck.gui.report.choices import ReportChoices, read_choices
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.services import answering, assessing

WITHIN_MS = 30_000
DANGER = "Crest overtopped at picket 3"


@pytest.fixture
def page(shop: Shop) -> ReportScreen:
    assessment = shop.add_assessment(shop.add_facility())
    state = assessing.load_state(shop.desk, assessment)
    first, *rest = (question.id for question in state.questions[:6])
    answers = {question: Answer("no", "measured", comment="Трещина") for question in rest}
    answers[first] = Answer("no", "measured", comment=DANGER, danger=True)
    answering.answer_many(shop.desk, state, answers)
    shop.context.open_assessment(assessment)
    shop.window.show_screen("report")
    assert isinstance(shop.screen, ReportScreen)
    return shop.screen


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def wait_for_report(qtbot: QtBot, page: ReportScreen) -> str:
    qtbot.waitUntil(lambda: page.report is not None, timeout=WITHIN_MS)
    assert page.report is not None
    return text_of(page.report.content)


def open_dialog(qtbot: QtBot, page: ReportScreen) -> ReportDialog:
    qtbot.mouseClick(page.toolbar.choices_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(ReportDialog)
    assert dialog is not None
    return dialog


def test_the_public_report_is_made_after_two_clicks(page: ReportScreen, qtbot: QtBot) -> None:
    assert PERSON in wait_for_report(qtbot, page)
    dialog = open_dialog(qtbot, page)
    dialog.audiences[Audience.PUBLIC].click()
    assert not dialog.photos.isEnabled()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    text = wait_for_report(qtbot, page)
    assert PERSON not in text
    assert DANGER not in text


def test_chapters_and_sizes_are_kept_for_the_next_report(shop: Shop, page: ReportScreen, qtbot: QtBot) -> None:
    assert "All answers" in wait_for_report(qtbot, page)
    dialog = open_dialog(qtbot, page)
    dialog.chapters["answers"].click()
    dialog.photos.setCurrentIndex(1)
    dialog.is_limited.click()
    dialog.limit.setValue(25)
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert "All answers" not in wait_for_report(qtbot, page)
    kept = read_choices(shop.context.settings.report_choices)
    assert kept == ReportChoices(ReportOptions(photos=PhotoSize.SMALL, left_out=frozenset({"answers"})), 25)


def test_leaving_the_dialog_changes_nothing(page: ReportScreen, qtbot: QtBot) -> None:
    wait_for_report(qtbot, page)
    before = page.report
    dialog = open_dialog(qtbot, page)
    dialog.chapters["answers"].click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.report is before


@pytest.mark.parametrize(
    "document", [None, 7, "x", {}, {"audience": "boss", "photos": 3, "left_out": "answers", "max_mb": True}]
)
def test_unreadable_settings_give_a_first_report(document: object) -> None:
    assert read_choices(document) == ReportChoices()


@pytest.mark.parametrize(("ending", "part"), [(".docx", "word/document.xml"), (".xlsx", "xl/workbook.xml")])
def test_the_report_is_exported_for_editing(
    page: ReportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, part: str
) -> None:
    wait_for_report(qtbot, page)

    def choose(_parent: object, _title: str, _name: str, kinds: str) -> tuple[str, str]:
        return str(tmp_path / "out"), next(kind for kind in kinds.split(";;") if ending in kind)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(page.press.exported, timeout=WITHIN_MS):
        qtbot.mouseClick(page.toolbar.export_button, Qt.MouseButton.LeftButton)
    with zipfile.ZipFile(tmp_path / f"out{ending}") as written:
        assert part in written.namelist()
    assert f"out{ending}" in page.notice.text()
    assert page.toolbar.export_button.isEnabled()


def test_a_file_that_cannot_be_written_is_said_and_the_report_stays(
    shop: Shop, page: ReportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    wait_for_report(qtbot, page)
    with qtbot.waitSignal(page.press.failed, timeout=WITHIN_MS):
        page.export_to(tmp_path / "missing" / "out.docx")
    assert shop.window.banners.isVisible()
    assert page.toolbar.export_button.isEnabled()


def test_the_notice_is_written_while_the_inspection_goes_on(
    page: ReportScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.dangers.isVisible()
    opened: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "notice"), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.mouseClick(page.dangers.notice_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened), timeout=30_000)
    text = text_of((tmp_path / "notice.pdf").read_bytes())
    assert DANGER in text
    assert "Тікелей қауіп туралы хабарлама" in text
    assert opened == [str(tmp_path / "notice.pdf")]
    wait_for_report(qtbot, page)


def test_without_danger_there_is_no_line(shop: Shop, qtbot: QtBot) -> None:
    shop.context.open_assessment(shop.add_assessment(shop.add_facility("Teghout")))
    shop.window.show_screen("report")
    assert isinstance(shop.screen, ReportScreen)
    assert not shop.screen.dangers.isVisible()
    wait_for_report(qtbot, shop.screen)


def test_a_bug_of_the_worker_leaves_no_page_waiting_for_ever(page: ReportScreen, qtbot: QtBot) -> None:
    wait_for_report(qtbot, page)
    with qtbot.captureExceptions() as bugs:
        page.export_to(Path("no\0file.docx"))
        qtbot.waitUntil(lambda: bool(bugs), timeout=WITHIN_MS)
    assert bugs[0][0] is ValueError
    assert page.toolbar.export_button.isEnabled()
