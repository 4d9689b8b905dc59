"""What the terminal itself does: hostile texts cannot steer it, and a stdout or disk that fails is no bug."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Terminal


def test_control_characters_of_a_text_are_shown_and_never_obeyed(terminal: Terminal, assessment: str) -> None:
    comment = "\x1b[2J\x07\x9bm and\ta second\nline"
    terminal.ok("assessment", "answer", assessment, "A1.01", "no", "--comment", comment)
    assert "�[2J��m and\ta second\nline" in terminal.ok("assessment", "show", assessment)
    assert terminal.json("assessment", "show", assessment)["answers"]["A1.01"]["comment"] == comment
    refused = terminal.refused("assessment", "show", "\x1b]0;title\x07")
    assert "�]0;title�" in refused


def test_a_name_of_two_lines_takes_one_line_of_a_table(terminal: Terminal) -> None:
    source = terminal.file("f.json", {"name": "North\ndam", "country": "KZ"})
    terminal.ok("facility", "add", "--from", source)
    assert "North dam" in terminal.ok("facility", "list").splitlines()[1]


def test_a_backup_that_fails_is_told_in_plain_words_and_stops_nothing(terminal: Terminal, assessment: str) -> None:
    shutil.rmtree(terminal.folder / "backups")
    (terminal.folder / "backups").write_text("in the way", encoding="utf-8")
    code, out, err = terminal("assessment", "answer", assessment, "A1.01", "no", "--json")
    assert code == 0
    assert '"stored": 1' in out
    assert "backup" in err
    assert str(terminal.archive) in err
    assert "ARCHIVE_" not in err


def test_a_stdout_that_takes_nothing_is_the_environments_fault(tmp_path: Path) -> None:
    environment = {**os.environ, "TMFCHECK_LANGUAGE": "en", "XDG_CACHE_HOME": str(tmp_path)}
    with Path(os.devnull).open("rb") as unwritable:
        command = [sys.executable, "-m", "tmfcheck", "pack", "list", "--json"]
        done = subprocess.run(command, stdout=unwritable, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"The system refused" in done.stderr


def test_score_and_whc_print_json_asked_or_not(terminal: Terminal) -> None:
    answers = terminal.file("s.json", {"pack": "unece-tmf", "group": "A", "answers": {}})
    assert terminal.json("score", answers) == json.loads(terminal.ok("score", answers))
    mixture = terminal.file("w.json", {"components": [{"fraction_percent": 100, "whc": 2}]})
    assert terminal.json("whc", mixture) == json.loads(terminal.ok("whc", mixture))


def test_a_facility_without_a_rank_shows_one_dash_at_the_end_of_the_list(terminal: Terminal) -> None:
    source = terminal.file("list.csv", "id,name,volume_m3\n1,North,\n2,South,1000000\n")
    _heading, first, last = terminal.ok("hazard", source).splitlines()
    assert first.startswith("1 (1–1)")
    assert last.split() == ["–", "–", "–", "7.000", "1", "North"]
