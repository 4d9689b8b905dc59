"""Reading the data a report's file carries and computing everything in it anew; the file is hostile until checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.content_document import Content, fingerprint_of, pack_named_in, read_document, state_from_document
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.plain_values import to_plain
from tmfcheck.domain.report_manifest import ReportManifest, read_manifest
from tmfcheck.domain.results import complete_results
from tmfcheck.domain.verdict import Finding
from tmfcheck.errors import TmfCheckError
from tmfcheck.services.report_data import ASSESSMENT_FILE, MANIFEST_FILE, PACK_FILE, PREVIOUS_FILE, PREVIOUS_PACK_FILE

if TYPE_CHECKING:
    import pikepdf

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What could be read: ``problems`` says what could not, and what does not agree.

    ``state`` is None where the file carries no data or none that can be used.
    """

    manifest: ReportManifest | None
    problems: tuple[Finding, ...]
    state: AssessmentState | None = None
    previous: AssessmentState | None = None
    pack_documents: Mapping[str, bytes] = field(default_factory=dict)
    fingerprint: str | None = None
    recomputed_equal: bool | None = None


def read_report(document: pikepdf.Pdf) -> ReadReport:
    """Manifest, assessment and pack of an opened file, and whether they agree with each other."""
    from tmfcheck.reports.embedding import read_files
    from tmfcheck.reports.page_digests import PageError
    from tmfcheck.services.report_data import LIMITS

    try:
        files = read_files(document, LIMITS)
        manifest = read_manifest(files[MANIFEST_FILE])
    except KeyError:
        return _nothing("DATA_MISSING", file=MANIFEST_FILE)
    except (PageError, TmfCheckError, AttributeError, TypeError, ValueError):
        return _nothing("DATA_UNUSABLE", file=MANIFEST_FILE)
    if not files.keys() - {MANIFEST_FILE}:
        return ReadReport(manifest, ())
    try:
        return _read_data(manifest, files)
    except KeyError as error:
        return ReadReport(manifest, (Finding("DATA_MISSING", {"file": str(error.args[0])}),))


def _nothing(code: str, **data: str) -> ReadReport:
    return ReadReport(None, (Finding(code, data),))


def _read_data(manifest: ReportManifest, files: Mapping[str, bytes]) -> ReadReport:
    """Raises KeyError naming a file that is missing."""
    try:
        document, pack = _document(files[ASSESSMENT_FILE], files[PACK_FILE])
    except _OtherPackError:
        return ReadReport(manifest, (Finding("PACK_NOT_THE_NAMED"),))
    except TmfCheckError:
        return _unusable(manifest, ASSESSMENT_FILE)
    fingerprint = fingerprint_of(document)
    problems = _disagreements(manifest, document, fingerprint)
    try:
        state = state_from_document(document, pack)
        differences = different_results(document["results"], to_plain(complete_results(state)))
    except Exception:  # noqa: BLE001 - data that were never a sound assessment can fail in any way
        return _unusable(manifest, ASSESSMENT_FILE)
    if differences:
        problems.append(Finding("RESULTS_DIFFER", {"places": ", ".join(differences)}))
    if manifest.is_provisional == state.assessment.is_closed:
        problems.append(Finding("STANDING_DIFFERS"))
    previous, more = _previous(state, files)
    packs = {name: files[file] for name, file in _packs(state, previous).items()}
    return ReadReport(
        manifest=manifest,
        problems=(*problems, *more),
        state=state,
        previous=previous,
        pack_documents=packs,
        fingerprint=fingerprint,
        recomputed_equal=not differences,
    )


class _OtherPackError(Exception):
    """The pack attached is not the one the assessment names."""


def _document(content: bytes, pack_document: bytes) -> tuple[Content, Pack]:
    """An assessment's document and its pack; raises _OtherPackError and TmfCheckError."""
    from tmfcheck.packs.resolved import pack_from_json

    document = read_document(content)
    if hashlib.sha256(pack_document).hexdigest() != pack_named_in(document).fingerprint:
        raise _OtherPackError
    return document, pack_from_json(pack_document)


def _disagreements(manifest: ReportManifest, document: Content, fingerprint: str) -> list[Finding]:
    problems = [] if fingerprint == manifest.fingerprint else [Finding("FINGERPRINT_DIFFERS")]
    if manifest.previous_fingerprint != document.get("previous_fingerprint"):
        problems.append(Finding("CHAIN_DIFFERS"))
    if any(each.fingerprint != fingerprint for each in manifest.signatures):
        problems.append(Finding("PEN_SIGNATURE_FOR_ANOTHER"))
    return problems


def _previous(state: AssessmentState, files: Mapping[str, bytes]) -> tuple[AssessmentState | None, list[Finding]]:
    """What a correction corrects, bound to it by its fingerprint; raises KeyError naming a file that is missing."""
    if state.previous_fingerprint is None:
        return None, []
    content = files[PREVIOUS_FILE]
    try:
        document, pack = _document(content, files.get(PREVIOUS_PACK_FILE, files[PACK_FILE]))
        previous = state_from_document(document, pack)
    except Exception:  # noqa: BLE001 - data that were never a sound assessment can fail in any way
        return None, [Finding("DATA_UNUSABLE", {"file": PREVIOUS_FILE})]
    same = fingerprint_of(document) == state.previous_fingerprint and previous.assessment.id == state.assessment.revises
    return previous, [] if same else [Finding("CHAIN_DIFFERS")]


def _packs(state: AssessmentState, previous: AssessmentState | None) -> dict[str, str]:
    """In which file the pack of which fingerprint lies."""
    own = state.assessment.pack_fingerprint
    former = own if previous is None else previous.assessment.pack_fingerprint
    return {former: PACK_FILE if former == own else PREVIOUS_PACK_FILE, own: PACK_FILE}


def _unusable(manifest: ReportManifest, file: str) -> ReadReport:
    return ReadReport(manifest, (Finding("DATA_UNUSABLE", {"file": file}),), recomputed_equal=False)


def different_results(kept: Any, computed: Any) -> list[str]:
    """The first places where results computed anew differ from those kept, as ``overall.msr_percent``."""
    found: list[str] = []
    _compare(kept, computed, "", found)
    return found[:MOST_NAMED]


def _compare(kept: Any, computed: Any, place: str, found: list[str]) -> None:
    if len(found) > MOST_NAMED:
        return
    if isinstance(kept, dict) and isinstance(computed, dict):
        for key in sorted(kept.keys() | computed.keys()):
            name = f"{place}.{key}" if place else key
            if key in kept and key in computed:
                _compare(kept[key], computed[key], name, found)
            else:
                found.append(name)
    elif kept != computed or type(kept) is not type(computed):
        found.append(place)
