"""The immediate-danger notice: what is dangerous, what must happen at once, who received it; in all languages at once.

It is handed over before the report is finished, so it needs nothing but the open danger marks of an assessment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tmfcheck.domain.answer_marks import DANGER_MARK
from tmfcheck.domain.report_model import DangerNotice, ReportModel
from tmfcheck.errors import ReportError
from tmfcheck.i18n import DASH, LANGUAGES, N_, Texts
from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text
from tmfcheck.reports.chapters.summary import danger_deadlines
from tmfcheck.reports.flow import BOXED, HEAD, Row, RowLook
from tmfcheck.reports.paper import Metadata, PageFurniture, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import BODY, HEADING, INK, RULE, SMALL, SMALL_INK, STRONG, STRONG_LINE, TITLE, TextStyle

SHARES = (34, 136)
HANDED_SHARES = (40, 48, 38, 44)
ROOM_TO_SIGN = 24
TITLE_LOOK = RowLook(above=0, below=6, rule=INK, rule_width=STRONG_LINE)
PAIR_LOOK = RowLook(above=2.5, below=2.5, rule=RULE)


def render_notice(model: ReportModel, first: Texts) -> bytes:
    """The notice as PDF (A4, fonts embedded): the language of ``first`` leads, the others stand beneath each text.

    The same model and language give the same bytes. Raises ReportError NO_DANGER_OPEN or FONT_MISSING.
    """
    if not model.dangers:
        raise ReportError("NO_DANGER_OPEN", assessment=model.state.assessment.id)
    voices = (first, *(Texts(language) for language in LANGUAGES if language != first.language))
    rows = [*_heading(model, voices)]
    for number, notice in enumerate(model.dangers, 1):
        rows += _danger(notice, number, voices)
    rows += [*_periods(model, voices), *_handed_over(model, voices)]
    return print_rows([rows], _furniture(model, voices), _metadata(model, first), None)


def _said(voices: Sequence[Texts], say: Callable[[Texts], str]) -> list[str]:
    """What ``say`` makes of each language, without repeating what reads the same."""
    return list(dict.fromkeys(say(texts) for texts in voices))


def _beneath(words: Sequence[str], style: TextStyle) -> tuple[Block, ...]:
    """The leading language in its style, the others smaller and quieter beneath it."""
    first, *rest = words
    return (Text(first, style), *(Text(each, SMALL) for each in rest))


def _label(voices: Sequence[Texts], message: str) -> tuple[Block, ...]:
    return (Text(" · ".join(_said(voices, lambda texts: texts.gettext(message))), SMALL),)


def _heading(model: ReportModel, voices: Sequence[Texts]) -> list[Row]:
    state, texts = model.state, voices[0]
    facility, assessment = state.facility, state.assessment
    title = _said(voices, lambda each: each.gettext("Notice of immediate danger"))
    operator = facility.fact("operator")
    places = _said(voices, lambda each: each.country(facility.country))
    region = [str(word) for word in (facility.fact("district"), facility.fact("region")) if word]
    pairs = [
        (N_("Facility"), facility.name),
        (N_("Place"), ", ".join([*region, " · ".join(places)])),
        (N_("Operator"), str(operator) if operator else DASH),
        (N_("Inspector"), assessment.started_by),
        (N_("Written"), texts.moment(model.made_at)),
    ]
    rows = [
        Row(((Text(title[0], TITLE), Text(" · ".join(title[1:]), HEADING)),), look=TITLE_LOOK),
        *(Row((_label(voices, label), (Text(value, STRONG),)), SHARES, look=PAIR_LOOK) for label, value in pairs),
    ]
    if facility.is_sample:
        said = _said(
            voices, lambda each: each.gettext("Sample: this assessment is an example, its answers are invented.")
        )
        rows.append(Row((_beneath(said, STRONG),), look=RowLook(above=4, below=4)))
    return rows


def _danger(notice: DangerNotice, number: int, voices: Sequence[Texts]) -> list[Row]:
    question, recorded = notice.question, notice.recorded
    texts = voices[0]
    head = Text(f"{number}.  {question.id}", HEADING, lead=DANGER_MARK, indent=15)
    seen = recorded.answer.comment or DASH
    when = f"{texts.moment(recorded.answered_at)}, {recorded.by}"
    parts: list[tuple[Block, ...]] = [
        (head, *_beneath(_said(voices, lambda each: each.pick(question.text)), SMALL_INK)),
        (*_label(voices, N_("What was seen")), Text(seen, BODY), Text(when, SMALL)),
        (*_label(voices, N_("At once")), *_at_once(notice, voices)),
    ]
    last = len(parts) - 1
    return [
        Row(
            (part,),
            look=BOXED,
            keep_with_next=place < last,
            frame_begins=place == 0,
            frame_ends=place == last,
        )
        for place, part in enumerate(parts)
    ]


def _at_once(notice: DangerNotice, voices: Sequence[Texts]) -> tuple[Block, ...]:
    if not notice.at_once:
        said = _said(voices, lambda each: each.gettext("Agree on an interim action on site."))
        return _beneath(said, BODY)
    blocks: list[Block] = []
    for title in notice.at_once:
        first, *rest = _said(voices, lambda each, title=title: each.pick(title))  # type: ignore[misc]
        blocks.append(Text(first, BODY, lead=DASH, indent=12))
        blocks += [Text(each, SMALL, indent=12) for each in rest]
    return tuple(blocks)


def _periods(model: ReportModel, voices: Sequence[Texts]) -> list[Row]:
    """What the method asks for after the notice, in every language."""
    said = _said(voices, lambda texts: danger_deadlines(model, texts))
    return [Row((_beneath(said, SMALL_INK),), look=RowLook(above=6, below=4))]


def _handed_over(model: ReportModel, voices: Sequence[Texts]) -> list[Row]:
    """Who received the notice, when, and signed for it; room for pens."""
    labels = (N_("Handed over to"), N_("Full name, function"), N_("Date and time"), N_("Signature"))
    head = Row(tuple(_label(voices, label) for label in labels), HANDED_SHARES, look=HEAD, keep_with_next=True)
    who = (N_("Responsible person on site"), N_("Emergency authority"), N_("Inspector"))
    rows = [head]
    for place, label in enumerate(who):
        said = _said(voices, lambda each, label=label: each.gettext(label))  # type: ignore[misc]
        name = (Text(model.state.assessment.started_by, STRONG),) if label == "Inspector" else ()
        blank: tuple[Block, ...] = (Drawing(ROOM_TO_SIGN, _nothing),)
        cells = ((*_beneath(said, SMALL_INK),), name, (), blank)
        rows.append(Row(cells, HANDED_SHARES, look=PAIR_LOOK, keep_with_next=place < len(who) - 1))
    return rows


def _nothing(canvas: Canvas, x: float, top: float, width: float) -> None:
    """An empty place to write in."""


def _furniture(model: ReportModel, voices: Sequence[Texts]) -> PageFurniture:
    def page_of(page: int, pages: int) -> str:
        return voices[0].gettext("Page {page} of {pages}").format(page=page, pages=pages)

    texts = voices[0]
    return PageFurniture(
        header_left=one_line(model.state.facility.name),
        header_right=one_line(texts.moment(model.made_at)),
        footer_left=f"TMFCheck {model.program_version}",
        footer_middle="",
        page_of=page_of,
        mark=texts.gettext("SAMPLE") if model.state.facility.is_sample else "",
    )


def _metadata(model: ReportModel, texts: Texts) -> Metadata:
    title = texts.gettext("{facility}: notice of immediate danger").format(facility=model.state.facility.name)
    return Metadata(
        title=one_line(title),
        author=one_line(model.state.assessment.started_by),
        subject=one_line(model.state.assessment.group),
        creator=f"TMFCheck {model.program_version}",
        language=texts.language,
        made_at=model.made_at,
    )
