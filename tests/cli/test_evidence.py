"""Photos, files, documents and the visit from the terminal: what is refused is named, the rest is stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.pictures_for_tests import NEAR_ALMATY, encoded, photo
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.domain.history import HistoryKind
from tmfcheck.wording import HISTORY_KINDS


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_1.JPG"
    path.write_bytes(photo(offset="+05:00", place=NEAR_ALMATY))
    return path


def test_a_photo_is_attached_and_listed(terminal: Terminal, assessment: str, picture: Path) -> None:
    made = terminal.json("assessment", "attach", assessment, "A1.03", str(picture), "--caption", "Жағасы")
    (item,) = made["attached"]
    assert (item["question"], item["kind"], item["caption"]) == ("A1.03", "photo", "Жағасы")
    assert item["taken_at"] == "2026-06-09T09:30:00+05:00"
    assert item["latitude"] == pytest.approx(43.2583333)
    listed = terminal.json("assessment", "evidence", assessment)
    assert listed["items"] == [item]
    assert "IMG_1.JPG" in terminal.ok("assessment", "evidence", assessment)


def test_a_refused_file_is_named_and_the_others_are_attached(
    terminal: Terminal, assessment: str, picture: Path, tmp_path: Path
) -> None:
    broken, program = tmp_path / "cut.jpg", tmp_path / "setup.exe"
    broken.write_bytes(picture.read_bytes()[:200])
    program.write_bytes(b"MZ")
    files = [str(each) for each in (broken, program, tmp_path / "missing.jpg", picture)]
    code, out, err = terminal("assessment", "attach", assessment, "-", *files, "--json")
    made = json.loads(out)
    assert code == 2
    assert [each["file"] for each in made["attached"]] == ["IMG_1.JPG"]
    assert [each["code"] for each in made["refused"]] == ["PICTURE_BROKEN", "FILE_WOULD_RUN", "FILE_UNREADABLE"]
    assert all(name in err for name in ("cut.jpg", "setup.exe", "missing.jpg"))
    assert [each["file"] for each in terminal.json("assessment", "evidence", assessment)["items"]] == ["IMG_1.JPG"]


def test_a_folder_given_as_a_file_is_not_said_to_be_empty(terminal: Terminal, assessment: str, picture: Path) -> None:
    told = terminal.refused("assessment", "attach", assessment, "-", str(picture.parent))
    assert f"{picture.parent} is a folder" in told
    assert "no picture" not in told


def test_a_renamed_picture_is_taken_and_said_to_be_what_it_is(
    terminal: Terminal, assessment: str, tmp_path: Path
) -> None:
    (tmp_path / "photo.jpg").write_bytes(encoded("PNG"))
    code, _, err = terminal("assessment", "attach", assessment, "-", str(tmp_path / "photo.jpg"))
    assert (code, "image/png" in err) == (0, True)


@pytest.mark.parametrize("question", ["Z9.99", "B1.01"])
def test_an_unknown_question_and_a_closed_assessment_take_nothing(
    terminal: Terminal, assessment: str, picture: Path, question: str
) -> None:
    assert question in terminal.refused("assessment", "attach", assessment, question, str(picture))
    terminal.refused("assessment", "attach", "nothing", "A1.01", str(picture))
    assert terminal.json("assessment", "evidence", assessment)["items"] == []


def test_documents_are_registered_cited_and_listed(terminal: Terminal, assessment: str, tmp_path: Path) -> None:
    (tmp_path / "permit.pdf").write_bytes(plain_pdf())
    added = terminal.json(
        "assessment", "document", assessment, "Emission permit", "--number", "12-K", "--valid-to", "2026-01-31",
        "--seen", "file", "--file", str(tmp_path / "permit.pdf"),
    )  # fmt: skip
    terminal.ok("assessment", "cite", assessment, "A2.04", added["id"][:8], "--page", "p. 3")
    listed = terminal.json("assessment", "evidence", assessment)
    assert listed["documents"] == [added]
    assert listed["citations"] == [{"question": "A2.04", "document": added["id"], "page": "p. 3"}]
    shown = terminal.ok("assessment", "evidence", assessment)
    assert "Emission permit" in shown
    assert "A2.04" in shown
    terminal.refused("assessment", "cite", assessment, "A2.04", "nothing")
    terminal.refused("assessment", "document", assessment, " ")
    terminal.refused("assessment", "document", assessment, "x", "--issued", "31.01.2026")
    assert terminal.ok("assessment", "papers", assessment).strip().endswith("0.")


def test_the_visit_is_taken_from_a_file(terminal: Terminal, assessment: str) -> None:
    visit = {
        "people": [{"name": "Observer", "function": "engineer", "organisation": "Operator"}],
        "started_at": "2026-06-09T09:00:00+05:00",
        "weather": "dry",
    }
    terminal.ok("assessment", "visit", assessment, "--from", terminal.file("v.json", visit))
    listed = terminal.json("assessment", "evidence", assessment)["visit"]
    assert listed["people"] == visit["people"]
    assert listed["started_at"] == "2026-06-09T04:00:00+00:00"
    for wrong in (
        {**visit, "started_at": "2026-06-09T09:00:00"},
        {**visit, "started_at": "tomorrow"},
        {**visit, "colour": "red"},
        {**visit, "people": [{}]},
        {**visit, "people": "Observer"},
        {**visit, "weather": 24},
        {**visit, "ended_at": "2026-06-09T08:00:00+05:00"},
    ):
        terminal.refused("assessment", "visit", assessment, "--from", terminal.file("w.json", wrong))
    assert terminal.json("assessment", "evidence", assessment)["visit"] == listed


def test_the_history_tells_of_evidence_in_words(terminal: Terminal, assessment: str, picture: Path) -> None:
    terminal.ok("assessment", "attach", assessment, "A1.03", str(picture))
    assert "Photo or file added" in terminal.ok("assessment", "history", assessment)
    assert set(HISTORY_KINDS) == set(HistoryKind)
