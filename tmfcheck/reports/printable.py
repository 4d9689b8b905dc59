"""Foreign text made fit for paper: data stays data, and nothing in it can break, hide or restyle what is printed.

Line ends stay. Control and direction marks go, since they have no shape of their own. A character the typefaces cannot
draw appears as its code, such as ``[U+1F600]``, and never as another character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tmfcheck.reports.typefaces import drawable_characters

NO_BREAK_SPACE = "\u00a0"
_LINE_ENDS = frozenset(map(ord, "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
_FIXED_SPACES = frozenset(map(ord, "\u00a0\u2007\u202f"))
_VARIATION_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x1810)))


class _Replacements(dict[int, str]):
    """What each code point is printed as; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = replacement = _replacement(code)
        return replacement


_REPLACEMENTS = _Replacements()


def printable(text: str) -> str:
    """The text as it can be drawn, composed (NFC); line ends are ``\\n``."""
    if unicodedata.is_normalized("NFC", text) and not _needs_care().search(text):
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_REPLACEMENTS)


def one_line(text: str) -> str:
    """The text as it can be drawn, on one line."""
    return " ".join(printable(text).split())


def _replacement(code: int) -> str:
    character = chr(code)
    category = unicodedata.category(character)
    if code in _LINE_ENDS:
        return "\n"
    if code in _FIXED_SPACES:
        return NO_BREAK_SPACE
    if category == "Zs" or character == "\t":
        return " "
    if category in ("Cc", "Cf") or code in _VARIATION_SELECTORS:
        return ""
    if category in ("Cs", "Co", "Cn") or code not in drawable_characters():
        return f"[U+{code:04X}]"
    return character


@lru_cache(maxsize=1)
def _needs_care() -> re.Pattern[str]:
    """Matches any character that is not drawn as itself."""
    harmless = sorted(code for code in drawable_characters() if _replacement(code) == chr(code))
    return re.compile("[^\\n" + "".join(f"\\U{code:08x}" for code in harmless) + "]")
