"""What happens to a file before it is an open archive: the right to write, making it, checking it, upgrading it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
        if mode is AccessMode.READ:
            _bring_up_to_date(path, None, holder, now, schema)
            return PreparedFile(lock=None, held_by=None, is_new=False)
        return _prepare_to_write(path, holder, now, schema)


def _prepare_to_write(path: Path, holder: Holder, now: datetime, schema: Schema) -> PreparedFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        # Before anything is left beside it: a stranger's file is refused without a trace.
        archive_version(path, schema.version)
    if not may_write(path):
        raise ArchiveError("ARCHIVE_READ_ONLY", path=path)
    with _writer_lock(path, holder) as (lock, held_by):
        is_new = not path.exists()
        if is_new:
            if held_by is not None:
                raise in_use(path, held_by)
            create_archive(path)
        _bring_up_to_date(path, None if held_by else lock, holder, now, schema)
        return PreparedFile(lock=None if held_by else lock, held_by=held_by, is_new=is_new)


@contextmanager
def _writer_lock(path: Path, holder: Holder) -> Iterator[tuple[WriterLock, Holder | None]]:
    """The lock, held, or the other holder; given back where preparing the file fails."""
    lock = WriterLock(path)
    held_by = None if lock.acquire(holder) else lock.holder()
    try:
        yield lock, held_by
    except BaseException:
        lock.release()
        raise


def _bring_up_to_date(path: Path, lock: WriterLock | None, holder: Holder, now: datetime, schema: Schema) -> None:
    found = archive_version(path, schema.version)
    if found == schema.version:
        return
    if not may_write(path):
        raise ArchiveError("ARCHIVE_OLDER", path=path, found=found, known=schema.version)
    if lock is not None:
        upgrade_archive(path, found, schema, now)
        return
    with _writer_lock(path, holder) as (own_lock, held_by):
        if held_by is not None:
            raise in_use(path, held_by)
        upgrade_archive(path, archive_version(path, schema.version), schema, now)
        own_lock.release()


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
