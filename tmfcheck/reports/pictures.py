"""Photos on paper: JPEG copies placed as they are, turned, with their annotations drawn over them as lines."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfutils
from reportlab.pdfbase.pdfdoc import PDFImageXObject
from reportlab.pdfbase.pdfmetrics import getAscentDescent, stringWidth

from tmfcheck.domain.annotation_shapes import (
    CASING,
    CASING_SHARE,
    INK,
    LINE_SHARE,
    TEXT_SHARE,
    arrow_head,
    measure_ends,
    turned,
    words_corner,
)
from tmfcheck.domain.evidence import Annotation, AnnotationKind, Evidence
from tmfcheck.reports.blocks import Canvas
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.typefaces import BOLD

_ROUND = 1
_SMALLEST_LETTERS = 6.0
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture lies on the page: its lower left corner and its size in points."""

    x: float
    y: float
    width: float
    height: float


class Picture:
    """A block with one photo as large as its box allows, left aligned; it is never cut."""

    def __init__(self, item: Evidence, jpeg: bytes, box_height: float, *, before: float = 0) -> None:
        self.before = before
        self.item = item
        self.says = item.caption or item.file_name
        self._jpeg = jpeg
        self._box_height = box_height
        width, height = jpeg_size(jpeg)
        self._aspect = height / width if item.rotation % 180 else width / height

    def size(self, width: float) -> tuple[float, float]:
        """Width and height in points in a box of this width."""
        wide = min(width, self._box_height * self._aspect)
        return wide, wide / self._aspect

    def height(self, width: float) -> float:
        return self.size(width)[1]

    def split(self, width: float, room: float) -> None:
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        wide, tall = self.size(width)
        place = Place(x, top - tall, wide, tall)
        draw_jpeg(canvas, self.item.sha256, self._jpeg, place, self.item.rotation)
        draw_annotations(canvas, self.item.annotations, place, self.item.rotation)


class PictureRow:
    """A block with a few small photos side by side, each in an equal share of the width; it is never cut."""

    GAP, HEIGHT = 4.0, 76.0

    def __init__(self, photos: Sequence[tuple[Evidence, bytes]], *, before: float = 0, columns: int = 3) -> None:
        self.before = before
        self.pictures = [Picture(item, jpeg, self.HEIGHT) for item, jpeg in photos]
        self._columns = columns

    def share(self, width: float) -> float:
        """The width each photo may take."""
        return (width - (self._columns - 1) * self.GAP) / self._columns

    def height(self, width: float) -> float:
        return max(picture.height(self.share(width)) for picture in self.pictures)

    def split(self, width: float, room: float) -> None:
        return None

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        share = self.share(width)
        for place, picture in enumerate(self.pictures):
            picture.draw(canvas, x + place * (share + self.GAP), top, share)


def jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Width and height of a JPEG in pixels."""
    width, height, *_ = pdfutils.readJPEGInfo(io.BytesIO(jpeg))
    return int(width), int(height)


def draw_jpeg(canvas: Canvas, name: str, jpeg: bytes, place: Place, rotation: int = 0) -> None:
    """Draw a JPEG into its place, turned clockwise; its bytes stand in the file once, however often it is drawn."""
    document = canvas._doc
    registered = document.getXObjectName(name)
    if document.idToObject.get(registered) is None:
        image = PDFImageXObject(name, ImageReader(io.BytesIO(jpeg)))
        image.name = name
        canvas._setXObjects(image)
        document.Reference(image, registered)
        document.addForm(name, image)
    canvas._currentPageHasImages = 1
    canvas.saveState()
    canvas.translate(place.x + place.width / 2, place.y + place.height / 2)
    canvas.rotate(-rotation)
    wide, tall = (place.height, place.width) if rotation % 180 else (place.width, place.height)
    canvas.translate(-wide / 2, -tall / 2)
    canvas.scale(wide, tall)
    canvas._code.append(f"/{registered} Do")
    canvas.restoreState()
    canvas._formsinuse.append(name)


def draw_annotations(canvas: Canvas, annotations: Sequence[Annotation], place: Place, rotation: int = 0) -> None:
    """Draw annotations over a picture in its place, each line dark in a light casing."""
    pen = _Pen(canvas, place, rotation)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(place.x, place.y, place.width, place.height)
    canvas.clipPath(clip, stroke=0, fill=0)
    for annotation in annotations:
        pen.draw(annotation)
    canvas.restoreState()


class _Pen:
    """Draws on one picture; shares of the picture become points of the page, y upwards."""

    def __init__(self, canvas: Canvas, place: Place, rotation: int) -> None:
        self._canvas = canvas
        self._place = place
        self._rotation = rotation
        self._edge = max(place.width, place.height)

    def _on_page(self, point: _Point) -> _Point:
        x, y = turned(point, self._rotation)
        return self._place.x + x * self._place.width, self._place.y + (1 - y) * self._place.height

    def draw(self, annotation: Annotation) -> None:
        points = [self._on_page(point) for point in annotation.points]
        match annotation.kind:
            case AnnotationKind.ARROW if len(points) == 2:
                left, right = arrow_head(points[0], points[1], self._edge)
                self._lines([points, [left, points[1], right]])
            case AnnotationKind.ELLIPSE if len(points) == 2:
                self._ellipse(points[0], points[1])
            case AnnotationKind.FREEHAND if len(points) >= 2:
                self._lines([points])
            case AnnotationKind.MEASURE if len(points) == 2:
                self._lines([points, *measure_ends(points[0], points[1], self._edge)])
                self._words(annotation.words, points, is_beside=True)
            case AnnotationKind.TEXT if points:
                self._words(annotation.words, points, is_beside=False)

    def _cased(self) -> tuple[tuple[str, float], tuple[str, float]]:
        return (CASING, CASING_SHARE * self._edge), (INK, LINE_SHARE * self._edge)

    def _lines(self, lines: Sequence[Sequence[_Point]]) -> None:
        canvas = self._canvas
        canvas.setLineCap(_ROUND)
        canvas.setLineJoin(_ROUND)
        for colour, width in self._cased():
            canvas.setStrokeColor(HexColor(colour))
            canvas.setLineWidth(width)
            for line in lines:
                path = canvas.beginPath()
                path.moveTo(*line[0])
                for point in line[1:]:
                    path.lineTo(*point)
                canvas.drawPath(path)

    def _ellipse(self, first: _Point, second: _Point) -> None:
        for colour, width in self._cased():
            self._canvas.setStrokeColor(HexColor(colour))
            self._canvas.setLineWidth(width)
            self._canvas.ellipse(*first, *second, stroke=1, fill=0)

    def _words(self, words: str, points: Sequence[_Point], *, is_beside: bool) -> None:
        """Write words where they stand on the screen too, and whole: none run over the picture's edge."""
        canvas, size, where = self._canvas, max(_SMALLEST_LETTERS, TEXT_SHARE * self._edge), self._place
        rise, fall = getAscentDescent(BOLD, size)
        room = (stringWidth(one_line(words), BOLD, size), rise - fall)
        seen = [(x - where.x, where.y + where.height - y) for x, y in points]
        left, top = words_corner(seen, room, (where.width, where.height), is_beside=is_beside)
        place = (where.x + left, where.y + where.height - top - rise)
        canvas.setFont(BOLD, size)
        canvas.setLineJoin(_ROUND)
        for mode, colour in ((1, CASING), (0, INK)):
            # The way letters are painted outlives the text; only the saved state takes it back.
            canvas.saveState()
            canvas.setStrokeColor(HexColor(colour))
            canvas.setFillColor(HexColor(colour))
            canvas.setLineWidth(0.22 * size)
            writer = canvas.beginText(*place)
            writer.setTextRenderMode(mode)
            writer.textOut(one_line(words))
            canvas.drawText(writer)
            canvas.restoreState()
