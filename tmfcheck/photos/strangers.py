"""Pictures that are something else as well: a program, an archive, a page or a document inside or behind them."""

from __future__ import annotations

import re

_EARLY = 1024
"""How far readers of documents and pages look for their mark."""

_EARLY_MARKS = (b"%PDF-", b"<script", b"<html", b"<?php", b"<!doctype")
_LATE_MARKS = (
    *_EARLY_MARKS,
    b"MZ\x90\x00",
    b"\x7fELF",
    b"#!/",
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"<svg",
)
_ZIP_END = b"PK\x05\x06"
_ZIP_END_REACH = 65_557
"""Where readers of zip archives look for the end mark, counted from the end of the file."""

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = frozenset((0x01, 0xD8, *range(0xD0, 0xD8)))
"""JPEG markers without a length."""

MAX_SCANS = 100
"""A photo has one scan, a progressive one about ten; thousands keep a decoder busy for hours."""


def is_something_else_too(content: bytes, media_type: str) -> bool:
    """Whether another program would take a picture's file for a document, page, archive or program.

    What phones write behind a picture (a short film, a second picture, their own notes) is no such thing.
    """
    early = content[:_EARLY].lower()
    if any(mark.lower() in early for mark in _EARLY_MARKS):
        return True
    if _ZIP_END in content[-_ZIP_END_REACH:] and b"PK\x01\x02" in content:
        return True
    rest = content[_END_OF.get(media_type, len)(content) :]
    begun = rest[:_EARLY].lower().lstrip()
    return any(mark.lower() in begun for mark in _LATE_MARKS)


def has_too_many_scans(content: bytes) -> bool:
    """Whether a JPEG would keep the decoder busy: inside picture data the mark of a scan cannot occur by chance."""
    return content.count(b"\xff\xda") > MAX_SCANS


def _end_of_jpeg(content: bytes) -> int:
    """Behind the end mark of the first picture; the length of the file where there is none."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in _ALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:
            found = _NEXT_MARKER.search(content, at)
            at = found.start() if found else len(content)
    return at + 2 if content[at : at + 2] == b"\xff\xd9" else len(content)


def _end_of_png(content: bytes) -> int:
    at = 8
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    return len(content)


def _end_of_webp(content: bytes) -> int:
    length = int.from_bytes(content[4:8], "little")
    return 8 + length + length % 2


def _end_of_boxes(content: bytes) -> int:
    """Behind the last whole box of an ISO media file."""
    at = 0
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        if length < 8 or not content[at + 4 : at + 8].isalnum():
            return len(content) if length == 0 else at
        at += length
    return at


_END_OF = {
    "image/jpeg": _end_of_jpeg,
    "image/png": _end_of_png,
    "image/webp": _end_of_webp,
    "image/heic": _end_of_boxes,
}
