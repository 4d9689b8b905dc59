"""The user's own layers in the window: added, dropped, hidden, moved, remembered; a bad file harms nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, open_shop
from tmfcheck.gui.map.tile_cache import TileCache
from tmfcheck.gui.screens.map_screen import MapScreen

WITHIN_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
REGION = {
    "type": "Feature",
    "properties": {"name": "Test region"},
    "geometry": {"type": "Polygon", "coordinates": [[[60, 42], [78, 42], [78, 52], [60, 52], [60, 42]]]},
}


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> MapScreen:
    shop.window.show_screen("map")
    assert isinstance(shop.screen, MapScreen)
    at_rest(qtbot, shop.screen)
    shop.screen.show_layers()
    return shop.screen


def at_rest(qtbot: QtBot, page: MapScreen) -> None:
    qtbot.waitUntil(lambda: not page.is_busy and page.shown is not None, timeout=WITHIN_MS)
    QApplication.processEvents()
    page.view.grab()
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN_MS)


@pytest.fixture
def region(tmp_path: Path) -> Path:
    path = tmp_path / "regions.geojson"
    path.write_text(json.dumps(REGION), encoding="utf-8")
    return path


@pytest.fixture
def red_tiles(tmp_path: Path) -> Path:
    """The whole world in one red tile."""
    picture = QImage(256, 256, QImage.Format.Format_RGB32)
    picture.fill(QColor("#cc2211"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    path = tmp_path / "red.mbtiles"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        said = {"name": "Red", "format": "png", "minzoom": "0", "maxzoom": "0", "attribution": "© Nobody"}
        database.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
        database.execute("INSERT INTO tiles VALUES (0, 0, 0, ?)", (buffer.data().data(),))
    database.close()
    return path


def add_by_dialog(page: MapScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    chosen = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: (chosen, ""))
    qtbot.mouseClick(page.layer_panel.add_button, LEFT)
    at_rest(qtbot, page)


def colour_at(page: MapScreen, place: tuple[float, float]) -> QColor:
    spot = QPointF(*page.view.frame.to_screen(place)).toPoint()
    return page.view.grab().toImage().pixelColor(spot)


def titles(page: MapScreen) -> list[str]:
    return [page.layer_panel.list.item(row).text() for row in range(page.layer_panel.list.count())]


def test_a_layer_is_added_and_tints_the_ground(
    page: MapScreen, region: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = colour_at(page, (64.0, 50.5))
    add_by_dialog(page, qtbot, monkeypatch, region)
    assert titles(page) == ["regions"]
    assert colour_at(page, (64.0, 50.5)) != before
    assert [words for words, _place in page.layers.names(page.view.frame)] == ["Test region"]


def test_unticking_hides_and_removing_forgets(
    page: MapScreen, region: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = colour_at(page, (64.0, 50.5))
    add_by_dialog(page, qtbot, monkeypatch, region)
    page.layer_panel.list.setFocus()
    qtbot.keyClick(page.layer_panel.list, Qt.Key.Key_Space)
    assert colour_at(page, (64.0, 50.5)) == before
    assert page.context.settings.map_layers == [(str(region), False)]
    qtbot.keyClick(page.layer_panel.list, Qt.Key.Key_Delete)
    assert titles(page) == []
    assert page.context.settings.map_layers == []
    assert region.exists()


def test_tiles_lie_where_they_belong_and_name_their_source(
    page: MapScreen, red_tiles: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_by_dialog(page, qtbot, monkeypatch, red_tiles)
    assert titles(page) == ["Red"]
    assert colour_at(page, (64.0, 50.5)) == QColor("#cc2211")
    assert page.layers.sources() == ("© Nobody",)
    assert page.layers.has_pictures()
    assert page.layers.drawable() == ()


def test_the_upper_layer_covers_the_lower(
    page: MapScreen, region: Path, red_tiles: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_by_dialog(page, qtbot, monkeypatch, region)
    add_by_dialog(page, qtbot, monkeypatch, red_tiles)
    assert titles(page) == ["Red", "regions"]
    assert colour_at(page, (64.0, 50.5)) == QColor("#cc2211")
    page.layer_panel.list.setCurrentRow(0)
    qtbot.mouseClick(page.layer_panel.down_button, LEFT)
    assert titles(page) == ["regions", "Red"]
    assert colour_at(page, (64.0, 50.5)) != QColor("#cc2211")
    assert [Path(path).name for path, _shown in page.context.settings.map_layers] == ["regions.geojson", "red.mbtiles"]


def test_a_dropped_file_is_added(page: MapScreen, region: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(region))])
    where, plain = QPoint(100, 100), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, LEFT, plain)
    QApplication.sendEvent(page.view, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.view, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, LEFT, plain))
    at_rest(qtbot, page)
    assert titles(page) == ["regions"]


def test_a_bad_file_is_refused_with_a_sentence_and_not_listed(
    shop: Shop, page: MapScreen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "letter.geojson"
    bad.write_text("Dear colleague", encoding="utf-8")
    add_by_dialog(page, qtbot, monkeypatch, bad)
    assert titles(page) == []
    assert "GeoPackage" in shop.window.banners.problem_text()
    assert page.context.settings.map_layers == []


def test_layers_come_back_and_a_missing_one_is_said(qtbot: QtBot, tmp_path: Path, region: Path) -> None:
    first = open_shop(qtbot, tmp_path)
    gone = tmp_path / "gone.gpkg"
    first.context.settings.map_layers = [(str(region), True), (str(gone), True)]
    first.close()

    second = open_shop(qtbot, tmp_path)
    second.window.show_screen("map")
    page = second.screen
    assert isinstance(page, MapScreen)
    at_rest(qtbot, page)
    page.show_layers()
    assert titles(page) == ["regions", "gone: cannot be shown"]
    page.layer_panel.list.setCurrentRow(1)
    assert "gone.gpkg" in page.layer_panel.problem.text()
    assert not second.window.banners.problem_text(), "the map opens without a warning at every start"
    second.close()


def test_a_tile_that_is_no_picture_stays_empty(
    page: MapScreen, red_tiles: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(red_tiles) as database:
        database.execute("UPDATE tiles SET tile_data = ?", (b"\x89PNG\r\n\x1a\n" + b"broken" * 50,))
    database.close()
    before = colour_at(page, (64.0, 50.5))
    add_by_dialog(page, qtbot, monkeypatch, red_tiles)
    assert isinstance(page.layers.layers[0].content, TileCache)
    assert colour_at(page, (64.0, 50.5)) == before
