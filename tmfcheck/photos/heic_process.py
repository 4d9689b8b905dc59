"""What the process does that decodes one HEIC picture: file in, JPEG out, and the exit code tells how it went."""

from __future__ import annotations

from pathlib import Path

import pi_heif
from PIL import Image

from tmfcheck.photos.handover import DONE, FAILED, TOO_LARGE
from tmfcheck.photos.limits import MAX_PIXELS

_EXIF_MARK = b"Exif\x00\x00"
_EXIF_LIMIT = 65_000
"""A JPEG has no room for more."""

_MEMORY = 3_000_000_000
"""Bytes: several times what the largest picture allowed needs."""


def run(given: Path, made: Path, edge: int) -> int:
    """Decode ``given`` and write it to ``made``, upright and no longer than ``edge``, with what the camera wrote."""
    _limit_memory()
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    try:
        with Image.open(given, formats=("HEIF",)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return TOO_LARGE
            exif = _exif(picture)
            upright = picture.convert("RGB")
        upright.thumbnail((edge, edge), Image.Resampling.HAMMING, reducing_gap=2.0)
        upright.save(made, "JPEG", quality=95, exif=exif)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - the decoder answers a hostile file with any exception there is
        return FAILED
    return DONE


def _limit_memory() -> None:
    """A hostile file ends this process before it takes the machine's memory, where the system can do that."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        return


def decoder_version() -> str:
    """The version of the decoder; an error where it is not there."""
    return str(pi_heif.libheif_version())


def _exif(picture: Image.Image) -> bytes:
    """What the camera wrote, as a JPEG keeps it; nothing where there is too much of it."""
    exif: bytes = picture.info.get("exif") or b""
    if not exif or len(exif) > _EXIF_LIMIT:
        return b""
    return exif if exif.startswith(_EXIF_MARK) else _EXIF_MARK + exif
