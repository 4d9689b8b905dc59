"""The one entrance for people and CI: sets everything up, then runs, tests, measures or packages TMFCheck.

Standard library only: it runs before anything is installed. `python3 dev.py --help` lists the commands.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "tmfcheck-setup.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PROGRAM = BIN / ("tmfcheck.exe" if os.name == "nt" else "tmfcheck")
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
TRANSLATIONS = ROOT / "resources" / "translations"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
KEPT_CERTIFICATES = VENV / "certificates.pem"

# What the wheels of Qt expect from the system: library, and the Debian package that brings it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",  # newer releases provide this name through libglib2.0-0t64
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
BUNDLE_PROGRAMS = {"objdump": "binutils", "strip": "binutils"}


class SetupError(Exception):
    """Something the user or an administrator must do first; the message says what."""


# ---------------------------------------------------------------- the system


def find_missing_packages(libraries: dict[str, str], programs: dict[str, str]) -> list[str]:
    """Debian packages for every shared library, program and Python part that is not there."""
    missing = [package for soname, package in libraries.items() if not is_loadable(soname)]
    missing += [package for program, package in programs.items() if shutil.which(program) is None]
    if find_spec("ensurepip") is None and not PYTHON.exists():
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return sorted(set(missing))


def is_loadable(soname: str) -> bool:
    """Whether the dynamic linker finds this library for the running interpreter's architecture."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def provide_system_packages(command: str) -> None:
    """On Linux, install what this command needs from the system, or say what to install."""
    if not sys.platform.startswith("linux"):
        return
    needs_window = command == "package" or (command == "run" and has_display())
    # An ordinary user's tests do without the bundle rather than without everything.
    needs_bundler = command == "package" or (command == "test" and is_bundle_tested() and os.geteuid() == 0)
    programs = BUNDLE_PROGRAMS if needs_bundler else {}
    libraries = QT_LIBRARIES | bundled_python_library() if needs_bundler else QT_LIBRARIES
    if not find_missing_packages(libraries | (WINDOW_LIBRARIES if needs_window else {}), programs):
        return
    # One visit of the administrator is enough: also name what only another command would miss.
    install_packages(find_missing_packages(libraries | WINDOW_LIBRARIES, programs))


def find_missing_for_bundle() -> list[str]:
    """What PyInstaller would miss on this system."""
    if not sys.platform.startswith("linux"):
        return []
    return find_missing_packages(bundled_python_library(), BUNDLE_PROGRAMS)


def bundled_python_library() -> dict[str, str]:
    """The interpreter's own shared library, which the bundle carries and Debian's own Python packs apart."""
    if sys.base_prefix != "/usr":
        return {}
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {f"libpython{version}.so.1.0": f"libpython{version}"}


def is_bundle_tested() -> bool:
    """Whether the tests are asked to build and try the bundle too, which takes a minute."""
    return bool(os.environ.get("CI") or os.environ.get("TMFCHECK_TEST_PACKAGE"))


def install_packages(packages: Sequence[str]) -> None:
    """Install Debian packages as root; raise SetupError with the command for everybody else."""
    if shutil.which("apt-get") is None:
        raise SetupError(f"please install what brings these Debian packages' files: {' '.join(packages)}")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        command = f"apt-get update && {' '.join(install)}"
        as_root = f"sudo {command.replace('&& ', '&& sudo ')}" if shutil.which("sudo") else f"su -c '{command}'"
        raise SetupError(f"system packages are missing. Please run this once, then try again:\n\n    {as_root}\n")
    say(f"installing system packages: {' '.join(packages)}")
    certificates = read_certificates()
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    require(["apt-get", "-q", "update"], "reading the package lists", environment)
    require(install, "installing system packages", environment)
    keep_certificates(certificates)


def read_certificates() -> bytes:
    """The system's bundle of trusted certificates; empty where there is none."""
    return SYSTEM_CERTIFICATES.read_bytes() if SYSTEM_CERTIFICATES.exists() else b""


def keep_certificates(before: bytes) -> None:
    """Keep for pip what a machine trusted before a package wrote the system's bundle anew.

    Debian's package for virtual environments brings ca-certificates along, whose installation replaces a
    bundle put there by hand; behind a proxy with its own certificate no download would work after it.
    """
    after = read_certificates()
    if before and before != after:
        VENV.mkdir(exist_ok=True)
        KEPT_CERTIFICATES.write_bytes(before + after)


