"""The method annex: the pack used and the standing of every figure and table, so that nothing unverified passes."""

from __future__ import annotations

from fractions import Fraction

from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.pack import AnswerOption, Figure, Pack, Source, Table, TimeFrame
from tmfcheck.domain.report_model import ReportModel, numbered_sources
from tmfcheck.i18n import DASH, LANGUAGES, Texts
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.elements import column_head, pair_row, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import BODY, RULE, SMALL, SMALL_INK, SMALL_STRONG
from tmfcheck.reports.voice import Voice, Words, as_given
from tmfcheck.wording import REVIEW_STATES, UNITS, standing

SHARES = (90, 24, 40, 16)
ANSWER_SHARES = (54, 27, 33, 40, 16)
LINE_LOOK = RowLook(above=2.5, below=2.5, rule=RULE)


def method(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the annex."""
    pack = model.state.pack
    return [
        *_identity(model, voice),
        *_answers(pack, voice),
        *_figures(pack, voice),
        *_time_frames(pack, voice),
        *_tables(pack, voice),
        *_sources(pack, voice),
        *_languages(pack, voice),
    ]


def _identity(model: ReportModel, voice: Voice) -> list[Row]:
    pack, assessment = model.state.pack, model.state.assessment
    return [
        paragraph(voice.pick(pack.description)),
        pair_row(voice.gettext("Method pack"), as_given(f"{pack.id}, {pack.edition}"), look=LINE_LOOK),
        pair_row(
            voice.gettext("Fingerprint of the pack"), as_given(grouped(assessment.pack_fingerprint)), look=LINE_LOOK
        ),
        pair_row(voice.gettext("Licence of the pack"), as_given(pack.licence), look=LINE_LOOK),
        paragraph(voice.both(lambda texts: _standing_count(pack, texts))),
    ]


def _standing_count(pack: Pack, texts: Texts) -> str:
    standings = [
        *((each.verified, each.source) for each in pack.figures.values()),
        *((each.verified, each.source) for each in pack.tables.values()),
        *((each.verified, each.source) for each in pack.answers),
        *((each.verified, each.source) for each in pack.time_frames),
    ]
    own_sources = {source.id for source in pack.sources if source.own}
    verified = sum(1 for is_verified, _ in standings if is_verified)
    own = sum(1 for is_verified, source in standings if not is_verified and source in own_sources)
    return texts.gettext(
        "Of {total} figures, tables, answers and time-frames {verified} were read in a primary text,"
        " {own} are our own rule and {open} are not verified."
    ).format(total=len(standings), verified=verified, own=own, open=len(standings) - verified - own)


def _answers(pack: Pack, voice: Voice) -> list[Row]:
    labels = (
        voice.gettext("Answer"),
        voice.gettext("Value v"),
        voice.gettext("Credibility c"),
        voice.gettext("Standing"),
        voice.gettext("Source"),
    )
    head = column_head(labels, ANSWER_SHARES, right=(1, 2))
    title = section_title(voice.gettext("Values of the answers"), "method-answers")
    return [title, head, *(_answer_line(pack, option, voice, head) for option in pack.answers)]


def _answer_line(pack: Pack, option: AnswerOption, voice: Voice, head: Row) -> Row:
    return Row(
        (
            spoken(voice.pick(option.label), BODY),
            _exact(voice.texts, option.value),
            _exact(voice.texts, option.credibility),
            *_standing_cells(pack, voice, option),
        ),
        ANSWER_SHARES,
        look=LINE_LOOK,
        head=head,
    )


def _exact(texts: Texts, value: Fraction | None) -> tuple[Block, ...]:
    return (Text(DASH if value is None else texts.exact(value), BODY.aligned("right")),)


def _standing_cells(
    pack: Pack, voice: Voice, entry: AnswerOption | Figure | Table | TimeFrame
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    words = voice.both(lambda texts: standing(texts, pack, entry.source, verified=entry.verified))
    number, _ = numbered_sources(pack)[entry.source]
    return spoken(words, SMALL_INK if entry.verified else SMALL_STRONG), (Text(f"[{number}]", SMALL_INK),)


def _table_head(voice: Voice, first: Words, second: Words) -> Row:
    return column_head((first, second, voice.gettext("Standing"), voice.gettext("Source")), SHARES, right=(1,))


def _figures(pack: Pack, voice: Voice) -> list[Row]:
    head = _table_head(voice, voice.gettext("Figure"), voice.gettext("Value"))
    lines = (
        Row(
            (
                spoken(voice.pick(each.title), SMALL_INK),
                _value(each, voice),
                *_standing_cells(pack, voice, each),
            ),
            SHARES,
            look=LINE_LOOK,
            head=head,
        )
        for each in pack.figures.values()
    )
    return [section_title(voice.gettext("Figures of the method"), "method-figures"), head, *lines]


def _value(figure: Figure, voice: Voice) -> tuple[Block, ...]:
    return spoken(voice.both(lambda texts: figure_text(figure, texts)), SMALL_INK.aligned("right"))


def figure_text(figure: Figure, texts: Texts) -> str:
    """A figure of the method with its unit."""
    unit = texts.gettext(UNITS[figure.unit]) if figure.unit in UNITS else figure.unit
    return f"{texts.quantity(figure.value)}\u00a0{unit}".strip()


def _time_frames(pack: Pack, voice: Voice) -> list[Row]:
    head = _table_head(voice, voice.gettext("Time-frame"), voice.gettext("Months"))
    lines = (
        Row(
            (
                spoken(voice.pick(frame.title), SMALL_INK),
                (Text(DASH if frame.months is None else str(frame.months), SMALL_INK.aligned("right")),),
                *_standing_cells(pack, voice, frame),
            ),
            SHARES,
            look=LINE_LOOK,
            head=head,
        )
        for frame in pack.time_frames
    )
    return [section_title(voice.gettext("Time-frames of the measures"), "method-time-frames"), head, *lines]


def _tables(pack: Pack, voice: Voice) -> list[Row]:
    if not pack.tables:
        return []
    head = _table_head(voice, voice.gettext("Table"), voice.gettext("Rows"))
    lines = (
        Row(
            (
                spoken(voice.pick(table.title), SMALL_INK),
                (Text(str(len(table.rows)), SMALL_INK.aligned("right")),),
                *_standing_cells(pack, voice, table),
            ),
            SHARES,
            look=LINE_LOOK,
            head=head,
        )
        for table in pack.tables.values()
    )
    return [section_title(voice.gettext("Tables of the method"), "method-tables"), head, *lines]


def _sources(pack: Pack, voice: Voice) -> list[Row]:
    lines = [_source_line(number, source, voice) for number, source in numbered_sources(pack).values()]
    return [section_title(voice.gettext("Sources"), "method-sources"), *lines]


def _source_line(number: int, source: Source, voice: Voice) -> Row:
    return Row(
        ((Text(f"[{number}]", SMALL_INK),), spoken(voice.pick(source.title), SMALL_INK)),
        (10, 160),
        look=LINE_LOOK,
    )


def _languages(pack: Pack, voice: Voice) -> list[Row]:
    intro = voice.gettext("How far the texts of the method pack were read by specialists:")
    return [
        section_title(voice.gettext("Review of the languages"), "method-languages"),
        paragraph(intro, SMALL, keep_with_next=True),
        *(_language_line(pack, language, voice) for language in pack.languages),
    ]


def _language_line(pack: Pack, language: str, voice: Voice) -> Row:
    review = pack.review[language]
    state = voice.gettext(REVIEW_STATES[review.status])
    note = spoken(voice.pick(review.note), SMALL)
    return Row(
        ((Text(LANGUAGES[language], SMALL_STRONG),), (*spoken(state, SMALL_INK), *note)),
        (32, 138),
        look=LINE_LOOK,
    )
