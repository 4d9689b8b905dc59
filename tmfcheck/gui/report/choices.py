"""What the user wants a report to hold, kept between reports as plain values in the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import EVERYTHING, OPTIONAL_CHAPTERS, Audience, ReportOptions

LEAST_MB, MOST_MB = 1, 500
BYTES_A_MEGABYTE = 1_000_000
PHOTO_SIZES = (None, PhotoSize.SMALL, PhotoSize.MEDIUM, PhotoSize.FULL)


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """The options of the report, and the largest file in megabytes, None where any size will do."""

    options: ReportOptions = EVERYTHING
    max_mb: int | None = None

    @property
    def max_bytes(self) -> int | None:
        """The largest file in bytes."""
        return None if self.max_mb is None else self.max_mb * BYTES_A_MEGABYTE

    def document(self) -> dict[str, Any]:
        """Plain values for the settings."""
        options = self.options
        return {
            "audience": options.audience.value,
            "photos": None if options.photos is None else options.photos.value,
            "left_out": sorted(options.left_out),
            "max_mb": self.max_mb,
        }


def read_choices(document: Any) -> ReportChoices:
    """The choices of stored values; whatever is not understood falls back to what a first report has."""
    if not isinstance(document, Mapping):
        return ReportChoices()
    left_out = document.get("left_out")
    names = left_out if isinstance(left_out, list) else []
    max_mb = document.get("max_mb")
    is_size = isinstance(max_mb, int) and not isinstance(max_mb, bool) and LEAST_MB <= max_mb <= MOST_MB
    options = ReportOptions(
        _audience(document.get("audience")),
        _photos(document.get("photos", EVERYTHING.photos)),
        frozenset(name for name in names if name in OPTIONAL_CHAPTERS),
    )
    return ReportChoices(options, max_mb if is_size else None)


def _audience(word: Any) -> Audience:
    return Audience(word) if word in list(Audience) else EVERYTHING.audience


def _photos(word: Any) -> PhotoSize | None:
    return next((size for size in PHOTO_SIZES if size == word), EVERYTHING.photos)
