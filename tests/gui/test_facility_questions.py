"""The facility form answers as one types: questions, both coordinates, dams, papers, and the indices."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFrame
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, type_over
from tmfcheck.domain.facility import Facility
from tmfcheck.gui.dialogs.part_dialogs import DamDialog, PaperDialog
from tmfcheck.gui.screens.facility_screen import FacilityScreen
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.widgets.calculation_popover import CalculationPopover
from tmfcheck.gui.widgets.indices_card import IndicesCard
from tmfcheck.services.facilities import find_facility

LEFT = Qt.MouseButton.LeftButton
KNOWN = {
    "volume_m3": 2_592_000,
    "capacity_m3": 2_600_000,
    "whc": 3,
    "status": "operated",
    "pga_g": 0.2,
    "in_flood_zone": False,
    "population_downstream": 1500,
    "receiving_water": "river_or_lake",
    "is_transboundary": True,
    "distance_to_border_km": 36,
    "flow_velocity_m_s": 1,
}


@pytest.fixture
def facility(shop: Shop) -> Facility:
    return shop.add_facility(**KNOWN)


@pytest.fixture
def form(shop: Shop, facility: Facility) -> FacilityScreen:
    shop.window.show_screen("facility", facility.id)
    assert isinstance(shop.screen, FacilityScreen)
    return shop.screen


def stored(shop: Shop, facility: Facility) -> Facility:
    return find_facility(shop.desk, facility.id)


def type_and_wait(form: FacilityScreen, qtbot: QtBot, fact: str, words: str) -> None:
    type_over(qtbot, form.fields[fact].editor, words)
    form._show_what_follows()


# ------------------------------------------------------------------------------------------------- questions


@pytest.mark.parametrize(
    ("fact", "typed", "question"),
    [
        ("volume_m3", "2600001", "larger than the capacity"),
        ("dam_height_m", "401", "No dam is known to be higher than 400 m"),
        ("start_year", "2199", "lies in the future"),
        ("mass_t", "100", "no density tailings have"),
    ],
)
def test_what_is_typed_is_questioned_and_stored_all_the_same(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot, fact: str, typed: str, question: str
) -> None:
    field = form.fields[fact]
    assert not field.doubt.isVisible()
    type_over(qtbot, field.editor, typed)
    qtbot.waitUntil(field.doubt.isVisible, timeout=3000)
    assert question in field.doubt.text()
    assert not field.problem.isVisible()
    form.finish_typing()
    assert stored(shop, facility).fact(fact) == int(typed)
    type_over(qtbot, field.editor, "")
    qtbot.waitUntil(lambda: not field.doubt.isVisible(), timeout=3000)


def test_a_point_in_another_country_is_asked_about_once_the_borders_are_read(
    shop: Shop, form: FacilityScreen, qtbot: QtBot
) -> None:
    type_over(qtbot, form.fields["latitude"].editor, "48")
    type_over(qtbot, form.fields["longitude"].editor, "68")
    doubt = form.fields["latitude"].doubt
    qtbot.waitUntil(lambda: "Kazakhstan" in doubt.text(), timeout=10_000)
    assert "outside the stated Kyrgyzstan" in doubt.text()


def test_what_remains_of_the_capacity_follows_from_the_figures(form: FacilityScreen, qtbot: QtBot) -> None:
    hint = form.fields["capacity_m3"].hint
    assert hint.text() == "Remaining: 8,000\u00a0m³, 0.3\u00a0% of the capacity"
    type_and_wait(form, qtbot, "volume_m3", "1300000")
    assert "50.0" in hint.text()


# ------------------------------------------------------------------------------------------------ coordinates


def test_both_coordinates_are_taken_as_pasted_and_shown_as_understood(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    QApplication.clipboard().setText("71°16'51.24\"E 39°57'32.04\"N")
    form.coordinates.line.setFocus()
    qtbot.keyClick(form.coordinates.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "39.9589° N, 71.2809° E" in form.coordinates.understood.text()
    assert "39°57′32.0″ N" in form.coordinates.understood.text()
    assert form.fields["latitude"].editor.words() == "39.9589"
    form.finish_typing()
    known = stored(shop, facility)
    assert (known.fact("latitude"), known.fact("longitude")) == (39.9589, 71.2809)


def test_swapped_coordinates_are_asked_about_and_changed_round(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    type_over(qtbot, form.coordinates.line, "71.2809, 39.9589")
    assert "changed places" in form.coordinates.question.text()
    qtbot.mouseClick(form.coordinates.swap_button, LEFT)
    assert not form.coordinates.swap_button.isVisible()
    form.finish_typing()
    assert stored(shop, facility).fact("latitude") == 39.9589


def test_both_coordinates_stand_above_the_single_ones(form: FacilityScreen) -> None:
    assert form._cards["location"].isAncestorOf(form.coordinates)
    assert form.coordinates.y() < form.fields["latitude"].y()


def test_half_a_point_changes_nothing(form: FacilityScreen, qtbot: QtBot) -> None:
    type_over(qtbot, form.coordinates.line, "39.9589 N")
    assert "not two coordinates yet" in form.coordinates.question.text()
    assert form.fields["latitude"].editor.words() == ""


# ---------------------------------------------------------------------------------------------- dams, papers


def dialog_of(shop: Shop, kind: type[QDialog]) -> QDialog:
    return next(each for each in shop.window.findChildren(kind) if each.isVisible())


def add_dam(shop: Shop, form: FacilityScreen, qtbot: QtBot, **typed: str) -> None:
    qtbot.mouseClick(form.parts.dams.add_button, LEFT)
    dialog = dialog_of(shop, DamDialog)
    assert isinstance(dialog, DamDialog)
    for name, words in typed.items():
        type_over(qtbot, dialog.form.editor(name), words)
    qtbot.mouseClick(dialog.confirm_button, LEFT)


def test_dams_are_added_and_stand_for_the_facility(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    add_dam(shop, form, qtbot, name="Main", height_m="38.5", start_year="1971", factor_of_safety="1.6")
    add_dam(shop, form, qtbot, name="Saddle", factor_of_safety="1.2", safety_method="Bishop", safety_year="2019")
    dams = stored(shop, facility).dams
    assert [(dam.name, dam.height_m, dam.start_year) for dam in dams] == [("Main", 38.5, 1971), ("Saddle", None, None)]
    assert "factor of safety 1.2 (Bishop, 2019)" in "\n".join(form.parts.dams.texts())
    assert form.fields["factor_of_safety"].hint.text() == "From the dam “Saddle”: 1.2"
    assert form.fields["start_year"].hint.text() == "From the dam “Main”: 1971"
    type_and_wait(form, qtbot, "factor_of_safety", "1.5")
    assert "“Saddle” has a factor of safety of 1.2" in form.fields["factor_of_safety"].doubt.text()


def test_a_dam_is_changed_questioned_and_taken_away(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    add_dam(shop, form, qtbot, name="Main", height_m="38", safety_height_m="30", as_of="2024-12-31")
    (line,) = form.parts.dams.texts()
    assert "calculated for 30 m, the dam is 38 m high now" in line
    qtbot.mouseClick(form.parts.dams.change_buttons[0], LEFT)
    dialog = dialog_of(shop, DamDialog)
    assert isinstance(dialog, DamDialog)
    type_over(qtbot, dialog.form.editor("safety_height_m"), "38")
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    (dam,) = stored(shop, facility).dams
    assert (dam.safety_height_m, dam.as_of) == (38, date(2024, 12, 31))
    qtbot.mouseClick(form.parts.dams.remove_buttons[0], LEFT)
    assert stored(shop, facility).dams == ()


def test_what_no_dam_can_be_stays_in_the_dialog_and_is_told_by_its_label(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    add_dam(shop, form, qtbot, name="Main", height_m="3800", as_of="soon")
    dialog = dialog_of(shop, DamDialog)
    assert isinstance(dialog, DamDialog)
    assert "As of" in dialog.problem_text()
    type_over(qtbot, dialog.form.editor("as_of"), "")
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    assert "Height: 3800" in dialog.problem_text()
    assert stored(shop, facility).dams == ()
    qtbot.mouseClick(dialog.way_out, LEFT)


def test_an_expired_permit_says_so(shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot) -> None:
    qtbot.mouseClick(form.parts.papers.add_button, LEFT)
    dialog = dialog_of(shop, PaperDialog)
    assert isinstance(dialog, PaperDialog)
    kind = dialog.form.editor("kind")
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findData("insurance"))
    kind.activated.emit(kind.currentIndex())
    for name, words in {"title": "Liability", "number": "7", "valid_to": "2020-06-30"}.items():
        type_over(qtbot, dialog.form.editor(name), words)
    qtbot.mouseClick(dialog.confirm_button, LEFT)
    (paper,) = stored(shop, facility).papers
    assert (paper.kind, paper.title, paper.valid_to) == ("insurance", "Liability", date(2020, 6, 30))
    (line,) = form.parts.papers.texts()
    assert line == "Liability · Insurance · No. 7 · expired on 30 Jun 2020"


# --------------------------------------------------------------------------------------------------- indices


def figures(card: IndicesCard | None) -> dict[str, str]:
    assert card is not None
    return {name: figure.value for name, figure in card.figures.items()}


def test_the_indices_follow_what_is_typed(form: FacilityScreen, qtbot: QtBot) -> None:
    # log10(2,592,000) = 6.414; class 3; earthquakes 1; stability and age unknown, 1 each at their worst.
    assert figures(form.indices) == {
        "thi": "12.41 (10.41–12.41)",
        "tri": "18.41 (16.41–18.41)",
        "thi_basic": "9.41",
        "tei": "6.00",
        "gistm": "at least: Extreme",
        "travel_time": "10.0 h",
    }
    type_and_wait(form, qtbot, "factor_of_safety", "1.6")
    type_and_wait(form, qtbot, "start_year", "2015")
    assert figures(form.indices)["thi"] == "10.41"
    type_and_wait(form, qtbot, "volume_m3", "")
    type_and_wait(form, qtbot, "capacity_m3", "")
    assert figures(form.indices)["tri"] == "–"


def test_what_is_assumed_and_how_sure_the_tables_are_is_said(form: FacilityScreen) -> None:
    assert form.indices is not None
    assert "Stability of the dam, Age of the dam" in form.indices.assumed.text()
    assert "not verified" in form.indices.standing.text()
    assert "in 48 hours or less" in form.indices.flags.text()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("thi", "Water hazard class: 3"),
        ("thi_basic", "stored volume as given"),
        ("tri", "People living downstream: 1,500"),
        ("tei", "transboundary water"),
        ("gistm", "up to 1,000"),
        ("travel_time", "36"),
    ],
)
def test_every_figure_opens_to_its_terms(shop: Shop, form: FacilityScreen, qtbot: QtBot, name: str, words: str) -> None:
    assert form.indices is not None
    qtbot.mouseClick(form.indices.figures[name], LEFT)
    popover = next(each for each in QApplication.topLevelWidgets() if isinstance(each, CalculationPopover))
    told = popover.calculation
    assert words in "\n".join(f"{line} {value}" for line, value in told.lines)
    assert "not verified" in "\n".join(told.notes)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_a_dam_that_stands_for_the_facility_is_named(
    shop: Shop, form: FacilityScreen, facility: Facility, qtbot: QtBot
) -> None:
    add_dam(shop, form, qtbot, name="Saddle", factor_of_safety="1.2")
    assert form.indices is not None
    assert "Factor of safety: dam “Saddle”" in form.indices.derived.text()
    qtbot.mouseClick(form.indices.figures["thi"], LEFT)
    popover = next(each for each in QApplication.topLevelWidgets() if isinstance(each, CalculationPopover))
    assert any("Factor of safety: 1.2 (dam “Saddle”)" in name for name, _ in popover.calculation.lines)
    qtbot.keyClick(popover, Qt.Key.Key_Escape)


def test_the_facility_beside_the_list_shows_them_too(shop: Shop, facility: Facility) -> None:
    shop.window.show_screen("home", facility.id)
    assert isinstance(shop.screen, HomeScreen)
    assert shop.screen.pane is not None
    assert figures(shop.screen.pane.indices)["tri"] == "18.41 (16.41–18.41)"


def test_every_part_of_the_form_is_in_its_list_of_chapters(form: FacilityScreen) -> None:
    lines = form._chapters.lines
    words = [lines.item(row).text() for row in range(lines.count())]
    assert {"Dams", "Hazard and risk", "Permits and other papers"} <= set(words)
    assert len(words) == len(form._cards)
    assert all(isinstance(card, QFrame) for card in form._cards.values())
