"""The paper: A4 pages with header, footer, page x of y, contents, sample mark and outline, for any flow of rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable, PageBreak

from tmfcheck.reports.blocks import line_width
from tmfcheck.reports.flow import Flow, Row
from tmfcheck.reports.style import (
    HAIRLINE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    QUIET,
    RULE,
    SMALL,
    SMALL_STRONG,
    TEXT_HEIGHT,
    TEXT_WIDTH,
    WATERMARK,
    TextStyle,
)
from tmfcheck.reports.typefaces import BOLD, REGULAR, register_typefaces

# Binary streams: smaller files, quicker made. It is a setting of the whole library, which only this room uses.
rl_config.useA85 = 0

HEADER_BASELINE = PAGE_HEIGHT - 0.62 * MARGIN
FOOTER_BASELINE = 0.52 * MARGIN
MARK_SIZE = 110


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What every page carries, as drawable single lines; ``page_of`` words page x of y, ``mark`` lies across."""

    header_left: str
    header_right: str
    footer_left: str
    footer_middle: str
    page_of: Callable[[int, int], str]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; ``language`` as BCP 47, ``made_at`` aware."""

    title: str
    author: str
    subject: str
    creator: str
    language: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Foot:
    """Something that stands at the foot of the last page: its height, and who draws it downwards."""

    height: float
    draw: Callable[[Any, float], None]
    """Gets the canvas and the top."""


class PagedCanvas(Canvas):
    """Keeps finished pages open until the number of all pages is known, then writes page numbers and contents."""

    furniture: PageFurniture
    foot: Foot | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._finished: list[dict[str, Any]] = []
        self._page_of_key: dict[str, int] = {}
        self._bookmarks: dict[int, list[tuple[str, float]]] = {}
        self._awaited: dict[int, list[tuple[str, float, float]]] = {}

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803
        """Say a colour only where it changes: most texts of a page share one."""
        if aColor is not self._fillColorObj or alpha is not None:
            super().setFillColor(aColor, alpha)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:  # noqa: N802, N803
        """As ``setFillColor``, of lines."""
        if aColor is not self._strokeColorObj or alpha is not None:
            super().setStrokeColor(aColor, alpha)

    def place_bookmark(self, key: str, y: float) -> None:
        """Let a bookmark lead to this page and height once the page is written."""
        self._page_of_key[key] = self._pageNumber
        self._bookmarks.setdefault(self._pageNumber, []).append((key, self.absolutePosition(0, y)[1]))

    def await_page_number(self, key: str, x: float, y: float) -> None:
        """Write the page of a bookmark here, ending at (x, y), once it is known."""
        self._awaited.setdefault(self._pageNumber, []).append((key, *self.absolutePosition(x, y)))

    def showPage(self) -> None:  # noqa: N802
        """Put the page aside instead of writing it."""
        self._finished.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Complete every page and write the file."""
        for number, page in enumerate(self._finished, 1):
            self.__dict__.update(page)
            self._complete(number, len(self._finished))
            super().showPage()
        super().save()

    def _complete(self, number: int, count: int) -> None:
        self.setFillColor(QUIET)
        self.setFont(SMALL.font, SMALL.size)
        self.drawRightString(PAGE_WIDTH - MARGIN, FOOTER_BASELINE, self.furniture.page_of(number, count))
        if self.foot is not None and number == count:
            self.saveState()
            self.foot.draw(self, MARGIN + self.foot.height)
            self.restoreState()
        for key, y in self._bookmarks.get(number, ()):
            self.bookmarkHorizontal(key, 0, y)
        for key, x, y in self._awaited.get(number, ()):
            self.setFont(SMALL.font, SMALL.size)
            self.drawRightString(x, y, str(self._page_of_key[key]))


