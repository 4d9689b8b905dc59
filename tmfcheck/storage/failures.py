"""Turns what the database and the file system say into the archive's error codes, for every access to the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from tmfcheck.errors import ArchiveError, AssessmentError, TmfCheckError

CLOSED_WORD = "ASSESSMENT_CLOSED"
"""What the triggers say when somebody writes into a closed assessment."""

OPEN_WORD = "ASSESSMENT_OPEN"
"""What they say when somebody signs an assessment that can still change."""

_UNDECODABLE = "Could not decode to UTF-8"
"""How Python's database module begins what it says of a text that is none; it gives no code with it."""

_CODES = {
    sqlite3.SQLITE_FULL: "ARCHIVE_FULL",
    sqlite3.SQLITE_READONLY: "ARCHIVE_READ_ONLY",
    sqlite3.SQLITE_CANTOPEN: "ARCHIVE_READ_ONLY",
    sqlite3.SQLITE_BUSY: "ARCHIVE_BUSY",
    sqlite3.SQLITE_LOCKED: "ARCHIVE_BUSY",
    sqlite3.SQLITE_CORRUPT: "ARCHIVE_DAMAGED",
    sqlite3.SQLITE_NOTADB: "ARCHIVE_DAMAGED",
}


@contextmanager
def archive_failures(path: Path, assessment_id: str = "") -> Iterator[None]:
    """Raise ArchiveError for every failure of the environment, and AssessmentError where ``assessment_id`` is closed,
    or still open where only a closed one will do.

    Whatever is not the environment's fault stays a bug.
    """
    try:
        yield
    except DBAPIError as error:
        if (told := _translated(error.orig, path, assessment_id)) is None:
            raise
        raise told from error
    except sqlite3.Error as error:
        if (told := _translated(error, path, assessment_id)) is None:
            raise
        raise told from error
    except OSError as error:
        raise ArchiveError("ARCHIVE_FAILED", path=path, reason=error.strerror or str(error)) from error


def _translated(error: BaseException | None, path: Path, assessment_id: str) -> TmfCheckError | None:
    """The program's error for a database error; None where it can only be a bug."""
    if str(error) in (CLOSED_WORD, OPEN_WORD):
        return AssessmentError(str(error), assessment=assessment_id)
    if str(error).startswith(_UNDECODABLE):
        return ArchiveError("ARCHIVE_DAMAGED", path=path)
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        return ArchiveError("ARCHIVE_MOVED", path=path)
    primary = extended & 0xFF
    if primary in _CODES:
        return ArchiveError(_CODES[primary], path=path)
    if primary == sqlite3.SQLITE_IOERR:
        return ArchiveError("ARCHIVE_FAILED", path=path, reason=str(error))
    return None
