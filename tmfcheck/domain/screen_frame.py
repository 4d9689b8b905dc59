"""Where places lie on a screen: Web Mercator, the projection of map tiles, at any zoom.

World coordinates are degrees of longitude to the right and Mercator's stretched degrees downwards, so that one number,
the scale in pixels a degree, leads from the world to the screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tmfcheck.domain.geography import EARTH_RADIUS_KM, Bounds, Place, bounds_of
from tmfcheck.domain.map_frame import Position

TILE_PX = 256
"""The width of the whole earth in pixels at zoom 0."""
LOWEST_ZOOM, HIGHEST_ZOOM = 1.0, 17.0
NORTHERN_EDGE = 85.05
"""The latitude up to which the projection is a square."""
NEAREST_FIT_ZOOM = 11.0
"""A frame is fitted to a single place no nearer than this."""


def to_world(place: Place) -> Position:
    """World coordinates of a place; the poles are held at the square's edge."""
    latitude = max(-NORTHERN_EDGE, min(NORTHERN_EDGE, place[1]))
    return place[0], -math.degrees(math.asinh(math.tan(math.radians(latitude))))


def from_world(position: Position) -> Place:
    """The place at world coordinates."""
    return position[0], math.degrees(math.atan(math.sinh(math.radians(-position[1]))))


def scale_of(zoom: float) -> float:
    """Pixels a degree at a zoom."""
    return TILE_PX * math.exp2(zoom) / 360.0


@dataclass(frozen=True, slots=True)
class ScreenFrame:
    """What a view of this many pixels shows: the world coordinates of its middle, and the zoom."""

    x: float
    y: float
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels a degree of longitude."""
        return scale_of(self.zoom)

    @property
    def left(self) -> float:
        """World coordinate of the left edge."""
        return self.x - self.width / 2 / self.scale

    @property
    def top(self) -> float:
        """World coordinate of the upper edge."""
        return self.y - self.height / 2 / self.scale

    def to_screen(self, place: Place) -> Position:
        """Where a place lies, in pixels from the upper left corner."""
        return self.from_world(to_world(place))

    def from_world(self, position: Position) -> Position:
        """The same from world coordinates."""
        return (position[0] - self.left) * self.scale, (position[1] - self.top) * self.scale

    def to_place(self, position: Position) -> Place:
        """Which place lies under a pixel; its longitude may run over the antimeridian."""
        return from_world((self.left + position[0] / self.scale, self.top + position[1] / self.scale))

    @property
    def km_per_pixel(self) -> float:
        """How many kilometres a pixel in the middle is wide."""
        latitude = from_world((self.x, self.y))[1]
        return math.radians(1) * EARTH_RADIUS_KM * math.cos(math.radians(latitude)) / self.scale

    @property
    def visible(self) -> Bounds:
        """The piece of the earth in view."""
        west, north = self.to_place((0, 0))
        east, south = self.to_place((self.width, self.height))
        return Bounds(max(west, -180.0), max(south, -NORTHERN_EDGE), min(east, 180.0), min(north, NORTHERN_EDGE))

    def moved(self, right: float, down: float) -> ScreenFrame:
        """The frame this many pixels further."""
        return replace(self, x=self.x + right / self.scale, y=self.y + down / self.scale).held()

    def centred(self, place: Place) -> ScreenFrame:
        """The frame around a place."""
        x, y = to_world(place)
        return replace(self, x=x, y=y).held()

    def zoomed(self, zoom: float, around: Position) -> ScreenFrame:
        """The frame at another zoom; what lies under a pixel stays there."""
        held = max(LOWEST_ZOOM, min(HIGHEST_ZOOM, zoom))
        dx, dy = around[0] - self.width / 2, around[1] - self.height / 2
        before, after = self.scale, scale_of(held)
        x, y = self.x + dx / before - dx / after, self.y + dy / before - dy / after
        return replace(self, x=x, y=y, zoom=held).held()

    def resized(self, width: float, height: float) -> ScreenFrame:
        """The frame around the same middle in a view of another size."""
        return replace(self, width=width, height=height)

    def fitted(self, places: Iterable[Place], air: float) -> ScreenFrame:
        """The frame that shows all places with ``air`` pixels around them; ValueError for none."""
        box = bounds_of(to_world(place) for place in places)
        width, height = max(1.0, self.width - 2 * air), max(1.0, self.height - 2 * air)
        across, down = max(box.east - box.west, 1e-9), max(box.north - box.south, 1e-9)
        zoom = math.log2(min(width / across, height / down) * 360.0 / TILE_PX)
        held = max(LOWEST_ZOOM, min(NEAREST_FIT_ZOOM, zoom))
        return replace(self, x=(box.west + box.east) / 2, y=(box.south + box.north) / 2, zoom=held).held()

    def held(self) -> ScreenFrame:
        """The frame with its middle on the earth."""
        return replace(self, x=max(-180.0, min(180.0, self.x)), y=max(-170.0, min(170.0, self.y)))


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """The part of a view one can see places in: on its left, ``covered`` pixels lie under something else."""

    frame: ScreenFrame
    covered: float
    air: float

    def fitted(self, places: Iterable[Place]) -> ScreenFrame:
        """The frame of the whole view that shows all these places in the free part; ValueError for none."""
        covered = self.covered if self.covered < self.frame.width / 2 else 0
        free = self.frame.resized(self.frame.width - covered, self.frame.height)
        fitted = free.fitted(places, min(self.air, free.width / 6, free.height / 6))
        return fitted.moved(covered / 2, 0)
