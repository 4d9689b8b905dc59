"""What the register's facilities have several of, dams and papers, as tables of their own beside the register."""

from __future__ import annotations

from collections.abc import Iterable

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.domain.register_table import CellValue, ColumnKind, PartTable, TableColumn

_TEXT, _NUMBER, _WHOLE, _DAY = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.WHOLE, ColumnKind.DAY
_OF_FACILITY = (TableColumn("facility_id", _TEXT), TableColumn("facility", _TEXT))
_DAM_FIELDS = {
    "name": _TEXT,
    "raise_method": _TEXT,
    "height_m": _NUMBER,
    "length_m": _NUMBER,
    "crest_width_m": _NUMBER,
    "slope": _NUMBER,
    "start_year": _WHOLE,
    "factor_of_safety": _NUMBER,
    "safety_method": _TEXT,
    "load_case": _TEXT,
    "safety_height_m": _NUMBER,
    "safety_year": _WHOLE,
    "quality": _TEXT,
    "as_of": _DAY,
}
_PAPER_FIELDS = {
    "kind": _TEXT,
    "title": _TEXT,
    "number": _TEXT,
    "issuer": _TEXT,
    "issued_on": _DAY,
    "valid_to": _DAY,
}


def part_tables(facilities: Iterable[Facility]) -> tuple[PartTable, ...]:
    """The tables ``dams`` and ``papers``: a line each in the order of the facilities, with their id and name."""
    dams: list[tuple[CellValue, ...]] = []
    papers: list[tuple[CellValue, ...]] = []
    for facility in facilities:
        dams += [_line(facility, dam, _DAM_FIELDS) for dam in facility.dams]
        papers += [_line(facility, paper, _PAPER_FIELDS) for paper in facility.papers]
    return _table("dams", _DAM_FIELDS, dams), _table("papers", _PAPER_FIELDS, papers)


def _table(name: str, fields: dict[str, ColumnKind], lines: list[tuple[CellValue, ...]]) -> PartTable:
    own = (TableColumn(field, kind) for field, kind in fields.items())
    return PartTable(name, (*_OF_FACILITY, *own), tuple(lines))


def _line(facility: Facility, part: Dam | FacilityPaper, fields: dict[str, ColumnKind]) -> tuple[CellValue, ...]:
    return (facility.id, facility.name, *(_plain(getattr(part, name), kind) for name, kind in fields.items()))


def _plain(value: CellValue, kind: ColumnKind) -> CellValue:
    if value is None:
        return None
    if kind is _NUMBER and isinstance(value, int):
        return float(value)
    # The words of the method are texts already, but of a kind of their own.
    return str(value) if kind is _TEXT else value
