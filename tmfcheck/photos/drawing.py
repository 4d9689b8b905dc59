"""A photo as it is shown: turned, with its annotations drawn into a copy, for files that cannot draw over pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

from tmfcheck.domain.annotation_shapes import (
    CASING,
    CASING_SHARE,
    INK,
    LINE_SHARE,
    TEXT_SHARE,
    Point,
    arrow_head,
    measure_ends,
    turned,
)
from tmfcheck.domain.evidence import Annotation, AnnotationKind, Evidence
from tmfcheck.paths import resources_folder

QUALITY = 85


def as_seen(jpeg: bytes, item: Evidence) -> bytes:
    """A JPEG turned and drawn on as its evidence says; the given one where there is nothing to do.

    ``jpeg`` is one of the house's own upright copies, no file from outside.
    """
    if not item.rotation and not item.annotations:
        return jpeg
    with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
        upright = picture.convert("RGB")
    shown = upright.rotate(-item.rotation, expand=True)
    pen = _Pen(shown, item.rotation)
    for annotation in item.annotations:
        pen.draw(annotation)
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


class _Pen:
    """Draws on one turned picture; shares of the upright picture become pixels."""

    def __init__(self, picture: Image.Image, rotation: int) -> None:
        self._draw = ImageDraw.Draw(picture)
        self._size = picture.size
        self._rotation = rotation
        self._edge = max(picture.size)

    def _pixel(self, point: Point) -> Point:
        x, y = turned(point, self._rotation)
        return x * self._size[0], y * self._size[1]

    def draw(self, annotation: Annotation) -> None:
        points = [self._pixel(point) for point in annotation.points]
        match annotation.kind:
            case AnnotationKind.ARROW if len(points) == 2:
                left, right = arrow_head(points[0], points[1], self._edge)
                self._lines([points, [left, points[1], right]])
            case AnnotationKind.ELLIPSE if len(points) == 2:
                self._ellipse(points)
            case AnnotationKind.FREEHAND if len(points) >= 2:
                self._lines([points])
            case AnnotationKind.MEASURE if len(points) == 2:
                self._lines([points, *measure_ends(points[0], points[1], self._edge)])
                above = 2 * CASING_SHARE * self._edge
                middle = ((points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2 - above)
                self._words(annotation.words, middle)
            case AnnotationKind.TEXT if points:
                self._words(annotation.words, points[0])

    def _cased(self) -> tuple[tuple[str, int], tuple[str, int]]:
        """Colour and width of the light edge, then of the ink over it."""
        return (CASING, max(3, round(CASING_SHARE * self._edge))), (INK, max(1, round(LINE_SHARE * self._edge)))

    def _lines(self, lines: Sequence[Sequence[Point]]) -> None:
        for colour, width in self._cased():
            for line in lines:
                self._draw.line(list(line), fill=colour, width=width, joint="curve")

    def _ellipse(self, corners: Sequence[Point]) -> None:
        (left, right), (top, bottom) = (sorted(each) for each in zip(*corners, strict=True))
        for colour, width in self._cased():
            # The stroke lies inside the box: the wider edge needs a wider box.
            box = (left - width / 2, top - width / 2, right + width / 2, bottom + width / 2)
            self._draw.ellipse(box, outline=colour, width=width)

    def _words(self, words: str, place: Point) -> None:
        size = max(10.0, TEXT_SHARE * self._edge)
        font = ImageFont.truetype(str(resources_folder() / "fonts" / "DejaVuSans-Bold.ttf"), size)
        line = " ".join(words.split())
        edge = max(1, round(0.11 * size))
        self._draw.text(place, line, fill=INK, font=font, anchor="ls", stroke_width=edge, stroke_fill=CASING)