def has_display() -> bool:
    """Whether a window can be shown here."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(variable) for variable in ("DISPLAY", "WAYLAND_DISPLAY")
    )


# ----------------------------------------------------------- the environment


def set_up(command: str, lock: Path) -> None:
    """Make `.venv` hold the locked dependencies and the program; quick when nothing changed."""
    provide_system_packages(command)
    done = read_stamp()
    if done.get("interpreter") != interpreter_mark():
        create_environment(is_moved=bool(done))
        done = {"interpreter": interpreter_mark()}
        write_stamp(done)
    install_lock(lock, done)
    install_program(done)
    compile_translations()


def interpreter_mark() -> str:
    """What an environment depends on: where it lies and for which Python."""
    return f"{sys.version_info.major}.{sys.version_info.minor} in {VENV}" if PYTHON.exists() else "no interpreter"


def read_stamp() -> dict[str, str]:
    """What earlier runs completed; empty when nothing or when the note is unreadable."""
    try:
        stamp: Any = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(done: dict[str, str]) -> None:
    """Note what is completed, so that the next run can skip it."""
    STAMP.write_text(json.dumps(done, indent=2) + "\n", encoding="utf-8")


def create_environment(*, is_moved: bool) -> None:
    """Create `.venv`, or complete one; one made for another place or Python is replaced."""
    say(f"creating {VENV}")
    options = ["--clear"] if is_moved else []
    require([sys.executable, "-m", "venv", *options, str(VENV)], "creating the environment")


def install_lock(lock: Path, done: dict[str, str]) -> None:
    """Install the locked dependencies, each checked against its hash, unless this lock is installed."""
    if done.get(lock.name) == digest([lock]):
        return
    say(f"installing the dependencies of {lock.name}")
    pip(["--require-hashes", "-r", str(lock)], "installing the dependencies")
    # The longer list contains the shorter one with the same versions.
    for installed in {lock, RUNTIME_LOCK}:
        done[installed.name] = digest([installed])
    write_stamp(done)


def install_program(done: dict[str, str]) -> None:
    """Install the package itself in place, so that `.venv/bin/tmfcheck` runs the checkout."""
    mark = digest([ROOT / "pyproject.toml", ROOT / "tmfcheck" / "__init__.py"])
    if done.get("program") == mark and PROGRAM.exists():
        return
    say("installing the program in place")
    pip(["--no-deps", "--no-build-isolation", "-e", str(ROOT)], "installing the program")
    done["program"] = mark
    write_stamp(done)


def pip(arguments: Sequence[str], purpose: str) -> None:
    """Let pip install something into `.venv`, with this machine's own settings for it."""
    environment = dict(os.environ)
    if KEPT_CERTIFICATES.exists():
        environment.setdefault("PIP_CERT", str(SYSTEM_CERTIFICATES))
        for name, value in environment.items():
            environment[name] = str(KEPT_CERTIFICATES) if value == str(SYSTEM_CERTIFICATES) else value
    require([str(PYTHON), "-m", "pip", "install", "--quiet", *arguments], purpose, environment)


def compile_translations() -> None:
    """Compile the gettext catalogues that are newer than what was compiled from them."""
    for source in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        language = source.parent.parent.name
        say(f"compiling the translation {language}")
        compiler = [str(PYTHON), "-m", "babel.messages.frontend", "-q", "compile"]
        require(
            [*compiler, "-l", language, "-i", str(source), "-o", str(compiled)],
            f"compiling {source.relative_to(ROOT)}",
        )


