"""Page one: which facility, who, when, what level, and what must happen at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmfcheck.domain.answer_marks import DANGER_MARK
from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.domain.measures import Decision, Urgency, measure_title
from tmfcheck.domain.pack import Term
from tmfcheck.domain.pack import Text as PackText
from tmfcheck.domain.report_model import DangerNotice, RankedMeasure, ReportModel
from tmfcheck.i18n import DASH, Texts
from tmfcheck.reports.blocks import Block, Text, marked, run_in, spoken
from tmfcheck.reports.chapters.check import closing_lines, explained_errors
from tmfcheck.reports.chapters.headline import headline
from tmfcheck.reports.chapters.programme import due_words
from tmfcheck.reports.elements import paragraph, section_title
from tmfcheck.reports.flow import BOXED, Bookmark, Row, RowLook
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import (
    ACCENT,
    ASIDE,
    BODY,
    HEADING,
    KICKER,
    LABEL,
    RULE,
    SMALL,
    SMALL_INK,
    STRONG,
    STRONG_LINE,
    TEXT_HEIGHT,
    TITLE,
)
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import ROLES

COMMENT_LENGTH, NAMES_LENGTH = 400, 900
URGENT_MEASURES = 4


@dataclass(frozen=True, slots=True)
class Room:
    """How large the type of page one is, and how much of how many dangers it tells (None: everything)."""

    scale: float = 1
    comment: int = COMMENT_LENGTH
    measures: int | None = None
    dangers: int | None = None

    @property
    def is_cut(self) -> bool:
        """Whether something is left out that stands in full on the next page."""
        return self.measures is not None


SMALLEST = 0.84
"""Of the usual type; smaller is hard to read on paper."""
ROOMS = (
    *(Room(scale) for scale in (1, 0.94, 0.88, SMALLEST)),
    Room(SMALLEST, 200, 3),
    Room(SMALLEST, 120, 1),
    *(Room(SMALLEST, 100, 1, shown) for shown in (4, 3, 2, 1, 0)),
)
"""Tried in turn until page one holds all that belongs on it."""


def summary(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of page one, and those that follow it where it is full.

    Facility, dangers, result, who and when always stand on page one, in one language or two: in smaller type and with
    shortened dangers where they must, which then stand in full on the next page.
    """
    for room in ROOMS:
        rows = [row.scaled(room.scale) for row in _page_one(model, voice, room)]
        if sum(row.height for row in rows) <= TEXT_HEIGHT:
            break
    in_full = [section_title(voice.gettext("Immediate danger")), *danger_box(model, voice)] if room.is_cut else []
    return [*rows, *in_full, *_first_measures(model, voice), *explained_errors(model, voice)]


def _page_one(model: ReportModel, voice: Voice, room: Room) -> list[Row]:
    return [
        *_title(model, voice),
        *_standing_lines(model, voice),
        *danger_box(model, voice, room),
        *_result(model, voice),
    ]


def result_rows(model: ReportModel, voice: Voice) -> list[Row]:
    """Page one without its title and its dangers, for files that have headings of their own for both."""
    return [
        _kind(model, voice),
        *_standing_lines(model, voice),
        *_result(model, voice),
        *_first_measures(model, voice),
        *explained_errors(model, voice),
    ]


def _result(model: ReportModel, voice: Voice) -> list[Row]:
    return [
        *headline(model, voice),
        *_identity(model, voice),
        *closing_lines(model, voice),
        _legal_note(voice),
    ]


def _title(model: ReportModel, voice: Voice) -> list[Row]:
    state = model.state
    name = state.facility.name
    place = voice.both(lambda texts: ", ".join(_place_words(model, texts)))
    bookmark = Bookmark("summary", one_line(voice.gettext("Summary").in_one_line), 0)
    return [
        _kind(model, voice),
        Row((spoken(as_given(name), TITLE),), look=RowLook(above=0, below=0), bookmark=bookmark),
        Row((spoken(place, BODY),), look=RowLook(above=2, below=7, rule=ACCENT, rule_width=STRONG_LINE)),
    ]


