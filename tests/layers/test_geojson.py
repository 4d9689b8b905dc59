"""GeoJSON as people save it, and as nobody should."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tmfcheck.domain.geography import Bounds
from tmfcheck.domain.map_layers import VectorLayer
from tmfcheck.errors import LayerError
from tmfcheck.layers import budget, geojson
from tmfcheck.layers.reader import read_layer

SQUARE = [[66.0, 42.0], [70.0, 42.0], [70.0, 44.0], [66.0, 44.0], [66.0, 42.0]]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def read(path: Path, document: Any) -> VectorLayer:
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    layer = read_layer(path)
    assert isinstance(layer, VectorLayer)
    return layer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "my regions.geojson"


def refused(file: Path, document: Any) -> str:
    with pytest.raises(LayerError) as caught:
        read(file, document)
    return caught.value.code


def test_every_kind_of_geometry_is_taken(file: Path) -> None:
    kinds = [
        feature("Point", [70, 43, 512]),
        feature("MultiPoint", [[70, 43], [71, 44]]),
        feature("LineString", [[70, 43], [71, 44]]),
        feature("MultiLineString", [[[70, 43], [71, 44]], [[70, 45], [71, 46]]]),
        feature("Polygon", [SQUARE, [[67, 42.5], [68, 42.5], [68, 43], [67, 42.5]]]),
        feature("MultiPolygon", [[SQUARE], [[[70, 45], [71, 45], [71, 46], [70, 45]]]]),
        {
            "type": "Feature",
            "properties": None,
            "geometry": {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [72, 41]}]},
        },
        {"type": "Feature", "properties": {}, "geometry": None},
    ]
    layer = read(file, {"type": "FeatureCollection", "features": kinds})
    counts = [(len(each.points), len(each.lines), len(each.areas)) for each in layer.features]
    assert counts == [(1, 0, 0), (2, 0, 0), (0, 1, 0), (0, 2, 0), (0, 0, 1), (0, 0, 2), (1, 0, 0)]
    assert len(layer.features[4].areas[0]) == 2
    assert layer.title == "my regions"
    assert layer.bounds == Bounds(66, 41, 72, 46)


def test_a_single_feature_and_a_bare_geometry_are_layers_too(file: Path) -> None:
    assert read(file, feature("Polygon", [SQUARE], name="Жетісу")).features[0].name == "Жетісу"
    assert read(file, {"type": "Point", "coordinates": [70, 43]}).features[0].points == ((70.0, 43.0),)


@pytest.mark.parametrize(
    ("properties", "name"),
    [
        ({"id": 4, "NAME": "Abai"}, "Abai"),
        ({"name_of_region": "Ulytau"}, "Ulytau"),
        ({"other": "x"}, ""),
        ({"name": None}, ""),
        ({"name": "  two\nlines "}, "two lines"),
        ({"name": "x" * 5000}, "x" * budget.LONGEST_NAME),
    ],
)
def test_names_come_from_the_field_that_is_called_so(file: Path, properties: dict[str, Any], name: str) -> None:
    assert read(file, feature("Point", [70, 43], **properties)).features[0].name == name


def test_the_order_of_members_does_not_matter_and_web_mercator_is_turned_into_degrees(file: Path) -> None:
    document = {
        "features": [feature("Point", [7_792_364.36, 5_311_971.85])],
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}},
        "type": "FeatureCollection",
    }
    ((place,),) = (each.points for each in read(file, document).features)
    assert place == pytest.approx((70.0, 43.0), abs=1e-5)


def test_another_coordinate_system_is_named(file: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32642"}}
    with pytest.raises(LayerError) as caught:
        read(file, {"type": "FeatureCollection", "features": [feature("Point", [5e5, 4e6])], "crs": crs})
    assert caught.value.code == "LAYER_CRS"
    assert caught.value.data["crs"] == "EPSG:32642"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "LAYER_BROKEN"),
        ('{"type": "FeatureCollection"}', "LAYER_BROKEN"),
        ('{"type": "FeatureCollection", "features": [}', "LAYER_BROKEN"),
        ('{"type": "FeatureCollection", "features": [1]}', "LAYER_BROKEN"),
        ('{"type": "Point", "coordinates": [NaN, 1]}', "LAYER_BROKEN"),
        ('{"type": "Point", "coordinates": [1e400, 1]}', "LAYER_BROKEN"),
        ('{"type": "Point", "coordinates": ["1", 1]}', "LAYER_BROKEN"),
        ('{"type": "Point", "coordinates": [true, false]}', "LAYER_BROKEN"),
        ('{"type": "Topology", "coordinates": []}', "LAYER_BROKEN"),
        ('{"type": "Point", "coordinates": [500000, 4000000]}', "LAYER_PLACE"),
        ('{"type": "FeatureCollection", "features": []}', "LAYER_EMPTY"),
        ("{" + '"a":[' * 50_000, "LAYER_BROKEN"),
        ('{"type": "Point", "coordinates": [' + "9" * 9000 + ", 1]}", "LAYER_BROKEN"),
        ("[1, 2]", "LAYER_UNKNOWN"),
        ("id,lon,lat\n", "LAYER_UNKNOWN"),
        ("", "LAYER_UNKNOWN"),
    ],
)
def test_broken_files_are_refused(file: Path, document: str, code: str) -> None:
    assert refused(file, document) == code


def test_collections_within_collections_end_somewhere(file: Path) -> None:
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [70, 43]}
    for _ in range(20):
        geometry = {"type": "GeometryCollection", "geometries": [geometry]}
    assert refused(file, geometry) == "LAYER_BROKEN"


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b'{"type": "\xff\xfe"}')
    with pytest.raises(LayerError, match="LAYER_BROKEN"):
        read_layer(file)


def test_more_than_a_map_can_carry_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_FEATURES", 3)
    points = [feature("Point", [70, 43])] * 4
    assert refused(file, {"type": "FeatureCollection", "features": points}) == "LAYER_TOO_MUCH"
    monkeypatch.setattr(budget, "MOST_POSITIONS", 4)
    assert refused(file, feature("Polygon", [SQUARE])) == "LAYER_TOO_MUCH"
    monkeypatch.setattr(geojson, "MAX_BYTES", 10)
    assert refused(file, feature("Point", [70, 43])) == "LAYER_TOO_LARGE"


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="LAYER_MISSING"):
        read_layer(tmp_path / "gone.geojson")
    with pytest.raises(LayerError, match="LAYER_MISSING"):
        read_layer(tmp_path)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Реки бассейна", "Реки бассейна"),
        ("", "my regions"),
        (" \n\u200b ", "my regions"),
        (None, "my regions"),
        ({"en": "Rivers"}, "my regions"),
        (["Rivers"], "my regions"),
        (7, "7"),
        ("a\x00b\u202ec\u2028d", "abc d"),
        ("x" * 5000, "x" * budget.LONGEST_NAME),
    ],
)
def test_a_collection_may_say_its_name(file: Path, name: object, title: str) -> None:
    layer = read(file, {"type": "FeatureCollection", "name": name, "features": [feature("Point", [70, 43])]})
    assert layer.title == title
