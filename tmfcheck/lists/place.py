"""The point of a row: two columns or one, letters before position, and a question where the two seem swapped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tmfcheck.domain.facility import FactValue
from tmfcheck.lists.coordinates import LATITUDE, LONGITUDE, Angle, read_angle, read_point, seems_swapped
from tmfcheck.lists.list_map import ListMap
from tmfcheck.lists.table import Cell, Row
from tmfcheck.lists.words import is_missing

CellReader = Callable[[Row, str], Cell]
Finder = Callable[..., None]

_NOWHERE: Mapping[str, FactValue] = {}


def read_place(made: ListMap, row: Row, cell: CellReader, find: Finder, country: str) -> Mapping[str, FactValue]:
    """Latitude and longitude of a row, or nothing; ``find`` is told of what cannot be read or seems swapped."""
    columns = [made.columns[name].columns[0] for name in (LATITUDE, LONGITUDE, "coordinates") if name in made.columns]
    texts = [_text(cell(row, column)) for column in columns]
    if not any(text and not is_missing(text) for text in texts):
        return _NOWHERE
    heading, value = ", ".join(columns), " ".join(texts)
    angles = _angles(made, texts)
    if angles is None:
        find(row, heading, value, "COORDINATES_UNREADABLE")
        return _NOWHERE
    latitude, longitude = _in_order(angles, swap=made.swap_coordinates)
    if latitude == 0 and longitude == 0:
        find(row, heading, value, "POINT_AT_ZERO")
        return _NOWHERE
    has_letters = any(angle.axis for angle in angles)
    if not has_letters and seems_swapped(latitude, longitude, country):
        find(row, heading, value, "COORDINATES_SWAPPED")
    if abs(latitude) > 90 or abs(longitude) > 180:
        if not seems_swapped(latitude, longitude, country):
            find(row, heading, value, "COORDINATES_UNREADABLE")
        return _NOWHERE
    return {LATITUDE: FactValue(_number(latitude)), LONGITUDE: FactValue(_number(longitude))}


def _angles(made: ListMap, texts: list[str]) -> tuple[Angle, Angle] | None:
    """Two angles that do not both name the same axis."""
    if "coordinates" in made.columns and texts[-1]:
        pair = read_point(texts[-1])
    elif len(texts) >= 2:
        first, second = read_angle(texts[0]), read_angle(texts[1])
        pair = None if first is None or second is None else (first, second)
    else:
        pair = None
    if pair is None or (pair[0].axis is not None and pair[0].axis == pair[1].axis):
        return None
    return pair


def _in_order(angles: tuple[Angle, Angle], *, swap: bool) -> tuple[float, float]:
    """Letters tell which is which, else the columns do, or the map where it says they are swapped."""
    first, second = angles
    if first.axis == LONGITUDE or second.axis == LATITUDE:
        return second.degrees, first.degrees
    if first.axis is None and second.axis is None and swap:
        return second.degrees, first.degrees
    return first.degrees, second.degrees


def _text(cell: Cell) -> str:
    return repr(cell) if isinstance(cell, float) else cell


def _number(value: float) -> Any:
    return int(value) if value == int(value) else value
