"""The visible side of a digital signature: a small drawing, and the places kept for such drawings on a report."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tmfcheck.errors import ReportError
from tmfcheck.i18n import Texts
from tmfcheck.reports.paper import fitted
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import (
    ACCENT,
    GUTTER,
    KICKER,
    MARGIN,
    RULE,
    SMALL,
    SMALL_INK,
    STRONG,
    STRONG_LINE,
    TEXT_WIDTH,
    TextStyle,
)
from tmfcheck.reports.typefaces import REGULAR, register_typefaces

COLUMNS, ROWS = 3, 2
STAMP_WIDTH = (TEXT_WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS
STAMP_HEIGHT = 46
ROW_GAP = 6
PLACES_HEIGHT = ROWS * STAMP_HEIGHT + (ROWS - 1) * ROW_GAP
INSET = 7


@dataclass(frozen=True, slots=True)
class StampWords:
    """What a stamp says: whose certificate, the name stated beside it, when (aware) and why."""

    name: str
    stated_name: str
    signed_at: datetime
    reason: str


def draw_stamp(words: StampWords, texts: Texts) -> bytes:
    """The stamp as a PDF of one page of its size; raises ReportError FONT_MISSING."""
    register_typefaces()
    target = io.BytesIO()
    size = (STAMP_WIDTH, STAMP_HEIGHT)
    canvas = Canvas(target, pagesize=size, invariant=1, initialFontName=REGULAR, lang=texts.language)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    canvas.rect(0.2, 0.2, STAMP_WIDTH - 0.4, STAMP_HEIGHT - 0.4)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(2 * STRONG_LINE)
    canvas.line(STRONG_LINE, 0, STRONG_LINE, STAMP_HEIGHT)
    when = texts.moment_with_zone(words.signed_at)
    stated = "" if words.stated_name == words.name else words.stated_name
    _line(canvas, STAMP_HEIGHT - 10.5, texts.gettext("Digital signature"), KICKER)
    _line(canvas, STAMP_HEIGHT - 21.5, words.name, STRONG)
    _line(canvas, STAMP_HEIGHT - 31, " · ".join(filter(None, (stated, words.reason))), SMALL)
    _line(canvas, STAMP_HEIGHT - 40, when, SMALL_INK)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _line(canvas: Any, y: float, words: str, style: TextStyle) -> None:
    canvas.setFillColor(style.colour)
    canvas.setFont(style.font, style.size)
    canvas.drawString(INSET, y, fitted(one_line(words), style, STAMP_WIDTH - 2 * INSET))


def stamp_place(
    content: bytes, number: int, count: int = COLUMNS * ROWS
) -> tuple[int, tuple[float, float, float, float]]:
    """Page (from 0) and box for the stamp of that number (from 0): at the foot of the last page.

    ``count`` is how many it has room for. Raises ReportError STAMP_NO_ROOM where every place is taken, and pikepdf's
    errors for a file that is no PDF.
    """
    import pikepdf

    if number >= min(count, COLUMNS * ROWS):
        raise ReportError("STAMP_NO_ROOM", count=count)
    with pikepdf.open(io.BytesIO(content)) as document:
        page = len(document.pages) - 1
    x, y = places()[number]
    return page, (x, y, x + STAMP_WIDTH, y + STAMP_HEIGHT)


def is_in_room(box: tuple[float, float, float, float]) -> bool:
    """Whether a stamp lies where places are kept and so covers nothing that was printed."""
    left, low, right, high = box
    across, up = sorted((left, right)), sorted((low, high))
    is_between: bool = across[0] >= MARGIN - 1 and across[1] <= MARGIN + TEXT_WIDTH + 1
    return is_between and bool(up[0] >= MARGIN - 1 and up[1] <= MARGIN + PLACES_HEIGHT + 1)


def places() -> list[tuple[float, float]]:
    """The left lower corners of all places, row by row from the top."""
    return [
        (
            MARGIN + column * (STAMP_WIDTH + GUTTER),
            MARGIN + (ROWS - 1 - row) * (STAMP_HEIGHT + ROW_GAP),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
