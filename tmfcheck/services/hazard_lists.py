"""Indices for a list of facilities from a CSV or JSON file, without an archive; rows that cannot be read are named."""

from __future__ import annotations

import csv
import io
import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tmfcheck.domain.facility import FACT_DEFINITIONS, RECEIVING_WATERS, STATUSES
from tmfcheck.domain.facility_risk import fact_of_input
from tmfcheck.domain.hazard_index import HazardRules, Indices, Inputs, Rank, ranks
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import InputError
from tmfcheck.services.input_files import parse_json, read_bytes

MAX_ROWS = 100_000
_YES = {"yes": True, "no": False, True: True, False: False}


@dataclass(frozen=True, slots=True)
class ScoredList:
    """The rows that could be read as JSON data, in their order, and an error for each row that could not.

    ``ignored`` are the columns nothing was read from, in the order of the file.
    """

    rows: tuple[dict[str, Any], ...]
    refused: tuple[InputError, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    name: str
    inputs: Inputs


def score_list(pack: Pack, path: Path, as_of: date) -> ScoredList:
    """The indices of every readable row; ages count to the year of ``as_of``, ranks go by TRI within the list.

    Empty and null mean unknown; no value is guessed. Other columns are ignored and named, so that the register's own
    export can be scored; the facts the indices rest on are also understood by the names they have there. Raises
    InputError where the file itself cannot be read (HAZARD_NO_HEADING, HAZARD_COLUMN_TWICE, HAZARD_NO_COLUMN,
    HAZARD_TOO_MANY_ROWS and those of reading a file).
    """
    content = read_bytes(path)
    raw = _json_rows(content, path) if path.suffix.lower() == ".json" else _csv_rows(content, path)
    ignored = _ignored(raw, path)
    rows, refused = _read(raw, path, as_of)
    rules = HazardRules(pack)
    scored = [rules.indices(row.inputs, as_of.year) for row in rows]
    places = ranks(scored)
    documents = (_document(row, each, place) for row, each, place in zip(rows, scored, places, strict=True))
    return ScoredList(tuple(documents), tuple(refused), ignored)


def _read(raw: Sequence[Mapping[str, Any]], path: Path, as_of: date) -> tuple[list[_Row], list[InputError]]:
    rows: list[_Row] = []
    refused: list[InputError] = []
    for number, fields in enumerate(raw, start=1):
        try:
            rows.append(_row(fields, path, number, as_of))
        except InputError as error:
            refused.append(error)
    return rows, refused


def _ignored(raw: Sequence[Mapping[str, Any]], path: Path) -> tuple[str, ...]:
    """The columns nobody reads. A list in which nothing else stands is another list: the wanted columns are named."""
    if len(raw) > MAX_ROWS:
        raise InputError("HAZARD_TOO_MANY_ROWS", path=path, limit=MAX_ROWS)
    # The table reader keeps cells beyond the heading under None; the row tells of them.
    named = dict.fromkeys(key for fields in raw for key in fields if key is not None)
    ignored = tuple(key for key in named if key not in _KNOWN)
    if ignored and not any(key in _KNOWN for key in named if key not in _WHICH):
        raise InputError("HAZARD_NO_COLUMN", path=path, columns=", ".join(_COLUMNS))
    return ignored


def _json_rows(content: bytes, path: Path) -> Sequence[Mapping[str, Any]]:
    document = parse_json(content, str(path))
    if not isinstance(document, list) or not all(isinstance(row, Mapping) for row in document):
        raise InputError("LIST_EXPECTED", name=path)
    return document


def _csv_rows(content: bytes, path: Path) -> Sequence[Mapping[str, Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("INPUT_NOT_UTF8", path=path) from error
    if not text.strip():
        raise InputError("HAZARD_NO_HEADING", path=path)
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise InputError("HAZARD_COLUMN_TWICE", path=path, columns=", ".join(twice))
        reader.fieldnames = names
        rows = list(itertools.islice(reader, MAX_ROWS + 1))
    except csv.Error as error:
        raise InputError("INPUT_NOT_CSV", path=path, reason=str(error)) from error
    # A heading without rows may be of another list as well.
    if not rows:
        _ignored([dict.fromkeys(names)], path)
    return rows


def _row(fields: Mapping[Any, Any], path: Path, number: int, as_of: date) -> _Row:
    if None in fields:
        raise _refusal(path, number, ", ".join(fields[None]), "", "HAZARD_ROW_WRONG")
    values: dict[str, Any] = {}
    for column, read in _COLUMNS.items():
        stands_in, given = _given(fields, column, path, number)
        if _is_empty(given):
            continue
        try:
            values[column] = read(given)
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise _refusal(path, number, stands_in, given, "HAZARD_VALUE_WRONG") from error
    if values.get("start_year", as_of.year) > as_of.year:
        raise _refusal(path, number, "start_year", values["start_year"], "HAZARD_VALUE_WRONG")
    row_id, name = fields.get("id"), fields.get("name")
    return _Row(str(number if _is_empty(row_id) else row_id), "" if name is None else str(name), Inputs(**values))


def _given(fields: Mapping[Any, Any], column: str, path: Path, number: int) -> tuple[str, Any]:
    """What stands in a column or under the fact's name, and under which; two that disagree cannot both be meant."""
    filled = [(name, fields[name]) for name in _names(column) if name in fields and not _is_empty(fields[name])]
    if len(filled) > 1 and filled[0][1] != filled[1][1]:
        raise _refusal(path, number, filled[1][0], filled[1][1], "HAZARD_VALUE_WRONG")
    return filled[0] if filled else (column, None)


def _names(column: str) -> tuple[str, ...]:
    fact = fact_of_input(column)
    return (column,) if fact == column else (column, fact)


def _is_empty(given: Any) -> bool:
    """Whether a cell holds nothing: unknown."""
    return given is None or (isinstance(given, str) and not given.strip())


def _refusal(path: Path, number: int, column: str, value: Any, code: str) -> InputError:
    return InputError(code, path=path, row=number, column=column, value=value)


def _number(low: float, high: float = math.inf) -> Callable[[Any], float]:
    def read(given: Any) -> float:
        # Python would read 1_000; in a list it is a slip of the pen.
        value = float(given.replace("_", "?")) if isinstance(given, str) else given
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValueError(given)
        if not low <= value <= high:
            raise ValueError(given)
        return value

    return read


def _whole(low: int, high: float = math.inf) -> Callable[[Any], int]:
    def read(given: Any) -> int:
        value = _number(low, high)(given)
        if value != int(value):
            raise ValueError(given)
        return int(value)

    return read


def _as_fact(fact_id: str) -> Callable[[Any], float]:
    """Within the limits the register has for a fact."""
    definition = FACT_DEFINITIONS[fact_id]
    low, high = definition.minimum, definition.maximum
    return _number(0 if low is None else low, math.inf if high is None else high)


def _word(words: Iterable[str]) -> Callable[[Any], str]:
    known = {word: word for word in words}

    def read(given: Any) -> str:
        return known[given.strip() if isinstance(given, str) else given]

    return read


def _yes_no(given: Any) -> bool:
    return _YES[given.strip().lower() if isinstance(given, str) else given]


_COLUMNS: Mapping[str, Callable[[Any], Any]] = {
    "volume_m3": _number(0),
    "capacity_m3": _number(0),
    "whc": _whole(0, 3),
    "management": _word(STATUSES),
    "pga_g": _number(0),
    "in_flood_zone": _yes_no,
    "factor_of_safety": _number(0),
    "start_year": _whole(1700),
    "population_downstream": _whole(0),
    "receiving_water": _word(RECEIVING_WATERS),
    "transboundary": _yes_no,
    "distance_to_border_km": _number(0),
    "flow_velocity_m_s": _number(0),
    **{name: _as_fact(name) for name in ("mass_t", "dry_density_t_m3", "area_m2", "mean_depth_m", "intensity_msk")},
}
_WHICH = ("id", "name")
"""What only tells which facility a row is."""
_KNOWN = {*_WHICH, *(name for column in _COLUMNS for name in _names(column))}


def _document(row: _Row, scored: Indices, place: Rank | None) -> dict[str, Any]:
    terms = {term.id: _rounded(term.value if scored.has_volume or term.id != "cap" else None) for term in scored.terms}
    return {
        "id": row.id,
        "name": row.name,
        "thi_basic": _rounded(scored.thi_basic),
        "thi": _rounded(scored.thi),
        "thi_low": _rounded(scored.thi_low),
        "thi_high": _rounded(scored.thi_high),
        "terms": terms,
        "assumed": list(scored.assumed),
        "tei": _rounded(scored.tei),
        "tri": _rounded(scored.tri),
        "tri_low": _rounded(scored.tri_low),
        "tri_high": _rounded(scored.tri_high),
        "transboundary": scored.transboundary,
        "travel_time_hours": _rounded(scored.travel_time_hours),
        "gistm_class": scored.gistm_class,
        "rank": place.rank if place else None,
        "rank_low": place.low if place else None,
        "rank_high": place.high if place else None,
    }


def _rounded(value: float | None) -> float | None:
    """Three decimals; None too where a tiny divisor took a figure beyond all numbers."""
    return None if value is None or not math.isfinite(value) else round(value, 3)
