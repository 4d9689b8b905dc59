"""One answer to one question, and whether the pack allows it; for everyone who stores or scores answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tmfcheck.errors import AnswerError

if TYPE_CHECKING:
    from tmfcheck.domain.pack import Pack

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
MAX_COMMENT_LENGTH = 50_000
MAX_DOCUMENT_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given to one question.

    ``value`` is an answer word or None while the question is not yet answered (a comment may come first); ``document``
    names the document and page the answer rests on; ``danger`` is the immediate-danger mark.
    """

    value: str | None = None
    basis: str | None = None
    reason: str | None = None
    comment: str = ""
    document: str = ""
    danger: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was given."""
        return self == BLANK


BLANK = Answer()


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """An answer as the archive holds it: with time (aware UTC) and person."""

    answer: Answer
    answered_at: datetime
    by: str


Answers = Mapping[str, Answer]
"""Answers by question id; a question that is missing is unanswered."""


def check_answer(pack: Pack, group: str, question_id: str, answer: Answer) -> None:
    """Refuse an answer the pack does not know; raises AnswerError naming the word.

    Reason, basis and comment may be present or missing in any combination (methodology 3.4).
    """
    check_question(pack, group, question_id)
    _check_word("ANSWER_UNKNOWN", question_id, answer.value, [option.id for option in pack.answers])
    _check_word("BASIS_UNKNOWN", question_id, answer.basis, [basis.id for basis in pack.bases])
    _check_word("REASON_UNKNOWN", question_id, answer.reason, [reason.id for reason in pack.reasons])
    if len(answer.comment) > MAX_COMMENT_LENGTH:
        raise AnswerError("COMMENT_TOO_LONG", question=question_id, limit=MAX_COMMENT_LENGTH)
    if len(answer.document) > MAX_DOCUMENT_LENGTH:
        raise AnswerError("DOCUMENT_TOO_LONG", question=question_id, limit=MAX_DOCUMENT_LENGTH)


def check_question(pack: Pack, group: str, question_id: str) -> None:
    """Refuse a question that is not in the group; raises AnswerError QUESTION_UNKNOWN."""
    question = pack.question_by_id.get(question_id)
    if question is None or question.group != group:
        raise AnswerError("QUESTION_UNKNOWN", question=question_id, group=group)


def _check_word(code: str, question_id: str, word: str | None, words: list[str]) -> None:
    if word is not None and word not in words:
        raise AnswerError(code, question=question_id, value=word, words=", ".join(words))
