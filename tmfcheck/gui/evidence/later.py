"""Stores what is typed or moved half a second after the last change, and at once when it is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 500


class Later(QObject):
    """Keeps one action waiting; the newest replaces the one before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.now)

    @property
    def is_waiting(self) -> bool:
        return self._action is not None

    def ask(self, action: Callable[[], object]) -> None:
        """Do this after the pause, unless another one is asked for before."""
        self._action = action
        self._timer.start()

    def now(self) -> None:
        """Do what waits at once."""
        self._timer.stop()
        action, self._action = self._action, None
        if action is not None:
            action()

    def forget(self) -> None:
        """What waits shall not be done."""
        self._timer.stop()
        self._action = None
