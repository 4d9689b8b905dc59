"""Writing into a Word document before a given paragraph: texts, tables with repeated heads, pictures, page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.text.paragraph import Paragraph

from tmfcheck.reports.printable import printable
from tmfcheck.reports.word_xml import element, field_part, twips, words

FONT = "Arial"
"""Every office has it or a metrically equal one, with Cyrillic and Kazakh letters."""
_ACCENT = RGBColor(0x0B, 0x5C, 0x63)
_INK = RGBColor(0x15, 0x19, 0x1C)
_RULE, _FRAME = "A9B2B6", "15191C"
_STYLES = {"Normal": 9, "Title": 20, "Heading 1": 14, "Heading 2": 11, "Heading 3": 10, "List Bullet": 9}
CELL_PADDING, FRAME_PADDING = 8.5, 8.0
"""Points kept free at the right of a cell, and on both sides inside a frame."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one look: size in points (None: the style's own), colour as RRGGBB."""

    text: str
    size: float | None = None
    bold: bool = False
    colour: str | None = None
    is_lead: bool = False
    """A number or mark that hangs before the text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with what it says for those who do not see it, and its width in points."""

    content: bytes
    says: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: words or pictures, space above and hanging indent in points."""

    parts: tuple[Run | Shown, ...]
    before: float = 0
    indent: float = 0
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of cells; fewer cells than columns let the last one span the rest. Heights in points."""

    cells: tuple[tuple[Line, ...], ...]
    is_head: bool = False
    has_rule: bool = True
    ground: str | None = None
    least_height: float = 0
    may_break: bool = False


