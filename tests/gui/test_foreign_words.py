"""Names and texts from outside on every page: data and never markup, however long, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import given_photos
from tests.gui.test_map_screen import at_rest
from tests.gui.visit import Visit
from tests.gui.window import Shop
from tmfcheck.gui import elements
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.screens.map_screen import MapScreen

MARKUP = '<b>Dam</b> <img src="//host/share/x.png"> &amp;'
TIP = Qt.ItemDataRole.ToolTipRole


def tips_in(page: QWidget) -> Iterator[str]:
    """Every tip that could be shown on a page."""
    for each in (page, *page.findChildren(QWidget)):
        yield each.toolTip()
        model = each.model() if isinstance(each, QAbstractItemView) else None
        if model is not None:
            yield from tips_of(model)


def tips_of(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            yield str(model.index(row, column).data(TIP) or "")


@pytest.mark.parametrize("name", ["home", "register", "map", "evidence"])
def test_no_tip_takes_a_name_for_markup(shop: Shop, qtbot: QtBot, name: str) -> None:
    facts = {"operator": MARKUP, "region": MARKUP, "river": MARKUP}
    facility = shop.add_facility(MARKUP, latitude=43.0, longitude=77.0, volume_m3=1e6, **facts)
    visit = Visit(shop, qtbot, shop.add_assessment(facility))
    given_photos(visit, 1)
    item = visit.presenter.evidence.file.items[0]
    visit.presenter.evidence.change(item.id, caption=MARKUP)
    shop.context.go(name)
    qtbot.wait(200)
    tips = [tip for tip in tips_in(shop.screen) if "Dam" in tip]
    assert tips, "some tip holds the name"
    assert not [tip for tip in tips if "<b>" in tip or "<img" in tip]


def test_a_plain_tip_stays_as_it_is() -> None:
    assert elements.plain_tip("5 < 6 and\n7") == "5 < 6 and\n7"
    assert RichText.mightBeRichText(elements.plain_tip(MARKUP))
    assert "&lt;b&gt;Dam" in elements.plain_tip(MARKUP)


def test_a_word_without_end_pushes_no_button_off_the_page(shop: Shop, qtbot: QtBot) -> None:
    shop.window.resize(1024, 700)
    facility = shop.add_facility("W" * 200, region="R" * 200)
    shop.context.go("home", facility.id)
    qtbot.wait(50)
    page = shop.screen
    assert isinstance(page, HomeScreen)
    assert page.pane is not None
    room = page.pane.parentWidget()
    assert page.pane.facts_button.mapTo(room, page.pane.facts_button.rect().topRight()).x() <= room.width()


def test_the_card_on_the_map_has_room_for_a_long_name(shop: Shop, qtbot: QtBot) -> None:
    long = "Tailings storage facility of the old concentration plant " * 5
    facility = shop.add_facility(long, latitude=43.0, longitude=77.0, operator=long, region=long)
    shop.context.go("map", {"facility": facility.id})
    page = shop.screen
    assert isinstance(page, MapScreen)
    at_rest(qtbot, page)
    qtbot.wait(100)
    card = page.area.card
    labels = [each for each in card.findChildren(QLabel) if each.isVisible() and each.text()]
    rooms = [each.geometry() for each in labels]
    assert not [(a, b) for number, a in enumerate(rooms) for b in rooms[number + 1 :] if a.intersects(b)]
    assert all(card.rect().contains(room) for room in rooms)
    assert card.rect().contains(card.open_button.geometry())


def test_the_place_keeps_its_share_of_the_header(shop: Shop, qtbot: QtBot) -> None:
    facility = shop.add_facility("Long name of a facility " * 12)
    shop.context.open_assessment(shop.add_assessment(facility))
    shop.context.go("report")
    qtbot.wait(50)
    place = shop.window.header.findChild(elements.ElidedText)
    assert place.text() == "Report"
    assert place.toolTip() == "", "it is not cut"
