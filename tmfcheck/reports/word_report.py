"""The report as a Word file: the chapters of the printed one, written into a template whose placeholders it fills."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from functools import partial

from tmfcheck.domain.fingerprints import grouped, short_fingerprint
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.reports.chapter_list import Chapter, chapters_of
from tmfcheck.reports.chapters.summary import danger_box, result_rows
from tmfcheck.reports.elements import section_title
from tmfcheck.reports.flow import Row
from tmfcheck.reports.printable import one_line, printable
from tmfcheck.reports.voice import Voice
from tmfcheck.reports.word_contents import WordContents
from tmfcheck.reports.word_package import tidy
from tmfcheck.reports.word_rows import write_rows
from tmfcheck.reports.word_sheet import Sheet, new_document
from tmfcheck.reports.word_template import Paragraph, WordDocument, fill, open_template
from tmfcheck.wording import CHAPTER_TITLES, LEVELS, msr_words

_MEASURES = ("measures-short", "measures-medium", "measures-long")
_CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "visit": ("visit",),
    "changes": ("changes",),
    "categories": ("categories",),
    "shortfalls": ("shortfalls",),
    "facility_data": ("facility",),
    "hazard": ("hazard",),
    "measures": _MEASURES,
    "answers": ("answers",),
    "plan": ("plan",),
    "photos": ("photos",),
    "documents": ("documents",),
    "evidence": ("evidence",),
    "score_sheet": ("score-sheet",),
    "method": ("method",),
    "signatures": ("signatures",),
}
"""The blocks after page one with the keys of the printed chapters they hold, in printing order."""
HEADINGS: Mapping[str, str] = {
    "dangers": N_("Immediate danger"),
    "summary": N_("Summary"),
    **{name: CHAPTER_TITLES[keys[0]] for name, keys in _CHAPTERS.items()},
    "measures": N_("Measures"),
}
UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's own time has no zone
"""The time a template bears, since it has none of its own."""
_Rows = Callable[[], list[Row]]


def template_bytes(texts: Texts) -> bytes:
    """The shipped template as a file an authority can edit: headings in one language, every placeholder in place."""
    document = _plain_template(Voice(texts), HEADINGS, names_inspector=True, has_fingerprint=True)
    tidy(document, is_own=True)
    properties = document.core_properties
    properties.author, properties.comments, properties.language = "TMFCheck", "", texts.language
    properties.created = properties.modified = UNDATED
    return _saved(document)


def render_word(
    model: ReportModel,
    texts: Texts,
    second: Texts | None = None,
    *,
    pictures: Mapping[str, bytes] | None = None,
    template: bytes | None = None,
) -> bytes:
    """The report (DOCX) in one language or two; ``pictures`` are JPEG copies by the id of their evidence, as seen.

    It holds what the printed report holds for the same readers. Raises ReportError for a template that cannot be used,
    see ``open_template``.
    """
    voice, model = Voice(texts, second), model.for_audience()
    parts = _parts(model, voice)
    if template is None:
        # The page with the signatures tells the fingerprint they stand for.
        document = _plain_template(
            voice,
            parts,
            names_inspector=bool(model.state.assessment.started_by),
            has_fingerprint="signatures" not in parts,
        )
    else:
        document = open_template(template)
    sheet = Sheet(document)

    def write(rows: _Rows, place: Paragraph) -> None:
        write_rows(sheet, rows(), place, pictures or {})

    table = WordContents(document)
    writers = {name: partial(write, parts[name]) if name in parts else None for name in HEADINGS}
    fill(document, _fields(model, voice), {**writers, "contents": table.reserve})
    table.write()
    tidy(document, is_own=template is None)
    _describe(document, model, texts)
    return _saved(document)


def _parts(model: ReportModel, voice: Voice) -> dict[str, _Rows]:
    """What this report holds, by the block it stands in; a block that is not here has nothing to say."""
    there = {chapter.key: chapter for chapter in chapters_of(model)}
    parts: dict[str, _Rows] = {
        "dangers": lambda: danger_box(model, voice),
        "summary": lambda: result_rows(model, voice),
    }
    for name, keys in _CHAPTERS.items():
        held = [there[key] for key in keys if key in there]

        def rows(held: list[Chapter] = held, *, is_titled: bool = len(keys) > 1) -> list[Row]:
            titled = ([section_title(voice.gettext(each.title))] if is_titled else [] for each in held)
            return [
                row for each, title in zip(held, titled, strict=True) for row in (*title, *each.write(model, voice))
            ]

        if held:
            parts[name] = rows
    return parts


def _describe(document: WordDocument, model: ReportModel, texts: Texts) -> None:
    """What the file says of itself: as the printed report does, and nothing that an earlier file said."""
    properties, program = document.core_properties, f"TMFCheck {model.program_version}"
    title = texts.gettext("{facility}: inspection report").format(facility=model.state.facility.name)
    # No property holds more than 255 letters.
    properties.title = one_line(title)[:255]
    properties.author = one_line(model.state.assessment.started_by)[:255] or "TMFCheck"
    properties.last_modified_by = program
    properties.subject = one_line(f"{texts.pick(model.state.pack.title)}, {model.state.pack.edition}")[:255]
    properties.comments = properties.keywords = properties.category = properties.content_status = ""
    properties.revision = 1
    properties.language = texts.language
    properties.created = properties.modified = model.made_at.astimezone(UTC).replace(tzinfo=None)


def _saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain_template(
    voice: Voice, held: Collection[str], *, names_inspector: bool, has_fingerprint: bool
) -> WordDocument:
    """Headings and placeholders of the ``held`` blocks in the order of the printed report."""
    document = new_document(voice.texts.language)
    document.add_paragraph("{{facility}}", style="Title")
    document.add_paragraph("{{country}} · {{checklist}}")
    for name, heading in HEADINGS.items():
        if name not in held:
            continue
        title = document.add_paragraph(voice.gettext(heading).in_one_line, style="Heading 1")
        title.paragraph_format.page_break_before = name == "signatures"
        document.add_paragraph(f"{{{{{name}}}}}")
        if name == "summary":
            document.add_paragraph(voice.gettext("Contents").in_one_line, style="TOC Heading")
            document.add_paragraph("{{contents}}")
        if name == "method" and has_fingerprint:
            document.add_paragraph(f"{voice.gettext('Content fingerprint').in_one_line}: {{{{fingerprint}}}}")
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{facility}} · {{inspector}}" if names_inspector else "{{facility}}"
    foot = section.footer.paragraphs[0]
    foot.text = "{{program}} · {{short_fingerprint}} · "
    Sheet(document).add_page_numbers(foot)
    return document


def _fields(model: ReportModel, voice: Voice) -> dict[str, str]:
    state, texts = model.state, voice.texts
    assessment, score = state.assessment, state.evaluation.overall
    group = next(group for group in state.pack.groups if group.id == assessment.group)
    operator = state.facility.fact("operator")
    level = DASH if score.level is None else voice.gettext(LEVELS[score.level]).in_one_line
    fields = {
        "facility": state.facility.name,
        "country": voice.both(lambda each: each.country(state.facility.country)).in_one_line,
        "operator": DASH if operator is None else str(operator),
        "inspector": assessment.started_by,
        "checklist": f"{group.id} {DASH} {voice.pick(group.title).in_one_line}",
        "started": texts.moment(assessment.started_at),
        "closed": texts.moment(assessment.closed_at)
        if assessment.is_closed
        else voice.gettext("Not closed").in_one_line,
        "state_as_of": texts.moment(model.made_at),
        "level": level,
        "msr": msr_words(score, texts),
        "credibility": texts.percent(score.credibility_percent),
        "evidence_share": texts.percent(score.evidence_percent),
        "fingerprint": grouped(model.content_fingerprint),
        "short_fingerprint": short_fingerprint(model.content_fingerprint),
        "program": f"TMFCheck {model.program_version}",
    }
    return {name: printable(text) for name, text in fields.items()}
