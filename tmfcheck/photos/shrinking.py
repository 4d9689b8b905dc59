"""Smaller copies of copies, for a report that has to fit into a message."""

from __future__ import annotations

import io

from PIL import Image


def shrunk(jpeg: bytes, edge: int, quality: int) -> bytes:
    """A JPEG whose longer edge is at most ``edge`` pixels; the given one where that would not be smaller.

    ``jpeg`` is one of the house's own copies, no file from outside.
    """
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        picture.draft("RGB", (edge, edge))
        picture.load()
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True)
    return min(out.getvalue(), jpeg, key=len)
