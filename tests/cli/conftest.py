"""A terminal for the tests: runs commands in this process on an archive of their own, and keeps what they print."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tmfcheck.cli.main import run


@dataclass
class Terminal:
    """Runs ``tmfcheck`` commands; ``archive`` is the one they work on."""

    archive: Path
    folder: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        try:
            code = run(arguments)
        except SystemExit as end:  # argparse ends the program itself
            code = int(end.code or 0)
        out, err = self.capture.readouterr()
        return code, out, err

    def ok(self, *arguments: str) -> str:
        """The output of a command that must succeed and say nothing on stderr."""
        code, out, err = self(*arguments)
        assert (code, err) == (0, "")
        return out

    def json(self, *arguments: str) -> Any:
        """The JSON a command prints."""
        return json.loads(self.ok(*arguments, "--json"))

    def refused(self, *arguments: str) -> str:
        """The sentence on stderr of a command that must be refused, with nothing on stdout."""
        code, out, err = self(*arguments)
        assert (code, out) == (2, ""), (code, out, err)
        assert err.strip()
        assert "Traceback" not in err
        return err

    def file(self, name: str, content: object) -> str:
        """A file with this text or JSON content."""
        path = self.folder / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    archive = tmp_path / "archive.tmfcheck"
    monkeypatch.setenv("TMFCHECK_ARCHIVE", str(archive))
    monkeypatch.setenv("TMFCHECK_LANGUAGE", "en")
    return Terminal(archive, tmp_path, capsys)


@pytest.fixture
def facility(terminal: Terminal) -> str:
    """The id of a stored facility."""
    source = terminal.file("facility.json", {"name": "Кадамжай", "country": "KG", "volume_m3": 2592000})
    return str(terminal.json("facility", "add", "--from", source)["id"])


@pytest.fixture
def assessment(terminal: Terminal, facility: str) -> str:
    """The id of an open basic check."""
    started = terminal.json("assessment", "start", facility, "--pack", "unece-tmf", "--group", "A", "--by", "Inspector")
    return str(started["id"])


@pytest.fixture
def start_another(terminal: Terminal, facility: str) -> Callable[[], str]:
    """Starts one more assessment of the same facility."""

    def start() -> str:
        started = terminal.json(
            "assessment", "start", facility, "--pack", "unece-tmf", "--group", "A", "--by", "Second"
        )
        return str(started["id"])

    return start
