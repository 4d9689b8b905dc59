"""Tries a packaged TMFCheck the way a user would, without Python and without a screen: `selftest.py FOLDER`.

Every step has a time limit, because a packaged program that fails tends to hang instead of ending.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT_SECONDS = 120


def passes(bundle: Path) -> bool:
    """Whether every check of the bundle passes; says each result."""
    program = bundle / ("tmfcheck.exe" if sys.platform == "win32" else "tmfcheck")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = isolated_environment(Path(home))
        demo = str(Path(home) / "demo")
        # The window ends by itself once its first screen, with the archive open, is painted.
        window = environment | {"TMFCHECK_STARTUP_PROBE": "home"}
        results = [
            report("selftest", check([str(program), "selftest"], "", environment)),
            report("demo", check([str(program), "demo", "--out", demo], "report-kk.pdf", environment)),
            report("pack list", check([str(program), "pack", "list", "--json"], "unece-tmf", environment)),
            report("window", check([str(program)], "home", window)),
        ]
    return all(results)


def report(name: str, fault: str) -> bool:
    """Say how a check went; an empty fault is a pass."""
    print(f"bundle {name}: {fault or 'works'}", flush=True)
    return not fault


def isolated_environment(home: Path) -> dict[str, str]:
    """An environment with a home of its own, no screen, and no Python to lean on."""
    wanted = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
    environment = {name: os.environ[name] for name in wanted if name in os.environ}
    if sys.platform != "win32":
        environment["PATH"] = "/usr/bin:/bin"
    folders = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    archive = {"TMFCHECK_ARCHIVE": str(home / "archive.tmfcheck")}
    return environment | folders | archive | {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}


def check(command: list[str], expected: str, environment: dict[str, str]) -> str:
    """The fault of a command that should end well and print an expected word; empty when it does."""
    try:
        result = subprocess.run(command, env=environment, capture_output=True, timeout=LIMIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"no end after {LIMIT_SECONDS} s"
    printed, complaints = (stream.decode("utf-8", errors="replace") for stream in (result.stdout, result.stderr))
    if result.returncode != 0 or "Traceback" in complaints:
        return f"exit code {result.returncode}\n{printed}{complaints}"
    return "" if expected in printed else f"'{expected}' is missing in what it printed:\n{printed}{complaints}"


if __name__ == "__main__":
    sys.exit(0 if passes(Path(sys.argv[1]).resolve()) else 1)
