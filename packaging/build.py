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
from PIL import Image

import tmfcheck

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
BUNDLE = ROOT / "dist" / "tmfcheck"
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
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places]
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
    """Put our licence, those of Qt and Python, and those of every locked package into the bundle."""
    shutil.copytree(HERE / "licences", target)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, target)
    lines = [add_package_licences(name, target) for name in locked_packages()]
    (target / "PACKAGES.txt").write_text("".join(lines), encoding="utf-8")


def locked_packages() -> list[str]:
    """Names of the packages in the program's lock that are installed on this system."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    installed = {normal(each.name) for each in importlib.metadata.distributions()}
    return [name for name in re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE) if normal(name) in installed]


def normal(name: str) -> str:
    """A package's name as comparisons need it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def add_package_licences(name: str, target: Path) -> str:
    """Copy the licence files a package ships; return its line for the list of packages."""
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or []:
        if re.match(r"(licen[cs]e|copying|notice|authors)", file.name, re.IGNORECASE) and ".dist-info" in str(file):
            (target / name).mkdir(exist_ok=True)
            shutil.copy(Path(str(distribution.locate_file(file))), target / name)
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
