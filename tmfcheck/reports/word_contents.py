"""The table of contents of the Word report: a field the word processor can renew, its entries already written.

Page numbers are the word processor's to know, so they are fields without a value until it updates the table. A file
that asks for that on opening has Word question every reader whether fields that may refer to other files shall be
updated, and a wrong number would be worse than none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt

from tmfcheck.reports.printable import one_line
from tmfcheck.reports.word_xml import element, field_part, words

INSTRUCTION = 'TOC \\o "1-1" \\h \\z'
"""Headings of the first rank, as links; no numbers where there are no pages."""
_ENTRY_STYLE = "toc 1"
_GAP = Pt(2)


class WordContents:
    """Reserves places for the contents while a document is filled, and writes them when all headings stand."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._places: list[Any] = []

    def reserve(self, place: Any) -> None:
        """Let the contents stand before a paragraph."""
        block = element("w:sdt")
        place._element.addprevious(block)
        self._places.append(block)

    def write(self) -> None:
        """Write the contents at every place reserved; a document without headings has none."""
        if not self._places:
            return
        entries = [_bookmarked(heading, number, name) for heading, number, name in self._named_headings()]
        for block in self._places:
            if entries:
                _fill(block, entries, self._entry_style())
            else:
                block.getparent().remove(block)

    def _named_headings(self) -> Iterator[tuple[Any, int, str]]:
        """The headings of the first rank in reading order, each with the id and the name of a bookmark of its own."""
        body = self._document.element.body
        styles = {style.style_id for style in self._document.styles if (style.name or "").lower() == "heading 1"}
        bookmarks = list(body.iter(qn("w:bookmarkStart")))
        names, ids = ({each.get(qn(key)) for each in bookmarks} for key in ("w:name", "w:id"))
        free = (
            (number, name)
            for number in itertools.count(1)
            if str(number) not in ids and (name := f"_Toc{number:09}") not in names
        )
        for style in list(body.iter(qn("w:pStyle"))):
            heading = style.getparent().getparent()
            if style.get(qn("w:val")) in styles and heading.tag == qn("w:p") and one_line(heading.text):
                yield heading, *next(free)

    def _entry_style(self) -> str:
        """The id of the style of entries; where a template brings none it is made, as the word processor would."""
        styles = self._document.styles
        for style in styles:
            if (style.name or "").lower() == _ENTRY_STYLE:
                return str(style.style_id)
        section = self._document.sections[0]
        made = styles.add_style(_ENTRY_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        made.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
        made.paragraph_format.space_after = _GAP
        if section.page_width is not None:
            margins = (section.left_margin or 0) + (section.right_margin or 0)
            made.paragraph_format.tab_stops.add_tab_stop(section.page_width - margins, WD_TAB_ALIGNMENT.RIGHT)
        return str(made.style_id)


def _bookmarked(heading: Any, number: int, name: str) -> tuple[str, str]:
    """Set a bookmark around the text of a heading; gives the text and the bookmark's name."""
    heading.pPr.addnext(element("w:bookmarkStart", id=str(number), name=name))
    heading.append(element("w:bookmarkEnd", id=str(number)))
    return one_line(heading.text), name


def _fill(block: Any, entries: Iterable[tuple[str, str]], style: str) -> None:
    """The contents as the word processor makes them itself, so that it offers to renew them."""
    properties, gallery = element("w:sdtPr"), element("w:docPartObj")
    gallery.append(element("w:docPartGallery", val="Table of Contents"))
    gallery.append(element("w:docPartUnique"))
    properties.append(gallery)
    content = element("w:sdtContent")
    lines = [_entry(text, name, style) for text, name in entries]
    for line in lines[:-1]:
        line.pPr.append(element("w:keepNext"))
    for place, part in enumerate(_field_start(), 1):
        lines[0].insert(place, part)
    lines[-1].append(_run(field_part("end")))
    content.extend(lines)
    block.extend((properties, content))


def _field_start() -> tuple[Any, ...]:
    return _run(field_part("begin")), _run(field_part("instruction", INSTRUCTION)), _run(field_part("separate"))


def _entry(text: str, name: str, style: str) -> Any:
    """A line with its link and, behind a tab, the page it leads to."""
    line, properties = element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=style))
    link = element("w:hyperlink", anchor=name, history="1")
    link.extend((_run(words(text)), _run(element("w:tab")), _run(field_part("begin"))))
    link.extend((_run(field_part("instruction", f"PAGEREF {name} \\h")), _run(field_part("separate"))))
    link.append(_run(field_part("end")))
    line.extend((properties, link))
    return line


def _run(part: Any) -> Any:
    made = element("w:r")
    made.append(part)
    return made
