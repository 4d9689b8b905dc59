"""MBTiles: pictures of the earth in the square tiles of Web Mercator, one at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from tmfcheck.domain.geography import Bounds
from tmfcheck.errors import LayerError
from tmfcheck.layers.budget import name_words
from tmfcheck.layers.foreign_database import ForeignDatabase

LARGEST_TILE_BYTES = 2_000_000
LOWEST_ZOOM, HIGHEST_ZOOM = 0, 24
WORLD = Bounds(-180.0, -85.06, 180.0, 85.06)
_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_FORMATS = ("png", "jpg", "jpeg")
_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"


@dataclass(frozen=True, slots=True)
class TileInfo:
    """What a file says of its tiles."""

    title: str
    attribution: str
    lowest_zoom: int
    highest_zoom: int
    bounds: Bounds


class TileSet:
    """An open file of tiles; may be asked from several threads, one after the other. Close it afterwards."""

    def __init__(self, path: Path, database: ForeignDatabase) -> None:
        """Raises LayerError: LAYER_BROKEN, LAYER_TILES_KIND, LAYER_EMPTY."""
        self._database = database
        self._lock = threading.Lock()
        said = {str(name): str(value) for name, value in database.rows("SELECT name, value FROM metadata LIMIT 200")}
        kind = said.get("format", "png").casefold()
        if kind not in _FORMATS:
            raise LayerError("LAYER_TILES_KIND", path=path, kind=kind[:40])
        low, high = self._zooms(path, said)
        title = name_words(said.get("name")) or path.stem
        self.info = TileInfo(title, name_words(said.get("attribution")), low, high, _bounds(said.get("bounds", "")))

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """The picture of a tile counted from the north; None where there is none, or none of a known kind."""
        from_south = 2**zoom - 1 - row
        with self._lock:
            found = next(self._database.rows(_TILE, zoom, column, from_south), None)
        data = found[0] if found else None
        if not isinstance(data, bytes) or len(data) > LARGEST_TILE_BYTES:
            return None
        return data if any(data.startswith(magic) for magic in _MAGIC) else None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def _zooms(self, path: Path, said: dict[str, str]) -> tuple[int, int]:
        low, high = _whole(said.get("minzoom")), _whole(said.get("maxzoom"))
        if low is None or high is None:
            found = next(self._database.rows("SELECT min(zoom_level), max(zoom_level) FROM tiles"), (None, None))
            low, high = _whole(found[0]), _whole(found[1])
        if low is None or high is None:
            raise LayerError("LAYER_EMPTY", path=path)
        if not LOWEST_ZOOM <= low <= high <= HIGHEST_ZOOM:
            raise LayerError("LAYER_BROKEN", path=path, reason=f"zoom {low} to {high}")
        return low, high


def _whole(value: object) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None


def _bounds(text: str) -> Bounds:
    """The bounds a file names; the whole world where it names none that make sense."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return WORLD
    is_sensible = -180.1 <= west < east <= 180.1 and -90 <= south < north <= 90
    return Bounds(west, south, east, north) if is_sensible else WORLD
