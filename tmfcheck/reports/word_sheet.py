"""Writing into a Word document before a given paragraph: texts, tables with repeated heads, pictures, page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tmfcheck.reports.printable import printable

FONT = "Arial"
"""Every office has it or a metrically equal one, with Cyrillic and Kazakh letters."""
TEXT_WIDTH_CM = 17.0
PICTURE_WIDTH_CM = 8.1
_ACCENT = RGBColor(0x0B, 0x5C, 0x63)
_INK = RGBColor(0x15, 0x19, 0x1C)
_STYLES = {"Normal": 9.5, "Title": 20, "Heading 1": 14, "Heading 2": 11, "Heading 3": 10, "List Bullet": 9.5}


def new_document(language: str) -> Any:
    """An empty A4 document in the house's look."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in _STYLES.items():
        _dress(document.styles[name], size, language)
    return document


def _dress(style: Any, size: float, language: str) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = _ACCENT if style.name == "Heading 1" else _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}[language])
    style.element.get_or_add_rPr().append(lang)


class Sheet:
    """Writes before a paragraph, in the document's own styles; text is text, never markup."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.name for style in document.styles}

    def paragraph(self, place: Any, text: str, style: str = "Normal") -> Any:
        """A paragraph; where the template lacks the style, in the paragraph's own."""
        made = place.insert_paragraph_before("", style=style if style in self._styles else None)
        self._write(made, text)
        return made

    def table(
        self,
        place: Any,
        head: Sequence[str] | None,
        rows: Sequence[Sequence[str]],
        widths_cm: Sequence[float],
        *,
        least_height_cm: float | None = None,
    ) -> None:
        """A table over the text width; its head is repeated on every page, rows are not torn apart."""
        table = self._document.add_table(rows=0, cols=len(widths_cm))
        table.autofit = False
        _rule(table)
        scale = TEXT_WIDTH_CM / sum(widths_cm)
        widths = [width * scale for width in widths_cm]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for cells in ([head] if head is not None else []) + list(rows):
            self._row(table, cells, widths, is_head=cells is head)
        if least_height_cm is not None:
            for row in table.rows[0 if head is None else 1 :]:
                row.height, row.height_rule = Cm(least_height_cm), WD_ROW_HEIGHT_RULE.AT_LEAST
        place._element.addprevious(table._element)
        self.paragraph(place, "")

    def _row(self, table: Any, cells: Sequence[str], widths_cm: Sequence[float], *, is_head: bool) -> None:
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, width in zip(row.cells, cells, widths_cm, strict=True):
            cell.width = Cm(width)
            only = cell.paragraphs[0]
            only.paragraph_format.space_before = only.paragraph_format.space_after = Pt(2)
            self._write(only, text, bold=is_head, size=8 if is_head else 9)

    def picture_table(self, place: Any, pictures: Sequence[tuple[bytes, str]]) -> None:
        """Two pictures a row, each with its caption beneath."""
        table = self._document.add_table(rows=0, cols=2)
        for at in range(0, len(pictures), 2):
            row = table.add_row()
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, (content, caption) in zip(row.cells, pictures[at : at + 2], strict=False):
                cell.paragraphs[0].add_run().add_picture(io.BytesIO(content), width=Cm(PICTURE_WIDTH_CM))
                self._write(cell.add_paragraph(), caption, size=8)
        place._element.addprevious(table._element)
        self.paragraph(place, "")

    def add_page_numbers(self, paragraph: Any) -> None:
        """Page x / y as fields the word processor keeps up to date."""
        for field in ("PAGE", "NUMPAGES"):
            run = paragraph.add_run()
            for kind in ("begin", "instruction", "end"):
                run._r.append(_field_part(kind, field))
            if field == "PAGE":
                paragraph.add_run(" / ")

    def _write(self, paragraph: Any, text: str, *, bold: bool = False, size: float | None = None) -> None:
        run = paragraph.add_run(printable(text))
        run.bold = bold or None
        if size is not None:
            run.font.size = Pt(size)


def _rule(table: Any) -> None:
    """Quiet lines between rows and none between columns, as on the printed report."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A9B2B6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _field_part(kind: str, field: str) -> Any:
    if kind == "instruction":
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = f" {field} "
        return deepcopy(part)
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part
