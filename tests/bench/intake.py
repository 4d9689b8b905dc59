"""A hundred photos of 12 megapixels attached while the window is open: how long it ever stands still."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.bench.clock import Line, median
from tests.bench.pictures import write_photos

PHOTOS = 100
TICK_MS = 1


def lines(folder: Path) -> Iterator[Line]:
    """One line for the longest time without an answer to an event, one for the whole."""
    gaps, seconds = measure(folder)
    value = f"{max(gaps):.0f} ms, median {median(gaps):.1f} ms"
    yield Line(f"longest standstill of the window while {PHOTOS} photos of 12 MP are attached", value, aim="< 50 ms")
    yield Line(f"attaching these {PHOTOS} photos, with copies for screen and paper", f"{seconds:.0f} s")


def measure(folder: Path) -> tuple[list[float], float]:
    """Milliseconds between ticks of the event loop, and seconds in all."""
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
    ticks: list[float] = []
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
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
    return [1000 * (after - before) for before, after in pairwise(ticks)], seconds
