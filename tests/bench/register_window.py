"""The register in the real window at 10,000 facilities: from a click to the painted table, ranks, filters, letters."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.clock import Line, median, milliseconds, percentile_95
from tmfcheck.services.output_files import write_file

if TYPE_CHECKING:
    from tmfcheck.gui.main_window import MainWindow
    from tmfcheck.gui.screens.register_screen import RegisterScreen
    from tmfcheck.services.desk import Desk

RUNS = 5
TYPED = "kara tmf 3"
AIM = "under 50 ms"
_IDLE_SECONDS = 0.005


def lines(desk: Desk, folder: Path) -> Iterator[Line]:
    """Every figure of the window on the facilities of this desk."""
    window, times = _open(desk, folder)
    opened = [times]
    for _ in range(RUNS - 1):
        # A window that stays open goes on looking for questions, and the next one would be measured beside it.
        window.close()
        window, times = _open(desk, folder)
        opened.append(times)
    painted, ranked, turns = zip(*opened, strict=True)
    screen = _register(window)
    count = f"{screen.presenter.count:,} facilities"
    floor = median([_bare_table(screen) for _ in range(RUNS)])
    name = f"register of {count} opened to its painted table (first time: {painted[0]:.0f} ms)"
    value = median(list(painted))
    yield Line(name, f"{value:.0f} ms", f"{floor:.0f} ms", f"{value / floor:.2f}", "< 500 ms")
    slowest = max(turns)
    yield Line(f"the same until every rank stands (longest turn: {slowest:.0f} ms)", f"{median(list(ranked)):.0f} ms")
    yield Line(f"a filter of {count} chosen and repainted", _summary(_filters(screen)), aim=AIM)
    yield Line(f"a letter typed to {count} searched and repainted", _summary(_letters(screen)), aim=AIM)
    yield Line(f"{count} sorted by another column and repainted", _summary(_sorts(screen)), aim=AIM)
    yield from _exports(screen, folder)
    window.close()


def _summary(times: Sequence[float]) -> str:
    return f"{median(list(times)):.1f} ms, 95 %: {percentile_95(list(times)):.1f} ms"


def _repaint() -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _register(window: MainWindow) -> RegisterScreen:
    from tmfcheck.gui.screens.register_screen import RegisterScreen

    screen = window.current_screen()
    if not isinstance(screen, RegisterScreen):
        raise TypeError("the register is not shown")
    return screen


def _open(desk: Desk, folder: Path) -> tuple[MainWindow, tuple[float, float, float]]:
    """A new window; milliseconds to the painted table, to the last rank, and of the longest turn meanwhile."""
    from tmfcheck.gui.application import make_application
    from tmfcheck.gui.context import GuiContext
    from tmfcheck.gui.main_window import MainWindow
    from tmfcheck.gui.settings import Settings

    make_application()
    desk.register_books.clear()
    context = GuiContext(Settings(folder / "register.ini"))
    context.sit_down(desk)
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.show_screen("settings")
    _repaint()
    started = time.perf_counter()
    window.show_screen("register")
    _repaint()
    painted = 1000 * (time.perf_counter() - started)
    screen, turns = _register(window), []
    while not screen.presenter.is_ranked:
        turns.append(milliseconds(_repaint))
    ranked = 1000 * (time.perf_counter() - started)
    return window, (painted, ranked, max(turns))


def _bare_table(screen: RegisterScreen) -> float:
    """The floor: a table of the same names, and nothing else."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QTableView

    names = [row.name for row in screen.presenter.shown]
    started = time.perf_counter()
    table = QTableView()
    model = QStringListModel(names, table)
    table.setModel(model)
    table.resize(1366, 768)
    table.show()
    _repaint()
    elapsed = 1000 * (time.perf_counter() - started)
    table.close()
    return elapsed


def _each(actions: Sequence[Callable[[], object]]) -> list[float]:
    def act(action: Callable[[], object]) -> None:
        action()
        _repaint()

    return [milliseconds(lambda action=action: act(action)) for action in actions]  # type: ignore[misc]


def _filters(screen: RegisterScreen) -> list[float]:
    clicks = [chip.click for chip in screen.bar.filters.chips for _ in range(2)]
    return _each(clicks * 3)


def _letters(screen: RegisterScreen) -> list[float]:
    from tests.gui.window import type_words

    field = screen.bar.search_field
    times = []
    for _ in range(3):
        times += _each([lambda letter=letter: type_words(field, letter) for letter in TYPED])  # type: ignore[misc]
        field.clear()
        _repaint()
    return times


def _sorts(screen: RegisterScreen) -> list[float]:
    from tmfcheck.services.register_view import Column

    columns = (Column.NAME, Column.TRI, Column.COUNTRY, Column.OPERATOR, Column.LAST_VISIT, Column.RANK)
    return _each([lambda column=column: screen.presenter.sort_by(column) for column in columns])  # type: ignore[misc]


def _exports(screen: RegisterScreen, folder: Path) -> Iterator[Line]:
    """From the choice of a file to the file, and the longest the window stands still meanwhile.

    The floor: writing the same bytes.
    """
    rows = screen.presenter.shown
    for ending in (".csv", ".xlsx", ".gpkg", ".geojson", ".kml"):
        out, turns = folder / f"register{ending}", []
        started = time.perf_counter()
        screen.exports.write(rows, out)
        while screen.exports.is_writing:
            # An idle window sleeps, and the thread that writes has the processor.
            time.sleep(_IDLE_SECONDS)
            turns.append(milliseconds(_repaint))
        elapsed = 1000 * (time.perf_counter() - started)
        content = out.read_bytes()
        floor = milliseconds(lambda content=content: write_file(folder / "bare", content))  # type: ignore[misc]
        name = f"{len(rows):,} facilities written as {ending.removeprefix('.')} (longest turn: {max(turns):.0f} ms)"
        yield Line(name, f"{elapsed:.0f} ms", f"{floor:.0f} ms", f"{elapsed / floor:.1f}")
