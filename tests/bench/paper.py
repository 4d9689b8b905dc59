"""The printed report: pages per second against a bare table of as many rows, and its peak memory."""

from __future__ import annotations

import io
import itertools
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table

from tests.bench.clock import Line, in_turn, median
from tmfcheck.domain.answers import Answer
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import answering, assessing, facilities, reporting
from tmfcheck.services.opening import AccessMode, open_desk

RUNS = 5


def lines(folder: Path) -> Iterator[Line]:
    """The report of the largest group of the shipped pack, every question answered."""
    library = PackLibrary([shipped_packs_folder()], folder / "cache")
    desk = open_desk(folder / "paper.tmfcheck", mode=AccessMode.CREATE, packs=library, user="bench")
    try:
        facility = facilities.add_facility(desk, {"name": "Bench", "country": "KZ"}, by="bench").facility
        pack = library.load("unece-tmf").pack
        group = max((each.id for each in pack.groups), key=lambda name: len(pack.questions_of(name)))
        started = assessing.start_assessment(desk, facility.id, "unece-tmf", group, by="bench")
        state = assessing.load_state(desk, started.id)
        values = itertools.cycle(("yes", "mostly_yes", "mostly_no", "no", "unknown"))
        comment = "Seen from the crest, along the whole length, in dry weather."
        answers = {question.id: Answer(next(values), "measured", comment=comment) for question in state.questions}
        model = reporting.report_model(desk, answering.answer_many(desk, state, answers))
    finally:
        desk.archive.close()
    report = reporting.report_bytes(model, "en")
    rows = rows_of(report)
    floor_pages = _pages(bare_table(rows))
    pages = _pages(report)
    thing, floor = in_turn(lambda: reporting.report_bytes(model, "en"), lambda: bare_table(rows), RUNS)
    speeds = [1000 * pages / each for each in thing]
    floors = [1000 * floor_pages / each for each in floor]
    ratio = median([a / b for a, b in zip(speeds, floors, strict=True)])
    name = f"report pages per second (group {group}, {pages} pages), against a bare table of {len(rows)} rows"
    yield Line(name, f"{median(speeds):.0f} pages/s", f"{median(floors):.0f} pages/s", f"{ratio:.2f}", "≥ 0.5")
    tracemalloc.start()
    reporting.report_bytes(model, "en")
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    yield Line("peak memory taken by making that report", f"{peak:.0f} MB")


def rows_of(report: bytes) -> list[list[str]]:
    """As many rows as the report has lines of text, each cut into four cells."""
    import pypdf

    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(report)).pages)
    return [[line[start : start + 30] for start in range(0, 120, 30)] for line in text.splitlines() if line.strip()]


def bare_table(rows: list[list[str]]) -> bytes:
    """The same lines of text as the plainest table."""
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build([Table(rows, repeatRows=1)])
    return out.getvalue()


def _pages(pdf: bytes) -> int:
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
