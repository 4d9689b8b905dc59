"""The clock beside everything that is typed: it rings soon enough that a program that is killed loses no word."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 500
"""Stored this long after the last key."""
LONGEST_WAIT_MS = 900
"""Stored this long after the first key that waits, however fast somebody goes on typing."""
RETRY_MS = 3000
"""Tried again this long after storing failed."""


class TypingClock(QObject):
    """``due`` asks for storing what was typed."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pause = self._timer(PAUSE_MS)
        self._ceiling = self._timer(LONGEST_WAIT_MS)
        self._retry = self._timer(RETRY_MS)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self.due)
        return timer

    def start(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._ceiling.isActive():
            self._ceiling.start()

    def rest(self) -> None:
        """Ask for nothing until something is typed."""
        for timer in (self._pause, self._ceiling, self._retry):
            timer.stop()

    def try_again_later(self) -> None:
        """Storing failed; ask again after a while."""
        self.rest()
        self._retry.start()
