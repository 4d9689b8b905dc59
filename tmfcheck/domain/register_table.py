"""The register as a plain table with typed columns, for every file other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CellValue = str | int | float | bool | date | None


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes_no"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: its name is the same in every language and every file."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class TableRow:
    """One facility: values in the order of the columns, and its point as (longitude, latitude) in WGS 84 degrees."""

    values: tuple[CellValue, ...]
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PartTable:
    """What facilities have several of; the first two columns are ``facility_id`` and ``facility``, its name."""

    name: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """The whole table; the first two columns are ``id`` and ``name``. ``parts`` need a file of several tables."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    parts: tuple[PartTable, ...] = ()
