"""An archive tampered with behind the program's back: every reading command says so in a sentence, none breaks off."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.closing_for_tests import tampered_with
from tmfcheck.services.demo import make_demo

ASSESSMENT = f"{2:032x}"
"""The id of the sample's assessment."""

TABLES = (
    "facility",
    "assessment",
    "pack",
    "answer",
    "decision",
    "snapshot",
    "history",
    "content",
    "content_part",
    "rendition",
    "evidence",
    "document",
    "citation",
    "visit",
    "explanation",
    "signature",
)


READING = (
    ("facility", "list"),
    ("assessment", "list"),
    ("assessment", "show", ASSESSMENT),
    ("assessment", "results", ASSESSMENT),
    ("assessment", "history", ASSESSMENT),
    ("assessment", "check", ASSESSMENT),
    ("archive", "check"),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample archive: a closed assessment with something in every table of ``TABLES``."""
    return make_demo(tmp_path_factory.mktemp("sample"), ()).archive


def own_columns(path: Path, table: str) -> list[str]:
    """The columns of a table that hold text of its own, neither its key nor a reference."""
    with closing(sqlite3.connect(path)) as connection:
        others = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        described = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return [name for _, name, kind, _, _, is_key in described if kind == "TEXT" and not is_key and name not in others]


def key_of(path: Path, table: str) -> list[str]:
    """The columns of a table's key."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]


def assert_none_breaks_off(terminal: Terminal, commands: Iterable[tuple[str, ...]] = READING) -> None:
    """Every reading command succeeds or is refused in words."""
    for command in commands:
        code, _out, err = terminal(*command)
        assert code in (0, 2), (command, err)
        assert "Traceback" not in err
        assert code == 0 or err.strip()


@pytest.mark.parametrize("table", TABLES)
def test_a_lost_row_and_a_spoilt_one_are_told_in_a_sentence(terminal: Terminal, sample: Path, table: str) -> None:
    shutil.copy(sample, terminal.archive)
    key = ", ".join(key_of(sample, table))
    tampered_with(terminal.archive, f"DELETE FROM {table} WHERE ({key}) = (SELECT {key} FROM {table} LIMIT 1)")
    assert_none_breaks_off(terminal)
    for column in own_columns(sample, table):
        shutil.copy(sample, terminal.archive)
        with suppress(sqlite3.IntegrityError):  # some words the table itself refuses
            tampered_with(terminal.archive, f"UPDATE {table} SET {column} = '?'")
            assert_none_breaks_off(terminal, READING[-2:])


@pytest.mark.parametrize("table", ["facility", "pack", "content"])
def test_a_broken_reference_is_a_damaged_archive(terminal: Terminal, sample: Path, table: str) -> None:
    shutil.copy(sample, terminal.archive)
    tampered_with(terminal.archive, f"DELETE FROM {table}")
    before = terminal.archive.read_bytes()
    for command in READING:
        assert "Restore a copy" in terminal.refused(*command)
    assert terminal.archive.read_bytes() == before
