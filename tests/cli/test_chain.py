"""The whole chain from the terminal: facility, assessment, answers, results, measures, closing, report."""

from __future__ import annotations

import io
import itertools
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import Terminal


def questions_of(terminal: Terminal) -> list[str]:
    return [question["id"] for question in terminal.json("pack", "show", "unece-tmf", "--group", "A")["questions"]]


def test_chain_from_facility_to_report(terminal: Terminal, assessment: str) -> None:
    questions = questions_of(terminal)
    answers = {question: {"value": "yes", "basis": "seen_on_site"} for question in questions}
    answers[questions[0]] = {"value": "no", "comment": "<b>Трещина</b> & ұзын", "danger": True}
    source = terminal.file("answers.json", answers)
    stored = terminal.json("assessment", "answer", assessment, "--from", source)
    assert stored == {"stored": len(questions), "answered": len(questions), "applicable": len(questions)}

    results = terminal.json("assessment", "results", assessment)
    expected = round(100 * (len(questions) - 1) / len(questions), 2)
    assert results["overall"]["msr_percent"] == pytest.approx(expected)
    assert results["dangers"] == [questions[0]]

    notice = terminal.folder / "notice.pdf"
    terminal.ok("notice", assessment, "--lang", "ru", "--out", str(notice))
    (page,) = pypdf.PdfReader(io.BytesIO(notice.read_bytes())).pages
    assert "<b>Трещина</b> & ұзын" in page.extract_text()

    first = terminal.json("measure", "list", assessment)[0]
    assert first["triggered"]["urgency"] == "danger"
    decided = terminal.json(
        "measure", "set", assessment, first["id"], "--accept", "--owner", "Operator", "--due", "2027-03-31"
    )
    assert (decided["decision"], decided["owner"], decided["due"]) == ("accepted", "Operator", "2027-03-31")

    assert terminal.json("assessment", "close", assessment)["status"] == "closed"
    out = terminal.folder / "report.pdf"
    terminal.ok("report", assessment, "--lang", "kk", "--second-lang", "ru", "--out", str(out))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages)
    assert "<b>Трещина</b> & ұзын" in text
    template, word, workbook = (terminal.folder / name for name in ("template.docx", "report.docx", "report.xlsx"))
    terminal.ok("template", "--lang", "kk", "--out", str(template))
    terminal.ok("report", assessment, "--lang", "kk", "--template", str(template), "--out", str(word))
    terminal.ok("report", assessment, "--lang", "kk", "--format", "xlsx", "--out", str(workbook))
    assert all(zipfile.is_zipfile(made) for made in (template, word, workbook))
    wrong = terminal.folder / "wrong.pdf"
    told = terminal.refused("report", assessment, "--lang", "kk", "--format", "docx", "--out", str(wrong))
    assert "another kind than docx" in told
    assert not wrong.exists()


@pytest.mark.parametrize(
    ("words", "made"),
    [((), "report.pdf"), (("--format", "docx"), "report.docx"), (("--format", "xlsx"), "report.xlsx")],
)
def test_a_report_without_a_name_is_written_here(
    terminal: Terminal, assessment: str, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], made: str
) -> None:
    monkeypatch.chdir(terminal.folder)
    terminal.ok("report", assessment, "--lang", "en", *words)
    assert (terminal.folder / made).stat().st_size > 10_000


@pytest.mark.parametrize(("group", "language"), [("B", "en"), ("B", "ru"), ("B", "kk"), ("C", "kk")])
def test_larger_groups_are_answered_whole_and_printed(
    terminal: Terminal, facility: str, group: str, language: str
) -> None:
    started = terminal.json("assessment", "start", facility, "--pack", "unece-tmf", "--group", group, "--by", "Team")
    questions = [each["id"] for each in terminal.json("pack", "show", "unece-tmf", "--group", group)["questions"]]
    words = itertools.cycle(("yes", "mostly_yes", "mostly_no", "no", "unknown"))
    source = terminal.file("all.json", {question: {"value": next(words), "basis": "told"} for question in questions})
    terminal.ok("assessment", "answer", started["id"], "--from", source)
    overall = terminal.json("assessment", "results", started["id"])["overall"]
    assert (overall["answered"], overall["provisional"]) == (len(questions), False)
    out = terminal.folder / "report.pdf"
    terminal.ok("report", started["id"], "--lang", language, "--out", str(out))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages)
    assert all(question in text for question in questions)


