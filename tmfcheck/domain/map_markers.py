"""What stands at one position of a map: one facility, or several gathered where they would hide each other."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tmfcheck.domain.map_content import AcrossBorder, MapFacility
from tmfcheck.domain.map_frame import MapFrame, Position
from tmfcheck.domain.map_labels import clusters

CROWDED = 17.0
"""Points: facilities nearer to each other than this are gathered, from three of them on."""
CROWDED_ACROSS = 7.0
"""The same for transboundary facilities, which stand alone as long as they can."""
MANY_ACROSS = 120
"""Markers of transboundary facilities beyond which standing alone helps nobody, and all are gathered alike."""
HIDDEN = 4.0
"""Points: of two facilities nearer than this one would hide the other, so they are gathered too."""
RING_GAP = 2.4
"""Points between a symbol and the ring of a transboundary facility."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What is drawn at one position: one facility, or several as a cluster at the place of the most serious."""

    position: Position
    facilities: Sequence[MapFacility]

    @property
    def is_cluster(self) -> bool:
        return len(self.facilities) > 1

    @property
    def radius(self) -> float:
        """How far the marker reaches without its ring."""
        if self.is_cluster:
            return 4.4 + 1.8 * math.log10(len(self.facilities))
        return self.facilities[0].radius

    @property
    def across(self) -> AcrossBorder | None:
        """What makes it transboundary; the one that stands out most speaks for a cluster."""
        known = [each.across for each in self.facilities if each.across is not None]
        return max(known, key=lambda each: each.stands_out, default=None)

    @property
    def reach(self) -> float:
        """How far the marker reaches with its ring."""
        return self.radius + (RING_GAP + 0.8 if self.across else 0.4)


def markers_in(facilities: Sequence[MapFacility], frame: MapFrame) -> list[Marker]:
    """The markers of the facilities within the frame; every such facility is in exactly one."""
    seen = [(frame.to_page(each.place), each) for each in facilities]
    return gathered([(position, each) for position, each in seen if frame.box.has(position)])


Placed = tuple[Position, MapFacility]


def gathered(placed: Sequence[Placed]) -> list[Marker]:
    """The markers of facilities at their positions in points; every one is in exactly one marker."""
    across = [(position, each) for position, each in placed if each.across is not None]
    others = [(position, each) for position, each in placed if each.across is None]
    markers = _gathered(across, CROWDED_ACROSS)
    if len(markers) > MANY_ACROSS:
        return _gathered(placed, CROWDED)
    return [*markers, *(_moved_off(each, markers) for each in _gathered(others, CROWDED))]


def _moved_off(marker: Marker, earlier: Sequence[Marker]) -> Marker:
    """A cluster moved off a transboundary marker that would hide its number; it stands for several places anyway."""
    if not marker.is_cluster:
        return marker
    for other in earlier:
        room, apart = other.reach + marker.reach + 0.5, math.dist(other.position, marker.position)
        if other.across is not None and apart < room:
            (x, y), (x0, y0) = marker.position, other.position
            away = ((x - x0) / apart, (y - y0) / apart) if apart else (0.0, -1.0)
            return Marker((x0 + away[0] * room, y0 + away[1] * room), marker.facilities)
    return marker


def _gathered(placed: Sequence[Placed], radius: float) -> list[Marker]:
    """Markers of facilities, those nearer to each other than the radius gathered."""
    groups = clusters([position for position, _ in placed], radius)
    return [marker for group in groups for marker in _markers([placed[index] for index in group])]


def _markers(group: Sequence[Placed]) -> Iterator[Marker]:
    positions = [position for position, _ in group]
    if len(group) > 2 or (len(group) == 2 and math.dist(*positions) < HIDDEN):
        yield Marker(positions[0], [each for _, each in group])
        return
    for position, each in group:
        yield Marker(position, [each])
