"""What stands in a cell of the report: plain text set in lines, and small drawings.

Text is never read as markup, so a user's words cannot style or break anything; ReportLab's Paragraph reads markup.
A block knows its height at a width, can be cut in two between lines, and draws itself downwards from its top.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from tmfcheck.domain.answer_marks import Mark
from tmfcheck.reports.printable import printable
from tmfcheck.reports.shapes import draw_mark
from tmfcheck.reports.style import QUIET, SMALL, SMALL_INK, TextStyle
from tmfcheck.reports.typefaces import word_width
from tmfcheck.reports.voice import Words

# ReportLab's canvas carries no types.
Canvas = Any

# No page starts or ends with a single line of a longer text.
FEWEST_LINES = 2
# A label that takes more than this part of the line does not run in.
WIDEST_LABEL = 0.8


class Block(Protocol):
    """A piece of a cell; all lengths in points."""

    before: float

    def height(self, width: float) -> float:
        """The height it takes at this width, ``before`` not included."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """The part that fits into ``room`` and the rest, None where it cannot be cut there."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw downwards from ``top``."""


class Text:
    """Plain text in one style.

    ``lead`` (a number or an answer mark) hangs left of an indent of ``indent`` points; ``label`` runs in before the
    first line, in the quiet colour.
    """

    def __init__(
        self, text: str, style: TextStyle, *, before: float = 0, lead: str | Mark | None = None, indent: float = 0
    ) -> None:
        self.text = printable(text)
        self.style = style
        self.before = before
        self.lead = lead
        self.indent = indent
        self.label = ""
        self._lines: list[str] | None = None
        self._width = -1.0

    def scaled(self, factor: float) -> Text:
        """The same text in another size."""
        style = self.style._replace(size=self.style.size * factor, leading=self.style.leading * factor)
        made = Text(self.text, style, before=self.before * factor, lead=self.lead, indent=self.indent * factor)
        made.label = self.label
        return made

    def labelled(self, label: str) -> Text:
        """The same text with a label running in before it."""
        self.label = f"{printable(label)}: "
        return self

    @property
    def _label_width(self) -> float:
        return line_width(self.label, self.style.font) * self.style.size if self.label else 0.0

    def lines(self, width: float) -> list[str]:
        """The text in lines of at most ``width`` points; a label too wide to run in becomes part of the text."""
        if self._lines is None or abs(self._width - width) > 1e-6:
            if self._label_width > WIDEST_LABEL * (width - self.indent):
                self.text, self.label = self.label + self.text, ""
            self._lines = break_lines(self.text, self.style, width - self.indent, used=self._label_width)
            self._width = width
        return self._lines

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        lines = self.lines(width)
        count = min(int(room // self.style.leading), len(lines) - FEWEST_LINES)
        if count < FEWEST_LINES:
            return None
        first, rest = self._part(lines[:count], width), self._part(lines[count:], width)
        first.lead, first.label = self.lead, self.label
        return first, rest

    def _part(self, lines: list[str], width: float) -> Text:
        part = Text("", self.style, before=self.before, indent=self.indent)
        part._lines, part._width = lines, width
        return part

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        font, size, leading, colour, align = self.style
        lines = self.lines(width)
        baseline = top - (leading - size) / 2 - 0.8 * size
        if self.lead is not None:
            self._draw_lead(canvas, x, baseline)
        if self.label:
            canvas.setFillColor(QUIET)
            canvas.setFont(font, size)
            canvas.drawString(x + self.indent, baseline, self.label)
        writer = canvas.beginText(x + self.indent + self._label_width, baseline)
        writer.setFont(font, size, leading)
        canvas.setFillColor(colour)
        for number, line in enumerate(lines):
            if align != "left":
                free = width - line_width(line, font) * size
                writer.setTextOrigin(x + (free if align == "right" else free / 2), writer.getY())
            elif self.label and number == 1:
                writer.setTextOrigin(x + self.indent, writer.getY())
            writer.textLine(line)
        canvas.drawText(writer)

    def _draw_lead(self, canvas: Canvas, x: float, baseline: float) -> None:
        if isinstance(self.lead, str):
            canvas.setFillColor(self.style.colour)
            canvas.setFont(self.style.font, self.style.size)
            canvas.drawString(x, baseline, printable(self.lead))
        elif self.lead is not None:
            size = self.style.size
            draw_mark(canvas, self.lead, (x, baseline - 0.12 * size), size, self.style.colour)


class Drawing:
    """A drawing of fixed height; ``paint`` gets canvas, left, top and width. It is never cut.

    ``says`` tells in words what it shows; a place to write in shows nothing and says nothing.
    """

    def __init__(
        self,
        height: float,
        paint: Callable[[Canvas, float, float, float], None],
        *,
        before: float = 0,
        says: str = "",
    ) -> None:
        self.says = says
        self._height = height
        self._paint = paint
        self.before = before

    def height(self, width: float) -> float:
        return self._height

    def split(self, width: float, room: float) -> None:
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        canvas.saveState()
        self._paint(canvas, x, top, width)
        canvas.restoreState()


def line_width(line: str, font: str) -> float:
    """The width of a line at a type size of one point."""
    return word_width(line, font) if " " not in line else sum(word_width(part, font) for part in _with_spaces(line))


def _with_spaces(line: str) -> list[str]:
    parts = line.split(" ")
    return [*parts, *[" "] * (len(parts) - 1)]


def break_lines(text: str, style: TextStyle, width: float, *, used: float = 0) -> list[str]:
    """The lines of a text at a width in points: broken at spaces, a word wider than a line broken anywhere.

    ``used`` points of the first line are taken already.
    """
    room = width / style.size
    first, *others = text.split("\n")
    lines = _break_paragraph(first, style.font, room, used / style.size)
    for paragraph in others:
        lines.extend(_break_paragraph(paragraph, style.font, room, 0))
    return lines


def _break_paragraph(paragraph: str, font: str, room: float, used: float) -> list[str]:
    space = word_width(" ", font)
    lines: list[str] = []
    line: list[str] = []
    for word in paragraph.split(" "):
        wide = word_width(word, font)
        gap = space if line else 0
        if used + gap + wide > room and (used or line):
            lines.append(" ".join(line))
            line, used, gap = [], 0.0, 0
        *pieces, last = _pieces(word, font, room) if wide > room else [word]
        lines.extend(pieces)
        used += gap + (word_width(last, font) if pieces else wide)
        line.append(last)
    lines.append(" ".join(line))
    return lines


def _pieces(word: str, font: str, room: float) -> list[str]:
    """A word too wide for a line, in pieces that fit; each holds at least one character."""
    pieces: list[str] = []
    start, used = 0, 0.0
    for position, character in enumerate(word):
        wide = word_width(character, font)
        if used + wide > room and position > start:
            pieces.append(word[start:position])
            start, used = position, 0.0
        used += wide
    return [*pieces, word[start:]]


def spoken(words: Words, style: TextStyle, *, before: float = 0, indent: float = 0) -> tuple[Block, ...]:
    """A statement in its style, with the second language beneath it, smaller and quieter."""
    first = Text(words.first, style, before=before, indent=indent)
    if words.second is None:
        return (first,)
    return (first, Text(words.second, SMALL.aligned(style.align), indent=indent))


def marked(words: Words, mark: Mark | str, style: TextStyle, *, before: float = 0) -> tuple[Block, ...]:
    """A statement with a mark or number hanging before it."""
    indent = 1.35 * style.size
    first = Text(words.first, style, before=before, lead=mark, indent=indent)
    if words.second is None:
        return (first,)
    return (first, Text(words.second, SMALL, indent=indent))


def run_in(label: Words, value: Words, style: TextStyle = SMALL_INK, *, before: float = 0) -> tuple[Block, ...]:
    """``Label: value`` on one line; both labels before a value that reads the same in both languages."""
    if value.second is None:
        return (Text(value.first, style, before=before).labelled(label.in_one_line),)
    second = f"{label.second or label.first}: {value.second}"
    return (Text(value.first, style, before=before).labelled(label.first), Text(second, SMALL))
