"""The front door: the window by default, the command line when a command is given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tmfcheck.photos.handover import READ_HEIC


def main() -> int:
    """Start what was asked for; the exit code is 0 done, 2 the user's or the environment's fault, 1 a bug."""
    arguments = sys.argv[1:]
    if arguments[:1] == [READ_HEIC]:
        from tmfcheck.photos.heic_process import run as read_heic

        given, made, edge = arguments[1:4]
        return read_heic(Path(given), Path(made), int(edge))
    if _asks_for_window(arguments):
        from tmfcheck.app import run

        return run(arguments[-1].removeprefix("--archive=") if arguments else None)
    from tmfcheck.cli.main import run as run_command

    return run_command(arguments)


def _asks_for_window(arguments: Sequence[str]) -> bool:
    """Nothing at all, or only the archive to open."""
    match arguments:
        case [] | ["--archive", _]:
            return True
        case [single]:
            return single.startswith("--archive=")
        case _:
            return False


if __name__ == "__main__":
    sys.exit(main())
