"""Work of the map that would hold up the window: done in threads on plain data, its result fetched by a timer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 15
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="map")
T = TypeVar("T")


class Errand(QObject):
    """One piece of work under way; goes with its parent, and then its result is nobody's."""

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        on_bug: Callable[[], None] | None = None,
    ) -> None:
        """``then`` gets the result; where a bug comes of it instead, ``on_bug`` is called before it is raised here."""
        super().__init__(parent)
        self._on_bug = on_bug
        self._then: Callable[[Any], None] = then
        self._future: Future[Any] = _POOL.submit(work)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_EVERY_MS)

    def give_up(self) -> None:
        """Nobody wants the result any more; work not yet begun is not begun."""
        self._timer.stop()
        self._future.cancel()
        self.deleteLater()

    def _look(self) -> None:
        if not self._future.done():
            return
        self._timer.stop()
        self.deleteLater()
        bug = self._future.exception()
        if bug is None:
            self._then(self._future.result())
            return
        if self._on_bug is not None:
            self._on_bug()
        raise bug
