"""Tiles of a picture layer: those in view are fetched and decoded away from the window and kept for a while."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter

from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.errors import LayerError
from tmfcheck.gui.map.background import Errand
from tmfcheck.services.map_layers import TileSet

Key = tuple[int, int, int]
"""Zoom, column and row from the north."""
KEPT_TILES = 200
MOST_IN_VIEW = 120
AT_ONCE = 8
LARGEST_SIDE_PX = 1024


class TileCache(QObject):
    """Paints what is there and fetches the rest; a tile that cannot be read stays empty."""

    arrived = Signal()
    """There are new tiles to paint."""
    failed = Signal(object)
    """The file can no longer be read (a LayerError)."""

    def __init__(self, tiles: TileSet, parent: QObject) -> None:
        super().__init__(parent)
        self.info = tiles.info
        self._tiles = tiles
        self._kept: dict[Key, QImage | None] = {}
        self._wanted: list[Key] = []
        self._errand: Errand | None = None

    def close(self) -> None:
        """Let go of the file."""
        if self._errand is not None:
            self._errand.give_up()
            self._errand = None
        self._tiles.close()

    @property
    def is_busy(self) -> bool:
        """Whether tiles are being fetched."""
        return self._errand is not None

    def is_far(self, frame: ScreenFrame) -> bool:
        """Whether the map is too far out for these tiles."""
        return not self._keys(frame)

    def paint(self, painter: QPainter, frame: ScreenFrame) -> None:
        """Paint the tiles in view that are there."""
        keys = self._keys(frame)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for key in keys:
            picture = self._kept.get(key)
            if picture is not None:
                painter.drawImage(_room(key, frame), picture)
        painter.restore()
        self._wanted = [key for key in keys if key not in self._kept]
        self._fetch()

    def _keys(self, frame: ScreenFrame) -> list[Key]:
        """The tiles in view; none where there would be too many."""
        zoom = max(self.info.lowest_zoom, min(self.info.highest_zoom, round(frame.zoom)))
        side, count = 360.0 / 2**zoom, 2**zoom
        left, top = max(0, math.floor((frame.left + 180) / side)), max(0, math.floor((frame.top + 180) / side))
        right = min(count - 1, math.floor((frame.left + frame.width / frame.scale + 180) / side))
        bottom = min(count - 1, math.floor((frame.top + frame.height / frame.scale + 180) / side))
        if (right - left + 1) * (bottom - top + 1) > MOST_IN_VIEW:
            return []
        return [(zoom, column, row) for row in range(top, bottom + 1) for column in range(left, right + 1)]

    def _fetch(self) -> None:
        if self._errand is None and self._wanted:
            keys, self._wanted = self._wanted[:AT_ONCE], self._wanted[AT_ONCE:]
            self._errand = Errand(self, lambda: [*_pictures(self._tiles, keys)], self._on_fetched)

    def _on_fetched(self, found: list[tuple[Key, QImage | LayerError | None]]) -> None:
        self._errand = None
        for key, picture in found:
            if isinstance(picture, LayerError):
                self.failed.emit(picture)
                return
            self._kept[key] = picture
        while len(self._kept) > KEPT_TILES + MOST_IN_VIEW:
            del self._kept[next(iter(self._kept))]
        self.arrived.emit()
        self._fetch()


def _pictures(tiles: TileSet, keys: list[Key]) -> Iterator[tuple[Key, QImage | LayerError | None]]:
    for key in keys:
        try:
            content = tiles.tile(*key)
        except LayerError as error:
            yield key, error
            return
        yield key, _decoded(content) if content is not None else None


def _decoded(content: bytes) -> QImage | None:
    """The picture of a tile; None where it is none, or far larger than tiles are."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # Named, so that no other decoder of the tool kit is ever tried on it.
    reader = QImageReader(buffer, QByteArray(b"png" if content.startswith(b"\x89PNG") else b"jpeg"))
    size = reader.size()
    if not reader.canRead() or not 0 < max(size.width(), size.height()) <= LARGEST_SIDE_PX:
        return None
    picture = reader.read()
    return None if picture.isNull() else picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _room(key: Key, frame: ScreenFrame) -> QRectF:
    """Where a tile lies on the screen; whole pixels, so that no seams show."""
    zoom, column, row = key
    side = 360.0 / 2**zoom
    left, top = frame.from_world((column * side - 180, row * side - 180))
    right, bottom = frame.from_world(((column + 1) * side - 180, (row + 1) * side - 180))
    return QRectF(round(left), round(top), round(right) - round(left), round(bottom) - round(top))
