"""The photos of a report: which copies it starts from, and how they are made smaller until the file is small enough."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import ReportOptions
from tmfcheck.errors import ReportError
from tmfcheck.services.desk import Desk
from tmfcheck.services.evidence import picture


class Copy(NamedTuple):
    """How large a copy is on its longer edge in pixels, and its JPEG quality."""

    edge: int
    quality: int


_SMALL = Copy(800, 72)
STEPS = (_SMALL, Copy(640, 65), Copy(480, 55), Copy(360, 50), Copy(240, 45))
"""Smaller and smaller copies, tried in turn where a file must not exceed a size."""

_STORED_COPY: Mapping[PhotoSize, PhotoSize] = {
    PhotoSize.SMALL: PhotoSize.MEDIUM,
    PhotoSize.MEDIUM: PhotoSize.MEDIUM,
    PhotoSize.FULL: PhotoSize.SCREEN,
}
"""The copy in the archive from which a size is taken; all of them were made when the photo was attached."""

BYTES_A_MEGABYTE = 1_000_000


def report_pictures(desk: Desk, state: AssessmentState, options: ReportOptions) -> dict[str, bytes]:
    """The copies a report starts from, by the SHA-256 of their originals; none where it shows none.

    Raises EvidenceError, ArchiveError.
    """
    if options.photos is None or not options.shows_evidence:
        return {}
    size = _STORED_COPY[options.photos]
    return {item.sha256: picture(desk, item.sha256, size) for item in state.evidence.items if item.is_photo}


def small_pictures(pictures: Mapping[str, bytes], copy: Copy = _SMALL) -> dict[str, bytes]:
    """The same pictures in smaller copies; it touches no archive and may run in a worker."""
    from tmfcheck.photos.shrinking import shrunk

    return {name: shrunk(content, *copy) for name, content in pictures.items()}


def seen_pictures(model: ReportModel) -> dict[str, bytes]:
    """By the id of its evidence each picture of a report as it is seen: turned, and drawn on."""
    from tmfcheck.photos.drawing import as_seen

    shown = (item for item in model.state.evidence.items if item.sha256 in model.pictures)
    return {item.id: as_seen(model.pictures[item.sha256], item) for item in shown}


def fitted(model: ReportModel, render: Callable[[ReportModel], bytes], max_bytes: int | None) -> bytes:
    """The largest report that is no larger than ``max_bytes``, with photos made smaller as far as that takes.

    None allows any size. Raises ReportError REPORT_TOO_LARGE, naming in megabytes what the report takes without any
    photo.
    """
    if model.options.photos is PhotoSize.SMALL:
        model = replace(model, pictures=small_pictures(model.pictures))
    content = render(model)
    if max_bytes is None or len(content) <= max_bytes:
        return content
    rest = len(content) - sum(map(len, model.pictures.values()))
    for copy in STEPS:
        smaller = replace(model, pictures=small_pictures(model.pictures, copy))
        if rest + sum(map(len, smaller.pictures.values())) <= max_bytes:
            content = render(smaller)
            if len(content) <= max_bytes:
                return content
    without = replace(model, pictures={}, options=replace(model.options, photos=None))
    least = -(-len(render(without)) * 10 // BYTES_A_MEGABYTE) / 10
    raise ReportError("REPORT_TOO_LARGE", limit=max_bytes / BYTES_A_MEGABYTE, least=least)
