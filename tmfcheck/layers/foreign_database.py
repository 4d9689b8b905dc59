"""A foreign SQLite file, opened so that it can only be read: no writing, no functions, no endless query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tmfcheck.errors import LayerError
from tmfcheck.paths import sqlite_address

SIGNATURE = b"SQLite format 3\x00"
LARGEST_VALUE = 16_000_000
STEPS_A_LOOK = 10_000
MOST_LOOKS = 20_000
"""A query is given up after this many times ``STEPS_A_LOOK`` steps of the database machine."""
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_FUNCTIONS = frozenset({"min", "max"})


class ForeignDatabase:
    """Asked from one thread at a time; close it afterwards."""

    def __init__(self, path: Path) -> None:
        """Raises LayerError LAYER_UNREADABLE or LAYER_BROKEN."""
        self._path = path
        self._looks = 0
        with self._faults():
            # Immutable: neither a journal nor a lock is looked for or left beside the user's file.
            address = sqlite_address(path.absolute(), "mode=ro&immutable=1")
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        try:
            with self._faults():
                self._disarm()
        except LayerError:
            self._connection.close()
            raise

    def _disarm(self) -> None:
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000)
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for order in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
            self._connection.execute(f"PRAGMA {order}").close()
        self._connection.set_progress_handler(self._look, STEPS_A_LOOK)
        self._connection.set_authorizer(_only_reading)
        self._connection.execute("SELECT name FROM sqlite_master").close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query; raises LayerError LAYER_BROKEN where the file or the query is at fault."""
        self._looks = 0
        with self._faults():
            yield from self._connection.execute(query, values)

    def columns(self, table: str) -> Sequence[str]:
        """The columns of a table."""
        with self._faults():
            query = f"SELECT * FROM {quoted(table)} LIMIT 0"  # noqa: S608 - the name is quoted
            described = self._connection.execute(query).description
        return tuple(str(each[0]) for each in described)

    def tables(self) -> frozenset[str]:
        """The names of tables that are neither views nor made by a module, in small letters."""
        found = self.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        return frozenset(
            str(name).casefold()
            for name, sql in found
            if not str(sql or "").upper().lstrip().startswith("CREATE VIRTUAL")
        )

    def views(self) -> frozenset[str]:
        """The names of views, in small letters."""
        return frozenset(
            str(name).casefold() for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'view'")
        )

    def _look(self) -> int:
        self._looks += 1
        return int(self._looks > MOST_LOOKS)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
            raise LayerError("LAYER_BROKEN", path=self._path, reason=str(error)) from error
        except OSError as error:
            raise LayerError("LAYER_UNREADABLE", path=self._path, reason=error.strerror or str(error)) from error


def quoted(name: str) -> str:
    """A name as part of a query."""
    return '"' + name.replace('"', '""') + '"'


def _only_reading(action: int, _first: str | None, second: str | None, _base: str | None, _by: str | None) -> int:
    if action in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
