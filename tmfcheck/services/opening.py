"""Opening the archive and sitting down at the desk, for the window and the command line."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.paths import archive_file, cache_folder, pack_folders
from tmfcheck.services.desk import Desk, utc_now
from tmfcheck.storage.access import AccessMode, Holder

if TYPE_CHECKING:
    from tmfcheck.packs.library import PackLibrary

__all__ = ["AccessMode", "Holder", "open_desk", "shipped_library", "user_name"]


def open_desk(
    path: Path | None = None,
    *,
    mode: AccessMode = AccessMode.CREATE,
    packs: PackLibrary | None = None,
    user: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Desk:
    """Open the archive (the user's own where no path is given) and return the desk; a context manager closes it.

    Where another program holds the archive it opens read-only: ``desk.archive.is_read_only`` and ``.held_by`` tell.
    Raises ArchiveError.
    """
    from tmfcheck.storage.archive import Archive

    name = user_name() if user is None else user
    archive = Archive.open(path or archive_file(), mode=mode, holder=name, clock=clock)
    return Desk(archive=archive, packs=packs or shipped_library(), clock=clock, user=name)


def shipped_library() -> PackLibrary:
    """The packs that come with the program and the user's own."""
    from tmfcheck.packs.library import PackLibrary

    return PackLibrary(pack_folders(), cache_folder())


def user_name() -> str:
    """The name under which the user is logged in; ``?`` where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
