"""The blank checklist on paper: row codes, answer boxes, evidence and room to write, for one group of a pack."""

from __future__ import annotations

from datetime import datetime

from tmfcheck.domain.answer_marks import CRITICAL_MARK, answer_mark
from tmfcheck.domain.pack import Pack, Question, Section
from tmfcheck.i18n import Texts
from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text, marked, spoken
from tmfcheck.reports.elements import chapter_title, pair_row, paragraph, section_title
from tmfcheck.reports.flow import HEAD, LINED, Row
from tmfcheck.reports.paper import Metadata, PageFurniture, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.shapes import draw_mark
from tmfcheck.reports.style import (
    BODY,
    HAIRLINE,
    INK,
    QUIET,
    RULE,
    SMALL,
    SMALL_INK,
    STRONG,
    TITLE,
)
from tmfcheck.reports.typefaces import REGULAR
from tmfcheck.reports.voice import Voice, as_given

SHARES = (20, 96, 54)
BOX, STEP = 15.0, 25.0
NOTE_LINES, NOTE_STEP = 2, 17.0
HEADING_LINES = ("facility", "date", "people", "weather")


def render_checklist(
    pack: Pack, group: str, made_at: datetime, texts: Texts, second: Texts | None = None, *, fingerprint: str = ""
) -> bytes:
    """The blank checklist of a group as PDF (A4, fonts embedded).

    Row codes are the questions' ids, the boxes carry the digits that give the same answers on the screen; ``second``
    stands beneath each text. The same pack, group, languages and ``made_at`` (aware) give the same bytes.
    Raises ReportError FONT_MISSING.
    """
    voice = Voice(texts, second)
    rows = [*_opening(pack, group, voice), *_legend(pack, voice)]
    for number, subgroup in enumerate((each for each in pack.subgroups if each.group == group), start=1):
        rows.append(chapter_title(str(number), voice.pick(subgroup.title), f"part-{subgroup.id}"))
        for section in pack.sections_of(group):
            if section.subgroup == subgroup.id:
                rows += _section(pack, group, section, voice)
    return print_rows([rows], _furniture(pack, group, voice, fingerprint), _metadata(pack, group, voice, made_at), None)


def _opening(pack: Pack, group: str, voice: Voice) -> list[Row]:
    title = next(each.title for each in pack.groups if each.id == group)
    labels = {
        "facility": voice.gettext("Facility"),
        "date": voice.gettext("Date"),
        "people": voice.gettext("Present"),
        "weather": voice.gettext("Weather"),
    }
    head = Row((spoken(voice.pick(title), TITLE),))
    lines = [pair_row(labels[name], as_given(" "), look=LINED) for name in HEADING_LINES]
    guide = voice.gettext(
        "Cross one box for each question. Unknown and not applicable need a reason; a negative answer needs a note."
        " Mark what endangers people at once with ▲▲ and report it before you leave."
    )
    return [head, paragraph(voice.pick(pack.title), SMALL), *lines, paragraph(guide, SMALL_INK)]


def _legend(pack: Pack, voice: Voice) -> list[Row]:
    """Each answer with its digit, shape and word, and the letters of the evidence."""
    cells = tuple(
        (*marked(voice.pick(option.label), answer_mark(option.id), SMALL_INK), Text(str(number), STRONG))
        for number, option in enumerate(pack.answers, start=1)
    )
    bases = voice.both(
        lambda texts: " · ".join(f"{_letter(n)} {texts.pick(b.label)}" for n, b in enumerate(pack.bases))
    )
    basis = voice.gettext("Basis")
    return [Row(cells, (1,) * len(cells), look=HEAD), pair_row(basis, bases)]


def _letter(number: int) -> str:
    return chr(ord("a") + number)


def _section(pack: Pack, group: str, section: Section, voice: Voice) -> list[Row]:
    questions = [question for question in pack.questions_of(group) if question.section == section.id]
    if not questions:
        return []
    title = voice.pick(section.title)
    return [section_title(title, f"section-{section.id}"), *(_line(pack, question, voice) for question in questions)]


def _line(pack: Pack, question: Question, voice: Voice) -> Row:
    code: tuple[Block, ...] = (Text(question.id, STRONG),)
    if question.critical is not None:
        code = (*code, *marked(voice.gettext("critical"), CRITICAL_MARK, SMALL_INK))
    notes = Drawing(NOTE_LINES * NOTE_STEP, _paint_lines, before=2)
    boxes = Drawing(BOX + 30, lambda canvas, x, top, _width: _paint_boxes(canvas, x, top, pack), before=0)
    return Row((code, (*spoken(voice.pick(question.text), BODY), notes), (boxes,)), SHARES, look=LINED)


def _paint_boxes(canvas: Canvas, x: float, top: float, pack: Pack) -> None:
    """Six boxes with shape and digit, and beneath them the letters of the evidence."""
    for position, option in enumerate(pack.answers):
        left = x + position * STEP
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(2 * HAIRLINE)
        canvas.rect(left, top - BOX, BOX, BOX, stroke=1, fill=0)
        draw_mark(canvas, answer_mark(option.id), (left, top - BOX - 9), 6.5, QUIET)
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, 7.5)
        canvas.drawString(left + 9, top - BOX - 8.5, str(position + 1))
    for position in range(len(pack.bases)):
        left = x + position * STEP
        canvas.circle(left + 3.5, top - BOX - 22, 3.5, stroke=1, fill=0)
        canvas.drawString(left + 10, top - BOX - 24.5, _letter(position))


def _paint_lines(canvas: Canvas, x: float, top: float, width: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIRLINE)
    for number in range(1, NOTE_LINES + 1):
        canvas.line(x, top - number * NOTE_STEP, x + width, top - number * NOTE_STEP)


def _furniture(pack: Pack, group: str, voice: Voice, fingerprint: str) -> PageFurniture:
    def page_of(page: int, pages: int) -> str:
        words = voice.both(lambda each: each.gettext("Page {page} of {pages}").format(page=page, pages=pages))
        return words.in_one_line

    title = next(each.title for each in pack.groups if each.id == group)
    return PageFurniture(
        header_left=one_line(voice.pick(title).in_one_line),
        header_right=f"{pack.id} {pack.edition}",
        footer_left=f"SHA-256 {fingerprint[:12]}" if fingerprint else "",
        footer_middle="",
        page_of=page_of,
    )


def _metadata(pack: Pack, group: str, voice: Voice, made_at: datetime) -> Metadata:
    title = next(each.title for each in pack.groups if each.id == group)
    return Metadata(
        title=one_line(voice.pick(title).first),
        author="TMFCheck",
        subject=f"{pack.id} {pack.edition}",
        creator="TMFCheck",
        language=voice.texts.language,
        made_at=made_at,
    )
