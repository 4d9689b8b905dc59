"""A fingerprint as people compare it."""

from __future__ import annotations

from tmfcheck.domain.fingerprints import grouped, short_fingerprint

DIGITS = "0123456789abcdef"


def test_a_fingerprint_stands_in_groups_and_short_in_three_of_four_digits():
    assert grouped(DIGITS) == "01234567 89abcdef"
    assert grouped(DIGITS, 4) == "0123 4567 89ab cdef"
    assert short_fingerprint(DIGITS) == "0123 4567 89ab"
