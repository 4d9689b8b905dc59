"""Tries a packaged TMFCheck the way a user would, without Python and without a screen: `selftest.py FOLDER`.

Every step has a time limit, because a packaged program that fails tends to hang instead of ending.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

COMMAND_LIMIT_SECONDS = 120
WINDOW_LIMIT_SECONDS = 60
WINDOW_MUST_LIVE_SECONDS = 3


def passes(bundle: Path) -> bool:
    """Whether every check of the bundle passes; says each result."""
    program = bundle / ("tmfcheck.exe" if sys.platform == "win32" else "tmfcheck")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = isolated_environment(Path(home))
        results = [
            report("selftest", check_command([str(program), "selftest"], environment)),
            report("pack list", check_packs(program, environment)),
            report("window", check_window(program, environment)),
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


def check_command(command: list[str], environment: dict[str, str]) -> str:
    """The fault of a command that should end well; empty when it does."""
    try:
        result = subprocess.run(
            command, env=environment, capture_output=True, timeout=COMMAND_LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end after {COMMAND_LIMIT_SECONDS} s"
    words = (result.stdout + result.stderr).decode("utf-8", errors="replace")
    return "" if result.returncode == 0 else f"exit code {result.returncode}\n{words}"


def check_packs(program: Path, environment: dict[str, str]) -> str:
    """The fault of a bundle that does not find the shipped method pack."""
    command = [str(program), "pack", "list", "--json"]
    if fault := check_command(command, environment):
        return fault
    listing = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    return "" if "unece-tmf" in json.dumps(json.loads(listing)) else "the shipped pack unece-tmf is not listed"


def check_window(program: Path, environment: dict[str, str]) -> str:
    """The fault of a window that does not open its archive, complains, or does not stay open."""
    archive = Path(environment["TMFCHECK_ARCHIVE"])
    complaints = archive.with_suffix(".complaints.txt")
    with complaints.open("wb") as sink:
        window = subprocess.Popen([str(program)], env=environment, stdout=sink, stderr=sink)
        try:
            is_ready = wait_until(lambda: archive.exists() or window.poll() is not None, WINDOW_LIMIT_SECONDS)
            has_ended = wait_until(lambda: window.poll() is not None, WINDOW_MUST_LIVE_SECONDS)
        finally:
            window.kill()
            window.wait()
    words = complaints.read_text(encoding="utf-8", errors="replace")
    if has_ended:
        return f"it ended by itself\n{words}"
    if not is_ready:
        return f"no archive after {WINDOW_LIMIT_SECONDS} s\n{words}"
    return f"it complained\n{words}" if "Traceback" in words else ""


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait for a condition, at most so long; whether it came true."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


if __name__ == "__main__":
    sys.exit(0 if passes(Path(sys.argv[1]).resolve()) else 1)
