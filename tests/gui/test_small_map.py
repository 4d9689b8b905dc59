"""The small map of a facility: it shows where the facility lies and leads to it on the large one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.screens.map_screen import MapScreen

WITHIN_MS = 30_000


def test_a_click_leads_to_the_facility_on_the_map(shop: Shop, qtbot: QtBot) -> None:
    facility = shop.add_facility("Placed", longitude=71.7, latitude=40.15)
    shop.add_facility("Neighbour", longitude=72.0, latitude=40.5)
    shop.add_facility("Far", longitude=20.0, latitude=10.0)
    shop.window.show_screen("home", facility.id)
    home = shop.screen
    assert isinstance(home, HomeScreen)
    assert home.pane is not None
    small = home.pane.small_map
    assert small is not None
    assert small._neighbours == [(72.0, 40.5)]
    qtbot.waitUntil(lambda: small.is_ready, timeout=WITHIN_MS)
    water_or_land = {small.grab().toImage().pixelColor(x, 20).name() for x in range(10, small.width() - 10)}
    assert len(water_or_land) > 2, "there is a map, not a plain surface"

    qtbot.mouseClick(small, Qt.MouseButton.LeftButton)
    page = shop.screen
    assert isinstance(page, MapScreen)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN_MS)
    assert page.area.card.facility_id == facility.id
    assert page.view.frame.zoom > 5, "near enough to see its surroundings"


def test_without_coordinates_there_is_no_map(shop: Shop) -> None:
    facility = shop.add_facility("Nowhere")
    shop.window.show_screen("home", facility.id)
    home = shop.screen
    assert isinstance(home, HomeScreen)
    assert home.pane is not None
    assert home.pane.small_map is None
