"""Paints the ground of the map: water, land, lakes, rivers, borders."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from tmfcheck.domain.map_drawing import Tone
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.gui.map.ground_paths import Ground, Piece, WorldBox
from tmfcheck.gui.map.map_colours import MapColours

MINOR_RIVERS_FROM_ZOOM = 4.6


def in_world(painter: QPainter, frame: ScreenFrame) -> None:
    """From here on the painter takes world coordinates; pens keep their width in pixels."""
    painter.scale(frame.scale, frame.scale)
    painter.translate(QPointF(-frame.left, -frame.top))


def world_box(frame: ScreenFrame) -> WorldBox:
    """What the frame shows, with a seam for the width of lines."""
    seam = 4 / frame.scale
    right, bottom = frame.left + frame.width / frame.scale, frame.top + frame.height / frame.scale
    return frame.left - seam, frame.top - seam, right + seam, bottom + seam


def hairline(colour: QColor, width: float) -> QPen:
    """A pen of this many pixels at any scale."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def paint_ground(painter: QPainter, ground: Ground | None, frame: ScreenFrame, colours: MapColours) -> None:
    """Fill the whole frame; nothing but water while the ground is not there yet."""
    painter.fillRect(0, 0, int(frame.width) + 1, int(frame.height) + 1, colours[Tone.WATER])
    if ground is None:
        return
    detail, box = ground.detail_at(frame.zoom), world_box(frame)
    painter.save()
    in_world(painter, frame)
    # Hard edges are quick and have no seams between countries; the coast's line smooths them.
    _fill(painter, detail.land, box, colours[Tone.LAND])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if frame.zoom >= MINOR_RIVERS_FROM_ZOOM:
        _stroke(painter, detail.minor_rivers, box, hairline(colours[Tone.MINOR_RIVER], 1.0))
    _stroke(painter, detail.major_rivers, box, hairline(colours[Tone.RIVER], 1.0))
    painter.setPen(hairline(colours[Tone.SHORE], 1.0))
    painter.setBrush(colours[Tone.WATER])
    _draw(painter, detail.lakes, box)
    _stroke(painter, detail.coasts, box, hairline(colours[Tone.SHORE], 1.0))
    _stroke(painter, detail.borders, box, hairline(colours[Tone.BORDER], 1.0))
    painter.restore()


def _fill(painter: QPainter, pieces: Iterable[Piece], box: WorldBox, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _draw(painter, pieces, box)


def _stroke(painter: QPainter, pieces: Iterable[Piece], box: WorldBox, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw(painter, pieces, box)


def _draw(painter: QPainter, pieces: Iterable[Piece], box: WorldBox) -> None:
    for piece in pieces:
        if piece.meets(box):
            painter.drawPath(piece.path)
