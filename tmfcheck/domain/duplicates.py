"""Facilities that may be one and the same: by register number, by name and place, by operator; a person decides."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.likeness import (
    distance_km,
    holds_all_words,
    likeness,
    name_numbers,
    name_words,
    point,
)

SAME_NAME = 0.75
SAME_NAME_WITHIN_KM = 5.0
ONE_LIST_WITHIN_KM = 0.1
"""Two rows of one list with points and numbers of their own are two facilities, unless they lie on one spot."""
ALIKE = 0.5
ALIKE_WITHIN_KM = 0.3
COMMON_WORD = 60
"""A word that more facilities bear tells nothing; such pairs are compared where they lie close to each other."""

_CELL_DEGREES = 0.01
_A_STEP = 50


class Ground(StrEnum):
    """Why two facilities may be one."""

    NUMBER = "number"
    NAME = "name"
    """The names are equal once scripts, endings and general words are set aside, their numbers too."""
    ALIKE = "alike"
    """The names share most of their words."""
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """``facility`` of the list may be ``other``, stored or earlier in it; distance None where a point is unknown."""

    facility: Facility
    other: Facility
    ground: Ground
    distance_km: float | None


def find_duplicates(
    listed: Sequence[Facility], stored: Iterable[Facility], heard: Callable[[int, int], None] | None = None
) -> tuple[Duplicate, ...]:
    """For each facility of the list the likest stored or earlier one, if any, in the list's order (own rule).

    ``heard`` is told facilities done and in all; an exception it raises stops the search.
    """
    everything = [*stored, *listed]
    first_listed = len(everything) - len(listed)
    neighbours = _neighbours(everything)
    found = []
    for index in range(first_listed, len(everything)):
        if heard is not None and index % _A_STEP == 0:
            heard(index - first_listed, len(listed))
        pairs = (
            _compared(everything[index], everything[other], is_one_list=other >= first_listed)
            for other in sorted(neighbours(index))
        )
        likely = [pair for pair in pairs if pair is not None]
        if likely:
            found.append(min(likely, key=_order))
    return tuple(found)


def _order(pair: Duplicate) -> tuple[int, float]:
    return list(Ground).index(pair.ground), math.inf if pair.distance_km is None else pair.distance_km


def _compared(facility: Facility, other: Facility, *, is_one_list: bool) -> Duplicate | None:
    if facility.country != other.country:
        return None
    number = facility.fact("registry_number")
    if number is not None and number == other.fact("registry_number"):
        return Duplicate(facility, other, Ground.NUMBER, distance_km(facility, other))
    if _operators_differ(facility, other):
        return None
    apart = distance_km(facility, other)
    ground = _ground_without_points(facility, other) if apart is None else _ground(facility, other, apart, is_one_list)
    return None if ground is None else Duplicate(facility, other, ground, apart)


def _ground_without_points(facility: Facility, other: Facility) -> Ground | None:
    """By the names alone: a number that only one of them has may simply be missing."""
    one, two = name_numbers(facility.name), name_numbers(other.name)
    if one and two and one != two:
        return None
    is_alike = likeness(facility.name, other.name) >= SAME_NAME or holds_all_words(facility.name, other.name)
    return _ground_of_names(facility.name, other.name) if is_alike else None


def _ground_of_names(one: str, other: str) -> Ground:
    """What to call names that are alike enough."""
    is_same = name_words(one) == name_words(other) and name_numbers(one) == name_numbers(other)
    return Ground.NAME if is_same else Ground.ALIKE


def _ground(facility: Facility, other: Facility, apart: float, is_one_list: bool) -> Ground | None:
    if apart > SAME_NAME_WITHIN_KM or name_numbers(facility.name) != name_numbers(other.name):
        return None
    alike = likeness(facility.name, other.name)
    if apart <= ONE_LIST_WITHIN_KM and _is_same_general_name(facility.name, other.name):
        return Ground.NAME
    if alike >= SAME_NAME and (apart <= ONE_LIST_WITHIN_KM or not is_one_list):
        return _ground_of_names(facility.name, other.name)
    return Ground.PLACE if alike >= ALIKE and apart <= ALIKE_WITHIN_KM and not is_one_list else None


def _is_same_general_name(one: str, other: str) -> bool:
    """Whether two names without a telling word, as "Tailings pond 1", are written alike."""
    return not name_words(one) and not name_words(other) and one.casefold().split() == other.casefold().split()


def _operators_differ(facility: Facility, other: Facility) -> bool:
    one, two = facility.fact("operator"), other.fact("operator")
    if not isinstance(one, str) or not isinstance(two, str):
        return False
    first, second = name_words(one), name_words(two)
    return bool(first and second) and not first & second


class _neighbours:  # noqa: N801 - read as the function it stands for
    """Which earlier facilities are worth comparing: same number, a telling word in common, or close by."""

    def __init__(self, facilities: Sequence[Facility]) -> None:
        self._keys = [tuple(_keys(facility)) for facility in facilities]
        self._bearers: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index, keys in enumerate(self._keys):
            for key in keys:
                self._bearers[key].append(index)
        self._cells = [_cell(facility) for facility in facilities]
        self._inhabitants: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, cell in enumerate(self._cells):
            if cell is not None:
                self._inhabitants[cell].append(index)

    def __call__(self, index: int) -> set[int]:
        found: set[int] = set()
        for key in self._keys[index]:
            bearers = self._bearers[key]
            if len(bearers) <= COMMON_WORD:
                found.update(bearers)
        for cell in _around(self._cells[index]):
            near = self._inhabitants.get(cell, [])
            if len(near) <= COMMON_WORD:
                found.update(near)
        return {other for other in found if other < index}


def _keys(facility: Facility) -> Iterator[tuple[object, ...]]:
    words = name_words(facility.name)
    yield from (("word", word) for word in words)
    yield ("name", facility.country, words, name_numbers(facility.name))
    if (number := facility.fact("registry_number")) is not None:
        yield ("number", facility.country, number)


def _cell(facility: Facility) -> tuple[int, int] | None:
    where = point(facility)
    return None if where is None else (math.floor(where[0] / _CELL_DEGREES), math.floor(where[1] / _CELL_DEGREES))


def _around(cell: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    if cell is not None:
        yield from ((cell[0] + east, cell[1] + north) for east in (-1, 0, 1) for north in (-1, 0, 1))
