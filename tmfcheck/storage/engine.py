"""Connections to an archive: how durable, how strict, and where a transaction begins."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from tmfcheck.paths import sqlite_address

BUSY_SECONDS = 5
WRITES = "tmfcheck_writes"


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """A connection to an existing file; it never makes one, and transactions begin only where the caller says so.

    A file that may be written is opened so even for reading: what a killed program left half done is rolled back then.
    Raises sqlite3.Error.
    """
    mode = "rw" if may_write(path) else "ro"
    uri = sqlite_address(path.absolute(), f"mode={mode}")
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _pragmas(writable=writable):
            connection.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _pragmas(*, writable: bool) -> tuple[str, ...]:
    guards = ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON")
    if not writable:
        return (*guards, "query_only = ON")
    # One file that people can copy: a rollback journal, gone after every commit; EXTRA also makes its removal durable.
    return (*guards, "journal_mode = DELETE", "synchronous = EXTRA")


def archive_engine(path: Path, *, writable: bool, foreign_keys: bool = True) -> Engine:
    """An engine with one connection; the execution option ``WRITES`` makes its transactions writing ones."""

    def connection() -> sqlite3.Connection:
        made = connect(path, writable=writable)
        if not foreign_keys:
            made.execute("PRAGMA foreign_keys = OFF").close()
        return made

    engine = create_engine("sqlite://", creator=connection, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A writer takes its lock at the beginning, so that it never fails half way with "database is locked".
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def may_write(path: Path) -> bool:
    """Whether file (or, while it is missing, its place) and folder may be written.

    A file or folder without a single write bit was marked read-only on purpose, which an administrator's rights do not
    undo.
    """
    places = [place for place in (path, path.parent) if place.exists()]
    return all(os.access(place, os.W_OK) and place.stat().st_mode & 0o222 for place in places)
