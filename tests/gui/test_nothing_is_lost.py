"""What was typed survives whatever comes next: another page, another look, a closed window, work in the background."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.test_check_screen import ALL_YES, card_of, checking
from tests.gui.test_evidence_plan import plan_part
from tests.gui.test_evidence_question import given_photos, stored_photos, wait_for_intake, write_photos
from tests.gui.test_evidence_screen import evidence_screen
from tests.gui.test_evidence_visit import form, record
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, open_shop, type_over, type_words
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import Pin
from tmfcheck.domain.open_points import PointKind
from tmfcheck.gui.evidence.intake import Intake
from tmfcheck.gui.evidence.photo_strip import CaptionEditor, PhotoStrip
from tmfcheck.gui.evidence.photos_part import PhotosPart
from tmfcheck.gui.evidence.preparer import Incoming
from tmfcheck.gui.screens.assessment_screen import AssessmentScreen
from tmfcheck.gui.screens.water_hazard_screen import WaterHazardScreen
from tmfcheck.gui.settings import Settings
from tmfcheck.gui.theme import ThemeName
from tmfcheck.packs.library import PackLibrary

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    made = begin_visit(shop, qtbot)
    shop.context.settings.moves_on_after_answer = False
    return made


def write_caption(visit: Visit, words: str) -> PhotoStrip:
    """Write a caption over its tile, as far as the last letter."""
    strip = visit.answering("A1.01").card.strip
    strip.setFocus()
    visit.strike(K.Key_F2)
    visit.bot.keyClick(strip.findChild(CaptionEditor), K.Key_A, CTRL)
    visit.type(words)
    return strip


# ------------------------------------------------------------ the undo stack


def test_what_the_undo_button_brought_back_does_not_block_the_undo_key(visit: Visit) -> None:
    visit.given({"A1.01": Answer("yes", "measured")})
    given_photos(visit, 1)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_4)
    screen.card.strip.setFocus()
    visit.strike(K.Key_Delete)
    assert stored_photos(visit) == ()
    screen.page.intake_line.undo_button.click()
    assert len(stored_photos(visit)) == 1
    visit.settle()
    visit.bot.keyClick(screen.column, K.Key_Z, CTRL)
    assert visit.answer("A1.01").value == "yes"
    assert len(stored_photos(visit)) == 1


# ------------------------------------------------------------ captions


def test_a_caption_being_written_is_stored_on_going_to_another_page(visit: Visit) -> None:
    given_photos(visit, 1)
    write_caption(visit, "crack at the crest")
    visit.shop.context.go("results")
    assert stored_photos(visit)[0].caption == "crack at the crest"


def test_a_caption_being_written_is_stored_when_the_window_closes(visit: Visit) -> None:
    given_photos(visit, 1)
    write_caption(visit, "crack at the crest")
    visit.shop.window.close()
    assert stored_photos(visit)[0].caption == "crack at the crest"


# ------------------------------------------------------------ another look


def test_pictures_that_arrive_after_a_change_of_theme_meet_no_dead_strip(visit: Visit, tmp_path: Path) -> None:
    given_photos(visit, 1)
    before = visit.answering("A1.01").card.strip
    visit.shop.context.use_look(theme=ThemeName.DARK)
    visit.settle()
    visit.presenter.evidence.add_files(write_photos(tmp_path, 2)[1:], "A1.01")
    wait_for_intake(visit)
    visit.bot.waitUntil(lambda: not visit.presenter.evidence.thumbnails.is_busy)
    screen = visit.shop.screen
    assert isinstance(screen, AssessmentScreen)
    assert len(screen.card.strip.items) == 2
    gone = weakref.ref(before)
    del before
    gc.collect()
    assert gone() is None, "a strip nobody sees is kept alive"


def test_what_stands_on_another_page_survives_a_change_of_theme(shipped_shop: Shop, qtbot: QtBot) -> None:
    context = shipped_shop.context
    context.go("whc")
    screen = shipped_shop.screen
    assert isinstance(screen, WaterHazardScreen)
    qtbot.mouseClick(screen.components.add_button, Qt.MouseButton.LeftButton)
    type_words(screen.components.editor.form.editor("name"), "Sodium cyanide")
    context.go("settings")
    context.use_look(theme=ThemeName.DARK)
    context.go("whc")
    again = shipped_shop.screen
    assert isinstance(again, WaterHazardScreen)
    assert again is not screen
    assert again.sheet.dry_solids.components[0].name == "Sodium cyanide"


# ------------------------------------------------------------ the visit and the plan


def test_a_time_that_cannot_be_read_keeps_nothing_else_from_being_stored(visit: Visit) -> None:
    part = form(visit)
    type_words(part.started_at.day, "2026-06-09")
    type_words(part.started_at.time, "9:30")
    part.finish_typing()
    type_over(visit.bot, part.started_at.time, "25:99")
    type_words(part.people.lines[0].fields[0], "A. Name")
    type_words(part.texts["weather"], "snow")
    visit.shop.context.go("results")
    stored = record(visit)
    assert [person.name for person in stored.people] == ["A. Name"]
    assert stored.weather == "snow"
    assert stored.started_at is not None, "what was stored before stays"
    assert "25:99" in part.problem.text()


def test_a_typed_coordinate_is_stored_on_leaving_without_enter(visit: Visit) -> None:
    given_photos(visit, 2)
    part = plan_part(visit)
    for row, typed in ((0, ("43.25", "76.95")), (1, ("43.5", "77"))):
        part.photos.setCurrentRow(row)
        for field, words in zip((part.latitude, part.longitude), typed, strict=True):
            visit.bot.mouseClick(field, Qt.MouseButton.LeftButton)
            type_over(visit.bot, field, words)
    visit.shop.context.go("results")
    assert [photo.pin for photo in stored_photos(visit)] == [
        Pin(latitude=43.25, longitude=76.95),
        Pin(latitude=43.5, longitude=77.0),
    ]


# ------------------------------------------------------------ the check


def test_an_explanation_being_written_outlives_files_that_come_in(visit: Visit, tmp_path: Path) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    screen = checking(visit)
    field = card_of(screen, PointKind.WITHOUT_REASON).field
    field.setFocus()
    visit.type("The piezometers were fro")
    visit.presenter.evidence.add_files(write_photos(tmp_path, 1), "A1.01")
    wait_for_intake(visit)
    field = card_of(screen, PointKind.WITHOUT_REASON).field
    assert field.toPlainText() == "The piezometers were fro"
    assert field.hasFocus()
    visit.type("zen.")
    visit.shop.context.go("results")
    explained = visit.stored().evidence.explanations
    assert [each.text for each in explained.values()] == ["The piezometers were frozen."]


def test_an_explanation_is_stored_while_it_is_written_and_the_field_left_alone(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    card = card_of(checking(visit), PointKind.WITHOUT_REASON)
    card.field.setFocus()

    def stored() -> list[str]:
        return [each.text for each in visit.stored().evidence.explanations.values()]

    visit.type("The piezometers were ")
    visit.bot.waitUntil(lambda: stored() == ["The piezometers were"])
    assert card.field.hasFocus()
    assert card.field.toPlainText() == "The piezometers were "
    visit.type("frozen.")
    visit.bot.waitUntil(lambda: stored() == ["The piezometers were frozen."])
    visit.bot.keyClick(card.field, K.Key_Return, CTRL)
    visit.settle()
    screen = checking(visit)
    assert card_of(screen, PointKind.WITHOUT_REASON) is not card, "it is shown as explained"
    assert not card_of(screen, PointKind.WITHOUT_REASON).wants_explanation


def test_an_explanation_goes_on_at_its_letter_when_a_photo_comes_in_after_it_was_stored(
    visit: Visit, tmp_path: Path
) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    screen = checking(visit)
    card_of(screen, PointKind.WITHOUT_REASON).field.setFocus()
    visit.type("The piezometers were ")
    visit.bot.waitUntil(lambda: bool(visit.stored().evidence.explanations))
    visit.presenter.evidence.add_files(write_photos(tmp_path, 1), "A1.01")
    wait_for_intake(visit)
    visit.type("frozen.")
    visit.shop.context.go("results")
    explained = visit.stored().evidence.explanations
    assert [each.text for each in explained.values()] == ["The piezometers were frozen."]


# ------------------------------------------------------------ the water hazard class


@pytest.mark.parametrize("is_of_facility", [True, False])
def test_a_sheet_of_the_water_hazard_class_outlives_a_killed_program(
    qtbot: QtBot, tmp_path: Path, shipped_library: PackLibrary, is_of_facility: bool
) -> None:
    first = open_shop(qtbot, tmp_path, library=shipped_library)
    facility = first.add_facility("Kadamjai").id if is_of_facility else None
    first.window.show_screen("whc", facility)
    screen = first.screen
    assert isinstance(screen, WaterHazardScreen)
    qtbot.mouseClick(screen.components.add_button, Qt.MouseButton.LeftButton)
    type_words(screen.components.editor.form.editor("name"), "Sodium cyanide")
    qtbot.waitUntil(lambda: "Sodium cyanide" in (tmp_path / "settings.ini").read_text(encoding="utf-8"))
    at_the_kill = (tmp_path / "settings.ini").read_bytes()
    first.window.show_screen("home")
    first.close()
    (tmp_path / "settings.ini").write_bytes(at_the_kill)
    again = open_shop(qtbot, tmp_path, library=shipped_library)
    again.window.show_screen("home")
    again.window.show_screen("whc", facility)
    screen = again.screen
    assert isinstance(screen, WaterHazardScreen)
    assert [each.name for each in screen.sheet.dry_solids.components] == ["Sodium cyanide"]
    qtbot.mouseClick(screen.clear_button, Qt.MouseButton.LeftButton)
    assert again.context.settings.whc_draft(facility or "") is None
    again.close()


def test_a_sheet_is_kept_when_the_window_closes_from_another_page(shipped_shop: Shop, qtbot: QtBot) -> None:
    shipped_shop.window.show_screen("whc")
    screen = shipped_shop.screen
    assert isinstance(screen, WaterHazardScreen)
    qtbot.mouseClick(screen.components.add_button, Qt.MouseButton.LeftButton)
    type_words(screen.components.editor.form.editor("name"), "Arsenic")
    shipped_shop.window.show_screen("home")
    shipped_shop.window.close()
    kept = Settings(shipped_shop.context.settings.path).whc_draft("")
    assert kept["dry_solids"]["components"][0]["name"] == "Arsenic"


# ------------------------------------------------------------ what was selected


def test_several_selected_photos_stay_selected_when_another_comes_in(visit: Visit, tmp_path: Path) -> None:
    given_photos(visit, 3)
    part = evidence_screen(visit, "photos").part
    assert isinstance(part, PhotosPart)
    part.grid.setFocus()
    part.grid.setCurrentIndex(part.grid.model().index(0, 0))
    visit.bot.keyClick(part.grid, K.Key_A, CTRL)
    chosen = part.grid.chosen_ids()
    assert len(chosen) == 3
    visit.presenter.evidence.add_files(write_photos(tmp_path, 5)[4:], "A1.02")
    wait_for_intake(visit)
    assert len(part.grid.items) == 4
    assert part.grid.chosen_ids() == chosen


def test_a_bug_while_a_file_is_stored_keeps_no_window_from_closing(qtbot: QtBot, tmp_path: Path) -> None:
    def steps(_incoming: object, _prepared: object) -> Generator[None, None, bool]:
        yield
        raise KeyError("a bug")

    intake = Intake(steps)
    path = write_photos(tmp_path, 1)[0]
    with qtbot.captureExceptions() as bugs:
        intake.add([Incoming(path, path.name)])
        qtbot.waitUntil(lambda: bool(bugs))
    assert bugs[0][0] is KeyError
    assert not intake.is_busy
    intake.stop()
