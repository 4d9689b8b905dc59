"""Home: finding facilities, beginning, and going on with assessments, with real clicks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import close_as_it_is
from tests.gui.window import Shop, type_words
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.dialogs.new_assessment_dialog import NewAssessmentDialog
from tmfcheck.gui.dialogs.new_facility_dialog import NewFacilityDialog
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.i18n import LANGUAGES
from tmfcheck.services import answering, assessing, listing
from tmfcheck.services.opening import shipped_library


def home(shop: Shop) -> HomeScreen:
    shop.window.show_screen("home")
    screen = shop.window.current_screen()
    assert isinstance(screen, HomeScreen)
    return screen


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_first_facility_is_registered_from_the_welcome_page(shop: Shop, qtbot: QtBot) -> None:
    screen = home(shop)
    qtbot.mouseClick(screen.welcome.new_button, Qt.MouseButton.LeftButton)
    dialog = screen.findChild(NewFacilityDialog)
    assert dialog is not None
    qtbot.keyClicks(dialog.name_field, "Khaidarkan")
    dialog.country_field.lineEdit().clear()
    qtbot.keyClicks(dialog.country_field.lineEdit(), "Kyrgyzstan")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)

    (stored,) = listing.list_facilities(shop.desk)
    assert (stored.name, stored.country) == ("Khaidarkan", "KG")
    assert shop.screen.name == "facility"
    assert shop.screen.place() == stored.id
    assert shop.window.header.saved_text().startswith("saved ")


def test_the_beginning_of_a_countrys_name_is_enough(shop: Shop, qtbot: QtBot) -> None:
    home(shop).welcome.new_button.setFocus()
    qtbot.keyClick(home(shop).welcome.new_button, Qt.Key.Key_Return)
    dialog = home(shop).findChild(NewFacilityDialog)
    assert dialog is not None, "Enter presses the button that has the keyboard"
    line = dialog.country_field.lineEdit()
    line.clear()
    qtbot.keyClicks(line, "kyr")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.country_field.code() == "KG"


def test_an_assessment_is_begun_by_keyboard(shop: Shop, qtbot: QtBot) -> None:
    facility = shop.add_facility()
    shop.window.show_screen("home", facility.id)
    qtbot.keyClick(shop.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert home(shop).findChild(NewAssessmentDialog) is not None


def test_every_group_has_room_for_its_explanation(shop: Shop, qtbot: QtBot) -> None:
    shop.context.sit_down(replace(shop.desk, packs=shipped_library()))
    shop.window.show_screen("home", shop.add_facility().id)
    home(shop).pane.new_button.click()
    dialog = home(shop).findChild(NewAssessmentDialog)
    assert dialog is not None
    for group in "BCA":
        dialog.group_buttons[group].click()
        needed = dialog.layout().totalHeightForWidth(dialog.width())
        assert dialog.height() >= needed


def test_a_problem_does_not_squeeze_the_dialog(shop: Shop, qtbot: QtBot) -> None:
    qtbot.mouseClick(home(shop).welcome.new_button, Qt.MouseButton.LeftButton)
    dialog = home(shop).findChild(NewFacilityDialog)
    assert dialog is not None
    before, field = dialog.height(), dialog.name_field.height()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.problem_text()
    assert dialog.height() > before
    assert dialog.name_field.height() == field


def test_a_facility_without_a_name_is_refused_in_a_sentence_and_the_dialog_stays(shop: Shop, qtbot: QtBot) -> None:
    screen = home(shop)
    qtbot.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.findChild(NewFacilityDialog)
    assert dialog is not None
    dialog.country_field.show_code("KZ")
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "needs a name" in dialog.problem_text()
    assert listing.list_facilities(shop.desk) == ()
    dialog.reject()


def test_the_search_finds_cyrillic_words_in_any_case(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility("Хвостохранилище № 3", operator="ТОО «Байыту»")
    shop.add_facility("Teghout")
    screen = home(shop)
    assert screen.finder.facility_list.count() == 2
    type_words(screen.finder.search_field, "байыту ХВОСТО")
    assert screen.finder.facility_list.count() == 1
    assert screen.pane is not None
    assert "Хвостохранилище № 3" in words_of(screen.pane)
    qtbot.keyClicks(screen.finder.search_field, "zzz")
    assert screen.finder.nothing_found.isVisible()
    assert not screen.finder.facility_list.isVisible()


def test_arrow_keys_choose_and_enter_opens_the_unfinished_assessment(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility("Aaa")
    assessment = shop.add_assessment(shop.add_facility("Bbb"))
    screen = home(shop)
    screen.finder.facility_list.setFocus()
    qtbot.keyClick(screen.finder.facility_list, Qt.Key.Key_Down)
    assert screen.pane is not None
    assert "Bbb" in words_of(screen.pane)
    qtbot.keyClick(screen.finder.facility_list, Qt.Key.Key_Return)
    assert shop.screen.name == "assessment"
    assert shop.context.presenter is not None
    assert shop.context.presenter.state.assessment.id == assessment


def test_enter_opens_a_closed_assessment_where_no_other_is_open(shop: Shop, qtbot: QtBot) -> None:
    assessment = shop.add_assessment(shop.add_facility())
    close_as_it_is(shop.desk, assessment, by="Tester")
    screen = home(shop)
    qtbot.keyClick(screen.finder.facility_list, Qt.Key.Key_Return)
    assert shop.screen.name == "assessment"


def test_an_assessment_is_begun_with_the_group_fit_for_the_facility(shop: Shop, qtbot: QtBot) -> None:
    facility = shop.add_facility("Teghout", status="abandoned")
    screen = home(shop)
    assert screen.pane is not None
    qtbot.mouseClick(screen.pane.new_button, Qt.MouseButton.LeftButton)
    dialog = screen.findChild(NewAssessmentDialog)
    assert dialog is not None
    # The sample pack has questions in group A alone: C would fit, but cannot be offered.
    assert dialog.group_buttons["A"].isChecked()
    assert not dialog.group_buttons["C"].isEnabled()
    assert "quick first look" in words_of(dialog)
    dialog.name_field.clear()
    qtbot.keyClicks(dialog.name_field, "B. Asanova")
    dialog.role_field.setCurrentIndex(1)
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)

    (begun,) = listing.list_assessments(shop.desk, facility.id)
    assert (begun.group, begun.started_by, begun.role) == ("A", "B. Asanova", "operator")
    assert shop.context.settings.user_name == "B. Asanova"
    assert shop.screen.name == "assessment"


def test_an_assessment_without_a_name_is_refused(shop: Shop, qtbot: QtBot) -> None:
    facility = shop.add_facility()
    screen = home(shop)
    assert screen.pane is not None
    qtbot.mouseClick(screen.pane.new_button, Qt.MouseButton.LeftButton)
    dialog = screen.findChild(NewAssessmentDialog)
    assert dialog is not None
    dialog.name_field.clear()
    qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
    assert "name" in dialog.problem_text()
    assert listing.list_assessments(shop.desk, facility.id) == ()
    dialog.reject()


def test_a_card_tells_progress_and_result(shop: Shop, qtbot: QtBot) -> None:
    assessment = shop.add_assessment(shop.add_facility())
    state = assessing.load_state(shop.desk, assessment)
    asked = [question.id for question in state.questions]
    answering.answer_many(shop.desk, state, {question: Answer("yes", "measured") for question in asked[:3]})
    screen = home(shop)
    assert screen.pane is not None
    (card,) = screen.pane.cards
    assert f"3 of {len(asked)} answered" in words_of(card)
    assert "MSR 25" in words_of(card)
    assert "provisional" in words_of(card)
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert shop.screen.name == "assessment"


def test_a_closed_assessment_comes_last_and_can_be_opened(shop: Shop, qtbot: QtBot) -> None:
    facility = shop.add_facility()
    closed = shop.add_assessment(facility)
    close_as_it_is(shop.desk, closed)
    shop.add_assessment(facility)
    screen = home(shop)
    assert screen.pane is not None
    first, last = screen.pane.cards
    assert (first.button.text(), last.button.text()) == ("Continue", "Open")
    qtbot.mouseClick(last.button, Qt.MouseButton.LeftButton)
    assert shop.context.presenter is not None
    assert shop.context.presenter.state.assessment.id == closed


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_long_rank_leaves_the_facility_room_in_a_small_window(shop: Shop, qtbot: QtBot, language: str) -> None:
    facility = shop.add_facility(volume_m3=2_592_000)
    shop.context.use_languages(window=language, content=language)
    shop.window.resize(1024, 700)
    shop.window.show_screen("home", facility.id)
    screen = home(shop)
    assert screen.pane is not None
    words = shop.context.texts.gettext("Rank {rank} of {number}")
    screen.pane.rank_button.setText(words.format(rank="1234 (1234–5678)", number="10 000"))
    area = next(each for each in screen.findChildren(QScrollArea) if each.isAncestorOf(screen.pane))
    qtbot.wait(50)
    assert area.horizontalScrollBar().maximum() == 0
