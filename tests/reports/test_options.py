"""The chapters people may leave out are those the report has and nothing that keeps its figures honest."""

from __future__ import annotations

from tmfcheck.domain.report_options import OPTIONAL_CHAPTERS
from tmfcheck.reports.chapter_list import CHAPTERS


def test_the_rulebook_names_exactly_the_chapters_that_may_be_left_out():
    assert list(OPTIONAL_CHAPTERS) == [chapter.key for chapter in CHAPTERS if chapter.may_be_left_out]
