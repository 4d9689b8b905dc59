"""The annex of the hazard list: which facts were assumed, and the standing of every table and figure it rests on."""

from __future__ import annotations

from collections.abc import Collection

from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.hazard_index import TERM_TABLES
from tmfcheck.domain.hazard_list import HazardList
from tmfcheck.domain.pack import Figure, Pack, Table
from tmfcheck.domain.report_model import numbered_sources
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.chapters.method import figure_text
from tmfcheck.reports.elements import column_head, pair_row, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.index_words import TERM_LETTERS, index_figures, index_tables
from tmfcheck.reports.style import BODY, RULE, SMALL_INK, SMALL_STRONG
from tmfcheck.reports.voice import Voice, as_given
from tmfcheck.wording import INDEX_TERMS, standing

ASSUMED_SHARES = (12, 60, 24, 74)
TABLE_SHARES = (94, 28, 34, 14)
LINE_LOOK = RowLook(above=2.5, below=2.5, rule=RULE)


def hazard_method(model: HazardList, voice: Voice) -> list[Row]:
    """The rows of the annex."""
    pack, is_next = model.pack, model.ranked_by == "next"
    return [
        pair_row(voice.gettext("Method pack"), as_given(f"{pack.id}, {pack.edition}"), look=LINE_LOOK),
        pair_row(voice.gettext("Fingerprint of the pack"), as_given(grouped(model.pack_fingerprint)), look=LINE_LOOK),
        *formula_rows(voice),
        *_assumed(model, voice),
        *standing_rows(pack, voice, with_next=is_next),
    ]


def formula_rows(voice: Voice) -> list[Row]:
    """How the indices come about, in two lines."""
    return [
        paragraph(
            voice.gettext(
                "THI = stored volume + toxicity + management + earthquakes + floods + stability + age of the dam; the "
                "basic THI is the first two alone. TEI = people living downstream + receiving water. TRI = THI + TEI."
            ),
            SMALL_INK,
        )
    ]


def _assumed(model: HazardList, voice: Voice) -> list[Row]:
    labels = (
        voice.gettext("Letter"),
        voice.gettext("Fact"),
        voice.gettext("Facilities"),
        voice.gettext("Table"),
    )
    head = column_head(labels, ASSUMED_SHARES, right=(2,))
    title = section_title(voice.gettext("Assumed facts"), "assumed")
    why = paragraph(
        voice.gettext("Where a fact is not known, the worst score of its table counts. So many facilities have it so:"),
        SMALL_INK,
        keep_with_next=True,
    )
    return [title, why, head, *(_assumed_line(term, model, voice, head) for term in TERM_TABLES)]


def _assumed_line(term: str, model: HazardList, voice: Voice, head: Row) -> Row:
    cells: tuple[tuple[Block, ...], ...] = (
        (Text(TERM_LETTERS[term], SMALL_STRONG),),
        spoken(voice.gettext(INDEX_TERMS[term]), BODY),
        (Text(voice.texts.number(model.assumed.get(term, 0)), BODY.aligned("right")),),
        spoken(voice.pick(model.pack.tables[TERM_TABLES[term]].title), SMALL_INK),
    )
    return Row(cells, ASSUMED_SHARES, look=LINE_LOOK, head=head)


def standing_rows(pack: Pack, voice: Voice, *, with_next: bool = False) -> list[Row]:
    """Every table and figure with its standing and its source, then these sources."""
    labels = (
        voice.gettext("Table or figure"),
        voice.gettext("Value"),
        voice.gettext("Standing"),
        voice.gettext("Source"),
    )
    head = column_head(labels, TABLE_SHARES, right=(1,))
    used: list[Table | Figure] = [*index_tables(pack, with_next=with_next), *index_figures(pack, with_next=with_next)]
    lines = [_standing_line(pack, each, voice, head) for each in used]
    title = section_title(voice.gettext("What the indices rest on"), "standing")
    return [title, head, *lines, *_sources(pack, {each.source for each in used}, voice)]


def _standing_line(pack: Pack, each: Table | Figure, voice: Voice, head: Row) -> Row:
    words = voice.both(lambda texts: standing(texts, pack, each.source, verified=each.verified))
    value = voice.both(lambda texts: figure_text(each, texts)) if isinstance(each, Figure) else as_given("")
    number, _ = numbered_sources(pack)[each.source]
    cells = (
        spoken(voice.pick(each.title), SMALL_INK),
        spoken(value, SMALL_INK.aligned("right")),
        spoken(words, SMALL_INK if each.verified else SMALL_STRONG),
        (Text(f"[{number}]", SMALL_INK),),
    )
    return Row(cells, TABLE_SHARES, look=LINE_LOOK, head=head)


def _sources(pack: Pack, used: Collection[str], voice: Voice) -> list[Row]:
    lines = [
        Row(((Text(f"[{number}]", SMALL_INK),), spoken(voice.pick(source.title), SMALL_INK)), (10, 160), look=LINE_LOOK)
        for name, (number, source) in numbered_sources(pack).items()
        if name in used
    ]
    return [section_title(voice.gettext("Sources"), "sources"), *lines]
