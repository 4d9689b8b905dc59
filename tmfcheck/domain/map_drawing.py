"""A map as a list of drawing commands, which the paper, the picture files and the window carry out alike.

Positions and sizes are points (1/72 inch) from the lower left corner of the page. Colours are roles; who draws chooses
the colour of a role.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tmfcheck.domain.map_frame import Box, Position


class Tone(StrEnum):
    """What a colour is for."""

    PAPER = "paper"
    WATER = "water"
    LAND = "land"
    SHORE = "shore"
    RIVER = "river"
    MINOR_RIVER = "minor_river"
    BORDER = "border"
    GRID = "grid"
    FRAME = "frame"
    COUNTRY_NAME = "country_name"
    TOWN = "town"
    INK = "ink"
    QUIET = "quiet"
    ACROSS_BORDER = "across_border"
    UNKNOWN = "unknown"
    CLASS_1 = "class_1"
    CLASS_2 = "class_2"
    CLASS_3 = "class_3"
    CLASS_4 = "class_4"
    CLASS_5 = "class_5"
    CLASS_6 = "class_6"
    LAYER_1 = "layer_1"
    LAYER_2 = "layer_2"
    LAYER_3 = "layer_3"
    LAYER_4 = "layer_4"
    LAYER_5 = "layer_5"


LAYER_TONES = (Tone.LAYER_1, Tone.LAYER_2, Tone.LAYER_3, Tone.LAYER_4, Tone.LAYER_5)
"""The colours of the user's own layers, taken in turn."""


class Align(StrEnum):
    """Which point of a text its position is."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Shape(StrEnum):
    """The outline of a symbol."""

    DISC = "disc"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    HEXAGON = "hexagon"
    DROP = "drop"


def _regular(corners: int, start: float, size: float) -> tuple[Position, ...]:
    """A regular polygon; sizes are chosen so that all shapes look equally large."""
    angles = (math.radians(start + 360 * corner / corners) for corner in range(corners))
    return tuple((size * math.cos(angle), size * math.sin(angle)) for angle in angles)


OUTLINES: Mapping[Shape, Sequence[Position]] = {
    Shape.SQUARE: _regular(4, 45, 1.25),
    Shape.DIAMOND: _regular(4, 0, 1.25),
    Shape.TRIANGLE: _regular(3, 90, 1.4),
    Shape.HEXAGON: _regular(6, 0, 1.1),
    Shape.DROP: _regular(3, 270, 1.4),
}
"""The corners of each shape around a symbol of radius 1; a disc has none."""


@dataclass(frozen=True, slots=True)
class Clip:
    """From here on only what lies in the box is shown; None ends it. Clips are not nested."""

    box: Box | None


@dataclass(frozen=True, slots=True)
class Area:
    """Closed outlines filled by the even-odd rule; ``line`` also draws them, in ``width`` points."""

    rings: Sequence[Sequence[Position]]
    fill: Tone | None
    line: Tone | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """Lines of one kind; ``dashes`` are lengths on and off, empty for a whole line."""

    lines: Sequence[Sequence[Position]]
    tone: Tone
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a centre."""

    centre: Position
    radius: float
    fill: Tone | None
    line: Tone | None
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text with its baseline at ``position``; ``halo`` points of paper around the letters."""

    position: Position
    words: str
    size: float
    tone: Tone
    bold: bool = False
    align: Align = Align.LEFT
    halo: float = 0.0


Command = Clip | Area | Stroke | Circle | Label


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """A finished page: its size in points, its commands in the order they are drawn, its title and its language."""

    width: float
    height: float
    commands: Sequence[Command]
    title: str
    language: str
