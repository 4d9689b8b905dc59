"""One facility on one page: its facts, its indices with their terms, where it lies, and what is questioned about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.geography import BaseMap
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import Texts
from tmfcheck.reports.blocks import Block, Text, run_in, spoken
from tmfcheck.reports.elements import paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.index_rows import (
    figure_row,
    location_rows,
    no_volume_row,
    reading_row,
    standing_pairs,
    term_rows,
)
from tmfcheck.reports.index_words import shortened
from tmfcheck.reports.paper import Metadata, PageFurniture, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import HEADING, SMALL, SMALL_INK, TEXT_HEIGHT, TITLE
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import FACTS, fact_text

LONGEST_REGION = 80
TIGHT = RowLook(above=1, below=1)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a long text is shown, in how many columns the facts stand, and how tall the map is (0: none)."""

    fact: int
    notes: int
    columns: int
    map_height: float


ROOMS = (Room(90, 260, 2, 150), Room(60, 200, 3, 120), Room(36, 120, 3, 90), Room(24, 60, 3, 70), Room(20, 0, 3, 0))
"""Tried in turn until everything stands on one page."""


@dataclass(frozen=True)
class FacilitySheet:
    """What the page shows; ``questions`` are sentences in the first language, ``made_at`` is aware."""

    pack: Pack
    scored: ScoredFacility
    questions: tuple[str, ...]
    made_at: datetime
    program_version: str


def render_sheet(model: FacilitySheet, base: BaseMap | None, texts: Texts, second: Texts | None = None) -> bytes:
    """The sheet as PDF (A4, fonts embedded), ``second`` beneath each text; the same model gives the same bytes.

    Everything stands on one page: the more there is, the more long texts are shortened, which is marked, and the
    smaller is the map. Two languages may need a second page.
    Raises ReportError FONT_MISSING.
    """
    voice = Voice(texts, second)
    tried = (_rows(model, base, voice, room) for room in ROOMS)
    *_, rows = _until_it_fits(tried)
    return print_rows([rows], _furniture(model, voice), _about(model, voice))


def _until_it_fits(tried: Iterable[list[Row]]) -> Iterator[list[Row]]:
    for rows in tried:
        yield rows
        if sum(row.height for row in rows) <= TEXT_HEIGHT:
            return


def _rows(model: FacilitySheet, base: BaseMap | None, voice: Voice, room: Room) -> list[Row]:
    scored, questions = model.scored, model.questions
    return [
        *_head(scored, voice),
        *_facts(scored, voice, room),
        Row((spoken(voice.gettext("Hazard and risk"), HEADING),), look=RowLook(above=6, below=1), keep_with_next=True),
        *no_volume_row(scored, voice),
        figure_row(scored, voice),
        *term_rows(scored, model.pack, voice),
        *standing_pairs(scored, voice),
        reading_row(voice),
        *location_rows(scored, base, voice, room.map_height),
        *_questions(questions, voice),
    ]


def _head(scored: ScoredFacility, voice: Voice) -> list[Row]:
    facility = scored.facility
    place = voice.both(
        lambda texts: ", ".join(
            filter(
                None,
                (
                    texts.country(facility.country),
                    shortened(one_line(str(facility.fact("region") or "")), LONGEST_REGION),
                ),
            )
        )
    )
    return [Row(((Text(one_line(facility.name), TITLE), *spoken(place, SMALL_INK)),), look=RowLook(above=0, below=4))]


def _facts(scored: ScoredFacility, voice: Voice, room: Room) -> list[Row]:
    """Every known fact in columns, then the notes."""
    facts = scored.facility.facts
    known = [name for name in FACT_DEFINITIONS if name in facts and name != "region"]
    cells = [_fact(name, scored, voice, room.fact) for name in known]
    each = max(1, -(-len(cells) // room.columns))
    columns = [_stacked(cells[start : start + each]) for start in range(0, len(cells), each)]
    rows = [Row(tuple(columns), (1,) * len(columns), look=TIGHT)] if columns else []
    if not rows:
        rows.append(paragraph(voice.gettext("No facts on the facility were given."), SMALL))
    notes = shortened(one_line(scored.facility.notes), room.notes)
    return [*rows, paragraph(as_given(notes), SMALL)] if notes else rows


def _stacked(cells: Sequence[tuple[Block, ...]]) -> tuple[Block, ...]:
    return tuple(block for cell in cells for block in cell)


def _fact(name: str, scored: ScoredFacility, voice: Voice, longest: int) -> tuple[Block, ...]:
    definition, known = FACT_DEFINITIONS[name], scored.facility.facts[name]
    value = voice.both(lambda texts: shortened(one_line(fact_text(texts, definition, known.value)), longest))
    return run_in(voice.gettext(FACTS[name]), value)


def _questions(questions: Sequence[str], voice: Voice) -> list[Row]:
    if not questions:
        return []
    title = section_title(voice.gettext("What is questioned"))
    return [title, *(paragraph(as_given(f"? {question}"), SMALL_INK) for question in questions)]


def _furniture(model: FacilitySheet, voice: Voice) -> PageFurniture:
    def page_of(page: int, pages: int) -> str:
        words = voice.both(lambda each: each.gettext("Page {page} of {pages}").format(page=page, pages=pages))
        return words.in_one_line

    return PageFurniture(
        header_left=one_line(voice.gettext("Facility sheet").in_one_line),
        header_right=voice.texts.moment(model.made_at),
        footer_left=f"TMFCheck {model.program_version} · {model.pack.id} {model.pack.edition}",
        footer_middle=voice.gettext("Indices not verified").first,
        page_of=page_of,
        mark=voice.gettext("SAMPLE").first if model.scored.facility.is_sample else "",
    )


def _about(model: FacilitySheet, voice: Voice) -> Metadata:
    title: Words = voice.gettext("Facility sheet")
    return Metadata(
        title=one_line(f"{model.scored.facility.name}: {title.first}"),
        author="TMFCheck",
        subject=f"{model.pack.id} {model.pack.edition}",
        creator=f"TMFCheck {model.program_version}",
        language=voice.texts.language,
        made_at=model.made_at,
    )
