"""What happens to a file before it is an open archive: the right to write, making it, checking it, upgrading it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tmfcheck.errors import ArchiveError
from tmfcheck.storage.access import AccessMode, Holder
from tmfcheck.storage.backup import in_use, sync_folder
from tmfcheck.storage.checkup import archive_version
from tmfcheck.storage.engine import WRITES, archive_engine, may_write
from tmfcheck.storage.failures import archive_failures
from tmfcheck.storage.lock import WriterLock
from tmfcheck.storage.schema import create_schema
from tmfcheck.storage.upgrade import Schema, upgrade_archive


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A sound archive of today's version: ``lock`` is held by a writer, ``held_by`` is the other holder, if any."""

    lock: WriterLock | None
    held_by: Holder | None
    is_new: bool

    def release(self) -> None:
        """Give the right to write back."""
        if self.lock is not None:
            self.lock.release()


def prepare_file(path: Path, *, mode: AccessMode, holder: Holder, now: datetime, schema: Schema) -> PreparedFile:
    """Make the file ready to be opened as asked; raises ArchiveError, after which it is what it was."""
    with archive_failures(path):
        if mode is not AccessMode.CREATE and not path.exists():
            raise ArchiveError("ARCHIVE_MISSING", path=path)
        # Before anything is left beside it: a stranger's file is refused without a trace.
        found = archive_version(path, schema.version) if path.exists() else None
        if mode is AccessMode.READ:
            return _prepare_to_read(path, found, holder, now, schema)
        if not may_write(path):
            raise ArchiveError("ARCHIVE_READ_ONLY", path=path)
        return _prepare_to_write(path, found, holder, now, schema)


def _prepare_to_read(path: Path, found: int | None, holder: Holder, now: datetime, schema: Schema) -> PreparedFile:
    if found != schema.version:
        if not may_write(path):
            raise ArchiveError("ARCHIVE_OLDER", path=path, found=found, known=schema.version)
        _prepare_to_write(path, found, holder, now, schema).release()
    return PreparedFile(lock=None, held_by=None, is_new=False)


def _prepare_to_write(path: Path, found: int | None, holder: Holder, now: datetime, schema: Schema) -> PreparedFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(path)
    if not lock.acquire(holder):
        if found != schema.version:
            raise in_use(path, lock.holder())
        return PreparedFile(lock=None, held_by=lock.holder(), is_new=False)
    try:
        is_new = _make_current(path, found, now, schema)
    except BaseException:
        lock.release()
        raise
    return PreparedFile(lock=lock, held_by=None, is_new=is_new)


def _make_current(path: Path, found: int | None, now: datetime, schema: Schema) -> bool:
    """Create or upgrade the file while its lock is held; whether it is new."""
    if found == schema.version:
        return False
    if not path.exists():
        create_archive(path)
        return True
    # Looked at again: another program may have been quicker before the lock was taken.
    now_found = archive_version(path, schema.version)
    if now_found < schema.version:
        upgrade_archive(path, now_found, schema, now)
    return False


def create_archive(path: Path) -> None:
    """Make an empty archive of today's version, complete or not at all; the caller holds the lock."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    try:
        part.touch()
        engine = archive_engine(part, writable=True)
        try:
            with engine.execution_options(**{WRITES: True}).begin() as connection:
                create_schema(connection)
        finally:
            engine.dispose()
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)
