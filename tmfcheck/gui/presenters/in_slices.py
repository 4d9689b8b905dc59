"""Long work on the window's own thread, cut into slices so short that keys and paint never wait for it."""

from __future__ import annotations

import gc
import time
from collections.abc import Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from tmfcheck.errors import TmfCheckError

SLICE_SECONDS, QUIET_SLICE_SECONDS = 0.012, 0.005


class InSlices(QObject):
    """Runs one generator at a time; what it returns comes with ``finished``, a TmfCheckError with ``failed``.

    ``pause_ms`` lies between two slices of work that nobody waits for.

    A second thread would serve less: two threads of Python share one lock, and every cell a table paints would wait
    for it. While slices run, the search for reference cycles is off: it would stop everything for longer than a slice
    to look through objects that all stay.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject, *, keeps_much: bool = False, pause_ms: int = 0) -> None:
        super().__init__(parent)
        self._steps: Generator[Any, None, Any] | None = None
        self._keeps_much = keeps_much
        self._slice = QUIET_SLICE_SECONDS if pause_ms else SLICE_SECONDS
        self._timer = QTimer(self, interval=pause_ms)
        self._timer.timeout.connect(self._work)

    @property
    def is_running(self) -> bool:
        return self._steps is not None

    def start(self, steps: Generator[Any, None, Any]) -> None:
        """Begin this work in place of the present one."""
        self.stop()
        self._steps = steps
        if self._keeps_much:
            gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the work up."""
        if self._steps is None:
            return
        self._steps.close()
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._steps = None
        if self._keeps_much:
            # What was made stays; looking through it again and again would only stop the window.
            gc.freeze()
            gc.enable()

    def _work(self) -> None:
        if self._steps is None:
            return
        until = time.perf_counter() + self._slice
        try:
            while time.perf_counter() < until:
                next(self._steps)
        except StopIteration as end:
            self._end()
            self.finished.emit(end.value)
        except TmfCheckError as error:
            self._end()
            self.failed.emit(error)
