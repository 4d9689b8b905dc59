"""Indices for a list of facilities from a CSV or JSON file, without an archive; rows that cannot be read are named."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tmfcheck.domain.facility import RECEIVING_WATERS, STATUSES
from tmfcheck.domain.hazard_index import HazardRules, Indices, Inputs, Rank, ranks
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import InputError
from tmfcheck.services.input_files import parse_json, read_bytes

MAX_ROWS = 100_000
_YES = {"yes": True, "no": False, True: True, False: False}


@dataclass(frozen=True, slots=True)
class ScoredList:
    """The rows that could be read as JSON data, in their order, and an error for each row that could not."""

    rows: tuple[dict[str, Any], ...]
    refused: tuple[InputError, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    name: str
    inputs: Inputs


def score_list(pack: Pack, path: Path, as_of: date) -> ScoredList:
    """The indices of every readable row; ages count to the year of ``as_of``, ranks go by TRI within the list.

    Empty and null mean unknown; no value is guessed. Raises InputError where the file itself cannot be read
    (HAZARD_NO_HEADING, HAZARD_COLUMN_UNKNOWN, HAZARD_TOO_MANY_ROWS and those of reading a file).
    """
    rows, refused = _read(path, as_of)
    rules = HazardRules(pack)
    scored = [rules.indices(row.inputs, as_of.year) for row in rows]
    places = ranks(scored)
    documents = (_document(row, each, place) for row, each, place in zip(rows, scored, places, strict=True))
    return ScoredList(tuple(documents), tuple(refused))


def _read(path: Path, as_of: date) -> tuple[list[_Row], list[InputError]]:
    content = read_bytes(path)
    raw = _json_rows(content, path) if path.suffix.lower() == ".json" else _csv_rows(content, path)
    rows: list[_Row] = []
    refused: list[InputError] = []
    for number, fields in enumerate(raw, start=1):
        if number > MAX_ROWS:
            raise InputError("HAZARD_TOO_MANY_ROWS", path=path, limit=MAX_ROWS)
        try:
            rows.append(_row(fields, path, number, as_of))
        except InputError as error:
            refused.append(error)
    return rows, refused


def _json_rows(content: bytes, path: Path) -> Iterable[Mapping[str, Any]]:
    document = parse_json(content, str(path))
    if not isinstance(document, list) or not all(isinstance(row, Mapping) for row in document):
        raise InputError("LIST_EXPECTED", name=path)
    return document


def _csv_rows(content: bytes, path: Path) -> Iterable[Mapping[str, Any]]:
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
        unknown = sorted(set(reader.fieldnames or ()) - _KNOWN)
        if unknown or len(set(reader.fieldnames or ())) != len(reader.fieldnames or ()):
            raise InputError("HAZARD_COLUMN_UNKNOWN", path=path, columns=", ".join(unknown) or heading.strip())
        return list(reader)
    except csv.Error as error:
        raise InputError("INPUT_NOT_CSV", path=path, reason=str(error)) from error


def _row(fields: Mapping[Any, Any], path: Path, number: int, as_of: date) -> _Row:
    # The table reader keeps cells beyond the heading as a list under None.
    surplus = [", ".join(fields[key]) if key is None else key for key in fields if key not in _KNOWN]
    if surplus:
        raise _refusal(path, number, ", ".join(surplus), "", "HAZARD_ROW_WRONG")
    values: dict[str, Any] = {}
    for column, read in _COLUMNS.items():
        given = fields.get(column)
        if _is_empty(given):
            continue
        try:
            values[column] = read(given)
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            raise _refusal(path, number, column, given, "HAZARD_VALUE_WRONG") from error
    if values.get("start_year", as_of.year) > as_of.year:
        raise _refusal(path, number, "start_year", values["start_year"], "HAZARD_VALUE_WRONG")
    row_id, name = fields.get("id"), fields.get("name")
    return _Row(str(number if _is_empty(row_id) else row_id), "" if name is None else str(name), Inputs(**values))


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
}
_KNOWN = {"id", "name", *_COLUMNS}


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
