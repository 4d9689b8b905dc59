"""HEIC pictures, decoded in a process of their own: a damaged file makes the decoder fall over and take all with it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import tmfcheck
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.errors import EvidenceError
from tmfcheck.photos.handover import DONE, READ_HEIC, TOO_LARGE
from tmfcheck.photos.limits import EDGES, too_large

_SECONDS = 60
_HOME = Path(tmfcheck.__file__).resolve().parents[1]
"""Where the process looks for the program first: never in the folder that somebody else filled with photos."""
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def as_jpeg(content: bytes, name: str, edge: int = EDGES[PhotoSize.FULL]) -> bytes:
    """A HEIC picture as an upright JPEG whose longer edge is at most ``edge``, with what the camera wrote.

    Raises EvidenceError PICTURE_BROKEN, PICTURE_TOO_LARGE.
    """
    with tempfile.TemporaryDirectory(prefix="tmfcheck-") as folder:
        given, made = Path(folder) / "given.heic", Path(folder) / "made.jpg"
        given.write_bytes(content)
        try:
            done = subprocess.run(
                [*_program(), READ_HEIC, str(given), str(made), str(edge)],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                cwd=_HOME,
                creationflags=_NO_CONSOLE,
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise EvidenceError("PICTURE_BROKEN", name=name) from error
        if done.returncode == TOO_LARGE:
            raise too_large(name)
        if done.returncode != DONE or not made.exists():
            raise EvidenceError("PICTURE_BROKEN", name=name)
        return made.read_bytes()


def _program() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "tmfcheck"]
