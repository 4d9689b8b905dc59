"""The address by which the database is opened, for every kind of path people keep archives under."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from tmfcheck.paths import sqlite_address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/data/a b?#%.tmfcheck"), "file:///data/a%20b%3F%23%25.tmfcheck?mode=ro"),
        (PureWindowsPath(r"C:\Data\архив.tmfcheck"), "file:///C:/Data/%D0%B0%D1%80%D1%85%D0%B8%D0%B2.tmfcheck?mode=ro"),
        (PureWindowsPath(r"\\server\share\a.tmfcheck"), "file:////server/share/a.tmfcheck?mode=ro"),
    ],
)
def test_a_file_is_named_as_the_database_wants_it(path, address):
    assert sqlite_address(path, "mode=ro") == address


def test_the_database_refuses_another_computer_by_name_and_takes_a_share_with_two_more_slashes(tmp_path):
    """The same on every system: what stands behind two slashes is a computer, and SQLite knows only this one."""
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(sqlite3.OperationalError, match="invalid uri authority"):
        sqlite3.connect("file://server/share/a.db?mode=ro", uri=True)
    with closing(sqlite3.connect(f"file:///{path}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchone() == ("a",)
