"""Terms are found in texts of three languages in the form they stand there, and by a reader in any of them."""

from __future__ import annotations

import pytest

from tmfcheck.domain.glossary import GlossarySearch, TermFinder, is_doubtful
from tmfcheck.domain.pack import GlossaryTerm


def term(en: str, ru: str, kk: str, *, sure: str = "yes", definition: str = "") -> GlossaryTerm:
    explained = {language: f"{definition} ({language})" for language in ("en", "ru", "kk")}
    return GlossaryTerm(en, {"en": en, "ru": ru, "kk": kk}, explained, sure)


TERMS = (
    term("dam", "дамба", "бөгет", definition="Structure that holds back the tailings."),
    term("dam break", "прорыв дамбы", "бөгеттің бұзылуы"),
    term("saddle dam", "седловая дамба", "асудағы бөгет", sure="no"),
    term("slope", "откос", "еңіс"),
    term("slurry pipeline", "пульповод", "пульпа құбыры"),
    term("mudflow", "сель", "сел"),
    term("measure", "мера", "шара"),
    term("settlement (of ground)", "осадка", "шөгу"),
    term("precipitation", "осадки", "жауын-шашын"),
    term("internal erosion", "суффозия / внутренняя эрозия", "суффозия / ішкі эрозия"),
    term("tailings management facility (TMF)", "хвостохранилище", "қалдық қоймасы", sure="read"),
    term("emergency plan (internal)", "план ликвидации аварий (ПЛА)", "аварияларды жою жоспары"),
    term("emergency plan (external)", "внешний план действий", "сыртқы жоспар"),
    term("highest permitted level", "предельно допустимый уровень", "шекті рұқсат етілген деңгей"),
)


def found(text: str, language: str) -> list[tuple[str, str]]:
    """Each term's English name with the words it was found in."""
    uses = TermFinder(TERMS, language).find(text)
    return [(use.term.id, text[use.start : use.end]) for use in uses]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Are the Dams and slopes dry?", [("dam", "Dams"), ("slope", "slopes")]),
        ("ru", "Сухи ли дамбы и откосы?", [("dam", "дамбы"), ("slope", "откосы")]),
        ("kk", "Бөгеттер мен еңістің беті құрғақ па?", [("dam", "Бөгеттер"), ("slope", "еңістің")]),
        ("ru", "Не выше предельно допустимого уровня.", [("highest permitted level", "предельно допустимого уровня")]),
        ("kk", "Пульпа құбырларының жіктері.", [("slurry pipeline", "Пульпа құбырларының")]),
        ("kk", "Қалдық қоймасынан су ақпай ма?", [("tailings management facility (TMF)", "Қалдық қоймасынан")]),
    ],
)
def test_terms_are_found_whatever_their_ending(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Damage by damp, sloping ground."),
        ("ru", "По мере роста пляжа. Люди в селе. Мерный сосуд."),
        ("kk", "Жобалау ұйымы, селитра, шарап."),
    ],
)
def test_words_that_only_begin_like_a_term_are_none(language: str, text: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "After a dam-break the dam is gone.", "dam break"),
        ("ru", "При прорыве дамбы.", "dam break"),
        ("kk", "Бөгеттің бұзылуынан кейін.", "dam break"),
    ],
)
def test_the_longest_term_is_meant(language: str, text: str, name: str) -> None:
    assert found(text, language)[0][0] == name


def test_a_term_is_told_once_where_it_stands_first() -> None:
    assert found("Дамба, вторая дамба и седловая дамба.", "ru") == [
        ("dam", "Дамба"),
        ("saddle dam", "седловая дамба"),
    ]


def test_words_that_fit_two_terms_mean_neither() -> None:
    assert found("Ливневые осадки", "ru") == []
    assert found("Осадка гребня", "ru") == [("settlement (of ground)", "Осадка")]
    assert found("Read the emergency plan.", "en") == []


def test_words_of_a_term_stand_together() -> None:
    assert found("Есть прорыв, дамбы нет.", "ru") == [("dam", "дамбы")]
    assert found("прорыв\nдамбы", "ru") == [("dam", "дамбы")]


def test_both_sides_of_a_slash_and_an_abbreviation_are_names() -> None:
    assert found("Суффозия или внутренняя эрозия?", "ru") == [("internal erosion", "Суффозия")]
    assert found("Опасна внутренней эрозией.", "ru") == [("internal erosion", "внутренней эрозией")]
    assert found("Прочтите ПЛА.", "ru") == [("emergency plan (internal)", "ПЛА")]
    assert found("Дом из пла.", "ru") == []


def test_an_english_word_that_needs_an_explanation_is_not_looked_for_alone() -> None:
    assert found("The next settlement lies below.", "en") == []


def test_nothing_is_found_in_a_language_without_terms() -> None:
    only_english = GlossaryTerm("dam", {"en": "dam"}, {"en": "Holds back."}, "yes")
    assert TermFinder([only_english], "ru").find("dam дамба") == ()


# ------------------------------------------------------------------- search


def ids(typed: str, language: str = "en") -> list[str]:
    return [each.id for each in GlossarySearch(TERMS, language).find(typed)]


def test_everything_stands_in_alphabetical_order_of_the_language() -> None:
    shown = [each.term["kk"] for each in GlossarySearch(TERMS, "kk").find("")]
    letters = ["аварияларды жою жоспары", "бөгет", "еңіс", "жауын-шашын", "қалдық қоймасы", "пульпа құбыры", "сел"]
    assert [name for name in shown if name in letters] == letters


@pytest.mark.parametrize(("typed", "name"), [("ПУЛЬПОВОД", "slurry pipeline"), ("пульпа ҚҰБЫР", "slurry pipeline")])
def test_a_term_is_found_in_every_language_whatever_the_letters_case(typed: str, name: str) -> None:
    assert ids(typed) == [name]


def test_kazakh_words_are_found_without_the_kazakh_letters() -> None:
    assert ids("калдык коймасы") == ["tailings management facility (TMF)"]
    assert ids("қалдық") == ["tailings management facility (TMF)"]
    assert ids("қалдык") == []


def test_names_that_begin_so_come_first_then_other_names_then_explanations() -> None:
    assert ids("dam") == ["dam", "dam break", "saddle dam"]
    assert ids("holds") == ["dam"]
    assert ids("tailings") == ["tailings management facility (TMF)", "dam"]


def test_nothing_fits_words_nobody_wrote() -> None:
    assert ids("zzz") == []


def test_a_kazakh_word_is_doubtful_only_where_a_specialist_must_confirm_it() -> None:
    assert [each.id for each in TERMS if is_doubtful(each)] == ["saddle dam"]
