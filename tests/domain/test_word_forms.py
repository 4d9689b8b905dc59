"""A word's forms are known in three languages, and words that only begin alike are not taken for it."""

from __future__ import annotations

import pytest

from tmfcheck.domain.word_forms import folded, stem_of


def words_that_fit(word: str, language: str, candidates: str, *, ends_phrase: bool = False) -> list[str]:
    stem = stem_of(word, language, ends_phrase=ends_phrase)
    return [each for each in candidates.split() if stem.fits(folded(each))]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("dam", "dam Dams DAM"),
        ("facility", "facility facilities"),
        ("tailings", "tailings tailing"),
        ("survey", "survey surveys"),
        ("seepage", "seepage"),
    ],
)
def test_english_numbers_fit(word: str, forms: str) -> None:
    assert words_that_fit(word, "en", forms) == forms.split()


@pytest.mark.parametrize(
    ("word", "others"),
    [("dam", "damage damp damaged"), ("drill", "drilling drilled"), ("toe", "together"), ("liner", "lines lined")],
)
def test_english_words_that_only_begin_alike_do_not(word: str, others: str) -> None:
    assert words_that_fit(word, "en", others) == []


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("дамба", "дамба дамбы дамбе дамбу дамбой дамб дамбам дамбами дамбах Дамбы"),
        ("откос", "откос откоса откосу откосом откосе откосы откосов откосам откосами откосах"),
        ("хвостохранилище", "хвостохранилище хвостохранилища хвостохранилищем хвостохранилищ хвостохранилищах"),
        ("сель", "сель селя селю селем сели селей селями"),
        ("закрытие", "закрытие закрытия закрытию закрытием закрытии"),
        ("фильтрация", "фильтрация фильтрации фильтрацию фильтрацией"),
        ("уровень", "уровень уровня уровнем уровни уровней уровнях"),
        ("колодец", "колодец колодца колодцем колодцы колодцев"),
        ("марка", "марка марки марок марками"),
        ("съёмка", "съёмка съемки съёмок съёмкой"),
        ("хвосты", "хвосты хвостов хвостам хвостами хвостах"),
        ("низовой", "низовой"),
        ("расчётный", "расчётный расчетного расчётному расчётная расчётной расчётные расчётных расчётными"),
        ("время", "время времени временем"),
        ("таллий", "таллий таллия таллию таллием"),
    ],
)
def test_russian_cases_and_numbers_fit(word: str, forms: str) -> None:
    assert words_that_fit(word, "ru", forms) == forms.split()


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("сель", "селе село селитра сельский"),
        ("мера", "мере мерный мерзлота"),
        ("закрытие", "закрытый закрытого закрыть"),
        ("дренаж", "дренажный дрена"),
        ("стык", "стыковка"),
        ("риск", "рискованный"),
    ],
)
def test_russian_words_that_only_begin_alike_do_not(word: str, others: str) -> None:
    assert words_that_fit(word, "ru", others) == []


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("бөгет", "бөгет бөгеттің бөгетті бөгетке бөгетте бөгеттен бөгетпен бөгеттер бөгеттердегі бөгеттерінің"),
        ("жарықшақ", "жарықшақ жарықшақтар жарықшағы жарықшағының жарықшақтан"),
        ("еңіс", "еңіс еңістің еңіске еңісі еңістердің еңісінен"),
        ("жоба", "жоба жобаны жобада жобадағы жобасы жобасының жобаға жобалар жобамен"),
        ("жік", "жік жігі жіктер жіктен жікті"),
        ("шандорлар", "шандор шандорлар шандорлардан шандордың"),
    ],
)
def test_kazakh_endings_fit_one_after_another(word: str, forms: str) -> None:
    assert words_that_fit(word, "kk", forms) == forms.split()


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("жоба", "жобалау жобалаушы жобаланған"),
        ("сел", "селұстағыш селитра село"),
        ("жік", "жіктеу жігіт"),
        ("негіз", "негізгі негіздеме"),
        ("шара", "шарасыз шарап"),
    ],
)
def test_kazakh_words_that_only_begin_alike_do_not(word: str, others: str) -> None:
    assert words_that_fit(word, "kk", others) == []


def test_the_last_word_of_a_kazakh_phrase_is_known_with_and_without_its_owner() -> None:
    forms = "құбыры құбыр құбырының құбырлары құбырларына"
    assert words_that_fit("құбыры", "kk", forms, ends_phrase=True) == forms.split()
    assert words_that_fit("қисығы", "kk", "қисығы қисық қисықтары қисығының", ends_phrase=True) == [
        "қисығы",
        "қисық",
        "қисықтары",
        "қисығының",
    ]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_an_abbreviation_takes_no_endings(language: str) -> None:
    assert words_that_fit("TMF", language, "TMF tmf TMFен TMFа") == ["TMF", "tmf"]


def test_folding_keeps_every_place() -> None:
    for text in ("Ёмкость", "İzmir", "ҚАЛДЫҚ ҚОЙМАСЫ", "TMF"):
        assert len(folded(text)) == len(text)
