"""MBTiles: tiles counted from the south come counted from the north, and only pictures come."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.layers.conftest import PNG
from tmfcheck.domain.geography import Bounds
from tmfcheck.errors import LayerError
from tmfcheck.layers import mbtiles
from tmfcheck.layers.mbtiles import TileSet
from tmfcheck.layers.reader import read_layer

MakeTiles = Callable[..., Path]


def opened(path: Path) -> TileSet:
    tiles = read_layer(path)
    assert isinstance(tiles, TileSet)
    return tiles


def test_what_the_file_says_of_itself(make_tiles: MakeTiles) -> None:
    path = make_tiles(
        [(3, 5, 5, PNG)],
        name="Relief",
        format="png",
        minzoom="3",
        maxzoom="8",
        bounds="60,40,80,50",
        attribution="© somebody",
    )
    tiles = opened(path)
    assert tiles.info == mbtiles.TileInfo("Relief", "© somebody", 3, 8, Bounds(60, 40, 80, 50))
    tiles.close()


def test_tiles_are_counted_from_the_north(make_tiles: MakeTiles) -> None:
    tiles = opened(make_tiles([(3, 5, 5, PNG)], format="png"))
    assert tiles.tile(3, 5, 2) == PNG
    assert tiles.tile(3, 5, 5) is None
    assert (tiles.info.lowest_zoom, tiles.info.highest_zoom) == (3, 3)
    tiles.close()


def test_the_usual_view_over_shared_pictures_is_read(make_tiles: MakeTiles) -> None:
    path = make_tiles([], format="png", minzoom="0", maxzoom="1")
    with sqlite3.connect(path) as database:
        database.executescript(
            """DROP TABLE tiles;
            CREATE TABLE map (zoom_level INT, tile_column INT, tile_row INT, tile_id TEXT);
            CREATE TABLE images (tile_id TEXT, tile_data BLOB);
            CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data
            FROM map JOIN images ON images.tile_id = map.tile_id;"""
        )
        database.execute("INSERT INTO map VALUES (0, 0, 0, 'a')")
        database.execute("INSERT INTO images VALUES ('a', ?)", (PNG,))
    database.close()
    tiles = opened(path)
    assert tiles.tile(0, 0, 0) == PNG
    tiles.close()


def test_only_pictures_of_a_sensible_size_come(make_tiles: MakeTiles, monkeypatch: pytest.MonkeyPatch) -> None:
    tiles = opened(make_tiles([(0, 0, 0, b"<svg/>"), (1, 0, 0, PNG)], format="png"))
    assert tiles.tile(0, 0, 0) is None
    assert tiles.tile(1, 0, 1) == PNG
    monkeypatch.setattr(mbtiles, "LARGEST_TILE_BYTES", 3)
    assert tiles.tile(1, 0, 1) is None
    tiles.close()


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({"format": "pbf"}, "LAYER_TILES_KIND"),
        ({"format": "png", "minzoom": "5", "maxzoom": "2"}, "LAYER_BROKEN"),
        ({"format": "png", "minzoom": "0", "maxzoom": "900000000"}, "LAYER_BROKEN"),
        ({"format": "png"}, "LAYER_EMPTY"),
    ],
)
def test_tiles_that_cannot_be_shown_are_refused(make_tiles: MakeTiles, metadata: dict[str, str], code: str) -> None:
    with pytest.raises(LayerError) as caught:
        read_layer(make_tiles([], **metadata))
    assert caught.value.code == code


def test_an_endless_view_is_given_up(make_tiles: MakeTiles) -> None:
    path = make_tiles([], format="png", minzoom="0", maxzoom="1")
    with sqlite3.connect(path) as database:
        database.executescript(
            """DROP TABLE tiles;
            CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT 9 AS zoom_level, i AS tile_column, i AS tile_row, x'00' AS tile_data FROM n;"""
        )
    database.close()
    tiles = opened(path)
    with pytest.raises(LayerError, match="LAYER_BROKEN"):
        tiles.tile(0, 0, 0)
    tiles.close()


def test_bounds_that_make_no_sense_mean_the_world(make_tiles: MakeTiles) -> None:
    tiles = opened(make_tiles([(0, 0, 0, PNG)], format="png", bounds="inf,1,2,3"))
    assert tiles.info.bounds == mbtiles.WORLD
    tiles.close()
