"""One piece of work on plain data in a thread of the pool, such as writing a large file; the window goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.collecting import without_collecting


class Told(QObject):
    """Tells the window's thread how it ended; lives until it has spoken, whoever listened may be gone by then."""

    done = Signal()
    failed = Signal(object)
    """A TmfCheckError, or the exception of a bug."""
    _waiting: set[Told] = set()  # noqa: RUF012 - all of them share it

    def __init__(self) -> None:
        super().__init__()
        self._waiting.add(self)
        for signal in (self.done, self.failed):
            signal.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def _on_told(self, *_how: object) -> None:
        self._waiting.discard(self)


class _Work(QRunnable):
    def __init__(self, do: Callable[[], None], told: Told) -> None:
        super().__init__()
        self._do = do
        self._told = told

    def run(self) -> None:
        try:
            with without_collecting():
                self._do()
        except TmfCheckError as error:
            self._told.failed.emit(error)
        except Exception as bug:  # noqa: BLE001 - handed to the window's thread, which raises it again
            self._told.failed.emit(bug)
        else:
            self._told.done.emit()


def in_background(do: Callable[[], None], on_done: Callable[[], None], on_failed: Callable[[Exception], None]) -> None:
    """Do this in a thread; the listeners, methods of objects of the window, are called in the window's thread."""
    told = Told()
    told.done.connect(on_done, Qt.ConnectionType.QueuedConnection)
    told.failed.connect(on_failed, Qt.ConnectionType.QueuedConnection)
    QThreadPool.globalInstance().start(_Work(do, told))
