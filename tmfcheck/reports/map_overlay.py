"""The user's own layers on a printed map: outlines, lines and points in their colours, names where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tmfcheck.domain.geography import bounds_of
from tmfcheck.domain.map_drawing import Align, Area, Circle, Command, Label, Stroke, Tone
from tmfcheck.domain.map_frame import MapFrame, Position, clipped_ring, pieces_within
from tmfcheck.domain.map_labels import LabelWish, TakenRoom, place_labels
from tmfcheck.domain.map_layers import DrawnLayer, MapFeature
from tmfcheck.domain.map_markers import RING_GAP, Marker
from tmfcheck.reports.map_ground import AIR, text_width
from tmfcheck.reports.paper import fitted
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import INK, TextStyle
from tmfcheck.reports.typefaces import REGULAR

LINE_WIDTH = 0.9
POINT_RADIUS = 1.8
NAME_SIZE = 6.2
WIDEST_NAME = 90.0
MOST_NAMES = 400


@dataclass(frozen=True, slots=True)
class Additions:
    """What a user adds to a map: own layers, the lowest first, and the facilities chosen by their ids."""

    layers: Sequence[DrawnLayer] = ()
    chosen: frozenset[str] = field(default_factory=frozenset)


def draw_layers(layers: Iterable[DrawnLayer], frame: MapFrame) -> Iterator[Command]:
    """Outlines without filling, so that what lies beneath can be read in print."""
    view = frame.visible.grown(0.2)
    for drawn in layers:
        seen = drawn.layer.features
        rings = [ring for each in seen for area in each.areas for ring in area if view.meets(bounds_of(ring))]
        cut = [[frame.to_page(place) for place in clipped_ring(ring, view)] for ring in rings]
        if outlines := [ring for ring in cut if len(ring) > 3]:
            yield Area(outlines, None, drawn.tone, LINE_WIDTH)
        lines = [piece for each in seen for line in each.lines for piece in pieces_within(line, view)]
        if lines:
            yield Stroke([[frame.to_page(place) for place in line] for line in lines], drawn.tone, LINE_WIDTH)
        for place in (place for each in seen for place in each.points if view.holds(place)):
            yield Circle(frame.to_page(place), POINT_RADIUS, drawn.tone, Tone.PAPER, 0.4)


def name_features(layers: Sequence[DrawnLayer], frame: MapFrame, taken: TakenRoom) -> Iterator[Command]:
    """Names in the middle of their features as far as there is room, those of the uppermost layer first."""
    style = TextStyle(REGULAR, NAME_SIZE, NAME_SIZE + 1, INK)
    for drawn in reversed(layers):
        for position, feature in _named(drawn, frame):
            words = fitted(one_line(feature.name), style, WIDEST_NAME)
            wish = LabelWish(position, text_width(words, NAME_SIZE), NAME_SIZE, 0, centred=True)
            (room,) = place_labels([wish], frame.box.shrunk(AIR), taken)
            if room is not None:
                middle = (position[0], room.y + 0.2 * NAME_SIZE)
                yield Label(middle, words, NAME_SIZE, drawn.tone, align=Align.MIDDLE, halo=0.9)


def _named(drawn: DrawnLayer, frame: MapFrame) -> list[tuple[Position, MapFeature]]:
    named = ((frame.to_page(each.middle), each) for each in drawn.layer.features if each.name)
    return [spot for spot in named if frame.box.has(spot[0])][:MOST_NAMES]


def draw_chosen(markers: Iterable[Marker], chosen: frozenset[str]) -> Iterator[Command]:
    """A black ring around each marker that holds a chosen facility."""
    for marker in markers:
        if any(each.id in chosen for each in marker.facilities):
            yield Circle(marker.position, marker.radius + RING_GAP + 2.2, None, Tone.INK, 1.2)
