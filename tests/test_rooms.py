"""The walls of the house, one sentence each: who may import whom, and which library lives in which room."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_archon import archrule

import tmfcheck

PACKAGE = Path(tmfcheck.__file__).parent
ROOMS = {"domain", "packs", "lists", "layers", "photos", "storage", "reports", "seals", "services", "gui", "cli"}
TOOLKIT = ("PySide6", "PySide6.*", "shiboken6", "shiboken6.*")
DATABASE = ("sqlalchemy", "sqlalchemy.*", "alembic", "alembic.*")
PAPER = ("reportlab", "reportlab.*")
PICTURES = ("PIL", "PIL.*", "pi_heif", "pi_heif.*")
SEALS = ("pyhanko", "pyhanko.*", "pyhanko_certvalidator", "pyhanko_certvalidator.*")
KEYS = ("cryptography", "cryptography.*", "asn1crypto", "asn1crypto.*")
HALLWAY = ("tmfcheck.app", "tmfcheck.__main__")


def room(*names: str) -> list[str]:
    """Patterns for everything in these rooms."""
    return [pattern for name in names for pattern in (f"tmfcheck.{name}", f"tmfcheck.{name}.*")]


def test_every_room_is_there_and_no_other() -> None:
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert found == ROOMS


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_a_door_plate_has_a_sentence_and_no_code(name: str) -> None:
    plate = ast.parse((PACKAGE / name / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(plate)
    assert len(plate.body) == 1, "a room's __init__.py says what lives here, and holds no code"


def test_the_rulebook_imports_the_standard_library_only() -> None:
    standard = [pattern for name in sys.stdlib_module_names for pattern in (name, f"{name}.*")]
    (
        archrule("domain: standard library only")
        .match(*room("domain"))
        .should_not_import("*")
        .may_import(*standard, *room("domain"), "tmfcheck.errors")
        .check("tmfcheck")
    )


def test_the_rulebook_knows_no_clock_no_files_and_no_processes() -> None:
    (
        archrule("domain: true on paper")
        .match(*room("domain"))
        .should_not_import(
            "time", "os", "os.*", "io", "pathlib", "sqlite3", "subprocess", "socket", "locale", "gettext"
        )
        .check("tmfcheck", only_direct_imports=True)
    )
    for path in (PACKAGE / "domain").rglob("*.py"):
        calls = [node.func for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
        names = {func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls}
        assert not names & {"now", "utcnow", "today", "open", "print", "input"}, path.name


@pytest.mark.parametrize(
    ("name", "forbidden"),
    [
        ("packs", ("lists", "layers", "photos", "storage", "reports", "seals")),
        ("lists", ("packs", "layers", "photos", "storage", "reports", "seals")),
        ("layers", ("packs", "lists", "photos", "storage", "reports", "seals")),
        ("photos", ("packs", "lists", "layers", "storage", "reports", "seals")),
        ("storage", ("packs", "lists", "layers", "photos", "reports", "seals")),
        ("reports", ("packs", "lists", "layers", "photos", "storage", "seals")),
        ("seals", ("packs", "lists", "layers", "photos", "storage", "reports")),
    ],
)
def test_packs_lists_photos_storage_reports_and_seals_know_neither_each_other_nor_their_callers(
    name: str, forbidden: tuple[str, ...]
) -> None:
    (
        archrule(f"{name}: only the rulebook below it")
        .match(*room(name))
        .should_not_import(*room(*forbidden, "services", "gui", "cli"), *HALLWAY)
        .check("tmfcheck")
    )


def test_services_do_not_know_who_calls_them() -> None:
    (
        archrule("services: neither window nor command line")
        .match(*room("services"))
        .should_not_import(*room("gui", "cli"), *HALLWAY)
        .check("tmfcheck")
    )


def test_window_and_command_line_never_import_the_archive() -> None:
    (
        archrule("gui, cli: through the services")
        .match(*room("gui", "cli"))
        .should_not_import(*room("storage"))
        .check("tmfcheck", only_direct_imports=True)
    )


def test_window_and_command_line_never_enter_the_dark_room() -> None:
    (
        archrule("gui, cli: files from outside are looked at through the services")
        .match(*room("gui", "cli"))
        .should_not_import(*room("photos"))
        .check("tmfcheck", only_direct_imports=True)
    )


def test_window_and_command_line_do_not_import_each_other() -> None:
    (archrule("cli: no window").match(*room("cli")).should_not_import(*room("gui"), *TOOLKIT).check("tmfcheck"))
    (archrule("gui: no command line").match(*room("gui")).should_not_import(*room("cli")).check("tmfcheck"))


def test_only_the_hallway_opens_the_window() -> None:
    (
        archrule("gui: entered from the hallway")
        .match("tmfcheck", "tmfcheck.*")
        .exclude(*room("gui"), *HALLWAY)
        .should_not_import(*room("gui"))
        .check("tmfcheck", only_direct_imports=True)
    )


@pytest.mark.parametrize(
    ("library", "home"),
    [
        (TOOLKIT, "gui"),
        (DATABASE, "storage"),
        (PAPER, "reports"),
        (PICTURES, "photos"),
        (SEALS, "seals"),
        (KEYS, "seals"),
    ],
    ids=["Qt", "database", "paper", "pictures", "signatures", "keys"],
)
def test_a_library_lives_in_one_room(library: tuple[str, ...], home: str) -> None:
    (
        archrule(f"{library[0]}: only in {home}")
        .match("tmfcheck", "tmfcheck.*")
        .exclude(*room(home))
        .should_not_import(*library)
        .check("tmfcheck", only_direct_imports=True)
    )
    (archrule(f"{library[0]}: used in {home}").match(*room(home)).should(_anyone_imports(library)).check("tmfcheck"))


def _anyone_imports(library: tuple[str, ...]) -> Callable[[str, set[str], dict[str, set[str]]], bool]:
    """Guard against a wall around an empty room: somewhere in it the library is really imported."""

    def is_used(module: str, _direct: set[str], everything: dict[str, set[str]]) -> bool:
        home = module.split(".")[1]
        imported = {name for key, names in everything.items() if key.split(".")[1:2] == [home] for name in names}
        return any(name.split(".")[0] in library for name in imported)

    return is_used


def test_nothing_but_the_window_reaches_the_toolkit() -> None:
    (
        archrule("everything else works without a screen")
        .match(*room("domain", "packs", "lists", "layers", "photos", "storage", "reports", "seals", "services", "cli"))
        .should_not_import(*TOOLKIT)
        .check("tmfcheck")
    )


def test_what_all_rooms_share_leans_on_no_room() -> None:
    (
        archrule("errors, paths, i18n: below every room")
        .match("tmfcheck.errors", "tmfcheck.paths", "tmfcheck.i18n")
        .should_not_import(*room(*ROOMS), *HALLWAY, "tmfcheck.messages")
        .check("tmfcheck")
    )


def test_inner_rooms_raise_and_only_window_and_command_line_speak() -> None:
    (
        archrule("messages: error codes become sentences at the very outside")
        .match("tmfcheck", "tmfcheck.*")
        .exclude(*room("gui", "cli"), *HALLWAY)
        .should_not_import("tmfcheck.messages")
        .check("tmfcheck", only_direct_imports=True)
    )


WITHOUT_TOOLKIT = """
import importlib, pkgutil, sys

class NoToolkit:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not installed")

sys.meta_path.insert(0, NoToolkit())
import tmfcheck

def walk(package):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if module.name.split(".")[1] == "gui" or ".migrations" in module.name:
            continue
        loaded = importlib.import_module(module.name)
        print(module.name)
        if module.ispkg:
            walk(loaded)

walk(tmfcheck)
from tmfcheck.__main__ import main
sys.argv = ["tmfcheck", "pack", "list"]
sys.exit(main())
"""


def test_everything_but_the_window_works_where_the_toolkit_cannot_be_imported() -> None:
    result = subprocess.run(
        [sys.executable, "-c", WITHOUT_TOOLKIT], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stderr
    imported = result.stdout.split()
    assert {f"tmfcheck.{name}" for name in ROOMS - {"gui"}} <= set(imported)
    assert "unece-tmf" in result.stdout
