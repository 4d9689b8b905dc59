"""The advice finds what a keeper of content should look at again, and is silent on a pack that is in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packs.small_pack import MEASURES, QUESTIONS, spoil, write_small_pack
from tmfcheck.packs.folder import read_folder
from tmfcheck.packs.reader import read_pack

QUESTION = QUESTIONS[QUESTIONS.index("[[question]]") :]
NEVER = [
    '{ fact = "raise_method", one_of = ["sideways"] }',
    '{ fact = "has_liner", one_of = ["yes"] }',
    '{ fact = "whc", at_least = 4 }',
    '{ fact = "whc", at_least = 3, at_most = 1 }',
    '{ answer = "A1.01", one_of = ["yes"] }',
    '{ all = [{ fact = "status", one_of = ["operated"] }, { fact = "status", one_of = ["orphaned"] }] }',
    '{ any = [{ fact = "whc", at_least = 4 }, { fact = "raise_method", one_of = ["sideways"] }] }',
]
POSSIBLE = [
    '{ fact = "raise_method", one_of = ["upstream"] }',
    '{ fact = "has_liner", one_of = [true] }',
    '{ fact = "whc", at_least = 2 }',
    '{ all = [{ fact = "substance_groups", one_of = ["cyanide"] }, { fact = "whc", at_least = 1 }] }',
]


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in read_pack(read_folder(folder))[1]]


@pytest.mark.parametrize("condition", NEVER)
def test_advice_names_a_condition_that_never_holds(tmp_path: Path, condition: str) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "questions.toml", "measures = [", f"applies_if = {condition}\nmeasures = [")
    assert codes(folder) == ["CONDITION_NEVER"]


@pytest.mark.parametrize("condition", POSSIBLE)
def test_advice_is_silent_on_a_condition_that_can_hold(tmp_path: Path, condition: str) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "questions.toml", "measures = [", f"applies_if = {condition}\nmeasures = [")
    assert codes(folder) == []


def test_advice_knows_earlier_answers(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    condition = 'applies_if = { answer = "A1.01", one_of = ["yes"] }\nmeasures = ['
    later = QUESTION.replace("A1.01", "A1.02").replace("text in English", "Quite another thing?")
    path = folder / "questions.toml"
    path.write_text(QUESTIONS + later.replace("measures = [", condition), encoding="utf-8")
    assert "CONDITION_NEVER" not in codes(folder)


def test_advice_names_texts_that_do_not_fit_the_card(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "questions.toml", "text по-русски", "слово " * 60)
    (problem,) = read_pack(read_folder(folder))[1]
    assert (problem.code, problem.item, problem.language) == ("TEXT_TOO_LONG", "question A1.01", "ru")


def test_advice_names_questions_that_read_alike(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    path = folder / "questions.toml"
    path.write_text(QUESTIONS + QUESTION.replace("A1.01", "A1.02"), encoding="utf-8")
    assert "QUESTIONS_ALIKE" in codes(folder)


def test_advice_names_a_word_the_glossary_avoids(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "questions.toml", "why по-русски", "Без плотины вода уйдёт")
    (problem,) = (each for each in read_pack(read_folder(folder))[1] if each.code == "TERM_AVOIDED")
    assert (problem.place, problem.language) == ("why", "ru")
    assert problem.data == {"word": "плотин", "right": "дамба"}


def test_advice_names_the_same_words_translated_two_ways(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    second = MEASURES.replace("M-DAM-01", "M-DAM-02").replace("title қазақша", "басқаша")
    (folder / "measures.toml").write_text(MEASURES + second, encoding="utf-8")
    found = [problem for problem in read_pack(read_folder(folder))[1] if problem.code == "TRANSLATED_TWO_WAYS"]
    assert [(problem.item, problem.language) for problem in found] == [("measure M-DAM-02", "kk")]
