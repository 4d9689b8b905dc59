"""GeoPackage (OGC 12-128): the feature tables of a file as one layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tmfcheck.domain.map_layers import MapFeature, VectorLayer, layer_of
from tmfcheck.errors import LayerError
from tmfcheck.layers.budget import Budget, name_field, name_words, placed, projection_of
from tmfcheck.layers.foreign_database import ForeignDatabase, quoted
from tmfcheck.layers.wkb import WkbError, read_geopackage_geometry

_FEATURE_TABLES = """
SELECT c.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.srs_name
FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
WHERE c.data_type = 'features' ORDER BY c.table_name
"""


def read_geopackage(path: Path, database: ForeignDatabase) -> VectorLayer:
    """All features of all feature tables.

    Raises LayerError: LAYER_BROKEN, LAYER_TOO_MUCH, LAYER_CRS, LAYER_PLACE, LAYER_EMPTY.
    """
    budget, features, known = Budget(path), list[MapFeature](), database.tables()
    for table, column, owner, number, srs_name in [*database.rows(_FEATURE_TABLES)]:
        # A view or a module could compute anything; features come from plain tables alone.
        if str(table).casefold() not in known:
            raise LayerError("LAYER_BROKEN", path=path, reason=f"{table} is no plain table")
        projected = projection_of(path, _code(owner, number, srs_name))
        for feature in _features(path, database, (str(table), str(column)), budget):
            features.append(placed(path, feature, projected))
    layer = layer_of(path.stem, features)
    if layer is None:
        raise LayerError("LAYER_EMPTY", path=path)
    return layer


def _code(owner: object, number: object, srs_name: object) -> str:
    code = f"{str(owner).upper()}:{number}"
    is_handled = code in ("EPSG:4326", "EPSG:3857", "OGC:CRS84")
    return code if is_handled or not srs_name else f"{code} ({str(srs_name)[:80]})"


def _features(path: Path, database: ForeignDatabase, source: tuple[str, str], budget: Budget) -> Iterator[MapFeature]:
    table, column = source
    field = name_field(each for each in database.columns(table) if each != column)
    wanted = f"{quoted(column)}, {quoted(field) if field else 'NULL'}"
    for blob, name in database.rows(f"SELECT {wanted} FROM {quoted(table)}"):  # noqa: S608 - names are quoted
        budget.spend(features=1)
        if blob is None:
            continue
        try:
            shape = read_geopackage_geometry(blob if isinstance(blob, bytes) else b"", budget)
        except WkbError as error:
            raise LayerError("LAYER_BROKEN", path=path, reason=str(error)) from error
        yield MapFeature(name_words(name), shape.points, shape.lines, shape.areas)
