"""SHA-256 digests of what a PDF shows: one for the drawing of each page, one for everything in the file.

A digest is taken over decoded instructions, fonts and pictures in the order in which they are reached. Two files that
show the same have the same digests, however they were compressed, numbered or laid out. Only what this program writes
is read: a form inside a page, or an encoding other than plain deflate, is refused, so that no file can be made to
unfold without end.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

import pikepdf

MAX_DECODED_BYTES = 300_000_000
MAX_OBJECTS = 200_000
MAX_STEPS = 3_000_000
MAX_PAGES = 5_000
DIRECT = (0, 0)
"""The number of what stands inside another object."""

NOT_DRAWN = frozenset(["/Parent", "/Annots", "/Tabs", "/Trans"])
"""What says nothing about the drawing of a page; links and signatures are annotations."""

WITHOUT_MEANING = frozenset(["/Length", "/Filter", "/DecodeParms"])
PICTURE_FILTER = "/DCTDecode"
"""Pictures are compared as they are stored; nobody needs to decode them."""


class PageError(Exception):
    """A file holds what no report of this program holds."""


def page_digests(document: pikepdf.Pdf) -> tuple[str, ...]:
    """The digests of all pages in their order; raises PageError for a file this program would not write."""
    return _pages(_Reader(), document)


@dataclass(frozen=True, slots=True)
class Digests:
    """Of each page, and of all that can be reached in a file: None where that holds what no report of ours does."""

    pages: tuple[str, ...]
    whole: str | None


def digests(document: pikepdf.Pdf) -> Digests:
    """All digests of a file; raises PageError where its pages are none this program would write."""
    reader = _Reader()
    pages = _pages(reader, document)
    try:
        whole = reader.digest(document.Root, frozenset()) + reader.digest(document.docinfo, frozenset())
    except (PageError, TypeError, ValueError, KeyError):
        return Digests(pages, None)
    return Digests(pages, whole)


def _pages(reader: _Reader, document: pikepdf.Pdf) -> tuple[str, ...]:
    if len(document.objects) > MAX_OBJECTS or len(document.pages) > MAX_PAGES:
        raise PageError("too large")
    return tuple(reader.digest(page.obj, NOT_DRAWN) for page in document.pages)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one object with a number adds to a digest: its own bytes, between them the objects it refers to.

    ``steps`` is how many values it holds; ``entries[i]`` stands before ``below[i]``, the last one behind them all.
    """

    entries: tuple[bytes, ...]
    below: tuple[Any, ...]
    steps: int


class _Reader:
    """Walks from an object to all it refers to; what many pages share (fonts, above all) is read once."""

    def __init__(self) -> None:
        self._streams: dict[tuple[int, int], bytes] = {}
        self._parts: dict[tuple[int, int], _Part] = {}
        self._decoded = 0
        self._steps = 0

    def digest(self, start: Any, left_out: frozenset[str]) -> str:
        """Every object is written once, where it is first reached; later its number in that order stands for it."""
        written = hashlib.sha256()
        seen: dict[tuple[int, int], int] = {start.objgen: 0} if start.objgen != DIRECT else {}
        waiting: list[Any] = [self._read(start, left_out)]
        while waiting:
            each = waiting.pop()
            if isinstance(each, bytes):
                written.update(each)
                continue
            part = each if isinstance(each, _Part) else None
            if part is None:
                number = each.objgen
                if number in seen:
                    self._count(1)
                    written.update(b"again %d;" % seen[number])
                    continue
                seen[number] = len(seen)
                part = self._part(each, number)
            self._count(part.steps)
            waiting.append(part.entries[-1])
            for entry, below in zip(reversed(part.entries[:-1]), reversed(part.below), strict=True):
                waiting += (below, entry)
        return written.hexdigest()

    def _count(self, steps: int) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise PageError("too large")

    def _part(self, value: Any, number: tuple[int, int]) -> _Part:
        if number not in self._parts:
            self._parts[number] = self._read(value, frozenset())
        return self._parts[number]

    def _read(self, start: Any, left_out: frozenset[str]) -> _Part:
        """An object with all that is written inside it, as far as the next objects with a number of their own."""
        entries: list[bytes] = []
        below: list[Any] = []
        own: list[bytes] = []
        waiting: list[Any] = [start]
        steps = 0
        while waiting:
            steps += 1
            if steps > MAX_STEPS:
                raise PageError("too large")
            value = waiting.pop()
            number = value.objgen if isinstance(value, pikepdf.Object) else DIRECT
            if value is not start and number != DIRECT:
                steps -= 1
                entries.append(b"".join(own))
                below.append(value)
                own = []
                continue
            waiting.extend(reversed(self._write(value, number, left_out if value is start else frozenset(), own)))
        return _Part((*entries, b"".join(own)), tuple(below), steps)

    def _write(self, value: Any, number: tuple[int, int], left_out: frozenset[str], own: list[bytes]) -> list[Any]:
        """Write a value; what it holds is returned, to be written next."""
        if isinstance(value, pikepdf.Array):
            inside = list(value)
            own.append(b"array %d;" % len(inside))
            return inside
        if isinstance(value, pikepdf.Stream):
            own.append(b"stream " + self._stream(value, number))
            return self._dictionary(value.stream_dict, WITHOUT_MEANING, own)
        if isinstance(value, pikepdf.Dictionary):
            return self._dictionary(value, left_out, own)
        text = value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()
        own.append(b"%d:" % len(text) + text)
        return []

    @staticmethod
    def _dictionary(value: Any, left_out: frozenset[str], own: list[bytes]) -> list[Any]:
        if value.get("/Subtype") == "/Form":
            raise PageError("a form")
        keys = sorted(key for key in value.keys() if key not in left_out)  # noqa: SIM118 - not a dict
        own.append(b"dictionary %d;" % len(keys))
        for key in keys:
            name = key.encode()
            own.append(b"%d:" % len(name) + name)
        return [value[key] for key in keys]

    def _stream(self, stream: Any, number: tuple[int, int]) -> bytes:
        if number not in self._streams:
            content = stream_bytes(stream, MAX_DECODED_BYTES - self._decoded)
            self._decoded += len(content)
            self._streams[number] = hashlib.sha256(content).digest()
        return self._streams[number]


def stream_bytes(stream: Any, limit: int) -> bytes:
    """The decoded bytes of a stream of at most ``limit``; a picture as it is stored.

    Raises PageError where it is longer, broken, or encoded in a way this program's reports never use.
    """
    named = stream.get("/Filter", None)
    filters = (
        [] if named is None else [str(each) for each in named] if isinstance(named, pikepdf.Array) else [str(named)]
    )
    if PICTURE_FILTER not in filters and "/DecodeParms" in stream:
        raise PageError("an encoding")
    content: bytes = stream.read_raw_bytes()
    for name in filters:
        if name == PICTURE_FILTER:
            break
        if name != "/FlateDecode":
            raise PageError("an encoding")
        content = _inflated(content, limit)
    if len(content) > limit:
        raise PageError("too long")
    return content


def _inflated(raw: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(raw, max(1, limit + 1))
    except zlib.error as error:
        raise PageError("a broken stream") from error
    if len(content) > limit or not unpacker.eof:
        raise PageError("a broken or too long stream")
    return content
