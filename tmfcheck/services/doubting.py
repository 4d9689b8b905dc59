"""Everything that is questioned about one facility: facts that contradict each other, a point in another country."""

from __future__ import annotations

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_doubts import Doubt, doubts
from tmfcheck.services.maps import doubt_place, shipped_base_map


def questions_about(facility: Facility, year: int) -> tuple[Doubt, ...]:
    """Every question; ``year`` is the present one. Borders are approximate: a point is asked about, never refused."""
    found = doubt_place(facility)
    if found is None:
        return doubts(facility, year)
    data = {"distance": found.distance_km, "country": found.stated, "found": found.found}
    code = "POINT_OUTSIDE_COUNTRY" if found.found is None else "POINT_IN_OTHER_COUNTRY"
    return (*doubts(facility, year), Doubt(code, ("latitude", "longitude"), data))


def prepare_questions() -> None:
    """Read the base map, which takes a quarter of a second once; may be done in a worker."""
    shipped_base_map()


def are_questions_ready() -> bool:
    """Whether asking takes about a millisecond and not a quarter of a second."""
    return shipped_base_map.cache_info().currsize > 0
