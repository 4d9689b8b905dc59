"""Help and refusals of the command line hold no English of argparse in another language."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import Terminal

ENGLISH = re.compile(r"\b(usage|positional|options|exit|error|required|unrecognized|arguments?|invalid|choose)\b")


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["report", "--help"], 0),
        (["report"], 2),
        (["report", "ID", "--lang"], 2),
        (["nothing"], 2),
        (["facility", "list", "--nothing"], 2),
        (["assessment", "import-xlsform", "A", "B", "--row", "x"], 2),
        (["measure", "set", "A", "M", "--term", "x"], 2),
    ],
)
def test_argparse_speaks_the_readers_language(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, language: str, arguments: list[str], code: int
) -> None:
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("TMFCHECK_LANGUAGE", language)
    found, out, err = terminal(*arguments)
    assert found == code
    assert re.search("[А-я]", out + err)
    assert ENGLISH.findall(out + err) == []
