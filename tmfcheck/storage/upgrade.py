"""Brings an older archive to today's version: a verified copy first, then every step in one transaction, or none."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from tmfcheck.errors import ArchiveError
from tmfcheck.storage.backup import backup_before_upgrade
from tmfcheck.storage.engine import WRITES, archive_engine
from tmfcheck.storage.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory


@dataclass(frozen=True, slots=True)
class Schema:
    """A target for upgrades: the version, and the folder whose ``versions`` hold the steps; 0001 leads to version 1."""

    version: int = SCHEMA_VERSION
    migrations: Path = Path(__file__).resolve().parent / "migrations"

    def steps(self) -> ScriptDirectory:
        """The migration scripts as Alembic reads them."""
        from alembic.script import ScriptDirectory

        return ScriptDirectory(str(self.migrations))


CURRENT = Schema()


def upgrade_archive(path: Path, found: int, schema: Schema, now: datetime) -> Path:
    """Upgrade a sound archive from version ``found`` and return the copy made before.

    Raises ArchiveError: ARCHIVE_NOT_UPGRADED, after which the archive is what it was.
    """
    copy = backup_before_upgrade(path, found, now)
    try:
        run_steps(path, found, schema)
    except (SQLAlchemyError, sqlite3.Error) as error:
        data = {"path": path, "found": found, "known": schema.version, "backup": copy, "reason": error}
        raise ArchiveError("ARCHIVE_NOT_UPGRADED", **data) from error
    return copy


def run_steps(path: Path, found: int, schema: Schema) -> None:
    """Every step from ``found`` to the target in one transaction; what fails leaves the file as it was."""
    # Rebuilding a table drops the old one; with foreign keys on, its children would silently go with it.
    engine = archive_engine(path, writable=True, foreign_keys=False)
    try:
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            _apply(connection, found, schema)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise sqlite3.IntegrityError(f"foreign keys broken by the upgrade: {broken[:3]}")
    finally:
        engine.dispose()


def _apply(connection: Connection, found: int, schema: Schema) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    scripts = schema.steps()
    lower = f"{found:04d}" if found else "base"
    steps = reversed(list(scripts.iterate_revisions(f"{schema.version:04d}", lower)))
    with Operations.context(MigrationContext.configure(connection)):
        for step in steps:
            step.module.upgrade()
            connection.exec_driver_sql(f"PRAGMA user_version = {int(step.revision)}")
