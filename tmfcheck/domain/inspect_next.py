"""Which facility to inspect next: the priority of each with its four terms (methodology 5.6, own rule)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tmfcheck.domain.pack import Pack

_DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a facility's inspections: MSR (percent), last visit, overdue short-term measures, danger."""

    msr_percent: Fraction | None = None
    visited_on: date | None = None
    overdue: int = 0
    has_danger: bool = False


class _Limits(NamedTuple):
    """Where the overdue term and the age term reach 1."""

    overdue_count: float
    interval_months: float


@dataclass(frozen=True, slots=True)
class PriorityTerm:
    """One addend: its id, the value from 0 to 1, its weight, and whether it stands in for something unknown."""

    id: str
    value: float
    weight: float
    assumed: bool


@dataclass(frozen=True, slots=True)
class Priority:
    """The priority from 0 to 1 with its terms in order; without a TRI the facility cannot be ranked and leads the list.

    ``place`` is None for those that cannot be ranked; open danger comes before every other.
    """

    terms: tuple[PriorityTerm, ...]
    has_danger: bool
    can_be_ranked: bool
    place: int | None

    @property
    def value(self) -> float:
        return math.fsum(term.value * term.weight for term in self.terms)


def priorities(pack: Pack, listed: Iterable[tuple[float | None, Standing]], today: date) -> tuple[Priority, ...]:
    """The priority of each facility of a register, in its order, from its TRI and its standing.

    R scales the TRI from the register's lowest to its highest, all equal is 1.
    """
    entries = list(listed)
    rules = PriorityRules(pack, [tri for tri, _ in entries], today)
    unplaced = [rules.unplaced(tri, standing) for tri, standing in entries]
    places = Places(unplaced)
    return tuple(places.placed(each) for each in unplaced)


class PriorityRules:
    """The rules of a pack made ready for one register, whose lowest and highest TRI the risk term needs."""

    def __init__(self, pack: Pack, tris: Iterable[float | None], today: date) -> None:
        known = [tri for tri in tris if tri is not None]
        self._span = (min(known), max(known)) if known else (0.0, 0.0)
        self._today = today
        self._rules = _rules(pack)
        self._limits = _Limits(
            float(pack.figure("inspect_next_overdue_full_count")), float(pack.figure("inspect_next_interval_months"))
        )

    def unplaced(self, tri: float | None, standing: Standing) -> Priority:
        """The priority of one facility; its place is not known before all others are."""
        values = _values(tri, standing, self._span, self._today, self._limits)
        return Priority(tuple(_terms(self._rules, values)), standing.has_danger, tri is not None, None)


class Places:
    """The places of a whole register by danger, then priority; equals share the better place."""

    def __init__(self, unplaced: Iterable[Priority]) -> None:
        keys = sorted((_order(each) for each in unplaced if each.can_be_ranked), reverse=True)
        self._place_of: dict[tuple[bool, float], int] = {}
        for place, key in enumerate(keys, start=1):
            self._place_of.setdefault(key, place)

    def placed(self, each: Priority) -> Priority:
        """The same priority with its place."""
        if not each.can_be_ranked:
            return each
        return Priority(each.terms, each.has_danger, each.can_be_ranked, self._place_of[_order(each)])


def _rules(pack: Pack) -> list[tuple[str, float, float]]:
    """Id, weight and stand-in for an unknown value of every term."""
    rows = pack.tables["inspect_next_terms"].rows
    return [(row["term"], float(pack.figure(row["weight_figure"])), float(row["when_missing"])) for row in rows]


def _values(
    tri: float | None, standing: Standing, span: tuple[float, float], today: date, limits: _Limits
) -> dict[str, float | None]:
    """By term its value, which may exceed 1, None where it is not known."""
    return {
        "risk": None if tri is None else _scaled(tri, span),
        "condition": None if standing.msr_percent is None else float(100 - standing.msr_percent) / 100,
        "age": _age(standing.visited_on, today, limits.interval_months),
        "overdue": standing.overdue / limits.overdue_count,
    }


def _terms(rules: list[tuple[str, float, float]], values: dict[str, float | None]) -> Iterator[PriorityTerm]:
    for term, weight, stand_in in rules:
        value = values[term]
        yield PriorityTerm(term, stand_in if value is None else min(1.0, value), weight, assumed=value is None)


def _scaled(tri: float, span: tuple[float, float]) -> float:
    low, high = span
    return 1.0 if high == low else (tri - low) / (high - low)


def _age(visited_on: date | None, today: date, interval_months: float) -> float | None:
    return None if visited_on is None else max(0.0, (today - visited_on).days / _DAYS_A_MONTH / interval_months)


def _order(each: Priority) -> tuple[bool, float]:
    return each.has_danger, round(each.value, 12)