def digest(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents."""
    state = hashlib.sha256()
    for path in files:
        state.update(f"{path.relative_to(ROOT).as_posix()}\0{path.stat().st_size}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()


# --------------------------------------------------------------- the commands


def run(arguments: list[str]) -> int:
    """Start the program; where no window can be shown, make the sample reports instead."""
    set_up("run", RUNTIME_LOCK)
    if arguments or has_display():
        return call([str(PROGRAM), *arguments])
    say("no display here, so there will be no window; making the sample assessment and its reports instead")
    target = ROOT / "demo"
    code = call([str(PROGRAM), "demo", "--out", str(target)])
    if code == 0:
        say(f"the reports are in {target}")
        say("on a computer with a screen this command opens the window")
    return code


def test(arguments: list[str]) -> int:
    """Check style, types, the shipped method pack and every test; stop at the first failure."""
    set_up("test", DEV_LOCK)
    module = [str(PYTHON), "-m"]
    steps = {
        "style": [*module, "ruff", "check", "."],
        "layout": [*module, "ruff", "format", "--check", "."],
        "types": [*module, "mypy"],
        "method pack": [*module, "tmfcheck", "pack", "check", str(ROOT / "checklists" / "unece-tmf")],
    }
    for name, command in steps.items():
        say(f"checking: {name}")
        started = time.monotonic()
        if (code := call(command)) != 0:
            say(f"failed: {name}")
            return code
        say(f"passed: {name}, {time.monotonic() - started:.1f} s")
    say("running the tests")
    # A file of tests stays together on one processor: some share a costly fixture.
    return call([*module, "pytest", "-n", "auto", "--dist", "loadfile", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure the program against floors measured in the same run."""
    set_up("bench", DEV_LOCK)
    return call([str(PYTHON), "-m", "tests.bench", *arguments])


def screenshots(arguments: list[str]) -> int:
    """Photograph every screen in every language into `screenshots/`."""
    set_up("screenshots", DEV_LOCK)
    return call([str(PYTHON), "-m", "tests.screenshots", "--out", str(ROOT / "screenshots"), *arguments])


def package(arguments: list[str]) -> int:
    """Build the folder that runs without Python into `dist/`, and try it."""
    set_up("package", DEV_LOCK)
    return call([str(PYTHON), str(ROOT / "packaging" / "build.py"), *arguments])


def lock(arguments: list[str]) -> int:
    """Write both lock files from pyproject.toml; with --upgrade choose the newest allowed versions."""
    with tempfile.TemporaryDirectory() as folder:
        resolver = Path(folder) / "venv"
        require([sys.executable, "-m", "venv", str(resolver)], "creating an environment for the resolver")
        python = resolver / PYTHON.relative_to(VENV)
        require([str(python), "-m", "pip", "install", "--quiet", "uv"], "installing the resolver")
        options = ["--universal", "--generate-hashes", "--python-version", "3.11", "--quiet", *arguments]
        options += ["--custom-compile-command", "python3 dev.py lock"]
        compiler = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", *options]
        require([*compiler, "--group", "build", "-o", RUNTIME_LOCK.name], "locking the program's dependencies")
        groups = ["--group", "build", "--group", "dev", "-c", RUNTIME_LOCK.name]
        require([*compiler, *groups, "-o", DEV_LOCK.name], "locking the developers' dependencies")
    say(f"wrote {RUNTIME_LOCK.name} and {DEV_LOCK.name}")
    return 0


def translations(_arguments: list[str]) -> int:
    """Bring the program's new words into the catalogues of every language; the translating is done by people."""
    set_up("translations", DEV_LOCK)
    babel = [str(PYTHON), "-m", "babel.messages.frontend", "-q"]
    with tempfile.TemporaryDirectory() as folder:
        template = str(Path(folder) / "tmfcheck.pot")
        heading = ["--project", "TMFCheck", "--copyright-holder", "the TMFCheck authors"]
        extraction = ["extract", "--no-location", "--sort-output", *heading, "-o", template, "tmfcheck"]
        require([*babel, *extraction], "collecting the program's words")
        for catalogue in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po")):
            target = ["-l", catalogue.parent.parent.name, "-i", template, "-o", str(catalogue)]
            options = ["--no-fuzzy-matching", "--ignore-obsolete", "--no-wrap"]
            require([*babel, "update", *target, *options], f"updating {catalogue.relative_to(ROOT)}")
    say("fill the empty texts in resources/translations/*/LC_MESSAGES/tmfcheck.po")
    return 0


def setup(_arguments: list[str]) -> int:
    """Only set up `.venv`, for developers."""
    set_up("setup", DEV_LOCK)
    say(f"ready: {PROGRAM}")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "screenshots": screenshots,
    "package": package,
    "lock": lock,
    "translations": translations,
    "setup": setup,
}


def say(sentence: str) -> None:
    """Tell the user what happens, in order with what the called programs print."""
    print(f"dev.py: {sentence}", flush=True)


def call(command: Sequence[str], environment: dict[str, str] | None = None) -> int:
    """Run a program in the project's root and return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def require(command: Sequence[str], purpose: str, environment: dict[str, str] | None = None) -> None:
    """Run a program that must succeed; raise SetupError when it does not."""
    if call(command, environment) != 0:
        raise SetupError(f"{purpose} failed; the message is above")


def main() -> int:
    """Run the command named on the command line; 2 where the user or an administrator must act first."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is exactly what this sentence is for
        say(f"TMFCheck needs Python 3.11 or newer; this is {sys.version.split()[0]}")
        return 2
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    listing = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, function in COMMANDS.items():
        listing.add_parser(name, help=function.__doc__, add_help=False)
    chosen, arguments = parser.parse_known_args()
    try:
        return COMMANDS[chosen.command](arguments)
    except SetupError as error:
        print(f"dev.py: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
