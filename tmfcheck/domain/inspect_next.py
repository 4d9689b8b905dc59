"""Which facility to inspect next: the priority of each with its four terms (methodology 5.6, own rule)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
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
    known = [tri for tri, _ in entries if tri is not None]
    span = (min(known), max(known)) if known else (0.0, 0.0)
    rules = _rules(pack)
    limits = _Limits(
        float(pack.figure("inspect_next_overdue_full_count")), float(pack.figure("inspect_next_interval_months"))
    )
    unplaced = [
        Priority(
            tuple(_terms(rules, _values(tri, standing, span, today, limits))),
            standing.has_danger,
            tri is not None,
            None,
        )
        for tri, standing in entries
    ]
    return tuple(_placed(unplaced))


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


def _placed(unplaced: Sequence[Priority]) -> list[Priority]:
    """Places by danger, then priority; equals share the better place."""
    keys = sorted((_order(each) for each in unplaced if each.can_be_ranked), reverse=True)
    place_of: dict[tuple[bool, float], int] = {}
    for place, key in enumerate(keys, start=1):
        place_of.setdefault(key, place)
    return [
        Priority(
            each.terms, each.has_danger, each.can_be_ranked, place_of.get(_order(each)) if each.can_be_ranked else None
        )
        for each in unplaced
    ]


def _order(each: Priority) -> tuple[bool, float]:
    return each.has_danger, round(each.value, 12)
