"""The saved views of the register."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from tmfcheck.domain.history import HistoryKind
from tmfcheck.domain.saved_view import SavedView
from tmfcheck.storage import mapping
from tmfcheck.storage.notes import Stamp, note
from tmfcheck.storage.schema import saved_view_table

if TYPE_CHECKING:
    from tmfcheck.storage.archive import Archive


class ViewShelf:
    """Saved views by name, each change with its line of the history."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def all(self) -> tuple[SavedView, ...]:
        """Every view, by name."""
        with self._archive.reading() as connection:
            rows = connection.execute(select(saved_view_table).order_by(saved_view_table.c.name))
            return tuple(SavedView(row.name, mapping.from_json(row.document)) for row in rows)

    def put(self, view: SavedView, *, by: str, at: datetime) -> None:
        """Store a view in place of the one with its name."""
        with self._archive.writing() as connection:
            connection.execute(delete(saved_view_table).where(saved_view_table.c.name == view.name))
            values = {"name": view.name, "document": mapping.to_json(view.document)}
            connection.execute(insert(saved_view_table), values)
            note(connection, HistoryKind.VIEW_SAVED, view.name, Stamp(at, by), after=view.document)

    def remove(self, name: str, *, by: str, at: datetime) -> None:
        """Remove a view; one that is not there changes nothing."""
        with self._archive.writing() as connection:
            removed = connection.execute(delete(saved_view_table).where(saved_view_table.c.name == name))
            if removed.rowcount:
                note(connection, HistoryKind.VIEW_REMOVED, name, Stamp(at, by))
