"""The mark of a class of the map, in its shape and colour, wherever the window lists facilities."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tmfcheck.domain.map_content import SymbolClass
from tmfcheck.domain.map_drawing import Shape
from tmfcheck.gui.map.map_colours import MapColours
from tmfcheck.gui.theme import Theme

_CORNERS: Mapping[Shape, tuple[int, float, float]] = {
    Shape.SQUARE: (4, 45, 1.25),
    Shape.DIAMOND: (4, 0, 1.25),
    Shape.TRIANGLE: (3, 90, 1.4),
    Shape.HEXAGON: (6, 0, 1.1),
    Shape.DROP: (3, 270, 1.4),
}
"""Number of corners, direction of the first in degrees, and its distance in radii of the disc."""


def paint_class_mark(painter: QPainter, box: QRectF, symbol: SymbolClass, theme: Theme) -> None:
    """Paint the symbol of the map into a box; what is not known is hollow. The outline alone already stands out."""
    radius = min(box.width(), box.height()) / 2.9
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_hollow = symbol.is_unknown
    painter.setBrush(theme.colour("surface") if is_hollow else MapColours(theme)[symbol.tone])
    painter.setPen(QPen(theme.colour("muted" if is_hollow else "text"), 1.4 if is_hollow else 0.8))
    if symbol.shape is Shape.DISC:
        painter.drawEllipse(box.center(), radius, radius)
    else:
        painter.drawPolygon(_outline(box.center(), radius, symbol.shape))
    painter.restore()


def _outline(centre: QPointF, radius: float, shape: Shape) -> QPolygonF:
    count, start, size = _CORNERS[shape]
    angles = (math.radians(start + 360 * corner / count) for corner in range(count))
    reach = radius * size
    return QPolygonF([centre + QPointF(reach * math.cos(angle), -reach * math.sin(angle)) for angle in angles])
