"""The facility form: stored as one types, checked on entry, nothing lost and nothing wrong stored."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QScrollArea, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, type_over
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility, FactQuality, FactValue
from tmfcheck.gui.screens.facility_screen import STORE_AFTER_MS, FacilityScreen
from tmfcheck.services.facilities import find_facility


@pytest.fixture
def facility(shop: Shop) -> Facility:
    return shop.add_facility(volume_m3={"value": 2_592_000, "quality": "measured", "as_of": "2025-05-01"})


@pytest.fixture
def form(shop: Shop, facility: Facility) -> FacilityScreen:
    shop.window.show_screen("facility", facility.id)
    assert isinstance(shop.screen, FacilityScreen)
    return shop.screen


def stored(shop: Shop, facility: Facility) -> Facility:
    return find_facility(shop.desk, facility.id)


def test_every_fact_has_a_field_with_a_name(form: FacilityScreen) -> None:
    assert set(form.fields) == set(FACT_DEFINITIONS)
    assert all(field.editor.accessibleName() for field in form.fields.values())


def test_stored_facts_are_shown_with_origin_and_day(form: FacilityScreen) -> None:
    field = form.fields["volume_m3"]
    assert field.editor.words() == "2,592,000"
    assert field.quality.currentData() == "measured"
    assert field.day.text() == "2025-05-01"
    assert not form.fields["mass_t"].quality.isVisible(), "what is not known has no origin"


def test_what_is_typed_is_stored_within_a_second_with_its_history(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    assert STORE_AFTER_MS < 1000
    before = len(shop.desk.archive.history_of_facility(facility.id))
    with qtbot.waitSignal(shop.context.saved, timeout=5000):
        type_over(qtbot, form.fields["operator"].editor, "Kadamjai Antimony Plant")
    assert stored(shop, facility).fact("operator") == "Kadamjai Antimony Plant"
    history = shop.desk.archive.history_of_facility(facility.id)
    assert len(history) == before + 1
    assert history[-1].by == "Tester"
    assert shop.window.header.saved_text().startswith("saved ")


def test_leaving_the_page_stores_what_is_typed_at_once(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.fields["river"].editor, "Shakhimardan")
    shop.window.show_screen("home")
    assert stored(shop, facility).fact("river") == "Shakhimardan"


def test_closing_the_window_stores_what_is_typed(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.heading_fields.name_field, "Kadamjai No. 2")
    shop.window.close()
    assert stored(shop, facility).name == "Kadamjai No. 2"


def test_a_wrong_number_stays_marked_and_the_stored_value_is_safe(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    field = form.fields["volume_m3"]
    type_over(qtbot, field.editor, "a lot")
    form.finish_typing()
    assert field.editor.property("state") == "wrong"
    assert "Stored volume" in field.problem.text()
    assert "2,592,000" in field.problem.text()
    assert field.editor.words() == "a lot"
    assert stored(shop, facility).fact("volume_m3") == 2_592_000

    type_over(qtbot, field.editor, "2600000")
    form.finish_typing()
    assert not field.problem.isVisible()
    assert stored(shop, facility).facts["volume_m3"] == FactValue(2_600_000, FactQuality.MEASURED, date(2025, 5, 1))


def test_a_number_beyond_the_limits_names_them_in_the_readers_way(form: FacilityScreen, qtbot: QtBot) -> None:
    field = form.fields["altitude_m"]
    type_over(qtbot, field.editor, "9000")
    form.finish_typing()
    assert "9,000" in field.problem.text()
    assert "7,000" in field.problem.text()


def test_one_wrong_field_does_not_hold_back_the_others(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.fields["latitude"].editor, "123")
    type_over(qtbot, form.fields["longitude"].editor, "71.5")
    form.finish_typing()
    assert stored(shop, facility).fact("latitude") is None
    assert stored(shop, facility).fact("longitude") == 71.5


def test_a_wrong_day_is_marked_at_the_day(shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot) -> None:
    field = form.fields["volume_m3"]
    type_over(qtbot, field.day, "31.02.2026")
    form.finish_typing()
    assert field.day.property("state") == "wrong"
    assert stored(shop, facility).facts["volume_m3"].as_of == date(2025, 5, 1)


def test_an_emptied_field_becomes_unknown(shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot) -> None:
    type_over(qtbot, form.fields["volume_m3"].editor, "")
    form.finish_typing()
    assert "volume_m3" not in stored(shop, facility).facts


def test_a_choice_is_stored_at_once(shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot) -> None:
    field = form.fields["status"].editor
    field.setFocus()
    with qtbot.waitSignal(shop.context.saved, timeout=5000):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert stored(shop, facility).fact("status") == "operated"
    with qtbot.waitSignal(shop.context.saved, timeout=5000):
        qtbot.keyClick(form.fields["has_pond"].editor, Qt.Key.Key_Down)
    assert stored(shop, facility).fact("has_pond") is True


def test_several_substances_can_be_ticked(shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot) -> None:
    boxes = {box.text(): box for box in form.fields["substance_groups"].editor.findChildren(QCheckBox)}
    for name in ("Antimony", "Arsenic"):
        with qtbot.waitSignal(shop.context.saved, timeout=5000):
            boxes[name].click()
    assert stored(shop, facility).fact("substance_groups") == ("arsenic", "antimony")


def test_the_decimal_comma_is_understood_in_russian(shop: Shop, facility: Facility, qtbot: QtBot) -> None:
    shop.context.use_languages(window="ru")
    shop.window.show_screen("facility", facility.id)
    field = shop.screen.fields["dam_height_m"]
    type_over(qtbot, field.editor, "38,5")
    shop.screen.finish_typing()
    assert stored(shop, facility).fact("dam_height_m") == 38.5


def test_an_empty_name_is_refused_and_the_stored_one_stays(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.heading_fields.name_field, " ")
    form.finish_typing()
    assert form.heading_fields.problem.isVisible()
    assert form.heading_fields.name_field.property("state") == "wrong"
    assert stored(shop, facility).name == "Kadamjai"


def test_a_refused_value_is_still_there_on_coming_back(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.fields["dam_height_m"].editor, "about 20")
    shop.window.show_screen("home")
    shop.window.show_screen("facility", facility.id)
    assert form.fields["dam_height_m"].editor.words() == "about 20"
    assert form.fields["dam_height_m"].is_wrong

    other = shop.add_facility("Khaidarkan")
    shop.window.show_screen("facility", other.id)
    assert form.fields["dam_height_m"].editor.words() == ""


def test_a_country_is_chosen_by_its_name(shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot) -> None:
    line = form.heading_fields.country_field.lineEdit()
    type_over(qtbot, line, "armenia")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    form.finish_typing()
    assert stored(shop, facility).country == "AM"

    type_over(qtbot, line, "Atlantis")
    form.finish_typing()
    assert "Atlantis" in form.heading_fields.problem.text()
    assert stored(shop, facility).country == "AM"


def test_typed_words_survive_a_change_of_language(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.fields["owner"].editor, "<b>Owner</b> & Sons")
    shop.context.use_languages(window="kk")
    assert shop.screen.place() == facility.id
    assert shop.screen.fields["owner"].editor.words() == "<b>Owner</b> & Sons"
    assert stored(shop, facility).fact("owner") == "<b>Owner</b> & Sons"


def test_the_open_assessment_sees_changed_facts(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    shop.context.open_assessment(shop.add_assessment(facility))
    type_over(qtbot, form.fields["operator"].editor, "New operator")
    form.finish_typing()
    assert shop.context.presenter is not None
    assert shop.context.presenter.state.facility.fact("operator") == "New operator"


def test_what_the_archive_refuses_stays_typed_and_is_told(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot, tmp_path: Path
) -> None:
    type_over(qtbot, form.fields["operator"].editor, "Somebody")
    with closing(sqlite3.connect(tmp_path / "test.tmfcheck", isolation_level=None)) as other_program:
        other_program.execute("BEGIN IMMEDIATE")
        form.finish_typing()
    assert shop.window.banners.problem_text()
    assert form.fields["operator"].editor.words() == "Somebody"
    assert stored(shop, facility).fact("operator") is None
    form.finish_typing()
    assert stored(shop, facility).fact("operator") == "Somebody"
    assert not shop.window.banners.problem_text()


def test_the_page_writes_one_sheet_on_its_facility(
    shipped_shop: Shop, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facility = shipped_shop.add_facility(volume_m3=2_592_000, latitude=40.1, longitude=71.7)
    shipped_shop.window.show_screen("facility", facility.id)
    out = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(out.with_suffix("")), ""))
    maker = shipped_shop.screen.sheet
    qtbot.mouseClick(maker.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: str(out) in maker.notice.text())
    assert out.read_bytes().startswith(b"%PDF")
    maker.write(facility, tmp_path / "missing" / "sheet.pdf")
    qtbot.waitUntil(lambda: "could not be written" in shipped_shop.window.banners.problem_text())
    qtbot.waitUntil(maker.button.isEnabled)


EVERY_FACT = {
    "mass_t": 10**12, "capacity_t": 10**12, "area_m2": 10**10, "mean_depth_m": 12.5, "dry_density_t_m3": 1.53,
    "dam_height_m": 141, "dam_length_m": 2500, "crest_width_m": 8, "altitude_m": 1700, "intensity_msk": 9,
    "latitude": 40.1486, "longitude": 71.7089, "flow_velocity_m_s": 1.7, "distance_to_border_km": 12345.5,
    "substance_groups": ["cyanide", "heavy_metals"], "operator": "x" * 300, "is_transboundary": True,
}  # fmt: skip


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_form_fits_a_small_window_with_units_origins_and_large_text(
    shop: Shop, language: str, percent: int
) -> None:
    known = {name: {"value": value, "quality": "from_document"} for name, value in EVERY_FACT.items()}
    facility = shop.add_facility(**known)
    shop.context.use_look(text_percent=percent)
    shop.context.use_languages(window=language, content=language)
    shop.window.resize(1024, 700)
    shop.window.show_screen("facility", facility.id)
    form = shop.screen
    assert isinstance(form, FacilityScreen)
    QApplication.processEvents()
    (area,) = (each for each in form.findChildren(QScrollArea) if each.widget() is form._form)
    assert area.horizontalScrollBar().maximum() == 0
    for name in known:
        field = form.fields[name]
        assert field.quality.isVisible()
        parts: tuple[QWidget, ...] = (field.editor, field.quality, field.day)
        edges = [(part.mapTo(field, part.rect().topLeft()), part) for part in parts]
        assert all(spot.x() + part.width() <= field.width() for spot, part in edges), name
        in_line = sorted((spot.x(), part.width()) for spot, part in edges if spot.y() < edges[0][1].height())
        assert all(left + width <= after for (left, width), (after, _) in itertools.pairwise(in_line)), name


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_pattern_of_a_day_is_read_whole(shop: Shop, form: FacilityScreen, language: str) -> None:
    shop.context.use_languages(window=language)
    shop.window.resize(1366, 768)
    shop.window.show_screen("facility", form.place())
    QApplication.processEvents()
    day = cast("FacilityScreen", shop.screen).fields["volume_m3"].day
    option = QStyleOptionFrame()
    day.initStyleOption(option)
    room = day.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, day).width()
    # Inside its frame a line keeps two pixels on either side of what stands in it.
    assert day.fontMetrics().horizontalAdvance(day.placeholderText()) <= room - 4


def test_origins_go_back_beside_their_values_where_there_is_room(shop: Shop, form: FacilityScreen) -> None:
    shop.context.use_look(text_percent=130)
    shop.window.resize(1024, 700)
    shop.window.show_screen("facility", form.place())
    form = cast("FacilityScreen", shop.screen)
    QApplication.processEvents()
    field = form.fields["volume_m3"]
    assert field.quality.y() >= field.editor.geometry().bottom()
    assert field.quality.itemText(0) == "Origin"
    shop.window.resize(1600, 800)
    QApplication.processEvents()
    assert field.quality.x() > field.editor.geometry().right()
    assert field.quality.itemText(0) != "Origin"