def new_document(language: str) -> Any:
    """An empty A4 document in the house's look, which says nothing of the library it was made with."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in _STYLES.items():
        _dress(document.styles[name], size, language)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        document.styles[name].paragraph_format.keep_with_next = True
    return document


def _dress(style: Any, size: float, language: str) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = _ACCENT if style.name == "Heading 1" else _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    style.element.get_or_add_rPr().append(
        element("w:lang", val={"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}[language])
    )


class Sheet:
    """Writes before a paragraph, in the document's own styles; text is text, never markup."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.name for style in document.styles}

    def heading(self, place: Any, text: str) -> None:
        """A heading beneath that of the chapter."""
        style = "Heading 2" if "Heading 2" in self._styles else None
        place.insert_paragraph_before(printable(text), style=style)

    def lines(
        self, place: Any, lines: Sequence[Line], *, above: float = 0, below: float = 0, keep_with_next: bool = False
    ) -> None:
        """Paragraphs under each other, with some points above the first and below the last."""
        for number, line in enumerate(lines, 1):
            spaces = above if number == 1 else 0, below if number == len(lines) else 0
            is_kept = keep_with_next or number < len(lines)
            place._element.addprevious(self._paragraph(line, *spaces, keep_with_next=is_kept))

    def table(self, place: Any, rows: Sequence[TableRow], widths: Sequence[float], *, is_framed: bool = False) -> None:
        """A table with columns of these widths in points; heads are repeated on every page."""
        table = element("w:tbl")
        table.append(_table_properties(sum(widths), is_framed=is_framed))
        grid = element("w:tblGrid")
        grid.extend(element("w:gridCol", w=twips(width)) for width in widths)
        table.append(grid)
        table.extend(self._row(row, widths, is_last=row is rows[-1]) for row in rows)
        place._element.addprevious(table)
        # Word joins tables that follow each other directly.
        place._element.addprevious(self._paragraph(Line((Run("", 4),)), 0, 0))

    def _row(self, row: TableRow, widths: Sequence[float], *, is_last: bool) -> Any:
        made = element("w:tr")
        properties = element("w:trPr")
        if not row.may_break:
            properties.append(element("w:cantSplit"))
        if row.least_height:
            properties.append(element("w:trHeight", val=twips(row.least_height), hRule="atLeast"))
        if row.is_head:
            properties.append(element("w:tblHeader"))
        made.append(properties)
        last = len(row.cells) - 1
        is_tied = row.is_head or not (row.has_rule or is_last)
        for column, lines in enumerate(row.cells):
            taken = widths[column:] if column == last else widths[column : column + 1]
            made.append(self._cell(row, lines, taken, is_tied=is_tied, is_last_column=column == last > 0))
        return made

    def _cell(
        self, row: TableRow, lines: Sequence[Line], widths: Sequence[float], *, is_tied: bool, is_last_column: bool
    ) -> Any:
        cell, properties = element("w:tc"), element("w:tcPr")
        properties.append(element("w:tcW", w=twips(sum(widths)), type="dxa"))
        if len(widths) > 1:
            properties.append(element("w:gridSpan", val=str(len(widths))))
        if row.has_rule:
            borders = element("w:tcBorders")
            borders.append(_border("bottom", "8" if row.is_head else "4", _FRAME if row.is_head else _RULE))
            properties.append(borders)
        if row.ground:
            properties.append(element("w:shd", val="clear", color="auto", fill=row.ground))
        if is_last_column:
            margins = element("w:tcMar")
            margins.append(element("w:right", w="0", type="dxa"))
            properties.append(margins)
        cell.append(properties)
        shown = list(lines) or [Line((Run(""),))]
        for number, line in enumerate(shown, 1):
            above, below = 2 if number == 1 else 0, 2 if number == len(shown) else 0
            cell.append(self._paragraph(line, above, below, keep_with_next=is_tied))
        return cell

    def _paragraph(self, line: Line, above: float, below: float, *, keep_with_next: bool = False) -> Any:
        made, properties = element("w:p"), element("w:pPr")
        if keep_with_next:
            properties.append(element("w:keepNext"))
        spacing = {"before": twips(above + line.before), "after": twips(below), "line": "240", "lineRule": "auto"}
        properties.append(element("w:spacing", **spacing))
        if line.indent:
            properties.append(element("w:ind", left=twips(line.indent), hanging=twips(line.indent)))
        if line.is_right:
            properties.append(element("w:jc", val="right"))
        made.append(properties)
        for part in line.parts:
            if isinstance(part, Run):
                made.append(_run(part))
            else:
                self._picture(made, part)
        return made

    def _picture(self, paragraph: Any, shown: Shown) -> None:
        run = Paragraph(paragraph, self._document._body).add_run()
        picture = run.add_picture(io.BytesIO(shown.content), width=Emu(round(shown.width * 12_700)))
        picture._inline.docPr.set("descr", printable(shown.says))
        # Where the file is silent, readers keep an eighth of an inch free at both sides.
        for side in ("distT", "distB", "distL", "distR"):
            picture._inline.set(side, "0")

    def add_page_numbers(self, paragraph: Any) -> None:
        """Page x / y as fields the word processor keeps up to date."""
        for field in ("PAGE", "NUMPAGES"):
            run = paragraph.add_run()
            for kind in ("begin", "instruction", "end"):
                run._r.append(field_part(kind, field))
            if field == "PAGE":
                paragraph.add_run(" / ")


def _run(run: Run) -> Any:
    made, properties = element("w:r"), element("w:rPr")
    if run.bold:
        properties.append(element("w:b"))
    if run.colour:
        properties.append(element("w:color", val=run.colour))
    if run.size is not None:
        properties.extend(element(tag, val=str(round(run.size * 2))) for tag in ("w:sz", "w:szCs"))
    if len(properties):
        made.append(properties)
    for number, text in enumerate(printable(run.text).split("\n")):
        if number:
            made.append(element("w:br"))
        made.append(words(text))
    if run.is_lead:
        made.append(element("w:tab"))
    return made


def _table_properties(width: float, *, is_framed: bool) -> Any:
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=twips(width), type="dxa"))
    left, right = (FRAME_PADDING, FRAME_PADDING) if is_framed else (0.0, CELL_PADDING)
    # Word measures the indent of a table to its text and not to its edge.
    properties.append(element("w:tblInd", w=twips(left), type="dxa"))
    if is_framed:
        borders = element("w:tblBorders")
        borders.extend(_border(side, "12", _FRAME) for side in ("top", "left", "bottom", "right"))
        properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    margins.extend(element(f"w:{side}", w=twips(wide), type="dxa") for side, wide in (("left", left), ("right", right)))
    properties.append(margins)
    return properties


def _border(side: str, eighths: str, colour: str) -> Any:
    return element(f"w:{side}", val="single", sz=eighths, space="0", color=colour)
