"""Symbols and names as small pictures, each painted once and used again: what makes thousands of markers quick."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from tmfcheck.domain.map_drawing import OUTLINES, Shape, Tone
from tmfcheck.domain.map_markers import RING_GAP
from tmfcheck.gui.map.map_colours import MapColours
from tmfcheck.gui.map.marker_levels import Look
from tmfcheck.gui.theme import Theme, ThemeName, TypeSize

PIXELS_PER_POINT = 1.7
"""How large a point of the printed map's symbols is on the screen, at 100 % text size."""
KEPT_PICTURES = 4000
HALO_PX = 1.6
HALO_STEPS = ((-1.4, 0), (1.4, 0), (0, -1.4), (0, 1.4), (-1, -1), (1, -1), (-1, 1), (1, 1))
FINE = 16
"""Letters in a symbol are set this many times larger and scaled down, since their size is a whole number."""
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class NameStyle(NamedTuple):
    """How a name is written; ``size`` is on the type scale."""

    size: int
    tone: Tone
    bold: bool = False


class MapArt:
    """Paints for one theme, text size and screen."""

    def __init__(self, theme: Theme, pixel_ratio: float) -> None:
        self.theme = theme
        self.colours = MapColours(theme)
        self.pixel_ratio = pixel_ratio
        grows = 1.2 if theme.name is ThemeName.FIELD else 1.0
        self.point_px = PIXELS_PER_POINT * grows * theme.text_percent / 100
        self._pictures: dict[Hashable, QPixmap] = {}
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}

    # ------------------------------------------------------------- symbols

    def marker(self, look: Look) -> QPixmap:
        """The picture of a marker, its position in the middle."""
        found = self._pictures.get(look)
        if found is None:
            side = 2 * (look.radius * 1.4 + RING_GAP + 1.5) * self.point_px
            found = self._blank(side, side)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(side / 2, side / 2)
            painter.scale(self.point_px, self.point_px)
            self._paint_ring(painter, look)
            (self._paint_cluster if look.number > 1 else self._paint_one)(painter, look)
            painter.end()
            self._keep(look, found)
        return found

    def _keep(self, key: Hashable, picture: QPixmap) -> None:
        if len(self._pictures) >= KEPT_PICTURES:
            self._pictures.clear()
        self._pictures[key] = picture

    def _blank(self, width: float, height: float) -> QPixmap:
        made = QPixmap(max(1, round(width * self.pixel_ratio)), max(1, round(height * self.pixel_ratio)))
        made.setDevicePixelRatio(self.pixel_ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _paint_ring(self, painter: QPainter, look: Look) -> None:
        if look.stands_out is None:
            return
        painter.setPen(QPen(self.colours[Tone.ACROSS_BORDER], 1.5 if look.stands_out else 0.7))
        painter.setBrush(self.colours[Tone.PAPER])
        painter.drawEllipse(QPointF(0, 0), look.radius + RING_GAP, look.radius + RING_GAP)

    def _paint_one(self, painter: QPainter, look: Look) -> None:
        symbol, radius = look.symbol, look.radius
        fill, line, width = (symbol.tone, Tone.INK, 0.5)
        if symbol.is_unknown:
            fill, line, width = (Tone.PAPER, Tone.UNKNOWN, 1.0)
        painter.setPen(QPen(self.colours[line], width))
        painter.setBrush(self.colours[fill])
        if symbol.shape is Shape.DISC:
            painter.drawEllipse(QPointF(0, 0), radius, radius)
            return
        painter.drawPolygon(QPolygonF([QPointF(radius * x, -radius * y) for x, y in OUTLINES[symbol.shape]]))

    def _paint_cluster(self, painter: QPainter, look: Look) -> None:
        radius, middle = look.radius, QPointF(0, 0)
        painter.setBrush(self.colours[Tone.PAPER])
        painter.setPen(QPen(self.colours[Tone.INK], 2.6))
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(QPen(self.colours[Tone.UNKNOWN if look.symbol.is_unknown else look.symbol.tone], 1.7))
        painter.drawEllipse(middle, radius, radius)
        words = str(look.number)
        font = self.theme.font(bold=True)
        font.setPixelSize(max(1, round(min(7.0, 2.0 * radius / max(1.6, len(words) * 0.7)) * FINE)))
        painter.setFont(font)
        painter.setPen(self.colours[Tone.INK])
        painter.scale(1 / FINE, 1 / FINE)
        painter.drawText(QRectF(-radius * FINE, -radius * FINE, 2 * radius * FINE, 2 * radius * FINE), _MIDDLE, words)

    # --------------------------------------------------------------- names

    def width(self, words: str, style: NameStyle) -> float:
        """The width of a line in pixels."""
        return self._font(style)[1].horizontalAdvance(words)

    def height(self, style: NameStyle) -> float:
        """The height of a line in pixels."""
        return self._font(style)[1].height()

    def elided(self, words: str, style: NameStyle, width: float) -> str:
        """The words, cut where they are wider than this."""
        return self._font(style)[1].elidedText(words, Qt.TextElideMode.ElideRight, width)

    def name(self, lines: Sequence[tuple[str, NameStyle]], *, from_right: bool = False) -> QPixmap:
        """Lines of a name with a halo of paper around the letters, ragged on the side away from the symbol."""
        key = ("name", tuple(lines), from_right)
        found = self._pictures.get(key)
        if found is None:
            found = self._paint_name(lines, from_right=from_right)
            self._keep(key, found)
        return found

    def _paint_name(self, lines: Sequence[tuple[str, NameStyle]], *, from_right: bool) -> QPixmap:
        widest = max(self.width(words, style) for words, style in lines)
        high = sum(self.height(style) for _words, style in lines)
        made = self._blank(widest + 2 * HALO_PX, high + 2 * HALO_PX)
        painter = QPainter(made)
        top = HALO_PX
        for words, style in lines:
            font, metrics = self._font(style)
            left = HALO_PX + (widest - metrics.horizontalAdvance(words) if from_right else 0)
            start = QPointF(left, top + metrics.ascent())
            painter.setFont(font)
            painter.setPen(self.colours[Tone.PAPER])
            # Letters beside letters make a halo far quicker than outlines do.
            for dx, dy in HALO_STEPS:
                painter.drawText(start + QPointF(dx, dy), words)
            painter.setPen(self.colours[style.tone])
            painter.drawText(start, words)
            top += metrics.height()
        painter.end()
        return made

    def _font(self, style: NameStyle) -> tuple[QFont, QFontMetricsF]:
        key = (style.size, style.bold)
        found = self._fonts.get(key)
        if found is None:
            font = self.theme.font(style.size, bold=style.bold)
            found = (font, QFontMetricsF(font))
            self._fonts[key] = found
        return found


FACILITY_NAME = NameStyle(TypeSize.SMALL, Tone.INK)
ACROSS_NAME = NameStyle(TypeSize.SMALL, Tone.INK, bold=True)
RIVER_LINE = NameStyle(11, Tone.ACROSS_BORDER)
COUNTRY_NAME = NameStyle(TypeSize.SMALL, Tone.COUNTRY_NAME)
CAPITAL_NAME = NameStyle(11, Tone.TOWN, bold=True)
TOWN_NAME = NameStyle(11, Tone.TOWN)
LAYER_NAME = NameStyle(11, Tone.QUIET)
