"""GeoPackages: real ones are read, hostile ones can do nothing."""

from __future__ import annotations

import shutil
import struct
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.layers.conftest import MakeGeopackage, geopackage_blob, wkb_polygon
from tmfcheck.domain.map_layers import VectorLayer
from tmfcheck.errors import LayerError
from tmfcheck.layers.budget import Budget
from tmfcheck.layers.reader import read_layer
from tmfcheck.layers.wkb import WkbError, read_geopackage_geometry

SQUARE = [(66.0, 42.0), (70.0, 42.0), (70.0, 44.0), (66.0, 44.0), (66.0, 42.0)]
GEOJSON = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "Абай"},
  "geometry": {"type": "MultiPolygon", "coordinates": [[[[78,48],[80,48],[80,50],[78,48]]]]}},
 {"type": "Feature", "properties": {"name": "line"},
  "geometry": {"type": "LineString", "coordinates": [[70,43,10],[71,44,20]]}}]}"""


def layer_of(path: Path) -> VectorLayer:
    layer = read_layer(path)
    assert isinstance(layer, VectorLayer)
    return layer


def refusal(path: Path) -> LayerError:
    with pytest.raises(LayerError) as caught:
        read_layer(path)
    return caught.value


def test_areas_come_with_their_names(make_geopackage: MakeGeopackage) -> None:
    layer = layer_of(make_geopackage([(geopackage_blob(wkb_polygon(SQUARE)), "Ұлытау"), (None, "nowhere")]))
    assert [each.name for each in layer.features] == ["Ұлытау"]
    assert layer.features[0].areas == ((tuple(SQUARE),),)
    assert layer.title == "regions"


def test_web_mercator_is_turned_into_degrees(make_geopackage: MakeGeopackage) -> None:
    point = struct.pack("<BIdd", 1, 1, 7_792_364.36, 5_311_971.85)
    layer = layer_of(make_geopackage([(geopackage_blob(point, 3857), "x")], srs=3857))
    assert layer.features[0].points[0] == pytest.approx((70.0, 43.0), abs=1e-5)


def test_another_system_is_refused_by_its_name(make_geopackage: MakeGeopackage) -> None:
    error = refusal(make_geopackage([(geopackage_blob(wkb_polygon(SQUARE), 32642), "x")], srs=32642))
    assert error.code == "LAYER_CRS"
    assert error.data["crs"] == "EPSG:32642 (WGS 84 / UTM zone 42N)"


@pytest.mark.skipif(shutil.which("ogr2ogr") is None, reason="ogr2ogr is not installed")
def test_what_gdal_writes_is_read(tmp_path: Path) -> None:
    source, made = tmp_path / "s.geojson", tmp_path / "made.gpkg"
    source.write_text(GEOJSON, encoding="utf-8")
    subprocess.run(["ogr2ogr", "-f", "GPKG", str(made), str(source), "-dim", "XYZ"], check=True, capture_output=True)
    layer = layer_of(made)
    assert [each.name for each in layer.features] == ["Абай", "line"]
    assert layer.features[1].lines == (((70.0, 43.0), (71.0, 44.0)),)


def test_a_view_in_place_of_a_table_is_refused(make_geopackage: MakeGeopackage) -> None:
    path = make_geopackage(
        [],
        extra="""DROP TABLE regions;
        CREATE VIEW regions AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS fid, zeroblob(1000000) AS geom, 'x' AS NAME FROM n;""",
    )
    assert refusal(path).code == "LAYER_BROKEN"


def test_a_view_behind_the_lists_of_contents_cannot_run_forever(make_geopackage: MakeGeopackage) -> None:
    path = make_geopackage(
        [],
        extra="""DROP TABLE gpkg_spatial_ref_sys;
        CREATE VIEW gpkg_spatial_ref_sys AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT 'x' AS srs_name, i AS srs_id, 'EPSG' AS organization, 1 AS organization_coordsys_id FROM n;""",
    )
    assert refusal(path).code == "LAYER_BROKEN"


def test_a_generated_column_may_call_nothing(make_geopackage: MakeGeopackage) -> None:
    path = make_geopackage(
        [],
        extra="""DROP TABLE regions;
        CREATE TABLE regions (fid INTEGER PRIMARY KEY, geom BLOB AS (zeroblob(100000000)), NAME TEXT);
        INSERT INTO regions (NAME) VALUES ('x');""",
    )
    assert refusal(path).code == "LAYER_BROKEN"


def test_reading_leaves_the_file_and_its_folder_alone(make_geopackage: MakeGeopackage) -> None:
    path = make_geopackage([(geopackage_blob(wkb_polygon(SQUARE)), "x")])
    before = path.read_bytes()
    path.chmod(0o444)
    layer_of(path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("damage", [slice(100, 400), slice(4096, 4500), slice(0, 0)])
def test_a_damaged_database_is_refused_with_a_code(make_geopackage: MakeGeopackage, damage: slice) -> None:
    path = make_geopackage([(geopackage_blob(wkb_polygon(SQUARE)), "x")])
    content = bytearray(path.read_bytes())
    if damage.stop:
        content[damage] = b"\xa5" * len(content[damage])
    else:
        del content[len(content) // 3 :]
    path.write_bytes(content)
    assert refusal(path).code in ("LAYER_BROKEN", "LAYER_UNKNOWN", "LAYER_EMPTY")


def test_a_database_of_another_kind_is_no_layer(make_geopackage: MakeGeopackage) -> None:
    path = make_geopackage([], extra="DROP TABLE gpkg_contents;")
    assert refusal(path).code == "LAYER_UNKNOWN"


@pytest.mark.parametrize(
    "wkb",
    [
        struct.pack("<BII", 1, 3, 0xFFFFFFFF),
        struct.pack("<BIII", 1, 3, 1, 0x7FFFFFFF),
        struct.pack("<BId", 1, 1, 1.0),
        struct.pack("<BIdd", 7, 1, 1.0, 2.0),
        struct.pack("<BI", 1, 99),
        struct.pack("<BII", 1, 7, 1) * 9 + struct.pack("<BIdd", 1, 1, 1.0, 2.0),
        struct.pack("<BIIdd", 1, 2, 1, float("inf"), 2.0),
        b"",
    ],
)
def test_geometry_that_lies_about_itself_is_refused(wkb: bytes, tmp_path: Path) -> None:
    with pytest.raises(WkbError):
        read_geopackage_geometry(geopackage_blob(wkb), Budget(tmp_path))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_geometry_or_refused(tmp_path: Path, rest: bytes) -> None:
    with suppress(WkbError, LayerError):
        read_geopackage_geometry(geopackage_blob(rest), Budget(tmp_path))


def test_both_byte_orders_and_heights_are_read(tmp_path: Path) -> None:
    big = struct.pack(">BIddd", 0, 1001, 70.0, 43.0, 512.0)
    marked = struct.pack("<BIIdd", 1, 0x20000001, 4326, 70.0, 43.0)
    for wkb in (big, marked):
        assert read_geopackage_geometry(geopackage_blob(wkb), Budget(tmp_path)).points == [(70.0, 43.0)]
    empty = struct.pack("<2sBBi", b"GP", 0, 0x11, 4326)
    assert read_geopackage_geometry(empty, Budget(tmp_path)).points == []
