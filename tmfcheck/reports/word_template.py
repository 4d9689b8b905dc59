"""The template of the Word report: what may stand in it, how it is checked, and how its placeholders are filled.

A placeholder is a word in double braces. A field such as ``{{facility}}`` is replaced inside its text; a block such as
``{{answers}}`` stands alone in a paragraph and is replaced by headings and tables. An authority edits the template the
program writes, or brings its own; it is hostile until checked.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tmfcheck.errors import ReportError

FIELDS = (
    "facility",
    "country",
    "operator",
    "inspector",
    "checklist",
    "started",
    "closed",
    "state_as_of",
    "level",
    "msr",
    "credibility",
    "evidence_share",
    "fingerprint",
    "short_fingerprint",
    "program",
)
BLOCKS = (
    "contents",
    "summary",
    "dangers",
    "visit",
    "changes",
    "categories",
    "shortfalls",
    "facility_data",
    "hazard",
    "measures",
    "answers",
    "plan",
    "photos",
    "documents",
    "evidence",
    "score_sheet",
    "method",
    "signatures",
)
REQUIRED = ("fingerprint", "answers", "measures", "method", "signatures")
"""Without these a report would hide what the method asks to show."""

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{0,80}?)\s*\}\}")
MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE_PARTS = ("vbaproject", "activex", "oleobject", "embeddings/", "attachedtoolbars", "webextension")

# The library's objects carry no types.
WordDocument = Any
Paragraph = Any


def open_template(content: bytes) -> WordDocument:
    """A checked template as a document to fill.

    Raises ReportError: TEMPLATE_UNREADABLE, TEMPLATE_ACTIVE (macros, embedded objects, links to outside),
    TEMPLATE_PLACEHOLDERS (unknown, missing, or a block that does not stand alone).
    """
    _check_package(content)
    from docx import Document

    try:
        document = Document(io.BytesIO(content))
    except Exception as error:
        raise ReportError("TEMPLATE_UNREADABLE", reason=type(error).__name__) from error
    _check_placeholders(document)
    return document


def _check_package(content: bytes) -> None:
    """Look at the package before anything reads it: size, parts, kind, nothing that acts or reaches outside."""
    if len(content) > MOST_BYTES:
        raise ReportError("TEMPLATE_UNREADABLE", reason=f"> {MOST_BYTES // 1_000_000} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise ReportError("TEMPLATE_UNREADABLE", reason="ZIP")
            if _MAIN_TYPE not in package.read("[Content_Types].xml"):
                raise ReportError("TEMPLATE_UNREADABLE", reason="DOCX")
            _refuse_active(package, [part.filename for part in parts])
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise ReportError("TEMPLATE_UNREADABLE", reason="DOCX") from error


def _refuse_active(package: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        lowered = name.lower()
        if any(word in lowered for word in _ACTIVE_PARTS):
            raise ReportError("TEMPLATE_ACTIVE", part=name)
        # A hyperlink waits for a click; every other outside target is fetched when the file is opened.
        if lowered.endswith(".rels"):
            for link in re.findall(rb"<Relationship\b[^>]*>", package.read(name)):
                if b'"External"' in link and b"/hyperlink" not in link:
                    raise ReportError("TEMPLATE_ACTIVE", part=name)


def _check_placeholders(document: WordDocument) -> None:
    found: set[str] = set()
    for paragraph in paragraphs_of(document):
        names = _PLACEHOLDER.findall(paragraph.text)
        found.update(names)
        lonely = [name for name in names if name in BLOCKS]
        if lonely and _PLACEHOLDER.fullmatch(paragraph.text.strip()) is None:
            raise ReportError("TEMPLATE_PLACEHOLDERS", names=f"{{{{{lonely[0]}}}}} …")
    unknown = sorted(found - {*FIELDS, *BLOCKS})
    missing = [name for name in REQUIRED if name not in found]
    if unknown or missing:
        named = [*(f"{{{{{name}}}}} ?" for name in unknown), *(f"{{{{{name}}}}} –" for name in missing)]
        raise ReportError("TEMPLATE_PLACEHOLDERS", names=", ".join(named))


def paragraphs_of(document: WordDocument) -> Iterator[Paragraph]:
    """Every paragraph of body, tables, headers and footers."""
    yield from _inside(document)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from _inside(part)


def _inside(part: Any) -> Iterator[Paragraph]:
    yield from part.paragraphs
    for table in part.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _inside(cell)


def fill(
    document: WordDocument, fields: Mapping[str, str], blocks: Mapping[str, Callable[[Paragraph], None] | None]
) -> None:
    """Replace every field, and let every block write itself before its placeholder, which then goes.

    A block of None has nothing to say in this report; a heading over it alone goes with it.
    """
    for paragraph in list(paragraphs_of(document)):
        name = _PLACEHOLDER.fullmatch(paragraph.text.strip())
        if name is not None and name[1] in blocks:
            write = blocks[name[1]]
            if write is None:
                _remove_lonely_heading(paragraph)
            else:
                write(paragraph)
            _remove(paragraph._element)
        elif _PLACEHOLDER.search(paragraph.text):
            _fill_fields(paragraph, fields)


def _remove(element: Any) -> None:
    """Take a paragraph out; a cell keeps one, as Word demands."""
    parent = element.getparent()
    is_cell = parent.tag.endswith("}tc")
    if is_cell and not any(each is not element and each.tag == element.tag for each in parent):
        for child in list(element):
            if not child.tag.endswith("}pPr"):
                element.remove(child)
        return
    parent.remove(element)


def _remove_lonely_heading(placeholder: Paragraph) -> None:
    """A heading goes where nothing but the placeholder stands beneath it, up to the next heading of its rank."""
    heading = _neighbour(placeholder, forward=False)
    rank = _rank(heading)
    if heading is None or rank is None:
        return
    after = _neighbour(placeholder, forward=True)
    if after is None or (_rank(after) or rank + 1) <= rank:
        _remove(heading._element)


def _neighbour(paragraph: Paragraph, *, forward: bool) -> Paragraph | None:
    """The next thing that is not an empty paragraph; None at the end, a table is a paragraph of no rank."""
    from docx.text.paragraph import Paragraph as Made

    element = paragraph._element
    while (element := element.getnext() if forward else element.getprevious()) is not None:
        if element.tag.endswith("}sectPr"):
            return None
        made = Made(element, paragraph._parent)
        if not element.tag.endswith("}p") or made.text.strip() or element.xpath(".//w:drawing"):
            return made
    return None


def _rank(paragraph: Paragraph | None) -> int | None:
    """1 for a heading of the first rank and so on; None for whatever is no heading."""
    if paragraph is None or not paragraph._element.tag.endswith("}p"):
        return None
    found = re.fullmatch(r"heading (\d)", (paragraph.style.name or "").lower())
    return None if found is None else int(found[1])


def _fill_fields(paragraph: Paragraph, fields: Mapping[str, str]) -> None:
    """Replace inside single runs, which keeps their look; a placeholder cut into several runs takes the first's."""

    def filled(text: str) -> str:
        return _PLACEHOLDER.sub(lambda found: fields.get(found[1], found[0]), _without_empty(text, fields))

    whole = filled(paragraph.text)
    for run in paragraph.runs:
        if _PLACEHOLDER.search(run.text):
            run.text = filled(run.text)
    # What was filled in may hold braces of its own: only a placeholder cut into several runs makes the texts differ.
    if paragraph.text != whole and paragraph.runs:
        first, *rest = paragraph.runs
        first.text = whole
        for run in rest:
            run.text = ""


def _without_empty(text: str, fields: Mapping[str, str]) -> str:
    """The text without placeholders of what this report does not tell, each with the dot that parts it from others."""
    for name in {found[1] for found in _PLACEHOLDER.finditer(text)}:
        if fields.get(name) == "":
            gone = rf"\{{\{{\s*{re.escape(name)}\s*\}}\}}"
            text = re.sub(rf"[ ]*·[ ]*{gone}|{gone}[ ]*·[ ]*|{gone}", "", text)
    return text
