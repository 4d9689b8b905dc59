"""What a facility has several of, in the facility's chapter: dams with their figures, papers with their days."""

from __future__ import annotations

from datetime import date

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.i18n import DASH
from tmfcheck.parts_wording import PAPER_KINDS, dam_words
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.elements import column_head, section_title
from tmfcheck.reports.flow import Row, RowLook
from tmfcheck.reports.style import ASIDE, BODY, RULE, SMALL_INK, SMALL_STRONG, STRONG
from tmfcheck.reports.voice import Voice, as_given
from tmfcheck.wording import QUALITIES

DAM_SHARES = (40, 82, 28, 20)
PAPER_SHARES = (86, 44, 20, 20)
LOOK = RowLook(above=2.5, below=2.5, rule=RULE)


def facility_parts(place: Facility, voice: Voice, day: date) -> list[Row]:
    """The rows of dams and papers; nothing where there are none. ``day`` tells which papers are over."""
    return [*_dams(place, voice), *_papers(place, voice, day)]


def _dams(place: Facility, voice: Voice) -> list[Row]:
    if not place.dams:
        return []
    labels = (voice.gettext("Dam"), voice.gettext("Value"), voice.gettext("Rests on"), voice.gettext("As of"))
    head = column_head(labels, DAM_SHARES)
    lines = (Row(_dam(dam, voice), DAM_SHARES, look=LOOK, head=head) for dam in place.dams)
    return [section_title(voice.gettext("Dams")), head, *lines]


def _dam(dam: Dam, voice: Voice) -> tuple[tuple[Block, ...], ...]:
    figures = voice.both(lambda texts: ", ".join(dam_words(texts, dam)) or DASH)
    rests_on = () if dam.quality is None else spoken(voice.gettext(QUALITIES[dam.quality]), ASIDE)
    as_of = () if dam.as_of is None else spoken(as_given(voice.texts.date(dam.as_of)), ASIDE)
    return (Text(dam.name, STRONG),), spoken(figures, BODY), rests_on, as_of


def _papers(place: Facility, voice: Voice, day: date) -> list[Row]:
    if not place.papers:
        return []
    labels = (
        voice.gettext("Permits and other papers"),
        voice.gettext("Issued by"),
        voice.gettext("Issued on"),
        voice.gettext("Valid until"),
    )
    head = column_head(labels, PAPER_SHARES)
    lines = (Row(_paper(paper, voice, day), PAPER_SHARES, look=LOOK, head=head) for paper in place.papers)
    return [section_title(voice.gettext("Permits and other papers")), head, *lines]


def _paper(paper: FacilityPaper, voice: Voice, day: date) -> tuple[tuple[Block, ...], ...]:
    named = ", ".join(part for part in (paper.title, paper.number) if part)
    kind = spoken(voice.gettext(PAPER_KINDS[paper.kind]), SMALL_INK)
    valid: list[Block] = [Text(voice.texts.date(paper.valid_to), ASIDE)]
    if paper.is_expired(day):
        valid += spoken(voice.gettext("expired"), SMALL_STRONG)
    issued = (Text(voice.texts.date(paper.issued_on), ASIDE),)
    return (Text(named, BODY), *kind), (Text(paper.issuer or DASH, BODY),), issued, tuple(valid)
