"""Prints the table of measurements: ``python3 dev.py bench``; a word such as ``rules`` measures only that part."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import (
    illustrated,
    intake,
    keys,
    map_screen,
    maps,
    paper,
    photos,
    register,
    rules,
    seals,
    search,
    startup,
)
from tests.bench.clock import Line

PARTS = {
    "startup": startup.lines,
    "rules": rules.lines,
    "register": register.lines,
    "keys": keys.lines,
    "intake": intake.lines,
    "search": search.lines,
    "paper": paper.lines,
    "photos": photos.lines,
    "illustrated": illustrated.lines,
    "seals": seals.lines,
    "map": maps.lines,
    "map_screen": map_screen.lines,
}
HEADING = Line("measured", "here", "floor", "ratio", "aim")


def main(chosen: list[str]) -> int:
    """Measure the chosen parts, all by default, and print them as a Markdown table."""
    unknown = set(chosen) - PARTS.keys()
    if unknown:
        print(f"choose from: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n"
    )
    _print(HEADING)
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        _keep_users_folders_out(Path(folder))
        for name in chosen or PARTS:
            for line in PARTS[name](Path(folder)):
                _print(line)
    return 0


def _keep_users_folders_out(folder: Path) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        os.environ[variable] = str(folder / variable.lower())


def _print(line: Line) -> None:
    print(f"| {line.name} | {line.value} | {line.floor} | {line.ratio} | {line.aim} |", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
