"""Does long work on plain data away from the window, one errand at a time, with progress and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.collecting import without_collecting
from tmfcheck.gui.leaving import leave

Heard = Callable[[int, int], None]


class CancelledError(Exception):
    """The user asked to stop."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A piece of work; it is handed who is to hear of its progress, which raises where it was given up."""

    number: int
    work: Callable[[Heard], object]


class Worker(QObject):
    """Lives in a thread of its own; its slots are called through queued signals, its answers are signals."""

    progressed = Signal(int, int, int)
    """Errand number, steps done, steps in all."""
    done = Signal(int, object)
    """Errand number and what came of it."""
    failed = Signal(int, object)
    """Errand number, and a TmfCheckError or the exception of a bug."""

    def __init__(self) -> None:
        super().__init__()
        # A plain number: written by the window's thread, read by this one.
        self._cancelled_up_to = 0

    def cancel(self, number: int) -> None:
        """Give up this errand and every earlier one; may be called from the window's thread."""
        self._cancelled_up_to = number

    @Slot(object)
    def run(self, errand: Errand) -> None:
        """Do the work and tell what came of it; one that was given up says nothing."""

        def heard(done: int, steps: int) -> None:
            if errand.number <= self._cancelled_up_to:
                raise CancelledError
            self.progressed.emit(errand.number, done, steps)

        try:
            heard(0, 0)
            with without_collecting():
                result = errand.work(heard)
            self.done.emit(errand.number, result)
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001 - handed to the window's thread, which raises a bug again
            self.failed.emit(errand.number, error)


class Clerk(QObject):
    """Keeps one worker in one thread; only what comes of the newest errand is passed on."""

    progressed = Signal(int, int)
    failed = Signal(object)
    """A TmfCheckError; a bug of the worker is raised here instead."""
    idle = Signal()
    """The newest errand is over, one way or another."""

    _asked = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._then: Callable[[Any], None] | None = None
        self._thread = QThread()
        self._worker = Worker()
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.run)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.done.connect(self._on_done)
        self._worker.failed.connect(self._on_failed)

    @property
    def is_busy(self) -> bool:
        """Whether an errand is under way."""
        return self._then is not None

    def send(self, work: Callable[[Heard], object], then: Callable[[Any], None]) -> None:
        """Have work done; ``then`` gets what came of it, here. Whatever is under way is given up."""
        if not self._thread.isRunning():
            self._thread.start()
        self._worker.cancel(self._number)
        self._number += 1
        self._then = then
        self._asked.emit(Errand(self._number, work))

    def cancel(self) -> None:
        """Give up what is under way."""
        self._worker.cancel(self._number)
        self._number += 1
        if self._then is not None:
            self._then = None
            self.idle.emit()

    def stop(self) -> None:
        """Let the thread end by itself; called when the screen goes."""
        self.cancel()
        leave(self._thread, self._worker)
        self._thread.quit()

    def _on_progressed(self, number: int, done: int, steps: int) -> None:
        if number == self._number and self._then is not None:
            self.progressed.emit(done, steps)

    def _on_done(self, number: int, result: object) -> None:
        then = self._then
        if number != self._number or then is None:
            return
        self._then = None
        then(result)
        if not self.is_busy:
            self.idle.emit()

    def _on_failed(self, number: int, error: Exception) -> None:
        if not isinstance(error, TmfCheckError):
            raise error
        if number == self._number and self._then is not None:
            self._then = None
            self.idle.emit()
            self.failed.emit(error)
