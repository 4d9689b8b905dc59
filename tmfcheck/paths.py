"""Where things lie: the shipped data, and the user's own archive, packs, caches and settings on this machine."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePath

from platformdirs import PlatformDirs

from tmfcheck.errors import InputError

_DIRS = PlatformDirs("TMFCheck", appauthor=False)


@cache
def _shipped(name: str) -> Path:
    """A folder of shipped data: in the bundle, in an installed wheel, or beside the sources."""
    package = Path(__file__).resolve().parent
    bundle = Path(getattr(sys, "_MEIPASS", package / "_data"))
    candidates = (bundle / name, package / "_data" / name, package.parent / name)
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def resources_folder() -> Path:
    """Fonts, icons, styles and translations."""
    return _shipped("resources")


def shipped_packs_folder() -> Path:
    """The method packs that come with the program."""
    return _shipped("checklists")


def pack_folders() -> Sequence[Path]:
    """Every folder that is searched for packs: shipped, the user's, and those of TMFCHECK_PACKS."""
    extra = os.environ.get("TMFCHECK_PACKS", "")
    return (shipped_packs_folder(), data_folder() / "packs", *(Path(part) for part in extra.split(os.pathsep) if part))


def data_folder() -> Path:
    """The user's data folder; not made by asking."""
    return _DIRS.user_data_path


def cache_folder() -> Path:
    """What can be made again at any time."""
    return _DIRS.user_cache_path


def settings_file() -> Path:
    """The window's settings."""
    return _DIRS.user_config_path / "settings.ini"


def log_file() -> Path:
    """Where the window writes down its own faults."""
    return _DIRS.user_log_path / "window.log"


def sqlite_address(path: PurePath, options: str) -> str:
    r"""The address by which SQLite opens a file, given whole; ``options`` as ``mode=ro``.

    SQLite knows no other computers: a file on a share (``\\server\share``) is named with two more slashes.
    """
    address = path.as_uri()
    is_on_share = not address.startswith("file:///")
    return f"{address.replace('file://', 'file:////', 1) if is_on_share else address}?{options}"


_NO_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def safe_file_name(words: str, longest: int = 120) -> str:
    """The words without what some system allows in no file name, to propose a name without its ending."""
    return _NO_FILE_NAME.sub("_", words).strip(". ")[:longest].rstrip(". ")


def archive_file(given: str | None = None) -> Path:
    """The archive: the one given, else TMFCHECK_ARCHIVE, else the one in the user's data folder.

    An empty TMFCHECK_ARCHIVE counts as not set. A name that was given and is empty comes from an unset variable in a
    script, which must not reach the user's own archive: raises InputError ARCHIVE_NAMELESS.
    """
    if given is not None and not given.strip():
        raise InputError("ARCHIVE_NAMELESS")
    named = given or os.environ.get("TMFCHECK_ARCHIVE")
    return Path(named).expanduser() if named else data_folder() / "archive.tmfcheck"
