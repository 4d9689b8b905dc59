"""One writer: the second opener reads and knows who holds the archive, and a dead holder holds nothing."""

from __future__ import annotations

import os
import shutil
import signal

import pytest

from tests.storage.archives_for_tests import (
    FACILITY,
    filled_archive,
    make_filled,
    open_archive,
    recorded,
    start_program,
)
from tmfcheck.errors import ArchiveError
from tmfcheck.storage.access import AccessMode, Holder

HOLDER = """
import sys, time
from pathlib import Path
from tests.storage.archives_for_tests import open_archive
archive = open_archive(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.tmfcheck"


@pytest.fixture
def holder(tmp_path, path):
    """Another program that holds the archive for writing."""
    make_filled(path)
    script = tmp_path / "holder.py"
    script.write_text(HOLDER, encoding="utf-8")
    with start_program(script, path) as program:
        assert program.stdout.readline() == "held\n"
        yield program
        program.kill()


@pytest.mark.parametrize("mode", [AccessMode.WRITE, AccessMode.CREATE])
def test_the_second_opener_reads_and_knows_who_holds_the_archive(path, holder, mode):
    with open_archive(path, mode) as second:
        assert second.is_read_only
        assert (second.held_by.name, second.held_by.pid) == ("Tester", holder.pid)
        assert second.held_by.host and second.held_by.since is not None
        assert second.facilities() == (FACILITY,)
        with pytest.raises(ArchiveError) as caught:
            second.put_answer("a1", "A1.02", recorded("yes"))
    assert caught.value.code == "ARCHIVE_IN_USE"
    assert (caught.value.data["name"], caught.value.data["pid"]) == ("Tester", holder.pid)


def test_a_reader_is_not_hindered_by_the_holder(path, holder):
    with open_archive(path, AccessMode.READ) as reader:
        assert reader.facilities() == (FACILITY,)


def test_a_killed_holder_holds_nothing(path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait(timeout=30)
    assert path.with_name(path.name + ".holder.json").exists()
    with open_archive(path, AccessMode.WRITE) as next_one:
        assert not next_one.is_read_only
        assert next_one._lock.holder().pid == os.getpid()


def test_two_openings_in_one_program_exclude_each_other_too(path):
    with filled_archive(path) as first:
        with open_archive(path) as second:
            assert second.is_read_only
        assert not first.is_read_only
        first.put_answer("a1", "A1.02", recorded("yes"))
    with open_archive(path) as third:
        assert not third.is_read_only


def test_closing_the_reader_does_not_free_the_writers_lock(path):
    with filled_archive(path):
        open_archive(path).close()
        with open_archive(path) as again:
            assert again.is_read_only


def test_an_unreadable_note_leaves_the_holder_unnamed(path):
    with filled_archive(path):
        path.with_name(path.name + ".holder.json").write_text('{"name": 7, "pid": "x"}', encoding="utf-8")
        with open_archive(path) as second:
            assert second.held_by == Holder()
            with pytest.raises(ArchiveError, match="ARCHIVE_IN_USE"):
                second.put_answer("a1", "A1.02", recorded("yes"))


def test_a_copied_archive_is_not_held_by_the_originals_holder(path, holder):
    copy = shutil.copy(path, path.with_name("copy.tmfcheck"))
    with open_archive(path.with_name(copy.name)) as archive:
        assert not archive.is_read_only
