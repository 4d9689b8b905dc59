"""What to inspect next: the terms of methodology 5.6, worked by hand with the shipped weights."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tmfcheck.domain.inspect_next import Standing, priorities
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder

TODAY = date(2026, 6, 9)


@pytest.fixture(scope="module")
def pack():
    return PackLibrary([shipped_packs_folder()], None).load("unece-tmf").pack


def test_a_worked_example(pack):
    standing = Standing(Fraction(75), date(2025, 12, 9), overdue=2)
    listed = [(10.0, Standing()), (15.0, standing), (20.0, Standing(Fraction(100), TODAY))]
    lowest, middle, highest = priorities(pack, listed, TODAY)
    assert lowest.value == pytest.approx(0.4 * 0 + 0.3 + 0.2)
    age = (TODAY - date(2025, 12, 9)).days / (365.25 / 12) / 12
    assert middle.value == pytest.approx(0.4 * 0.5 + 0.3 * 0.25 + 0.2 * age + 0.1 * 0.4)
    assert highest.value == pytest.approx(0.4)
    assert [each.place for each in (lowest, middle, highest)] == [1, 2, 3]
    assert [term.assumed for term in lowest.terms] == [False, True, True, False]


def test_equal_risk_counts_as_full_and_equals_share_a_place(pack):
    both = priorities(pack, [(12.0, Standing()), (12.0, Standing())], TODAY)
    assert [(each.value, each.place) for each in both] == [(pytest.approx(0.9), 1), (pytest.approx(0.9), 1)]


def test_terms_never_exceed_one(pack):
    (only,) = priorities(pack, [(12.0, Standing(Fraction(0), date(2000, 1, 1), overdue=50))], TODAY)
    assert [term.value for term in only.terms] == [1, 1, 1, 1]


def test_danger_comes_first_and_no_volume_has_no_place(pack):
    listed = [(20.0, Standing()), (10.0, Standing(Fraction(100), TODAY, has_danger=True)), (None, Standing())]
    plain, danger, unknown = priorities(pack, listed, TODAY)
    assert (danger.place, plain.place, unknown.place, unknown.can_be_ranked) == (1, 2, None, False)


def test_an_empty_register_has_no_priorities(pack):
    assert priorities(pack, [], TODAY) == ()
