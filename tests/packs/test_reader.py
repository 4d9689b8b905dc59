"""The reading room finds every problem, names its place, and reads a right pack whole."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from tests.packs.small_pack import MEASURES, QUESTIONS, spoil, texts, write_small_pack
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.messages import PROBLEMS, problem_sentence
from tmfcheck.packs.folder import read_folder
from tmfcheck.packs.problems import Problem, Severity
from tmfcheck.packs.reader import read_pack


def contradicting(row: str) -> str:
    """A table of contradictions with one row, before the answers."""
    head = '[[table]]\nid = "contradictions"\nverified = false\nsource = "own"\n'
    return f"{head}{texts('title')}rows = [{row}]\n[[answer]]"


SPOILED = [
    ("FILE_NOT_TOML", "questions.toml", "[[question]]", "[[question"),
    ("FILE_NOT_TOML", "measures.toml", 'cost = "low"', f"cost = {'[' * 100_000}"),
    ("FILE_NOT_TOML", "pack.toml", "value = 90", f"value = {'9' * 5_000}"),
    ("ROW_WRONG_LENGTH", "glossary.csv", "a wall,", ""),
    ("FORMAT_UNKNOWN", "pack.toml", "format = 1", "format = 99"),
    ("LIST_UNKNOWN", "measures.toml", "[[measure]]", "[[mesure]]"),
    ("NOT_A_LIST", "measures.toml", "[[measure]]", "[measure]"),
    ("FIELD_UNKNOWN", "questions.toml", "references =", "referenses ="),
    ("FIELD_MISSING", "measures.toml", 'cost = "low"\n', ""),
    ("FIELD_WRONG", "pack.toml", "value = 90", "value = 90.5"),
    ("TEXT_MISSING", "questions.toml", 'why.kk = "why қазақша"\n', ""),
    ("LANGUAGE_NOT_LISTED", "questions.toml", "why.kk =", 'why.de = "warum"\nwhy.kk ='),
    (
        "ID_TWICE",
        "pack.toml",
        '[[basis]]\nid = "measured"',
        f'[[basis]]\nid = "measured"\nis_evidence = true\n{texts("label")}[[basis]]\nid = "measured"',
    ),
    ("ID_UNKNOWN", "questions.toml", 'categories = ["dam"]', 'categories = ["dams"]'),
    ("PACK_ID_WRONG", "pack.toml", 'id = "small"', 'id = "Small Pack"'),
    ("ANSWER_MISSING", "pack.toml", 'id = "mostly_no"', 'id = "hardly"'),
    ("ANSWER_NOT_KNOWN", "pack.toml", 'id = "mostly_no"', 'id = "hardly"'),
    ("ANSWER_VALUE_WRONG", "pack.toml", 'id = "not_applicable"', 'id = "not_applicable"\nvalue = 1'),
    ("ANSWER_VALUE_WRONG", "pack.toml", 'value = "2/3"', 'value = "3/2"'),
    ("ANSWER_VALUE_WRONG", "pack.toml", 'value = "2/3"', 'value = "1/4"'),
    ("FIGURE_MISSING", "pack.toml", 'id = "milestone_months"', 'id = "milestones"'),
    (
        "SECTION_EMPTY",
        "questions.toml",
        "[[section]]",
        f'[[section]]\nid = "A1.pond"\nsubgroup = "A1"\n{texts("title")}[[section]]',
    ),
    ("QUESTION_ID_WRONG", "questions.toml", 'id = "A1.01"', 'id = "B7.01"'),
    ("WEIGHT_NOT_POSITIVE", "questions.toml", 'section = "A1.crest"', 'section = "A1.crest"\nweight = 0'),
    ("LINK_TWICE", "questions.toml", "measures = [", 'measures = [{ id = "M-DAM-01", when = ["no"] }, '),
    ("TRIGGER_WRONG", "questions.toml", '"unknown"]', '"yes"]'),
    ("NO_MEASURE_FOR_NO", "questions.toml", '"no", ', ""),
    ("NO_MEASURE_FOR_UNKNOWN", "questions.toml", ', "unknown"]', "]"),
    ("PLACE_UNKNOWN", "questions.toml", '"guide:1"', '"guide:77"'),
    ("CONDITION_WRONG", "questions.toml", "measures = [", 'applies_if = { one_of = ["x"] }\nmeasures = ['),
    ("CONDITION_WRONG", "questions.toml", "measures = [", 'applies_if = { fact = "whc" }\nmeasures = ['),
    ("FIELD_UNKNOWN", "questions.toml", "measures = [", 'applies_if = { fact = "whc", in = [1] }\nmeasures = ['),
    ("FIELD_UNKNOWN", "questions.toml", '"M-DAM-01", when', '"M-DAM-01", wenn = [], when'),
    ("ID_UNKNOWN", "questions.toml", "measures = [", 'applies_if = { fact = "colour", one_of = ["x"] }\nmeasures = ['),
    ("CONTRADICTION_WRONG", "pack.toml", "[[answer]]", contradicting('{ met = "A1.01" }')),
    ("CONTRADICTION_WRONG", "pack.toml", "[[answer]]", contradicting('{ met = "A1.01", fact = "whc", at_most = "1" }')),
    ("ID_UNKNOWN", "pack.toml", "[[answer]]", contradicting('{ met = "A1.01", not_met = "A1.99" }')),
    ("ID_UNKNOWN", "pack.toml", "[[answer]]", contradicting('{ met = "A1.01", fact = "colour", at_most = 1 }')),
    ("INTERIM_WRONG", "measures.toml", 'cost = "low"', 'cost = "low"\ninterim = "M-DAM-99"'),
    ("INTERIM_MISSING", "measures.toml", 'term = "short"', 'term = "long"'),
    ("MEASURE_UNTRIGGERED", "measures.toml", "[[measure]]", MEASURES.replace("M-DAM-01", "M-DAM-02") + "[[measure]]"),
]


def problems_of(folder: Path) -> tuple[Problem, ...]:
    return read_pack(read_folder(folder))[1]


def test_reader_reads_a_right_pack_without_a_problem(tmp_path: Path) -> None:
    pack, problems = read_pack(read_folder(write_small_pack(tmp_path)))
    assert problems == ()
    assert pack is not None
    assert pack.answer_by_id["mostly_yes"].value == Fraction(2, 3)
    assert pack.questions[0].text["kk"] == "text қазақша"
    assert (pack.questions[0].group, pack.questions[0].subgroup, pack.questions[0].weight) == ("A", "A1", 1)
    assert pack.glossary[0].term["ru"] == "дамба"


@pytest.mark.parametrize(("code", "file", "old", "new"), SPOILED, ids=[f"{row[0]}-{row[1]}" for row in SPOILED])
def test_reader_names_what_is_wrong_and_where(tmp_path: Path, code: str, file: str, old: str, new: str) -> None:
    folder = write_small_pack(tmp_path)
    if code == "INTERIM_MISSING":
        spoil(folder, "questions.toml", 'section = "A1.crest"', 'section = "A1.crest"\ncritical = "condition"')
    spoil(folder, file, old, new)
    found = [problem for problem in problems_of(folder) if problem.code == code]
    assert found, problems_of(folder)
    assert found[0].file == file or code in ("ANSWER_MISSING", "FIGURE_MISSING")


def test_reader_names_the_language_of_a_missing_text(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "questions.toml", 'how_to_check.ru = "how_to_check по-русски"\n', "")
    (problem,) = problems_of(folder)
    assert (problem.item, problem.place, problem.language) == ("question A1.01", "how_to_check", "ru")


def test_reader_collects_the_problems_of_all_files_at_once(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "pack.toml", "value = 90", "value = 90.5")
    spoil(folder, "questions.toml", 'why.kk = "why қазақша"\n', "")
    spoil(folder, "questions.toml", 'text.ru = "text по-русски"\n', "")
    spoil(folder, "measures.toml", 'cost = "low"\n', "")
    assert {"FIELD_WRONG", "TEXT_MISSING", "FIELD_MISSING"} <= {problem.code for problem in problems_of(folder)}
    assert len([problem for problem in problems_of(folder) if problem.code == "TEXT_MISSING"]) == 2


def test_reader_refuses_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    (folder / "measures.toml").write_bytes("title = 'дамба'".encode("cp1251"))
    assert "FILE_NOT_UTF8" in {problem.code for problem in problems_of(folder)}


def test_reader_gives_no_pack_where_there_is_an_error_but_one_where_there_are_only_warnings(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    spoil(folder, "questions.toml", ', "unknown"]', "]")
    pack, problems = read_pack(read_folder(folder))
    assert pack is not None
    assert {problem.severity for problem in problems} == {Severity.WARNING}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_sentence_with_its_place(tmp_path: Path, language: str) -> None:
    for code, file, old, new in SPOILED:
        folder = write_small_pack(tmp_path / code)
        spoil(folder, file, old, new)
        for problem in problems_of(folder):
            line = problem_sentence(problem, Texts(language))
            assert line.startswith(problem.file)
            assert not re.search(r"\{\w+\}", line)


def test_every_problem_code_of_the_room_has_a_sentence() -> None:
    room = Path(__file__).parents[2] / "tmfcheck" / "packs"
    codes = {
        code
        for file in room.glob("*.py")
        for code in re.findall(r'Problem\(\s*"([A-Z_0-9]+)"', file.read_text("utf-8"))
    }
    assert codes
    assert codes <= set(PROBLEMS)


def test_questions_keep_the_order_of_the_file(tmp_path: Path) -> None:
    folder = write_small_pack(tmp_path)
    second = QUESTIONS[QUESTIONS.index("[[question]]") :].replace("A1.01", "A1.02")
    path = folder / "questions.toml"
    path.write_text(QUESTIONS + second, encoding="utf-8")
    pack, _ = read_pack(read_folder(folder))
    assert pack is not None
    assert [question.id for question in pack.questions] == ["A1.01", "A1.02"]
