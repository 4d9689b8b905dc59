"""The map in the window: 5,000 facilities moved and zoomed about, against a bare widget that shows a ready picture."""

from __future__ import annotations

import csv
import itertools
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.clock import Line, median, milliseconds, percentile_95
from tests.bench.maps import FACILITIES, some_facilities
from tmfcheck.domain.facility_risk import FacilityScorer
from tmfcheck.domain.map_content import ColourBy
from tmfcheck.domain.screen_frame import to_world
from tmfcheck.gui.application import make_application
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.main_window import MainWindow
from tmfcheck.gui.map.ground_paths import Ground, shipped_ground
from tmfcheck.gui.map.map_content_maker import MapWish, ShownMap, shown_map
from tmfcheck.gui.map.map_view import MapView
from tmfcheck.gui.screens.map_screen import MapScreen
from tmfcheck.gui.settings import Settings
from tmfcheck.gui.theme import theme_named
from tmfcheck.i18n import Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import register_import
from tmfcheck.services.desk import Desk
from tmfcheck.services.maps import shipped_base_map
from tmfcheck.services.opening import AccessMode, open_desk

SIZE = (1134, 590)
STRIDES = 24
ZOOMS = (3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 8.0, 9.0)
AIM = "under 20 ms, 95 %: 40 ms"
OPENINGS = 3
IDLE_SECONDS = 0.005


class _Bare(QWidget):
    """As large as the map, showing a picture that is there already."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(*SIZE)
        self._picture = QPixmap(*SIZE)
        self._picture.fill()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - the tool kit's name
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)


def lines(folder: Path) -> Iterator[Line]:
    """Making ready, then each step from the event to the repainted map."""
    make_application()
    pack = PackLibrary([shipped_packs_folder()], folder / "cache").load("unece-tmf").pack
    shipped_base_map()
    ground: list[Ground] = []
    yield Line(
        "paths of the base map, the first detail (in the background)",
        f"{_once(lambda: ground.append(shipped_ground())):.0f} ms",
    )
    ground[0].complete()
    view = MapView(theme_named("light"), Texts("ru"))
    view.resize(*SIZE)
    wish, made = MapWish(ColourBy.THI, date(2026, 11, 28), view.point_px, 4.5), list[ShownMap]()
    facilities = some_facilities()
    scorer = FacilityScorer(pack, wish.day.year)
    taken = _once(lambda: made.append(shown_map(pack, list(map(scorer.score, facilities)), wish)))
    yield Line(f"scoring and gathering {FACILITIES:,} facilities for the map (in the background)", f"{taken:.0f} ms")
    for _ in made[0].levels.prepare(4.5):
        pass
    view.picture.ground, view.picture.levels = ground[0], made[0].levels
    view.show()
    bare = _Bare()
    bare.show()
    QApplication.processEvents()
    floor = [milliseconds(bare.repaint) for _ in range(50)]
    pans, zooms = [*_pans(view)], [*_zooms(view)]
    for name, steps in (
        ("moved by 40 pixels", pans),
        ("zoomed by half a step", zooms),
        ("both together", pans + zooms),
    ):
        value = f"{median(steps):.1f} ms, 95 %: {percentile_95(steps):.1f} ms"
        title = f"map of {FACILITIES:,} facilities in the window, {name}, against showing a ready picture"
        yield Line(title, value, f"{median(floor):.1f} ms", f"{median(steps) / median(floor):.1f}", AIM)
    view.close()
    bare.close()
    yield from _opened(folder, median(floor))


def _opened(folder: Path, floor: float) -> Iterator[Line]:
    """The whole page of the program on an archive of as many: from the click until nothing more comes."""
    library, source = PackLibrary([shipped_packs_folder()], folder / "cache"), folder / "map.csv"
    heading = ("name", "country", "lat", "lon", "volume_m3")
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for each in some_facilities():
            writer.writerow((each.name, "KZ", *(each.fact(name) for name in ("latitude", "longitude", "volume_m3"))))
    with open_desk(folder / "map.tmfcheck", mode=AccessMode.CREATE, packs=library, user="bench") as desk:
        made = register_import.guess_list(source)
        register_import.apply_import(desk, register_import.plan_import(desk, source, made, "keep"))
        times = [_open(desk, folder) for _ in range(OPENINGS)]
    painted, ready, turns = zip(*times, strict=True)
    name = f"map page of {FACILITIES:,} facilities opened to its painted ground (first time: {painted[0]:.0f} ms)"
    yield Line(name, f"{median([*painted]):.0f} ms", f"{floor:.1f} ms", f"{median([*painted]) / floor:.0f}")
    slow = f"longest turn: {max(turns):.0f} ms, the first time {turns[0]:.0f} ms"
    yield Line(f"the same until every facility is painted ({slow})", f"{median([*ready]):.0f} ms")


def _open(desk: Desk, folder: Path) -> tuple[float, float, float]:
    """Milliseconds from the click to the first painted page, to the last facility, and of the longest turn."""
    context = GuiContext(Settings(folder / "map.ini"))
    context.sit_down(desk)
    window = MainWindow(context)
    window.resize(1366, 768)
    window.show()
    window.show_screen("settings")
    _repaint()
    started = time.perf_counter()
    turns = [milliseconds(lambda: (window.show_screen("map"), _repaint()))]
    painted = 1000 * (time.perf_counter() - started)
    page = window.current_screen()
    if not isinstance(page, MapScreen):
        raise TypeError("the map is not shown")
    while page.shown is None or page.is_busy:
        # An idle window sleeps, and the threads that read have the processor.
        time.sleep(IDLE_SECONDS)
        turns.append(milliseconds(_repaint))
    turns.append(milliseconds(lambda: (page.view.repaint(), _repaint())))
    ready = 1000 * (time.perf_counter() - started)
    window.close()
    return painted, ready, max(turns)


def _repaint() -> None:
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def _once(action: object) -> float:
    return milliseconds(action)  # type: ignore[arg-type]


def _pans(view: MapView) -> Iterator[float]:
    """Strides in a square at every zoom; what was widened at rest serves them, as under a real hand."""
    ways = ((40, 0), (0, 40), (-40, 0), (0, -40))
    for zoom in ZOOMS:
        view.show_frame(view.frame.zoomed(zoom, (SIZE[0] / 2, SIZE[1] / 2)).centred((68.0, 46.0)))
        _rest(view)
        for number in range(STRIDES):
            right, down = ways[number * len(ways) // STRIDES]
            yield milliseconds(lambda r=right, d=down: _step(view, r, d))  # type: ignore[misc]


def _step(view: MapView, right: int, down: int) -> None:
    view.show_frame(view.frame.moved(right, down))
    view.repaint()


def _zooms(view: MapView) -> Iterator[float]:
    """In and out again around a pixel, each zoom painted for the first time on the way in."""
    x, y = to_world((71.0, 44.0))
    view.show_frame(view.frame.zoomed(3.0, (0, 0)))
    spot = view.frame.from_world((x, y))
    for steps in itertools.chain([0.5] * 14, [-0.5] * 14, [0.5] * 14, [-0.5] * 14):
        yield milliseconds(lambda s=steps: _zoom(view, s, spot))  # type: ignore[misc]


def _zoom(view: MapView, steps: float, spot: tuple[float, float]) -> None:
    view.zoom_by(steps, spot)
    view.repaint()


def _rest(view: MapView) -> None:
    """What the hand's rest does: widen the picture."""
    view.widen()
    view.repaint()
