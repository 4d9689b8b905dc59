"""Making the report of an assessment and writing it to a file, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck import __version__
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.likeness import point
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import EVERYTHING, ReportOptions
from tmfcheck.errors import ReportError
from tmfcheck.i18n import Texts
from tmfcheck.services.assessing import load_state
from tmfcheck.services.desk import Desk
from tmfcheck.services.input_files import read_bytes
from tmfcheck.services.output_files import replace_file
from tmfcheck.services.report_data import attach_data
from tmfcheck.services.report_photos import fitted, report_pictures, seen_pictures
from tmfcheck.services.scoring import check_group

if TYPE_CHECKING:
    import pikepdf

    from tmfcheck.packs.library import PackLibrary


UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The time a blank form's file bears, since it has none of its own."""


def report_model(desk: Desk, state: AssessmentState, options: ReportOptions = EVERYTHING) -> ReportModel:
    """What the report shows; a closed assessment's is made as of its closing, so that it stays the same for good.

    Its times are told in the time zone of this machine. Raises EvidenceError, ArchiveError.
    """
    made_at = state.assessment.closed_at or desk.clock()
    pictures = report_pictures(desk, state, options)
    revises = state.assessment.revises
    previous = None if revises is None else load_state(desk, revises)
    packs = {each.assessment.pack_fingerprint for each in (state, previous) if each is not None}
    return ReportModel(
        state,
        made_at.astimezone(),
        __version__,
        options,
        pictures,
        previous=previous,
        signatures=desk.archive.signatures.of(state.assessment.id),
        pack_documents={name: desk.archive.pack_document(name) for name in packs},
    )


def report_bytes(
    model: ReportModel,
    language: str,
    second_language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    max_bytes: int | None = None,
) -> bytes:
    """The PDF in one language or two with its data attached; it touches no archive and may be made in a worker.

    ``progress`` is told how many steps of how many are done. With ``max_bytes`` the photos are made smaller until the
    file is no larger. Raises InputError LANGUAGE_UNKNOWN, ReportError REPORT_TOO_LARGE; a second language equal to the
    first is left out.
    """
    _languages(language, second_language)
    from tmfcheck.reports.embedding import file_of

    def file(each: ReportModel) -> bytes:
        with printed(each, language, second_language, progress) as document:
            return file_of(document)

    return fitted(model, file, max_bytes)


@contextmanager
def printed(
    model: ReportModel,
    language: str,
    second_language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    made: Mapping[str, str] | None = None,
) -> Iterator[pikepdf.Pdf]:
    """The report of exactly this model, its pictures as they are, not yet a file; for the length of a ``with``.

    ``made`` is what the manifest says of the versions, where a report is made again.
    """
    import pikepdf

    from tmfcheck.reports.pdf import render_pdf, stamp_places

    texts, second = _languages(language, second_language, model.made_at.tzinfo)
    pages = render_pdf(_with_map(model), texts, second, progress)
    shown, other = model.for_audience(), second.language if second else None
    with pikepdf.open(io.BytesIO(pages)) as document:
        attach_data(document, shown, language, other, stamp_places=stamp_places(shown), made=made)
        yield document


def checklist_bytes(
    packs: PackLibrary, name: str, group: str, language: str, second_language: str | None = None
) -> bytes:
    """The blank checklist of a group as PDF, for paper; it carries no date, so the same pack gives the same bytes.

    Raises PackError, AssessmentError GROUP_UNKNOWN, InputError LANGUAGE_UNKNOWN.
    """
    loaded = packs.load(name)
    check_group(loaded.pack, group)
    return blank_checklist(loaded.pack, loaded.fingerprint, group, language, second_language)


def blank_checklist(
    pack: Pack, fingerprint: str, group: str, language: str, second_language: str | None = None
) -> bytes:
    """As ``checklist_bytes``, of a pack that is at hand, in the library or not; raises InputError LANGUAGE_UNKNOWN."""
    texts, second = _languages(language, second_language)
    from tmfcheck.reports.checklist import render_checklist

    return render_checklist(pack, group, UNDATED, texts, second, fingerprint=fingerprint)


def write_report(
    desk: Desk, state: AssessmentState, out: Path, language: str, second_language: str | None = None
) -> None:
    """Write the PDF to ``out``, replacing what is there.

    Raises InputError LANGUAGE_UNKNOWN, ReportError REPORT_NOT_WRITTEN.
    """
    save_report(out, report_bytes(report_model(desk, state), language, second_language))


def word_bytes(
    model: ReportModel,
    language: str,
    second_language: str | None = None,
    template: Path | None = None,
    *,
    max_bytes: int | None = None,
) -> bytes:
    """The report as a Word file, from the shipped template or an own one; ``max_bytes`` as with ``report_bytes``.

    Raises InputError LANGUAGE_UNKNOWN, INPUT_UNREADABLE; ReportError TEMPLATE_UNREADABLE, TEMPLATE_ACTIVE,
    TEMPLATE_PLACEHOLDERS, REPORT_TOO_LARGE.
    """
    from tmfcheck.reports.word_report import render_word

    own = None if template is None else read_bytes(template)
    texts, second = _languages(language, second_language, model.made_at.tzinfo)

    def render(each: ReportModel) -> bytes:
        return render_word(each, texts, second, pictures=seen_pictures(each), template=own)

    return fitted(_with_map(model).for_audience(), render, max_bytes)


def template_bytes(language: str) -> bytes:
    """The shipped template of the Word report, for an authority to edit; raises InputError LANGUAGE_UNKNOWN."""
    from tmfcheck.reports.word_report import template_bytes as shipped

    return shipped(Texts(language))


def workbook_bytes(
    model: ReportModel, language: str, second_language: str | None = None, *, max_bytes: int | None = None
) -> bytes:
    """Answers, measures and figures as a workbook; raises InputError LANGUAGE_UNKNOWN, ReportError REPORT_TOO_LARGE."""
    from tmfcheck.reports.assessment_workbook import render_workbook

    texts, second = _languages(language, second_language, model.made_at.tzinfo)
    without_photos = replace(model.for_audience(), pictures={})
    return fitted(without_photos, lambda each: render_workbook(each, texts, second), max_bytes)


def _with_map(model: ReportModel) -> ReportModel:
    """The base map is read where the report is made, away from the window, and only where there is a point to show."""
    if model.base_map is not None or point(model.state.facility) is None:
        return model
    from tmfcheck.services.maps import shipped_base_map

    return replace(model, base_map=shipped_base_map())


def _languages(language: str, second_language: str | None, zone: tzinfo | None = None) -> tuple[Texts, Texts | None]:
    """Both voices; a second language equal to the first is left out."""
    second = Texts(second_language, zone) if second_language not in (None, language) else None
    return Texts(language, zone), second


def save_report(out: Path, content: bytes) -> None:
    """Put a finished report in its place, complete or not at all; raises ReportError REPORT_NOT_WRITTEN."""
    try:
        replace_file(out, content)
    except OSError as error:
        raise ReportError("REPORT_NOT_WRITTEN", path=out, reason=error.strerror or str(error)) from error


def notice_bytes(model: ReportModel, language: str) -> bytes:
    """The notice of the open immediate dangers as PDF, in every language, ``language`` first; made at any moment.

    Raises InputError LANGUAGE_UNKNOWN, ReportError NO_DANGER_OPEN.
    """
    from tmfcheck.reports.notice import render_notice

    return render_notice(model, Texts(language))
