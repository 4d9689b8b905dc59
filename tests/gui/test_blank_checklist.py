"""The blank checklist for paper, from where people look for it: the new assessment and the method page."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop
from tmfcheck.gui.dialogs.checklist_dialog import BlankChecklistDialog
from tmfcheck.gui.dialogs.new_assessment_dialog import NewAssessmentDialog
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.screens.method_screen import MethodScreen
from tmfcheck.services.reporting import checklist_bytes

LEFT = Qt.MouseButton.LeftButton


def from_the_method_page(shop: Shop, qtbot: QtBot) -> BlankChecklistDialog:
    shop.window.show_screen("method")
    assert isinstance(shop.screen, MethodScreen)
    qtbot.mouseClick(shop.screen.paper_button, LEFT)
    dialog = shop.screen.findChild(BlankChecklistDialog)
    assert dialog is not None
    return dialog


def choose_file(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> list[str]:
    """Answer the file dialog; returns the names it proposed."""
    proposed: list[str] = []

    def answer(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(name).name)
        return (str(file) if file else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def test_the_pdf_is_written_in_two_languages(
    shop: Shop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = choose_file(monkeypatch, tmp_path / "paper")
    dialog = from_the_method_page(shop, qtbot)
    dialog.language_field.setCurrentIndex(dialog.language_field.findData("ru"))
    dialog.second_field.setCurrentIndex(dialog.second_field.findData("kk"))
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    assert proposed == [f"sample {shop.desk.packs.load('sample').pack.edition} A ru-kk.pdf"]
    assert (tmp_path / "paper.pdf").read_bytes() == checklist_bytes(shop.desk.packs, "sample", "A", "ru", "kk")
    printed = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "paper.pdf").pages)
    assert "В порядке ли часть 3?" in printed
    assert "3-бөлік жарамды ма?" in printed
    assert str(tmp_path / "paper.pdf") in dialog.notice.text()
    assert shop.context.settings.export_folder == tmp_path
    dialog.reject()


def test_turning_away_from_the_file_dialog_writes_nothing(
    shop: Shop, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, None)
    dialog = from_the_method_page(shop, qtbot)
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    assert dialog.isVisible()
    assert not dialog.notice.isVisible()
    dialog.reject()


def test_a_folder_that_cannot_be_written_is_told_and_the_dialog_stays(
    shop: Shop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, tmp_path / "nowhere" / "paper.pdf")
    dialog = from_the_method_page(shop, qtbot)
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    assert str(tmp_path / "nowhere" / "paper.pdf") in dialog.problem_text()
    assert dialog.isVisible()
    choose_file(monkeypatch, tmp_path / "paper.pdf")
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    assert dialog.problem_text() == ""
    assert (tmp_path / "paper.pdf").exists()
    dialog.reject()


def test_the_new_assessment_leads_to_the_checklist_of_its_group(shipped_shop: Shop, qtbot: QtBot) -> None:
    shipped_shop.add_facility("Teghout", status="abandoned")
    home = shipped_shop.screen
    assert isinstance(home, HomeScreen)
    home.show_place(None)
    assert home.pane is not None
    qtbot.mouseClick(home.pane.new_button, LEFT)
    new = home.findChild(NewAssessmentDialog)
    assert new is not None
    qtbot.mouseClick(new.paper_button, LEFT)
    dialog = new.findChild(BlankChecklistDialog)
    assert dialog is not None
    assert dialog.group() == "C"
    assert [dialog.group_field.itemData(row) for row in range(dialog.group_field.count())] == ["A", "B", "C"]
    dialog.reject()
    new.reject()


def test_the_same_language_twice_is_one_language(shop: Shop, qtbot: QtBot) -> None:
    dialog = from_the_method_page(shop, qtbot)
    dialog.language_field.setCurrentIndex(dialog.language_field.findData("kk"))
    dialog.second_field.setCurrentIndex(dialog.second_field.findData("kk"))
    assert dialog.languages() == ("kk", None)
    dialog.reject()
