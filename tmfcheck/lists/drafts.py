"""Rows of a list as drafts of facilities: every value taken, or named with its row, its column and why it was not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tmfcheck.domain.facility import FACT_DEFINITIONS, MAX_NAME_LENGTH, FactKind, FactQuality, FactValue, read_fact
from tmfcheck.errors import FacilityError, InputError
from tmfcheck.lists.list_map import ColumnMap, ListMap
from tmfcheck.lists.numbers import NumberUnclearError, decimal_sign, read_quantity
from tmfcheck.lists.place import read_place
from tmfcheck.lists.table import Cell, Row, Table
from tmfcheck.lists.units import UNITS, read_unit
from tmfcheck.lists.words import choice_of, is_missing, substance_groups, yes_no

_UNITS_ASKED_FOR = frozenset({"m³", "t", "m²", "m", "km", "t/m³"})

ROWS_A_STEP = 50

CountryReader = Callable[[str], str | None]
"""The ISO alpha-2 code of a country's name or code, None where it is none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem or question of a row; ``refuses`` where the row cannot become a facility because of it."""

    row: int
    column: str
    value: str
    code: str
    data: Mapping[str, Any] = field(default_factory=dict)
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A facility as one row describes it."""

    row: int
    name: str
    country: str
    facts: Mapping[str, FactValue]
    notes: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """The drafts of all rows that can become facilities, and every finding in the order of the rows."""

    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]
    rows: int
    names: Mapping[int, str] = field(default_factory=dict)
    """By row what it calls its facility, also where it cannot become one."""


def read_drafts(
    table: Table, made: ListMap, country_of: CountryReader, heard: Callable[[int, int], None] | None = None
) -> ReadList:
    """Every row below the heading; raises InputError LIST_COLUMN_MISSING where the map names one that is not there.

    ``heard`` is told rows done and rows in all; an exception it raises stops the reading.
    """
    position = _positions(heading_cells(table, made.heading_row))
    wanted = {column for each in made.columns.values() for column in each.columns}
    if missing := sorted(wanted - position.keys()):
        raise InputError("LIST_COLUMN_MISSING", columns=", ".join(missing))
    rows = [row for row in table.rows if row.number > made.heading_row and not row.is_empty]
    signs = {column: decimal_sign(_texts(rows, position[column])) or made.decimal for column in wanted}
    reader = _RowReader(made, position, signs, country_of)
    reader.findings += _silent_units(made)
    drafts = [draft for row in _counted(rows, heard) if (draft := reader.read(row)) is not None]
    return ReadList(tuple(drafts), tuple(reader.findings), len(rows), reader.names)


def _counted(rows: list[Row], heard: Callable[[int, int], None] | None) -> Iterator[Row]:
    for done, row in enumerate(rows):
        if heard is not None and done % ROWS_A_STEP == 0:
            heard(done, len(rows))
        yield row


def heading_cells(table: Table, heading_row: int) -> tuple[Cell, ...]:
    """The cells of the heading; none where the table has no such row."""
    return next((row.cells for row in table.rows if row.number == heading_row), ())


def column_names(table: Table, heading_row: int) -> tuple[str, ...]:
    """The names of all columns in their order, as a map names them."""
    return tuple(_positions(heading_cells(table, heading_row)))


def _positions(heading: tuple[Cell, ...]) -> dict[str, int]:
    """Where each column stands; one without a heading is named by its number, a repeated one bears a number too."""
    position: dict[str, int] = {}
    for index, cell in enumerate(heading):
        name = shown(cell) or f"#{index + 1}"
        position[f"{name} (#{index + 1})" if name in position else name] = index
    return position


def _silent_units(made: ListMap) -> list[Finding]:
    """A question for every column of figures whose unit neither heading nor map states: the form's own is taken."""
    findings = []
    for fact_id, column in made.columns.items():
        unit = FACT_DEFINITIONS[fact_id].unit if fact_id in FACT_DEFINITIONS else ""
        if unit in _UNITS_ASKED_FOR and column.unit is None:
            findings.append(Finding(made.heading_row, column.columns[0], "", "UNIT_NOT_STATED", {"unit": unit}))
    return findings


def _texts(rows: list[Row], index: int) -> list[str]:
    cells = (row.cells[index] for row in rows if index < len(row.cells))
    return [cell for cell in cells if isinstance(cell, str) and cell]


