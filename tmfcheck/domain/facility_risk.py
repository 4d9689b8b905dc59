"""From a facility's stored facts to the inputs of the indices, and its transboundary flags (methodology 5)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from tmfcheck.domain.dam_facts import GoverningFigure, derived_facts
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_doubts import doubted_facts
from tmfcheck.domain.hazard_index import HazardRules, Indices, Inputs, VolumeWay
from tmfcheck.domain.pack import Pack

_OTHER_NAMES = {"management": "status", "transboundary": "is_transboundary"}
_FACT_OF = {each.name: _OTHER_NAMES.get(each.name, each.name) for each in fields(Inputs)}
"""The fact every input comes from."""


@dataclass(frozen=True, slots=True)
class TransboundaryFlags:
    """Whether effects across a border are possible (None: catchment unknown), and whether the flag is highlighted.

    ``radiological``: the Industrial Accidents Convention leaves the substance's emergencies to the IAEA's rules (None:
    nobody has said which substances there are).
    """

    possible: bool | None
    highlighted: bool
    radiological: bool | None


@dataclass(frozen=True, slots=True)
class ScoredFacility:
    """A facility with everything section 5 of the method says about it alone."""

    facility: Facility
    indices: Indices
    flags: TransboundaryFlags

    @property
    def from_dams(self) -> dict[str, GoverningFigure]:
        """By fact id, the figures the facility does not state itself and one of its dams stands for."""
        return derived_facts(self.facility)


def fact_of_input(name: str) -> str:
    """The fact of the facility an input of the indices comes from."""
    return _FACT_OF[name]


class FacilityScorer:
    """Scores the facilities of a whole list by the rules of one pack; ages count to ``year``."""

    def __init__(self, pack: Pack, year: int) -> None:
        self._rules = HazardRules(pack)
        self._year = year
        self._radiological = {row["substance_group"] for row in pack.tables["transboundary_radiological"].rows}
        self._highlight_hours = pack.figure("transboundary_highlight_hours")

    def score(self, facility: Facility) -> ScoredFacility:
        """Indices and flags of one facility."""
        scored = self._rules.indices(inputs_of(facility), self._year)
        return ScoredFacility(facility, scored, self._flags(facility, scored))

    def _flags(self, facility: Facility, scored: Indices) -> TransboundaryFlags:
        """The flags of methodology 5.3: in a shared catchment and hazardous to water, as an unknown class counts."""
        groups = facility.fact("substance_groups")
        is_radiological = not self._radiological.isdisjoint(groups) if isinstance(groups, tuple) else None
        if scored.transboundary is None:
            return TransboundaryFlags(None, highlighted=False, radiological=is_radiological)
        is_possible = scored.transboundary and facility.fact("whc") != 0
        hours = scored.travel_time_hours
        is_near = hours is None or hours <= self._highlight_hours
        return TransboundaryFlags(is_possible, highlighted=is_possible and is_near, radiological=is_radiological)


def score_facility(pack: Pack, facility: Facility, year: int) -> ScoredFacility:
    """Indices and flags of one facility; ``FacilityScorer`` serves a whole list faster."""
    return FacilityScorer(pack, year).score(facility)


def inputs_of(facility: Facility) -> Inputs:
    """The facts the indices look at, those of the dams where the facility states none; the rest stays unknown."""
    facts = facility.facts
    known: dict[str, Any] = {name: facts[fact_id].value for name, fact_id in _FACT_OF.items() if fact_id in facts}
    if facility.dams:
        known |= {name: figure.value for name, figure in derived_facts(facility).items() if name in _FACT_OF}
    return Inputs(**known)


_FACT_OF_WAY = {
    VolumeWay.STORED: "volume_m3",
    VolumeWay.BY_MASS: "mass_t",
    VolumeWay.BY_AREA: "area_m2",
    VolumeWay.CAPACITY: "capacity_m3",
}
_VOLUME_FACTS = frozenset({*_FACT_OF_WAY.values(), "dry_density_t_m3", "mean_depth_m"})


def questioned_inputs(scored: ScoredFacility, year: int) -> tuple[str, ...]:
    """The facts the indices rest on that contradict others; of the volumes, the one that was used."""
    used = _FACT_OF_WAY.get(scored.indices.volume_way) if scored.indices.volume_way else None
    rests_on = {*_FACT_OF.values()} - _VOLUME_FACTS | {used}
    return tuple(fact for fact in doubted_facts(scored.facility, year) if fact in rests_on)
