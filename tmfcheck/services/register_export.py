"""The register as a file for spreadsheets and maps: every fact, index and question, one row a facility; its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from tmfcheck.domain.facility import FACT_DEFINITIONS, FactKind
from tmfcheck.domain.likeness import point
from tmfcheck.domain.register_table import CellValue, ColumnKind, RegisterTable, TableColumn, TableRow
from tmfcheck.errors import InputError
from tmfcheck.services.hazard_paper import ListOnPaper, hazard_list, hazard_list_bytes
from tmfcheck.services.output_files import write_file
from tmfcheck.services.register import RegisterEntry, Steps, finished
from tmfcheck.services.register_parts import part_tables

_KIND_OF = {
    FactKind.NUMBER: ColumnKind.NUMBER,
    FactKind.WHOLE: ColumnKind.WHOLE,
    FactKind.YES_NO: ColumnKind.YES_NO,
}
_TEXT, _NUMBER, _WHOLE, _YES_NO = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.WHOLE, ColumnKind.YES_NO
_INDICES = ("thi_basic", "thi", "thi_low", "thi_high", "tei", "tri", "tri_low", "tri_high", "travel_time_hours")

_DERIVED: tuple[tuple[str, ColumnKind, Callable[[RegisterEntry], CellValue]], ...] = (
    ("rank", _WHOLE, lambda entry: entry.rank.rank if entry.rank else None),
    ("rank_low", _WHOLE, lambda entry: entry.rank.low if entry.rank else None),
    ("rank_high", _WHOLE, lambda entry: entry.rank.high if entry.rank else None),
    ("gistm_class", _TEXT, lambda entry: entry.scored.indices.gistm_class),
    ("assumed", _TEXT, lambda entry: ", ".join(entry.scored.indices.assumed)),
    ("transboundary_possible", _YES_NO, lambda entry: entry.scored.flags.possible),
    ("transboundary_highlighted", _YES_NO, lambda entry: entry.scored.flags.highlighted),
    ("radiological", _YES_NO, lambda entry: entry.scored.flags.radiological),
    ("next_place", _WHOLE, lambda entry: entry.priority.place),
    ("next_priority", _NUMBER, lambda entry: round(entry.priority.value, 6)),
    ("open_danger", _YES_NO, lambda entry: entry.priority.has_danger),
    ("questions", _TEXT, lambda entry: ", ".join(doubt.code for doubt in entry.doubts)),
    ("notes", _TEXT, lambda entry: entry.facility.notes),
)


ENDINGS = (".pdf", ".xlsx", ".csv", ".geojson", ".gpkg", ".kml")
"""What a register can be written as; the first is for paper, the others for spreadsheets and maps."""


def write_register(entries: Iterable[RegisterEntry], out: Path, paper: ListOnPaper | None = None) -> None:
    """Write the entries in their order; the file's ending decides the format, a PDF needs ``paper``.

    Raises InputError EXPORT_KIND_UNKNOWN, LANGUAGE_UNKNOWN or FILE_NOT_WRITTEN.
    """
    write_file(out, finished(export_steps(entries, out, paper))())


def export_steps(
    entries: Iterable[RegisterEntry], out: Path, paper: ListOnPaper | None = None
) -> Steps[Callable[[], bytes]]:
    """As ``write_register`` in parts for a window: gather in small steps, then what they return makes the bytes.

    That second part works on plain data alone, so a worker may do it. Raises as ``write_register``, each its part.
    """
    ending, writers = out.suffix.lower(), _writers()
    if ending == ".pdf" and paper is not None:
        model = hazard_list(entries, paper)
        yield
        return lambda: hazard_list_bytes(model, paper.language, paper.second_language)
    write = writers.get(ending)
    if write is None:
        known = [each for each in ENDINGS if each in writers or paper is not None]
        raise InputError("EXPORT_KIND_UNKNOWN", path=out, endings=", ".join(known))
    rows, facilities = [], []
    for entry in entries:
        rows.append(_row(entry))
        facilities.append(entry.facility)
        yield
    return lambda: write(RegisterTable(_columns(), tuple(rows), part_tables(facilities)))


def _columns() -> tuple[TableColumn, ...]:
    return (
        *(TableColumn(name, _TEXT) for name in ("id", "name", "country")),
        *(TableColumn(name, _KIND_OF.get(each.kind, _TEXT)) for name, each in FACT_DEFINITIONS.items()),
        *(TableColumn(name, _NUMBER) for name in _INDICES),
        *(TableColumn(name, kind) for name, kind, _ in _DERIVED),
    )


def _row(entry: RegisterEntry) -> TableRow:
    facility, scored = entry.facility, entry.scored.indices
    values: list[CellValue] = [facility.id, facility.name, facility.country]
    values += [_plain(facility.fact(name), each.kind) for name, each in FACT_DEFINITIONS.items()]
    values += [_rounded(getattr(scored, name)) for name in _INDICES]
    values += [value(entry) for _, _, value in _DERIVED]
    return TableRow(tuple(values), point(facility))


def _plain(value: Any, kind: FactKind) -> CellValue:
    if isinstance(value, tuple):
        return ", ".join(value)
    plain: CellValue = float(value) if kind is FactKind.NUMBER and value is not None else value
    return plain


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _writers() -> Mapping[str, Callable[[RegisterTable], bytes]]:
    from tmfcheck.reports import geopackage, register_maps, register_sheets

    return {
        ".csv": register_sheets.csv_bytes,
        ".xlsx": register_sheets.xlsx_bytes,
        ".geojson": register_maps.geojson_bytes,
        ".kml": register_maps.kml_bytes,
        ".gpkg": geopackage.geopackage_bytes,
    }
