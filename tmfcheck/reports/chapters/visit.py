"""The visit, the first page of the act: who was there, when, in which weather, by which way, and what was refused."""

from __future__ import annotations

from tmfcheck.domain.evidence import Person, Visit
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import DASH, Texts
from tmfcheck.reports.blocks import Text
from tmfcheck.reports.elements import column_head, pair_row, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import BODY, RULE, STRONG
from tmfcheck.reports.voice import Voice, as_given

SHARES = (60, 55, 55)
LOOK = RowLook(above=3.5, below=3.5, rule=RULE)


def visit(model: ReportModel, voice: Voice) -> list[Row]:
    """The rows of the chapter; only what was written down."""
    known = model.state.evidence.visit
    pairs = (
        (voice.gettext("Time of the visit"), _duration(known, voice.texts)),
        (voice.gettext("Weather"), known.weather),
        (voice.gettext("Route"), known.route),
        (voice.gettext("Instruments"), known.instruments),
        (voice.gettext("Not entered, not shown, refused"), known.refusals),
    )
    rows = [pair_row(label, as_given(value), look=LOOK) for label, value in pairs if value]
    return [*rows, *_people(known.people, voice)]


def _duration(known: Visit, texts: Texts) -> str:
    moments = [texts.moment(moment) for moment in (known.started_at, known.ended_at) if moment is not None]
    return f" {DASH} ".join(moments)


def _people(people: tuple[Person, ...], voice: Voice) -> list[Row]:
    if not people:
        return []
    head = column_head((voice.gettext("Full name"), voice.gettext("Function"), voice.gettext("Organisation")), SHARES)
    lines = [Row(_person(each), SHARES, look=LOOK, head=head) for each in people]
    return [section_title(voice.gettext("Present")), head, *lines]


def _person(each: Person) -> tuple[tuple[Text, ...], ...]:
    return (Text(each.name, STRONG),), (Text(each.function or DASH, BODY),), (Text(each.organisation or DASH, BODY),)
