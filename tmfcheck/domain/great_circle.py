"""The shortest way between two places on the sphere, for measuring on a map."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tmfcheck.domain.geography import EARTH_RADIUS_KM, Place, distance_km

PIECE_KM = 60.0
MOST_PIECES = 200

_Vector = tuple[float, float, float]


def way_between(one: Place, other: Place) -> list[Place]:
    """Places along the shortest way, both ends included, near enough to each other for straight lines on a map."""
    length = distance_km(one, other)
    pieces = max(1, min(MOST_PIECES, math.ceil(length / PIECE_KM)))
    angle = length / EARTH_RADIUS_KM
    if pieces == 1 or math.sin(angle) < 1e-9:
        return [one, other]
    return [one, *_between(one, other, angle, pieces), other]


def _between(one: Place, other: Place, angle: float, pieces: int) -> Iterator[Place]:
    start, end = _vector(one), _vector(other)
    for step in range(1, pieces):
        share = step / pieces
        a, b = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
        x, y, z = (a * first + b * second for first, second in zip(start, end, strict=True))
        yield math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _vector(place: Place) -> _Vector:
    longitude, latitude = math.radians(place[0]), math.radians(place[1])
    level = math.cos(latitude)
    return level * math.cos(longitude), level * math.sin(longitude), math.sin(latitude)
