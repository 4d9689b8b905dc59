"""The map of a list: which column holds what, in which unit, with which words; a small TOML file people can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec
import tomli_w

from tmfcheck.domain.facility import FACT_DEFINITIONS, FactKind
from tmfcheck.errors import InputError
from tmfcheck.lists.units import UNITS

Decision = Literal["merge", "skip", "keep"]

OTHER_FIELDS = ("name", "country", "coordinates", "notes")
MAX_BYTES = 1_000_000
LEAST_DENSITY, MOST_DENSITY = 0.1, 6.0


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where one field comes from; several columns are joined into one text.

    ``unit`` is a word of ``units.UNITS``; tonnes become a volume only with a ``density`` in t/m³. ``words`` tells what
    a word of the list means.
    """

    columns: tuple[str, ...]
    unit: str | None = None
    density: float | None = None
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListMap:
    """The whole map; ``rows`` decides on single rows (number to merge, skip or keep), ``duplicates`` on all others.

    ``country`` holds for rows without one; ``decimal`` is the decimal sign where the numbers do not prove it. A column
    that is neither mapped nor ``ignored`` is kept in the notes.
    """

    columns: Mapping[str, ColumnMap]
    country: str | None = None
    decimal: Literal[".", ","] | None = None
    encoding: str | None = None
    sheet: str | None = None
    heading_row: int = 1
    swap_coordinates: bool = False
    ignored: tuple[str, ...] = ()
    duplicates: Decision | None = None
    rows: Mapping[str, Decision] = field(default_factory=dict)


def read_map(path: Path) -> ListMap:
    """A checked map; raises InputError INPUT_UNREADABLE, INPUT_TOO_LARGE or MAP_WRONG."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if len(content) > MAX_BYTES:
        raise InputError("INPUT_TOO_LARGE", path=path, limit=MAX_BYTES // 1_000_000)
    return read_map_text(content, path)


def read_map_text(content: bytes, path: Path) -> ListMap:
    """A checked map from TOML; ``path`` tells the user which. Raises InputError MAP_WRONG."""
    try:
        made = msgspec.convert(tomllib.loads(content.decode("utf-8-sig")), ListMap, strict=True)
    except (ValueError, RecursionError) as error:  # no TOML, too deep, or a number of thousands of digits
        raise InputError("MAP_WRONG", path=path, reason=str(error)) from error
    reason = _fault(made)
    if reason:
        raise InputError("MAP_WRONG", path=path, reason=reason)
    return made


def map_text(made: ListMap) -> bytes:
    """The map as TOML, without what is left at its default."""
    document = {
        key: value for key, value in msgspec.to_builtins(made).items() if value not in (None, {}, False, [], ())
    }
    document["columns"] = {
        name: {key: value for key, value in column.items() if value not in (None, {})}
        for name, column in document["columns"].items()
    }
    return tomli_w.dumps(document).encode()


def _fault(made: ListMap) -> str | None:
    """What is wrong with a map, in the words of the map itself."""
    faults = (_column_fault(name, column) for name, column in made.columns.items())
    if found := next((fault for fault in faults if fault is not None), None):
        return found
    if "name" not in made.columns:
        return "columns.name"
    return None if made.heading_row >= 1 else f"heading_row = {made.heading_row}"


def _column_fault(name: str, column: ColumnMap) -> str | None:
    where = f"columns.{name}"
    if FACT_DEFINITIONS.get(name) is None and name not in OTHER_FIELDS:
        return where
    if not column.columns or (len(column.columns) > 1 and not can_be_joined(name)):
        return f"{where}.columns = {list(column.columns)}"
    if column.unit is not None and not unit_fits(name, column.unit, column.density):
        return f"{where}.unit = {column.unit!r}"
    if column.density is not None and not LEAST_DENSITY <= column.density <= MOST_DENSITY:
        return f"{where}.density = {column.density!r}"
    return None


def can_be_joined(name: str) -> bool:
    """Whether several columns may stand for this field, one behind the other: texts alone."""
    known = FACT_DEFINITIONS.get(name)
    return name in ("name", "notes") if known is None else known.kind is FactKind.TEXT


def unit_fits(name: str, unit: str, density: float | None = None) -> bool:
    """Whether the unit is of the field's own kind; tonnes fit a volume with a density."""
    kind = UNITS.get(unit, ("", 0))[0]
    own = FACT_DEFINITIONS[name].unit if name in FACT_DEFINITIONS else ""
    return kind == own or (own == "km" and kind == "m") or (own == "m³" and kind == "t" and density is not None)
