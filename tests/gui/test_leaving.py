"""A page that goes does not wait for the work it had under way."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tmfcheck.gui.clerk import Clerk
from tmfcheck.gui.leaving import _Leaving

PATIENCE_SECONDS = 5


def test_a_clerk_that_is_sent_home_finishes_unseen_and_is_let_go(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    went_on: list[bool] = []
    heard: list[object] = []

    def work(_heard: object) -> None:
        begun.set()
        went_on.append(go_on.wait(PATIENCE_SECONDS))

    page = QObject()
    clerk = Clerk(page)
    clerk.send(work, heard.append)
    qtbot.waitUntil(begun.is_set)
    clerk.stop()
    del page, clerk
    go_on.set()
    qtbot.waitUntil(lambda: not _Leaving.all)
    assert went_on == [True]
    assert heard == []
