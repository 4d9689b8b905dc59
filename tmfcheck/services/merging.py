"""What becomes of rows that may be known facilities: kept apart, skipped, or merged without losing a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from tmfcheck.domain.facility import Facility, FactValue

if TYPE_CHECKING:
    from tmfcheck.services.register_import import PlannedDuplicate


class _Rowed(Protocol):
    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A value of the list that a merge did not take because the facility has another; both stand in the notes."""

    listed_id: str
    fact_id: str
    value: Any
    kept: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """New facilities, changed stored ones (before, after), ids of skipped rows, and values that were left aside."""

    listed: tuple[Facility, ...]
    added: tuple[Facility, ...]
    changed: tuple[tuple[Facility, Facility], ...]
    skipped: tuple[str, ...]
    left_aside: tuple[LeftAside, ...]
    merged_into: Mapping[str, str]

    def row_of_changed(self, listed: Mapping[str, _Rowed]) -> dict[str, int]:
        """By id of a changed stored facility the last row merged into it."""
        return {target: listed[name].row for name, target in self.merged_into.items() if target not in listed}


def merged(listed: Sequence[Facility], duplicates: Sequence[PlannedDuplicate]) -> Merge:
    """Carry out the decisions in the order of the list; an undecided row stays a facility of its own."""
    decided = {each.duplicate.facility.id: each for each in duplicates if each.decision in ("merge", "skip")}
    stored = {each.duplicate.other.id: each.duplicate.other for each in duplicates if each.other_row is None}
    now = dict(stored)
    home: dict[str, str] = {}
    skipped, merged_into, left_aside = [], {}, []
    for facility in listed:
        plan = decided.get(facility.id)
        if plan is None:
            now[facility.id] = facility
            continue
        target = home.get(plan.duplicate.other.id, plan.duplicate.other.id)
        home[facility.id] = target
        if plan.decision == "skip":
            skipped.append(facility.id)
            continue
        now[target], left = _merge(now[target], facility)
        merged_into[facility.id] = target
        left_aside += left
    own = [facility.id for facility in listed if facility.id in now]
    changed = [(before, now[name]) for name, before in stored.items() if now[name] != before]
    return Merge(
        tuple(listed),
        tuple(now[name] for name in own),
        tuple(changed),
        tuple(skipped),
        tuple(left_aside),
        merged_into,
    )


def _merge(target: Facility, facility: Facility) -> tuple[Facility, list[LeftAside]]:
    """The target with every fact it lacked; another value for a fact it has goes to the notes."""
    missing: dict[str, FactValue] = {}
    left = []
    for fact_id, known in facility.facts.items():
        own = target.facts.get(fact_id)
        if own is None:
            missing[fact_id] = known
        elif own.value != known.value:
            left.append(LeftAside(facility.id, fact_id, known.value, own.value))
    other_name = [] if facility.name == target.name else [facility.name]
    told = [target.notes, *other_name, facility.notes, *(f"{each.fact_id}: {each.value}" for each in left)]
    notes = "\n".join(dict.fromkeys(line for line in told if line))
    return replace(target, facts={**target.facts, **missing}, notes=notes), left
