"""From the earth to a flat page and back: the projection of a map, its frame, and what of the earth the frame shows.

Lambert's conformal conic is chosen for regions: Central Asia is wide and lies between 35 and 56 degrees north, where it
keeps shapes and one scale nearly everywhere. A frame on the equator or wider than half the earth falls to Mercator,
into which the cone turns there. Both keep angles, so a symbol's surroundings are never sheared.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tmfcheck.domain.geography import EARTH_RADIUS_KM, Bounds, Place, Ring, bounds_of

Position = tuple[float, float]
"""A position on a plane, x to the right and y upwards."""

HIGHEST_LATITUDE = 85.0
FLATTEST_CONE = 0.15
WIDEST_CONE_DEGREES = 150.0
LONGEST_EDGE_DEGREES = 2.0


class Projection(Protocol):
    """A conformal projection of the sphere of radius 1."""

    def forward(self, place: Place) -> Position:
        """Where a place lies on the plane."""

    def inverse(self, position: Position) -> Place:
        """Which place lies at a position; longitudes may run over the antimeridian."""

    def scale_at(self, latitude: float) -> float:
        """How much longer a short way is on the plane than on the sphere."""


@dataclass(frozen=True, slots=True)
class Mercator:
    """The cylinder around the equator; ``meridian`` is the middle longitude in degrees."""

    meridian: float

    def forward(self, place: Place) -> Position:
        return math.radians(place[0] - self.meridian), math.log(_half_tangent(place[1]))

    def inverse(self, position: Position) -> Place:
        latitude = 2 * math.degrees(math.atan(math.exp(position[1]))) - 90
        return math.degrees(position[0]) + self.meridian, latitude

    def scale_at(self, latitude: float) -> float:
        return 1 / math.cos(math.radians(latitude))


@dataclass(frozen=True, slots=True)
class Conic:
    """Lambert's cone through two parallels; ``cone`` is its constant, ``reach`` its radius factor (Snyder 1987, 15)."""

    meridian: float
    cone: float
    reach: float

    def forward(self, place: Place) -> Position:
        radius = self.reach / _half_tangent(place[1]) ** self.cone
        angle = self.cone * math.radians(place[0] - self.meridian)
        return radius * math.sin(angle), -radius * math.cos(angle)

    def inverse(self, position: Position) -> Place:
        sign = math.copysign(1.0, self.cone)
        x, y = position[0] * sign, -position[1] * sign
        radius = sign * max(math.hypot(x, y), 1e-12)
        latitude = 2 * math.degrees(math.atan((self.reach / radius) ** (1 / self.cone))) - 90
        return math.degrees(math.atan2(x, y)) / self.cone + self.meridian, latitude

    def scale_at(self, latitude: float) -> float:
        radius = self.reach / _half_tangent(latitude) ** self.cone
        return float(self.cone * radius / math.cos(math.radians(latitude)))


def _half_tangent(latitude: float) -> float:
    held = max(-HIGHEST_LATITUDE, min(HIGHEST_LATITUDE, latitude))
    return math.tan(math.radians(45 + held / 2))


