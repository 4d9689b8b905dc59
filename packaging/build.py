"""Builds `dist/tmfcheck`, the folder that runs without Python, for whoever hands TMFCheck out; then tries it.

Called by `python3 dev.py package [--archive]`; PyInstaller builds for the system it runs on and for no other.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import selftest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PIL import Image

import tmfcheck

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
BUNDLE = ROOT / "dist" / "tmfcheck"
LICENCE_FILE = re.compile(r"\.dist-info/(licenses/|licen[cs]e|copying|notice|authors)", re.IGNORECASE)
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)


def main() -> int:
    """Build, add licences and the installer's parts, try the result; 1 when the bundle does not work."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", action="store_true", help="also pack the folder into one file to hand out")
    wanted = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    if sys.platform == "win32":
        draw_icon(BUILD / "tmfcheck.ico")
    bundle()
    add_licences(BUNDLE / "licences")
    if sys.platform.startswith("linux"):
        add_desktop_entry(BUNDLE)
    print(f"{BUNDLE}: {size_of(BUNDLE) / 1e6:.0f} MB")
    if not selftest.passes(BUNDLE):
        return 1
    if wanted.archive:
        print(f"packed: {pack(BUNDLE)}")
    return 0


def bundle() -> None:
    """Let PyInstaller put the folder together."""
    places = ["--distpath", str(BUNDLE.parent), "--workpath", str(BUILD / "pyinstaller")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places]
    subprocess.run([*command, str(HERE / "tmfcheck.spec")], cwd=ROOT, check=True)


def draw_icon(target: Path) -> None:
    """Draw the program's icon in every size Windows asks for, from the one drawing."""
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication, QIcon

    application = QGuiApplication(["build", "-platform", "offscreen"])
    drawing = target.with_suffix(".png")
    QIcon(str(ROOT / "resources" / "icons" / "tmfcheck.svg")).pixmap(QSize(256, 256)).save(str(drawing))
    application.quit()
    Image.open(drawing).save(target, sizes=[(size, size) for size in ICON_SIZES])


def add_licences(target: Path) -> None:
    """Put our licence, those of Qt and Python, and those of every package in the bundle."""
    shutil.copytree(HERE / "licences", target)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, target)
    lines = [add_package_licences(name, target) for name in bundled_packages()]
    (target / "PACKAGES.txt").write_text("".join(lines), encoding="utf-8")


def bundled_packages() -> list[str]:
    """Names of the installed packages the program depends on, directly or through others, on this system."""
    found: set[str] = set()
    waiting = ["tmfcheck"]
    while waiting:
        name = waiting.pop()
        wanted = map(Requirement, importlib.metadata.requires(name) or [])
        needed = {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate()}
        waiting += needed - found
        found |= needed
    return sorted(found)


def add_package_licences(name: str, target: Path) -> str:
    """Copy the licence files a package ships; return its line for the list of packages."""
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or []:
        if LICENCE_FILE.search(file.as_posix()):
            copy = target / name / "/".join(part for part in file.parts[1:] if part != "licenses")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path(str(distribution.locate_file(file))), copy)
    metadata = distribution.metadata
    stated = metadata["License-Expression"] or metadata["License"] or "see the package's own files"
    return f"{name} {distribution.version}: {stated.splitlines()[0]}\n"


def add_desktop_entry(bundle_folder: Path) -> None:
    """Put the installation scripts for one user's Linux desktop into the bundle."""
    for source in sorted((HERE / "linux").iterdir()):
        shutil.copy(source, bundle_folder)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def pack(bundle_folder: Path) -> str:
    """Pack the folder into `tmfcheck-<version>-<system>-<processor>` beside it: zip on Windows, else tar.xz."""
    kind = "zip" if sys.platform == "win32" else "xztar"
    name = f"tmfcheck-{tmfcheck.__version__}-{platform.system().lower()}-{platform.machine().lower()}"
    return shutil.make_archive(str(bundle_folder.parent / name), kind, bundle_folder.parent, bundle_folder.name)


if __name__ == "__main__":
    sys.exit(main())
