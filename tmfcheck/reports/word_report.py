"""The report as a Word file with real headings and tables, made from a template whose placeholders it fills."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

from tmfcheck.domain.evidence import Evidence
from tmfcheck.domain.pack import AnswerOption, Figure, Text, TimeFrame
from tmfcheck.domain.pack import Table as MethodTable
from tmfcheck.domain.report_model import ReportModel, numbered_sources
from tmfcheck.i18n import DASH, LANGUAGES, N_, Texts
from tmfcheck.reports.assessment_tables import (
    Cell,
    Table,
    answers_table,
    categories_table,
    documents_table,
    measures_table,
    summary_table,
)
from tmfcheck.reports.chapter_list import chapters_of, may_hold
from tmfcheck.reports.chapters.method import figure_text, grouped
from tmfcheck.reports.chapters.summary import danger_deadlines, short_fingerprint
from tmfcheck.reports.elements import msr_text
from tmfcheck.reports.printable import printable
from tmfcheck.reports.voice import Voice, Words
from tmfcheck.reports.word_rows import write_rows
from tmfcheck.reports.word_sheet import Sheet, new_document
from tmfcheck.reports.word_template import Paragraph, WordDocument, fill, open_template
from tmfcheck.wording import CHAPTER_TITLES, LEVELS, REVIEW_STATES, standing

_PRINTED: Mapping[str, str] = {
    "visit": "visit",
    "changes": "changes",
    "shortfalls": "shortfalls",
    "facility_data": "facility",
    "hazard": "hazard",
    "evidence": "evidence",
}
"""The blocks that are written as they are printed, with the key of their chapter."""
HEADINGS: Mapping[str, str] = {
    "summary": N_("Summary"),
    "dangers": N_("Immediate danger"),
    "visit": CHAPTER_TITLES["visit"],
    "changes": CHAPTER_TITLES["changes"],
    "categories": N_("Result by category"),
    "shortfalls": CHAPTER_TITLES["shortfalls"],
    "facility_data": CHAPTER_TITLES["facility"],
    "hazard": CHAPTER_TITLES["hazard"],
    "measures": N_("Measures"),
    "answers": N_("All answers"),
    "documents": N_("Register of documents"),
    "photos": N_("Photos"),
    "evidence": CHAPTER_TITLES["evidence"],
    "method": N_("Method annex"),
    "signatures": N_("Signatures and remarks"),
}
_CHAPTERS = ("categories", "answers", "documents", "photos", "signatures")
"""The blocks that are chapters of the printed report too, under the same name, and are for the same readers."""
_ANSWER_COLUMNS, _ANSWER_SHARES = (0, 4, 5, 8), (1.4, 6.4, 2.4, 6.8)
_MEASURE_COLUMNS, _MEASURE_SHARES = (0, 3, 5, 12, 13), (1.6, 6.2, 3.8, 3.0, 2.4)
_CATEGORY_COLUMNS, _CATEGORY_SHARES = (0, 1, 2, 3, 4, 5, 6), (0.9, 4.0, 1.5, 2.6, 2.3, 2.9, 2.8)
_DOCUMENT_COLUMNS, _DOCUMENT_SHARES = (0, 1, 2, 4, 5, 6), (1.0, 6.0, 2.6, 2.4, 2.2, 2.8)


def template_bytes(texts: Texts) -> bytes:
    """The shipped template as a file an authority can edit: headings in one language, every placeholder in place."""
    return _saved(_plain_template(Voice(texts)))


def render_word(
    model: ReportModel,
    texts: Texts,
    second: Texts | None = None,
    *,
    pictures: Mapping[str, bytes] | None = None,
    template: bytes | None = None,
) -> bytes:
    """The report (DOCX) in one language or two; ``pictures`` are JPEG copies by the id of their evidence, as seen.

    Raises ReportError for a template that cannot be used, see ``open_template``.
    """
    voice = Voice(texts, second)
    closed = {name for name in _CHAPTERS if not may_hold(model.options, name)}
    chapters = {chapter.key: chapter for chapter in chapters_of(model)}
    printed = {name: chapters[key] for name, key in _PRINTED.items() if key in chapters}
    silent = closed.union(_PRINTED.keys() - printed.keys())
    document = _plain_template(voice, silent) if template is None else open_template(template)
    sheet = Sheet(document)
    blocks = _Blocks(model, voice, sheet, pictures or {})
    writers = {
        name: blocks.left_out if name in closed else getattr(blocks, name) for name in HEADINGS if name not in _PRINTED
    }
    for name in _PRINTED:
        writers[name] = partial(write_rows, sheet, printed[name].write(model, voice) if name in printed else ())
    fill(document, _fields(model, voice), writers)
    properties = document.core_properties
    properties.title = printable(model.state.facility.name)
    # Not what the library's own blank document says of itself.
    properties.comments = ""
    properties.author = printable(model.state.assessment.started_by)
    properties.language = texts.language
    properties.created = properties.modified = model.made_at.astimezone(UTC).replace(tzinfo=None)
    return _saved(document)


def _saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain_template(voice: Voice, closed: Collection[str] = ()) -> WordDocument:
    """Headings and placeholders in the order of the printed report, without the ``closed`` blocks."""
    document = new_document(voice.texts.language)
    document.add_paragraph("{{facility}}", style="Title")
    document.add_paragraph("{{country}} · {{checklist}}")
    for name, heading in HEADINGS.items():
        if name in closed:
            continue
        title = document.add_paragraph(voice.gettext(heading).in_one_line, style="Heading 1")
        title.paragraph_format.page_break_before = name == "signatures"
        document.add_paragraph(f"{{{{{name}}}}}")
    document.add_paragraph("{{fingerprint}}")
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{facility}} · {{inspector}}"
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
        "msr": msr_text(texts, score),
        "credibility": texts.percent(score.credibility_percent),
        "evidence_share": texts.percent(score.evidence_percent),
        "fingerprint": grouped(model.content_fingerprint),
        "short_fingerprint": short_fingerprint(model.content_fingerprint),
        "program": f"TMFCheck {model.program_version}",
    }
    return {name: printable(text) for name, text in fields.items()}


_Standing = AnswerOption | Figure | TimeFrame | MethodTable
"""What has a source and was verified or not."""


class _Blocks:
    """One method a block; each writes before the paragraph of its placeholder."""

    def __init__(self, model: ReportModel, voice: Voice, sheet: Sheet, pictures: Mapping[str, bytes]) -> None:
        self._model = model
        self._voice = voice
        self._sheet = sheet
        self._pictures = pictures

    def summary(self, place: Paragraph) -> None:
        table = summary_table(self._model, self._voice)
        self._sheet.table(place, None, self._cells(table.rows), (6.0, 11.0))
        words = self._voice.gettext(
            "In Kazakhstan this report replaces neither the statutory checklist nor act of inspection and prescription."
        )
        self._say(place, words)

    def dangers(self, place: Paragraph) -> None:
        if not self._model.dangers:
            self._say(place, self._voice.gettext("No immediate danger is marked."))
            return
        for notice in self._model.dangers:
            question = notice.question
            self._sheet.paragraph(place, f"{question.id}  {_lines(self._voice.pick(question.text))}", "Heading 3")
            self._sheet.paragraph(place, notice.recorded.answer.comment)
            for title in notice.at_once:
                self._sheet.paragraph(place, _lines(self._voice.pick(title)), "List Bullet")
        self._say(place, self._voice.both(lambda texts: danger_deadlines(self._model, texts)))

    def left_out(self, place: Paragraph) -> None:
        self._say(place, self._voice.gettext("This part is left out of this report."))

    def categories(self, place: Paragraph) -> None:
        self._table(place, categories_table(self._model, self._voice), _CATEGORY_COLUMNS, _CATEGORY_SHARES)

    def measures(self, place: Paragraph) -> None:
        table = measures_table(self._model, self._voice)
        frames = list(dict.fromkeys(row[2] for row in table.rows))
        if not frames:
            self._say(place, self._voice.gettext("The answers call for no measure."))
        for frame in frames:
            self._sheet.paragraph(place, str(frame), "Heading 2")
            rows = tuple(row for row in table.rows if row[2] == frame)
            part = Table(table.key, str(frame), table.columns, rows)
            self._table(place, part, _MEASURE_COLUMNS, _MEASURE_SHARES)

    def answers(self, place: Paragraph) -> None:
        table = answers_table(self._model, self._voice)
        rows = {str(row[0]): row for row in table.rows}
        for section in self._model.answer_sections:
            title = self._voice.pick(section.section.title)
            self._sheet.paragraph(place, f"{section.subgroup.id}  {title.in_one_line}", "Heading 2")
            found = tuple(self._with_findings(rows[question.id]) for question in section.questions)
            part = Table(table.key, title.first, table.columns, found)
            self._table(place, part, _ANSWER_COLUMNS, _ANSWER_SHARES)

    def _with_findings(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Answer with its danger mark, basis and reason in one cell, comment and documents in another."""
        danger = _lines(self._voice.gettext("Immediate danger")) if row[11] else ""
        answer = "\n".join(str(part) for part in (row[5], danger, row[6], row[7]) if part)
        findings = "\n".join(str(part) for part in (row[8], row[9]) if part)
        return (*row[:5], answer, *row[6:8], findings, *row[9:])

    def documents(self, place: Paragraph) -> None:
        table = documents_table(self._model, self._voice)
        if not table.rows:
            self._say(place, self._voice.gettext("No document is in the register."))
            return
        self._table(place, table, _DOCUMENT_COLUMNS, _DOCUMENT_SHARES)

    def photos(self, place: Paragraph) -> None:
        shown = [item for item in self._model.state.evidence_in_order if item.is_photo and item.id in self._pictures]
        if not shown:
            self._say(place, self._voice.gettext("The report shows no photos."))
            return
        self._sheet.picture_table(place, [(self._pictures[item.id], self._caption(item)) for item in shown])

    def _caption(self, item: Evidence) -> str:
        number = self._model.state.evidence_numbers[item.id]
        texts = self._voice.texts
        taken = "" if item.taken_at is None else texts.moment(item.taken_at)
        return " · ".join(part for part in (str(number), item.question_id, item.caption, taken) if part)

    def method(self, place: Paragraph) -> None:
        pack, pick, gettext = self._model.state.pack, self._voice.pick, self._voice.gettext
        self._say(place, pick(pack.description))
        head = [_lines(gettext(word)) for word in (N_("Figure"), N_("Value"), N_("Standing"), N_("Source"))]
        self._sheet.table(place, head, list(self._standings()), (8.2, 2.8, 3.8, 2.2))
        self._sheet.paragraph(place, gettext("Sources").in_one_line, "Heading 2")
        for number, source in numbered_sources(pack).values():
            self._sheet.paragraph(place, f"[{number}] {_lines(pick(source.title))}")
        self._sheet.paragraph(place, gettext("Review of the languages").in_one_line, "Heading 2")
        for language, review in pack.review.items():
            words = f"{LANGUAGES[language]}: {gettext(REVIEW_STATES[review.status]).in_one_line}"
            self._sheet.paragraph(place, f"{words}\n{_lines(pick(review.note))}")

    def _standings(self) -> Iterator[list[str]]:
        """Every value of an answer, figure, time-frame and table with its standing and the number of its source."""
        pack, texts = self._model.state.pack, self._voice.texts
        values: list[tuple[_Standing, Text, str]] = []
        for option in pack.answers:
            values.append((option, option.label, DASH if option.value is None else texts.exact(option.value)))
        values += [(figure, figure.title, figure_text(figure, texts)) for figure in pack.figures.values()]
        for frame in pack.time_frames:
            values.append((frame, frame.title, DASH if frame.months is None else str(frame.months)))
        values += [(table, table.title, str(len(table.rows))) for table in pack.tables.values()]
        numbers = numbered_sources(pack)
        for each, title, value in values:
            words = self._standing(each.source, verified=each.verified)
            yield [_lines(self._voice.pick(title)), value, _lines(words), f"[{numbers[each.source][0]}]"]

    def _standing(self, source: str, *, verified: bool) -> Words:
        return self._voice.both(lambda texts: standing(texts, self._model.state.pack, source, verified=verified))

    def signatures(self, place: Paragraph) -> None:
        gettext = self._voice.gettext
        self._say(
            place,
            gettext(
                "The undersigned confirm that the assessment took place and that they have received this report."
                " A signature is not consent to every finding; remarks stand below."
            ),
        )
        head = [""] + [_lines(gettext(word)) for word in (N_("Full name"), N_("Function"), N_("Signature"), N_("Date"))]
        who = (N_("Inspector"), N_("For the operator"), N_("Further person"), N_("Further person"))
        rows = [[_lines(gettext(word)), "", "", "", ""] for word in who]
        role = 0 if self._model.state.assessment.role.value == "inspector" else 1
        rows[role][1] = self._model.state.assessment.started_by
        self._sheet.table(place, head, rows, (3.4, 4.2, 3.4, 3.8, 2.2), least_height_cm=1.4)
        self._sheet.paragraph(place, gettext("Remarks of the operator").in_one_line, "Heading 2")
        self._sheet.table(place, None, [[""]] * 6, (17.0,), least_height_cm=0.8)
        self._sheet.paragraph(place, gettext("Content fingerprint").in_one_line, "Heading 2")

    def _table(self, place: Paragraph, table: Table, columns: Sequence[int], shares: Sequence[float]) -> None:
        head = [table.columns[index].title for index in columns]
        rows = [[row[index] for index in columns] for row in table.rows]
        self._sheet.table(place, head, self._cells(rows), shares)

    def _cells(self, rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
        return [[_cell(value, self._voice.texts) for value in row] for row in rows]

    def _say(self, place: Paragraph, words: Words) -> None:
        self._sheet.paragraph(place, _lines(words))


def _lines(words: Words) -> str:
    return words.first if words.second is None else f"{words.first}\n{words.second}"


def _cell(value: Cell, texts: Texts) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return texts.moment(value)
        case date():
            return texts.date(value)
        case int() | float():
            return texts.quantity(value)
        case _:
            return value
