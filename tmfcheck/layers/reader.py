"""One door for all kinds of layers: the content of a file, never its ending, decides what it is."""

from __future__ import annotations

from pathlib import Path

from tmfcheck.domain.map_layers import VectorLayer
from tmfcheck.errors import LayerError
from tmfcheck.layers.foreign_database import SIGNATURE, ForeignDatabase
from tmfcheck.layers.geojson import read_geojson
from tmfcheck.layers.geopackage import read_geopackage
from tmfcheck.layers.mbtiles import TileSet

Layer = VectorLayer | TileSet


def read_layer(path: Path) -> Layer:
    """The layer of a file; a TileSet stays open until it is closed.

    Raises LayerError: LAYER_MISSING, LAYER_UNREADABLE, LAYER_UNKNOWN, and what the kinds of files raise.
    """
    try:
        if not path.is_file():
            raise LayerError("LAYER_MISSING", path=path)
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise LayerError("LAYER_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if head.startswith(SIGNATURE):
        return _from_database(path)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return read_geojson(path)
    raise LayerError("LAYER_UNKNOWN", path=path)


def _from_database(path: Path) -> Layer:
    database = ForeignDatabase(path)
    made: Layer | None = None
    try:
        tables = database.tables()
        if {"gpkg_contents", "gpkg_geometry_columns"} <= tables:
            made = read_geopackage(path, database)
        elif {"tiles", "metadata"} <= tables | database.views():
            made = TileSet(path, database)
        else:
            raise LayerError("LAYER_UNKNOWN", path=path)
    finally:
        if not isinstance(made, TileSet):
            database.close()
    return made
