"""The printed report: a report model in one or two languages becomes the bytes of a PDF; the door of the print room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tmfcheck.domain.pack import Term
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import N_, Texts
from tmfcheck.reports.chapters.answers import answers
from tmfcheck.reports.chapters.categories import categories
from tmfcheck.reports.chapters.facility import facility
from tmfcheck.reports.chapters.method import method
from tmfcheck.reports.chapters.programme import programme_of
from tmfcheck.reports.chapters.score_sheet import score_sheet
from tmfcheck.reports.chapters.shortfalls import shortfalls
from tmfcheck.reports.chapters.signatures import digital_foot, signatures
from tmfcheck.reports.chapters.summary import short_fingerprint, summary
from tmfcheck.reports.contents import ContentsEntry, contents
from tmfcheck.reports.elements import chapter_title
from tmfcheck.reports.flow import Row
from tmfcheck.reports.paper import Metadata, PageFurniture, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.voice import Voice, Words
from tmfcheck.wording import TERMS

Chapter = Callable[[ReportModel, Voice], list[Row]]

CHAPTERS: tuple[tuple[str, str, Chapter], ...] = (
    ("categories", N_("Result by category"), categories),
    ("shortfalls", N_("Critical shortfalls"), shortfalls),
    ("facility", N_("The facility"), facility),
    *((f"measures-{term}", TERMS[term], partial(programme_of, term)) for term in Term),
    ("answers", N_("All answers"), answers),
    ("score-sheet", N_("Score sheet"), score_sheet),
    ("method", N_("Method annex"), method),
    ("signatures", N_("Signatures and remarks"), signatures),
)
"""The chapters after page one: key, title and writer, in printing order; the last stands on a page of its own."""


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
    voice = Voice(texts, second)
    titled = [(key, str(number), voice.gettext(title)) for number, (key, title, _) in enumerate(CHAPTERS, 1)]
    written = [
        [chapter_title(number, title, key), *chapter(model, voice)]
        for (key, number, title), (_, _, chapter) in zip(titled, CHAPTERS, strict=True)
    ]
    entries = [ContentsEntry(number, title, key) for key, number, title in titled]
    opening = [*summary(model, voice), *contents(entries, voice)]
    body = [*opening, *(row for rows in written[:-1] for row in rows)]
    paper = (_furniture(model, voice), _metadata(model, voice))
    return print_rows([body, written[-1]], *paper, progress, digital_foot(voice))


def _furniture(model: ReportModel, voice: Voice) -> PageFurniture:
    assessment, texts = model.state.assessment, voice.texts
    heading = texts.gettext("Group {group}, {date}, {person}").format(
        group=assessment.group, date=texts.date(assessment.started_at.date()), person=assessment.started_by
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
        author=one_line(state.assessment.started_by),
        subject=one_line(subject.first),
        creator=f"TMFCheck {model.program_version}",
        language=voice.texts.language,
        made_at=model.made_at,
    )
