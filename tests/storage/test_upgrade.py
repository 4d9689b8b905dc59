"""Older archives: copied first, then upgraded in one transaction; a failing step leaves everything as it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.packs_for_tests import SteppingClock
from tests.storage.archives_for_tests import FACILITY, filled_archive, make_filled, open_archive, recorded
from tmfcheck.errors import ArchiveError
from tmfcheck.storage.access import AccessMode
from tmfcheck.storage.schema import SCHEMA_VERSION
from tmfcheck.storage.upgrade import CURRENT, Schema

NEXT = SCHEMA_VERSION + 1

ADD_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "{revision:04d}"
down_revision = "{before:04d}"


def upgrade():
    op.add_column("facility", sa.Column("risk", sa.Text))
    op.execute("UPDATE facility SET risk = 'high'")
    {more}
"""
REBUILD_TABLE = """
import sqlalchemy as sa
from alembic import op

revision = "{revision:04d}"
down_revision = "{before:04d}"


def upgrade():
    # A rebuild drops the old table: with foreign keys on, the assessments would go with their facility.
    with op.batch_alter_table("facility", recreate="always") as table:
        table.add_column(sa.Column("basin", sa.Text))
"""


@pytest.fixture
def path(tmp_path):
    return make_filled(tmp_path / "archive.tmfcheck")


@pytest.fixture
def next_schema(tmp_path):
    """A later program: the shipped step and a further one; ``more`` adds a line to it."""

    def make(more: str = "pass", *further: str) -> Schema:
        folder = tmp_path / "migrations"
        shutil.copytree(
            CURRENT.migrations / "versions", folder / "versions", ignore=shutil.ignore_patterns("__pycache__")
        )
        for number, script in enumerate([ADD_COLUMN, *further], NEXT):
            step = script.format(revision=number, before=number - 1, more=more)
            (folder / "versions" / f"{number:04d}_test.py").write_text(step, encoding="utf-8")
        return Schema(version=NEXT + len(further), migrations=folder)

    return make


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob("archive-backup-*"))


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize("mode", list(AccessMode))
def test_an_older_archive_is_copied_and_upgraded_when_opened(path, next_schema, mode):
    before = path.read_bytes()
    with open_archive(path, mode, schema=next_schema()) as archive:
        assert archive.facilities() == (FACILITY,)
        assert set(archive.answers("a1")) == {"A1.01"}
    assert version(path) == NEXT
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT risk FROM facility").fetchall() == [("high",)]
    (copy,) = copies(path)
    assert copy.name.startswith(f"archive-backup-v{SCHEMA_VERSION}-20260609T")
    assert (version(copy), copy.read_bytes()[100:]) == (SCHEMA_VERSION, before[100:])


def test_the_copy_of_an_upgraded_archive_opens_with_the_older_program(path, next_schema):
    open_archive(path, schema=next_schema()).close()
    with open_archive(copies(path)[0], AccessMode.READ) as archive:
        assert archive.facilities() == (FACILITY,)


def test_an_upgraded_archive_is_refused_by_the_older_program_naming_both_versions(path, next_schema):
    open_archive(path, schema=next_schema()).close()
    with pytest.raises(ArchiveError) as caught:
        open_archive(path)
    assert (caught.value.code, caught.value.data["found"], caught.value.data["known"]) == (
        "ARCHIVE_NEWER",
        NEXT,
        SCHEMA_VERSION,
    )


def test_an_upgraded_archive_is_written_to_at_once(path, next_schema):
    with open_archive(path, schema=next_schema()) as archive:
        archive.put_answer("a1", "A1.02", recorded("yes"))
    with open_archive(path, AccessMode.READ, schema=Schema(NEXT)) as archive:
        assert set(archive.answers("a1")) == {"A1.01", "A1.02"}


def test_an_upgrade_over_several_versions_keeps_every_child_of_a_rebuilt_table(path, next_schema):
    with open_archive(path, schema=next_schema("pass", REBUILD_TABLE)) as archive:
        assert set(archive.answers("a1")) == {"A1.01"}
        assert [each.id for each in archive.assessments("f1")] == ["a1"]
    assert version(path) == NEXT + 1


@pytest.mark.parametrize(
    "failure",
    [
        'op.execute("UPDATE no_such_table SET x = 1")',
        'op.execute("INSERT INTO facility (id) VALUES (NULL)")',
        'op.execute("DELETE FROM facility")',  # leaves assessments without their facility
    ],
)
@pytest.mark.parametrize("mode", list(AccessMode))
def test_a_failing_upgrade_leaves_the_archive_as_it_was_and_names_the_copy(path, next_schema, mode, failure):
    before = path.read_bytes()
    with pytest.raises(ArchiveError) as caught:
        open_archive(path, mode, schema=next_schema(failure))
    assert caught.value.code == "ARCHIVE_NOT_UPGRADED"
    assert path.read_bytes() == before
    assert caught.value.data["backup"] == copies(path)[0]
    with open_archive(path) as archive:  # the lock was given back, the present program goes on
        assert not archive.is_read_only
        assert archive.facilities() == (FACILITY,)


def test_a_bug_in_a_step_leaves_the_archive_as_it_was_too(path, next_schema):
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        open_archive(path, schema=next_schema("1 / 0"))
    assert path.read_bytes() == before
    assert not open_archive(path).is_read_only


def test_without_a_copy_there_is_no_upgrade(path, next_schema, monkeypatch):
    before = path.read_bytes()

    def refuse(*_arguments):
        raise ArchiveError("ARCHIVE_FULL", path=path)

    monkeypatch.setattr("tmfcheck.storage.upgrade.backup_before_upgrade", refuse)
    with pytest.raises(ArchiveError, match="ARCHIVE_FULL"):
        open_archive(path, schema=next_schema())
    assert path.read_bytes() == before


def test_an_older_archive_in_a_read_only_place_is_explained(path, next_schema):
    path.chmod(0o444)
    with pytest.raises(ArchiveError) as caught:
        open_archive(path, AccessMode.READ, schema=next_schema())
    assert (caught.value.code, caught.value.data["found"], caught.value.data["known"]) == (
        "ARCHIVE_OLDER",
        SCHEMA_VERSION,
        NEXT,
    )


def test_an_older_archive_held_by_an_older_program_is_not_upgraded_beneath_it(tmp_path, next_schema):
    path = tmp_path / "archive.tmfcheck"
    schema = next_schema()
    with filled_archive(path):
        before = path.read_bytes()
        for mode in AccessMode:
            with pytest.raises(ArchiveError, match="ARCHIVE_IN_USE"):
                open_archive(path, mode, schema=schema)
        assert path.read_bytes() == before


def test_an_archive_of_today_is_opened_without_a_copy(path):
    open_archive(path, clock=SteppingClock()).close()
    assert copies(path) == []
