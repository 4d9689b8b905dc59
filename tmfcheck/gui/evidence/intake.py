"""Takes files in: prepared in a thread, stored in short steps between events, one by one, with a way to stop."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from tmfcheck.errors import ArchiveError, TmfCheckError
from tmfcheck.gui.evidence.preparer import Incoming, Preparer
from tmfcheck.gui.leaving import leave

if TYPE_CHECKING:
    from tmfcheck.services.evidence import PreparedFile

_AHEAD = 2
"""So many files may be prepared and wait; each holds its bytes in memory."""

Steps = Generator[None, None, bool]
"""Short transactions that store one file; their value is False where the assessment has it already."""
Begin = Callable[[Incoming, "PreparedFile"], Steps]
"""Begins to store a file; the steps raise TmfCheckError."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken in, and why."""

    name: str
    error: TmfCheckError


class Intake(QObject):
    """A queue of files; ``begin`` gives the steps of storing one."""

    progressed = Signal(int, int)
    """Files dealt with, files in all."""
    finished = Signal()
    """Nothing waits any more; ``added``, ``known`` and ``refusals`` tell what became of the files."""
    failed = Signal(object)
    """The archive cannot be written: an ArchiveError. What waited is given up."""

    _asked = Signal(int, object)

    def __init__(self, begin: Begin, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin = begin
        self._queue: deque[Incoming] = deque()
        self._preparing: Incoming | None = None
        self._ready: deque[tuple[Incoming, PreparedFile]] = deque()
        self._steps: Steps | None = None
        self._storing: tuple[Incoming, PreparedFile] | None = None
        self._number = 0
        self._thread: QThread | None = None
        self._worker: Preparer | None = None
        self._between = QTimer(self, singleShot=True, interval=0)
        self._between.timeout.connect(self._step)
        self._forget()

    def _forget(self) -> None:
        self.total = self.added = self.known = 0
        self.was_stopped = False
        self.refusals: tuple[Refusal, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Whether files are still on their way."""
        return bool(self._queue or self._preparing or self._ready or self._steps)

    @property
    def done(self) -> int:
        """Files that were dealt with, one way or another."""
        return self.added + self.known + len(self.refusals)

    def add(self, incoming: Sequence[Incoming]) -> None:
        """Take these in after those that wait already."""
        if not incoming:
            return
        if not self.is_busy:
            self._forget()
        self.total += len(incoming)
        self._queue.extend(incoming)
        self.progressed.emit(self.done, self.total)
        self._prepare_next()

    def cancel(self) -> None:
        """Give up everything that is not stored yet."""
        if not self.is_busy:
            return
        self._number += 1
        self._queue.clear()
        self._ready.clear()
        self._preparing = None
        if self._steps is not None:
            # Closing takes back the parts that were stored of it.
            self._steps.close()
            self._steps = None
        self._storing = None
        self._between.stop()
        self.was_stopped = True
        self.finished.emit()

    def hand_over(self, begin: Begin, parent: QObject) -> None:
        """Go on under who holds the assessment from now on; what is half stored is stored anew, as it was prepared."""
        if self._steps is not None and self._storing is not None:
            self._steps.close()
            self._steps = None
            self._ready.appendleft(self._storing)
            self._storing = None
            self._between.start()
        self._begin = begin
        self.setParent(parent)

    def stop(self) -> None:
        """Give up what is not stored yet and let the thread end by itself; called when the assessment is left."""
        self.blockSignals(True)
        self.cancel()
        self.blockSignals(False)
        if self._thread is not None and self._worker is not None:
            self._asked.disconnect(self._worker.prepare)
            leave(self._thread, self._worker)
            self._thread.quit()
            self._thread = self._worker = None

    # ------------------------------------------------------------ preparing

    def _prepare_next(self) -> None:
        if self._preparing is not None or not self._queue or len(self._ready) >= _AHEAD:
            return
        self._start_thread()
        self._preparing = self._queue.popleft()
        self._number += 1
        self._asked.emit(self._number, self._preparing)

    def _start_thread(self) -> None:
        if self._thread is not None:
            return
        self._thread = QThread()
        self._worker = Preparer()
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.prepare)
        self._worker.prepared.connect(self._on_prepared)
        self._worker.refused.connect(self._on_refused)
        self._thread.start(QThread.Priority.LowPriority)

    def _on_prepared(self, number: int, prepared: PreparedFile) -> None:
        if number != self._number or self._preparing is None:
            return
        self._ready.append((self._preparing, prepared))
        self._preparing = None
        self._prepare_next()
        self._between.start()

    def _on_refused(self, number: int, error: Exception) -> None:
        if not isinstance(error, TmfCheckError):
            if number == self._number:
                self.cancel()
            raise error
        if number == self._number and self._preparing is not None:
            name, self._preparing = self._preparing.name, None
            self._refuse(name, error)

    # ------------------------------------------------------------ storing

    def _step(self) -> None:
        """One short transaction, then back to the event loop."""
        try:
            if self._steps is None and self._ready:
                self._storing = self._ready.popleft()
                self._steps = self._begin(*self._storing)
            if self._steps is not None:
                next(self._steps)
                self._between.start()
        except StopIteration as end:
            self._steps = None
            if end.value:
                self.added += 1
            else:
                self.known += 1
            self._go_on()
        except ArchiveError as error:
            self._steps = None
            self.cancel()
            self.failed.emit(error)
        except TmfCheckError as error:
            self._steps = None
            self._refuse(self._storing[0].name if self._storing else "", error)
        except Exception:
            # A bug: nothing may go on waiting for it, or the window could never be closed.
            self._steps = None
            self.cancel()
            raise

    def _refuse(self, name: str, error: TmfCheckError) -> None:
        self.refusals = (*self.refusals, Refusal(name, error))
        self._go_on()

    def _go_on(self) -> None:
        if self._steps is None:
            self._storing = None
        self.progressed.emit(self.done, self.total)
        self._prepare_next()
        if self._ready:
            self._between.start()
        if not self.is_busy:
            self.finished.emit()
