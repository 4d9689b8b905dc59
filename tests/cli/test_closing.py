"""Checking, closing, correcting and verifying from the terminal."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from tests.cli.conftest import Terminal
from tests.cli.test_chain import questions_of
from tmfcheck.services import assessing
from tmfcheck.services import closing as closing_desk
from tmfcheck.services.opening import AccessMode, open_desk


def answer_all(terminal: Terminal, assessment: str, **changes: object) -> None:
    answers = {question: {"value": "yes", "basis": "seen_on_site"} for question in questions_of(terminal)}
    answers |= {name.replace("_", "."): given for name, given in changes.items()}
    terminal.ok("assessment", "answer", assessment, "--from", terminal.file("answers.json", answers))


def test_check_lists_every_point_with_its_code(terminal: Terminal, assessment: str) -> None:
    terminal.ok("assessment", "answer", assessment, "A1.01", "unknown", "--reason", "refused")
    checked = terminal.json("assessment", "check", assessment)
    assert (checked["status"], checked["can_close"], checked["errors"]) == ("open", False, 2)
    points = {point["code"]: point for point in checked["points"]}
    assert points["DOCUMENT_WITHHELD"]["subjects"] == [{"place": "question", "id": "A1.01", "detail": ""}]
    assert points["DOCUMENT_WITHHELD"]["severity"] == "error"
    assert points["VISIT_MISSING"]["severity"] == "warning"
    assert checked["warnings"] == sum(point["severity"] == "warning" for point in checked["points"])
    told = terminal.ok("assessment", "check", assessment)
    assert "  DOCUMENT_WITHHELD  1 “unknown” because something was not shown" in told
    assert "    A1.01\n" in told
    assert told.index("Errors") < told.index("Warnings") < told.index("Hints")


def test_close_is_refused_with_the_list_and_changes_nothing(terminal: Terminal, assessment: str) -> None:
    answer_all(terminal, assessment, A1_02={"value": "unknown"})
    told = terminal.refused("assessment", "close", assessment)
    assert "WITHOUT_REASON  1 answer is “unknown” or “not applicable” without a reason." in told
    assert "VISIT_MISSING" not in told, "a warning may stay"
    assert terminal.json("assessment", "show", assessment)["status"] == "open"
    code, out, err = terminal("assessment", "close", assessment, "--json")
    assert code == 2
    assert json.loads(out)["errors"] == 1
    assert "WITHOUT_REASON" in err


def test_each_error_explained_the_assessment_closes(terminal: Terminal, assessment: str) -> None:
    answer_all(terminal, assessment, A1_02={"value": "unknown"}, A1_03={"value": "yes"})
    first = ("assessment", "close", assessment, "--explain", "WITHOUT_REASON=No boat = no access")
    terminal.refused(*first)
    assert terminal.json("assessment", "check", assessment)["explained"] == 0, "refused, nothing is stored"
    closed = terminal.json(*first, "--explain", "critical_on_nothing=Read off the gauge")
    assert (closed["status"], len(closed["content_fingerprint"])) == ("closed", 64)
    checked = terminal.json("assessment", "check", assessment)
    explained = {point["code"]: point["explanation"] for point in checked["points"] if point["explanation"]}
    assert explained == {"WITHOUT_REASON": "No boat = no access", "CRITICAL_ON_NOTHING": "Read off the gauge"}
    assert (checked["status"], checked["can_close"], checked["explained"]) == ("closed", False, 2)


def test_explained_in_the_window_a_later_place_is_named(terminal: Terminal, assessment: str) -> None:
    answer_all(terminal, assessment, A1_02={"value": "unknown"})
    explain(terminal, assessment, "WITHOUT_REASON", "No boat")
    terminal.ok("assessment", "answer", assessment, "A1.03", "unknown")
    checked = terminal.json("assessment", "check", assessment)
    (point,) = (each for each in checked["points"] if each["code"] == "WITHOUT_REASON")
    assert (point["explanation"], point["not_covered"], checked["explained"]) == ("No boat", ["A1.03"], 0)
    told = terminal.refused("assessment", "close", assessment)
    assert "Came later, not explained: A1.03" in told
    both = ("--explain", "WITHOUT_REASON=No boat at all", "--explain", "CRITICAL_WITHOUT_MEASURE=To be looked at")
    terminal.ok("assessment", "close", assessment, *both)
    assert terminal.json("assessment", "check", assessment)["explained"] == 2


def explain(terminal: Terminal, assessment: str, code: str, text: str) -> None:
    """Explain an error as somebody does in the window."""
    with open_desk(terminal.archive, mode=AccessMode.WRITE, user="Somebody") as desk:
        closing_desk.explain(desk, assessing.load_state(desk, assessment), code, text)


def test_an_explanation_that_explains_nothing_is_refused(terminal: Terminal, assessment: str) -> None:
    answer_all(terminal, assessment)
    for given in ("WITHOUT_REASON", "=x", "WITHOUT_REASON=", "WITHOUT_REASON= "):
        assert "CODE=TEXT" in terminal.refused("assessment", "close", assessment, "--explain", given)
    twice = ("--explain", "UNANSWERED=No boat", "--explain", "unanswered=No time")
    assert "“UNANSWERED” is explained twice" in terminal.refused("assessment", "close", assessment, *twice)
    assert "is not an error" in terminal.refused("assessment", "close", assessment, "--explain", "VISIT_MISSING=x")
    assert terminal.json("assessment", "show", assessment)["status"] == "open"


def test_a_closed_assessment_is_corrected_beside_it(terminal: Terminal, assessment: str) -> None:
    terminal.refused("assessment", "revise", assessment, "--reason", "x")
    answer_all(terminal, assessment)
    closed = terminal.json("assessment", "close", assessment)
    terminal.refused("assessment", "revise", assessment, "--reason", " ")
    revision = terminal.ok("assessment", "revise", assessment, "--reason", "Wrong gauge", "--by", "Head").strip()
    shown = terminal.json("assessment", "show", revision)
    assert (shown["revision"], shown["revises"], shown["revision_reason"]) == (2, assessment, "Wrong gauge")
    assert (shown["by"], shown["status"], len(shown["answers"])) == ("Head", "open", 36)
    assert "corrected already" in terminal.refused("assessment", "revise", assessment, "--reason", "x")
    terminal.ok("assessment", "answer", revision, "A1.03", "no", "--comment", "0.4 m")
    assert terminal.json("assessment", "show", assessment)["content_fingerprint"] == closed["content_fingerprint"]
    assert terminal.json("assessment", "show", assessment)["answers"]["A1.03"]["value"] == "yes"


def test_the_archive_says_whether_what_is_closed_is_unchanged(terminal: Terminal, assessment: str) -> None:
    assert terminal.json("archive", "check") == []
    assert "Nothing is closed" in terminal.ok("archive", "check")
    answer_all(terminal, assessment)
    fingerprint = terminal.json("assessment", "close", assessment)["content_fingerprint"]
    (checked,) = terminal.json("archive", "check")
    assert (checked["id"], checked["fingerprint"], checked["sound"]) == (assessment, fingerprint, True)
    assert "unchanged" in terminal.ok("archive", "check")
    with closing(sqlite3.connect(terminal.archive, isolation_level=None)) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'answer_no_update'").fetchone()
        connection.execute("DROP TRIGGER answer_no_update")
        connection.execute("UPDATE answer SET value = 'no' WHERE question_id = 'A1.03'")
        connection.execute(sql)
    code, out, err = terminal("archive", "check", "--json")
    assert (code, json.loads(out)[0]["content"], json.loads(out)[0]["results"]) == (2, False, False)
    assert assessment in err