class _RowReader:
    """Reads rows one by one and collects what is wrong with them."""

    def __init__(
        self, made: ListMap, position: Mapping[str, int], signs: Mapping[str, str | None], country_of: CountryReader
    ) -> None:
        self.findings: list[Finding] = []
        self.names: dict[int, str] = {}
        self._map = made
        self._position = position
        self._signs = signs
        self._country_of = country_of
        mapped = {column for each in made.columns.values() for column in each.columns}
        self._unmapped = [column for column in position if column not in mapped and column not in made.ignored]
        self._known_countries: dict[str, str | None] = {}

    def read(self, row: Row) -> Draft | None:
        if any(cell != "" for cell in row.cells[len(self._position) :]):
            self._find(row, "", "", "ROW_TOO_LONG", refuses=True)
            return None
        notes = [self._text(row, "notes")] if "notes" in self._map.columns else []
        name, country = self._name(row), self._country(row)
        facts = {
            fact_id: value
            for fact_id, column in self._map.columns.items()
            if fact_id in FACT_DEFINITIONS and fact_id not in ("latitude", "longitude")
            for value in [self._fact(row, fact_id, column, notes)]
            if value is not None
        }
        facts |= read_place(self._map, row, self._cell, self._find, country or "")
        notes += [f"{column}: {shown(cell)}" for column in self._unmapped if (cell := self._cell(row, column)) != ""]
        if name is None or country is None:
            return None
        return Draft(row.number, name, country, facts, "\n".join(note for note in notes if note))

    def _cell(self, row: Row, column: str) -> Cell:
        index = self._position[column]
        return row.cells[index] if index < len(row.cells) else ""

    def _text(self, row: Row, name: str) -> str:
        columns = self._map.columns[name].columns
        parts = dict.fromkeys(shown(self._cell(row, column)) for column in columns)
        return " – ".join(part for part in parts if part and not is_missing(part))

    def _name(self, row: Row) -> str | None:
        name = self._text(row, "name")
        self.names[row.number] = name[:MAX_NAME_LENGTH]
        if name and len(name) <= MAX_NAME_LENGTH:
            return name
        number = self._text(row, "registry_number") if "registry_number" in self._map.columns else ""
        if number and not name:
            self._find(row, self._map.columns["name"].columns[-1], name, "NAME_IS_NUMBER", number=number)
            self.names[row.number] = number
            return number
        self._find(row, self._map.columns["name"].columns[-1], name, "NAME_MISSING", refuses=True)
        return None

    def _country(self, row: Row) -> str | None:
        column = self._map.columns.get("country")
        word = self._text(row, "country") if column else ""
        if not word:
            if self._map.country is None:
                self._find(row, column.columns[0] if column else "", "", "COUNTRY_MISSING", refuses=True)
            return self._map.country
        if word not in self._known_countries:
            self._known_countries[word] = self._country_of(word)
        code = self._known_countries[word]
        if code is None and column is not None:
            self._find(row, column.columns[0], word, "COUNTRY_UNKNOWN", refuses=True)
        return code

    def _fact(self, row: Row, fact_id: str, column: ColumnMap, notes: list[str]) -> FactValue | None:
        """The value of one fact; what cannot be read is named and kept in the notes as it stands."""
        definition, heading = FACT_DEFINITIONS[fact_id], column.columns[0]
        if definition.kind is FactKind.TEXT:
            text = self._text(row, fact_id)
            return self._checked(row, fact_id, text, heading, notes) if text else None
        cell = self._cell(row, heading)
        if cell == "" or (isinstance(cell, str) and is_missing(cell)):
            return None
        if definition.kind in (FactKind.NUMBER, FactKind.WHOLE):
            return self._number(row, fact_id, column, notes)
        return self._word(row, fact_id, column, notes)

    def _number(self, row: Row, fact_id: str, column: ColumnMap, notes: list[str]) -> FactValue | None:
        heading = column.columns[0]
        cell = self._cell(row, heading)
        try:
            value, rest = (cell, "") if isinstance(cell, float) else read_quantity(str(cell), self._signs[heading])
            factor, is_estimate = _factor(fact_id, column, rest)
        except NumberUnclearError as error:
            return self._left_out(row, heading, cell, error.code, notes)
        checked = self._checked(row, fact_id, _tidy(value * factor), heading, notes)
        if checked is not None and is_estimate:
            return FactValue(checked.value, FactQuality.ESTIMATED)
        return checked

    def _word(self, row: Row, fact_id: str, column: ColumnMap, notes: list[str]) -> FactValue | None:
        heading = column.columns[0]
        text = shown(self._cell(row, heading))
        given: Any = column.words.get(text)
        if given is None and FACT_DEFINITIONS[fact_id].kind is FactKind.YES_NO:
            given = yes_no(text)
        elif given is None and FACT_DEFINITIONS[fact_id].kind is FactKind.CHOICES:
            given = substance_groups(text) or None
        elif given is None:
            given, is_all = choice_of(fact_id, text)
            if given is not None and not is_all:
                notes.append(f"{heading}: {text}")
        if given is None:
            return self._left_out(row, heading, text, "WORD_UNKNOWN", notes)
        return self._checked(row, fact_id, given, heading, notes)

    def _checked(self, row: Row, fact_id: str, value: Any, heading: str, notes: list[str]) -> FactValue | None:
        try:
            return FactValue(read_fact(fact_id, value))
        except FacilityError as error:
            code = "OUT_OF_RANGE" if error.code == "FACT_OUT_OF_RANGE" else "VALUE_WRONG"
            return self._left_out(row, heading, self._cell(row, heading), code, notes)

    def _left_out(self, row: Row, heading: str, cell: Cell, code: str, notes: list[str]) -> FactValue | None:
        """Name it, keep it in the notes, and take nothing."""
        notes.append(f"{heading}: {shown(cell)}")
        self._find(row, heading, shown(cell), code)
        return None

    def _find(self, row: Row, column: str, value: str, code: str, *, refuses: bool = False, **data: Any) -> None:
        self.findings.append(Finding(row.number, column, value, code, data, refuses))


def _factor(fact_id: str, column: ColumnMap, rest: str) -> tuple[float, bool]:
    """What the number is multiplied by, and whether a density was used; a unit in the cell wins over the column's."""
    unit = read_unit(rest) if rest else column.unit
    if rest and unit is None:
        raise NumberUnclearError("NOT_A_NUMBER")
    if unit is None:
        return 1.0, False
    kind, factor = UNITS[unit]
    own = FACT_DEFINITIONS[fact_id].unit
    if kind == own:
        return factor, False
    if own == "km" and kind == "m":
        return factor / 1000, False
    if own == "m³" and kind == "t" and column.density is not None:
        return factor / column.density, True
    raise NumberUnclearError("UNIT_WRONG")


def _tidy(value: float) -> float:
    """Twelve significant digits: what multiplying added behind them was never measured."""
    return float(f"{value:.12g}")


def shown(cell: Cell) -> str:
    """A cell as people read it; whole numbers without a fraction."""
    if isinstance(cell, float):
        return str(int(cell)) if cell == int(cell) else repr(cell)
    return cell
