"""Comparing the pages of a report's file with those its own data give."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tmfcheck import __version__
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.domain.report_manifest import ReportManifest
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.verdict import Finding, PagesBy
from tmfcheck.errors import TmfCheckError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.services.archive_witness import states_kept
from tmfcheck.services.desk import Desk
from tmfcheck.services.report_data import code_digest, made_with
from tmfcheck.services.report_reading import ReadReport

if TYPE_CHECKING:
    import pikepdf

    from tmfcheck.reports.page_digests import Digests

MAX_SECONDS = 60
MOST_NAMED = 8
RESULT_WITHIN = 4
"""Many immediate dangers before it can push the result from page one."""


@dataclass(frozen=True, slots=True)
class PageCheck:
    """How the pages were compared, what does not agree, and what is worth knowing."""

    by: PagesBy | None
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


class _TooLongError(Exception):
    """Making the report again takes longer than anybody waits."""


class _NotRemadeError(Exception):
    """The report cannot be made again as it was; its pages can still be compared with its own list of them."""

    def __init__(self, *, problems: tuple[Finding, ...] = (), notes: tuple[Finding, ...] = ()) -> None:
        super().__init__(*problems, *notes)
        self.problems = problems
        self.notes = notes


def check_pages(content: bytes, document: pikepdf.Pdf, read: ReadReport, desk: Desk | None = None) -> PageCheck:
    """Compare the pages of ``content``, opened as ``document``, with its data; without data, with its own list.

    A report that carries no data by intention is made again from those of the archive, where ``desk`` holds them.
    """
    from tmfcheck.reports.page_digests import PageError, digests

    if read.manifest is None:
        return PageCheck(None)
    try:
        theirs = digests(document)
        pictures = _pictures(document, read.manifest)
    except (PageError, TypeError, ValueError, KeyError):
        return PageCheck(None, (Finding("PAGES_FOREIGN"),))
    try:
        model = _model(read, read.manifest, pictures, desk)
        different = _different_from_remade(theirs, model, read.manifest)
    except _NotRemadeError as error:
        words = _printed_words(content, read, read.manifest)
        listed = _different_pages(theirs.pages, read.manifest.pages)
        return PageCheck(PagesBy.MANIFEST, (*words, *error.problems, *listed), error.notes)
    # Pages that are those made anew say what those say: only where something differs are they read.
    words = _printed_words(content, read, read.manifest) if different else []
    return PageCheck(PagesBy.REMADE, (*words, *different))


def _pictures(document: pikepdf.Pdf, manifest: ReportManifest) -> dict[str, bytes]:
    """The copies of photos in the file that the manifest names, by the SHA-256 of their originals."""
    import pikepdf

    from tmfcheck.reports.page_digests import PICTURE_FILTER

    if not manifest.pictures:
        return {}
    copies = {}
    for each in document.objects:
        if isinstance(each, pikepdf.Stream) and PICTURE_FILTER in str(each.get("/Filter", "")):
            raw = each.read_raw_bytes()
            copies[hashlib.sha256(raw).hexdigest()] = raw
    return {name: copies[copy] for name, copy in manifest.pictures.items() if copy in copies}


def _model(read: ReadReport, manifest: ReportManifest, pictures: Mapping[str, bytes], desk: Desk | None) -> ReportModel:
    """What the report showed; raises _NotRemadeError where this version cannot print the very same."""
    if len(pictures) != len(manifest.pictures):
        raise _NotRemadeError(problems=(Finding("PHOTO_CHANGED"),))
    version = manifest.made_with.get("tmfcheck", "")
    if {**manifest.made_with, "code": ""} != {**made_with(__version__), "code": ""}:
        raise _NotRemadeError(notes=(_another_version(manifest),))
    state, previous = (read.state, read.previous) if read.state else _states_of_archive(read, manifest, desk)
    if state is None:
        raise _NotRemadeError(notes=() if read.problems else (Finding("CARRIES_NO_DATA"),))
    return ReportModel(
        state=state,
        made_at=manifest.made_at_there,
        program_version=version,
        options=manifest.options,
        pictures=pictures,
        previous=previous,
        signatures=manifest.signatures,
        pack_documents=read.pack_documents,
    )


def _different_from_remade(theirs: Digests, model: ReportModel, manifest: ReportManifest) -> list[Finding]:
    """What differs from the report made again; raises _NotRemadeError where it cannot be made."""
    from tmfcheck.reports.page_digests import digests
    from tmfcheck.services.reporting import printed

    end = time.monotonic() + MAX_SECONDS

    def progress(_done: int, _steps: int) -> None:
        if time.monotonic() > end:
            raise _TooLongError

    try:
        with printed(model, manifest.language, manifest.second_language, progress, made=manifest.made_with) as document:
            ours = digests(document)
    except _TooLongError as error:
        raise _NotRemadeError(notes=(Finding("TOO_LONG_TO_REMAKE"),)) from error
    except Exception as error:  # data that only looked sound can make the printing fail in any way
        raise _NotRemadeError(notes=(Finding("NOT_REMADE"),)) from error
    different = _differences(theirs, ours)
    if different and manifest.made_with.get("code") != code_digest():
        # Another state of the program under the same version: its pages may differ without anybody's doing.
        raise _NotRemadeError(notes=(_another_version(manifest),))
    return different


def _another_version(manifest: ReportManifest) -> Finding:
    return Finding("MADE_BY_ANOTHER_VERSION", {"version": manifest.made_with.get("tmfcheck", "")[:50]})


def _states_of_archive(
    read: ReadReport, manifest: ReportManifest, desk: Desk | None
) -> tuple[AssessmentState | None, AssessmentState | None]:
    """The closed assessment with this fingerprint and what it corrects, for a report that carries no data."""
    if desk is None or read.problems:
        return None, None
    try:
        states = states_kept(desk, manifest.fingerprint)
    except TmfCheckError:
        return None, None
    return states[0] if states else None, states[1] if len(states) > 1 else None


def _differences(theirs: Digests, ours: Digests) -> list[Finding]:
    """What differs; the whole includes every page."""
    if theirs.whole is not None and theirs.whole == ours.whole:
        return []
    return _different_pages(theirs.pages, ours.pages) or [Finding("MORE_THAN_PAGES_DIFFERS")]


def _different_pages(pages: Sequence[str], wanted: Sequence[str]) -> list[Finding]:
    if len(pages) != len(wanted):
        return [Finding("PAGE_COUNT_DIFFERS", {"found": len(pages), "expected": len(wanted)})]
    numbers = [number for number, (one, other) in enumerate(zip(pages, wanted, strict=True), 1) if one != other]
    if not numbers:
        return []
    named = ", ".join(map(str, numbers[:MOST_NAMED])) + (" …" if len(numbers) > MOST_NAMED else "")
    return [Finding("PAGES_DIFFER", {"pages": named})]


def _printed_words(content: bytes, read: ReadReport, manifest: ReportManifest) -> list[Finding]:
    """What is printed where everybody looks: the fingerprint at the foot of every page, the result on page one."""
    from tmfcheck.reports.page_texts import page_texts

    fingerprint = manifest.fingerprint if read.fingerprint is None else read.fingerprint
    try:
        texts = page_texts(content)
    except ValueError:
        return [Finding("PAGES_FOREIGN")]
    short = short_fingerprint(fingerprint)
    without = [str(number) for number, text in enumerate(texts, 1) if short not in text]
    problems = [Finding("FINGERPRINT_NOT_PRINTED", {"pages": ", ".join(without[:MOST_NAMED])})] if without else []
    if read.state is not None and not _result_is_printed(" ".join(texts[:RESULT_WITHIN]), read, manifest):
        problems.append(Finding("RESULT_NOT_PRINTED"))
    return problems


def _result_is_printed(text: str, read: ReadReport, manifest: ReportManifest) -> bool:
    from tmfcheck.reports.chapters.headline import printed_result

    if read.state is None or manifest.language not in LANGUAGES:
        return False
    words = printed_result(read.state, Texts(manifest.language, manifest.made_at_there.tzinfo))
    return all(" ".join(each.split()) in text for each in words)
