"""The typefaces of the report: the shipped DejaVu Sans, its widths, and which characters it can draw."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tmfcheck.errors import ReportError
from tmfcheck.paths import resources_folder

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
LAST_OF_BASIC_PLANE = 0xFFFF


@lru_cache(maxsize=1)
def register_typefaces() -> None:
    """Make the shipped fonts known to ReportLab, once a process; raises ReportError FONT_MISSING."""
    for name in (REGULAR, BOLD):
        file = resources_folder() / "fonts" / f"{name}.ttf"
        try:
            pdfmetrics.registerFont(TTFont(name, str(file)))
        except (OSError, TTFError) as error:
            raise ReportError("FONT_MISSING", file=file) from error


def _face(font: str) -> Any:
    register_typefaces()
    return pdfmetrics.getFont(font).face


@lru_cache(maxsize=1)
def drawable_characters() -> frozenset[int]:
    """The code points every typeface of the report has a shape for, as far as ReportLab can write them.

    Beyond the basic plane ReportLab draws a shape that reads back as other characters, so those do not count.
    """
    both = frozenset(_face(REGULAR).charToGlyph) & frozenset(_face(BOLD).charToGlyph)
    return frozenset(code for code in both if code <= LAST_OF_BASIC_PLANE)


@lru_cache(maxsize=32_768)
def word_width(word: str, font: str) -> float:
    """The width of a word at a type size of one point."""
    face = _face(font)
    widths, default = face.charWidths, face.defaultWidth
    return float(sum(widths.get(ord(character), default) for character in word)) / 1000
