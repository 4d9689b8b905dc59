"""The hazard list on paper: what it is, the ranked facilities, those without a rank, a map and the method annex."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tmfcheck.domain.facility_risk import questioned_inputs
from tmfcheck.domain.geography import BaseMap, Bounds
from tmfcheck.domain.hazard_index import Term
from tmfcheck.domain.hazard_list import HazardList, ListedFacility
from tmfcheck.domain.map_content import CLASSES, ColourBy, MapContent, SymbolClass
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.chapters.hazard_method import hazard_method
from tmfcheck.reports.elements import chapter_title, column_head, pair_row, paragraph
from tmfcheck.reports.flow import LINED, Row, RowLook
from tmfcheck.reports.index_words import (
    TERM_LETTERS,
    border_words,
    class_text,
    index_text,
    interval_text,
    rank_text,
    whc_text,
)
from tmfcheck.reports.map_figure import map_chapter, symbol_cell
from tmfcheck.reports.map_in_flow import around_map
from tmfcheck.reports.paper import Metadata, PageFurniture, print_rows
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import ASIDE, BODY, RULE, SMALL, SMALL_INK, SMALL_STRONG, STRONG, TITLE
from tmfcheck.reports.typefaces import register_typefaces
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import FACTS

SHARES = (15, 5, 62, 23, 22, 24, 28, 24)
FIGURES = (3, 4)
UNRANKED_SHARES = (5, 60, 30, 50, 25)
LINE_LOOK = RowLook(above=3, below=3, rule=RULE)
ORDERS = {
    "tri": N_("tailings risk index (TRI)"),
    "thi": N_("tailings hazard index (THI)"),
    "next": N_("what to inspect next"),
}
_GUIDE = N_(
    "Rank 1 is the highest; beneath a rank stand the best and the worst rank the unknown facts leave open, beneath an "
    "index its lowest and highest value. An unknown fact counts with its worst score; the letters after “assumed” name "
    "such facts and are explained in the annex. The class rests on the people living downstream alone. The tables of "
    "the method could not be read in the original: figures marked “not verified” in the annex may change, and ranks "
    "with them. An exclamation mark stands before effects across a border that are near in time, or whose time is not "
    "known."
)


def render_hazard_list(
    model: HazardList,
    content: MapContent,
    base: BaseMap,
    bounds: Bounds,
    texts: Texts,
    *,
    second: Texts | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The list as PDF (A4, fonts embedded), ``second`` beneath each text; ``content`` and ``bounds`` are the map's.

    The same model and languages give the same bytes. Raises ReportError FONT_MISSING.
    """
    register_typefaces()
    voice = Voice(texts, second)
    ranked, unranked, map_title, method = (
        chapter_title(str(number), voice.gettext(title), key) for number, (key, title) in enumerate(TITLES.items(), 1)
    )
    lists = [ranked, *_ranked(model, voice), unranked, *_unranked(model, voice)]
    rows = around_map(
        [*_opening(model, content, voice), *lists],
        map_chapter(map_title, content, base, bounds, voice),
        [method, *hazard_method(model, voice)],
    )
    return print_rows([rows], _furniture(model, voice), _about(model, voice), progress)


TITLES = {
    "ranked": N_("Ranked facilities"),
    "unranked": N_("Facilities that cannot be ranked"),
    "map": N_("Map"),
    "method": N_("Method annex"),
}


# ------------------------------------------------------------------ page one


def _opening(model: HazardList, content: MapContent, voice: Voice) -> list[Row]:
    order = voice.both(lambda texts: texts.gettext(ORDERS[model.ranked_by]))
    filters = as_given("; ".join(model.filters)) if model.filters else voice.gettext("none, the whole register")
    pairs = (
        (voice.gettext("State as of"), as_given(voice.texts.moment(model.made_at))),
        (voice.gettext("Facilities in the register"), as_given(voice.texts.number(model.total))),
        (voice.gettext("In this list"), as_given(voice.texts.number(len(model.listed)))),
        (voice.gettext("Ranked"), as_given(voice.texts.number(len(model.ranked)))),
        (voice.gettext("Cannot be ranked, no volume known"), as_given(voice.texts.number(len(model.unranked)))),
        (voice.gettext("Without coordinates"), as_given(voice.texts.number(content.without_place))),
        (voice.gettext("Ranked by"), order),
        (voice.gettext("Filter"), filters),
        (voice.gettext("Method pack"), _pack_words(model, voice)),
    )
    return [
        Row((spoken(voice.gettext("Hazard list of tailings management facilities"), TITLE),)),
        *(pair_row(label, value, (55, 115), look=LINED) for label, value in pairs),
        paragraph(voice.gettext(_GUIDE), SMALL_INK),
    ]


