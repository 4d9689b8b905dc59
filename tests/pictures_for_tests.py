"""Pictures made in code: every format, with and without what a camera writes, and files that only pretend."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

TIME = "2026:06:09 09:30:00"


def picture(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Its left half is dark and its top is lighter than its bottom, so that turns can be told apart."""
    image = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_180).resize((width, height))
    image.paste(0, (0, 0, width // 2, height))
    return image.convert(mode)


def exif(
    *,
    time: str | None = TIME,
    offset: str | None = None,
    place: dict[int, Any] | None = None,
    orientation: int | None = None,
) -> Image.Exif:
    """What a camera writes; ``place`` holds tags of the GPS part."""
    made = Image.Exif()
    made[0x010F] = "Test camera"
    made[0x8769] = {tag: text for tag, text in ((0x9003, time), (0x9011, offset)) if text is not None}
    if place is not None:
        made[0x8825] = place
    if orientation is not None:
        made[0x0112] = orientation
    # Read back, since only what was read can be written into every format.
    read = Image.Exif()
    read.load(made.tobytes())
    return read


NEAR_ALMATY = {1: "N", 2: (43.0, 15.0, 30.0), 3: "E", 4: (76.0, 57.0, 0.0), 17: 271.5}


def encoded(kind: str = "JPEG", image: Image.Image | None = None, **options: Any) -> bytes:
    written = io.BytesIO()
    (image or picture()).save(written, kind, **options)
    return written.getvalue()


def photo(number: int = 0, **facts: Any) -> bytes:
    """A small JPEG with EXIF; another number is another content."""
    image = picture()
    image.putpixel((60, 40), (number % 256, number // 256 % 256, 200))
    return encoded(image=image, quality=95, exif=exif(**facts))


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size in its header and holds almost nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
