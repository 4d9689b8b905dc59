"""The map as one picture a little larger than the view, so that moving about mostly means moving the picture.

Where a move leaves the picture, what is already painted is kept and only the strips that come into view are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion

from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.gui.map.ground_painter import paint_ground
from tmfcheck.gui.map.ground_paths import Ground
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.map_names import NameSheet, paint_names
from tmfcheck.gui.map.marker_levels import MarkerLevels, PlacedMarker
from tmfcheck.i18n import Texts

HIT_PX = 4.0
"""How far beside a marker still counts as on it."""
OUTSIDE_PX = 24.0
"""Markers this far outside the picture may reach into it."""

LayerPainter = Callable[[QPainter, ScreenFrame], None]
"""Paints the user's layers between ground and names."""
LayerNames = Callable[[ScreenFrame], Iterable[tuple[str, Position]]]
"""The names of the user's layers in view, at world coordinates."""


class MapPicture:
    """Paints ground, the user's layers, names and markers; ``fade`` forgets the picture."""

    def __init__(self, art: MapArt, texts: Texts) -> None:
        self.art = art
        self.ground: Ground | None = None
        self.levels: MarkerLevels | None = None
        self.layer_painter: LayerPainter | None = None
        self.layer_names: LayerNames | None = None
        self._texts = texts
        self._frame: ScreenFrame | None = None
        self._pixmap = QPixmap()
        self._markers: Sequence[PlacedMarker] = ()
        self._sheet: NameSheet | None = None

    def fade(self) -> None:
        """What is shown has changed; the next look paints it anew."""
        self._frame = None

    def paint(self, painter: QPainter, frame: ScreenFrame, seam: float) -> None:
        """Show a frame; where the picture does not cover it, it is completed with this many pixels around."""
        offset = self._offset(frame)
        if offset is None:
            self.draw(frame, seam)
            offset = self._offset(frame) or (0.0, 0.0)
        painter.drawPixmap(QPointF(round(offset[0]), round(offset[1])), self._pixmap)

    def marker_at(self, frame: ScreenFrame, spot: Position) -> PlacedMarker | None:
        """The marker under a pixel, the nearest of several."""
        found, nearest = None, 1.0
        for marker in self._markers:
            x, y = frame.from_world((marker.x, marker.y))
            apart = max(abs(x - spot[0]), abs(y - spot[1])) / (marker.reach + HIT_PX)
            if apart <= nearest:
                found, nearest = marker, apart
        return found

    def marker_of(self, facility_id: str) -> PlacedMarker | None:
        """The marker that holds a facility, where it is in the picture."""
        return next(
            (each for each in self._markers if any(one.id == facility_id for one in each.marker.facilities)), None
        )

    def markers(self) -> Sequence[PlacedMarker]:
        """The markers in the picture."""
        return self._markers

    def _offset(self, frame: ScreenFrame) -> Position | None:
        """Where the picture's corner lies in the view; None where it does not cover it."""
        mine = self._frame
        if mine is None or mine.zoom != frame.zoom:
            return None
        left, top = (mine.left - frame.left) * frame.scale, (mine.top - frame.top) * frame.scale
        covers_across = left <= 1 and left + mine.width >= frame.width - 1
        covers_down = top <= 1 and top + mine.height >= frame.height - 1
        return (left, top) if covers_across and covers_down else None

    # ------------------------------------------------------------- painting

    def draw(self, frame: ScreenFrame, seam: float) -> None:
        """Paint the picture for a frame, keeping what is there of it."""
        mine, kept = self._aligned(frame.resized(frame.width + 2 * seam, frame.height + 2 * seam))
        before = self._pixmap
        self._pixmap = self._blank(mine)
        whole = QRegion(0, 0, round(mine.width), round(mine.height))
        painter = QPainter(self._pixmap)
        if kept is not None:
            painter.drawPixmap(kept.topLeft(), before)
            whole = whole.subtracted(QRegion(kept))
        else:
            self._sheet = NameSheet(mine.zoom, self.art, self._texts)
        self._frame = mine
        self._markers = self.levels.in_view(mine, OUTSIDE_PX) if self.levels is not None else ()
        strips = [*_rectangles(whole)]
        for strip in strips:
            self._paint_ground(painter, mine, strip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter, mine)
        painter.setClipRegion(whole)
        self._paint_markers(painter, mine, strips)
        painter.end()

    def _aligned(self, wanted: ScreenFrame) -> tuple[ScreenFrame, QRect | None]:
        """The frame moved by less than a pixel so that the present picture fits on it, and where that lies on it."""
        mine, ratio = self._frame, self.art.pixel_ratio
        if mine is None or mine.zoom != wanted.zoom or ratio != round(ratio):
            return wanted, None
        across, down = (wanted.left - mine.left) * mine.scale, (wanted.top - mine.top) * mine.scale
        kept = QRect(-round(across), -round(down), round(mine.width), round(mine.height))
        if not kept.intersects(QRect(0, 0, round(wanted.width), round(wanted.height))):
            return wanted, None
        x, y = wanted.x + (round(across) - across) / mine.scale, wanted.y + (round(down) - down) / mine.scale
        return replace(wanted, x=x, y=y), kept

    def _blank(self, frame: ScreenFrame) -> QPixmap:
        ratio = self.art.pixel_ratio
        made = QPixmap(max(1, round(frame.width * ratio)), max(1, round(frame.height * ratio)))
        made.setDevicePixelRatio(ratio)
        return made

    def _paint_ground(self, painter: QPainter, frame: ScreenFrame, strip: QRect) -> None:
        """Ground and layers of one strip, as a map of its own."""
        middle = strip.x() + strip.width() / 2, strip.y() + strip.height() / 2
        x, y = frame.left + middle[0] / frame.scale, frame.top + middle[1] / frame.scale
        part = replace(frame, x=x, y=y, width=strip.width(), height=strip.height())
        painter.save()
        painter.setClipRect(strip)
        painter.translate(strip.topLeft())
        paint_ground(painter, self.ground, part, self.art.colours)
        if self.layer_painter is not None:
            self.layer_painter(painter, part)
        painter.restore()

    def _paint_names(self, painter: QPainter, frame: ScreenFrame) -> None:
        if self._sheet is None:
            return
        others = self.layer_names(frame) if self.layer_names is not None else ()
        painter.setPen(Qt.PenStyle.NoPen)
        paint_names(painter, self._sheet.place(frame, self.ground, self._markers, others), frame, self.art)

    def _paint_markers(self, painter: QPainter, frame: ScreenFrame, strips: Sequence[QRect]) -> None:
        """Those that reach into a strip, the less serious first, so that they never hide the others."""
        left, top, scale, marker_picture = frame.left, frame.top, frame.scale, self.art.marker
        rooms = [QRectF(strip) for strip in strips]
        for each in reversed(self._markers):
            picture = marker_picture(each.look)
            side = picture.deviceIndependentSize().width()
            room = QRectF((each.x - left) * scale - side / 2, (each.y - top) * scale - side / 2, side, side)
            if any(room.intersects(strip) for strip in rooms):
                painter.drawPixmap(room.topLeft(), picture)


def _rectangles(region: QRegion) -> Iterable[QRect]:
    """The rectangles a region consists of."""
    yield from region  # type: ignore[misc]
