"""A small map that shows where one facility lies, for the facility's page and the report."""

from __future__ import annotations

from collections.abc import Iterator

from tmfcheck.domain.geography import BaseMap, Bounds, Place
from tmfcheck.domain.map_drawing import Area, Circle, Clip, Command, MapDrawing, Tone
from tmfcheck.domain.map_frame import Box, MapFrame, frame_for
from tmfcheck.domain.map_labels import TakenRoom
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import SOURCES
from tmfcheck.reports.map_ground import (
    draw_attribution,
    draw_ground,
    draw_scale_bar,
    name_countries,
    name_towns,
)

HALF_WIDTH_DEGREES, HALF_HEIGHT_DEGREES = 4.5, 2.2
RADIUS = 4.0


def locator_map(base: BaseMap, place: Place, size: tuple[float, float], texts: Texts) -> MapDrawing:
    """A place amid a few hundred kilometres of its surroundings, on a drawing of this width and height in points.

    It has no room for the caution on borders (``map_wording.CAUTION``): that belongs beneath it.
    """
    (x, y), (width, height) = place, size
    around = Bounds(x - HALF_WIDTH_DEGREES, y - HALF_HEIGHT_DEGREES, x + HALF_WIDTH_DEGREES, y + HALF_HEIGHT_DEGREES)
    frame = frame_for(around, Box(0.5, 0.5, width - 1, height - 1))
    commands = [*draw_ground(base, frame), *_on_it(base, frame, place, texts)]
    return MapDrawing(width, height, commands, texts.gettext("Location"), texts.language)


def _on_it(base: BaseMap, frame: MapFrame, place: Place, texts: Texts) -> Iterator[Command]:
    taken, position, box = TakenRoom(), frame.to_page(place), frame.box
    reach = RADIUS + 2
    taken.take(Box(position[0] - reach, position[1] - reach, 2 * reach, 2 * reach))
    edge = [*draw_scale_bar(frame, texts, taken), *draw_attribution(box, (SOURCES,), taken)]
    yield Clip(box)
    yield from name_countries(base, frame, texts, taken)
    yield from name_towns(base, frame, texts, taken, lambda town: True)
    yield Circle(position, RADIUS, Tone.PAPER, Tone.ACROSS_BORDER, 1.5)
    yield Circle(position, RADIUS - 2, Tone.ACROSS_BORDER, None)
    yield from edge
    yield Clip(None)
    corners = [(box.x, box.y), (box.right, box.y), (box.right, box.top), (box.x, box.top)]
    yield Area([corners], None, Tone.FRAME, 0.6)
