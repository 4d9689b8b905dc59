"""Numbers and days as people type them, in the window's language; for every field that takes one."""

from __future__ import annotations

import re
from datetime import date, time

from tmfcheck.i18n import Texts

_SPACES = re.compile(r"\s")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def read_number(typed: str, texts: Texts) -> float | None:
    """The number that is meant, None where it is none.

    Spaces may group digits. In English a comma groups digits and a point begins the decimals; in Russian and Kazakh
    both comma and point begin the decimals.
    """
    plain = _SPACES.sub("", typed)
    if texts.language == "en":
        if not re.fullmatch(r"[+-]?(\d{1,3}(,\d{3})+|\d*)(\.\d*)?", plain):
            return None
        plain = plain.replace(",", "")
    if not re.fullmatch(r"[+-]?\d*[.,]?\d*", plain) or not any(sign.isdigit() for sign in plain):
        return None
    return float(plain.replace(",", "."))


def read_day(typed: str) -> date | None:
    """The day that is meant: year-month-day or day.month.year; None where it is none."""
    text = typed.strip()
    try:
        if written := _DAY_FIRST.fullmatch(text):
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_pattern(texts: Texts) -> str:
    """How a day is written, for an empty field."""
    # Letters that stand for year, month and day, in the order of the language's short dates.
    return {"en": "yyyy-mm-dd", "ru": "дд.мм.гггг", "kk": "кк.аа.жжжж"}[texts.language]


def day_words(day: date | None, texts: Texts) -> str:
    """A day as it can be typed again; empty for None."""
    if day is None:
        return ""
    return day.isoformat() if texts.language == "en" else f"{day:%d.%m.%Y}"


def read_time(typed: str) -> time | None:
    """The time of day that is meant: hours and minutes; None where it is none."""
    written = _TIME.fullmatch(typed.strip())
    try:
        return time(int(written[1]), int(written[2])) if written else None
    except ValueError:
        return None
