"""The hallway: joins the rooms for the window; nothing heavy is imported before the window is on the screen."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.errors import InputError
from tmfcheck.paths import archive_file

if TYPE_CHECKING:
    from tmfcheck.services.desk import Desk

STARTUP_PROBE = "TMFCHECK_STARTUP_PROBE"
"""Name of the variable that ends the program once a stage of its start ("first_paint" or "home") is reached."""


def run(archive: str | None = None) -> int:
    """Show the window on an archive (None: the user's own) until it is closed; returns the exit code.

    Without a display, or with an empty name for the archive, it says so and returns 2.
    """
    if not has_display():
        return _refuse("NO_DISPLAY")
    try:
        path = archive_file(archive)
    except InputError as error:
        return _refuse(error.code)
    from tmfcheck.gui.quick_import import spare_import_hook

    spare_import_hook()
    # Hardly anything made during the start is thrown away: looking through it for garbage is spared (see run_window).
    gc.disable()
    from tmfcheck.gui.application import run_window

    return run_window(path, make_desk, _probe)


def _refuse(code: str) -> int:
    from tmfcheck.errors import TmfCheckError
    from tmfcheck.i18n import Texts, machine_language
    from tmfcheck.messages import sentence

    if sys.stderr is not None:  # a window's program has none on Windows
        sys.stderr.write(sentence(TmfCheckError(code), Texts(machine_language())) + "\n")
    return 2


def has_display() -> bool:
    """Whether a window can be shown; Qt would end the whole program where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def make_desk(archive: Path, user: str) -> Desk:
    """Open an archive for the window; a missing one is made, one that cannot be written is opened for reading.

    Raises TmfCheckError.
    """
    from tmfcheck.errors import ArchiveError
    from tmfcheck.services.opening import AccessMode, open_desk

    try:
        return open_desk(archive, mode=AccessMode.CREATE, user=user or None)
    except ArchiveError as error:
        if error.code != "ARCHIVE_READ_ONLY" or not archive.exists():
            raise
        return open_desk(archive, mode=AccessMode.READ, user=user or None)


def _probe(stage: str) -> None:
    """For measuring: say on stdout that a stage is reached, and end there."""
    if os.environ.get(STARTUP_PROBE) == stage:
        sys.stdout.write(f"{stage}\n")
        sys.stdout.flush()
        os._exit(0)
