"""Numbers as people of several countries write them, and the units they add; nothing ambiguous is decided."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

_NUMBER = re.compile(r"([-+−–]?)\s*(\d[\d.,' \u00a0\u2009\u202f’]*)\s*(.*)", re.DOTALL)
_GROUPERS = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_ODD_GROUPS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d+)?")


class NumberUnclearError(ValueError):
    """The text is no number, or could be two different ones; ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def decimal_sign(texts: Iterable[str]) -> str | None:
    """The decimal sign that the texts prove, ``.`` or ``,``; None where none or both are proven."""
    proven = {sign for text in texts if (sign := _proven_sign(text)) is not None}
    return proven.pop() if len(proven) == 1 else None


def read_quantity(text: str, sign: str | None) -> tuple[float, str]:
    """The number and the words behind it; ``sign`` is the decimal sign of its column, None where unknown.

    Raises NumberUnclearError: NOT_A_NUMBER, or NUMBER_AMBIGUOUS for one such as 1.234 where the sign is not known.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise NumberUnclearError("NOT_A_NUMBER")
    minus, digits, rest = found.groups()
    digits = digits.rstrip(" \u00a0\u2009\u202f'’")
    if re.search(r"[ \u00a0\u2009\u202f'’]", digits) and not _ODD_GROUPS.fullmatch(digits):
        raise NumberUnclearError("NOT_A_NUMBER")
    if digits[-1] in ".,":
        digits, rest = digits[:-1], digits[-1] + rest
    value = float(_plain(digits.translate(_GROUPERS), sign))
    if not math.isfinite(value) or re.match(r"[-–—/\d]", rest):
        raise NumberUnclearError("NOT_A_NUMBER")
    return (-value if minus in ("-", "−", "–") else value), rest.strip(" .,")


def _plain(digits: str, sign: str | None) -> str:
    """The digits with a point as decimal sign."""
    if "." not in digits and "," not in digits:
        return digits
    own = _sign_of(digits)
    used = own or sign
    if used is None:
        raise NumberUnclearError("NUMBER_AMBIGUOUS")
    other = "," if used == "." else "."
    whole, _, part = digits.partition(used)
    groups = whole.split(other)
    well_grouped = len(groups) == 1 or (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]))
    if not well_grouped or used in part or other in part:
        raise NumberUnclearError("NOT_A_NUMBER")
    return "".join(groups) + ("." + part if part else "")


def _proven_sign(text: str) -> str | None:
    found = _NUMBER.match(text.strip())
    return None if found is None else _sign_of(found.group(2).translate(_GROUPERS).rstrip(".,"))


def _sign_of(digits: str) -> str | None:
    """The decimal sign a number proves by itself; a lone sign before exactly three digits proves nothing."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rindex(".") > digits.rindex(",") else ","
    if points > 1 or commas > 1:
        return "," if points else "."
    if not points and not commas:
        return None
    sign = "." if points else ","
    before, _, after = digits.partition(sign)
    is_grouping_possible = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return None if is_grouping_possible else sign
