"""Invented facilities for pictures and tests of lists: each says that it is a sample; the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from tmfcheck.domain.facility import Facility
from tmfcheck.services import facilities
from tmfcheck.services.desk import Desk

COUNT = 40
_FIRST = ("Upper", "Lower", "Old", "New", "East", "West", "North", "South", "First", "Second")
_SECOND = ("Lake", "Birch", "Stone", "Copper", "Silver", "Willow", "Falcon", "Saddle")
_PLACES: Mapping[str, tuple[str, str, float, float]] = {
    "KG": ("Batken", "Syr Darya", 40.0, 71.2),
    "KZ": ("East Kazakhstan", "Irtysh", 50.2, 82.3),
    "TJ": ("Sughd", "Syr Darya", 40.2, 69.8),
    "UZ": ("Tashkent", "Chirchik", 41.0, 69.9),
}
_WATERS = (None, "none", "minor_stream", "river_or_lake", "sensitive")
_STATUSES = ("operated", "closed_with_aftercare", "inactive", "abandoned", "orphaned", None)


def invented_facts(number: int) -> dict[str, Any]:
    """The facts of one invented facility; some are left out, as in any real list."""
    chance = random.Random(number)
    country = sorted(_PLACES)[number % len(_PLACES)]
    region, catchment, latitude, longitude = _PLACES[country]
    is_shared = chance.random() < 0.4
    facts: dict[str, Any] = {
        "region": region if chance.random() < 0.85 else None,
        "catchment": catchment,
        "operator": f"Sample operator {number % 7 + 1}",
        "status": chance.choice(_STATUSES),
        "latitude": round(latitude + chance.uniform(-0.6, 0.6), 4),
        "longitude": round(longitude + chance.uniform(-0.6, 0.6), 4),
        "volume_m3": round(10 ** chance.uniform(4, 8)) if chance.random() < 0.9 else None,
        "dam_height_m": round(chance.uniform(4, 90)),
        "whc": chance.choice((0, 1, 2, 3, 3, None)),
        "pga_g": round(chance.uniform(0.02, 0.4), 2) if chance.random() < 0.7 else None,
        "in_flood_zone": chance.choice((True, False, None)),
        "factor_of_safety": round(chance.uniform(1.1, 1.9), 2) if chance.random() < 0.5 else None,
        "start_year": chance.randint(1948, 2012),
        "population_downstream": chance.choice((0, 60, 800, 5200, 26000, None)),
        "receiving_water": chance.choice(_WATERS),
        "is_transboundary": is_shared if chance.random() < 0.9 else None,
    }
    if is_shared:
        facts |= {
            "river": "Sample river",
            "neighbouring_country": "Uzbekistan" if country != "UZ" else "Kazakhstan",
            "distance_to_border_km": round(chance.uniform(5, 300)),
            "flow_velocity_m_s": round(chance.uniform(0.6, 2.4), 1) if chance.random() < 0.7 else None,
        }
    return {name: value for name, value in facts.items() if value is not None}


def invented_document(number: int) -> dict[str, Any]:
    """One invented facility as a service takes it in."""
    name = f"{_FIRST[number % len(_FIRST)]} {_SECOND[number * 3 % len(_SECOND)]} {number + 1}"
    country = sorted(_PLACES)[number % len(_PLACES)]
    return {"name": name, "country": country, "is_sample": True, "facts": invented_facts(number)}


def add_invented(desk: Desk, count: int = COUNT) -> list[Facility]:
    """Store invented facilities."""
    made = (facilities.add_facility(desk, invented_document(number), "Sample inspector") for number in range(count))
    return [each.facility for each in made]
