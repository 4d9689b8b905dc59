"""A first look at a file with SQLite alone: is it an archive, is it whole, of which version; nothing is changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tmfcheck.errors import ArchiveError
from tmfcheck.storage.engine import connect, may_write
from tmfcheck.storage.failures import archive_failures
from tmfcheck.storage.schema import APPLICATION_ID, COLUMNS, SCHEMA_VERSION
from tmfcheck.storage.triggers import TRIGGERS

_MAGIC = b"SQLite format 3\0"


def archive_version(path: Path, newest: int | None = None) -> int:
    """The schema version of a sound archive.

    Raises ArchiveError: ARCHIVE_NOT_AN_ARCHIVE, ARCHIVE_DAMAGED, ARCHIVE_NEWER (above ``newest``, where given),
    ARCHIVE_RULES_CHANGED, ARCHIVE_UNFINISHED or what the file system says.
    """
    with archive_failures(path):
        _refuse_strangers(path)
        try:
            with closing(connect(path, writable=False)) as connection:
                return _checked_version(connection, path, newest)
        except sqlite3.OperationalError as error:
            if path.with_name(path.name + "-journal").exists() and not may_write(path):
                raise ArchiveError("ARCHIVE_UNFINISHED", path=path) from error
            raise


def _refuse_strangers(path: Path) -> None:
    # Looked at before SQLite opens it, so that a stranger's file is not even locked.
    if not path.is_file():
        raise ArchiveError("ARCHIVE_NOT_AN_ARCHIVE", path=path)
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ArchiveError("ARCHIVE_NOT_AN_ARCHIVE", path=path)


def _checked_version(connection: sqlite3.Connection, path: Path, newest: int | None) -> int:
    if _number(connection, "application_id") != APPLICATION_ID:
        raise ArchiveError("ARCHIVE_NOT_AN_ARCHIVE", path=path)
    version = _number(connection, "user_version")
    if newest is not None and version > newest:
        raise ArchiveError("ARCHIVE_NEWER", path=path, found=version, known=newest)
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise ArchiveError("ARCHIVE_DAMAGED", path=path)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise ArchiveError("ARCHIVE_DAMAGED", path=path)
    if version == SCHEMA_VERSION and not (_has_own_triggers(connection) and _has_all_columns(connection)):
        raise ArchiveError("ARCHIVE_RULES_CHANGED", path=path)
    return version


def _has_own_triggers(connection: sqlite3.Connection) -> bool:
    """Whether the file keeps exactly today's rules: whoever weakened or added one may have changed anything."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    return dict(found.fetchall()) == TRIGGERS


def _has_all_columns(connection: sqlite3.Connection) -> bool:
    """Whether every table is there with its columns; a trial version may have known fewer."""
    query = "SELECT name FROM pragma_table_info(?)"
    return all(
        {name for (name,) in connection.execute(query, (table,))} >= columns for table, columns in COLUMNS.items()
    )


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
