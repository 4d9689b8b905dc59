"""The printed map: 5,000 facilities as PDF, against a bare page with as many circles and points of lines."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.bench.clock import Line, compared, in_turn, median, milliseconds
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.map_content import ColourBy, map_content
from tmfcheck.domain.map_drawing import Area, Circle, MapDrawing, Stroke
from tmfcheck.i18n import Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.reports.map_files import map_pdf
from tmfcheck.reports.map_page import map_page
from tmfcheck.services.maps import CENTRAL_ASIA, shipped_base_map

FACILITIES, RUNS = 5_000, 5


def lines(folder: Path) -> Iterator[Line]:
    """Loading the base map, and the whole way from stored facts to the file."""
    yield Line("reading the base map", f"{median([milliseconds(_read_again) for _ in range(RUNS)]):.0f} ms")
    pack = PackLibrary([shipped_packs_folder()], folder / "cache").load("unece-tmf").pack
    facilities = some_facilities()
    texts, base = Texts("ru"), shipped_base_map()

    def draw() -> MapDrawing:
        content = map_content(pack, facilities, ColourBy.THI, date(2026, 11, 22))
        return map_page(content, base, CENTRAL_ASIA, texts)

    drawing = draw()
    thing, floor = in_turn(lambda: map_pdf(draw()), lambda: _bare_page(drawing), RUNS)
    name = (
        f"map of {FACILITIES:,} facilities as PDF, against a bare page with the same number of circles and line points"
    )
    yield compared(name, thing, floor, "< 10 s")


def _read_again() -> None:
    shipped_base_map.cache_clear()
    shipped_base_map()


def some_facilities() -> list[Facility]:
    """Scattered over Central Asia, the same every time."""
    chance = random.Random(5)
    return [
        Facility(
            str(number),
            f"Facility {number}",
            "KZ",
            {
                "longitude": FactValue(chance.uniform(46, 88)),
                "latitude": FactValue(chance.uniform(35, 55)),
                "volume_m3": FactValue(10 ** chance.uniform(3, 9)),
                "is_transboundary": FactValue(chance.random() < 0.2),
            },
        )
        for number in range(FACILITIES)
    ]


def _bare_page(drawing: MapDrawing) -> bytes:
    """Circles for every facility and straight lines with as many points as the drawing has."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(drawing.width, drawing.height))
    for number in range(FACILITIES):
        canvas.circle(number % 800, number % 500, 3)
    for command in drawing.commands:
        stretches = command.rings if isinstance(command, Area) else command.lines if isinstance(command, Stroke) else ()
        path = canvas.beginPath()
        for stretch in stretches:
            path.moveTo(*stretch[0])
            for point in stretch[1:]:
                path.lineTo(*point)
        canvas.drawPath(path)
    canvas.save()
    assert any(isinstance(command, Circle) for command in drawing.commands)
    return target.getvalue()
