"""The notice of immediate danger: one page in three languages, at any moment of an inspection."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pypdf
import pypdfium2
import pytest

from tests.reports.sample import GIVEN, KADAMJAI, assert_within_margins, said, sample_model, small_pack
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.errors import ReportError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
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


def test_notice_holds_every_danger():
    given = {name: replace(answer, danger=True) for name, answer in GIVEN.items()}
    (text,) = pages(render_notice(sample_model(given), Texts("en")))
    assert all(name in text for name in given)


SHORTENED = "Shortened: what “…” stands for is in the report"


@cache
def shipped_pack() -> Pack:
    return PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack


def shipped_model(
    dangers: int, comment: str, *, group: str = "A", by: str = "A. Inspector", name: str = "Kadamjai"
) -> ReportModel:
    """That many immediate dangers of the shipped checklist, each with the same comment."""
    pack = shipped_pack()
    questions = pack.questions_of(group)[:dangers]
    given = {question.id: Answer("no", "measured", comment=comment, danger=True) for question in questions}
    facts = {**KADAMJAI.facts, "operator": FactValue(name)}
    facility = replace(KADAMJAI, name=name, facts=facts)
    model = sample_model(given, pack=pack, facility=facility, decisions={}, is_closed=False, by=by)
    heading = replace(model.state.assessment, group=group)
    return replace(model, state=replace(model.state, assessment=heading))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "hostile",
    [
        {"dangers": 1, "comment": "Трещина растёт. " * 125},
        {"dangers": 1, "comment": "Жарықшақ өсіп барады. " * 2200},
        {"dangers": 2, "comment": "м" * 2000},
        {"dangers": 3, "comment": "а\n" * 1000},
        {"dangers": 3, "comment": "\U0001f600" * 2000},
        {"dangers": 6, "comment": "Seepage at the toe. " * 100},
        {"dangers": 30, "comment": "Трещина растёт. " * 125},
        {"dangers": 230, "comment": "Трещина растёт. " * 125, "group": "B"},
        {"dangers": 1, "comment": "x", "name": "Ж" * 300, "by": "Ы" * 300},
        {"dangers": 30, "comment": "W" * 2000, "name": "Хвостохранилище " * 18, "by": "Ы" * 300},
    ],
)
def test_notice_is_one_page_whatever_is_in_it(hostile, language):
    model = shipped_model(**hostile)
    content = render_notice(model, Texts(language))
    (text,) = pages(content)
    assert_within_margins(content)
    texts = Texts(language)
    assert texts.gettext("Signature") in text
    assert model.dangers[0].question.id in text
    assert texts.number(model.state.pack.figure("danger_confirm_hours")) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_out_is_marked_and_named_in_all_languages(language):
    (text,) = pages(render_notice(shipped_model(3, "Трещина растёт. " * 125), Texts(language)))
    assert "Трещина растёт. …" in text or "Трещина …" in text
    for each in LANGUAGES:
        assert Texts(each).gettext("Shortened: what “…” stands for is in the report, under the same question.") in text
        assert (
            Texts(each)
            .ngettext("{number} immediate danger is open", "{number} immediate dangers are open", 3)
            .format(number=3)
            in text
        )


def test_what_fits_in_smaller_type_is_not_cut():
    comment = "Трещина растёт. " * 125
    (text,) = pages(render_notice(shipped_model(1, comment), Texts("ru")))
    assert text.count("Трещина растёт.") == 125
    assert SHORTENED not in text
    assert "…" not in text


def test_dangers_without_room_are_named_in_every_language():
    model = shipped_model(30, "Трещина растёт. " * 125)
    (text,) = pages(render_notice(model, Texts("kk")))
    assert all(notice.question.id in text for notice in model.dangers)
    for language in LANGUAGES:
        assert Texts(language).pick(model.dangers[-1].question.text)[:12] in text
    (few,) = pages(render_notice(shipped_model(6, "Трещина растёт. " * 125), Texts("en")))
    assert "more immediate dangers; what was seen stands in the report:" in few


def test_the_smallest_type_can_be_read():
    document = pypdfium2.PdfDocument(render_notice(shipped_model(30, "м" * 2000), Texts("ru")))
    sizes = {round(text.get_font_size(), 1) for text in document[0].get_objects() if hasattr(text, "get_font_size")}
    document.close()
    assert sizes
    assert min(sizes) >= 6


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
