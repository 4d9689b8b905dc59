"""Putting a file in its place whole or not at all, for everything people export."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from tmfcheck.errors import InputError


def write_file(out: Path, content: bytes) -> None:
    """Write ``out``, replacing what is there; raises InputError FILE_NOT_WRITTEN, and then nothing is half-written."""
    try:
        replace_file(out, content)
    except OSError as error:
        raise InputError("FILE_NOT_WRITTEN", path=out, reason=error.strerror or str(error)) from error


def replace_file(out: Path, content: bytes) -> None:
    """Write beside ``out``, make it durable, then take its place; raises OSError and leaves no part behind."""
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        if out.exists() and not os.access(out, os.W_OK):
            raise PermissionError(0, "the file is read-only")
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
