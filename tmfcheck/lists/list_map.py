"""The map of a list: which column holds what, in which unit, with which words; a small TOML file people can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec
import tomli_w

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.errors import InputError
from tmfcheck.lists.units import UNITS

Decision = Literal["merge", "skip", "keep"]

OTHER_FIELDS = ("name", "country", "coordinates", "notes")
MAX_BYTES = 1_000_000


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

    ``country`` holds for rows without one; ``decimal`` is the decimal sign where the numbers do not prove it.
    """

    columns: Mapping[str, ColumnMap]
    country: str | None = None
    decimal: Literal[".", ","] | None = None
    encoding: str | None = None
    sheet: str | None = None
    heading_row: int = 1
    swap_coordinates: bool = False
    duplicates: Decision | None = None
    rows: Mapping[str, Decision] = field(default_factory=dict)


def read_map(path: Path) -> ListMap:
    """A checked map; raises InputError INPUT_UNREADABLE or MAP_WRONG."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES)
        made = msgspec.convert(tomllib.loads(content.decode("utf-8-sig")), ListMap, strict=True)
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError("MAP_WRONG", path=path, reason=str(error)) from error
    reason = _fault(made)
    if reason:
        raise InputError("MAP_WRONG", path=path, reason=reason)
    return made


def map_text(made: ListMap) -> bytes:
    """The map as TOML, without what is left at its default."""
    document = {key: value for key, value in msgspec.to_builtins(made).items() if value not in (None, {}, False)}
    document["columns"] = {
        name: {key: value for key, value in column.items() if value not in (None, {})}
        for name, column in document["columns"].items()
    }
    return tomli_w.dumps(document).encode()


def _fault(made: ListMap) -> str | None:
    """What is wrong with a map, in the words of the map itself."""
    for name, column in made.columns.items():
        known = FACT_DEFINITIONS.get(name)
        if known is None and name not in OTHER_FIELDS:
            return f"columns.{name}"
        if not column.columns:
            return f"columns.{name}.columns = []"
        if column.unit is not None and not _unit_fits(name, column):
            return f"columns.{name}.unit = {column.unit!r}"
        if column.density is not None and not 0.1 <= column.density <= 6:
            return f"columns.{name}.density = {column.density!r}"
    if "name" not in made.columns:
        return "columns.name"
    return None if made.heading_row >= 1 else f"heading_row = {made.heading_row}"


def _unit_fits(name: str, column: ColumnMap) -> bool:
    """The unit is of the field's own kind; tonnes fit a volume with a density."""
    kind = UNITS.get(column.unit or "", ("", 0))[0]
    own = FACT_DEFINITIONS[name].unit if name in FACT_DEFINITIONS else ""
    return kind == own or (own == "km" and kind == "m") or (own == "m³" and kind == "t" and column.density is not None)
