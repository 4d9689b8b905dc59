"""Opening: every kind of wrong file gets its own error, and is afterwards byte for byte what it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

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
from tmfcheck.storage.access import AccessMode
from tmfcheck.storage.schema import SCHEMA_VERSION

ALL_MODES = list(AccessMode)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "archive.tmfcheck"


def refusal(path, mode) -> ArchiveError:
    """The error of an attempt to open, which must leave the file as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(ArchiveError) as caught:
        open_archive(path, mode)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not list(path.parent.glob("*.part"))
    assert caught.value.data["path"] == path
    return caught.value


@pytest.mark.parametrize("mode", [AccessMode.READ, AccessMode.WRITE])
def test_a_missing_archive_is_said_to_be_missing_and_leaves_no_trace(path, mode):
    assert refusal(path, mode).code == "ARCHIVE_MISSING"
    assert list(path.parent.iterdir()) == []


def test_create_makes_a_missing_archive_and_its_folder(path):
    deep = path.parent / "new" / "folder" / "archive.tmfcheck"
    open_archive(deep, AccessMode.CREATE).close()
    with open_archive(deep, AccessMode.READ) as archive:
        assert archive.facilities() == ()


def test_create_leaves_an_existing_archive_as_it_is(path):
    make_filled(path)
    with open_archive(path, AccessMode.CREATE) as archive:
        assert archive.facilities() == (FACILITY,)


def _text(path):
    path.write_text("facility;country\n", encoding="utf-8")


def _empty(path):
    path.touch()


def _folder(path):
    path.mkdir()


def _pipe(path):
    os.mkfifo(path)


