"""The user's own map layers: read a file, whatever it is; look at single tiles."""

from __future__ import annotations

from pathlib import Path

from tmfcheck.domain.map_layers import VectorLayer
from tmfcheck.layers.mbtiles import TileSet
from tmfcheck.layers.reader import read_layer

__all__ = ["TileSet", "VectorLayer", "open_layer"]


def open_layer(path: Path) -> VectorLayer | TileSet:
    """The layer of a GeoJSON, GeoPackage or MBTiles file; close a TileSet afterwards. Raises LayerError."""
    return read_layer(path)
