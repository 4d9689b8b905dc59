"""The markers of the shown facilities at every half step of zoom, gathered once each and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tmfcheck.domain.map_content import CLASSES, ColourBy, MapFacility, SymbolClass
from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.map_markers import Marker, gathered
from tmfcheck.domain.screen_frame import HIGHEST_ZOOM, LOWEST_ZOOM, ScreenFrame, scale_of, to_world

LEVELS_PER_ZOOM = 2


class Look(NamedTuple):
    """All that decides what a marker looks like: equal looks share one picture; lengths are points."""

    symbol: SymbolClass
    radius: float
    number: int = 1
    stands_out: bool | None = None
    """Of a transboundary facility whether it stands out; None for any other."""


class PlacedMarker(NamedTuple):
    """A marker at its world coordinates, how it looks and how far it reaches in pixels."""

    x: float
    y: float
    marker: Marker
    look: Look
    reach: float

    @property
    def is_cluster(self) -> bool:
        return self.look.number > 1


class MarkerLevels:
    """Every facility is in exactly one marker of a level; the more serious come first."""

    def __init__(self, facilities: Sequence[MapFacility], colour_by: ColourBy, point_px: float) -> None:
        self._placed = [(to_world(each.place), each) for each in facilities]
        self._order = {symbol: number for number, symbol in enumerate(CLASSES[colour_by])}
        self._point_px = point_px
        self._levels: dict[int, list[PlacedMarker]] = {}

    def at(self, zoom: float) -> list[PlacedMarker]:
        """The markers that suit a zoom."""
        level = _level(zoom)
        found = self._levels.get(level)
        if found is None:
            found = self._gathered(level)
            self._levels[level] = found
        return found

    def in_view(self, frame: ScreenFrame, seam: float) -> list[PlacedMarker]:
        """The markers within a frame and a seam of pixels around it."""
        around = seam / frame.scale
        left, top = frame.left - around, frame.top - around
        right = frame.left + frame.width / frame.scale + around
        bottom = frame.top + frame.height / frame.scale + around
        return [each for each in self.at(frame.zoom) if left <= each[0] <= right and top <= each[1] <= bottom]

    def prepare(self, zoom: float) -> Iterator[None]:
        """Gather every level beforehand, the nearest to a zoom first; one step of the iteration a level."""
        levels = range(_level(LOWEST_ZOOM), _level(HIGHEST_ZOOM) + 1)
        for level in sorted(levels, key=lambda each: abs(each - _level(zoom))):
            self.at(level / LEVELS_PER_ZOOM)
            yield

    def _gathered(self, level: int) -> list[PlacedMarker]:
        if not self._placed:
            return []
        points = scale_of(level / LEVELS_PER_ZOOM) / self._point_px
        at_points: list[tuple[Position, MapFacility]] = [
            ((x * points, y * points), facility) for (x, y), facility in self._placed
        ]
        return [self._placed_marker(marker, points) for marker in gathered(at_points)]

    def _placed_marker(self, marker: Marker, points: float) -> PlacedMarker:
        x, y = marker.position
        worst = min((each.symbol for each in marker.facilities), key=self._order.__getitem__)
        across = marker.across
        count, radius = len(marker.facilities), round(marker.radius * 2) / 2
        look = Look(worst, radius, count, None if across is None else across.stands_out)
        return PlacedMarker(x / points, y / points, marker, look, marker.reach * self._point_px)


def _level(zoom: float) -> int:
    return round(zoom * LEVELS_PER_ZOOM)
