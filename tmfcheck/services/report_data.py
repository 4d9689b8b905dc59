"""The data a report carries: the assessment, its method pack, and a manifest of the report itself."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import tmfcheck
from tmfcheck.domain.content_document import canonical_bytes, content_document
from tmfcheck.domain.report_manifest import FORMAT, ReportManifest, manifest_bytes
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.paths import resources_folder

if TYPE_CHECKING:
    import pikepdf

    from tmfcheck.reports.embedding import AttachedFile

ASSESSMENT_FILE = "tmfcheck-assessment.json"
PACK_FILE = "tmfcheck-pack.json"
PREVIOUS_FILE = "tmfcheck-previous.json"
PREVIOUS_PACK_FILE = "tmfcheck-previous-pack.json"
MANIFEST_FILE = "tmfcheck-manifest.json"
LIMITS: Mapping[str, int] = dict.fromkeys(
    (ASSESSMENT_FILE, PACK_FILE, PREVIOUS_FILE, PREVIOUS_PACK_FILE, MANIFEST_FILE), 20_000_000
)
"""The most bytes that are read back of each."""


def attach_data(
    document: pikepdf.Pdf,
    model: ReportModel,
    language: str,
    second_language: str | None = None,
    *,
    stamp_places: int = 0,
    made: Mapping[str, str] | None = None,
) -> None:
    """Attach to a printed report everything it was made from.

    A model without ``pack_documents`` carries a manifest alone, for readers who may not see the data. ``stamp_places``
    is the number of visible signatures the last page keeps room for. ``made`` stands for ``made_with`` where a report
    is made again.
    """
    from tmfcheck.reports.embedding import AttachedFile, attach
    from tmfcheck.reports.page_digests import page_digests

    offset = model.made_at.utcoffset()
    manifest = ReportManifest(
        format=FORMAT,
        fingerprint=model.content_fingerprint,
        previous_fingerprint=model.state.previous_fingerprint,
        made_at=model.made_at,
        utc_offset_minutes=0 if offset is None else int(offset.total_seconds()) // 60,
        made_with=made_with(model.program_version) if made is None else made,
        language=language,
        second_language=second_language,
        is_provisional=not model.state.assessment.is_closed,
        pages=page_digests(document),
        audience=model.options.audience,
        photos=model.options.photos,
        left_out=tuple(sorted(model.options.left_out)),
        pictures={name: hashlib.sha256(copy).hexdigest() for name, copy in model.pictures.items()},
        signatures=model.signatures,
        stamp_places=stamp_places,
    )
    files = {MANIFEST_FILE: AttachedFile(manifest_bytes(manifest), "How this report was made")}
    if model.pack_documents:
        files |= _data_files(model)
    attach(document, files, model.made_at)


def _data_files(model: ReportModel) -> dict[str, AttachedFile]:
    """The assessment and its pack; for a correction what it corrects too, since the report lists what changed."""
    from tmfcheck.reports.embedding import AttachedFile

    own = model.state.assessment.pack_fingerprint
    content = {ASSESSMENT_FILE: model.state} | ({} if model.previous is None else {PREVIOUS_FILE: model.previous})
    files = {
        name: AttachedFile(canonical_bytes(content_document(state)), "The complete assessment, fingerprinted")
        for name, state in content.items()
    }
    files[PACK_FILE] = AttachedFile(model.pack_documents[own], "The method pack the assessment was made with")
    former = own if model.previous is None else model.previous.assessment.pack_fingerprint
    if former != own:
        files[PREVIOUS_PACK_FILE] = AttachedFile(model.pack_documents[former], "The method pack of what it corrects")
    return files


def made_with(program_version: str) -> dict[str, str]:
    """The versions that decide how a report looks: of the program, its paper and its figures and dates.

    ``code`` tells two states of the program apart that bear the same version, as while it is being worked on.
    """
    import babel

    from tmfcheck.reports.embedding import PAPER_VERSION

    return {
        "tmfcheck": program_version,
        "paper": PAPER_VERSION,
        "words": babel.__version__,
        "code": code_digest(),
    }


@lru_cache(maxsize=1)
def code_digest() -> str:
    """The SHA-256 of the sources and translations a report is made by; empty where the program carries no sources."""
    package = Path(tmfcheck.__file__).parent
    rooms = [file for room in ("domain", "reports") for file in (package / room).rglob("*.py")]
    sources = sorted([*rooms, *package.glob("*.py")])
    if not rooms:
        return ""
    digest = hashlib.sha256()
    for file in (*sources, *sorted((resources_folder() / "translations").rglob("*.mo"))):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
