"""Photos as cameras make them, for the measurements: twelve megapixels, some megabytes, time and place in EXIF."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageFilter

SIZE = (4000, 3000)
DIFFERENT = 10
_TAKEN, _NOTES, _GPS = 0x9003, 0x8769, 0x8825
_START = datetime(2026, 6, 9, 8, 0)  # noqa: DTZ001 - a camera's time has no zone


def write_photos(folder: Path, count: int) -> list[Path]:
    """So many photos, no two files alike: ten pictures, again and again with another time."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [_picture(number) for number in range(min(count, DIFFERENT))]
    paths = []
    for number in range(count):
        path = folder / f"IMG_{number:04}.jpg"
        path.write_bytes(_with_time(pictures[number % DIFFERENT], number))
        paths.append(path)
    return paths


def _picture(number: int) -> bytes:
    """Gravel under a sky: noise that is as hard to compress as a real photo."""
    gravel = Image.effect_noise(SIZE, 70).filter(ImageFilter.GaussianBlur(1.2))
    sky = Image.linear_gradient("L").resize(SIZE)
    red = Image.blend(gravel, sky, 0.35 + number * 0.02)
    picture = Image.merge("RGB", (red, Image.blend(gravel, sky, 0.5), sky))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def _with_time(jpeg: bytes, number: int) -> bytes:
    """The same picture data with its own EXIF, put behind the start marker without encoding anew."""
    exif = Image.Exif()
    exif[_NOTES] = {_TAKEN: f"{_START + timedelta(minutes=number):%Y:%m:%d %H:%M:%S}"}
    exif[_GPS] = {1: "N", 2: (40.0, 8.0, 54.96 + number / 100), 3: "E", 4: (71.0, 42.0, 32.04)}
    block = exif.tobytes()
    return jpeg[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + jpeg[2:]