def projection_for(bounds: Bounds) -> Projection:
    """The projection that suits a piece of the earth; parallels at a sixth of its height from south and north."""
    meridian = (bounds.west + bounds.east) / 2
    south, north = max(bounds.south, -HIGHEST_LATITUDE), min(bounds.north, HIGHEST_LATITUDE)
    sixth = (north - south) / 6
    low, high = south + sixth, north - sixth
    if bounds.east - bounds.west > WIDEST_CONE_DEGREES or abs(math.sin(math.radians((low + high) / 2))) < FLATTEST_CONE:
        return Mercator(meridian)
    cosine = math.cos(math.radians(low))
    if high - low < 1e-6:
        cone = math.sin(math.radians(low))
    else:
        cone = math.log(cosine / math.cos(math.radians(high))) / math.log(_half_tangent(high) / _half_tangent(low))
    return Conic(meridian, cone, cosine * _half_tangent(low) ** cone / cone)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page in points, from its lower left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """Whether both have more than an edge in common."""
        return self.x < other.right and other.x < self.right and self.y < other.top and other.y < self.top

    def holds(self, other: Box) -> bool:
        """Whether the other lies within."""
        return self.x <= other.x and other.right <= self.right and self.y <= other.y and other.top <= self.top

    def shrunk(self, air: float) -> Box:
        """The same box with this much less on every side."""
        return Box(self.x + air, self.y + air, self.width - 2 * air, self.height - 2 * air)

    def has(self, position: Position) -> bool:
        """Whether a position lies within or on the edge."""
        return self.x <= position[0] <= self.right and self.y <= position[1] <= self.top


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A rectangle of the page filled with a map; ``factor`` is points per radius of the earth."""

    projection: Projection
    box: Box
    factor: float
    origin: Position

    def to_page(self, place: Place) -> Position:
        """Where a place lies on the page, in points."""
        x, y = self.projection.forward(place)
        return self.origin[0] + x * self.factor, self.origin[1] + y * self.factor

    def to_earth(self, position: Position) -> Place:
        """Which place lies at a position of the page."""
        x, y = position
        return self.projection.inverse(((x - self.origin[0]) / self.factor, (y - self.origin[1]) / self.factor))

    @property
    def centre(self) -> Place:
        """The place in the middle of the frame."""
        return self.to_earth((self.box.x + self.box.width / 2, self.box.y + self.box.height / 2))

    @property
    def points_per_km(self) -> float:
        """How many points of the page one kilometre in the middle of the frame takes."""
        return self.factor * self.projection.scale_at(self.centre[1]) / EARTH_RADIUS_KM

    @property
    def visible(self) -> Bounds:
        """The bounds of everything the frame shows."""
        west, south, east, north = 180.0, 90.0, -180.0, -90.0
        for position in _edge(self.box):
            x, y = self.to_earth(position)
            west, east = min(west, max(x, -180.0)), max(east, min(x, 180.0))
            south, north = min(south, y), max(north, y)
        return Bounds(west, max(south, -90.0), east, min(north, 90.0))


def _edge(box: Box) -> Iterator[Position]:
    for step in range(33):
        x, y = box.x + box.width * step / 32, box.y + box.height * step / 32
        yield from ((x, box.y), (x, box.top), (box.x, y), (box.right, y))


def frame_for(bounds: Bounds, box: Box) -> MapFrame:
    """The frame that shows all of these bounds as large as the box allows, in its middle."""
    projection = projection_for(bounds)
    flat = bounds_of(projection.forward(place) for place in _outline(bounds))
    factor = min(box.width / (flat.east - flat.west), box.height / (flat.north - flat.south))
    middle = (flat.west + flat.east) / 2, (flat.south + flat.north) / 2
    origin = box.x + box.width / 2 - middle[0] * factor, box.y + box.height / 2 - middle[1] * factor
    return MapFrame(projection, box, factor, origin)


def _outline(bounds: Bounds) -> Iterator[Place]:
    for step in range(33):
        x = bounds.west + (bounds.east - bounds.west) * step / 32
        y = bounds.south + (bounds.north - bounds.south) * step / 32
        yield from ((x, bounds.south), (x, bounds.north), (bounds.west, y), (bounds.east, y))


def clipped_ring(ring: Ring, bounds: Bounds) -> list[Place]:
    """The part of a closed line within bounds (Sutherland and Hodgman), its long edges divided; empty if none."""
    cut = list(ring)
    for axis, limit, keeps_above in (
        (0, bounds.west, True),
        (0, bounds.east, False),
        (1, bounds.south, True),
        (1, bounds.north, False),
    ):
        cut = _cut(cut, axis, limit, keeps_above=keeps_above)
        if not cut:
            return []
    return list(_divided([*cut, cut[0]]))


def _cut(ring: Sequence[Place], axis: int, limit: float, *, keeps_above: bool) -> list[Place]:
    """The part of a closed line on one side of a meridian (axis 0) or parallel (axis 1)."""
    kept: list[Place] = []
    for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
        was_in = (before[axis] >= limit) is keeps_above or before[axis] == limit
        is_in = (point[axis] >= limit) is keeps_above or point[axis] == limit
        if was_in != is_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            across = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((limit, across) if axis == 0 else (across, limit))
        if is_in:
            kept.append(point)
    return kept


def _divided(line: Sequence[Place]) -> Iterator[Place]:
    """The line with points added on long edges, which are straight on the sphere's grid but bent on the page."""
    yield line[0]
    for (x1, y1), (x2, y2) in itertools.pairwise(line):
        pieces = max(1, math.ceil(max(abs(x2 - x1), abs(y2 - y1)) / LONGEST_EDGE_DEGREES))
        for step in range(1, pieces + 1):
            yield (x1 + (x2 - x1) * step / pieces, y1 + (y2 - y1) * step / pieces)


def pieces_within(line: Ring, bounds: Bounds) -> Iterator[list[Place]]:
    """The runs of a line whose segments come into the bounds, each with its ends just outside."""
    run: list[Place] = []
    for start, end in itertools.pairwise(line):
        if bounds.meets(bounds_of((start, end))):
            run = run or [start]
            run.append(end)
        elif run:
            yield run
            run = []
    if run:
        yield run
