"""Answers: which a pack allows, and how a refusal names what is wrong."""

from __future__ import annotations

import pytest

from tests.packs_for_tests import BASES, REASONS, WORDS, make_pack
from tmfcheck.domain.answers import MAX_COMMENT_LENGTH, MAX_DOCUMENT_LENGTH, Answer, check_answer
from tmfcheck.errors import AnswerError

PACK = make_pack()


@pytest.mark.parametrize("value", [None, *WORDS])
@pytest.mark.parametrize("basis", [None, *BASES])
@pytest.mark.parametrize("reason", [None, *REASONS])
def test_check_answer_accepts_every_combination_of_known_words(value, basis, reason):
    check_answer(PACK, "A", "A1.01", Answer(value, basis, reason, comment="seen", danger=True))


@pytest.mark.parametrize(
    ("question", "group", "answer", "code", "named"),
    [
        ("A9.99", "A", Answer("yes"), "QUESTION_UNKNOWN", "A9.99"),
        ("A1.01", "B", Answer("yes"), "QUESTION_UNKNOWN", "A1.01"),
        ("A1.01", "A", Answer("maybe"), "ANSWER_UNKNOWN", "maybe"),
        ("A1.01", "A", Answer(""), "ANSWER_UNKNOWN", ""),
        ("A1.01", "A", Answer("yes", basis="heard"), "BASIS_UNKNOWN", "heard"),
        ("A1.01", "A", Answer("unknown", reason="lazy"), "REASON_UNKNOWN", "lazy"),
        ("A1.01", "A", Answer("no", comment="x" * (MAX_COMMENT_LENGTH + 1)), "COMMENT_TOO_LONG", "A1.01"),
        ("A1.01", "A", Answer("no", document="x" * (MAX_DOCUMENT_LENGTH + 1)), "DOCUMENT_TOO_LONG", "A1.01"),
    ],
)
def test_check_answer_refuses_what_the_pack_does_not_know_and_names_it(question, group, answer, code, named):
    with pytest.raises(AnswerError) as caught:
        check_answer(PACK, group, question, answer)
    assert caught.value.code == code
    assert named in caught.value.data.values()


def test_check_answer_accepts_texts_of_the_greatest_length():
    check_answer(PACK, "A", "A1.01", Answer(comment="x" * MAX_COMMENT_LENGTH, document="x" * MAX_DOCUMENT_LENGTH))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(Answer(), True), (Answer(comment="first look"), False), (Answer(danger=True), False), (Answer("yes"), False)],
)
def test_answer_is_blank_only_where_nothing_was_given(answer, expected):
    assert answer.is_blank is expected
