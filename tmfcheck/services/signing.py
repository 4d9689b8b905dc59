"""Signing a closed assessment on the screen, and attaching the pages that were signed on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.domain.assessment import Assessment, AssessmentState
from tmfcheck.domain.content_document import content_fingerprint
from tmfcheck.domain.evidence import PAD_HEIGHT, PAD_WIDTH, SignatoryRole, Signature, SignatureKind, SignedPage
from tmfcheck.errors import ArchiveError, AssessmentError, EvidenceError
from tmfcheck.services import evidence
from tmfcheck.services.assessing import find_assessment, load_state
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import check_texts, checked_person

if TYPE_CHECKING:
    from tmfcheck.storage.contents import Content

Stroke = Sequence[tuple[float, float]]

MAX_POINTS = 20_000
DECIMALS = 4
MAY_BE_SIGNED = ("application/pdf", "image/")


def signatures_of(desk: Desk, assessment_id: str) -> tuple[Signature, ...]:
    """The signatures given on the screen, in their order."""
    return desk.archive.signatures.of(assessment_id)


def add_signature(
    desk: Desk,
    assessment_id: str,
    *,
    role: SignatoryRole,
    name: str,
    function: str = "",
    kind: SignatureKind = SignatureKind.DRAWN,
    strokes: Sequence[Stroke] = (),
    remarks: str = "",
) -> Signature:
    """Record for good that somebody signed a closed assessment on the screen, or would not.

    It is bound to the fingerprint of the content. Without strokes a signature stands for one given on paper.
    Raises AssessmentError (ASSESSMENT_UNKNOWN, ASSESSMENT_OPEN), EvidenceError (SIGNATURE_WRONG,
    REFUSAL_WITHOUT_REASON), InputError, ArchiveError.
    """
    state = load_state(desk, assessment_id)
    assessment = _closed(state.assessment)
    person = checked_person(name)
    check_texts(function=function, remarks=remarks)
    if kind is SignatureKind.REFUSED and not remarks.strip():
        raise EvidenceError("REFUSAL_WITHOUT_REASON", name=person)
    signature = Signature(
        id=desk.new_id(),
        assessment_id=assessment.id,
        fingerprint=fingerprint_to_sign(state),
        role=role,
        name=person,
        function=function.strip(),
        kind=kind,
        signed_at=desk.clock(),
        strokes=() if kind is SignatureKind.REFUSED else checked_strokes(strokes),
        remarks=remarks.strip(),
    )
    desk.archive.signatures.add(signature, by=person)
    return signature


def fingerprint_to_sign(state: AssessmentState) -> str:
    """The fingerprint a signature on a closed assessment is given for."""
    return state.assessment.fingerprint or content_fingerprint(state)


def checked_strokes(strokes: Sequence[Stroke]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Strokes with rounded points, empty ones left out; raises EvidenceError SIGNATURE_WRONG for points off the pad."""
    drawn = tuple(
        tuple((round(float(x), DECIMALS), round(float(y), DECIMALS)) for x, y in stroke) for stroke in strokes if stroke
    )
    points = [point for stroke in drawn for point in stroke]
    is_on_pad = all(
        math.isfinite(x) and math.isfinite(y) and 0 <= x <= PAD_WIDTH and 0 <= y <= PAD_HEIGHT for x, y in points
    )
    if len(points) > MAX_POINTS or not is_on_pad:
        raise EvidenceError("SIGNATURE_WRONG")
    return drawn


# ------------------------------------------------------------- signed on paper


def signed_pages(desk: Desk, assessment_id: str) -> tuple[SignedPage, ...]:
    """The scans and photos of pages signed on paper, in the order in which they were attached."""
    return desk.archive.signatures.pages(assessment_id)


def attach_signed_page(desk: Desk, assessment_id: str, file: Path, by: str | None = None) -> SignedPage:
    """Attach a scan or photo of a signed page to a closed assessment; its fingerprint stays what it was.

    Raises AssessmentError (ASSESSMENT_UNKNOWN, ASSESSMENT_OPEN), EvidenceError (SIGNED_PAGE_KIND and what the intake
    says of the file), InputError, ArchiveError.
    """
    assessment = _closed(find_assessment(desk, assessment_id))
    person = checked_person(by if by is not None else (assessment.closed_by or assessment.started_by))
    prepared = evidence.prepare_file(file)
    return keep_signed_page(desk, assessment.id, prepared, person)


def keep_signed_page(desk: Desk, assessment_id: str, prepared: evidence.PreparedFile, by: str) -> SignedPage:
    """As ``attach_signed_page``, of a file that was looked at already, in a worker perhaps."""
    if not prepared.media_type.startswith(MAY_BE_SIGNED):
        raise EvidenceError("SIGNED_PAGE_KIND", name=prepared.file_name)
    page = SignedPage(
        id=desk.new_id(),
        assessment_id=assessment_id,
        sha256=prepared.sha256,
        file_name=prepared.file_name,
        media_type=prepared.media_type,
        size=prepared.size,
        added_at=desk.clock(),
        added_by=by,
    )
    desk.archive.signatures.add_page(page, evidence.content_of(prepared))
    return page


@dataclass(frozen=True, slots=True)
class RemovedPage:
    """A signed page that was taken away, with the content the archive no longer holds."""

    page: SignedPage
    content: Content


def remove_signed_page(desk: Desk, page: SignedPage, by: str) -> RemovedPage | None:
    """Take a signed page away again, its content too; the history keeps that it was there.

    What is returned brings it back with ``restore_signed_page``, for as long as somebody holds it; None where the
    content is damaged, so that there is nothing to bring back. Raises EvidenceError, ArchiveError.
    """
    person = checked_person(by)
    try:
        content = desk.archive.contents.whole(page.sha256)
    except ArchiveError:
        content = None
    desk.archive.signatures.remove_page(page.assessment_id, page.id, by=person, at=desk.clock())
    return None if content is None else RemovedPage(page, content)


def restore_signed_page(desk: Desk, removed: RemovedPage, by: str) -> None:
    """Bring a signed page back as it was, with who attached it and when; the history tells who brought it back.

    One that is there already stays as it is. Raises AssessmentError ASSESSMENT_OPEN, InputError, ArchiveError.
    """
    person, page = checked_person(by), removed.page
    if all(each.id != page.id for each in signed_pages(desk, page.assessment_id)):
        desk.archive.signatures.restore_page(page, removed.content, by=person, at=desk.clock())


def signed_page_bytes(desk: Desk, page: SignedPage) -> bytes:
    """The file of a signed page, bit for bit; raises ArchiveError."""
    return desk.archive.contents.original(page.sha256)


def _closed(assessment: Assessment) -> Assessment:
    """Only what cannot change any more is signed; raises AssessmentError ASSESSMENT_OPEN."""
    if not assessment.is_closed:
        raise AssessmentError("ASSESSMENT_OPEN", assessment=assessment.id)
    return assessment
