"""Photographs of a tailings dam that never was: sky, slope and pond in changing light, with what a camera writes."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime, timedelta

from PIL import Image, ImageDraw, ImageFilter

from tests.pictures_for_tests import exif

SKIES = ((176, 201, 226), (214, 219, 222), (141, 178, 214), (232, 214, 189))
SLOPES = ((134, 118, 96), (116, 108, 92), (150, 136, 112), (98, 92, 84))
PONDS = ((84, 120, 128), (108, 134, 130), (70, 98, 116), (122, 128, 112))
FIRST = datetime(2026, 11, 28, 9, 12, tzinfo=UTC)


def scene(number: int, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """One JPEG; another number is another picture, taken some minutes later and further along the crest."""
    seed = random.Random(number)
    width, height = size
    small = (width // 4, height // 4)
    image = Image.new("RGB", small, SKIES[number % len(SKIES)])
    draw = ImageDraw.Draw(image)
    horizon = int(small[1] * seed.uniform(0.25, 0.4))
    crest = [(x, horizon + seed.randint(-3, 3)) for x in range(0, small[0] + 20, 20)]
    draw.polygon([*crest, (small[0], small[1]), (0, small[1])], fill=SLOPES[number % len(SLOPES)])
    shore = int(small[1] * seed.uniform(0.5, 0.7))
    draw.polygon(
        [(0, shore), (small[0], shore - 30), (small[0], small[1]), (small[0] // 3, small[1])],
        fill=PONDS[number % len(PONDS)],
    )
    for _ in range(400):
        x, y = seed.randrange(small[0]), seed.randrange(horizon, small[1])
        shade = seed.randint(-18, 18)
        stone = tuple(max(0, min(255, part + shade)) for part in image.getpixel((x, y)))
        draw.ellipse((x - 2, y - 1, x + 2, y + 1), fill=stone)
    if number % 3 == 0:
        crack = [(small[0] // 2 + seed.randint(-6, 6) + n * 4, horizon + 12 + n * 7) for n in range(9)]
        draw.line(crack, fill=(48, 42, 38), width=2)
    grown = image.filter(ImageFilter.GaussianBlur(0.6)).resize(size, Image.Resampling.BICUBIC)
    written = io.BytesIO()
    grown.save(written, "JPEG", quality=88, exif=_camera(number))
    return written.getvalue()


def _camera(number: int) -> Image.Exif:
    taken = FIRST + timedelta(minutes=4 * number)
    place = {
        1: "N",
        2: (43.0, 15.0, 30.0 + number / 2),
        3: "E",
        4: (76.0, 57.0, number / 3),
        17: float(number * 37 % 360),
    }
    return exif(time=taken.strftime("%Y:%m:%d %H:%M:%S"), place=place)
