"""Dams and papers of the facility in the printed report, in every language."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document as WordDocument

from tests.reports.sample import KADAMJAI, assert_within_margins, printed, sample_model
from tmfcheck.domain.evidence import Document, EvidenceFile
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.pdf import render_pdf
from tmfcheck.reports.word_report import render_word

PLACE = replace(
    KADAMJAI,
    dams=(
        Dam("Main dam", "upstream", height_m=32.5, factor_of_safety=1.3, load_case="static", safety_year=2021),
        Dam("Saddle dam"),
    ),
    papers=(FacilityPaper(PaperKind.PERMIT, "Emission permit", "12/7", "Ministry", None, date(2025, 12, 31)),),
)


def test_dams_and_papers_stand_with_their_figures_and_days():
    text = printed(sample_model(facility=PLACE))
    for words in ("Main dam", "32.5 m", "factor of safety 1.3 (static, 2021)", "Saddle dam", "Emission permit, 12/7"):
        assert words in text
    assert "31 Dec 2025 expired" in text


def test_without_them_there_is_no_empty_heading():
    text = printed(sample_model())
    assert "Dams" not in text
    assert "Permits and other papers" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_keep_the_margins_in_two_languages(language):
    second = Texts("kk" if language == "ru" else "ru")
    assert_within_margins(render_pdf(sample_model(facility=PLACE), Texts(language), second))


def test_the_public_report_names_no_paper_and_no_dam_but_keeps_the_figures():
    model = replace(sample_model(facility=PLACE), options=ReportOptions(Audience.PUBLIC))
    text = printed(model)
    assert "Emission permit" not in text
    assert "Main dam" not in text
    assert "32.5 m" in text


@pytest.fixture
def far_east(monkeypatch):
    """A machine whose day begins long before that of the report."""
    monkeypatch.setenv("TZ", "UTC-14")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def ending_on(day: date, *, is_closed: bool) -> ReportModel:
    """A report of a paper and a document that end on a day."""
    paper = FacilityPaper(PaperKind.PERMIT, "Emission permit", valid_to=day)
    model = sample_model(facility=replace(KADAMJAI, papers=(paper,)), is_closed=is_closed)
    document = Document("d1", model.state.assessment.id, "Operation manual", valid_to=day)
    return replace(model, state=replace(model.state, evidence=EvidenceFile(documents=(document,))))


def in_word(model: ReportModel) -> str:
    return " ".join(WordDocument(io.BytesIO(render_word(model, Texts("en")))).element.body.itertext())


@pytest.mark.usefixtures("far_east")
def test_what_was_valid_at_closing_is_valid_in_the_closed_report_wherever_and_whenever_it_is_printed():
    closed = ending_on(date(2026, 6, 13), is_closed=True)
    for made_at in (closed.made_at, closed.made_at + timedelta(days=400)):
        printed_later = replace(closed, made_at=made_at)
        assert "expired" not in printed(printed_later)
        assert "expired" not in in_word(printed_later)
    still_open = ending_on(date(2026, 6, 13), is_closed=False)
    assert printed(still_open).count("13 Jun 2026 expired") == 2
    assert "expired" in in_word(still_open)
    assert "expired" not in printed(replace(still_open, made_at=still_open.made_at - timedelta(days=1)))
