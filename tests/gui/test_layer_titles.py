"""Layers of one name are told apart by what their files add, in the list and on paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.test_map_layers import REGION, add_by_dialog, at_rest, titles
from tests.gui.window import Shop
from tmfcheck.gui.map.layer_titles import LONGEST_ADDITION, distinct_titles
from tmfcheck.gui.screens.map_screen import MapScreen
from tmfcheck.layers.budget import LONGEST_NAME


def made(*layers: tuple[str, str]) -> list[str]:
    return distinct_titles([(title, Path(path)) for title, path in layers])


def test_a_title_that_stands_once_stays_as_it_is() -> None:
    assert made(("Rivers", "/a/x.gpkg"), ("Lakes", "/a/y.gpkg")) == ["Rivers", "Lakes"]


def test_the_file_or_the_folder_tells_alike_titles_apart() -> None:
    assert made(("R", "/a/x.gpkg"), ("R", "/a/y.gpkg")) == ["R (x.gpkg)", "R (y.gpkg)"]
    assert made(("R", "/2019/r.gpkg"), ("L", "/l"), ("R", "/2024/r.gpkg")) == ["R (2019)", "L", "R (2024)"]
    deep = made(("R", "/old/map/r.gpkg"), ("R", "/new/map/r.gpkg"), ("R", "/new/map/s.gpkg"))
    assert deep == ["R (old/map/r.gpkg)", "R (new/map/r.gpkg)", "R (new/map/s.gpkg)"]


def test_no_path_makes_a_title_long_or_of_two_lines() -> None:
    first, second = made(("R", f"/{'x' * 300}/a/r.gpkg"), ("R", "/line\nbreak/b/r.gpkg"))
    assert (first, second) == ("R (a)", "R (b)")
    long = made(("R", f"/a/{'x' * 300}/r"), ("R", f"/b/{'x' * 300}/r"))
    assert long == ["R (1)", "R (2)"]
    (odd, _) = made(("R", "/q/line\nbreak.gpkg"), ("R", f"/q/{'y' * 200}.gpkg"))
    assert odd == "R (line break.gpkg)"
    assert len(_) <= LONGEST_ADDITION + 4


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> MapScreen:
    shop.window.show_screen("map")
    assert isinstance(shop.screen, MapScreen)
    at_rest(qtbot, shop.screen)
    shop.screen.show_layers()
    return shop.screen


def test_two_files_of_one_name_are_told_apart_in_the_list_and_on_paper(
    page: MapScreen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / year / "regions.geojson" for year in ("2019", "2024")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(json.dumps(REGION), encoding="utf-8")
    add_by_dialog(page, qtbot, monkeypatch, *paths)
    assert titles(page) == ["regions (2024)", "regions (2019)"]
    assert [drawn.layer.title for drawn in page.layers.drawable()] == ["regions (2019)", "regions (2024)"]
    page.layer_panel.list.setCurrentRow(0)
    page.layer_panel.remove_button.click()
    assert titles(page) == ["regions"]


def test_a_file_says_itself_what_it_is_and_cannot_write_across_the_list(
    page: MapScreen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.geojson"
    name = "<b>Область</b>\u202e\x1b[2J\n" + "long " * 200
    path.write_text(json.dumps({"type": "FeatureCollection", "name": name, "features": [REGION]}), encoding="utf-8")
    add_by_dialog(page, qtbot, monkeypatch, path)
    (title,) = titles(page)
    assert title.startswith("<b>Область</b>[2J long")
    assert title.isprintable()
    assert len(title) <= LONGEST_NAME
