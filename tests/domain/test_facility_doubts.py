"""Questions about facts that stand apart though they belong together."""

from __future__ import annotations

import pytest

from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.facility_doubts import doubts


def codes(**facts: object) -> list[str]:
    facility = Facility("f1", "Place", "KG", {name: FactValue(value) for name, value in facts.items()})
    return [doubt.code for doubt in doubts(facility, 2026)]


@pytest.mark.parametrize("commodity", ["Uranium", "уран, молибден", "Уран кені", "uranio", "urânio"])
def test_uranium_in_the_commodity_alone_is_asked_about(commodity: str) -> None:
    assert codes(commodity=commodity) == ["URANIUM_NOT_AMONG_SUBSTANCES"]
    assert codes(commodity=commodity, substance_groups=("mercury",)) == ["URANIUM_NOT_AMONG_SUBSTANCES"]


def test_uranium_among_the_substances_and_other_commodities_raise_no_question() -> None:
    assert codes(commodity="uranium", substance_groups=("uranium",)) == []
    assert codes(commodity="copper, gold") == []
    assert codes() == []
