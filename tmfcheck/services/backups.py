"""The copies of an archive: listing them, making one at once, and putting one back."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.services.desk import Desk, utc_now
from tmfcheck.services.opening import user_name
from tmfcheck.storage.access import Holder

if TYPE_CHECKING:
    from tmfcheck.storage.backup import Backup


def list_backups(archive: Path) -> tuple[Backup, ...]:
    """The copies of an archive, newest first; the archive itself may be damaged or gone."""
    from tmfcheck.storage import backup

    return backup.list_backups(archive)


def make_backup(desk: Desk) -> Backup:
    """Copy the open archive now; raises ArchiveError."""
    from tmfcheck.storage import backup

    return backup.make_backup(desk.archive.path, desk.clock())


def restore_backup(archive: Path, copy: Path) -> Path | None:
    """Put a copy in the archive's place and return where the former file now lies (None where there was none).

    Raises ArchiveError, also while a program has the archive open; the archive is then as it was.
    """
    from tmfcheck.storage import backup

    now = utc_now()
    return backup.restore_backup(archive, copy, now, Holder(user_name(), socket.gethostname(), os.getpid(), now))