def test_single_answer_is_shown_with_time_and_person(terminal: Terminal, assessment: str) -> None:
    question = questions_of(terminal)[0]
    terminal.ok(
        "assessment", "answer", assessment, question, "unknown", "--reason", "no_access", "--basis", "none",
        "--comment", "Қар жабылған", "--by", "Second inspector",
    )  # fmt: skip
    shown = terminal.json("assessment", "show", assessment)
    (answer,) = shown["answers"].values()
    assert (answer["value"], answer["reason"], answer["basis"]) == ("unknown", "no_access", "none")
    assert (answer["comment"], answer["by"]) == ("Қар жабылған", "Second inspector")
    assert answer["answered_at"].endswith("+00:00")


def test_history_tells_before_and_after(terminal: Terminal, assessment: str) -> None:
    question = questions_of(terminal)[0]
    terminal.ok("assessment", "answer", assessment, question, "no")
    terminal.ok("assessment", "answer", assessment, question, "yes")
    last = terminal.json("assessment", "history", assessment)[-1]
    assert (last["subject"], last["by"]) == (question, "Inspector")
    assert (last["before"]["value"], last["after"]["value"]) == ("no", "yes")


def test_ids_may_be_shortened_to_their_beginning(terminal: Terminal, assessment: str) -> None:
    assert terminal.json("assessment", "show", assessment[:8])["id"] == assessment


def test_own_measure_joins_the_programme(terminal: Terminal, assessment: str) -> None:
    added = terminal.json("measure", "add", assessment, "--title", "Fence the pond", "--term", "short")
    assert added["own"] is True
    assert added["id"] in [item["id"] for item in terminal.json("measure", "list", assessment)]


def test_every_list_can_be_read_by_people(terminal: Terminal, assessment: str) -> None:
    assert "unece-tmf" in terminal.ok("pack", "list")
    assert "A1.01" in terminal.ok("pack", "show", "unece-tmf", "--group", "A")
    assert "Кадамжай" in terminal.ok("facility", "list")
    assert "2,592,000" in terminal.ok("facility", "show", terminal.json("facility", "list")[0]["id"])
    assert assessment in terminal.ok("assessment", "list")
    assert "A1.01" in terminal.ok("assessment", "show", assessment)
    assert "MSR" in terminal.ok("assessment", "results", assessment)
    assert "Inspector" in terminal.ok("assessment", "history", assessment)
    terminal.ok("measure", "list", assessment)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_terminal_speaks_the_users_language(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    english = terminal.refused("assessment", "show", "zzz")
    monkeypatch.setenv("TMFCHECK_LANGUAGE", language)
    assert terminal.refused("facility", "list") != english
    assert any("а" <= letter <= "я" for letter in terminal.refused("facility", "list"))


def test_demo_makes_its_own_archive_and_the_reports_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    said = terminal.ok("demo", "--out", str(folder), "--lang", "kk")
    assert str(folder / "report-kk.pdf") in said
    assert sorted(path.name for path in folder.glob("*.pdf")) == ["report-kk-signed.pdf", "report-kk.pdf"]
    assert "Signed and unchanged" in said.split("report-kk-signed.pdf")[1]
    assert not terminal.archive.exists()
    terminal.ok("demo", "--out", str(folder), "--lang", "kk")


def test_a_facility_is_shown_in_words_and_with_units(terminal: Terminal) -> None:
    facts = {"name": "Kadamjai", "country": "KG", "start_year": 1971, "area_m2": 115_000, "has_pond": True}
    source = terminal.file("f.json", {**facts, "status": "operated", "substance_groups": ["antimony", "arsenic"]})
    shown = terminal.ok("facility", "show", terminal.json("facility", "add", "--from", source)["id"])
    for words in ("1971", "115,000\u00a0m²", "Yes", "In operation", "Antimony, Arsenic"):
        assert f"  {words}\n" in shown


def test_danger_mark_does_not_go_without_a_word(terminal: Terminal, assessment: str) -> None:
    terminal.ok("assessment", "answer", assessment, "A1.01", "no", "--danger")
    code, _, err = terminal("assessment", "answer", assessment, "A1.01", "yes")
    assert code == 0
    assert "A1.01" in err


def test_pack_is_checked_by_its_name_too(terminal: Terminal) -> None:
    assert terminal.json("pack", "check", "unece-tmf")["usable"] is True
