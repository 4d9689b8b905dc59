"""The printed report: a report model in one or two languages becomes the bytes of a PDF; the door of the print room."""

from __future__ import annotations

from collections.abc import Callable

from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.chapter_list import chapters_of
from tmfcheck.reports.chapters.signatures import digital_foot
from tmfcheck.reports.chapters.summary import summary
from tmfcheck.reports.contents import ContentsEntry, contents
from tmfcheck.reports.elements import chapter_title
from tmfcheck.reports.flow import Row
from tmfcheck.reports.paper import Metadata, PageFurniture, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.stamp import COLUMNS, ROWS
from tmfcheck.reports.voice import Voice, Words


def render_pdf(
    model: ReportModel,
    texts: Texts,
    second: Texts | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The report as PDF (A4, fonts embedded) in the language of ``texts``, with ``second`` beneath each text.

    The same model and languages give the same bytes. ``progress`` hears steps done and steps in all; an exception it
    raises stops the printing. Raises ReportError FONT_MISSING.
    """
    voice, model = Voice(texts, second), model.for_audience()
    parts: list[list[Row]] = [[]]
    entries = []
    for number, chapter in enumerate(chapters_of(model), 1):
        title = voice.gettext(chapter.title)
        entries.append(ContentsEntry(str(number), title, chapter.key))
        if chapter.own_page:
            parts.append([])
        parts[-1] += [chapter_title(str(number), title, chapter.key), *chapter.write(model, voice)]
    parts[0] = [*summary(model, voice), *contents(entries, voice), *parts[0]]
    foot = digital_foot(voice) if stamp_places(model) else None
    return print_rows(parts, _furniture(model, voice), _metadata(model, voice), progress, foot)


def stamp_places(model: ReportModel) -> int:
    """How many visible signatures find room at the foot of the last page: none where nobody is to sign."""
    return COLUMNS * ROWS if any(chapter.key == "signatures" for chapter in chapters_of(model)) else 0


def _furniture(model: ReportModel, voice: Voice) -> PageFurniture:
    assessment, texts = model.state.assessment, voice.texts
    day = texts.date(assessment.started_at.date())
    heading = (
        texts.gettext("Group {group}, {date}, {person}").format(
            group=assessment.group, date=day, person=assessment.started_by
        )
        if assessment.started_by
        else texts.gettext("Group {group}, {date}").format(group=assessment.group, date=day)
    )
    status = voice.gettext("Provisional") if model.is_provisional else Words("")
    mark = voice.gettext("SAMPLE").first if model.state.facility.is_sample else ""

    fingerprint = texts.gettext("content {fingerprint}").format(
        fingerprint=short_fingerprint(model.content_fingerprint)
    )

    def page_of(page: int, pages: int) -> str:
        words = voice.both(lambda each: each.gettext("Page {page} of {pages}").format(page=page, pages=pages))
        return words.in_one_line

    return PageFurniture(
        header_left=one_line(model.state.facility.name),
        header_right=one_line(heading),
        footer_left=f"TMFCheck {model.program_version} · {fingerprint}",
        footer_middle=status.in_one_line,
        page_of=page_of,
        mark=mark,
    )


def _metadata(model: ReportModel, voice: Voice) -> Metadata:
    state = model.state
    subject = voice.both(
        lambda texts: f"{texts.pick(state.pack.title)}, {state.pack.edition}, {state.assessment.group}"
    )
    title = voice.texts.gettext("{facility}: inspection report").format(facility=state.facility.name)
    return Metadata(
        title=one_line(title),
        author=one_line(state.assessment.started_by) or "TMFCheck",
        subject=one_line(subject.first),
        creator=f"TMFCheck {model.program_version}",
        language=voice.texts.language,
        made_at=model.made_at,
    )
