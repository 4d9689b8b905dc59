"""Threads nobody waits for any more: they finish what they have in hand unseen, and the window goes on at once."""

from __future__ import annotations

import atexit

from PySide6.QtCore import QObject, QThread

AT_THE_END_MS = 20_000
"""So long the program's very end, when no window is left, waits for a thread that is still at it."""


class _Leaving(QObject):
    """Keeps a thread and its worker alive until the thread is over; lives in the window's thread itself."""

    all: set[_Leaving] = set()  # noqa: RUF012 - all of them share it

    def __init__(self, thread: QThread, worker: QObject) -> None:
        super().__init__()
        self.thread_left = thread
        self.worker = worker
        self.all.add(self)
        thread.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        self.thread_left.wait()
        self.all.discard(self)


def leave(thread: QThread, worker: QObject) -> None:
    """Keep a thread until it has ended after its present work; called just before it is told to quit.

    What it still says, nobody may hear.
    """
    if thread.isRunning():
        _Leaving(thread, worker)


@atexit.register
def _wait_for_all() -> None:
    for each in list(_Leaving.all):
        each.thread_left.wait(AT_THE_END_MS)
