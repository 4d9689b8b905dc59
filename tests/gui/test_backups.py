"""Backups in the settings: made now, listed, put back after a plain question, with the archive open again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.visit import begin_visit
from tests.gui.window import Shop, open_shop
from tmfcheck.gui.dialogs.restore_dialog import RestoreDialog
from tmfcheck.gui.screens.settings_screen import SettingsScreen
from tmfcheck.services import listing
from tmfcheck.services.backups import list_backups, make_backup

LEFT = Qt.MouseButton.LeftButton


def settings_page(shop: Shop) -> SettingsScreen:
    shop.window.show_screen("settings")
    assert isinstance(shop.screen, SettingsScreen)
    return shop.screen


def restored(shop: Shop, qtbot: QtBot, row: int = 0) -> SettingsScreen:
    """Choose a backup, confirm, and wait for the page that says so."""
    card = settings_page(shop).backups
    card.backups.setCurrentRow(row)
    qtbot.mouseClick(card.restore_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    before = shop.desk
    qtbot.mouseClick(dialog.restore_button, LEFT)
    qtbot.waitUntil(lambda: shop.desk is not before)
    assert isinstance(shop.screen, SettingsScreen)
    return shop.screen


def names(shop: Shop) -> list[str]:
    return [facility.name for facility in listing.list_facilities(shop.desk)]


def test_an_archive_without_backups_says_so(shop: Shop) -> None:
    card = settings_page(shop).backups
    assert card.nothing.isVisible()
    assert not card.restore_button.isEnabled()


def test_a_backup_is_made_and_listed_with_date_and_size(shop: Shop, qtbot: QtBot) -> None:
    card = settings_page(shop).backups
    qtbot.mouseClick(card.back_up_button, LEFT)
    (made,) = list_backups(shop.desk.archive.path)
    assert str(made.path) in card.notice.text()
    assert card.backups.count() == 1
    assert shop.context.texts.time(made.made_at) in card.backups.item(0).text()
    assert card.backups.item(0).text().endswith("MB")


def test_a_backup_that_fails_is_told(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file in the folder's place", encoding="utf-8")
    qtbot.mouseClick(settings_page(shop).backups.back_up_button, LEFT)
    assert shop.window.banners.problem_text()


def test_the_copy_of_the_day_that_failed_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    open_shop(qtbot, tmp_path).close()
    (tmp_path / "backups").write_text("a file in the folder's place", encoding="utf-8")
    shop = open_shop(qtbot, tmp_path)
    assert not settings_page(shop).backups.problem.isVisible()
    shop.add_facility("Stored all the same")
    card = settings_page(shop).backups
    assert card.problem.isVisible()
    assert "test.tmfcheck" in card.problem.text()
    assert names(shop) == ["Stored all the same"]
    shop.close()


def test_restoring_asks_first_and_says_what_happens(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility("Kept")
    make_backup(shop.desk)
    card = settings_page(shop).backups
    card.backups.setCurrentRow(0)
    qtbot.mouseClick(card.restore_button, LEFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RestoreDialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "set aside" in told
    assert "nothing is deleted" in told
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert names(shop) == ["Kept"]


def test_a_backup_is_put_back_and_the_present_file_is_set_aside(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    visit = begin_visit(shop, qtbot)
    backup = make_backup(shop.desk)
    rows = [each.path for each in list_backups(shop.desk.archive.path)]
    shop.add_facility("Later")
    page = restored(shop, qtbot, rows.index(backup.path))
    assert names(shop) == ["Kadamjai"]
    assert shop.context.presenter is None
    (aside,) = tmp_path.glob("test-set-aside-*.tmfcheck")
    assert str(aside) in page.backups.notice.text()
    assert not shop.desk.archive.is_read_only
    shop.context.open_assessment(visit.assessment_id)
    shop.add_facility("Again")
    assert names(shop) == ["Again", "Kadamjai"]


def test_a_backup_that_cannot_be_put_back_leaves_the_archive_open_as_it_was(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility("Kept")
    damaged = make_backup(shop.desk).path
    restored_row = [each.path for each in list_backups(shop.desk.archive.path)].index(damaged)
    damaged.write_bytes(b"no archive any more")
    restored(shop, qtbot, restored_row)
    assert names(shop) == ["Kept"]
    assert shop.window.banners.problem_text()
    shop.add_facility("Goes on")


def test_an_archive_open_elsewhere_is_not_restored_from_here(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_shop(qtbot, tmp_path)
    make_backup(first.desk)
    second = open_shop(qtbot, tmp_path, settings=tmp_path / "other.ini")
    card = settings_page(second).backups
    card.backups.setCurrentRow(0)
    assert card.backups.count() == 1
    assert not card.restore_button.isEnabled()
    assert not card.back_up_button.isEnabled()
    second.close()
    first.close()
