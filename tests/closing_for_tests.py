"""Closing an assessment in a story about something else: whatever stands open is explained."""

from __future__ import annotations

import sqlite3
from contextlib import closing as closed_file
from pathlib import Path

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.closing_check import unexplained
from tmfcheck.services import assessing, closing
from tmfcheck.services.desk import Desk


def close_as_it_is(desk: Desk, assessment_id: str, by: str | None = None) -> AssessmentState:
    """Close an assessment with its errors, each explained."""
    explain_errors(desk, assessment_id, by)
    return closing.close(desk, assessment_id, by)


def explain_errors(desk: Desk, assessment_id: str, by: str | None = None) -> AssessmentState:
    """Explain every error that stands."""
    state = assessing.load_state(desk, assessment_id)
    for point in unexplained(state, closing.check(desk, state)):
        state = closing.explain(desk, state, point.code, "Only a test", by)
    return state


def tampered_with(path: Path, *statements: str) -> None:
    """Change an archive nobody has open behind the back of its triggers."""
    with closed_file(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in (*statements, *(sql for _, sql in triggers)):
            connection.execute(statement)


def make_closed_by_version_1(path: Path) -> None:
    """Take out of an archive what closings have kept since version 2."""
    tampered_with(
        path,
        "UPDATE assessment SET fingerprint = NULL",
        "UPDATE snapshot SET document = json_remove(document, '$.check', '$.results.indices')",
    )
