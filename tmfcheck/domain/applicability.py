"""Whether a question applies: small declarative conditions on facility facts and earlier answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

FactScalar = str | bool | int | float
Facts = Mapping[str, FactScalar | tuple[str, ...]]
"""Facility facts by id; an unknown fact is absent."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, as the pack's data writes it.

    Either all of ``all`` or one of ``any`` must hold; or a ``fact`` is ``one_of``, ``none_of``, ``at_least`` or
    ``at_most`` the given values; or the ``answer`` to an earlier question is ``one_of`` some words. The reader lets
    only these forms pass: an expert can review them and nothing is ever executed.
    """

    fact: str | None = None
    answer: str | None = None
    one_of: tuple[str | bool | int, ...] = ()
    none_of: tuple[str | bool | int, ...] = ()
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()


def applies(condition: Condition | None, facts: Facts, answers: Mapping[str, str]) -> bool:
    """Whether a question with this condition is asked.

    ``answers`` maps question ids to answer words. What is not known yet never hides a question: an absent fact or an
    unanswered question counts as "applies", so that leaving facts out cannot shorten an inspection.
    """
    if condition is None:
        return True
    if condition.all:
        return all(applies(part, facts, answers) for part in condition.all)
    if condition.any:
        return any(applies(part, facts, answers) for part in condition.any)
    if condition.answer is not None:
        return answers.get(condition.answer) in (None, *condition.one_of)
    return condition.fact is None or condition.fact not in facts or _fact_holds(condition, facts[condition.fact])


def _fact_holds(condition: Condition, value: FactScalar | tuple[str, ...]) -> bool:
    words = value if isinstance(value, tuple) else (value,)
    if condition.one_of:
        return any(word in condition.one_of for word in words)
    if condition.none_of:
        return not any(word in condition.none_of for word in words)
    if isinstance(value, str | bool | tuple):
        return True
    is_high_enough = condition.at_least is None or value >= condition.at_least
    return is_high_enough and (condition.at_most is None or value <= condition.at_most)


def parts_of(condition: Condition | None) -> Iterator[Condition]:
    """Every simple condition inside a condition, for the pack's check against known facts and questions."""
    if condition is None:
        return
    if not condition.all and not condition.any:
        yield condition
    for part in (*condition.all, *condition.any):
        yield from parts_of(part)
