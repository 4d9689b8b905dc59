"""How large a picture may be, and the refusal of a larger one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.errors import EvidenceError

MAX_BYTES: Final = 100_000_000
MAX_PIXELS: Final = 150_000_000
EDGES: Final[Mapping[PhotoSize, int]] = {
    PhotoSize.THUMB: 256,
    PhotoSize.SMALL: 640,
    PhotoSize.MEDIUM: 1000,
    PhotoSize.SCREEN: 1600,
    PhotoSize.FULL: 2400,
}
"""The longer edge of each copy in pixels; a smaller picture is never enlarged."""


def too_large(name: str) -> EvidenceError:
    """The refusal of a picture with too many pixels."""
    return EvidenceError("PICTURE_TOO_LARGE", name=name, limit=MAX_PIXELS // 1_000_000)
