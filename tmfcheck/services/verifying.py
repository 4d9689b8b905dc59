"""Verifying a report's file, offline: is it ours, is it unchanged, who signed it, and do its data give it again?"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.domain.results import rounded
from tmfcheck.domain.verdict import (
    CheckedSignature,
    Finding,
    PagesBy,
    ReportFacts,
    Verdict,
    VerdictStatus,
)
from tmfcheck.errors import InputError, SealError
from tmfcheck.services.archive_witness import chain, testimony
from tmfcheck.services.desk import Desk
from tmfcheck.services.page_checks import PageCheck, check_pages
from tmfcheck.services.report_reading import ReadReport, read_report

if TYPE_CHECKING:
    import pikepdf

    from tmfcheck.domain.report_manifest import ReportManifest
    from tmfcheck.seals.checking import Seal

MAX_REPORT_BYTES = 200_000_000
MAX_ROOT_BYTES = 5_000_000


def read_roots(paths: Iterable[Path]) -> tuple[bytes, ...]:
    """The certificates to be trusted, from PEM or DER files; raises InputError and SealError ROOT_UNREADABLE."""
    from tmfcheck.seals.checking import read_roots as certificates

    return tuple(each for path in paths for each in certificates(_read(path, MAX_ROOT_BYTES), str(path)))


def verify(path: Path, desk: Desk | None = None, roots: Sequence[bytes] = ()) -> Verdict:
    """The verdict on a file; never raises for what the file is or holds.

    ``desk`` is the local archive to look the assessment up in, None for none; ``roots`` are the certificates (DER) that
    are trusted. No network is asked, and no list of the operating system.
    """
    try:
        content = _read(path, MAX_REPORT_BYTES)
    except InputError as error:
        return Verdict(VerdictStatus.DAMAGED, (Finding("FILE_UNREADABLE", {"reason": _why(error)}),))
    return verify_bytes(content, desk, roots)


def verify_bytes(content: bytes, desk: Desk | None = None, roots: Sequence[bytes] = ()) -> Verdict:
    """As ``verify``, of bytes that are at hand."""
    import pikepdf

    from tmfcheck.reports.embedding import as_written, is_report

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL + 1)
    written = _in_our_layout(as_written(content))
    opened = content if written is None else written
    try:
        with pikepdf.open(io.BytesIO(opened), attempt_recovery=False) as document:
            if not is_report(document) and not _has_manifest(document):
                return Verdict(VerdictStatus.FOREIGN, (Finding("NOT_A_REPORT"),))
            read = read_report(document)
            pages = check_pages(opened, document, read, desk)
            if document.get_warnings():
                # Read in spite of something, a key said twice above all: another program may read it differently.
                written = None
    except pikepdf.PasswordError:
        return Verdict(VerdictStatus.DAMAGED, (Finding("FILE_LOCKED"),))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return _unreadable(content)
    except pikepdf.ForeignObjectError:
        return _unreadable(content)
    seals = _Seals.of(content, written, roots)
    return _verdict(_File(read, pages, seals, written is not None), desk)


def _in_our_layout(written: bytes | None) -> bytes | None:
    """The bytes this program wrote; None where it would have put them in another way."""
    from tmfcheck.reports.file_layout import is_plainly_laid_out

    return written if written is not None and is_plainly_laid_out(written) else None


def _unreadable(content: bytes) -> Verdict:
    """A PDF that cannot be opened is damaged; what never was one is foreign."""
    is_pdf = b"%PDF-" in content[:1024] or b"startxref" in content[-2048:] or not content
    if is_pdf:
        return Verdict(VerdictStatus.DAMAGED, (Finding("FILE_BROKEN"),))
    return Verdict(VerdictStatus.FOREIGN, (Finding("NOT_A_PDF"),))


def _has_manifest(document: pikepdf.Pdf) -> bool:
    from tmfcheck.services.report_data import LIMITS

    return any(name in document.attachments for name in LIMITS)


@dataclass(frozen=True, slots=True)
class _Seals:
    """The digital signatures of a file, and what is wrong about them."""

    found: tuple[Seal, ...] = ()
    problems: tuple[Finding, ...] = ()

    @staticmethod
    def of(content: bytes, written: bytes | None, roots: Sequence[bytes]) -> _Seals:
        """The signatures behind the bytes this program wrote; where those were changed, all there are."""
        from tmfcheck.seals.checking import check_seals, only_signed_since

        if written == content:
            return _Seals()
        try:
            found = check_seals(content, roots)
            problems = [Finding("SEAL_BROKEN", {"name": seal.name}) for seal in found if not seal.intact]
            if written is None:
                return _Seals(found, (Finding("FILE_CHANGED"), *problems))
            if not found or not found[-1].covers_whole_file:
                problems.append(Finding("CHANGED_AFTER_SIGNING" if found else "APPENDED"))
            elif not problems and not only_signed_since(content):
                problems.append(Finding("CHANGED_BEFORE_SIGNING"))
        except SealError:
            return _Seals((), (Finding("SEALS_UNREADABLE" if written is not None else "FILE_CHANGED"),))
        return _Seals(found, tuple(problems))


@dataclass(frozen=True, slots=True)
class _File:
    """Everything found in a file."""

    read: ReadReport
    pages: PageCheck
    seals: _Seals
    is_as_written: bool


def _verdict(file: _File, desk: Desk | None) -> Verdict:
    read, pages, seals = file.read, file.pages, file.seals
    problems = [*read.problems, *pages.problems, *seals.problems]
    notes = [*pages.notes, *_stamp_notes(seals.found, read.manifest)]
    archive = testimony(read, pages.by, desk)
    problems += archive.problems
    notes += archive.notes
    if problems:
        status = VerdictStatus.ALTERED
    elif seals.found:
        status = VerdictStatus.SIGNED_INTACT
    elif archive.keeps_fingerprint and pages.by is PagesBy.REMADE:
        status = VerdictStatus.INTACT
    else:
        status = VerdictStatus.NOT_PROVEN
    return Verdict(
        status=status,
        problems=tuple(problems),
        notes=tuple(notes),
        signatures=tuple(_signature(seal) for seal in seals.found),
        recomputed_equal=read.recomputed_equal,
        pages_by=pages.by,
        report=_facts(read),
        chain=chain(read, desk),
    )


def _signature(seal: Seal) -> CheckedSignature:
    certificate = seal.certificate
    return CheckedSignature(
        name=seal.name,
        stated_name=seal.stated_name,
        signed_at=seal.signed_at,
        reason=seal.reason,
        intact=seal.intact,
        covers_whole_file=seal.covers_whole_file,
        trusted=seal.trusted,
        distrust=None if seal.distrust is None else seal.distrust.value,
        page=None if seal.box is None else seal.box[0] + 1,
        subject=certificate.subject,
        issuer=certificate.issuer,
        serial=certificate.serial,
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        certificate_fingerprint=certificate.fingerprint,
    )


def _stamp_notes(seals: Iterable[Seal], manifest: ReportManifest | None) -> list[Finding]:
    """A stamp covers what lies under it; only the foot of the last page keeps room for stamps."""
    from tmfcheck.reports.stamp import is_in_room

    kept = len(manifest.pages) - 1 if manifest is not None and manifest.stamp_places else None
    stamps = [(seal.name, *seal.box) for seal in seals if seal.box is not None]
    return [
        Finding("STAMP_ELSEWHERE", {"name": name, "page": page + 1})
        for name, page, box in stamps
        if page != kept or not is_in_room(box)
    ]


def _facts(read: ReadReport) -> ReportFacts | None:
    manifest, state = read.manifest, read.state
    if manifest is None or state is None:
        return None
    assessment, score = state.assessment, state.evaluation.overall
    return ReportFacts(
        facility=state.facility.name,
        assessment_id=assessment.id,
        group=assessment.group,
        revision=assessment.revision,
        assessed_by=assessment.started_by,
        closed_at=assessment.closed_at,
        closed_by=assessment.closed_by,
        fingerprint=manifest.fingerprint if read.fingerprint is None else read.fingerprint,
        program_version=manifest.made_with.get("tmfcheck", "")[:50],
        msr_percent=rounded(score.msr_percent),
        msr_high_percent=rounded(score.msr_high_percent),
        enough_information=score.enough_information,
        level=None if score.level is None else score.level.value,
    )


# ------------------------------------------------------------------ the file


def _read(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if len(content) > limit:
        raise InputError("INPUT_TOO_LARGE", path=path, limit=limit // 1_000_000)
    return content


def _why(error: InputError) -> str:
    return str(error.data.get("reason") or f"> {error.data['limit']} MB")