def _pack_words(model: HazardList, voice: Voice) -> Words:
    return voice.both(
        lambda texts: texts.gettext("{title}, edition {edition}").format(
            title=texts.pick(model.pack.title), edition=model.pack.edition
        )
    )


# ------------------------------------------------------------------ the list


def _ranked(model: HazardList, voice: Voice) -> list[Row]:
    if not model.ranked:
        return [paragraph(voice.gettext("No facility of this list can be ranked."))]
    labels = (
        voice.gettext("Rank"),
        None,
        voice.gettext("Facility"),
        as_given("TRI"),
        as_given("THI"),
        voice.gettext("Class, WHC"),
        voice.gettext("Border"),
        voice.gettext("Last visit, MSR"),
    )
    head = column_head(labels, SHARES, right=FIGURES)
    return [head, *(_line(each, model, voice, head) for each in model.ranked)]


def _line(each: ListedFacility, model: HazardList, voice: Voice, head: Row) -> Row:
    texts, scored = voice.texts, each.scored.indices
    cells = (
        _rank(each),
        symbol_cell(symbol_of(each, model), STRONG.leading),
        _facility(each, model, voice),
        _index(texts, scored.tri, scored.tri_low, scored.tri_high),
        _index(texts, scored.thi, scored.thi_low, scored.thi_high),
        _class(each, voice),
        _border(each, voice),
        _visit(each, voice),
    )
    return Row(cells, SHARES, look=LINE_LOOK, head=head)


def symbol_of(each: ListedFacility, model: HazardList) -> SymbolClass:
    """The symbol of a facility on the map of this list."""
    by = map_colour(model.ranked_by)
    value = each.scored.indices.thi if by is ColourBy.THI else each.scored.indices.tri
    return next((symbol for symbol in CLASSES[by] if symbol.has(value)), CLASSES[by][-1])


def map_colour(ranked_by: str) -> ColourBy:
    """What the map's symbols tell beside a list in this order."""
    return ColourBy.THI if ranked_by == "thi" else ColourBy.TRI


def _rank(each: ListedFacility) -> tuple[Block, ...]:
    if each.rank is None:
        return ()
    between = rank_text(each.rank.low, each.rank.high)
    return (Text(str(each.rank.rank), STRONG), *((Text(between, SMALL_INK),) if between else ()))


def _facility(each: ListedFacility, model: HazardList, voice: Voice) -> tuple[Block, ...]:
    facility = each.scored.facility
    region, operator = (str(facility.fact(name) or "") for name in ("region", "operator"))
    country = voice.both(lambda texts: texts.country(facility.country)).in_one_line
    place = " · ".join(filter(None, (", ".join(filter(None, (country, region))), operator)))
    letters = " ".join(TERM_LETTERS[term.id] for term in _assumed(each))
    assumed = voice.both(lambda texts: texts.gettext("assumed: {letters}").format(letters=letters))
    return (
        Text(one_line(facility.name), STRONG),
        Text(one_line(place), SMALL_INK),
        *((Text(assumed.in_one_line, SMALL),) if letters else ()),
        *_questioned(each, model, voice),
    )


def _questioned(each: ListedFacility, model: HazardList, voice: Voice) -> tuple[Block, ...]:
    """Names the figures beneath the rank that contradict others: it may rest on a slip of the pen."""
    facts = questioned_inputs(each.scored, model.made_at.year)
    if not facts:
        return ()
    words = voice.both(lambda texts: _questioned_words(facts, texts))
    return (Text(words.in_one_line, SMALL_STRONG),)


