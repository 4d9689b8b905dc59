"""How an archive is opened and who holds it, for callers that must not wait for the database library to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccessMode(StrEnum):
    """What an opener wants: to read; to read and write; or to read and write and make a missing archive."""

    READ = "read"
    WRITE = "write"
    CREATE = "create"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an archive for writing; empty and None where the holder left no description."""

    name: str = ""
    host: str = ""
    pid: int = 0
    since: datetime | None = None
