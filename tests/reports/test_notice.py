"""The notice of immediate danger: one page in three languages, at any moment of an inspection."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from tests.reports.sample import GIVEN, assert_within_margins, said, sample_model, small_pack
from tmfcheck.errors import ReportError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.notice import render_notice


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_notice_says_everything_in_all_languages_on_one_page(language):
    (text,) = pages(render_notice(sample_model(is_closed=False), Texts(language)))
    for words in (
        "Notice of immediate danger",
        "Уведомление о непосредственной опасности",
        "Тікелей қауіп туралы хабарлама",
        "Kadamjai",
        "Crest 0.4 m too low near picket 3.",
        "A1.01",
        "Raise the low crest",
        "Поднять низкий гребень",
        "Төмен жотаны биіктету",
        "A. Inspector",
        "within 24 hours",
        "24 сағат",
    ):
        assert words in text


def test_notice_is_within_the_margins_and_the_same_every_time():
    first = render_notice(sample_model(), Texts("ru"))
    assert_within_margins(first)
    assert render_notice(sample_model(), Texts("ru")) == first


def test_the_leading_language_stands_first():
    (text,) = pages(render_notice(sample_model(), Texts("kk")))
    assert text.index("Тікелей қауіп туралы") < text.index("Notice of immediate danger")


def test_notice_holds_every_danger_and_runs_on_where_there_are_many():
    given = {name: replace(answer, danger=True) for name, answer in GIVEN.items()}
    text = " ".join(pages(render_notice(sample_model(given), Texts("en"))))
    assert all(name in text for name in given)


def test_a_danger_without_measure_asks_for_an_interim_action():
    pack = small_pack()
    bare = replace(pack, questions=tuple(replace(each, measures=()) for each in pack.questions))
    (text,) = pages(render_notice(sample_model(pack=bare), Texts("en")))
    assert "Agree on an interim action on site." in text


def test_hostile_words_stay_words():
    given = {**GIVEN, "A1.01": replace(GIVEN["A1.01"], comment="<b>unclosed & \x07 \U0001f600 " + "м" * 3000)}
    text = " ".join(pages(render_notice(sample_model(given), Texts("en"))))
    assert "<b>unclosed &" in text
    assert "[U+1F600]" in text


def test_without_danger_there_is_no_notice():
    given = {name: replace(answer, danger=False) for name, answer in GIVEN.items()}
    with pytest.raises(ReportError, match="NO_DANGER_OPEN"):
        render_notice(sample_model(given), Texts("en"))


def test_a_text_that_reads_the_same_is_printed_once():
    pack = small_pack()
    same = tuple(replace(each, text=said("1234", "1234", "1234")) for each in pack.questions)
    (text,) = pages(render_notice(sample_model(pack=replace(pack, questions=same)), Texts("en")))
    assert text.count("1234") == 1
