"""Dams and papers of the facility in the printed report, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.reports.sample import KADAMJAI, assert_within_margins, printed, sample_model
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.pdf import render_pdf

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
