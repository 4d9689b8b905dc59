"""The chapters of the report after page one: in which order, for whom, and when there is anything to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tmfcheck.domain.pack import Term
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.reports.chapters.answers import answers
from tmfcheck.reports.chapters.categories import categories
from tmfcheck.reports.chapters.changes import changes
from tmfcheck.reports.chapters.documents import documents, evidence_list
from tmfcheck.reports.chapters.facility import facility
from tmfcheck.reports.chapters.hazard import has_indices, hazard
from tmfcheck.reports.chapters.method import method
from tmfcheck.reports.chapters.photos import photos
from tmfcheck.reports.chapters.programme import programme_of
from tmfcheck.reports.chapters.score_sheet import score_sheet
from tmfcheck.reports.chapters.shortfalls import shortfalls
from tmfcheck.reports.chapters.signatures import signatures
from tmfcheck.reports.chapters.site_plan import plans, site_plan
from tmfcheck.reports.chapters.visit import visit
from tmfcheck.reports.flow import Row
from tmfcheck.reports.voice import Voice
from tmfcheck.wording import CHAPTER_TITLES

EVERYBODY = frozenset(Audience)
INSIDERS = frozenset({Audience.OPERATOR, Audience.AUTHORITY})
OPERATOR = frozenset({Audience.OPERATOR})


def _always(_model: ReportModel) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: its key in the file, who writes its rows, who may read it, whether it says anything."""

    key: str
    write: Callable[[ReportModel, Voice], list[Row]]
    audiences: frozenset[Audience] = EVERYBODY
    is_there: Callable[[ReportModel], bool] = _always
    own_page: bool = False
    may_be_left_out: bool = True

    @property
    def title(self) -> str:
        """Its title in English, to be translated."""
        return CHAPTER_TITLES[self.key]


CHAPTERS = (
    Chapter("visit", visit, INSIDERS, lambda model: not model.state.evidence.visit.is_blank),
    Chapter("changes", changes, INSIDERS, lambda model: model.changes is not None, may_be_left_out=False),
    Chapter("categories", categories),
    Chapter("shortfalls", shortfalls, may_be_left_out=False),
    Chapter("facility", facility),
    Chapter("hazard", hazard, is_there=has_indices),
    *(Chapter(f"measures-{term}", partial(programme_of, term)) for term in Term),
    Chapter("answers", answers, OPERATOR),
    Chapter("plan", site_plan, OPERATOR, lambda model: bool(plans(model))),
    Chapter("photos", photos, OPERATOR, lambda model: bool(model.photos)),
    Chapter(
        "documents",
        documents,
        OPERATOR,
        lambda model: bool(model.state.evidence.documents),
    ),
    Chapter(
        "evidence",
        evidence_list,
        OPERATOR,
        lambda model: bool(model.state.evidence.items),
    ),
    Chapter("score-sheet", score_sheet, OPERATOR),
    Chapter("method", method, may_be_left_out=False),
    Chapter("signatures", signatures, INSIDERS, own_page=True, may_be_left_out=False),
)
"""In printing order. What keeps the figures honest (changes, shortfalls, method, signatures) cannot be left out."""


def chapters_of(model: ReportModel) -> tuple[Chapter, ...]:
    """The chapters this report has."""
    return tuple(chapter for chapter in CHAPTERS if _is_asked_for(chapter, model.options) and chapter.is_there(model))


def may_hold(options: ReportOptions, key: str) -> bool:
    """Whether a report for its audience may hold a chapter, in the Word file and the workbook as on paper."""
    return any(_is_asked_for(chapter, options) for chapter in CHAPTERS if chapter.key == key)


def _is_asked_for(chapter: Chapter, options: ReportOptions) -> bool:
    is_left_out = chapter.may_be_left_out and chapter.key in options.left_out
    return options.audience in chapter.audiences and not is_left_out
