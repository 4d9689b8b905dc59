"""What a report's file says of itself, beside the assessment it carries: enough to make the very same report again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from tmfcheck.domain.content_document import canonical_bytes
from tmfcheck.domain.evidence import PhotoSize, Signature
from tmfcheck.domain.plain_values import from_plain, to_plain, wrong
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.errors import InputError

FORMAT = "tmfcheck-report/1"
MAX_BYTES = 20_000_000
HALF_A_DAY = 14 * 60


@dataclass(frozen=True, slots=True)
class ReportManifest:
    """How a report was made and what it must look like.

    ``made_with`` names the versions that decide how it looks, ``utc_offset_minutes`` the zone its times are told in,
    ``pages`` has one SHA-256 for the drawing of each page. ``pictures`` names the copy printed of each photo: its
    SHA-256 by that of the original. ``signatures`` are those given on the screen. ``fingerprint`` is that of the
    assessment's content. ``stamp_places`` tells how many visible signatures find room on the last page.
    """

    format: str
    fingerprint: str
    made_at: datetime
    utc_offset_minutes: int
    made_with: Mapping[str, str]
    language: str
    pages: tuple[str, ...]
    previous_fingerprint: str | None = None
    second_language: str | None = None
    is_provisional: bool = False
    audience: Audience = Audience.OPERATOR
    photos: PhotoSize | None = None
    left_out: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    stamp_places: int = 0

    @property
    def options(self) -> ReportOptions:
        """For whom it was made and what it holds."""
        return ReportOptions(self.audience, self.photos, frozenset(self.left_out))

    @property
    def made_at_there(self) -> datetime:
        """When it was made, in the zone its times are told in."""
        return self.made_at.astimezone(timezone(timedelta(minutes=self.utc_offset_minutes)))


def manifest_bytes(manifest: ReportManifest) -> bytes:
    """The manifest as canonical JSON, in the form of ``content_document``."""
    return canonical_bytes(to_plain(manifest))


def read_manifest(content: bytes) -> ReportManifest:
    """The manifest in some bytes from outside; raises InputError CONTENT_FOREIGN or CONTENT_WRONG."""
    if len(content) > MAX_BYTES:
        raise InputError("CONTENT_FOREIGN")
    try:
        document = json.loads(content.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise InputError("CONTENT_FOREIGN") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError("CONTENT_FOREIGN")
    manifest: ReportManifest = from_plain(ReportManifest, document, "manifest")
    if manifest.made_at.tzinfo is None or not abs(manifest.utc_offset_minutes) <= HALF_A_DAY:
        raise wrong("manifest.made_at")
    if manifest_bytes(manifest) != content:
        raise wrong("manifest")
    return manifest
