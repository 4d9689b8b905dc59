"""A first map of a list by its headings and figures, for a person to look through; what is not certain is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.lists.headings import field_of
from tmfcheck.lists.list_map import ColumnMap, ListMap
from tmfcheck.lists.numbers import decimal_sign
from tmfcheck.lists.table import Row, Table
from tmfcheck.lists.units import UNITS, unit_of_heading

_HEADING_SEARCHED = 15
_SAMPLE = 2000


def guess_map(table: Table, country: str | None = None, heading: int | None = None) -> ListMap:
    """The map the headings suggest; a column nobody recognises stays unmapped and goes to the notes.

    ``heading`` is the number of the heading's row, looked for where it is not given.

    A mine's or site's name is put before the facility's own, which alone often reads "Dam 1".
    """
    heading = heading_row(table) if heading is None else heading
    cells = next((row.cells for row in table.rows if row.number == heading), ())
    found: dict[str, str] = {}
    for cell in cells:
        name = field_of(str(cell)) if cell != "" else None
        if name is not None and name not in found:
            found[name] = str(cell)
    columns = {name: _column(name, column, found) for name, column in found.items() if name != "site"}
    if "name" not in columns and "site" in found:
        columns["name"] = ColumnMap((found["site"],))
    decimal = decimal_sign(_numbers_as_text(table.rows, heading))
    return ListMap(
        columns=columns,
        country=country,
        decimal="." if decimal == "." else "," if decimal == "," else None,
        heading_row=heading,
    )


def heading_row(table: Table) -> int:
    """The row among the first whose cells name most fields; 1 where none does."""
    best = max(table.rows[:_HEADING_SEARCHED], key=lambda row: (_recognised(row.cells), -row.number), default=None)
    return best.number if best is not None and _recognised(best.cells) else 1


def _recognised(cells: Sequence[object]) -> int:
    return len({field_of(cell) for cell in cells if isinstance(cell, str) and cell} - {None})


def _column(name: str, column: str, found: dict[str, str]) -> ColumnMap:
    if name == "name" and "site" in found:
        return ColumnMap((found["site"], column))
    unit = unit_of_heading(column)
    own = FACT_DEFINITIONS[name].unit if name in FACT_DEFINITIONS else ""
    fits = unit is not None and (UNITS[unit][0] == own or (own == "km" and UNITS[unit][0] == "m"))
    return ColumnMap((column,), unit=unit if fits else None)


def _numbers_as_text(rows: Iterable[Row], heading: int) -> Iterable[str]:
    """Cells that begin as numbers do, whichever column they stand in."""
    for row in list(rows)[:_SAMPLE]:
        if row.number > heading:
            yield from (cell for cell in row.cells if isinstance(cell, str) and _is_numeric(cell))


def _is_numeric(cell: str) -> bool:
    return cell.lstrip("-+")[:1].isdigit() and all(sign.isdigit() or sign in "-+., '\u00a0" for sign in cell)
