"""From one edition of a pack to the next: which answers may follow their question, and which must be given anew."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tmfcheck.domain.answers import RecordedAnswer

if TYPE_CHECKING:
    from tmfcheck.domain.pack import Pack, Question


@dataclass(frozen=True, slots=True)
class EditionStep:
    """What a move to another edition means for the questions of one group, by id and in the new pack's order.

    ``kept`` ask the same as before; ``changed`` kept their id but ask something else; ``added`` are new; ``removed``
    are gone, in the old pack's order.
    """

    kept: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftAnswer:
    """An answer that did not follow: the question as it was asked then, and what was answered."""

    text: Mapping[str, str]
    recorded: RecordedAnswer


@dataclass(frozen=True, slots=True)
class EditionMove:
    """One move of an assessment to another edition: when (aware UTC), by whom, from where to where, and what was left.

    ``left`` holds by question id the answers to questions that ask something else now, or are gone.
    """

    at: datetime
    by: str
    from_edition: str
    from_fingerprint: str
    to_edition: str
    to_fingerprint: str
    left: Mapping[str, LeftAnswer]


def edition_order(edition: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts editions as people count: 2026.9 comes before 2026.10."""
    parts = re.findall(r"\d+|[^\d.]+", edition)
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts)


def edition_at(moves: Iterable[EditionMove], present: str, moment: datetime) -> str:
    """The edition that was in use at a moment; ``moves`` in the order they were made, ``present`` the edition now."""
    return next((move.from_edition for move in moves if moment < move.at), present)


def question_digest(question: Question, language: str) -> str:
    """A hash of what a question means: its id, its text and how to check it, in the pack's first language.

    Corrections of a translation, of the reasons why, of weights or links leave it as it is; 64 hexadecimal digits.
    """
    parts = (question.id, question.text[language], question.how_to_check[language])
    folded = "\0".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(folded.encode()).hexdigest()


def compare_editions(old: Pack, new: Pack, group: str) -> EditionStep:
    """Which questions of a group ask the same in both editions."""
    before = _digests(old.questions_of(group), old.languages[0])
    after = _digests(new.questions_of(group), new.languages[0])
    return EditionStep(
        kept=tuple(name for name, digest in after.items() if before.get(name) == digest),
        changed=tuple(name for name, digest in after.items() if name in before and before[name] != digest),
        added=tuple(name for name in after if name not in before),
        removed=tuple(name for name in before if name not in after),
    )


def _digests(questions: Iterable[Question], language: str) -> dict[str, str]:
    return {question.id: question_digest(question, language) for question in questions}
