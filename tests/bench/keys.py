"""From a key to the repainted assessment screen, with 300 questions and the durable store in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.clock import Line, median, percentile_95

QUESTIONS = 300
RUNS = 120


def lines(folder: Path) -> Iterator[Line]:
    """One line for answering, which stores, and one for moving on, which does not."""
    answering, moving = measure(folder)
    yield _line("answer key to repainted screen, stored durably", answering)
    yield _line("arrow key to repainted screen", moving)


def _line(name: str, times: list[float]) -> Line:
    value = f"{median(times):.1f} ms, 95 %: {percentile_95(times):.1f} ms"
    return Line(name, value, aim="under 16 ms, 95 %: 50 ms")


def measure(folder: Path) -> tuple[list[float], list[float]]:
    """Milliseconds of answering and of moving on, question by question."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from tests.gui.sample import make_sample
    from tmfcheck.gui.application import make_application
    from tmfcheck.gui.main_window import MainWindow
    from tmfcheck.gui.screens.assessment_screen import AssessmentScreen

    make_application()
    sample = make_sample(folder / "keys", QUESTIONS)
    sample.context.settings.moves_on_after_answer = False
    sample.open()
    window = MainWindow(sample.context)
    window.resize(1366, 768)
    window.show()
    window.show_screen("assessment")
    window.activateWindow()
    QApplication.processEvents()
    screen = window.current_screen()
    if not isinstance(screen, AssessmentScreen):
        raise RuntimeError("the assessment screen does not show")
    keys = (Qt.Key.Key_1, Qt.Key.Key_Down) * (RUNS + 1)
    times = [_strike(screen, key) for key in keys][2:]
    window.close()
    sample.desk.archive.close()
    return times[0::2], times[1::2]


def _strike(screen: object, key: object) -> float:
    """One key, until everything it changed is painted."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    started = time.perf_counter()
    QTest.keyClick(screen.column, key)  # type: ignore[attr-defined, call-overload]
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - started)
