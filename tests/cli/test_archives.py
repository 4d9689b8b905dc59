"""Backups from the terminal: listed, made, put back, with the present file set aside."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Terminal
from tmfcheck.services.opening import AccessMode, open_desk


def test_copy_is_listed_and_put_back(terminal: Terminal, assessment: str) -> None:
    terminal.ok("assessment", "answer", assessment, "A1.01", "no")
    made = terminal.ok("archive", "backup").strip().rpartition(" ")[2]
    assert made in [each["path"] for each in terminal.json("archive", "backups")]
    terminal.ok("assessment", "answer", assessment, "A1.01", "yes")
    said = terminal.ok("archive", "restore", made)
    assert terminal.json("assessment", "show", assessment)["answers"]["A1.01"]["value"] == "no"
    aside = Path(said.strip().rpartition(" ")[2])
    assert aside.is_file()


def test_damaged_copy_is_refused_and_the_archive_stays(terminal: Terminal, assessment: str) -> None:
    broken = terminal.folder / "broken.tmfcheck"
    broken.write_bytes(b"no archive at all")
    terminal.refused("archive", "restore", str(broken))
    terminal.refused("archive", "restore", str(terminal.folder / "missing.tmfcheck"))
    assert terminal.json("assessment", "show", assessment)["id"] == assessment


def test_archive_in_use_is_neither_written_nor_replaced(terminal: Terminal, assessment: str) -> None:
    made = terminal.ok("archive", "backup").strip().rpartition(" ")[2]
    with open_desk(terminal.archive, mode=AccessMode.WRITE, user="Somebody"):
        assert "Somebody" in terminal.refused("assessment", "answer", assessment, "A1.01", "no")
        assert "Somebody" in terminal.refused("archive", "restore", made)
        assert terminal.json("assessment", "show", assessment)["answers"] == {}
