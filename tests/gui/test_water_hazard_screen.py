"""The water hazard class in the window: typed, clicked, explained, kept with a facility."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, type_over
from tmfcheck.domain.facility import Facility, FactQuality
from tmfcheck.gui.dialogs.substance_dialog import SubstanceDialog
from tmfcheck.gui.presenters.whc_sheet import SheetDraft, read_statement_words
from tmfcheck.gui.screens.facility_screen import FacilityScreen
from tmfcheck.gui.screens.method_screen import MethodScreen
from tmfcheck.gui.screens.water_hazard_screen import WaterHazardScreen
from tmfcheck.services.facilities import find_facility

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def facility(shipped_shop: Shop) -> Facility:
    return shipped_shop.add_facility("Kadamjai", whc=1)


@pytest.fixture
def page(shipped_shop: Shop, facility: Facility) -> WaterHazardScreen:
    shipped_shop.window.show_screen("whc", facility.id)
    assert isinstance(shipped_shop.screen, WaterHazardScreen)
    return shipped_shop.screen


def editor(page: WaterHazardScreen, name: str) -> QWidget:
    return page.components.editor.form.editor(name)


def choose(page: WaterHazardScreen, name: str, word: object) -> None:
    field = editor(page, name)
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(word))
    field.activated.emit(field.currentIndex())


def tick(qtbot: QtBot, box: QWidget) -> None:
    """Click on the box itself, where a hand would."""
    assert isinstance(box, QCheckBox)
    qtbot.mouseClick(box, LEFT, pos=QPoint(12, box.height() // 2))


def add(qtbot: QtBot, page: WaterHazardScreen, name: str, fraction: str, whc: int | None = None, **typed: str) -> None:
    """One component by hand: published where ``whc`` is given, else by what is typed."""
    qtbot.mouseClick(page.components.add_button, LEFT)
    type_over(qtbot, editor(page, "name"), name)
    type_over(qtbot, editor(page, "fraction"), fraction)
    if whc is not None:
        choose(page, "basis", "published")
        choose(page, "whc", whc)
    for field, words in typed.items():
        type_over(qtbot, editor(page, field), words)


def figure(page: WaterHazardScreen) -> str:
    return page.result.figure.text()


# The published cases of methodology 5.4.
@pytest.mark.parametrize(
    ("shares", "whc"),
    [([("4", 2), ("96", 0)], "1"), ([("4", 2), ("0.25", 3), ("95.75", 0)], "2"), ([("20", 2), ("80", 0)], "2")],
)
def test_the_published_cases_come_out_as_one_types(
    page: WaterHazardScreen, qtbot: QtBot, shares: list[tuple[str, int]], whc: str
) -> None:
    assert figure(page) == "–"
    for number, (fraction, of_class) in enumerate(shares):
        add(qtbot, page, f"part {number}", fraction, of_class)
    assert figure(page) == whc
    classes = [page.components.lines.topLevelItem(row).text(3) for row in range(len(shares))]
    assert classes == [str(of_class) for _, of_class in shares]


def test_statements_show_which_are_not_added_and_how_sure_the_rule_is(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "poison", "100", statements="h301, H310 (H361fd)")
    words = page.result.words()
    assert "H301 is not added, because H310 is given. (verified)" in words
    assert "H361fd counts as H361f, H361d. (own rule)" in words
    assert figure(page) == "2"


def test_missing_data_count_and_can_be_taken_back(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "reagent", "100")
    assert figure(page) == "1"
    tick(qtbot, editor(page, "acute_known"))
    tick(qtbot, editor(page, "environment_known"))
    assert "points in all: 12" in page.result.words()
    assert figure(page) == "3"
    tick(qtbot, editor(page, "environment_known"))
    assert figure(page) == "1"


def test_harmlessness_can_be_shown(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "rock", "100")
    assert not editor(page, "solubility").isVisible()
    qtbot.mouseClick(page.components.editor.more, LEFT)
    tick(qtbot, editor(page, "is_proved_harmless"))
    type_over(qtbot, editor(page, "solubility"), "2")
    for name in ("two_valid_tests_without_effect_below_solubility", "no_hazardous_degradation_product"):
        tick(qtbot, editor(page, name))
    assert figure(page) == "1"
    tick(qtbot, editor(page, "does_not_float"))
    assert figure(page) == "0"
    assert "not hazardous to water" in page.result.words()


def test_what_is_wrong_is_told_and_nothing_is_computed(page: WaterHazardScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.components.add_button, LEFT)
    type_over(qtbot, editor(page, "name"), "sludge")
    assert "sludge: give its mass fraction" in page.result.problem.text()
    type_over(qtbot, editor(page, "fraction"), "much")
    assert editor(page, "fraction").property("state") == "wrong"
    assert "Fraction: “much”" in page.result.problem.text()
    type_over(qtbot, editor(page, "fraction"), "40")
    assert "sum to 40 %" in page.result.problem.text()
    assert page.components.sum_words.text() == "Sum 40\u00a0%, missing 60\u00a0%"
    type_over(qtbot, editor(page, "statements"), "H41O")
    assert "H41O" in page.result.problem.text()
    assert figure(page) == "–"
    assert not page.store_button.isEnabled()


def test_the_rest_is_filled_up_as_what_it_is(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "ore", "99.5", 0)
    qtbot.mouseClick(page.components.rest_unidentified, LEFT)
    assert page.components.sum_words.text() == "Sum 100\u00a0%"
    assert "not identified, so it counts as class 3" in page.result.words()
    assert figure(page) == "2"
    qtbot.mouseClick(page.components.remove_button, LEFT)
    qtbot.mouseClick(page.components.rest_harmless, LEFT)
    assert figure(page) == "0"


def test_the_library_brings_number_statements_and_standing(
    shipped_shop: Shop, page: WaterHazardScreen, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.components.library_button, LEFT)
    (dialog,) = [each for each in shipped_shop.window.findChildren(QDialog) if isinstance(each, SubstanceDialog)]
    qtbot.keyClicks(dialog.search, "arsenic tri")
    assert "1327-53-3" in dialog.lines.item(0).text()
    assert "H350" in dialog.details.text()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    name, cas = editor(page, "name"), editor(page, "cas")
    assert isinstance(name, QLineEdit)
    assert isinstance(cas, QLineEdit)
    assert (name.text(), cas.text()) == ("arsenic trioxide", "1327-53-3")
    assert "verified" in page.components.editor.origin.text()
    type_over(qtbot, editor(page, "fraction"), "0.1")
    qtbot.mouseClick(page.components.rest_harmless, LEFT)
    assert figure(page) == "3", "a carcinogen counts from 0.1 %"
    page.components.lines.setCurrentItem(page.components.lines.topLevelItem(0))
    type_over(qtbot, editor(page, "statements"), "H410")
    assert not page.components.editor.origin.isVisible(), "changed by hand, it is no longer the library's"


def test_a_number_with_a_wrong_check_digit_is_asked_about(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "x", "100", cas="1327-53-4")
    doubt = page.components.editor.form._parts["cas_doubt"][0]
    assert doubt.isVisible()
    type_over(qtbot, editor(page, "cas"), "1327-53-3")
    assert not doubt.isVisible()


def test_pond_water_counts_apart_and_cyanide_raises_it(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "solids", "100", 1)
    qtbot.mouseClick(page.part_buttons["pond_water"], LEFT)
    add(qtbot, page, "water", "100", 0)
    assert figure(page) == "1"
    type_over(qtbot, page.mixture.water.editor("wad_cyanide"), "12")
    assert figure(page) == "3"
    assert "12\u00a0mg/l is above 10\u00a0mg/l" in page.result.words()
    assert "(own rule)" in page.result.words()
    assert page.part_buttons["pond_water"].text() == "Pond water · 3"
    tick(qtbot, page.mixture.form.editor("has_tests"))
    for organism, result in (("fish", "150"), ("daphnia", "120")):
        type_over(qtbot, page.mixture.form.editor(organism), result)
    tick(qtbot, page.mixture.form.editor("acute_known"))
    assert figure(page) == "1"
    assert "the tests on the pond water decide" in page.result.words()


def test_the_class_and_its_derivation_are_kept_with_the_facility(
    shipped_shop: Shop, page: WaterHazardScreen, facility: Facility, qtbot: QtBot
) -> None:
    add(qtbot, page, "arsenic", "0.2", statements="H350 H300 H410")
    qtbot.mouseClick(page.components.rest_harmless, LEFT)
    with qtbot.waitSignal(shipped_shop.context.saved):
        qtbot.mouseClick(page.store_button, LEFT)
    stored = find_facility(shipped_shop.desk, facility.id)
    assert stored.fact("whc") == 3
    assert stored.facts["whc"].quality is FactQuality.ESTIMATED
    assert stored.facts["whc"].as_of == datetime.now(UTC).date()
    assert "Water hazard class 3, computed on" in stored.notes
    assert "arsenic: H300 4, H350 9, H410 8; points in all: 21, class 3." in stored.notes
    assert isinstance(shipped_shop.screen, FacilityScreen)
    assert shipped_shop.screen.fields["whc"].editor.words() == "3"


def test_facility_form_and_method_page_lead_here(shipped_shop: Shop, facility: Facility, qtbot: QtBot) -> None:
    shipped_shop.window.show_screen("facility", facility.id)
    assert isinstance(shipped_shop.screen, FacilityScreen)
    qtbot.mouseClick(shipped_shop.screen.whc_button, LEFT)
    assert shipped_shop.screen.heading().place == "Kadamjai"  # type: ignore[attr-defined]
    shipped_shop.window.show_screen("method")
    assert isinstance(shipped_shop.screen, MethodScreen)
    qtbot.mouseClick(shipped_shop.screen.whc_button, LEFT)
    assert isinstance(shipped_shop.screen, WaterHazardScreen)


def test_another_facility_or_none_begins_with_a_blank_sheet(
    shipped_shop: Shop, page: WaterHazardScreen, facility: Facility, qtbot: QtBot
) -> None:
    add(qtbot, page, "x", "100", 2)
    shipped_shop.window.show_screen("facility", facility.id)
    shipped_shop.window.show_screen("whc", facility.id)
    assert figure(page) == "2", "coming back, it is still there"
    shipped_shop.window.show_screen("whc", shipped_shop.add_facility("Khaidarkan").id)
    assert figure(page) == "–"
    add(qtbot, page, "y", "100", 3)
    shipped_shop.window.show_screen("whc")
    assert figure(page) == "–"
    assert page.heading().place == "Water hazard class"


def test_alone_it_offers_no_facility_and_copies_the_derivation(shipped_shop: Shop, qtbot: QtBot) -> None:
    shipped_shop.window.show_screen("whc")
    page = shipped_shop.screen
    assert isinstance(page, WaterHazardScreen)
    assert not page.store_button.isVisible()
    add(qtbot, page, "brine", "100", 1)
    qtbot.mouseClick(page.copy_button, LEFT)
    assert QGuiApplication.clipboard().text().startswith("Water hazard class 1, computed on")


def test_what_was_entered_survives_a_change_of_language(
    shipped_shop: Shop, page: WaterHazardScreen, qtbot: QtBot
) -> None:
    add(qtbot, page, "<b>x</b>", "0.5", statements="H410")
    add(qtbot, page, "rest", "99.5", 0)
    before = figure(page)
    shipped_shop.context.use_languages(window="ru", content="ru")
    again = shipped_shop.screen
    assert isinstance(again, WaterHazardScreen)
    assert again is not page
    assert figure(again) == before
    assert [each.name for each in again.sheet.dry_solids.components] == ["<b>x</b>", "rest"]
    assert again.components.lines.topLevelItem(0).text(1) == "0,5\u00a0%"
    assert "опасн" in again.result.meaning.text()


def test_a_kept_sheet_that_cannot_be_read_begins_blank() -> None:
    whole = SheetDraft()
    whole.wad_cyanide = 3.5
    assert SheetDraft.from_json(json.loads(json.dumps(whole.to_json()))) == whole
    for broken in (None, 5, {"dry_solids": []}, {"dry_solids": {"components": [{"name": 7}]}}):
        assert SheetDraft.from_json(broken).is_blank


def test_every_control_says_what_it_is(page: WaterHazardScreen, qtbot: QtBot) -> None:
    add(qtbot, page, "x", "100")
    kinds = (QLineEdit, QComboBox, QCheckBox)
    controls = [each for kind in kinds for each in page.findChildren(kind)]
    assert [each for each in controls if not each.accessibleName()] == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("h300,H410", ["H300", "H410"]),
        ("H300+H310+H330", ["H300", "H310", "H330"]),
        ("euh029; H360fd", ["EUH029", "H360fd"]),
        ("H3OO", ["H3OO"]),
        ("", []),
    ],
)
def test_statements_are_read_as_people_write_them(typed: str, words: list[str]) -> None:
    assert read_statement_words(typed) == words
