"""The look of the paper: page, type sizes and colours, the one place to change them (A4, one column, one accent)."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tmfcheck.reports.typefaces import BOLD, REGULAR

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 20 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT = PAGE_HEIGHT - 2 * MARGIN
GUTTER = 3 * mm

INK = HexColor(0x15191C)
QUIET = HexColor(0x4A5257)
ACCENT = HexColor(0x0B5C63)
RULE = HexColor(0xA9B2B6)
TINT = HexColor(0xEEF3F3)
WATERMARK = HexColor(0xECEFEF)
PAPER = HexColor(0xFFFFFF)


class TextStyle(NamedTuple):
    """How a piece of text is set; sizes in points, ``align`` is left, right or centre."""

    font: str
    size: float
    leading: float
    colour: Color
    align: str = "left"

    def aligned(self, align: str) -> TextStyle:
        """The same style with another alignment."""
        return self._replace(align=align)


TITLE = TextStyle(BOLD, 20, 25, INK)
CHAPTER = TextStyle(BOLD, 13, 17, ACCENT)
HEADING = TextStyle(BOLD, 10.5, 13.5, INK)
BODY = TextStyle(REGULAR, 9, 12.4, INK)
STRONG = TextStyle(BOLD, 9, 12.4, INK)
SMALL = TextStyle(REGULAR, 7.5, 10, QUIET)
SMALL_INK = TextStyle(REGULAR, 7.5, 10, INK)
SMALL_STRONG = TextStyle(BOLD, 7.5, 10, INK)
ASIDE = TextStyle(REGULAR, 7.5, 12.4, INK)
LABEL = TextStyle(REGULAR, 7.5, 12.4, QUIET)
VERDICT = TextStyle(BOLD, 13, 25, INK)
KICKER = TextStyle(BOLD, 7.5, 10, ACCENT)

HAIRLINE = 0.4
STRONG_LINE = 1.2
