"""Page one: facility, dangers, result, who and when, in one language or two, whatever is to be said of dangers."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pypdfium2
import pytest

from tests.reports.sample import GIVEN, assert_within_margins, sample_model
from tests.reports.test_closing_in_report import EXPLAINED, POINTS
from tests.reports.test_notice import shipped_model
from tmfcheck.domain.evidence import EvidenceFile, Explanation
from tmfcheck.domain.fingerprints import short_fingerprint
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import OPTIONAL_CHAPTERS, ReportOptions
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.point_words import closing_sentence
from tmfcheck.reports.pdf import render_pdf

PAIRS = [*((language, None) for language in LANGUAGES), *permutations(LANGUAGES, 2)]
LONG = "Трещина растёт. " * 125


def closed(model: ReportModel) -> ReportModel:
    """Closed with warnings and an error explained at length."""
    explanations = {"UNANSWERED": Explanation("UNANSWERED", LONG, "Head", EXPLAINED["UNANSWERED"].at)}
    heading = replace(model.state.assessment, closed_by="Head", closed_at=model.made_at)
    state = replace(
        model.state, assessment=heading, check_kept=POINTS, evidence=EvidenceFile(explanations=explanations)
    )
    return replace(model, state=state, options=ReportOptions(left_out=frozenset(OPTIONAL_CHAPTERS)))


def with_dangers(count: int) -> ReportModel:
    if count > len(GIVEN):
        return closed(shipped_model(count, LONG))
    given = {name: replace(each, danger=at < count, comment=LONG) for at, (name, each) in enumerate(GIVEN.items())}
    return closed(sample_model(given))


def pages(model: ReportModel, language: str, second: str | None) -> list[str]:
    content = render_pdf(model, Texts(language), Texts(second) if second else None)
    assert_within_margins(content)
    document = pypdfium2.PdfDocument(content)
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return texts


@pytest.mark.parametrize(
    ("dangers", "language", "second"),
    [*((dangers, *pair) for dangers in (0, 1, 6) for pair in PAIRS), (30, "ru", None), (30, "kk", "en")],
)
def test_page_one_holds_all_that_belongs_on_it_in_every_pair_of_languages(dangers, language, second):
    model = with_dangers(dangers)
    first, *others = pages(model, language, second)
    for texts in (Texts(each) for each in (language, second) if each):
        assert closing_sentence(POINTS, texts) in first
        assert texts.gettext("Content fingerprint") in first
        legal = texts.gettext(
            "In Kazakhstan this report replaces neither the statutory checklist nor act of inspection and prescription."
        )
        assert legal in first
    assert short_fingerprint(model.content_fingerprint) in first
    assert "Kadamjai" in first
    assert all(notice.question.id in first for notice in model.dangers), "each danger is named"
    explained = Texts(language).gettext("Explained at the closing")
    assert explained in " ".join((first, *others))


def test_what_is_cut_on_page_one_says_so_and_stands_in_full_after_it():
    first, *others = pages(with_dangers(30), "ru", "kk")
    assert Texts("ru").gettext("Shortened; in full on the next page.") in first
    assert "…" in first
    rest = " ".join(others)
    model = with_dangers(30)
    assert all(Texts("ru").pick(notice.question.text) in rest for notice in model.dangers)


def test_a_page_with_room_is_neither_smaller_nor_cut():
    document = pypdfium2.PdfDocument(render_pdf(with_dangers(1), Texts("en")))
    sizes = {round(each.get_font_size(), 1) for each in document[0].get_objects() if hasattr(each, "get_font_size")}
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    assert {9.0, 7.5} <= sizes
    assert "Shortened" not in words
