"""Facts of a facility that contradict each other or common sense: questioned, never forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tmfcheck.domain.dam_facts import governing_figures
from tmfcheck.domain.facility import Facility

HIGHEST_DAM_M = 400
"""No tailings dam is known to stand higher; a larger figure is rather a slip of the pen or another unit."""

_URANIUM_STEMS = ("urani", "uráni", "urânio", "uranio", "уран")
"""How the word for uranium begins in the languages lists come in."""

DENSITY_RANGE_T_M3 = (0.3, 5.0)
"""Tailings settle between about one and three tonnes a cubic metre; outside this wide range one of two figures errs."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question about stored facts: its code, the facts it looks at, and the figures that make it plain."""

    code: str
    facts: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)


def doubts(facility: Facility, year: int) -> tuple[Doubt, ...]:
    """Every question the facts raise; ``year`` is the present one. Unknown facts raise none (own rules)."""
    return (
        *_limits(facility),
        *_years(facility, year),
        *_densities(facility),
        *_place(facility),
        *_substances(facility),
        *_governing(facility),
        *_dams(facility, year),
        *_papers(facility),
    )


def doubted_facts(facility: Facility, year: int) -> tuple[str, ...]:
    """The facts some question of ``doubts`` looks at, each once, in the order of the questions."""
    return tuple(dict.fromkeys(fact for doubt in doubts(facility, year) for fact in doubt.facts))


def _limits(facility: Facility) -> Iterator[Doubt]:
    for code, stored, limit in (
        ("VOLUME_ABOVE_CAPACITY", "volume_m3", "capacity_m3"),
        ("MASS_ABOVE_CAPACITY", "mass_t", "capacity_t"),
    ):
        value, most = _number(facility, stored), _number(facility, limit)
        if value is not None and most is not None and value > most:
            yield Doubt(code, (stored, limit), {"value": value, "limit": most})
    height = _number(facility, "dam_height_m")
    if height is not None and height > HIGHEST_DAM_M:
        yield Doubt("HEIGHT_UNLIKELY", ("dam_height_m",), {"value": height, "limit": HIGHEST_DAM_M})


def _years(facility: Facility, year: int) -> Iterator[Doubt]:
    start, end = _number(facility, "start_year"), _number(facility, "end_year")
    if start is not None and start > year:
        yield Doubt("START_IN_FUTURE", ("start_year",), {"value": start})
    if start is not None and end is not None and end < start:
        yield Doubt("END_BEFORE_START", ("start_year", "end_year"), {"value": end, "limit": start})


def _densities(facility: Facility) -> Iterator[Doubt]:
    low, high = DENSITY_RANGE_T_M3
    for mass, volume in (("mass_t", "volume_m3"), ("capacity_t", "capacity_m3")):
        tonnes, cubic_metres = _number(facility, mass), _number(facility, volume)
        if tonnes and cubic_metres and not low <= tonnes / cubic_metres <= high:
            yield Doubt("DENSITY_UNLIKELY", (mass, volume), {"value": tonnes, "limit": cubic_metres})


def _place(facility: Facility) -> Iterator[Doubt]:
    if _number(facility, "latitude") == 0 and _number(facility, "longitude") == 0:
        yield Doubt("POINT_AT_ZERO", ("latitude", "longitude"))


def _substances(facility: Facility) -> Iterator[Doubt]:
    """Uranium in the commodity alone: only the groups of substances bring the mark "radiological: IAEA"."""
    commodity, groups = str(facility.fact("commodity") or "").casefold(), facility.fact("substance_groups")
    names_uranium = any(stem in commodity for stem in _URANIUM_STEMS)
    if names_uranium and not (isinstance(groups, tuple) and "uranium" in groups):
        yield Doubt("URANIUM_NOT_AMONG_SUBSTANCES", ("commodity", "substance_groups"))


def _governing(facility: Facility) -> Iterator[Doubt]:
    """Where the facility's own figure is milder than that of one of its dams, which the indices would not see."""
    for fact, figure in governing_figures(facility).items():
        own = _number(facility, fact)
        is_milder = own is not None and (own < figure.value if fact == "dam_height_m" else own > figure.value)
        if is_milder:
            data = {"value": own, "limit": figure.value, "dam": figure.dam}
            yield Doubt(f"DAM_CONTRADICTS_{fact.upper()}", (fact, "dams"), data)


def _dams(facility: Facility, year: int) -> Iterator[Doubt]:
    for dam in facility.dams:
        name = {"dam": dam.name}
        if dam.height_m is not None and dam.height_m > HIGHEST_DAM_M:
            yield Doubt("DAM_HEIGHT_UNLIKELY", ("dams",), name | {"value": dam.height_m, "limit": HIGHEST_DAM_M})
        if dam.start_year is not None and dam.start_year > year:
            yield Doubt("DAM_START_IN_FUTURE", ("dams",), name | {"year": str(dam.start_year)})
        if dam.safety_height_m is not None and dam.height_m is not None and dam.height_m > dam.safety_height_m:
            data = name | {"value": dam.height_m, "limit": dam.safety_height_m}
            yield Doubt("SAFETY_FOR_LOWER_DAM", ("dams",), data)
        if dam.safety_year is not None and dam.start_year is not None and dam.safety_year < dam.start_year:
            years = {"year": str(dam.safety_year), "start": str(dam.start_year)}
            yield Doubt("SAFETY_BEFORE_START", ("dams",), name | years)


def _papers(facility: Facility) -> Iterator[Doubt]:
    for paper in facility.papers:
        if paper.issued_on is not None and paper.valid_to is not None and paper.valid_to < paper.issued_on:
            yield Doubt("PAPER_ENDS_BEFORE_ISSUE", ("papers",), {"paper": paper.title})


def _number(facility: Facility, fact_id: str) -> float | None:
    value = facility.fact(fact_id)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