def _other_database(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE answer (value TEXT)")


@pytest.mark.parametrize("mode", ALL_MODES)
@pytest.mark.parametrize("make", [_text, _empty, _folder, _pipe, _other_database])
def test_what_is_no_archive_is_refused_without_a_trace(path, make, mode):
    make(path)
    assert refusal(path, mode).code == "ARCHIVE_NOT_AN_ARCHIVE"
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def _cut_short(content: bytearray) -> bytes:
    return bytes(content[: len(content) // 2])


def _zeroed_page(content: bytearray) -> bytes:
    content[4096:8192] = bytes(4096)
    return bytes(content)


def _header_only(content: bytearray) -> bytes:
    return bytes(content[:100])


def _wild_page_size(content: bytearray) -> bytes:
    content[16:18] = b"\x03\x00"
    return bytes(content)


@pytest.mark.parametrize("mode", ALL_MODES)
@pytest.mark.parametrize("spoil", [_cut_short, _zeroed_page, _header_only, _wild_page_size])
def test_a_damaged_archive_is_refused_and_kept_for_rescue(path, spoil, mode):
    path.write_bytes(spoil(bytearray(make_filled(path).read_bytes())))
    assert refusal(path, mode).code == "ARCHIVE_DAMAGED"


@pytest.mark.parametrize("mode", ALL_MODES)
def test_a_newer_archive_is_refused_naming_both_versions(path, mode):
    make_filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    error = refusal(path, mode)
    assert (error.code, error.data["found"], error.data["known"]) == ("ARCHIVE_NEWER", 7, SCHEMA_VERSION)


@pytest.mark.parametrize("mode", [AccessMode.WRITE, AccessMode.CREATE])
def test_a_file_marked_read_only_is_refused_for_writing_and_open_for_reading(path, mode):
    make_filled(path).chmod(0o444)
    assert refusal(path, mode).code == "ARCHIVE_READ_ONLY"
    with open_archive(path, AccessMode.READ) as archive:
        assert archive.facilities() == (FACILITY,)


@pytest.mark.parametrize("mode", [AccessMode.WRITE, AccessMode.CREATE])
def test_a_folder_marked_read_only_is_refused_for_writing_and_open_for_reading(path, mode):
    folder = path.parent / "locked"
    folder.mkdir()
    archive_path = make_filled(folder / path.name)
    folder.chmod(0o555)
    try:
        assert refusal(archive_path, mode).code == "ARCHIVE_READ_ONLY"
        assert refusal(folder / "new.tmfcheck", AccessMode.CREATE).code == "ARCHIVE_READ_ONLY"
        with open_archive(archive_path, AccessMode.READ) as archive:
            assert archive.facilities() == (FACILITY,)
    finally:
        folder.chmod(0o755)


def test_a_folder_that_cannot_be_made_is_an_error_of_the_environment(tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert refusal(tmp_path / "file" / "archive.tmfcheck", AccessMode.CREATE).code == "ARCHIVE_FAILED"


def test_an_archive_opened_for_reading_stores_nothing(path):
    make_filled(path)
    with open_archive(path, AccessMode.READ) as archive:
        assert archive.is_read_only
        assert archive.held_by is None
        with pytest.raises(ArchiveError, match="ARCHIVE_READ_ONLY"):
            archive.put_answer("a1", "A1.02", recorded("yes"))
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, path.name + ".lock"]


def test_reading_leaves_the_file_byte_for_byte_as_it_was(path):
    before = make_filled(path).read_bytes()
    with open_archive(path, AccessMode.READ) as archive:
        archive.history("a1")
    assert path.read_bytes() == before


# ------------------------------------------------------------- full disk, moved file


def test_a_full_disk_loses_only_the_change_that_did_not_fit(path):
    with filled_archive(path) as archive:
        with archive._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        before = path.read_bytes()
        with pytest.raises(ArchiveError, match="ARCHIVE_FULL"):
            archive.put_answer("a1", "A1.02", recorded("no", comment="x" * 40_000))
        assert set(archive.answers("a1")) == {"A1.01"}
    assert path.read_bytes() == before
    with open_archive(path) as archive:
        archive.put_answer("a1", "A1.02", recorded("no"))


LIMITED = """
import resource, sys
from pathlib import Path
from tests.storage.archives_for_tests import filled_archive, open_archive, recorded
from tmfcheck.errors import ArchiveError
path, limit = Path(sys.argv[1]), int(sys.argv[2])
if not limit:
    limit = path.stat().st_size + 4096
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    with open_archive(path) as archive:
        archive.put_answer("a1", "A1.02", recorded("no", comment="x" * 40_000))
except ArchiveError as error:
    print(error.code)
"""


@pytest.mark.parametrize(("exists", "limit"), [(True, 0), (False, 8192)])
def test_a_file_that_may_not_grow_is_never_left_half_written(tmp_path, path, exists, limit):
    before = make_filled(path).read_bytes() if exists else None
    script = tmp_path / "limited.py"
    script.write_text(LIMITED, encoding="utf-8")
    program = start_program(script, path, limit)
    output, errors = program.communicate(timeout=60)
    assert (output.strip(), errors) == ("ARCHIVE_FAILED", "")
    assert (path.read_bytes() if path.exists() else None) == before
    assert not list(tmp_path.glob("*.part"))
    if exists:
        with open_archive(path, AccessMode.READ) as archive:
            assert set(archive.answers("a1")) == {"A1.01"}


def test_an_archive_replaced_while_open_is_never_written_in_the_dark(path):
    with filled_archive(path) as archive:
        path.rename(path.with_name("moved.tmfcheck"))
        make_filled(path.with_name("other.tmfcheck")).rename(path)
        with pytest.raises(ArchiveError, match="ARCHIVE_MOVED"):
            archive.put_answer("a1", "A1.02", recorded("yes"))


# ------------------------------------------------------------------ killed programs


HALF_DONE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
for number in range(400):
    connection.execute("UPDATE facility SET notes = ?", (str(number) * 900,))
    connection.execute(
        "INSERT INTO answer VALUES ('a1', ?, 'yes', NULL, NULL, ?, '', 0, '2026-01-01T00:00:00+00:00', 'x')",
        (f"A9.{number}", "y" * 900),
    )
os.kill(os.getpid(), signal.SIGKILL)
"""


def _left_half_done(tmp_path, path):
    make_filled(path)
    script = tmp_path / "half_done.py"
    script.write_text(HALF_DONE, encoding="utf-8")
    start_program(script, path).communicate(timeout=60)
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 0
    return journal


@pytest.mark.parametrize("mode", ALL_MODES)
def test_a_change_left_half_done_by_a_killed_program_is_taken_back(tmp_path, path, mode):
    journal = _left_half_done(tmp_path, path)
    with open_archive(path, mode) as archive:
        assert set(archive.answers("a1")) == {"A1.01"}
        assert archive.facilities() == (FACILITY,)
    assert not journal.exists()


def test_a_half_done_change_in_a_read_only_place_is_explained(tmp_path, path):
    folder = tmp_path / "stick"
    folder.mkdir()
    target = folder / path.name
    _left_half_done(tmp_path, target)
    folder.chmod(0o555)
    try:
        with pytest.raises(ArchiveError, match="ARCHIVE_UNFINISHED"):
            open_archive(target, AccessMode.READ)
    finally:
        folder.chmod(0o755)


_SPOILT = [
    ("DROP TABLE decision",),
    ("DROP TRIGGER history_no_update",),
    ("DROP TRIGGER history_no_update", "CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT 1; END"),
    ("CREATE TRIGGER quiet AFTER INSERT ON answer BEGIN UPDATE answer SET value = 'yes'; END",),
    # As a version under development left it.
    ("ALTER TABLE explanation DROP COLUMN covers",),
]


@pytest.mark.parametrize("statements", _SPOILT)
@pytest.mark.parametrize("mode", ALL_MODES)
def test_an_archive_whose_tables_or_guards_are_not_those_of_this_version_is_refused(path, mode, statements):
    make_filled(path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    assert refusal(path, mode).code == "ARCHIVE_RULES_CHANGED"


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE facility SET facts = '{'", lambda archive: archive.facilities()),
        ("UPDATE facility SET facts = '[]'", lambda archive: archive.facilities()),
        ("UPDATE facility SET facts = '{\"has_pond\": {}}'", lambda archive: archive.facility("f1")),
        ("UPDATE assessment SET started_at = 'yesterday'", lambda archive: archive.assessments()),
        ("UPDATE answer SET answered_at = ''", lambda archive: archive.answers("a1")),
        ("UPDATE decision SET term = 'soon'", lambda archive: archive.decisions("a1")),
        ("UPDATE decision SET due_on = '31.12.2026'", lambda archive: archive.decisions("a1")),
        ("UPDATE answer SET comment = CAST(x'ff' AS TEXT)", lambda archive: archive.answers("a1")),
        ("INSERT INTO history VALUES (99, 'now', '', 'odd', NULL, 'a1', '', NULL, NULL)", lambda a: a.history("a1")),
    ],
)
def test_values_the_program_never_wrote_are_a_damaged_archive_not_a_bug(path, statement, read):
    make_filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    with open_archive(path, AccessMode.READ) as archive, pytest.raises(ArchiveError, match="ARCHIVE_DAMAGED"):
        read(archive)
