"""A layer's geometry as paths to paint in several degrees of detail; made away from the window's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from tmfcheck.domain.geography import bounds_of
from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.map_layers import MapFeature, VectorLayer
from tmfcheck.domain.screen_frame import ScreenFrame, to_world
from tmfcheck.gui.map.ground_painter import hairline, in_world, world_box
from tmfcheck.gui.map.ground_paths import Piece, area_pieces, detail_number, steps, stroke_pieces

MOST_NAMES = 3000
NAMES_AT_ONCE = 60
POINT_PX = 4.0
LINE_PX = 1.6
AREA_SHINE = 26


@dataclass(frozen=True, slots=True)
class LayerShape:
    """Areas and lines by degree of detail; points and names at world coordinates, the larger areas first."""

    layer: VectorLayer
    areas: Sequence[Sequence[Piece]]
    lines: Sequence[Sequence[Piece]]
    points: Sequence[Position]
    names: Sequence[tuple[str, Position]]

    def paint(self, painter: QPainter, frame: ScreenFrame, colour: QColor, paper: QColor) -> None:
        """Paint what is in view."""
        number, box = detail_number(frame.zoom), world_box(frame)
        fill = QColor(colour)
        fill.setAlpha(AREA_SHINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        in_world(painter, frame)
        painter.setPen(hairline(colour, LINE_PX))
        for pieces, brush in ((self.areas[number], fill), (self.lines[number], Qt.BrushStyle.NoBrush)):
            painter.setBrush(brush)
            for piece in pieces:
                if piece.meets(box):
                    painter.drawPath(piece.path)
        painter.restore()
        self._paint_points(painter, frame, colour, paper)

    def _paint_points(self, painter: QPainter, frame: ScreenFrame, colour: QColor, paper: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(hairline(paper, 1))
        painter.setBrush(colour)
        left, top, right, bottom = world_box(frame)
        for x, y in self.points:
            if left <= x <= right and top <= y <= bottom:
                painter.drawEllipse(QPointF(*frame.from_world((x, y))), POINT_PX, POINT_PX)

    def names_in(self, frame: ScreenFrame) -> Iterator[tuple[str, Position]]:
        """The names in view, as many as a screen may hold."""
        left, top, right, bottom = world_box(frame)
        found = 0
        for words, (x, y) in self.names:
            if left <= x <= right and top <= y <= bottom:
                yield words, (x, y)
                found += 1
                if found == NAMES_AT_ONCE:
                    return


def shape_of(layer: VectorLayer) -> LayerShape:
    """The paths of a layer."""
    areas = [[[to_world(place) for place in ring] for ring in rings] for each in layer.features for rings in each.areas]
    lines = [[to_world(place) for place in line] for each in layer.features for line in each.lines]
    points = [to_world(place) for each in layer.features for place in each.points]
    named = sorted((each for each in layer.features if each.name), key=_size, reverse=True)[:MOST_NAMES]
    return LayerShape(
        layer,
        [[*area_pieces(areas, step)] for step in steps()],
        [[*stroke_pieces(lines, step)] for step in steps()],
        points,
        [(each.name, to_world(each.middle)) for each in named],
    )


def _size(feature: MapFeature) -> float:
    boxes = [bounds_of(rings[0]) for rings in feature.areas]
    return max(((box.east - box.west) * (box.north - box.south) for box in boxes), default=0.0)
