"""The register at 10,000 facilities: taking a list in, ranking it with intervals; and 1,000 of them on paper."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tests.bench import register_window
from tests.bench.clock import Line, compared, in_turn, milliseconds
from tests.bench.paper import bare_table, rows_of
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import register_import
from tmfcheck.services.hazard_paper import ListOnPaper, hazard_list, hazard_list_bytes
from tmfcheck.services.opening import AccessMode, open_desk
from tmfcheck.services.register import RankBy, RegisterEntry, in_order, score_register, standings

ROWS, LISTED = 10_000, 1_000
NOON = datetime(2026, 6, 9, 12, tzinfo=UTC)
_HEADING = ("id", "name", "country", "operator", "lat", "lon", "volume_m3", "capacity_m3", "status", "year_start")
_SYLLABLES = ("kara", "ak", "bala", "sai", "tau", "kol", "bulak", "kum", "tas", "jar", "oba", "su")


def lines(folder: Path) -> Iterator[Line]:
    """An import against reading the bare file, and a ranking against adding up the same number of figures."""
    source = folder / "list.csv"
    _write_list(source)
    library = PackLibrary([shipped_packs_folder()], folder / "cache")
    pack = library.load("unece-tmf").pack
    with open_desk(folder / "register.tmfcheck", mode=AccessMode.CREATE, packs=library, user="bench") as desk:
        made = register_import.guess_list(source)

        def take() -> None:
            register_import.apply_import(desk, register_import.plan_import(desk, source, made, "keep"))

        first, again = milliseconds(take), milliseconds(take)
        name = f"import of {ROWS:,} rows with duplicate search (again, against {ROWS:,} stored: {again / 1000:.1f} s)"
        yield Line(name, f"{first / 1000:.1f} s", f"{milliseconds(lambda: _bare(source)) / 1000:.2f} s", aim="< 10 s")
        register_import.undo_import(desk)
        yield from register_window.lines(desk, folder)
        facilities, today = desk.archive.facilities(), date(2026, 6, 9)
        standing_of = standings(desk, today)
    runs, floor = in_turn(
        lambda: score_register(pack, facilities, standing_of, today),
        lambda: sorted(sum(divmod(number, 7)) for number in range(ROWS)),
        5,
    )
    yield compared(f"ranking {len(facilities):,} facilities with intervals and priority", runs, floor, "< 1,000 ms")
    loaded = library.load("unece-tmf")
    entries = in_order(score_register(pack, facilities[:LISTED], standing_of, today), RankBy.TRI)
    yield _on_paper(entries, ListOnPaper(pack, loaded.fingerprint, LISTED, NOON, "ru"))


def _on_paper(entries: list[RegisterEntry], paper: ListOnPaper) -> Line:
    """The printed list with its map, against a bare table of one line a facility."""
    model = hazard_list(entries, paper)
    rows = rows_of(hazard_list_bytes(model, "ru"))[: len(entries)]
    runs, floor = in_turn(lambda: hazard_list_bytes(model, "ru"), lambda: bare_table(rows), 3)
    name = f"hazard list of {len(entries):,} facilities as PDF, against a bare table of {len(rows)} rows"
    return compared(name, runs, floor, "< 10,000 ms")


def _bare(source: Path) -> list[list[str]]:
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write_list(source: Path) -> None:
    """Names of three syllables, so that many are alike; places in the country; every hundredth row comes twice."""
    names = list(itertools.product(_SYLLABLES, repeat=3))
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADING)
        for number in range(ROWS):
            twin = number - 1 if number % 100 == 99 else number
            syllables = names[twin % len(names)]
            name = f"{''.join(syllables)} {syllables[0]}{syllables[2]} TMF {twin % 7 + 1}"
            place = (47.5 + twin % 97 * 0.024, 53 + twin % 331 * 0.078)
            figures = (1000 + 977 * number, 20_000_000, "operated", 1950 + number % 70)
            writer.writerow((f"R-{number}", name, "KZ", f"Operator {number % 400}", *place, *figures))
