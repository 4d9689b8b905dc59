"""Data attached to a report's PDF as associated files, in the manner of PDF/A-3, and read back from one.

The second half of the file's identifier (``/ID`` in the trailer) is the beginning of the SHA-256 of all its bytes with
zeros in that place, so that the file tells by itself whether a byte of it was changed since. Signatures are updates
behind these bytes. Who rebuilds the file can rebuild the identifier: it guards against accidents, not against intent.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
import reportlab

from tmfcheck.domain.report_manifest import FORMAT
from tmfcheck.reports.page_digests import PageError, stream_bytes

PAPER_VERSION = str(reportlab.Version)
"""The version of the library that lays the pages out."""

ID_DIGITS = 32
_ID = re.compile(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]")
_END = re.compile(rb"%%EOF\n")
MOST_ENDS = 200
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One file to attach; ``description`` is what a viewer shows beside its name."""

    content: bytes
    description: str
    media_type: str = "application/json"


def attach(document: pikepdf.Pdf, files: Mapping[str, AttachedFile], made_at: datetime) -> None:
    """Make a printed document a report: with files attached, dated ``made_at`` (aware)."""
    associated = pikepdf.Array()
    for name, file in sorted(files.items()):
        made = pikepdf.AttachedFileSpec(
            document,
            file.content,
            filename=name,
            description=file.description,
            mime_type=file.media_type,
            creation_date=_pdf_date(made_at),
            mod_date=_pdf_date(made_at),
            relationship=pikepdf.Name.Data,
        )
        document.attachments[name] = made
        associated.append(document.attachments[name].obj)
    document.Root.AF = associated
    document.docinfo.Keywords = FORMAT
    # An empty form: signing then adds fields to something that is there, which checkers can follow.
    document.Root.AcroForm = document.make_indirect(pikepdf.Dictionary(Fields=pikepdf.Array()))


def file_of(document: pikepdf.Pdf) -> bytes:
    """The file of a report, with its own digest in it; the same report gives the same bytes."""
    target = io.BytesIO()
    document.save(target, deterministic_id=True, min_version="1.7", object_stream_mode=_NO_OBJECT_STREAMS)
    return _with_own_digest(target.getvalue())


_NO_OBJECT_STREAMS = pikepdf.ObjectStreamMode.disable


def is_report(document: pikepdf.Pdf) -> bool:
    """Whether a file calls itself a report of this program, with data or without."""
    return str(document.docinfo.get("/Keywords", "")) == FORMAT


def read_files(document: pikepdf.Pdf, limits: Mapping[str, int]) -> dict[str, bytes]:
    """The attached files with the names in ``limits``, each of at most so many bytes.

    Raises PageError for a file list or a file this program would not write.
    """
    found: dict[str, bytes] = {}
    names = list(document.attachments)
    if len(names) > MOST_FILES:
        raise PageError("too many files")
    for name, limit in limits.items():
        if names.count(name) == 1:
            streams = document.attachments[name].obj.EF
            found[name] = stream_bytes(streams.get("/UF", streams.get("/F")), limit)
    return found


def as_written(content: bytes) -> bytes | None:
    """The bytes this program wrote, at the beginning of a file; None where they were changed.

    What stands behind them (signatures, or anything else) is for others to judge.
    """
    for number, end in enumerate(_END.finditer(content)):
        if number == MOST_ENDS:
            break
        part = content[: end.end()]
        place = _place_of_digest(part)
        if place is not None and part[place : place + ID_DIGITS] == _digest(part, place):
            return part
    return None


def _with_own_digest(content: bytes) -> bytes:
    place = _place_of_digest(content)
    if place is None:
        raise RuntimeError("the trailer has no identifier")
    return content[:place] + _digest(content, place) + content[place + ID_DIGITS :]


def _place_of_digest(content: bytes) -> int | None:
    """Where the second half of the identifier stands in the last trailer."""
    begin = max(0, len(content) - 2_000)
    places = [found.start(2) for found in _ID.finditer(content, begin)]
    return places[-1] if places else None


def _digest(content: bytes, place: int) -> bytes:
    digest = hashlib.sha256(content[:place])
    digest.update(b"0" * ID_DIGITS)
    digest.update(content[place + ID_DIGITS :])
    return digest.hexdigest()[:ID_DIGITS].encode()


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"
