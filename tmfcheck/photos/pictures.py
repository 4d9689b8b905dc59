"""Opening pictures safely and making upright JPEG copies of them, quickly and without what the camera wrote."""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from math import sqrt
from typing import Final

from PIL import Image

from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.errors import EvidenceError
from tmfcheck.photos.exif import NO_FACTS, CameraFacts, camera_facts
from tmfcheck.photos.heic import as_jpeg
from tmfcheck.photos.kinds import HEIC, JPEG, PICTURES
from tmfcheck.photos.limits import EDGES, MAX_PIXELS, too_large
from tmfcheck.photos.strangers import has_too_many_scans

_QUALITY: Final[Mapping[PhotoSize, int]] = {
    PhotoSize.THUMB: 75,
    PhotoSize.SMALL: 70,
    PhotoSize.MEDIUM: 80,
    PhotoSize.SCREEN: 80,
    PhotoSize.FULL: 85,
}
_FILTER: Final = Image.Resampling.HAMMING
"""As sharp as the eye asks of a smaller copy, in half the time of the sharpest."""

_LARGE: Final = 30_000_000
_ONE_LARGE_PICTURE = threading.Lock()
"""Very large pictures are decoded one at a time, or several threads together would take all the memory."""

# Pillow looks at the header before it decodes: above this it only warns, and above twice this it refuses. Both stop us.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# What it says about EXIF it cannot read helps nobody.
warnings.filterwarnings("ignore", module=r"PIL\.TiffImagePlugin")

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_picture(
    content: bytes, media_type: str, name: str, sizes: Iterable[PhotoSize]
) -> tuple[CameraFacts, dict[PhotoSize, bytes]]:
    """What the camera wrote, and an upright JPEG copy of each size.

    ``media_type`` says which decoder may look at the bytes, no other does. Raises EvidenceError PICTURE_BROKEN or
    PICTURE_TOO_LARGE (from the header, before anything is decoded) naming ``name``.
    """
    if media_type == HEIC:
        content, media_type = as_jpeg(content, name), JPEG
    with _opened(content, media_type, name) as picture:
        return _read(picture, sizes)


def upright_picture(content: bytes, media_type: str, name: str, most_pixels: int) -> Image.Image:
    """The decoded picture, upright, reduced to so many pixels where it has more; raises as ``read_picture``."""
    if media_type == HEIC:
        # No camera's picture is so long and thin that its longer edge would be more than twice its shorter.
        content, media_type = as_jpeg(content, name, round(sqrt(2 * most_pixels))), JPEG
    with _opened(content, media_type, name) as picture:
        share = min(1.0, sqrt(most_pixels / (picture.width * picture.height)))
        return _upright(picture, max(1, int(max(picture.size) * share)), _camera_notes(picture)[1])


@contextmanager
def _opened(content: bytes, media_type: str, name: str) -> Iterator[Image.Image]:
    """A picture whose header was looked at and which is not decoded yet; a very large one alone."""
    with _refusing(name), Image.open(io.BytesIO(content), formats=PICTURES[media_type]) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise too_large(name)
        if media_type == JPEG and has_too_many_scans(content):
            raise EvidenceError("PICTURE_BROKEN", name=name)
        with _ONE_LARGE_PICTURE if picture.width * picture.height > _LARGE else nullcontext():
            yield picture


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Whatever a decoder raises becomes a refusal of the file."""
    try:
        yield
    except EvidenceError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise too_large(name) from error
    except Exception as error:
        raise EvidenceError("PICTURE_BROKEN", name=name) from error


def _read(picture: Image.Image, sizes: Iterable[PhotoSize]) -> tuple[CameraFacts, dict[PhotoSize, bytes]]:
    facts, orientation = _camera_notes(picture)
    wanted = sorted(sizes, key=lambda size: -EDGES[size])
    current = _upright(picture, EDGES[wanted[0]], orientation)
    copies = {}
    # Each copy is made from the next larger one.
    for size in wanted:
        current.thumbnail((EDGES[size], EDGES[size]), _FILTER)
        written = io.BytesIO()
        current.save(written, "JPEG", quality=_QUALITY[size])
        copies[size] = written.getvalue()
    return facts, copies


def _camera_notes(picture: Image.Image) -> tuple[CameraFacts, int]:
    """What the camera wrote, and how it was held; unreadable notes do not spoil a picture."""
    try:
        exif = picture.getexif()
        orientation = exif.get(_ORIENTATION)
        return camera_facts(exif), orientation if isinstance(orientation, int) else 1
    except Exception:  # noqa: BLE001 - EXIF is a hostile file of its own inside the file
        return NO_FACTS, 1


def _upright(picture: Image.Image, edge: int, orientation: int) -> Image.Image:
    """The decoded picture, reduced to ``edge``, turned as the camera was held, in plain colours on white."""
    scale = edge / max(picture.size)
    if scale < 1:
        # A JPEG is decoded at a half, a quarter or an eighth right away where that is still large enough.
        picture.draft("RGB", (round(picture.width * scale), round(picture.height * scale)))
    picture.load()
    small = _with_plain_depth(picture)
    small.thumbnail((edge, edge), _FILTER, reducing_gap=2.0)
    small = _on_white(small)
    return small.transpose(_TURNS[orientation]) if orientation in _TURNS else small


def _with_plain_depth(picture: Image.Image) -> Image.Image:
    """Eight bits a channel, transparency kept."""
    if picture.mode.startswith("I") or picture.mode == "F":
        low, high = picture.getextrema()
        span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type]
        return picture.convert("F").point(lambda value: (value - float(low)) * (255.0 / span)).convert("L")  # type: ignore[arg-type]
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground
