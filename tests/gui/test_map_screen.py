"""The map page with real clicks, wheel and keys: everything on the map is reached by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, type_words
from tmfcheck.domain.geography import distance_km
from tmfcheck.domain.map_content import ColourBy
from tmfcheck.gui.map.map_view import MapView
from tmfcheck.gui.screens.map_screen import MapScreen

WITHIN_MS = 30_000
LEFT, PLAIN, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CROSSING = {
    "is_transboundary": True,
    "river": "Майлуу-Суу",
    "distance_to_border_km": 30,
    "flow_velocity_m_s": 1.5,
    "volume_m3": 2_000_000,
}


def at_rest(qtbot: QtBot, page: MapScreen) -> None:
    qtbot.waitUntil(lambda: not page.is_busy and page.shown is not None, timeout=WITHIN_MS)
    QApplication.processEvents()
    page.view.grab()


@pytest.fixture
def page(shop: Shop, qtbot: QtBot) -> MapScreen:
    shop.add_facility("North", longitude=70.0, latitude=50.0, volume_m3=1e6)
    shop.add_facility("Mailuu-Suu", longitude=72.48, latitude=41.24, **CROSSING)
    for number in range(5):
        shop.add_facility(f"Crowd {number}", longitude=74.0 + number / 100, latitude=45.0)
    shop.add_facility("Nowhere")
    shop.window.show_screen("map")
    assert isinstance(shop.screen, MapScreen)
    at_rest(qtbot, shop.screen)
    return shop.screen


def spot_of(page: MapScreen, name: str) -> QPoint:
    """Where a facility's marker is on the map."""
    placed = next(each for each in page.view.picture.markers() if name in {one.name for one in each.marker.facilities})
    return QPointF(*page.view.frame.from_world((placed.x, placed.y))).toPoint()


def id_of(page: MapScreen, name: str) -> str:
    assert page.shown is not None
    return next(each.id for each in page.shown.content.facilities if each.name == name)


def drag(qtbot: QtBot, view: MapView, start: QPoint, end: QPoint, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    qtbot.mousePress(view, LEFT, modifier, start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, modifier, end)


def turn_wheel(view: MapView, spot: QPoint, notches: int) -> None:
    at = QPointF(spot)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, PLAIN, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view, event)


def test_the_map_shows_every_facility_that_has_a_place(page: MapScreen) -> None:
    view = page.view
    assert {each.name for marker in view.places_in_view() for each in marker.marker.facilities} == {
        "North",
        "Mailuu-Suu",
        *(f"Crowd {number}" for number in range(5)),
    }
    assert page.heading().subject == "7 facilities on the map"
    assert page.side.count() == 7


def test_a_click_shows_the_card_and_its_button_opens_the_facility(shop: Shop, page: MapScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.view, LEFT, PLAIN, spot_of(page, "Mailuu-Suu"))
    card = page.area.card
    assert card.isVisible()
    words = " ".join(label.text() for label in card.findChildren(type(card._name)))
    assert "Mailuu-Suu" in words
    assert "Майлуу-Суу · 6 h to the border" in words
    assert "not verified" in words
    qtbot.mouseClick(card.open_button, LEFT)
    assert (shop.screen.name, shop.screen.place()) == ("facility", id_of(page, "Mailuu-Suu"))


def test_the_pointer_is_told_where_it_is_and_what_lies_there(page: MapScreen, qtbot: QtBot) -> None:
    qtbot.mouseMove(page.view, QPoint(40, page.view.height() - 80))
    assert page.area.note.isHidden()
    assert "° N" in page.pointer_words.text()
    assert "° E" in page.pointer_words.text()
    qtbot.mouseMove(page.view, spot_of(page, "North"))
    assert page.area.note.isVisible()
    assert page.area.note._name.text() == "North"


def test_the_wheel_zooms_around_the_pointer(page: MapScreen, qtbot: QtBot) -> None:
    spot = spot_of(page, "North")
    zoom, place = page.view.frame.zoom, page.view.frame.to_place((spot.x(), spot.y()))
    turn_wheel(page.view, spot, 2)
    assert page.view.frame.zoom == pytest.approx(zoom + 1)
    assert page.view.frame.to_place((spot.x(), spot.y())) == pytest.approx(place)


def test_dragging_moves_the_map_by_as_many_pixels(page: MapScreen, qtbot: QtBot) -> None:
    before = spot_of(page, "North")
    drag(qtbot, page.view, QPoint(300, 300), QPoint(240, 330))
    assert spot_of(page, "North") - before == QPoint(-60, 30)
    assert page.area.card.isHidden(), "a drag is no click"


def test_keys_move_and_zoom(page: MapScreen, qtbot: QtBot) -> None:
    frame = page.view.frame
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    assert page.view.frame.x > frame.x
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.frame.y > frame.y
    qtbot.keyClick(page.view, "+")
    assert page.view.frame.zoom > frame.zoom
    qtbot.keyClick(page.view, "-")
    assert page.view.frame.zoom == pytest.approx(frame.zoom)


def test_a_double_click_on_the_ground_zooms_in(page: MapScreen, qtbot: QtBot) -> None:
    zoom = page.view.frame.zoom
    qtbot.mouseDClick(page.view, LEFT, PLAIN, QPoint(60, page.view.height() - 90))
    assert page.view.frame.zoom == pytest.approx(zoom + 1)


def test_a_cluster_opens_until_its_facilities_stand_alone(page: MapScreen, qtbot: QtBot) -> None:
    for _ in range(6):
        placed = next(
            each
            for each in page.view.picture.markers()
            if any(one.name.startswith("Crowd") for one in each.marker.facilities)
        )
        if not placed.is_cluster:
            break
        qtbot.mouseClick(page.view, LEFT, PLAIN, spot_of(page, placed.marker.facilities[0].name))
        page.view.grab()
    assert not placed.is_cluster


def test_facilities_at_one_place_are_named_in_the_list(shop: Shop, page: MapScreen, qtbot: QtBot) -> None:
    twins = [shop.add_facility(f"Twin {number}", longitude=71.0, latitude=47.0).id for number in range(2)]
    page.show_place(None)
    at_rest(qtbot, page)
    qtbot.mouseClick(page.view, LEFT, PLAIN, spot_of(page, "Twin 0"))
    assert page.view.chosen == set(twins)
    assert page.side.chosen_words.text() == "2 chosen"


@pytest.mark.parametrize("by_button", [False, True])
def test_a_rectangle_chooses_what_lies_in_it(page: MapScreen, qtbot: QtBot, by_button: bool) -> None:
    if by_button:
        qtbot.mouseClick(page.toolbar.select_button, LEFT)
    around = spot_of(page, "Crowd 0")
    reach = QPoint(30, 30)
    drag(qtbot, page.view, around - reach, around + reach, PLAIN if by_button else SHIFT)
    assert page.view.chosen == {id_of(page, f"Crowd {number}") for number in range(5)}
    assert page.side.chosen_room.isVisible()
    qtbot.mouseClick(page.side.chosen_words, LEFT)
    assert page.side.count() == 5
    qtbot.mouseClick(page.side.clear_button, LEFT)
    assert page.view.chosen == frozenset()
    assert page.side.count() == 7


def test_places_are_measured_leg_by_leg_until_escape(page: MapScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.toolbar.measure_button, LEFT)
    spots = [QPoint(100, 380), QPoint(260, 400), QPoint(330, 480)]
    for spot in spots:
        qtbot.mouseClick(page.view, LEFT, PLAIN, spot)
    places = [page.view.frame.to_place((spot.x(), spot.y())) for spot in spots]
    page.view.measuring.pointer = None
    assert page.view.measuring.legs_km() == pytest.approx(
        [distance_km(places[0], places[1]), distance_km(places[1], places[2])]
    )
    assert page.told.text().startswith("Distance by air: ")
    qtbot.keyClick(page.view, Qt.Key.Key_Backspace)
    assert len(page.view.measuring.places) == 2
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.view.measuring.is_on
    assert not page.toolbar.measure_button.isChecked()
    assert page.told.text() == ""


def test_the_keyboard_measures_from_the_middle(page: MapScreen, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, "m")
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    first = page.view.measuring.places[0]
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.keyClick(page.view, Qt.Key.Key_Space)
    assert page.view.measuring.places[1][0] > first[0]
    assert page.view.measuring.places[1][1] == pytest.approx(first[1])


def test_the_list_is_searched_and_the_map_follows_it(shop: Shop, page: MapScreen, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, "/")
    assert page.side.search_field.hasFocus()
    type_words(page.side.search_field, "майлуу")
    assert page.side.count() == 1
    qtbot.keyClick(page.side.list, Qt.Key.Key_Down)
    frame, card = page.view.frame, page.area.card
    x, y = frame.to_screen((72.48, 41.24))
    assert y == pytest.approx(frame.height / 2)
    assert frame.width / 2 <= x + 1 < frame.width
    assert x > card.x() + card.width() or card.x() + card.width() > frame.width - 96, "the card does not lie on it"
    assert page.area.card.facility_id == id_of(page, "Mailuu-Suu")
    qtbot.keyClick(page.side.list, Qt.Key.Key_Space)
    assert page.view.chosen == {id_of(page, "Mailuu-Suu")}
    qtbot.keyClick(page.side.list, Qt.Key.Key_Return)
    assert shop.screen.name == "facility"


def test_another_figure_recolours_the_same_facilities(page: MapScreen, qtbot: QtBot) -> None:
    bar = page.toolbar.colour
    bar.setCurrentIndex(bar.findData("status"))
    bar.activated.emit(bar.currentIndex())
    at_rest(qtbot, page)
    assert page.shown is not None
    assert page.shown.content.colour_by is ColourBy.STATUS
    assert all(each.symbol.is_unknown for each in page.shown.content.facilities)
    legend = page.area.legend
    assert legend.height() == legend.sizeHint().height() > 10 * page.context.theme.text_px(14), "shown whole"


def test_the_place_comes_back_with_its_frame_and_choice(shop: Shop, page: MapScreen, qtbot: QtBot) -> None:
    chosen = id_of(page, "North")
    page._choose(frozenset({chosen}))
    page.view.zoom_by(2)
    before = page.place()
    shop.context.use_languages(window="ru")
    again = shop.screen
    assert isinstance(again, MapScreen)
    at_rest(qtbot, again)
    assert again.place() == before
    assert again.view.chosen == {chosen}


def test_facilities_named_from_elsewhere_are_chosen_and_shown(shop: Shop, page: MapScreen, qtbot: QtBot) -> None:
    wanted = [id_of(page, "North"), "gone"]
    shop.window.show_screen("home")
    shop.context.go("map", {"select": wanted})
    at_rest(qtbot, page)
    assert page.view.chosen == {wanted[0]}
    frame = page.view.frame
    assert frame.to_place((frame.width / 2, frame.height / 2))[1] == pytest.approx(50.0)


def test_an_empty_archive_shows_central_asia(shop: Shop, qtbot: QtBot) -> None:
    shop.window.show_screen("map")
    page = shop.screen
    assert isinstance(page, MapScreen)
    at_rest(qtbot, page)
    assert page.view.frame.visible.holds((68, 46))
    assert page.heading().subject == "0 facilities on the map"


def test_every_control_has_a_name(page: MapScreen) -> None:
    controls = [each for kind in (QAbstractButton, QComboBox, QLineEdit) for each in page.findChildren(kind)]
    own = [each for each in controls if each.isVisible() and not isinstance(each.parent(), QLineEdit)]
    assert [each for each in own if not each.accessibleName()] == []
    assert page.view.accessibleName() == "Map"


def test_letters_are_commands_of_the_page_in_its_list_too(page: MapScreen, qtbot: QtBot) -> None:
    page.side.list.setFocus()
    qtbot.keyClick(page.side.list, Qt.Key.Key_M)
    assert page.view.measuring.is_on
    page.side.list.setFocus()
    qtbot.keyClick(page.side.list, "/")
    assert page.side.search_field.hasFocus()


def test_a_colour_chosen_while_the_map_is_made_is_the_map_s_colour(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility("North", longitude=70.0, latitude=50.0)
    shop.window.show_screen("map")
    page = shop.screen
    assert isinstance(page, MapScreen)
    assert page.shown is None
    page.toolbar.colour_chosen.emit(str(ColourBy.WHC))
    at_rest(qtbot, page)
    assert page.shown is not None
    assert page.shown.content.colour_by is ColourBy.WHC


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_what_the_colour_tells_is_never_cut_in_the_middle_of_a_letter(shop: Shop, qtbot: QtBot, language: str) -> None:
    shop.context.use_languages(window=language, content=language)
    shop.window.resize(1366, 768)
    shop.window.show_screen("map")
    assert isinstance(shop.screen, MapScreen)
    QApplication.processEvents()
    field = shop.screen.toolbar.colour
    shown = field.shown_words()
    assert shown == field.currentText() or shown.endswith("…")
    field.setFixedWidth(120)
    assert field.shown_words().endswith("…")
    field.setFixedWidth(600)
    assert field.shown_words() == field.currentText()


@pytest.mark.parametrize("is_read", [False, True])
def test_a_colour_chosen_while_facilities_are_read_again_loses_none_of_them(
    page: MapScreen, shop: Shop, qtbot: QtBot, is_read: bool
) -> None:
    """Chosen at once, or when all are read and their map is being made."""
    choose = lambda *_: page.toolbar.colour_chosen.emit(str(ColourBy.STATUS))  # noqa: E731
    shop.add_facility("Late", longitude=68.0, latitude=47.0)
    if is_read:
        page.reader._reading.finished.connect(choose)
    page.show_place({})
    if not is_read:
        choose()
    at_rest(qtbot, page)
    assert page.shown is not None
    assert page.shown.content.colour_by is ColourBy.STATUS
    assert id_of(page, "Late")
