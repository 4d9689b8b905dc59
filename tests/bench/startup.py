"""How soon the window is there and usable, against a bare window with one label, each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.clock import Line, compared, in_turn
from tmfcheck.app import STARTUP_PROBE

RUNS = 9
BARE_WINDOW = """
import os, sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
application = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("one label"))
window.resize(1366, 768)
window.show()
application.exec()
"""
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def lines(folder: Path) -> Iterator[Line]:
    """First painted window, usable home screen, and the memory of both."""
    bare = [sys.executable, "-c", BARE_WINDOW]
    program = [str(Path(sys.executable).with_name("tmfcheck")), "--archive", str(folder / "startup.tmfcheck")]
    for stage, name, aim in (
        ("first_paint", "first painted window, against a bare window with one label", "≤ 1.5"),
        ("home", "usable home screen with the archive open, against the same", "≤ 3"),
    ):
        thing, floor = in_turn(lambda stage=stage: _run(program, stage), lambda: _run(bare, ""), RUNS)
        yield compared(name, thing, floor, aim)
    yield Line(
        "peak memory of the window at its home screen, against the bare window",
        f"{_peak_mb(program, 'home'):.0f} MB",
        f"{_peak_mb(bare, ''):.0f} MB",
    )


def _run(command: list[str], stage: str) -> None:
    subprocess.run(command, env=_environment(stage), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _environment(stage: str) -> dict[str, str]:
    """As on a user's machine: compiled modules are kept (some build machines forbid it), and no screen is needed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", **({STARTUP_PROBE: stage} if stage else {})}


def _peak_mb(command: list[str], stage: str) -> float:
    """Peak resident memory of a process as the system counted it (Linux: kilobytes)."""
    measured = [sys.executable, "-c", PEAK, *command]
    done = subprocess.run(measured, env=_environment(stage), check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024
