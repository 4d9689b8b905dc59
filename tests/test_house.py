"""Keeps the house in order: locked dependencies, one entrance, whole packages, fonts with every letter."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from reportlab.pdfbase.ttfonts import TTFontFile

import tmfcheck

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
SOURCES = [
    ROOT / "dev.py",
    *(path for place in ("tmfcheck", "tests", "packaging") for path in (ROOT / place).rglob("*.py")),
]


# ------------------------------------------------------------ the dependencies


def read_lock(name: str) -> dict[str, Version]:
    """Package and version of every line of a lock file that names one."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pinned = [Requirement(line.rstrip(" \\")) for line in lines if re.match(r"[a-z0-9]", line)]
    return {canonicalize_name(one.name): Version(next(iter(one.specifier)).version) for one in pinned}


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(entries) == len(read_lock(name)) > 10
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|--(extra-)?index-url|--find-links|file:", text)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_the_lock_fulfils_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    locked = read_lock(lock)
    for requirement in map(Requirement, wanted):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_the_developers_lock_contains_the_programs_lock() -> None:
    assert read_lock("requirements.lock").items() <= read_lock("requirements-dev.lock").items()


def test_the_installed_program_is_this_version() -> None:
    assert importlib.metadata.version("tmfcheck") == tmfcheck.__version__


NONE_KEEPER = (
    "from PySide6.QtCore import QObject\nthing = QObject()\nfor _ in range(20_000): thing.setObjectName('x')\n"
)


def test_the_toolkit_does_not_lose_references_to_none() -> None:
    # A release of PySide6 dropped one reference to None per call before Python 3.12, and aborted after thousands.
    assert subprocess.run([sys.executable, "-c", NONE_KEEPER], check=False).returncode == 0


# ------------------------------------------------------------------ the sources


def test_ci_runs_what_people_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 dev.py test"


def test_no_source_file_outgrows_a_readers_patience() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: length for path, length in lengths.items() if length > 500} == {}


def test_no_name_is_a_drawer_for_everything() -> None:
    drawers = {"util", "utils", "helper", "helpers", "manager", "common", "misc"}
    assert [path.relative_to(ROOT) for path in SOURCES if set(path.stem.split("_")) & drawers] == []


# ------------------------------------------------------------- what is delivered


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The package as it would be handed out."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_carries_packs_resources_and_licences(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    places = {"checklists": ROOT / "checklists", "resources": ROOT / "resources"}
    for place, folder in places.items():
        files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert files
        assert {f"tmfcheck/_data/{place}/{name}" for name in files} <= names
    licences = f"tmfcheck-{tmfcheck.__version__}.dist-info/licenses"
    stated = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("LICENSE*")} | {
        "LICENSE",
        "NOTICE",
    }
    assert {f"{licences}/{path}" for path in stated} <= names


def test_the_wheel_carries_no_tests_and_no_tools(wheel: zipfile.ZipFile) -> None:
    top = {name.split("/")[0] for name in wheel.namelist()}
    assert top == {"tmfcheck", f"tmfcheck-{tmfcheck.__version__}.dist-info"}


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"])
def test_the_fonts_have_every_letter_and_mark_we_print(name: str) -> None:
    russian = "".join(map(chr, range(ord("А"), ord("я") + 1))) + "Ёё"
    kazakh = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
    latin = "".join(map(chr, range(ord("!"), ord("~") + 1))) + "äöüßéèçñ"
    marks = "№₸☐☑☒✓✗→≤≥±×·²³°«»“”„–—…§▲●◕◔○"
    glyphs = TTFontFile(str(ROOT / "resources" / "fonts" / name)).charToGlyph
    assert [letter for letter in russian + kazakh + latin + marks if ord(letter) not in glyphs] == []
