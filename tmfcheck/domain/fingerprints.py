"""How a fingerprint (SHA-256, hexadecimal) is written where people compare it by eye or read it to each other."""

from __future__ import annotations

GROUP = 8
SHORT_GROUP, SHORT_LENGTH = 4, 12


def grouped(fingerprint: str, size: int = GROUP) -> str:
    """All its digits in groups."""
    return " ".join(fingerprint[at : at + size] for at in range(0, len(fingerprint), size))


def short_fingerprint(fingerprint: str) -> str:
    """The first twelve digits in groups of four, enough to tell two papers apart."""
    return grouped(fingerprint[:SHORT_LENGTH], SHORT_GROUP)
