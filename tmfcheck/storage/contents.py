"""The bytes of photos and files: each content stored once under its SHA-256, in parts, with its smaller copies."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Delete, and_, bindparam, delete, exists, insert, not_, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from tmfcheck.errors import ArchiveError
from tmfcheck.storage.schema import (
    content_part_table,
    content_table,
    document_table,
    evidence_table,
    rendition_table,
    signed_page_table,
)

if TYPE_CHECKING:
    from tmfcheck.storage.archive import Archive

PART_BYTES = 500_000
"""Small enough that storing one is not felt at the window, large enough that a photo takes few transactions."""


_KNOWN = select(content_table.c.sha256).where(content_table.c.sha256 == bindparam("sha256"))
_NUMBERS = select(content_part_table.c.number).where(content_part_table.c.sha256 == bindparam("sha256"))
_PARTS = (
    select(content_part_table.c.bytes)
    .where(content_part_table.c.sha256 == bindparam("sha256"))
    .order_by(content_part_table.c.number)
)
_PART = select(content_part_table.c.bytes).where(
    content_part_table.c.sha256 == bindparam("sha256"), content_part_table.c.number == bindparam("number")
)
_RENDITION = select(rendition_table.c.bytes).where(
    rendition_table.c.sha256 == bindparam("sha256"), rendition_table.c.kind == bindparam("kind")
)
_ADD_PART = sqlite_insert(content_part_table).on_conflict_do_nothing()
_ADD_RENDITION = insert(rendition_table)


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to be stored under their SHA-256; ``copies`` are smaller pictures by kind."""

    sha256: str
    media_type: str
    data: bytes
    copies: Mapping[str, bytes]


class ContentShelf:
    """Contents by their SHA-256."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._is_swept = False

    def put_parts(self, content: Content) -> Iterator[None]:
        """Store the parts of a content, each in a short transaction of its own.

        A content of a single part is left to ``seal``. Nothing is visible until ``seal``; a walk that is given up or
        fails, as on a full disk, takes its parts away again.
        """
        parts = len(_offsets(content))
        try:
            for number in range(parts if parts > 1 else 0):
                with self._archive.writing() as connection:
                    self._sweep(connection)
                    if _is_known(connection, content.sha256):
                        return
                    _put_part(connection, content, number)
                yield
        except BaseException:
            # Where even that fails, the next opening sweeps.
            with suppress(ArchiveError):
                self._take_back(content)
            raise

    def _take_back(self, content: Content) -> None:
        with self._archive.writing() as connection:
            if not _is_known(connection, content.sha256):
                connection.execute(_delete_parts(content.sha256))

    def seal(self, connection: Connection, content: Content) -> None:
        """Make a content whole within the transaction of what refers to it; known ones are kept as they are."""
        if _is_known(connection, content.sha256):
            return
        stored = set(connection.execute(_NUMBERS, {"sha256": content.sha256}).scalars())
        for number in range(len(_offsets(content))):
            if number not in stored:
                _put_part(connection, content, number)
        values = {"sha256": content.sha256, "size": len(content.data), "media_type": content.media_type}
        connection.execute(insert(content_table), values)
        for kind, copy in content.copies.items():
            connection.execute(_ADD_RENDITION, {"sha256": content.sha256, "kind": kind, "bytes": copy})

    def original(self, sha256: str) -> bytes:
        """The bytes of a content, bit for bit; raises ArchiveError ARCHIVE_DAMAGED where they are not all there."""
        with self._archive.reading() as connection:
            data = b"".join(connection.execute(_PARTS, {"sha256": sha256}).scalars())
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveError("ARCHIVE_DAMAGED", path=self._archive.path)
        return data

    def whole(self, sha256: str) -> Content:
        """A content with its copies, as it was given to be stored; raises as ``original``."""
        query = select(rendition_table.c.kind, rendition_table.c.bytes).where(rendition_table.c.sha256 == sha256)
        with self._archive.reading() as connection:
            copies = {kind: bytes(copy) for kind, copy in connection.execute(query)}
        return Content(sha256, self.media_type(sha256), self.original(sha256), copies)

    def original_in_steps(self, sha256: str) -> Generator[None, None, bytes]:
        """As ``original``, a part at a time with a rest between them; the bytes come as the generator's value."""
        with self._archive.reading() as connection:
            numbers = sorted(connection.execute(_NUMBERS, {"sha256": sha256}).scalars())
        parts, digest = [], hashlib.sha256()
        for number in numbers:
            with self._archive.reading() as connection:
                part = connection.execute(_PART, {"sha256": sha256, "number": number}).scalar() or b""
            digest.update(part)
            parts.append(part)
            yield
        if digest.hexdigest() != sha256:
            raise ArchiveError("ARCHIVE_DAMAGED", path=self._archive.path)
        return b"".join(parts)

    def media_type(self, sha256: str) -> str:
        """What a content is; raises ArchiveError ARCHIVE_DAMAGED where it is missing."""
        query = select(content_table.c.media_type).where(content_table.c.sha256 == sha256)
        with self._archive.reading() as connection:
            found = connection.execute(query).scalar()
        if found is None:
            raise ArchiveError("ARCHIVE_DAMAGED", path=self._archive.path)
        return str(found)

    def copy(self, sha256: str, kind: str) -> bytes | None:
        """A stored smaller copy."""
        with self._archive.reading() as connection:
            found = connection.execute(_RENDITION, {"sha256": sha256, "kind": kind}).scalar()
        return None if found is None else bytes(found)

    def keep_copy(self, sha256: str, kind: str, copy: bytes) -> None:
        """Store a smaller copy made later; one that is there stays."""
        key = {"sha256": sha256, "kind": kind}
        with self._archive.writing() as connection:
            if connection.execute(_RENDITION, key).first() is None:
                connection.execute(_ADD_RENDITION, {**key, "bytes": copy})

    def remove_unused(self, connection: Connection) -> None:
        """Remove every content nothing refers to any more, within the caller's transaction."""
        used = [
            exists().where(table.c.sha256 == content_table.c.sha256)
            for table in (evidence_table, document_table, signed_page_table)
        ]
        unused = connection.execute(select(content_table.c.sha256).where(and_(*map(not_, used)))).scalars().all()
        for sha256 in unused:
            connection.execute(delete(rendition_table).where(rendition_table.c.sha256 == sha256))
            connection.execute(_delete_parts(sha256))
            connection.execute(delete(content_table).where(content_table.c.sha256 == sha256))

    def _sweep(self, connection: Connection) -> None:
        """Before the first new part of this opening: remove parts that a killed program never made whole."""
        if self._is_swept:
            return
        whole = exists().where(content_table.c.sha256 == content_part_table.c.sha256)
        orphans = select(content_part_table.c.sha256).where(~whole).distinct()
        for sha256 in connection.execute(orphans).scalars().all():
            connection.execute(_delete_parts(sha256))
        self._is_swept = True


def _delete_parts(sha256: str) -> Delete:
    return delete(content_part_table).where(content_part_table.c.sha256 == sha256)


def _is_known(connection: Connection, sha256: str) -> bool:
    return connection.execute(_KNOWN, {"sha256": sha256}).first() is not None


def _offsets(content: Content) -> range:
    return range(0, len(content.data), PART_BYTES)


def _put_part(connection: Connection, content: Content, number: int) -> None:
    at = number * PART_BYTES
    part = {"sha256": content.sha256, "number": number, "bytes": content.data[at : at + PART_BYTES]}
    connection.execute(_ADD_PART, part)
