"""The register as a GeoPackage (OGC 12-128r18, version 1.3): an SQLite file made in memory, points in WGS 84.

Dams and papers stand beside it as tables of attributes, tied to their facility by ``facility_id``.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable
from datetime import date

from tmfcheck.domain.register_table import ColumnKind, PartTable, RegisterTable, TableColumn

_APPLICATION_ID = 0x47504B47
_VERSION = 10300
_WGS_84 = 4326
_TABLE = "register"
_TYPES = {
    ColumnKind.TEXT: "TEXT",
    ColumnKind.NUMBER: "DOUBLE",
    ColumnKind.WHOLE: "INTEGER",
    ColumnKind.YES_NO: "BOOLEAN",
    ColumnKind.DAY: "DATE",
}
_WGS_84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_REFERENCE_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", _WGS_84, "EPSG", _WGS_84, _WGS_84_WKT, "longitude and latitude in decimal degrees"),
)
_FIXED_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


def geopackage_bytes(table: RegisterTable) -> bytes:
    """A feature table named ``register``, in which a facility without a point has no geometry, and its parts."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(f"PRAGMA application_id={_APPLICATION_ID}; PRAGMA user_version={_VERSION};")
        connection.executescript(_FIXED_TABLES)
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", _REFERENCE_SYSTEMS)
        _write_contents(connection, table)
        _write_rows(connection, table)
        for part in table.parts:
            _write_part(connection, part)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _write_contents(connection: sqlite3.Connection, table: RegisterTable) -> None:
    points = [row.point for row in table.rows if row.point is not None]
    east, north = [point[0] for point in points], [point[1] for point in points]
    bounds = (min(east), min(north), max(east), max(north)) if points else (None, None, None, None)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) "
        "VALUES (?, 'features', ?, ?, ?, ?, ?, ?)",
        (_TABLE, _TABLE, *bounds, _WGS_84),
    )
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (_TABLE, _WGS_84))


def _write_rows(connection: sqlite3.Connection, table: RegisterTable) -> None:
    # The facility's id has the name a feature table gives its own number, so it goes by another one here.
    columns = [TableColumn("facility_id" if each.name == "id" else each.name, each.kind) for each in table.columns]
    rows = ((None if row.point is None else _point(*row.point), *row.values) for row in table.rows)
    _make_table(connection, _TABLE, [("geom", "POINT"), *_fields(columns)], rows)


def _write_part(connection: sqlite3.Connection, part: PartTable) -> None:
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)",
        (part.name, part.name),
    )
    rows = (tuple(value.isoformat() if isinstance(value, date) else value for value in row) for row in part.rows)
    _make_table(connection, part.name, _fields(part.columns), rows)


def _fields(columns: Iterable[TableColumn]) -> list[tuple[str, str]]:
    return [(column.name, _TYPES[column.kind]) for column in columns]


def _make_table(
    connection: sqlite3.Connection, name: str, fields: list[tuple[str, str]], rows: Iterable[tuple[object, ...]]
) -> None:
    made = ", ".join(f'"{field}" {kind}' for field, kind in fields)
    connection.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {made})')
    columns, places = ", ".join(f'"{field}"' for field, _ in fields), ", ".join("?" * len(fields))
    connection.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({places})', rows)  # noqa: S608 - own names


def _point(longitude: float, latitude: float) -> bytes:
    """The GeoPackage header (little endian, no envelope) before a well-known-binary point."""
    return struct.pack("<2sBBi", b"GP", 0, 1, _WGS_84) + struct.pack("<BIdd", 1, 1, longitude, latitude)
