"""Killing the program at any moment loses nothing acknowledged, and a plain copy of the open file is complete."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from tests.storage.archives_for_tests import filled_archive, make_filled, open_archive, recorded, start_program
from tmfcheck.storage.access import AccessMode

WRITER = """
import sys
from itertools import count
from pathlib import Path
from tests.storage.archives_for_tests import open_archive, recorded
archive = open_archive(Path(sys.argv[1]))
for number in count(int(sys.argv[2])):
    archive.put_answer("a1", f"Q{number % 50}", recorded("no", comment=str(number)))
    print(number, flush=True)
"""


def _killed_after(program, acknowledged: int, delay: float) -> list[int]:
    """Kill the writer a moment after it acknowledged so many answers; everything it acknowledged until then."""
    lines = [program.stdout.readline() for _ in range(acknowledged)]
    time.sleep(delay)
    program.kill()
    rest, _ = program.communicate(timeout=30)
    complete = [*lines, *rest.splitlines(keepends=True)]
    return [int(line) for line in complete if line.endswith("\n")]


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path):
    path = make_filled(tmp_path / "archive.tmfcheck")
    script = tmp_path / "writer.py"
    script.write_text(WRITER, encoding="utf-8")
    chance = random.Random(2026)
    expected: dict[str, str] = {}
    following = 0
    for _ in range(6):
        program = start_program(script, path, following)
        acknowledged = _killed_after(program, chance.randint(5, 40), chance.random() / 50)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with open_archive(path, AccessMode.READ) as archive:
            answers = archive.answers("a1")
            history = [line.after["comment"] for line in archive.history("a1") if line.subject.startswith("Q")]
        following = len(history)
        assert history == [str(number) for number in range(following)]
        assert following > acknowledged[-1]
        # At most the one answer that was on its way when the program died may be there unacknowledged.
        assert following <= acknowledged[-1] + 2
        expected = {f"Q{number % 50}": str(number) for number in range(following)}
        stored = {name: each.answer.comment for name, each in answers.items() if name.startswith("Q")}
        assert stored == expected


@pytest.mark.parametrize("count", [1, 25])
def test_a_plain_copy_of_the_open_idle_file_holds_every_answer(tmp_path, count):
    with filled_archive(tmp_path / "archive.tmfcheck") as archive:
        for number in range(count):
            archive.put_answer("a1", f"Q{number}", recorded("no", comment=str(number)))
        shutil.copy(archive.path, tmp_path / "copy.tmfcheck")
        with open_archive(tmp_path / "copy.tmfcheck", AccessMode.READ) as copy:
            assert copy.answers("a1") == archive.answers("a1")
            assert copy.history("a1") == archive.history("a1")
