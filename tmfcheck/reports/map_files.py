"""Map drawings as files: PDF with embedded fonts, SVG, and PNG made from the PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import singledispatch
from html import escape
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from tmfcheck.domain.map_drawing import Align, Area, Circle, Clip, Command, Label, MapDrawing, Stroke, Tone
from tmfcheck.domain.map_frame import Box, Position
from tmfcheck.domain.map_palette import PALETTE
from tmfcheck.reports.pdfium import page_picture
from tmfcheck.reports.typefaces import BOLD, REGULAR, register_typefaces

PNG_DOTS_PER_INCH = 200
SVG_FONTS = "'DejaVu Sans', 'Noto Sans', sans-serif"


# --------------------------------------------------------------------------- PDF


def map_pdf(drawing: MapDrawing) -> bytes:
    """The drawing as a PDF of one page, vectors only; the same drawing gives the same bytes."""
    register_typefaces()
    target = io.BytesIO()
    canvas = Canvas(
        target, pagesize=(drawing.width, drawing.height), invariant=1, initialFontName=REGULAR, lang=drawing.language
    )
    canvas.setTitle(drawing.title)
    canvas.setCreator("TMFCheck")
    paint_commands(drawing.commands, canvas)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def paint_commands(commands: Iterable[Command], canvas: Any) -> None:
    """Draw commands on a canvas, at its present origin."""
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    for command in commands:
        _paint(command, canvas)


def _colour(tone: Tone) -> Color:
    return HexColor(PALETTE[tone])


@singledispatch
def _paint(command: Any, canvas: Any) -> None:
    """Draw one command on a canvas."""
    raise TypeError(command)


@_paint.register
def _(command: Clip, canvas: Any) -> None:
    if command.box is None:
        canvas.restoreState()
        return
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(command.box.x, command.box.y, command.box.width, command.box.height)
    canvas.clipPath(path, stroke=0, fill=0)


@_paint.register
def _(command: Area, canvas: Any) -> None:
    if command.fill is not None:
        canvas.setFillColor(_colour(command.fill))
    if command.line is not None:
        canvas.setStrokeColor(_colour(command.line))
        canvas.setLineWidth(command.width)
    path = _path(canvas, command.rings, closed=True)
    canvas.drawPath(path, stroke=int(command.line is not None), fill=int(command.fill is not None), fillMode=0)


@_paint.register
def _(command: Stroke, canvas: Any) -> None:
    canvas.setStrokeColor(_colour(command.tone))
    canvas.setLineWidth(command.width)
    canvas.setDash(list(command.dashes))
    canvas.drawPath(_path(canvas, command.lines, closed=False))
    canvas.setDash([])


@_paint.register
def _(command: Circle, canvas: Any) -> None:
    if command.fill is not None:
        canvas.setFillColor(_colour(command.fill))
    if command.line is not None:
        canvas.setStrokeColor(_colour(command.line))
        canvas.setLineWidth(command.width)
    stroke, fill = int(command.line is not None), int(command.fill is not None)
    canvas.circle(*command.centre, command.radius, stroke=stroke, fill=fill)


@_paint.register
def _(command: Label, canvas: Any) -> None:
    font = BOLD if command.bold else REGULAR
    write: Mapping[Align, Callable[..., None]] = {
        Align.LEFT: canvas.drawString,
        Align.MIDDLE: canvas.drawCentredString,
        Align.RIGHT: canvas.drawRightString,
    }
    canvas.setFont(font, command.size)
    if command.halo:
        canvas.setStrokeColor(_colour(Tone.PAPER))
        canvas.setLineWidth(2 * command.halo)
        write[command.align](*command.position, command.words, mode=1)
    canvas.setFillColor(_colour(command.tone))
    write[command.align](*command.position, command.words, mode=0)


def _path(canvas: Any, lines: Sequence[Sequence[Position]], *, closed: bool) -> Any:
    path = canvas.beginPath()
    for line in lines:
        path.moveTo(*line[0])
        for position in line[1:]:
            path.lineTo(*position)
        if closed:
            path.close()
    return path


# --------------------------------------------------------------------------- PNG


def map_png(drawing: MapDrawing) -> bytes:
    """The drawing as a picture of 200 dots per inch, made from its PDF."""
    picture = page_picture(map_pdf(drawing), PNG_DOTS_PER_INCH)
    target = io.BytesIO()
    picture.save(target, format="PNG", dpi=(PNG_DOTS_PER_INCH, PNG_DOTS_PER_INCH), optimize=True)
    return target.getvalue()


# --------------------------------------------------------------------------- SVG


def map_svg(drawing: MapDrawing) -> bytes:
    """The drawing as SVG with text as text; a viewer without the font takes a similar one."""
    width, height = f"{drawing.width:.1f}", f"{drawing.height:.1f}"
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang="{drawing.language}" font-family="{SVG_FONTS}">',
        f"<title>{escape(drawing.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{_hex(Tone.PAPER)}"/>',
    ]
    writer = _SvgWriter(drawing.height)
    for command in drawing.commands:
        lines.extend(writer.elements(command))
    lines.append("</svg>\n")
    return "\n".join(lines).encode()


def _hex(tone: Tone | None) -> str:
    return "none" if tone is None else f"#{PALETTE[tone]:06X}"


class _SvgWriter:
    """Turns commands into elements; the page is upside down in SVG."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._clips = 0

    def elements(self, command: Any) -> Iterator[str]:
        match command:
            case Clip(None):
                yield "</g>"
            case Clip(Box() as box):
                self._clips += 1
                name = f"map{self._clips}"
                corner = f'x="{box.x:.2f}" y="{self._height - box.top:.2f}"'
                room = f'<rect {corner} width="{box.width:.2f}" height="{box.height:.2f}"/>'
                yield f'<defs><clipPath id="{name}">{room}</clipPath></defs>'
                yield f'<g clip-path="url(#{name})">'
            case Area(rings, fill, line, width):
                path = self._path(rings, end="Z")
                yield f'<path d="{path}" fill="{_hex(fill)}" fill-rule="evenodd"{_outline(line, width)}/>'
            case Stroke(stretches, tone, width, dashes):
                pattern = f' stroke-dasharray="{" ".join(map(str, dashes))}"' if dashes else ""
                yield f'<path d="{self._path(stretches, end="")}" fill="none"{_outline(tone, width)}{pattern}/>'
            case Circle((x, y), radius, fill, line, width):
                place = f'cx="{x:.2f}" cy="{self._height - y:.2f}" r="{radius:.2f}"'
                yield f'<circle {place} fill="{_hex(fill)}"{_outline(line, width)}/>'
            case Label():
                yield from self._texts(command)

    def _path(self, lines: Sequence[Sequence[Position]], end: str) -> str:
        height = self._height
        return "".join("M" + "L".join(f"{x:.2f} {height - y:.2f}" for x, y in line) + end for line in lines)

    def _texts(self, label: Label) -> Iterator[str]:
        """The letters, and before them their halo as letters of its own, which every viewer understands."""
        anchor = {Align.LEFT: "start", Align.MIDDLE: "middle", Align.RIGHT: "end"}[label.align]
        x, y = label.position
        weight = ' font-weight="bold"' if label.bold else ""
        place = f'x="{x:.2f}" y="{self._height - y:.2f}" font-size="{label.size:.1f}" text-anchor="{anchor}"{weight}'
        if label.halo:
            outline = _outline(Tone.PAPER, 2 * label.halo)
            yield f'<text {place} fill="none"{outline} aria-hidden="true">{escape(label.words)}</text>'
        yield f'<text {place} fill="{_hex(label.tone)}">{escape(label.words)}</text>'


def _outline(tone: Tone | None, width: float) -> str:
    if tone is None:
        return ""
    return f' stroke="{_hex(tone)}" stroke-width="{width:.2f}" stroke-linejoin="round" stroke-linecap="round"'
