"""The facility and its facts: value, unit, what it rests on and as of when."""

from __future__ import annotations

from fractions import Fraction

from tmfcheck.domain.applicability import FactScalar
from tmfcheck.domain.facility import FACT_DEFINITIONS, FactDefinition, FactKind, FactValue
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.blocks import spoken
from tmfcheck.reports.elements import column_head, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import ASIDE, BODY, RULE, STRONG
from tmfcheck.reports.voice import Voice, as_given
from tmfcheck.wording import FACT_CHAPTERS, FACT_WORDS, FACTS, QUALITIES, UNITS, YES_NO

SHARES = (52, 70, 28, 20)
GROUP_LOOK = RowLook(above=8, below=2.5, rule=RULE)
YEARS = frozenset({"start_year", "end_year"})


def facility(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter: the known facts only, then the notes."""
    place = model.state.facility
    head = _head(voice)
    rows: list[Row] = []
    for chapter, title in FACT_CHAPTERS.items():
        known = [
            (definition, place.facts[definition.id])
            for definition in FACT_DEFINITIONS.values()
            if definition.chapter == chapter and definition.id in place.facts
        ]
        if known:
            rows.append(Row((spoken(voice.gettext(title), STRONG),), look=GROUP_LOOK, keep_with_next=True, head=head))
            rows += [_line(definition, value, voice, head) for definition, value in known]
    rows = [head, *rows] if rows else [paragraph(voice.gettext("No facts on the facility were given."))]
    if place.notes:
        rows += [section_title(voice.gettext("Notes")), paragraph(as_given(place.notes))]
    return rows


def _head(voice: Voice) -> Row:
    labels = (voice.gettext("Fact"), voice.gettext("Value"), voice.gettext("Rests on"), voice.gettext("As of"))
    return column_head(labels, SHARES)


def _line(definition: FactDefinition, known: FactValue, voice: Voice, head: Row) -> Row:
    rests_on = () if known.quality is None else spoken(voice.gettext(QUALITIES[known.quality]), ASIDE)
    as_of = () if known.as_of is None else spoken(as_given(voice.texts.date(known.as_of)), ASIDE)
    value = voice.both(lambda texts: fact_text(texts, definition, known.value))
    if definition.kind is FactKind.NUMBER:
        value = as_given(value.first)
    return Row(
        (spoken(voice.gettext(FACTS[definition.id]), BODY), spoken(value, BODY), rests_on, as_of),
        SHARES,
        look=RowLook(above=2.5, below=2.5, rule=RULE),
        head=head,
    )


def fact_text(texts: Texts, definition: FactDefinition, value: FactScalar | tuple[str, ...]) -> str:
    """A fact's value as a reader expects it: figure with unit, yes or no, words of a choice, or the text as given."""
    if isinstance(value, tuple):
        return ", ".join(_word(texts, definition, word) for word in value)
    if isinstance(value, bool):
        return texts.gettext(YES_NO[value])
    if isinstance(value, str):
        return _word(texts, definition, value) if definition.kind is FactKind.CHOICE else value
    return _figure(texts, definition, value)


def _word(texts: Texts, definition: FactDefinition, word: str) -> str:
    return texts.gettext(FACT_WORDS[definition.id][word])


def _figure(texts: Texts, definition: FactDefinition, value: int | float | Fraction) -> str:
    number = str(value) if definition.id in YEARS else texts.quantity(value)
    if not definition.unit:
        return number
    unit = texts.gettext(UNITS[definition.unit]) if definition.unit in UNITS else definition.unit
    return f"{number}\u00a0{unit}" if definition.unit != "°" else f"{number}{unit}"
