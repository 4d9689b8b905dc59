"""The map as one picture a little larger than the view, so that moving about mostly means moving the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.gui.map.ground_painter import paint_ground
from tmfcheck.gui.map.ground_paths import Ground
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.map_names import NamePlacer, paint_names
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

    def fade(self) -> None:
        """What is shown has changed; the next look paints it anew."""
        self._frame = None

    def is_wide(self) -> bool:
        """Whether the picture reaches beyond the view it was painted for."""
        return self._frame is not None and self._seam > 0

    def paint(self, painter: QPainter, frame: ScreenFrame, seam: float) -> None:
        """Show a frame; a picture that does not cover it is painted anew with this many pixels around."""
        offset = self._offset(frame)
        if offset is None:
            self._draw(frame, seam)
            offset = self._offset(frame) or (0.0, 0.0)
        painter.drawPixmap(QPointF(round(offset[0]), round(offset[1])), self._pixmap)

    def draw(self, frame: ScreenFrame, seam: float) -> None:
        """Paint the picture anew now."""
        self._draw(frame, seam)

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
        covers = (
            left <= 1 and top <= 1 and left + mine.width >= frame.width - 1 and top + mine.height >= frame.height - 1
        )
        return (left, top) if covers else None

    def _draw(self, frame: ScreenFrame, seam: float) -> None:
        mine = frame.resized(frame.width + 2 * seam, frame.height + 2 * seam)
        self._frame, self._seam = mine, seam
        ratio = self.art.pixel_ratio
        width, height = round(mine.width * ratio), round(mine.height * ratio)
        if (self._pixmap.width(), self._pixmap.height()) != (width, height):
            self._pixmap = QPixmap(width, height)
            self._pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(self._pixmap)
        paint_ground(painter, self.ground, mine, self.art.colours)
        if self.layer_painter is not None:
            self.layer_painter(painter, mine)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._markers = self.levels.in_view(mine, OUTSIDE_PX) if self.levels is not None else ()
        self._paint_names(painter, mine)
        self._paint_markers(painter, mine)
        painter.end()

    def _paint_names(self, painter: QPainter, frame: ScreenFrame) -> None:
        placer = NamePlacer(frame, self.art, self._texts)
        names = placer.place(self.ground, self._markers)
        if self.layer_names is not None:
            names += placer.place_others(self.layer_names(frame))
        painter.setPen(Qt.PenStyle.NoPen)
        paint_names(painter, names, self.art)

    def _paint_markers(self, painter: QPainter, frame: ScreenFrame) -> None:
        """The less serious first, so that they never hide the others."""
        left, top, scale, marker_picture = frame.left, frame.top, frame.scale, self.art.marker
        for each in reversed(self._markers):
            picture = marker_picture(each.look)
            half = picture.deviceIndependentSize().width() / 2
            painter.drawPixmap(QPointF((each.x - left) * scale - half, (each.y - top) * scale - half), picture)
