"""A user's own layers on the map, as plain geometry in degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmfcheck.domain.geography import Bounds, Place, Ring, bounds_of
from tmfcheck.domain.map_drawing import Tone


@dataclass(frozen=True, slots=True)
class MapFeature:
    """One thing of a layer; an area is its rings, the first of them its outline. ``name`` may be empty."""

    name: str
    points: Sequence[Place] = ()
    lines: Sequence[Ring] = ()
    areas: Sequence[Sequence[Ring]] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.points or self.lines or self.areas)

    @property
    def middle(self) -> Place:
        """Where its name stands: in the middle of the largest area, on the longest line, at the first point."""
        if self.areas:
            largest = max((bounds_of(rings[0]) for rings in self.areas), key=_extent)
            return (largest.west + largest.east) / 2, (largest.south + largest.north) / 2
        if self.lines:
            longest = max(self.lines, key=len)
            return longest[len(longest) // 2]
        return self.points[0]


@dataclass(frozen=True, slots=True)
class VectorLayer:
    """Everything a file holds that can be drawn; never empty."""

    title: str
    features: Sequence[MapFeature]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """A layer in the colour it is drawn in."""

    layer: VectorLayer
    tone: Tone


def layer_of(title: str, features: Sequence[MapFeature]) -> VectorLayer | None:
    """A layer of the features that have a place; None where there is none."""
    drawn = tuple(each for each in features if not each.is_empty)
    if not drawn:
        return None
    return VectorLayer(title, drawn, bounds_of(place for each in drawn for place in _corners(each)))


def _extent(box: Bounds) -> float:
    return (box.east - box.west) * (box.north - box.south)


def _corners(feature: MapFeature) -> list[Place]:
    return [
        *feature.points,
        *(place for line in feature.lines for place in line),
        *(place for rings in feature.areas for place in rings[0]),
    ]