def _questioned_words(facts: Sequence[str], texts: Texts) -> str:
    names = "; ".join(texts.gettext(FACTS[fact]) for fact in facts)
    return texts.gettext("questioned: {facts}").format(facts=names)


def _assumed(each: ListedFacility) -> list[Term]:
    scored = each.scored.indices
    return [term for term in (*scored.terms, *scored.exposure) if term.assumed]


def _index(texts: Texts, value: float | None, low: float | None, high: float | None) -> tuple[Block, ...]:
    between = interval_text(texts, low, high)
    shown: tuple[Block, ...] = (Text(index_text(texts, value), BODY.aligned("right")),)
    return (*shown, Text(between, SMALL_INK.aligned("right"))) if between else shown


def _class(each: ListedFacility, voice: Voice) -> tuple[Block, ...]:
    words = voice.both(lambda texts: class_text(texts, each.scored.indices.gistm_class))
    whc = voice.both(lambda texts: whc_text(each.scored, texts))
    return (*spoken(words, ASIDE), *spoken(whc, SMALL_INK))


def _border(each: ListedFacility, voice: Voice) -> tuple[Block, ...]:
    words = border_words(each.scored, voice)
    if not each.scored.flags.highlighted:
        return spoken(words, ASIDE)
    return spoken(Words(f"! {words.first}", words.second), SMALL_STRONG)


def _visit(each: ListedFacility, voice: Voice) -> tuple[Block, ...]:
    visited = voice.gettext("never visited") if each.visited_on is None else as_given(voice.texts.date(each.visited_on))
    if each.msr_percent is None:
        return spoken(visited, ASIDE)
    return (*spoken(visited, ASIDE), Text(f"MSR {voice.texts.percent(each.msr_percent)}", SMALL_INK))


def _unranked(model: HazardList, voice: Voice) -> list[Row]:
    if not model.unranked:
        return [paragraph(voice.gettext("Every facility of this list can be ranked."))]
    why = voice.gettext(
        "No stored volume is known, and none can be taken from mass, area or capacity; there is no worst case for a "
        "volume. Find it out first: these facilities may be among the most hazardous."
    )
    labels = (
        None,
        voice.gettext("Facility"),
        voice.gettext("Class, WHC"),
        voice.gettext("Border"),
        voice.gettext("Last visit, MSR"),
    )
    head = column_head(labels, UNRANKED_SHARES)
    return [
        paragraph(why, SMALL_INK, keep_with_next=True),
        head,
        *(_bare(each, model, voice, head) for each in model.unranked),
    ]


def _bare(each: ListedFacility, model: HazardList, voice: Voice, head: Row) -> Row:
    cells = (
        (Text(DASH, BODY),),
        _facility(each, model, voice),
        _class(each, voice),
        _border(each, voice),
        _visit(each, voice),
    )
    return Row(cells, UNRANKED_SHARES, look=LINE_LOOK, head=head)


# ------------------------------------------------------------------ the paper


def _furniture(model: HazardList, voice: Voice) -> PageFurniture:
    def page_of(page: int, pages: int) -> str:
        words = voice.both(lambda each: each.gettext("Page {page} of {pages}").format(page=page, pages=pages))
        return words.in_one_line

    is_sample = any(each.scored.facility.is_sample for each in model.listed)
    return PageFurniture(
        header_left=one_line(voice.gettext("Hazard list of tailings management facilities").first),
        header_right=voice.texts.date(model.made_at.date()),
        footer_left=f"TMFCheck {model.program_version}",
        footer_middle=voice.gettext("Indices not verified").first,
        page_of=page_of,
        mark=voice.gettext("SAMPLE").first if is_sample else "",
    )


def _about(model: HazardList, voice: Voice) -> Metadata:
    return Metadata(
        title=one_line(voice.gettext("Hazard list of tailings management facilities").first),
        author="TMFCheck",
        subject=one_line(_pack_words(model, voice).first),
        creator=f"TMFCheck {model.program_version}",
        language=voice.texts.language,
        made_at=model.made_at,
    )
