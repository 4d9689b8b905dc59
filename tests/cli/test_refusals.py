"""What the terminal refuses: exit code 2, a sentence that names the thing, nothing stored, nothing half-written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

SCORE = {"pack": "unece-tmf", "group": "A", "answers": {}}


def test_reading_a_missing_archive_is_refused_and_makes_none(terminal: Terminal) -> None:
    for command in (["facility", "list"], ["assessment", "list"], ["assessment", "show", "x"]):
        assert str(terminal.archive) in terminal.refused(*command)
    assert not terminal.archive.exists()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"pack": "nowhere"}, "nowhere"),
        ({"group": "Z"}, "Z"),
        ({"answers": {"A9.99": "yes"}}, "A9.99"),
        ({"answers": {"A1.01": "perhaps"}}, "perhaps"),
        ({"answers": {"A1.01": {"value": "yes", "basis": "hearsay"}}}, "hearsay"),
        ({"answers": {"A1.01": {"value": "unknown", "reason": "lazy"}}}, "lazy"),
        ({"answers": {"A1.01": {"valeu": "yes"}}}, "valeu"),
        ({"answers": {"A1.01": 1}}, "A1.01"),
        ({"answers": ["yes"]}, "answers"),
        ({"facts": {"has_liner": "perhaps"}}, "has_liner"),
    ],
)
def test_score_names_what_it_cannot_read(terminal: Terminal, change: dict[str, object], named: str) -> None:
    assert named in terminal.refused("score", terminal.file("s.json", {**SCORE, **change}))


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "s.json"),
        ('{"pack": "unece-tmf", "pack": "x", "group": "A", "answers": {}}', "pack"),
        ('{"pack": "unece-tmf", "group": "A", "answers": {"A1.01": "yes", "A1.01": "no"}}', "A1.01"),
        ("[]", ""),
        ("[" * 50_000, "s.json"),
        ("", "s.json"),
    ],
)
def test_score_refuses_broken_files(terminal: Terminal, content: str, named: str) -> None:
    assert named in terminal.refused("score", terminal.file("s.json", content))


def test_score_refuses_a_missing_file_and_one_that_is_not_utf8(terminal: Terminal, tmp_path: Path) -> None:
    assert "nothing.json" in terminal.refused("score", str(tmp_path / "nothing.json"))
    (tmp_path / "cp1251.json").write_bytes('{"имя": 1}'.encode("cp1251"))
    assert "cp1251.json" in terminal.refused("score", str(tmp_path / "cp1251.json"))


@pytest.mark.parametrize(
    ("facility", "named"),
    [
        ({"country": "KZ"}, ""),
        ({"name": "X"}, ""),
        ({"name": "X", "country": "Atlantis"}, "Atlantis"),
        ({"name": "X", "country": "KZ", "volume_m3": "much"}, "much"),
        ({"name": "X", "country": "KZ", "latitude": 123}, "123"),
        ({"name": "X", "country": "KZ", "status": "sleeping"}, "sleeping"),
    ],
)
def test_facility_add_refuses_wrong_facts_and_stores_nothing(
    terminal: Terminal, facility: dict[str, object], named: str
) -> None:
    assert named in terminal.refused("facility", "add", "--from", terminal.file("f.json", facility))
    code, out, _ = terminal("facility", "list", "--json")
    assert code == 2 or out.strip() == "[]"


def test_facility_add_keeps_unknown_keys_as_notes_and_says_so(terminal: Terminal) -> None:
    source = terminal.file("f.json", {"name": "X", "country": "kaz", "colour": "red"})
    code, out, err = terminal("facility", "add", "--from", source)
    assert code == 0
    assert "colour" in err
    shown = terminal.json("facility", "show", out.strip())
    assert "colour: red" in shown["notes"]
    assert shown["country"] == "KZ"


def test_answers_from_a_file_are_all_stored_or_none(terminal: Terminal, assessment: str) -> None:
    source = terminal.file("a.json", {"A1.01": "yes", "A1.02": "perhaps"})
    assert "A1.02" in terminal.refused("assessment", "answer", assessment, "--from", source)
    assert terminal.json("assessment", "show", assessment)["answers"] == {}


def test_options_of_a_single_answer_are_never_dropped_in_silence(terminal: Terminal, assessment: str) -> None:
    source = terminal.file("a.json", {"A1.01": "yes"})
    for option in (["--danger"], ["--comment", "crack"], ["--basis", "measured"], ["A1.01", "yes"]):
        assert "--from" in terminal.refused("assessment", "answer", assessment, *option, "--from", source)
    assert terminal.json("assessment", "show", assessment)["answers"] == {}


def test_closed_assessment_refuses_every_change(terminal: Terminal, assessment: str) -> None:
    terminal.ok("assessment", "answer", assessment, "A1.01", "no")
    points = terminal.json("assessment", "check", assessment)["points"]
    codes = {point["code"] for point in points if point["severity"] == "error"}
    assert codes
    reasons = [word for code in sorted(codes) for word in ("--explain", f"{code}=only a test")]
    terminal.ok("assessment", "close", assessment, *reasons)
    before = terminal.json("assessment", "show", assessment)
    measure = terminal.json("measure", "list", assessment)[0]["id"]
    for command in (
        ["assessment", "answer", assessment, "A1.01", "yes"],
        ["measure", "set", assessment, measure, "--accept"],
        ["measure", "add", assessment, "--title", "X", "--term", "short"],
        ["assessment", "close", assessment],
    ):
        terminal.refused(*command)
    assert terminal.json("assessment", "show", assessment) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["answer", "{id}"],
        ["answer", "{id}", "A1.01"],
        ["answer", "{id}", "A1.01", "perhaps"],
        ["answer", "{id}", "B1.01", "yes"],
        ["answer", "nothing", "A1.01", "yes"],
        ["show", "nothing"],
        ["history", "nothing"],
        ["results", "nothing"],
        ["close", "nothing"],
    ],
)
def test_assessment_commands_refuse_what_does_not_exist(
    terminal: Terminal, assessment: str, arguments: list[str]
) -> None:
    terminal.refused("assessment", *(word.format(id=assessment) for word in arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ["M-NONE-01", "--accept"],
        ["{measure}"],
        ["{measure}", "--reject", " "],
        ["{measure}", "--due", "31.03.2027"],
        ["{measure}", "--term", "long"],
        ["{measure}", "--term", "soon", "--reason", "x"],
        ["{measure}", "--reason", "x"],
        ["{measure}", "--accept", "--reject", "x"],
    ],
)
def test_measure_set_refuses_incomplete_decisions(terminal: Terminal, assessment: str, arguments: list[str]) -> None:
    terminal.ok("assessment", "answer", assessment, "A1.01", "no")
    measure = terminal.json("measure", "list", assessment)[0]["id"]
    terminal.refused("measure", "set", assessment, *(word.format(measure=measure) for word in arguments))
    assert terminal.json("measure", "list", assessment)[0]["decision"] == "proposed"


def test_report_refuses_an_unknown_language_and_a_missing_folder(terminal: Terminal, assessment: str) -> None:
    out = str(terminal.folder / "r.pdf")
    assert "fr" in terminal.refused("report", assessment, "--lang", "fr", "--out", out)
    nowhere = str(terminal.folder / "missing" / "r.pdf")
    terminal.refused("report", assessment, "--lang", "en", "--out", nowhere)
    assert not list(terminal.folder.glob("*.pdf"))


@pytest.mark.parametrize("arguments", [["--nonsense"], ["pack"], ["pack", "show"], ["assessment", "stop"], ["sco"]])
def test_unknown_words_end_with_exit_code_2(terminal: Terminal, arguments: list[str]) -> None:
    terminal.refused(*arguments)


def test_pack_check_says_what_is_wrong(terminal: Terminal, tmp_path: Path) -> None:
    from tests.packs.small_pack import spoil, write_small_pack

    folder = write_small_pack(tmp_path / "small")
    assert "0" in terminal.ok("pack", "check", str(folder))
    spoil(folder, "questions.toml", 'why.kk = "why қазақша"\n', "")
    code, out, err = terminal("pack", "check", str(folder))
    assert code == 2
    assert "questions.toml · question A1.01 · why · [kk]" in out
    assert str(folder) in err
    terminal.refused("pack", "check", str(tmp_path / "nothing"))


def test_json_on_stdout_is_utf8_whatever_the_machine_speaks(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tmfcheck", "pack", "show", "unece-tmf", "--group", "A", "--json"]
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "XDG_CACHE_HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "Қ" in done.stdout.decode("utf-8") or "қ" in done.stdout.decode("utf-8")
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("language", "size", "said"),
    [
        *(("en", size, "is not a size of a file") for size in ("nan", "inf", "0", "-1", "abc", "", "10000", "1 MB")),
        ("ru", "nan", "не размер файла"),
        ("kk", "-1", "файл өлшемі емес"),
    ],
)
def test_a_size_that_is_none_is_refused_in_one_sentence(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, language: str, size: str, said: str
) -> None:
    monkeypatch.setenv("TMFCHECK_LANGUAGE", language)
    out = terminal.folder / "report.pdf"
    error = terminal.refused("report", "any", "--lang", "en", "--max-mb", size, "--out", str(out))
    assert f"“{size}”" in error or f"«{size}»" in error
    assert said in error
    assert "7.5" in error
    assert "usage" not in error
    assert "megabytes value" not in error
    assert not out.exists()


def test_a_size_may_be_written_with_a_comma(terminal: Terminal, assessment: str) -> None:
    out = terminal.folder / "report.pdf"
    terminal.ok("report", assessment, "--lang", "ru", "--max-mb", "9,5", "--out", str(out))
    assert 0 < out.stat().st_size < 9_500_000
