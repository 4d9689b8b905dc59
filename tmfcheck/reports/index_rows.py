"""The indices of one facility as rows: the figures, each with its terms, what was assumed, classes and borders."""

from __future__ import annotations

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.domain.facility_risk import ScoredFacility, fact_of_input
from tmfcheck.domain.geography import BaseMap
from tmfcheck.domain.hazard_index import INPUT_OF, TERM_TABLES, Term
from tmfcheck.domain.likeness import point
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import N_, Texts
from tmfcheck.map_wording import CAUTION
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.elements import captioned, column_head, pair_row, paragraph
from tmfcheck.reports.flow import LINED, Row, RowLook
from tmfcheck.reports.index_words import border_words, class_text, index_text, interval_text
from tmfcheck.reports.map_figure import figure_cell
from tmfcheck.reports.map_locator import locator_map
from tmfcheck.reports.style import BODY, HEADING, RULE, SMALL, SMALL_INK, SMALL_STRONG, TEXT_WIDTH
from tmfcheck.reports.voice import Voice, Words
from tmfcheck.wording import INDEX_TERMS, VOLUME_WAYS, fact_text, standing

TERM_SHARES = (46, 62, 18, 20, 24)
TERM_LOOK = RowLook(above=2, below=2, rule=RULE)
PAIR_SHARES = (46, 124)
MAP_HEIGHT = 150.0
INDICES = (
    ("tri", N_("Risk index, TRI")),
    ("thi", N_("Hazard index, THI")),
    ("thi_basic", N_("Basic THI")),
    ("tei", N_("Exposure, TEI")),
)


def figure_row(scored: ScoredFacility, voice: Voice) -> Row:
    """The indices side by side, TRI and THI with their lowest and highest value; a dash where there is no volume."""
    cells = tuple(captioned(_figure(scored, name, voice.texts), voice.gettext(words)) for name, words in INDICES)
    return Row(cells, (1,) * len(cells), look=RowLook(above=4, below=4), keep_with_next=True)


def _figure(scored: ScoredFacility, name: str, texts: Texts) -> tuple[Block, ...]:
    indices = scored.indices
    shown: tuple[Block, ...] = (Text(index_text(texts, getattr(indices, name)), HEADING),)
    if name not in ("tri", "thi"):
        return shown
    between = interval_text(texts, getattr(indices, f"{name}_low"), getattr(indices, f"{name}_high"))
    return (*shown, Text(between, SMALL_INK)) if between else shown


def term_rows(scored: ScoredFacility, pack: Pack, voice: Voice) -> list[Row]:
    """A line a term: what it rests on, its score and the span it could have, and the standing of its table."""
    labels = (
        voice.gettext("Addend"),
        voice.gettext("Rests on"),
        voice.gettext("Score"),
        voice.gettext("Possible"),
        voice.gettext("Table"),
    )
    head = column_head(labels, TERM_SHARES, right=(2, 3))
    terms = (*scored.indices.terms, *scored.indices.exposure)
    return [head, *(_term(term, scored, pack, voice, head) for term in terms)]


def _term(term: Term, scored: ScoredFacility, pack: Pack, voice: Voice, head: Row) -> Row:
    texts, table = voice.texts, pack.tables[TERM_TABLES[term.id]]
    has_none = term.id == "cap" and not scored.indices.has_volume
    between = interval_text(texts, term.low, term.high)
    mark = voice.both(lambda each: standing(each, pack, table.source, verified=table.verified))
    cells = (
        spoken(voice.gettext(INDEX_TERMS[term.id]), BODY),
        spoken(voice.both(lambda each: _basis(term, scored, each)), SMALL_INK),
        (Text(index_text(texts, None if has_none else term.value), BODY.aligned("right")),),
        (Text(between, SMALL_INK.aligned("right")),),
        spoken(mark, SMALL_INK if table.verified else SMALL_STRONG),
    )
    return Row(cells, TERM_SHARES, look=TERM_LOOK, head=head)


def _basis(term: Term, scored: ScoredFacility, texts: Texts) -> str:
    """The fact a term rests on, or that it is assumed."""
    way = scored.indices.volume_way
    if term.id == "cap":
        return texts.gettext("not known") if way is None else texts.gettext(VOLUME_WAYS[way.value])
    if term.assumed:
        return texts.gettext("not known, assumed at its worst")
    if term.id == "water" and scored.indices.transboundary:
        return texts.gettext("transboundary water")
    fact = fact_of_input(INPUT_OF.get(term.id, term.input))
    derived = scored.from_dams.get(fact)
    if derived is not None:
        value = fact_text(texts, FACT_DEFINITIONS[fact], derived.value)
        return f"{value}, {texts.gettext('dam “{dam}”').format(dam=derived.dam)}"
    known = scored.facility.facts.get(fact)
    return "" if known is None else fact_text(texts, FACT_DEFINITIONS[fact], known.value)


def standing_pairs(scored: ScoredFacility, voice: Voice) -> list[Row]:
    """What was assumed, the consequence class, and effects across a border."""
    terms = [term for term in (*scored.indices.terms, *scored.indices.exposure) if term.assumed]
    assumed = voice.both(
        lambda texts: ", ".join(texts.gettext(INDEX_TERMS[term.id]) for term in terms) or texts.gettext("nothing")
    )
    gistm = voice.both(lambda texts: class_text(texts, scored.indices.gistm_class))
    border = border_words(scored, voice)
    if scored.flags.highlighted:
        border = Words(f"! {border.first}", None if border.second is None else f"! {border.second}")
    return [
        pair_row(voice.gettext("Assumed at its worst"), assumed, PAIR_SHARES, look=LINED),
        pair_row(voice.gettext("Consequence class (GISTM)"), gistm, PAIR_SHARES, look=LINED),
        pair_row(voice.gettext("Across a border"), border, PAIR_SHARES, look=LINED),
    ]


def reading_row(voice: Voice) -> Row:
    """What every reader of these figures must know."""
    return paragraph(
        voice.gettext(
            "The tables of the indices could not be read in the original and are not verified. The class rests on the "
            "people living downstream alone. Under TRI and THI stand the lowest and highest value the unknown facts "
            "leave open."
        ),
        SMALL,
    )


def location_rows(scored: ScoredFacility, base: BaseMap | None, voice: Voice, height: float = MAP_HEIGHT) -> list[Row]:
    """A small map around the facility; nothing where its point or the base map is not known, or it has no height."""
    where = point(scored.facility)
    if where is None or base is None or not height:
        return []
    drawing = locator_map(base, where, (TEXT_WIDTH, height), voice.texts)
    return [Row((figure_cell(drawing),), look=RowLook(above=6, below=2), keep_with_next=True), caution_row(voice)]


def caution_row(voice: Voice) -> Row:
    """What a map says of borders."""
    return paragraph(voice.gettext(CAUTION), SMALL)


def no_volume_row(scored: ScoredFacility, voice: Voice) -> list[Row]:
    """Why there is no index, where there is none."""
    if scored.indices.has_volume:
        return []
    return [
        paragraph(
            voice.gettext(
                "There is no index: no stored volume is known, and none can be taken from mass, area or capacity."
            )
        )
    ]
