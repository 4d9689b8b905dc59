"""Some thirty facilities to fill a map with: invented, and marked as samples."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from tmfcheck.domain.facility import STATUSES

_PLACES = (
    ("KZ", 82.6, 50.0, 7, "Улба"),
    ("KZ", 73.4, 49.4, 4, ""),
    ("KZ", 58.2, 50.3, 3, "Илек"),
    ("KG", 72.4, 41.3, 5, "Майлуу-Суу"),
    ("KG", 76.2, 42.7, 3, "Чу"),
    ("TJ", 69.7, 40.3, 5, "Сырдарья"),
    ("UZ", 69.6, 41.0, 4, "Ахангаран"),
)
"""Country, longitude, latitude, how many facilities are invented there, and the river that leads across a border."""


def sample_facilities() -> Iterator[dict[str, Any]]:
    """Documents as ``add_facility`` takes them; the same every time."""
    chance = random.Random(11)
    number = 0
    for country, longitude, latitude, count, river in _PLACES:
        for each in range(count):
            number += 1
            yield {
                "name": f"Sample {number:02d}",
                "country": country,
                "is_sample": True,
                "longitude": round(longitude + chance.uniform(-0.9, 0.9), 3),
                "latitude": round(latitude + chance.uniform(-0.5, 0.5), 3),
                "volume_m3": round(10 ** chance.uniform(4, 8)),
                "status": STATUSES[number % len(STATUSES)],
                "whc": number % 4,
                **_across(river if each % 2 == 0 else "", chance),
            }


def _across(river: str, chance: random.Random) -> dict[str, Any]:
    if not river:
        return {}
    return {
        "is_transboundary": True,
        "river": river,
        "distance_to_border_km": round(chance.uniform(4, 120), 1),
        "flow_velocity_m_s": round(chance.uniform(0.5, 2.5), 1),
    }
