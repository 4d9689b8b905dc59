"""A picture's own pixels, for looking closely: as many as a window may hold at once, whole only up to a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PIL import Image

from tmfcheck.errors import EvidenceError
from tmfcheck.photos.intake import Pixels
from tmfcheck.photos.kinds import PICTURES
from tmfcheck.photos.pictures import upright_picture

MOST_PIXELS: Final = 25_000_000
"""Of a larger picture the window shows a reduced one: a hundred megabytes stay a hundred megabytes."""

_BAND_ROWS: Final = 64
_TURNS: Final = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def read_detail(content: bytes, media_type: str, name: str, turned_by: int = 0) -> tuple[Pixels, ...]:
    """The picture upright, then turned clockwise by ``turned_by`` degrees: its own pixels, and a half of them.

    At most ``MOST_PIXELS`` of them. Safe in any thread; short steps, so that other threads go on. Raises EvidenceError
    NOT_A_PICTURE, PICTURE_BROKEN, PICTURE_TOO_LARGE.
    """
    if media_type not in PICTURES:
        raise EvidenceError("NOT_A_PICTURE", name=name)
    picture = upright_picture(content, media_type, name, MOST_PIXELS)
    if turned_by in _TURNS:
        picture = picture.transpose(_TURNS[turned_by])
    if picture.mode != "RGB":
        picture = picture.convert("RGB")
    half = picture.reduce(2) if min(picture.size) > 1 else picture
    return tuple(Pixels(*each.size, _bands(each)) for each in (picture, half))


def _bands(picture: Image.Image) -> Iterator[bytes]:
    for top in range(0, picture.height, _BAND_ROWS):
        band = picture.crop((0, top, picture.width, min(top + _BAND_ROWS, picture.height)))
        yield band.tobytes("raw", "BGRX")
