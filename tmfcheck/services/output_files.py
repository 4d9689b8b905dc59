"""Putting a file in its place whole or not at all, for everything people export."""

from __future__ import annotations

import errno
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
    if out.exists():
        _refuse_to_replace(out)
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _refuse_to_replace(out: Path) -> None:
    """Only a file may be replaced, never a folder or a device, and never one that was marked read-only on purpose.

    The mark counts for an administrator too, whom the system would let pass. Raises OSError.
    """
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not out.is_file():
        raise OSError(errno.EINVAL, "not a regular file")
    if not os.access(out, os.W_OK) or not out.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is read-only")