def _kind(model: ReportModel, voice: Voice) -> Row:
    """Who assesses whom."""
    return Row((spoken(voice.gettext(ROLES[model.state.assessment.role]), KICKER),), look=RowLook(above=0, below=2))


def _place_words(model: ReportModel, texts: Texts) -> list[str]:
    facility = model.state.facility
    named = [facility.fact(fact) for fact in ("local_name", "district", "region")]
    return [*(str(word) for word in named if word), texts.country(facility.country)]


def _standing_lines(model: ReportModel, voice: Voice) -> list[Row]:
    look = RowLook(above=5, below=5, rule=RULE)
    return [Row((spoken(words, STRONG),), look=look) for words in standing_words(model, voice)]


def standing_words(model: ReportModel, voice: Voice) -> list[Words]:
    """What keeps a report from being a final one on a real facility, for every kind of file."""
    lines = []
    if model.state.facility.is_sample:
        lines.append(voice.gettext("Sample: this assessment is an example, its answers are invented."))
    if not model.state.assessment.is_closed:
        lines.append(voice.gettext("Provisional: the assessment is not closed and can still change."))
    missing = model.state.evaluation.overall.applicable - model.state.evaluation.overall.answered
    if missing:
        lines.append(voice.both(lambda texts: _unanswered(texts, missing)))
    return lines


def _unanswered(texts: Texts, missing: int) -> str:
    return texts.ngettext(
        "Provisional result: {number} question is not answered and counts as unknown.",
        "Provisional result: {number} questions are not answered and count as unknown.",
        missing,
    ).format(number=missing)


def danger_box(model: ReportModel, voice: Voice, room: Room = ROOMS[0]) -> list[Row]:
    """The open immediate dangers in a frame; a sentence where there is none."""
    if not model.dangers:
        return [paragraph(voice.gettext("No immediate danger is marked."))]
    heading = voice.both(
        lambda texts: texts.ngettext(
            "{number} immediate danger is open", "{number} immediate dangers are open", len(model.dangers)
        ).format(number=len(model.dangers))
    )
    contents = [
        marked(heading, DANGER_MARK, HEADING),
        *(_danger(notice, voice, room) for notice in model.dangers[: room.dangers]),
        *_dangers_left_out(model, voice, room),
        spoken(voice.both(lambda texts: danger_deadlines(model, texts)), SMALL_INK),
    ]
    return [
        Row(
            (content,),
            look=BOXED,
            keep_with_next=number == 0,
            frame_begins=number == 0,
            frame_ends=number == len(contents) - 1,
        )
        for number, content in enumerate(contents)
    ]


def _dangers_left_out(model: ReportModel, voice: Voice, room: Room) -> list[tuple[Block, ...]]:
    """The ids of the dangers there is no room for, and where what is left out stands."""
    if not room.is_cut:
        return []
    left = model.dangers[len(model.dangers) if room.dangers is None else room.dangers :]
    names = shortened(", ".join(notice.question.id for notice in left), NAMES_LENGTH)
    said = spoken(voice.gettext("Shortened; in full on the next page."), SMALL_INK, before=3)
    return [(*((Text(f"… {names}", STRONG),) if names else ()), *said)]


def _danger(notice: DangerNotice, voice: Voice, room: Room) -> tuple[Block, ...]:
    question, comment = notice.question, notice.recorded.answer.comment
    text = voice.pick(question.text)
    numbered = Words(f"{question.id}  {text.first}", text.second)
    remark = (Text(shortened(comment, room.comment), BODY, before=2),) if comment else ()
    more: tuple[Block, ...] = (Text("…", BODY),) if len(notice.at_once[: room.measures]) < len(notice.at_once) else ()
    return (*spoken(numbered, STRONG), *remark, *_at_once(notice.at_once[: room.measures], voice), *more)


def _at_once(titles: Sequence[PackText], voice: Voice) -> tuple[Block, ...]:
    if not titles:
        return spoken(voice.gettext("At once: agree on an interim action on site."), BODY, before=3)
    label = spoken(voice.gettext("At once:"), SMALL_INK, before=3)
    return (*label, *(block for title in titles for block in marked(voice.pick(title), DASH, BODY)))


