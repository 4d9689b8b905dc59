"""Whether a question applies: small declarative conditions on facility facts and earlier answers, readable by a domain expert."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

FactScalar = str | bool | int | float | Fraction
Facts = Mapping[str, FactScalar | tuple[str, ...]]
"""Facility facts by id; an unknown fact is absent."""


class Test(StrEnum):
    """How a condition looks at one value."""

    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class FactCondition:
    """Looks at one facility fact; ``values`` holds the words to compare with, or one limit."""

    fact: str
    test: Test
    values: tuple[FactScalar, ...]


@dataclass(frozen=True, slots=True)
class AnswerCondition:
    """Looks at the answer to an earlier question."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds when every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds when at least one part holds."""

    parts: tuple[Condition, ...]


Condition = FactCondition | AnswerCondition | AllOf | AnyOf


def applies(condition: Condition | None, facts: Facts, answers: Mapping[str, str]) -> bool:
    """Whether a question with this condition is asked.

    ``answers`` maps question ids to answer words. What is not known yet never hides a question: an absent fact or an
    unanswered question counts as "applies", so that leaving facts out cannot shorten an inspection.
    """
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(applies(part, facts, answers) for part in parts)
        case AnyOf(parts):
            return any(applies(part, facts, answers) for part in parts)
        case AnswerCondition(question, values):
            given = answers.get(question)
            return given is None or given in values
        case FactCondition():
            return _fact_holds(condition, facts)


def _fact_holds(condition: FactCondition, facts: Facts) -> bool:
    if condition.fact not in facts:
        return True
    value = facts[condition.fact]
    match condition.test:
        case Test.IN:
            return any(word in condition.values for word in _words(value))
        case Test.NOT_IN:
            return not any(word in condition.values for word in _words(value))
        case Test.AT_LEAST:
            return _is_number(value) and value >= condition.values[0]  # type: ignore[operator]
        case Test.AT_MOST:
            return _is_number(value) and value <= condition.values[0]  # type: ignore[operator]


def _words(value: FactScalar | tuple[str, ...]) -> tuple[FactScalar, ...]:
    return value if isinstance(value, tuple) else (value,)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Fraction) and not isinstance(value, bool)


def questions_named(condition: Condition | None) -> tuple[str, ...]:
    """The ids of the questions a condition looks at, for the pack's check of references."""
    match condition:
        case AnswerCondition(question, _):
            return (question,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(name for part in parts for name in questions_named(part))
        case _:
            return ()


def facts_named(condition: Condition | None) -> tuple[FactCondition, ...]:
    """The fact conditions inside a condition, for the pack's check against the known facts."""
    match condition:
        case FactCondition():
            return (condition,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(part for each in parts for part in facts_named(each))
        case _:
            return ()
