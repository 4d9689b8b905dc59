"""Conditions: what is not known never hides a question."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tmfcheck.domain.applicability import Condition, applies, parts_of

UPSTREAM = Condition(fact="raise_method", one_of=("upstream", "other"))
NO_CYANIDE = Condition(fact="substance_groups", none_of=("cyanide",))
PEOPLE = Condition(fact="population_downstream", at_least=Fraction(1))
LOW = Condition(fact="dam_height_m", at_most=Fraction(15))
AFTER_YES = Condition(answer="A1.01", one_of=("yes", "mostly_yes"))


@pytest.mark.parametrize(
    ("condition", "facts", "answers", "expected"),
    [
        (None, {}, {}, True),
        (UPSTREAM, {}, {}, True),
        (UPSTREAM, {"raise_method": "upstream"}, {}, True),
        (UPSTREAM, {"raise_method": "downstream"}, {}, False),
        (NO_CYANIDE, {"substance_groups": ("mercury", "arsenic")}, {}, True),
        (NO_CYANIDE, {"substance_groups": ("mercury", "cyanide")}, {}, False),
        (NO_CYANIDE, {}, {}, True),
        (Condition(fact="substance_groups", one_of=("cyanide",)), {"substance_groups": ("mercury",)}, {}, False),
        (PEOPLE, {"population_downstream": 0}, {}, False),
        (PEOPLE, {"population_downstream": 1}, {}, True),
        (PEOPLE, {}, {}, True),
        (LOW, {"dam_height_m": 15.0}, {}, True),
        (LOW, {"dam_height_m": 15.5}, {}, False),
        (LOW, {"dam_height_m": "tall"}, {}, True),
        (AFTER_YES, {}, {}, True),
        (AFTER_YES, {}, {"A1.01": "yes"}, True),
        (AFTER_YES, {}, {"A1.01": "no"}, False),
        (AFTER_YES, {}, {"A1.01": "unknown"}, False),
        (Condition(all=(PEOPLE, LOW)), {"population_downstream": 5, "dam_height_m": 20}, {}, False),
        (Condition(all=(PEOPLE, LOW)), {"population_downstream": 5}, {}, True),
        (Condition(any=(PEOPLE, LOW)), {"population_downstream": 0, "dam_height_m": 10}, {}, True),
        (Condition(any=(PEOPLE, LOW)), {"population_downstream": 0, "dam_height_m": 20}, {}, False),
        (Condition(any=(PEOPLE, LOW)), {"population_downstream": 0}, {}, True),
        (Condition(fact="has_liner", one_of=(True,)), {"has_liner": False}, {}, False),
    ],
)
def test_applies_follows_the_condition_and_leaves_unknowns_asked(condition, facts, answers, expected):
    assert applies(condition, facts, answers) is expected


def test_parts_of_finds_every_simple_condition_however_deep():
    nested = Condition(all=(UPSTREAM, Condition(any=(PEOPLE, Condition(all=(AFTER_YES,))))))
    assert list(parts_of(nested)) == [UPSTREAM, PEOPLE, AFTER_YES]
    assert list(parts_of(None)) == []
