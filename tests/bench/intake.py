"""A hundred photos of 12 megapixels attached while the window is open: how long it ever stands still."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.bench.clock import Line, milliseconds
from tests.bench.pictures import write_photos
from tmfcheck.storage.contents import PART_BYTES

PHOTOS = 100
PARTS_IN_ALL = 500
TICK_MS = 1


def lines(folder: Path) -> Iterator[Line]:
    """The longest time without an answer to an event, against the longest bare commit of a part; and the whole."""
    gaps, seconds = measure(folder)
    floor = max(bare_commits(folder))
    longest, work = max(gap.wall for gap in gaps), max(gap.work for gap in gaps)
    value = f"{longest:.0f} ms, of its own work at most {work:.0f} ms"
    name = f"longest standstill of the window while {PHOTOS} photos of 12 MP are attached, against a commit of 1 MB"
    yield Line(name, value, f"{floor:.0f} ms", f"{longest / floor:.1f}", aim="< 50 ms")
    yield Line(f"attaching these {PHOTOS} photos, with copies for screen and paper", f"{seconds:.0f} s")


@dataclass(frozen=True, slots=True)
class Gap:
    """Milliseconds between two ticks of the event loop, and how many of them its thread worked."""

    wall: float
    work: float


def bare_commits(folder: Path) -> list[float]:
    """Milliseconds of durable commits of one part each, as many as the photos had, while nobody else here works."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("CREATE TABLE part (bytes BLOB)")
    part = os.urandom(PART_BYTES)

    def store() -> None:
        connection.execute("INSERT INTO part VALUES (?)", (part,))

    times = [milliseconds(store) for _ in range(PARTS_IN_ALL)]
    connection.close()
    return times


def measure(folder: Path) -> tuple[list[Gap], float]:
    """The gaps between ticks of the event loop, and seconds in all."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from tests.gui.sample import make_sample
    from tmfcheck.gui.application import make_application
    from tmfcheck.gui.main_window import MainWindow

    make_application()
    sample = make_sample(folder / "intake")
    sample.open()
    presenter = sample.context.presenter
    if presenter is None:
        raise RuntimeError("no assessment is open")
    window = MainWindow(sample.context)
    window.resize(1366, 768)
    window.show()
    window.show_screen("evidence")
    QApplication.processEvents()
    ticks: list[tuple[float, float]] = []
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
    timer.timeout.connect(lambda: ticks.append((time.perf_counter(), time.thread_time())))
    paths = write_photos(folder / "intake-photos", PHOTOS)
    # A camera's card is written already; half a gigabyte on its way to the disk would slow every commit.
    getattr(os, "sync", lambda: None)()
    intake = presenter.evidence.intake
    intake.finished.connect(QApplication.quit)
    QTimer.singleShot(0, lambda: presenter.evidence.add_files(paths))
    timer.start()
    started = time.perf_counter()
    QApplication.exec()
    seconds = time.perf_counter() - started
    timer.stop()
    if intake.added != PHOTOS:
        raise RuntimeError(f"{intake.added} photos were attached")
    window.close()
    sample.desk.archive.close()
    gaps = [Gap(1000 * (now[0] - before[0]), 1000 * (now[1] - before[1])) for before, now in pairwise(ticks)]
    return gaps, seconds
