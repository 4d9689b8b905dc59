"""Points of a list that do not fit their stated place, told by the other rows alone; questions, never corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.likeness import distance_km, name_words, point

SAME_PLACE_WITHIN_KM = 50.0
REGION_OTHERS = 3
REGION_BEYOND_KM = 100.0


@dataclass(frozen=True, slots=True)
class FarPoint:
    """A point far from where its row says it is; ``other`` is the name of the place it was compared with."""

    facility: Facility
    code: str
    distance_km: float
    other: str


def far_points(facilities: Sequence[Facility]) -> tuple[FarPoint, ...]:
    """Rows whose place another row states far away, and rows far from all others of their region (own rules)."""
    placed = [facility for facility in facilities if point(facility) is not None]
    return (*_far_from_namesake(placed), *_far_from_region(placed))


def _far_from_namesake(placed: Sequence[Facility]) -> Iterator[FarPoint]:
    bearers: dict[str, list[Facility]] = defaultdict(list)
    for facility in placed:
        for word in _named(facility):
            bearers[word].append(facility)
    for facility in placed:
        stated = name_words(_text(facility, "nearest_settlement"))
        if not stated:
            continue
        rarest = min((bearers[word] for word in stated), key=len)
        others = [each for each in rarest if each is not facility and stated <= _named(each)]
        apart = [(_apart(facility, each), each) for each in others if each.country == facility.country]
        if apart and (nearest := min(apart, key=lambda pair: pair[0]))[0] > SAME_PLACE_WITHIN_KM:
            yield FarPoint(facility, "FAR_FROM_NAMESAKE", nearest[0], nearest[1].name)


def _far_from_region(placed: Sequence[Facility]) -> Iterator[FarPoint]:
    """A region may be large, but a point without any other of its region near it stands out."""
    of_region: dict[tuple[str, str], list[Facility]] = defaultdict(list)
    for facility in placed:
        if region := _text(facility, "region"):
            of_region[facility.country, region].append(facility)
    for (_, region), members in of_region.items():
        for facility in members if len(members) > REGION_OTHERS else ():
            nearest = _nearest(facility, members)
            if nearest > REGION_BEYOND_KM:
                yield FarPoint(facility, "FAR_FROM_REGION", nearest, region)


def _nearest(facility: Facility, members: Sequence[Facility]) -> float:
    """Kilometres to the nearest other member; the first one near enough ends the search."""
    nearest = float("inf")
    for other in members:
        if other is not facility:
            nearest = min(nearest, _apart(facility, other))
            if nearest <= REGION_BEYOND_KM:
                break
    return nearest


def _apart(one: Facility, other: Facility) -> float:
    """Both have a point."""
    distance = distance_km(one, other)
    return 0.0 if distance is None else distance


def _named(facility: Facility) -> frozenset[str]:
    return name_words(facility.name) | name_words(_text(facility, "nearest_settlement"))


def _text(facility: Facility, fact_id: str) -> str:
    value = facility.fact(fact_id)
    return value if isinstance(value, str) else ""
