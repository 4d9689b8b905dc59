"""The facility and its facts: value, unit, what it rests on and as of when."""

from __future__ import annotations

from tmfcheck.domain.facility import FACT_DEFINITIONS, FactDefinition, FactKind, FactValue
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.reports.blocks import spoken
from tmfcheck.reports.chapters.facility_parts import facility_parts
from tmfcheck.reports.elements import column_head, paragraph, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import ASIDE, BODY, RULE, STRONG
from tmfcheck.reports.voice import Voice, as_given
from tmfcheck.wording import FACT_CHAPTERS, FACTS, QUALITIES, fact_text

SHARES = (52, 70, 28, 20)
GROUP_LOOK = RowLook(above=8, below=2.5, rule=RULE)


def facility(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter: the known facts only, then dams, papers and notes."""
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
    rows += facility_parts(place, voice, model.day_of_papers)
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
