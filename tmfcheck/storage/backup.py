"""Verified copies of an archive: made before the first change of a day and before an upgrade, thinned, restored."""

from __future__ import annotations

import glob
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tmfcheck.errors import ArchiveError
from tmfcheck.storage.access import Holder
from tmfcheck.storage.checkup import archive_version
from tmfcheck.storage.engine import connect
from tmfcheck.storage.failures import archive_failures
from tmfcheck.storage.lock import WriterLock
from tmfcheck.storage.schema import SCHEMA_VERSION

KEEP_LAST = 10
KEEP_DAYS = 14
UNFINISHED_SECONDS = 24 * 60 * 60
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of an archive and the moment (aware UTC) it was made."""

    path: Path
    made_at: datetime


def backups_folder(archive: Path) -> Path:
    """Where the copies of an archive lie: ``backups`` beside it."""
    return archive.parent / "backups"


def list_backups(archive: Path) -> tuple[Backup, ...]:
    """The copies of one archive, newest first."""
    pattern = re.compile(re.escape(archive.stem) + r"-(\d{8}T\d{6}Z)" + re.escape(archive.suffix))
    found = []
    for file in backups_folder(archive).glob("*"):
        if match := pattern.fullmatch(file.name):
            found.append(Backup(file, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return tuple(sorted(found, key=lambda backup: backup.made_at, reverse=True))


def make_backup(archive: Path, now: datetime) -> Backup:
    """Copy the archive into its backups folder, check the copy and let old copies go; raises ArchiveError.

    A copy that does not pass the check is discarded, and no older copy is touched.
    """
    target = backups_folder(archive) / f"{archive.stem}-{now.astimezone(UTC):{_STAMP}}{archive.suffix}"
    with archive_failures(archive):
        target.parent.mkdir(exist_ok=True)
        _drop_unfinished(archive, now)
    copy_verified(archive, target)
    _thin(list_backups(archive), now)
    return Backup(target, now)


def _drop_unfinished(archive: Path, now: datetime) -> None:
    """Remove what a program killed in the midst of copying left behind; a copy of today may still be under way."""
    for part in backups_folder(archive).glob(f"{glob.escape(archive.stem)}-*{glob.escape(archive.suffix)}.part*"):
        if now.timestamp() - part.stat().st_mtime > UNFINISHED_SECONDS:
            part.unlink(missing_ok=True)


def backup_before_upgrade(archive: Path, version: int, now: datetime) -> Path:
    """Copy the archive beside itself under a name that tells its version; raises ArchiveError."""
    stamp = f"{now.astimezone(UTC):{_STAMP}}"
    target = archive.with_name(f"{archive.stem}-backup-v{version}-{stamp}{archive.suffix}")
    copy_verified(archive, target)
    return target


def copy_verified(archive: Path, target: Path) -> None:
    """A complete, checked copy under its final name, or no copy at all; raises ArchiveError."""
    part = target.with_name(target.name + ".part")
    with archive_failures(archive):
        _discard(part)
        try:
            with closing(connect(archive, writable=False)) as source, closing(sqlite3.connect(part)) as copy:
                source.backup(copy, pages=-1)
            archive_version(part)
            sync_file(part)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            _discard(part)


def _discard(part: Path) -> None:
    """Remove an unfinished copy; one the full disk cut off leaves the database's journal behind, too."""
    for file in (part, part.with_name(part.name + "-journal")):
        file.unlink(missing_ok=True)


def restore_backup(archive: Path, backup: Path, now: datetime, holder: Holder) -> Path | None:
    """Put a copy in the archive's place; the file that was there is set aside and its new path returned.

    Raises ArchiveError; ARCHIVE_IN_USE while a program has the archive open for writing.
    """
    archive_version(backup, SCHEMA_VERSION)
    lock = WriterLock(archive)
    with archive_failures(archive):
        if not lock.acquire(holder):
            raise in_use(archive, lock.holder())
        try:
            restored = archive.with_name(archive.name + ".restored")
            copy_verified(backup, restored)
            aside = _set_aside(archive, now)
            restored.replace(archive)
            sync_folder(archive.parent)
            return aside
        finally:
            lock.release()


def in_use(archive: Path, holder: Holder) -> ArchiveError:
    """The error that says who holds the archive."""
    since = "?" if holder.since is None else f"{holder.since.astimezone():%Y-%m-%d %H:%M}"
    who = {"name": holder.name or "?", "host": holder.host or "?", "pid": holder.pid, "since": since}
    return ArchiveError("ARCHIVE_IN_USE", path=archive, **who)


def _set_aside(archive: Path, now: datetime) -> Path | None:
    if not archive.exists():
        return None
    aside = archive.with_name(f"{archive.stem}-set-aside-{now.astimezone(UTC):{_STAMP}}{archive.suffix}")
    journal = archive.with_name(archive.name + "-journal")
    # A journal belongs to its file by name: left behind, it would be played into the restored one.
    if journal.exists():
        journal.rename(aside.with_name(aside.name + "-journal"))
    return archive.rename(aside)


def _thin(backups: Iterable[Backup], now: datetime) -> None:
    """Keep the last ten, the newest of each of the last fourteen days, and the newest of every week."""
    ordered = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = set(ordered[:KEEP_LAST])
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in ordered:
        if (now.date() - backup.made_at.date()).days < KEEP_DAYS:
            days.setdefault(backup.made_at.date(), backup)
        weeks.setdefault(backup.made_at.isocalendar()[:2], backup)
    for backup in set(ordered) - kept - set(days.values()) - set(weeks.values()):
        backup.path.unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