def print_rows(
    parts: Sequence[Sequence[Row]],
    furniture: PageFurniture,
    metadata: Metadata,
    progress: Callable[[int, int], None] | None = None,
    foot: Foot | None = None,
) -> bytes:
    """The PDF of some parts, each beginning on a page of its own; the same input gives the same bytes.

    ``progress`` hears rows drawn and rows in all; an exception it raises stops the printing and leaves nothing behind.
    ``foot`` stands at the foot of the last page; the last part's pages keep its room free.
    """
    register_typefaces()
    counter = _Counter(sum(map(len, parts)), progress)
    *others, last = parts
    story: list[Flowable] = []
    for part in others:
        story += [Flow(part, counter.drawn), PageBreak()]
    story[-1:] = [NextPageTemplate("last"), PageBreak()] if others else []
    story.append(Flow(last, counter.drawn, TEXT_HEIGHT - (foot.height if foot else 0)))
    target = io.BytesIO()
    document = BaseDocTemplate(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=metadata.title,
        author=metadata.author,
        subject=metadata.subject,
        creator=metadata.creator,
        lang=metadata.language,
        invariant=1,
        initialFontName=REGULAR,
        initialFontSize=SMALL.size,
        initialLeading=SMALL.leading,
    )
    templates = [_template("pages", furniture), _template("last", furniture, foot.height if foot else 0)]
    document.addPageTemplates(templates if others else templates[1:])
    document.build(story, canvasmaker=_canvas_maker(furniture, metadata, foot))
    counter.finish()
    return target.getvalue()


def _template(name: str, furniture: PageFurniture, taken: float = 0) -> PageTemplate:
    """A page with one frame between header and footer, or down to what may stand at its foot."""
    frame = Frame(MARGIN, MARGIN + taken, TEXT_WIDTH, TEXT_HEIGHT - taken, *(0,) * 4)

    def draw(canvas: Any, _document: Any) -> None:
        _draw_furniture(canvas, furniture)

    return PageTemplate(name, frames=[frame], onPage=draw)


class _Counter:
    """Turns rows drawn into progress; a row cut in two counts once more than planned, never beyond the end."""

    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def drawn(self, rows: int) -> None:
        self._done = min(self._done + rows, self._total)
        self._tell()

    def finish(self) -> None:
        self._done = self._total
        self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total)


def _canvas_maker(furniture: PageFurniture, metadata: Metadata, foot: Foot | None) -> Callable[..., PagedCanvas]:
    def make(*args: Any, **options: Any) -> PagedCanvas:
        canvas = PagedCanvas(*args, **options)
        canvas.furniture = furniture
        canvas.foot = foot
        canvas.setDateFormatter(lambda *_: _pdf_date(metadata.made_at))
        canvas.setViewerPreference("DisplayDocTitle", "true")
        return canvas

    return make


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"


def _draw_furniture(canvas: Any, furniture: PageFurniture) -> None:
    canvas.saveState()
    if furniture.mark:
        _draw_mark_across(canvas, furniture.mark)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIRLINE)
    canvas.line(MARGIN, HEADER_BASELINE - 5, PAGE_WIDTH - MARGIN, HEADER_BASELINE - 5)
    canvas.line(MARGIN, FOOTER_BASELINE + 11, PAGE_WIDTH - MARGIN, FOOTER_BASELINE + 11)
    canvas.setFillColor(QUIET)
    half = TEXT_WIDTH * 0.48
    _write(canvas, SMALL_STRONG, MARGIN, HEADER_BASELINE, fitted(furniture.header_left, SMALL_STRONG, half))
    right = fitted(furniture.header_right, SMALL, half)
    canvas.setFont(SMALL.font, SMALL.size)
    canvas.drawRightString(PAGE_WIDTH - MARGIN, HEADER_BASELINE, right)
    _write(canvas, SMALL, MARGIN, FOOTER_BASELINE, furniture.footer_left)
    canvas.setFont(SMALL_STRONG.font, SMALL_STRONG.size)
    canvas.drawCentredString(PAGE_WIDTH / 2 + 20, FOOTER_BASELINE, furniture.footer_middle)
    canvas.restoreState()


def _write(canvas: Any, style: TextStyle, x: float, y: float, words: str) -> None:
    canvas.setFont(style.font, style.size)
    canvas.drawString(x, y, words)


def _draw_mark_across(canvas: Any, mark: str) -> None:
    """Large pale letters from corner to corner, under everything else."""
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFillColor(WATERMARK)
    size = min(MARK_SIZE, 0.95 * TEXT_HEIGHT / line_width(mark, BOLD))
    canvas.setFont(BOLD, size)
    canvas.drawCentredString(0, -0.35 * size, mark)
    canvas.restoreState()


def fitted(words: str, style: TextStyle, width: float) -> str:
    """The words, cut with an ellipsis where they are wider than ``width`` points."""
    if line_width(words, style.font) * style.size <= width:
        return words
    while words and line_width(words + "…", style.font) * style.size > width:
        words = words[:-1]
    return words + "…"
