"""Pictures for the sample, drawn and not taken: a dam from several sides, with EXIF, and the site from above.

Every picture says on itself that it is drawn, and is the same on every run.
"""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from tmfcheck.paths import resources_folder

Colour = tuple[int, int, int]
Points = tuple[tuple[float, float], ...]

PHOTO_SIZE: Final = (1600, 1200)
PLAN_SIZE: Final = (1200, 900)
CAMERA: Final = "TMFCheck sample, drawn"

_SKY: Final = ((120, 165, 205), (215, 226, 232))
_EARTH: Final = (168, 148, 118)
_DAM: Final = (146, 124, 96)
_TAILINGS: Final = (190, 184, 172)
_WATER: Final = (92, 122, 128)
_GRASS: Final = (128, 140, 92)
_STEEL: Final = (74, 78, 82)
_ROAD: Final = (202, 190, 164)


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline, or an open line of a width in thousandths of the picture; points from 0 to 1."""

    points: Points
    colour: Colour
    width: int = 0


_HILLS = Shape(((0, 0.42), (0.18, 0.3), (0.36, 0.39), (0.58, 0.25), (0.8, 0.37), (1, 0.29), (1, 0.6), (0, 0.6)), _GRASS)
_GROUND = Shape(((0, 0.5), (1, 0.47), (1, 1), (0, 1)), _EARTH)
_TOWER = (
    Shape(((0.44, 0.4), (0.54, 0.4), (0.55, 0.74), (0.43, 0.74)), (150, 150, 146)),
    Shape(((0.42, 0.37), (0.56, 0.37), (0.56, 0.41), (0.42, 0.41)), _STEEL),
    Shape(((0.46, 0.62), (0.52, 0.62), (0.52, 0.74), (0.46, 0.74)), (64, 58, 50)),
)


def _cow(x: float, y: float, colour: Colour) -> tuple[Shape, ...]:
    """A body, a head and legs."""
    legs = tuple(
        Shape(((x + at, y + 0.04), (x + at + 0.012, y + 0.04), (x + at + 0.012, y + 0.1), (x + at, y + 0.1)), colour)
        for at in (0.005, 0.03, 0.085, 0.108)
    )
    body = Shape(((x, y), (x + 0.12, y - 0.005), (x + 0.125, y + 0.05), (x, y + 0.055)), colour)
    head = Shape(((x + 0.12, y - 0.02), (x + 0.16, y - 0.01), (x + 0.16, y + 0.02), (x + 0.12, y + 0.025)), colour)
    return (*legs, body, head)


SCENES: Final[Mapping[str, tuple[Shape, ...]]] = {
    "fence": (
        _HILLS,
        _GROUND,
        Shape(((0, 0.83), (1, 0.66), (1, 0.78), (0, 1)), _ROAD),
        *(Shape(((at, 0.42), (at + 0.01, 0.78)), _STEEL, 7) for at in (0.08, 0.2, 0.32, 0.8, 0.92)),
        *(Shape(((0.02, y), (0.34, y + 0.01)), _STEEL, 2) for y in (0.47, 0.55, 0.63)),
        *(Shape(((0.78, y), (0.99, y - 0.01)), _STEEL, 2) for y in (0.47, 0.55, 0.63)),
        Shape(((0.34, 0.48), (0.42, 0.66), (0.55, 0.75), (0.7, 0.77)), _STEEL, 3),
        Shape(((0.45, 0.79), (0.56, 0.73), (0.67, 0.72)), _STEEL, 7),
    ),
    "crest": (
        _HILLS,
        Shape(((0, 0.47), (0.62, 0.44), (0.5, 1), (0, 1)), _WATER),
        Shape(((0.62, 0.44), (0.7, 0.44), (0.86, 1), (0.5, 1)), _ROAD),
        Shape(((0.7, 0.44), (1, 0.62), (1, 1), (0.86, 1)), _DAM),
        Shape(((0.615, 0.45), (0.5, 1)), (70, 92, 98), 10),
        Shape(((0.55, 0.55), (0.55, 0.84)), (235, 235, 230), 9),
        *(Shape(((0.535, y), (0.565, y)), (190, 40, 40), 4) for y in (0.6, 0.66, 0.72, 0.78)),
    ),
    "beach": (
        _HILLS,
        Shape(((0, 0.5), (1, 0.46), (1, 1), (0, 1)), _TAILINGS),
        Shape(((0, 0.55), (0.5, 0.6), (0.86, 0.52), (1, 0.52), (1, 0.47), (0, 0.5)), _WATER),
        Shape(((0.1, 0.98), (0.4, 0.74), (0.62, 0.66)), (172, 164, 150), 8),
        Shape(((0.02, 0.86), (0.3, 0.7), (0.5, 0.64)), (172, 164, 150), 6),
    ),
    "dust": (
        _HILLS,
        Shape(((0, 0.55), (1, 0.5), (1, 1), (0, 1)), _TAILINGS),
        Shape(
            ((0.3, 0.55), (0.42, 0.33), (0.6, 0.27), (0.82, 0.3), (1, 0.24), (1, 0.52), (0.7, 0.56)), (214, 206, 192)
        ),
        Shape(((0.44, 0.55), (0.6, 0.4), (0.86, 0.37), (1, 0.36), (1, 0.53)), (224, 217, 204)),
    ),
    "tower": (
        _HILLS,
        Shape(((0, 0.52), (1, 0.5), (1, 1), (0, 1)), _WATER),
        Shape(((0.2, 0.78), (0.4, 0.68), (0.62, 0.69), (0.84, 0.8), (0.7, 0.95), (0.3, 0.94)), _TAILINGS),
        *_TOWER,
        Shape(((0.55, 0.44), (1, 0.52)), _STEEL, 7),
    ),
    "ditch": (
        _HILLS,
        _GROUND,
        Shape(((0.42, 0.5), (0.5, 0.5), (0.86, 1), (0.3, 1)), (96, 84, 66)),
        Shape(((0.45, 0.5), (0.47, 0.5), (0.64, 1), (0.46, 1)), _WATER),
        Shape(((0.38, 0.66), (0.52, 0.6), (0.66, 0.68), (0.7, 0.84), (0.52, 0.88), (0.36, 0.8)), (150, 130, 100)),
    ),
    "toe": (
        Shape(((0, 0.2), (1, 0.36), (1, 0.66), (0, 0.74)), _DAM),
        Shape(((0, 0.34), (1, 0.46)), (128, 108, 84), 8),
        Shape(((0, 0.72), (1, 0.64), (1, 1), (0, 1)), _GRASS),
        *_cow(0.22, 0.72, (70, 52, 40)),
        *_cow(0.5, 0.68, (214, 206, 196)),
        *_cow(0.7, 0.76, (96, 70, 52)),
    ),
}
"""Scenes by name, from the back to the front."""

_PLAN: Final = (
    Shape(((0.08, 0.1), (0.92, 0.08), (0.95, 0.9), (0.06, 0.92)), (178, 172, 140)),
    Shape(((0.2, 0.24), (0.8, 0.2), (0.84, 0.72), (0.5, 0.8), (0.18, 0.7)), _DAM),
    Shape(((0.25, 0.29), (0.76, 0.25), (0.79, 0.67), (0.5, 0.74), (0.23, 0.65)), _TAILINGS),
    Shape(((0.3, 0.36), (0.6, 0.31), (0.66, 0.5), (0.5, 0.58), (0.32, 0.55)), _WATER),
    Shape(((0.48, 0.42), (0.51, 0.42), (0.51, 0.46), (0.48, 0.46)), _STEEL),
    Shape(((0.06, 0.86), (0.4, 0.88), (0.94, 0.78)), _ROAD, 12),
    Shape(((0.14, 0.2), (0.5, 0.14), (0.87, 0.17)), (88, 116, 126), 6),
    Shape(((0.1, 0.14), (0.9, 0.12), (0.92, 0.88)), _STEEL, 2),
)


def sample_photo(
    scene: str, words: str, *, taken_at: datetime, latitude: float, longitude: float, direction_deg: float
) -> bytes:
    """A drawn scene as JPEG with ``words`` on it; ``taken_at`` is aware."""
    image = _drawn(SCENES[scene], PHOTO_SIZE, seed=scene)
    _write(image, words)
    offset = taken_at.strftime("%z")
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x8769] = {0x9003: taken_at.strftime("%Y:%m:%d %H:%M:%S"), 0x9011: f"{offset[:3]}:{offset[3:]}"}
    exif[0x8825] = {
        1: "N" if latitude >= 0 else "S",
        2: _sexagesimal(latitude),
        3: "E" if longitude >= 0 else "W",
        4: _sexagesimal(longitude),
        17: direction_deg,
    }
    return _encoded(image, "JPEG", quality=88, exif=exif)


def sample_plan(words: str) -> bytes:
    """The site from above as JPEG with ``words`` on it."""
    image = _drawn(_PLAN, PLAN_SIZE, seed="plan", sky=((206, 202, 176), (196, 192, 164)))
    _write(image, words)
    return _encoded(image, "JPEG", quality=88)


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    seconds = round(abs(degrees) * 3600, 2)
    return float(seconds // 3600), float(seconds % 3600 // 60), round(seconds % 60, 2)


def _drawn(
    shapes: tuple[Shape, ...], size: tuple[int, int], *, seed: str, sky: tuple[Colour, Colour] = _SKY
) -> Image.Image:
    """The shapes on a sky that pales downwards, with the grain of earth over them; drawn at half size and enlarged."""
    half = size[0] // 2, size[1] // 2
    image = Image.composite(
        Image.new("RGB", half, sky[1]), Image.new("RGB", half, sky[0]), Image.linear_gradient("L").resize(half)
    )
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        at = [(x * half[0], y * half[1]) for x, y in shape.points]
        if shape.width:
            pen.line(at, fill=shape.colour, width=max(1, shape.width * half[0] // 1000), joint="curve")
        else:
            pen.polygon(at, fill=shape.colour)
    return Image.blend(image, _grain(half, seed), 0.12).resize(size, Image.Resampling.BILINEAR)


def _grain(size: tuple[int, int], seed: str) -> Image.Image:
    """Noise of two sizes, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a picture, no secret

    def noise(share: int) -> Image.Image:
        width, height = size[0] // share, size[1] // share
        return Image.frombytes("L", (width, height), chance.randbytes(width * height)).resize(size)

    return Image.blend(noise(3), noise(20), 0.5).convert("RGB")


def _write(image: Image.Image, words: str) -> None:
    """The words on a dark bar along the lower edge, as large as they fit."""
    pen = ImageDraw.Draw(image)
    room, height = image.width * 0.96, image.height // 24
    font_file = str(resources_folder() / "fonts" / "DejaVuSans.ttf")
    wanted = ImageFont.truetype(font_file, height)
    font = ImageFont.truetype(font_file, max(10, int(height * min(1.0, room / max(1.0, wanted.getlength(words))))))
    pen.rectangle((0, image.height - 2 * height, image.width, image.height), fill=(32, 34, 36))
    pen.text((image.width / 2, image.height - height), words, font=font, fill=(245, 245, 240), anchor="mm")


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()
