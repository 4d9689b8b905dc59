"""The register written from the window: one file at a time, told how far it is, given up with nothing replaced."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from tests.gui.test_register_screen import opened
from tests.gui.window import Shop
from tmfcheck.gui.screens.register_exports import _TELL_EVERY
from tmfcheck.gui.screens.register_screen import RegisterScreen
from tmfcheck.gui.theme import ThemeName


@pytest.fixture
def screen(shop: Shop, qtbot: QtBot) -> RegisterScreen:
    for name in ("One", "Two"):
        shop.add_facility(name, volume_m3=10**6)
    return opened(shop, qtbot)


@pytest.fixture
def busy_pool() -> Iterator[threading.Event]:
    """The only thread of the pool waits for this event, so that a file stays in the making."""
    pool, free = QThreadPool.globalInstance(), threading.Event()
    before = pool.maxThreadCount()
    pool.waitForDone()
    pool.setMaxThreadCount(1)
    pool.start(lambda: free.wait(20))
    yield free
    free.set()
    pool.waitForDone()
    pool.setMaxThreadCount(before)


def old_file(folder: Path) -> Path:
    out = folder / "list.csv"
    out.write_text("old", encoding="utf-8")
    return out


def test_an_export_given_up_while_gathering_leaves_the_old_file(
    screen: RegisterScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    out = old_file(tmp_path)
    standing = screen.notice.text()
    screen.exports.write(screen.presenter.shown, out)
    assert screen.exports.is_writing
    assert "list.csv" in screen.notice.text()
    qtbot.mouseClick(screen.stop_button, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    QThreadPool.globalInstance().waitForDone()
    assert (out.read_text(encoding="utf-8"), screen.notice.text()) == ("old", standing)
    assert not screen.stop_button.isVisible()


def test_an_export_given_up_while_it_is_made_leaves_the_old_file_and_the_next_is_written(
    screen: RegisterScreen, qtbot: QtBot, tmp_path: Path, busy_pool: threading.Event
) -> None:
    out, later = old_file(tmp_path), tmp_path / "later.csv"
    pool, exports = QThreadPool.globalInstance(), screen.exports
    exports.write(screen.presenter.shown, out)
    qtbot.waitUntil(lambda: not exports.is_gathering)
    assert exports.is_writing
    exports.fill_menu(screen.bar.export_menu)
    assert not any(action.isEnabled() for action in screen.bar.export_menu.actions())
    qtbot.mouseClick(screen.stop_button, Qt.MouseButton.LeftButton)
    exports.write(screen.presenter.shown, later)
    busy_pool.set()
    qtbot.waitUntil(lambda: not exports.is_writing)
    pool.waitForDone()
    assert out.read_text(encoding="utf-8") == "old"
    assert later.read_text(encoding="utf-8-sig").count("\n") == 3
    assert str(later) in screen.notice.text()


def test_moving_on_in_the_table_does_not_hide_that_a_file_is_being_written(
    screen: RegisterScreen, qtbot: QtBot, tmp_path: Path, busy_pool: threading.Event
) -> None:
    screen.exports.write(screen.presenter.shown, tmp_path / "list.csv")
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert "list.csv" in screen.notice.text()
    assert screen.stop_button.isVisible()
    busy_pool.set()
    qtbot.waitUntil((tmp_path / "list.csv").exists)


def test_how_far_it_is_is_told_while_many_are_gathered(screen: RegisterScreen, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    screen.exports.write(screen.presenter.shown * _TELL_EVERY, tmp_path / "list.csv")

    def is_told() -> bool:
        said.append(screen.notice.text())
        return not screen.exports.is_writing

    qtbot.waitUntil(is_told, timeout=20_000)
    number = screen.context.texts.number(2 * _TELL_EVERY)
    assert any(f"{_TELL_EVERY} of {number}" in words for words in said)


def test_a_change_of_theme_or_page_while_it_is_gathered_loses_no_file(
    screen: RegisterScreen, shop: Shop, qtbot: QtBot, tmp_path: Path
) -> None:
    out = tmp_path / "list.csv"
    screen.exports.write(screen.presenter.shown * _TELL_EVERY, out)
    qtbot.waitUntil(lambda: screen.exports.is_gathering)
    shop.context.use_look(theme=ThemeName.DARK)
    again = shop.screen
    assert isinstance(again, RegisterScreen)
    assert again is not screen
    assert again.exports.is_writing
    assert again.stop_button.isVisibleTo(again)
    assert "list.csv" in again.notice.text()
    qtbot.waitUntil(lambda: not again.exports.is_writing, timeout=20_000)
    assert out.read_text(encoding="utf-8-sig").count("\n") == 2 * _TELL_EVERY + 1
    assert str(out) in again.notice.text()


def test_an_export_goes_on_behind_another_page_and_can_be_given_up_on_the_new_one(
    screen: RegisterScreen, shop: Shop, qtbot: QtBot, tmp_path: Path
) -> None:
    out = old_file(tmp_path)
    screen.exports.write(screen.presenter.shown * _TELL_EVERY, out)
    qtbot.waitUntil(lambda: screen.exports.is_gathering)
    shop.context.go("settings")
    shop.context.use_look(theme=ThemeName.DARK)
    shop.context.go("register")
    again = shop.screen
    assert isinstance(again, RegisterScreen)
    assert again.exports.is_writing
    qtbot.mouseClick(again.stop_button, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    QThreadPool.globalInstance().waitForDone()
    assert not again.exports.is_writing
    assert out.read_text(encoding="utf-8") == "old"
