"""Files of layers, made with nothing of the program's own."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"rest of a picture"
SYSTEMS = {4326: ("WGS 84", "EPSG"), 3857: ("Web Mercator", "EPSG"), 32642: ("WGS 84 / UTM zone 42N", "EPSG")}


def wkb_polygon(*rings: Iterable[tuple[float, float]]) -> bytes:
    body = b"".join(
        struct.pack("<I", len(points)) + b"".join(struct.pack("<dd", *point) for point in points)
        for points in ([*ring] for ring in rings)
    )
    return struct.pack("<BII", 1, 3, len(rings)) + body


def geopackage_blob(wkb: bytes, srs: int = 4326) -> bytes:
    return struct.pack("<2sBBi", b"GP", 0, 1, srs) + wkb


MakeGeopackage = Callable[..., Path]


@pytest.fixture
def make_geopackage(tmp_path: Path) -> MakeGeopackage:
    """Writes a GeoPackage of one feature table ``regions`` with the column ``NAME``."""

    def make(rows: Iterable[tuple[bytes | None, Any]], srs: int = 4326, extra: str = "") -> Path:
        path = tmp_path / "regions.gpkg"
        database = sqlite3.connect(path)
        name, owner = SYSTEMS[srs]
        database.executescript(
            """
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,
                organization_coordsys_id INTEGER, definition TEXT, description TEXT);
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, identifier TEXT, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
                srs_id INTEGER, z INTEGER, m INTEGER);
            CREATE TABLE regions (fid INTEGER PRIMARY KEY, geom BLOB, NAME TEXT);
            """
        )
        database.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, '', '')", (name, srs, owner, srs))
        database.execute("INSERT INTO gpkg_contents VALUES ('regions', 'features', 'Regions', ?)", (srs,))
        database.execute("INSERT INTO gpkg_geometry_columns VALUES ('regions', 'geom', 'GEOMETRY', ?, 0, 0)", (srs,))
        database.executemany("INSERT INTO regions (geom, NAME) VALUES (?, ?)", rows)
        database.executescript(extra)
        database.commit()
        database.close()
        return path

    return make


@pytest.fixture
def make_tiles(tmp_path: Path) -> Callable[..., Path]:
    """Writes an MBTiles file with these tiles, counted from the south as the format has it."""

    def make(tiles: Iterable[tuple[int, int, int, bytes]], **metadata: str) -> Path:
        path = tmp_path / "relief.mbtiles"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", tiles)
        database.commit()
        database.close()
        return path

    return make
