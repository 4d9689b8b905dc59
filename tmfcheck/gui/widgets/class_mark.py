"""The mark of a class of the map, in its shape and colour, wherever the window lists facilities."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from tmfcheck.domain.map_content import SymbolClass
from tmfcheck.domain.map_drawing import OUTLINES, Shape
from tmfcheck.gui.map.map_colours import MapColours
from tmfcheck.gui.theme import Theme


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
        centre = box.center()
        painter.drawPolygon(QPolygonF([centre + QPointF(radius * x, -radius * y) for x, y in OUTLINES[symbol.shape]]))
    painter.restore()
