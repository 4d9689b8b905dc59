"""Which facility to inspect next: the priority of each with its four terms (methodology 5.6, own rule)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
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


@dataclass(frozen=True, slots=True)
class PriorityTerm:
    """One addend: its id, the value from 0 to 1, its weight, and whether it stands in for something unknown."""

    id: str
    value: float
    weight: float
    assumed: bool


class _Rule(NamedTuple):
    """How one term counts: its weight, and what stands in for an unknown value."""

    term: str
    weight: float
    when_missing: float

    def scored(self, value: float | None) -> PriorityTerm:
        """The term of a value, of which no more than 1 counts; None is unknown."""
        counted = self.when_missing if value is None else min(1.0, value)
        return PriorityTerm(self.term, counted, self.weight, assumed=value is None)


@dataclass(frozen=True, slots=True)
class Priority:
    """The priority from 0 to 1 with its terms in order; without a TRI the facility cannot be ranked and leads the list.

    ``place`` is None for those that cannot be ranked; open danger comes before every other.
    """

    terms: tuple[PriorityTerm, ...]
    value: float
    has_danger: bool
    can_be_ranked: bool
    place: int | None


def priorities(pack: Pack, listed: Iterable[tuple[float | None, Standing]], today: date) -> tuple[Priority, ...]:
    """The priority of each facility of a register, in its order, from its TRI and its standing.

    R scales the TRI from the register's lowest to its highest, all equal is 1.
    """
    entries = list(listed)
    rules = PriorityRules(pack, [tri for tri, _ in entries], today)
    unplaced = [rules.unplaced(tri, standing) for tri, standing in entries]
    places = Places(map(place_key, unplaced))
    return tuple(places.placed(each) for each in unplaced)


class PriorityRules:
    """The rules of a pack made ready for one register, whose lowest and highest TRI the risk term needs."""

    def __init__(self, pack: Pack, tris: Iterable[float | None], today: date) -> None:
        known = [tri for tri in tris if tri is not None]
        self._span = (min(known), max(known)) if known else (0.0, 0.0)
        self._today = today
        self._rules = _rules(pack)
        self._overdue_count = float(pack.figure("inspect_next_overdue_full_count"))
        self._interval_months = float(pack.figure("inspect_next_interval_months"))
        self._terms_of = cache(self._standing_terms)

    def unplaced(self, tri: float | None, standing: Standing) -> Priority:
        """The priority of one facility; its place is not known before all others are."""
        others = self._terms_of(standing)
        risk = self._risk(tri)
        terms = tuple(rule.scored(risk) if rule.term == "risk" else others[rule.term] for rule in self._rules)
        value = math.fsum([term.value * term.weight for term in terms])
        return Priority(terms, value, standing.has_danger, tri is not None, None)

    def _risk(self, tri: float | None) -> float | None:
        low, high = self._span
        if tri is None:
            return None
        return 1.0 if high == low else (tri - low) / (high - low)

    def _standing_terms(self, standing: Standing) -> dict[str, PriorityTerm]:
        """By id the terms that facilities of the same standing share."""
        msr, visited = standing.msr_percent, standing.visited_on
        values = {
            "condition": None if msr is None else float(100 - msr) / 100,
            "age": None if visited is None else _months(visited, self._today) / self._interval_months,
            "overdue": standing.overdue / self._overdue_count,
        }
        return {rule.term: rule.scored(values[rule.term]) for rule in self._rules if rule.term in values}


PlaceKey = tuple[bool, float]


class Places:
    """The places of a whole register by ``place_key``; equals share the better place."""

    def __init__(self, keys: Iterable[PlaceKey | None]) -> None:
        self._place_of: dict[PlaceKey, int] = {}
        for place, key in enumerate(sorted((key for key in keys if key is not None), reverse=True), start=1):
            self._place_of.setdefault(key, place)

    def placed(self, each: Priority) -> Priority:
        """The same priority with its place."""
        key = place_key(each)
        if key is None:
            return each
        return Priority(each.terms, each.value, each.has_danger, each.can_be_ranked, self._place_of[key])


def _rules(pack: Pack) -> list[_Rule]:
    rows = pack.tables["inspect_next_terms"].rows
    return [_Rule(row["term"], float(pack.figure(row["weight_figure"])), float(row["when_missing"])) for row in rows]


def _months(earlier: date, later: date) -> float:
    return max(0.0, (later - earlier).days / _DAYS_A_MONTH)


def place_key(each: Priority) -> PlaceKey | None:
    """What a priority is placed by, the highest first; None where it cannot be ranked."""
    return (each.has_danger, round(each.value, 12)) if each.can_be_ranked else None