def shortened(text: str, length: int) -> str:
    """The beginning of a long text on one line, with an ellipsis where something is left out."""
    line = one_line(text)
    if len(line) <= length:
        return line
    kept = line[:length].rsplit(" ", 1)[0]
    # A word as long as a line would take almost everything with it.
    return f"{kept if len(kept) > length / 2 else line[:length]} …"


def danger_deadlines(model: ReportModel, texts: Texts) -> str:
    """What the method asks for after an immediate danger was marked."""

    def limit(name: str) -> str:
        return texts.number(model.state.pack.figure(name))

    return texts.gettext(
        "Interim action at once, confirmed within {hours} hours. Review by an engineer within {review} days."
        " Decision on the repair within {decision} days. Closed only on site. It stands above every level. Own rule."
    ).format(
        hours=limit("danger_confirm_hours"),
        review=limit("danger_review_days"),
        decision=limit("danger_decision_days"),
    )


def _identity(model: ReportModel, voice: Voice) -> list[Row]:
    """Who, when, with which checklist: pairs of label and value, two beside each other."""
    state, texts = model.state, voice.texts
    assessment, pack = state.assessment, state.pack
    group = next(group for group in pack.groups if group.id == assessment.group)
    checklist = voice.pick(group.title)
    closed = (
        as_given(", ".join(part for part in (texts.moment(assessment.closed_at), assessment.closed_by) if part))
        if assessment.is_closed
        else voice.gettext("Not closed")
    )
    operator = state.facility.fact("operator")
    pairs: list[tuple[Words, Words]] = [
        (voice.gettext("Operator"), as_given(str(operator) if operator else DASH)),
        (voice.gettext("Checklist"), Words(f"{group.id} – {checklist.first}", checklist.second)),
        (voice.gettext("Assessed by"), as_given(assessment.started_by or DASH)),
        (voice.gettext("Method pack"), _pack_words(voice, model)),
        (voice.gettext("Started"), as_given(texts.moment(assessment.started_at))),
        (voice.gettext("State as of"), as_given(texts.moment_with_zone(model.made_at))),
        (voice.gettext("Closed"), closed),
        (voice.gettext("Content fingerprint"), as_given(short_fingerprint(model.content_fingerprint))),
    ]
    return [_pairs_side_by_side(*pairs[at : at + 2]) for at in range(0, len(pairs), 2)]


def _pack_words(voice: Voice, model: ReportModel) -> Words:
    pack = model.state.pack
    return voice.both(
        lambda texts: texts.gettext("{title}, edition {edition}").format(
            title=texts.pick(pack.title), edition=pack.edition
        )
    )


def _pairs_side_by_side(left: tuple[Words, Words], right: tuple[Words, Words]) -> Row:
    cells = tuple(
        spoken(words, style) for pair in (left, right) for words, style in zip(pair, (LABEL, BODY), strict=True)
    )
    return Row(cells, (24, 54, 27, 65), look=RowLook(above=3.5, below=3.5, rule=RULE))


def _legal_note(voice: Voice) -> Row:
    return paragraph(
        voice.gettext(
            "In Kazakhstan this report replaces neither the statutory checklist nor act of inspection and prescription."
        ),
        SMALL,
    )


def _first_measures(model: ReportModel, voice: Voice) -> list[Row]:
    """The measures a critical question or a danger calls for, the first few of the list."""
    urgent = [
        ranked
        for ranked in model.measure_chapters[Term.SHORT]
        if ranked.item.score is not None
        and ranked.item.score.urgency is not Urgency.OTHER
        and ranked.item.decision.decision is not Decision.REJECTED
    ]
    if not urgent:
        return []
    head = section_title(voice.gettext("Most urgent measures"))
    return [head, *(_first_measure(model, ranked, voice) for ranked in urgent[:URGENT_MEASURES])]


def _first_measure(model: ReportModel, ranked: RankedMeasure, voice: Voice) -> Row:
    title = voice.pick(measure_title(model.state.pack, ranked.item))
    due = run_in(voice.gettext("Due"), due_words(ranked.item, voice), ASIDE)
    look = RowLook(above=2, below=2, rule=RULE)
    return Row(((Text(str(ranked.rank), STRONG),), spoken(title, BODY), due), (8, 117, 45), look=look)
