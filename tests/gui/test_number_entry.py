"""Numbers and days as people type them in the three languages."""

from __future__ import annotations

from datetime import date

import pytest

from tmfcheck.gui.number_entry import day_words, read_day, read_number
from tmfcheck.i18n import Texts


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "2,592,000", 2_592_000),
        ("en", "38.5", 38.5),
        ("en", "2 592 000", 2_592_000),
        ("en", "3,8", None),
        ("ru", "38,5", 38.5),
        ("ru", "38.5", 38.5),
        ("ru", "2\u00a0592\u00a0000", 2_592_000),
        ("kk", "-0,75", -0.75),
        ("kk", "1,2,3", None),
        ("ru", "много", None),
        ("en", "", None),
        ("ru", "-", None),
        ("en", ".", None),
        ("en", "1e5", None),
        ("en", "nan", None),
    ],
)
def test_a_number_is_read_as_it_is_meant(language: str, typed: str, expected: float | None) -> None:
    assert read_number(typed, Texts(language)) == expected


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("value", [0, 2_592_000, 0.1, 1234.5, -12.25])
def test_a_shown_number_is_read_as_itself(language: str, value: float) -> None:
    texts = Texts(language)
    assert read_number(texts.quantity(value), texts) == value


@pytest.mark.parametrize("typed", ["2026-04-30", "30.04.2026", "30/4/2026", " 30.4.2026 "])
def test_a_day_is_read_in_both_orders(typed: str) -> None:
    assert read_day(typed) == date(2026, 4, 30)


@pytest.mark.parametrize("typed", ["31.02.2026", "2026", "yesterday", "2026-13-01"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_shown_day_is_read_as_itself(language: str) -> None:
    day = date(2026, 4, 30)
    assert read_day(day_words(day, Texts(language))) == day
