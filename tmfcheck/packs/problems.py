"""What can be wrong with a pack, as data: one entry per finding, for the command line, the window and the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """An error makes a pack unusable, a warning asks its keeper to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: file, item, place in it, language where it matters; ``code`` and ``data`` say what to do."""

    code: str
    file: str
    item: str = ""
    place: str = ""
    language: str = ""
    severity: Severity = Severity.ERROR
    data: dict[str, Any] = field(default_factory=dict)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any finding makes the pack unusable."""
    return any(problem.severity is Severity.ERROR for problem in problems)
