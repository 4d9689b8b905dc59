"""The immediate-danger notice: what is dangerous, what must happen at once, who received it; in all languages at once.

It is handed over before the report is finished, so it needs nothing but the open danger marks of an assessment. It is
always one page: the more there is to say, the smaller the type, then the shorter the texts; what is left out is marked
and named, with the place where it stands in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmfcheck.domain.answer_marks import DANGER_MARK
from tmfcheck.domain.report_model import DangerNotice, ReportModel
from tmfcheck.errors import ReportError
from tmfcheck.i18n import DASH, LANGUAGES, N_, Texts
from tmfcheck.reports.blocks import Block, Canvas, Drawing, Text
from tmfcheck.reports.chapters.summary import danger_deadlines, shortened
from tmfcheck.reports.flow import BOXED, HEAD, LINED, Row, RowLook
from tmfcheck.reports.paper import Metadata, PageFurniture, fitted, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import (
    BODY,
    GUTTER,
    HEADING,
    INK,
    RULE,
    SMALL,
    SMALL_INK,
    STRONG,
    STRONG_LINE,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    TITLE,
    TextStyle,
)

SHARES = (42, 128)
HANDED_SHARES = (40, 48, 38, 44)
TIGHT_HANDED_SHARES = (62, 42, 32, 34)
NUMBER_SHARE, SAID_SHARE = 16, 51
ROOM_TO_SIGN = 24
TITLE_LOOK = RowLook(above=0, below=6, rule=INK, rule_width=STRONG_LINE)
PAIR_LOOK = RowLook(above=2.5, below=2.5, rule=RULE)
TIGHT_PAIR_LOOK = replace(PAIR_LOOK, above=1, below=1)
REST_LOOK = replace(LINED, above=0.5, below=1)


@dataclass(frozen=True, slots=True)
class Room:
    """How large the type is, how many letters of comments, texts and names are shown, how many measures of a danger.

    None is all of them; where anything is cut, what was seen and what must happen stand side by side.
    """

    scale: float
    comment: int | None = None
    text: int | None = None
    name: int | None = None
    measures: int | None = None

    @property
    def is_tight(self) -> bool:
        """Whether texts are cut."""
        return self.comment is not None


SMALLEST = 0.84
"""Of the usual type: 6.3 points for what stands beneath, 7.6 for the text; smaller cannot be read on a dam."""
ROOMS = (
    Room(1),
    Room(0.92),
    Room(SMALLEST),
    *(Room(SMALLEST, comment, 300, 90) for comment in (1500, 1000, 700, 500, 350, 240)),
    Room(SMALLEST, 160, 160, 60, 3),
    Room(SMALLEST, 110, 110, 40, 1),
)
"""Tried in turn until everything stands on one page; where not even the last will do, some dangers are named only."""
MOST_DESCRIBED, MOST_NAMED = 12, 50
"""More dangers have no room on a page, however little is said of each."""


def render_notice(model: ReportModel, first: Texts) -> bytes:
    """The notice as PDF (A4, fonts embedded): the language of ``first`` leads, the others stand beneath each text.

    Always one page. The same model and language give the same bytes. Raises ReportError NO_DANGER_OPEN or FONT_MISSING.
    """
    if not model.dangers:
        raise ReportError("NO_DANGER_OPEN", assessment=model.state.assessment.id)
    voices = (first, *(Texts(language) for language in LANGUAGES if language != first.language))
    rows = next(rows for rows in _tried(model, voices) if sum(row.height for row in rows) <= TEXT_HEIGHT)
    return print_rows([rows], _furniture(model, voices), _metadata(model, first), None)


def _tried(model: ReportModel, voices: Sequence[Texts]) -> Iterator[list[Row]]:
    """The page with less and less on it; the last one always fits, since it only counts and numbers the dangers."""
    count = len(model.dangers)
    if count <= MOST_DESCRIBED:
        for room in ROOMS:
            yield _Page(model, voices, room).rows(count)
    tightest = _Page(model, voices, ROOMS[-1])
    for names_rest in (True, False) if count <= MOST_NAMED else (False,):
        for shown in range(min(count - 1, MOST_DESCRIBED), -1, -1):
            yield tightest.rows(shown, names_rest=names_rest)


def _said(voices: Sequence[Texts], say: Callable[[Texts], str]) -> list[str]:
    """What ``say`` makes of each language, without repeating what reads the same."""
    return list(dict.fromkeys(say(texts) for texts in voices))


@dataclass(frozen=True)
class _Page:
    """The page in one room."""

    model: ReportModel
    voices: Sequence[Texts]
    room: Room

    def rows(self, shown: int, *, names_rest: bool = True) -> list[Row]:
        """Everything with the first ``shown`` dangers in full; the rest by question, or only counted."""
        rows = [*self._heading(shown)]
        for number, notice in enumerate(self.model.dangers[:shown], 1):
            rows += self._danger(notice, number)
        if shown < len(self.model.dangers):
            rows += self._rest(shown, names_rest=names_rest)
        return [*rows, *self._periods(), *self._handed_over()]

    # ------------------------------------------------------------- type and cuts

    def _style(self, style: TextStyle) -> TextStyle:
        return style._replace(size=style.size * self.room.scale, leading=style.leading * self.room.scale)

    def _look(self, look: RowLook) -> RowLook:
        return replace(look, above=look.above * self.room.scale, below=look.below * self.room.scale)

    def _cut(self, text: str, length: int | None) -> str:
        return text if length is None else shortened(text, length)

    def _beneath(self, words: Sequence[str], style: TextStyle) -> tuple[Block, ...]:
        """The leading language in its style, the others smaller and quieter beneath it."""
        first, *rest = words
        small = self._style(SMALL)
        return (Text(first, self._style(style)), *(Text(each, small) for each in rest))

    def _label(self, message: str) -> tuple[Block, ...]:
        words = " · ".join(_said(self.voices, lambda texts: texts.gettext(message)))
        return (Text(words, self._style(SMALL)),)

    # ----------------------------------------------------------------- the parts

    def _heading(self, shown: int) -> list[Row]:
        facility = self.model.state.facility
        title = _said(self.voices, lambda each: each.gettext("Notice of immediate danger"))
        heading = (Text(title[0], self._style(TITLE)), Text(" · ".join(title[1:]), self._style(HEADING)))
        rows = [Row((heading,), look=self._look(TITLE_LOOK)), *map(self._pair, self._pairs())]
        if facility.is_sample:
            said = _said(
                self.voices,
                lambda each: each.gettext("Sample: this assessment is an example, its answers are invented."),
            )
            rows.append(Row((self._beneath(said, STRONG),), look=self._look(RowLook(above=4, below=4))))
        if self.room.is_tight or shown < len(self.model.dangers):
            said = _said(self.voices, self._shortening)
            rows.append(Row((self._beneath(said, SMALL_INK),), look=self._look(RowLook(above=4, below=4))))
        return rows

    def _pairs(self) -> list[tuple[str, str]]:
        state = self.model.state
        facility = state.facility
        operator = facility.fact("operator")
        places = _said(self.voices, lambda each: each.country(facility.country))
        region = [str(word) for word in (facility.fact("district"), facility.fact("region")) if word]
        return [
            (N_("Facility"), facility.name),
            (N_("Place"), ", ".join([*region, " · ".join(places)])),
            (N_("Operator"), str(operator) if operator else DASH),
            (N_("Inspector"), state.assessment.started_by),
            (N_("Written"), self.voices[0].moment(self.model.made_at)),
        ]

    def _pair(self, pair: tuple[str, str]) -> Row:
        label, value = pair
        shown = Text(self._cut(value, self.room.text), self._style(STRONG))
        look = TIGHT_PAIR_LOOK if self.room.is_tight else self._look(PAIR_LOOK)
        return Row((self._label(label), (shown,)), SHARES, look=look)

    def _shortening(self, texts: Texts) -> str:
        """How many dangers there are, that this page is shortened, and where the whole stands."""
        number = len(self.model.dangers)
        count = texts.ngettext(
            "{number} immediate danger is open", "{number} immediate dangers are open", number
        ).format(number=number)
        where = texts.gettext("Shortened: what “…” stands for is in the report, under the same question.")
        return f"{count}. {where}"

    def _danger(self, notice: DangerNotice, number: int) -> list[Row]:
        question, recorded = notice.question, notice.recorded
        texts, room = self.voices[0], self.room
        head = Text(f"{number}.  {question.id}", self._style(HEADING), lead=DANGER_MARK, indent=15)
        asked = _said(self.voices, lambda each: self._cut(each.pick(question.text), room.text))
        seen = self._cut(recorded.answer.comment or DASH, room.comment)
        when = f"{texts.moment(recorded.answered_at)}, {self._cut(recorded.by, room.name)}"
        first = (head, *self._beneath(asked, SMALL_INK))
        if room.is_tight:
            head = Text(f"{number}.  {question.id}  {asked[0]}", self._style(STRONG), lead=DANGER_MARK, indent=15)
            first = (head, *(Text(each, self._style(SMALL), indent=15) for each in asked[1:]))
        what = (*self._label(N_("What was seen")), Text(seen, self._style(BODY)), Text(when, self._style(SMALL)))
        at_once = (*self._label(N_("At once")), *self._at_once(notice))
        parts = [(first,), (what, at_once)] if room.is_tight else [(first,), (what,), (at_once,)]
        last = len(parts) - 1
        return [
            Row(
                part,
                (1,) * len(part),
                look=self._look(BOXED),
                keep_with_next=place < last,
                frame_begins=place == 0,
                frame_ends=place == last,
            )
            for place, part in enumerate(parts)
        ]

    def _at_once(self, notice: DangerNotice) -> tuple[Block, ...]:
        if not notice.at_once:
            said = _said(self.voices, lambda each: each.gettext("Agree on an interim action on site."))
            return self._beneath(said, BODY)
        blocks: list[Block] = []
        body, small = self._style(BODY), self._style(SMALL)
        for title in notice.at_once[: self.room.measures]:
            first, *rest = _said(self.voices, lambda each, title=title: self._cut(each.pick(title), self.room.text))  # type: ignore[misc]
            blocks.append(Text(first, body, lead=DASH, indent=12))
            blocks += [Text(each, small, indent=12) for each in rest]
        if self.room.measures is not None and len(notice.at_once) > self.room.measures:
            blocks.append(Text("…", body, indent=12))
        return tuple(blocks)

    def _rest(self, shown: int, *, names_rest: bool) -> list[Row]:
        """The dangers there is no room to describe: each on one line in every language, or how many there are."""
        rest = self.model.dangers[shown:]

        def more(texts: Texts) -> str:
            if not shown:
                return texts.gettext("What was seen stands in the report:")
            return texts.ngettext(
                "{number} more immediate danger; what was seen stands in the report:",
                "{number} more immediate dangers; what was seen stands in the report:",
                len(rest),
            ).format(number=len(rest))

        head = Row(
            (self._beneath(_said(self.voices, more), STRONG),),
            look=self._look(RowLook(above=6, below=2)),
            keep_with_next=True,
        )
        if names_rest:
            return [head, *map(self._named, rest)]
        names = shortened(", ".join(notice.question.id for notice in rest), 1200)
        return [head, Row(((Text(names, self._style(SMALL_INK)),),), look=self._look(REST_LOOK))]

    def _named(self, notice: DangerNotice) -> Row:
        said = _said(self.voices, lambda each: one_line(each.pick(notice.question.text)))
        shares = (NUMBER_SHARE, *(SAID_SHARE * len(self.voices) / len(said),) * len(said))
        style = self._style(SMALL_INK)
        widths = [TEXT_WIDTH * share / sum(shares) - GUTTER for share in shares]
        cells = [notice.question.id, *said]
        shown = tuple(
            (Text(fitted(one_line(each), style, wide), style),) for each, wide in zip(cells, widths, strict=True)
        )
        return Row(shown, shares, look=self._look(REST_LOOK))

    def _periods(self) -> list[Row]:
        """What the method asks for after the notice, in every language."""
        said = _said(self.voices, lambda texts: danger_deadlines(self.model, texts))
        return [Row((self._beneath(said, SMALL_INK),), look=self._look(RowLook(above=6, below=4)))]

    def _handed_over(self) -> list[Row]:
        """Who received the notice, when, and signed for it; room for pens."""
        labels = (N_("Handed over to"), N_("Full name, function"), N_("Date and time"), N_("Signature"))
        shares = TIGHT_HANDED_SHARES if self.room.is_tight else HANDED_SHARES
        head = Row(tuple(map(self._label, labels)), shares, look=HEAD, keep_with_next=True)
        who = (N_("Responsible person on site"), N_("Emergency authority"), N_("Inspector"))
        inspector = self._cut(self.model.state.assessment.started_by, self.room.name)
        rows = [head]
        for place, label in enumerate(who):
            said = _said(self.voices, lambda each, label=label: each.gettext(label))  # type: ignore[misc]
            name = (Text(inspector, self._style(STRONG)),) if label == "Inspector" else ()
            blank: tuple[Block, ...] = (Drawing(ROOM_TO_SIGN, _nothing),)
            cells = ((*self._beneath(said, SMALL_INK),), name, (), blank)
            look = self._look(PAIR_LOOK)
            rows.append(Row(cells, shares, look=look, keep_with_next=place < len(who) - 1))
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
