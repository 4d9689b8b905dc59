"""Changing a column map step by step, as a person does: a column to another field, a unit, the meaning of a word."""

from __future__ import annotations

from dataclasses import replace

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.lists.list_map import LEAST_DENSITY, MOST_DENSITY, ColumnMap, Decision, ListMap, can_be_joined, unit_fits
from tmfcheck.lists.units import UNITS, unit_of_heading

NOTES, IGNORED = "", "-"
"""What a column goes to where it is no field: kept in the notes with its heading, or left out."""


def fields_of(made: ListMap, column: str) -> tuple[str, ...]:
    """The fields a column goes to; mostly one or none."""
    return tuple(name for name, each in made.columns.items() if column in each.columns)


def target_of(made: ListMap, column: str) -> str:
    """The first field of a column, else NOTES or IGNORED."""
    return next(iter(fields_of(made, column)), IGNORED if column in made.ignored else NOTES)


def with_target(made: ListMap, column: str, target: str, order: tuple[str, ...]) -> ListMap:
    """The map with this column going there alone; a field of figures gives up the column it had.

    ``order`` are the list's columns, in whose order several columns of one text are joined.
    """
    columns = {name: each for name, old in made.columns.items() if (each := _without(old, column)) is not None}
    ignored = tuple(name for name in made.ignored if name != column)
    if target == IGNORED:
        ignored = (*ignored, column)
    elif target != NOTES:
        columns[target] = _joined(columns.get(target), column, target, order)
    return replace(made, columns=columns, ignored=ignored)


def _without(column_map: ColumnMap, column: str) -> ColumnMap | None:
    left = tuple(name for name in column_map.columns if name != column)
    return replace(column_map, columns=left) if left else None


def _joined(present: ColumnMap | None, column: str, target: str, order: tuple[str, ...]) -> ColumnMap:
    if present is not None and can_be_joined(target):
        return replace(present, columns=tuple(sorted((*present.columns, column), key=order.index)))
    unit = unit_of_heading(column)
    return ColumnMap((column,), unit=unit if unit is not None and unit_fits(target, unit) else None)


def with_unit(made: ListMap, field: str, unit: str | None) -> ListMap:
    """The map with this unit for a field; a density is kept only where the unit needs one."""
    column = made.columns[field]
    return _with_column(
        made, field, replace(column, unit=unit, density=column.density if needs_density(field, unit) else None)
    )


def with_density(made: ListMap, field: str, density: float | None) -> ListMap:
    """The map with the density (t/m³) that makes tonnes a volume."""
    return _with_column(made, field, replace(made.columns[field], density=density))


def with_meaning(made: ListMap, field: str, word: str, meaning: str | None) -> ListMap:
    """The map with what a word of the list means; None leaves it to what is certain."""
    words = {key: value for key, value in made.columns[field].words.items() if key != word}
    if meaning is not None:
        words[word] = meaning
    return _with_column(made, field, replace(made.columns[field], words=words))


def with_decisions(made: ListMap, rows: tuple[int, ...], decision: Decision | None) -> ListMap:
    """The map with one decision on these rows; None takes earlier ones back."""
    kept = {row: each for row, each in made.rows.items() if int(row) not in set(rows)}
    return replace(made, rows=kept if decision is None else kept | dict.fromkeys(map(str, rows), decision))


def _with_column(made: ListMap, field: str, column: ColumnMap) -> ListMap:
    return replace(made, columns={**made.columns, field: column})


def possible_units(field: str) -> tuple[str, ...]:
    """The units a field may come in; tonnes for a volume included, which then need a density."""
    if field not in FACT_DEFINITIONS or not FACT_DEFINITIONS[field].unit:
        return ()
    return tuple(unit for unit in UNITS if unit_fits(field, unit, density=1.0))


def needs_density(field: str, unit: str | None) -> bool:
    """Whether this unit becomes the field's own only with a density."""
    return unit is not None and not unit_fits(field, unit) and unit_fits(field, unit, density=1.0)


def gaps(made: ListMap) -> list[tuple[str, str]]:
    """What keeps a map from being used: a code (NAME, COUNTRY, DENSITY) and the field it is about."""
    found = [] if "name" in made.columns else [("NAME", "name")]
    if "country" not in made.columns and made.country is None:
        found.append(("COUNTRY", "country"))
    for name, column in made.columns.items():
        is_stated = column.density is not None and LEAST_DENSITY <= column.density <= MOST_DENSITY
        if needs_density(name, column.unit) and not is_stated:
            found.append(("DENSITY", name))
    return found
