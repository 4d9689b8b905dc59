"""What verifying a report's file found: a plain verdict, every reason for it, and who signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class VerdictStatus(StrEnum):
    """The six things a file can be."""

    SIGNED_INTACT = "signed_intact"
    """Signed, unchanged since the last signature, and its data give the same results and pages again."""
    INTACT = "intact"
    """Not signed, but its data are those of the local archive, and its pages are those they give."""
    NOT_PROVEN = "not_proven"
    """Not signed and not known here; it agrees with itself, which anybody could have arranged."""
    ALTERED = "altered"
    FOREIGN = "foreign"
    """No report of this program."""
    DAMAGED = "damaged"
    """Cannot be read."""

    @property
    def is_good(self) -> bool:
        """Whether nothing speaks against the file."""
        return self in (VerdictStatus.SIGNED_INTACT, VerdictStatus.INTACT, VerdictStatus.NOT_PROVEN)


class PagesBy(StrEnum):
    """How the pages were compared."""

    REMADE = "remade"
    """With the report made again from its data."""
    MANIFEST = "manifest"
    """With the list the file carries, because another version made it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, as a code with the data of its sentence."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """One digital signature; ``signed_at`` is what the signer's machine stated, ``distrust`` why it is not trusted.

    ``page`` (from 1) is where its stamp stands, None for an invisible one. The certificate's times are aware.
    """

    name: str
    stated_name: str
    signed_at: datetime | None
    reason: str
    intact: bool
    covers_whole_file: bool
    trusted: bool
    distrust: str | None
    page: int | None
    subject: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    certificate_fingerprint: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One revision of an assessment; ``known``: whether the local archive holds it so, None where none was asked."""

    revision: int
    fingerprint: str
    known: bool | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a report says it is about; ``closed_at`` is None for a provisional one.

    Without enough information the MSR is not one figure but from ``msr_percent`` to ``msr_high_percent``.
    """

    facility: str
    assessment_id: str
    group: str
    revision: int
    assessed_by: str
    closed_at: datetime | None
    closed_by: str | None
    fingerprint: str
    program_version: str
    msr_percent: float | None
    msr_high_percent: float | None
    enough_information: bool
    level: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a file. ``problems`` speak against it, ``notes`` are worth knowing.

    ``recomputed_equal``: whether the results computed anew are those in the file; None where it carries no data.
    """

    status: VerdictStatus
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()
    signatures: tuple[CheckedSignature, ...] = ()
    recomputed_equal: bool | None = None
    pages_by: PagesBy | None = None
    report: ReportFacts | None = None
    chain: tuple[ChainLink, ...] = ()
