"""The site plan: a picture of the facility with a numbered pin for each photo, by click, by keys, or a coordinate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import close_assessment, given_photos, stored_photos, wait_for_intake
from tests.gui.test_evidence_screen import evidence_screen
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, type_over
from tests.pictures_for_tests import NEAR_ALMATY, encoded, photo, picture
from tmfcheck.domain.evidence import EvidenceKind, Pin
from tmfcheck.gui.evidence.intake_line import IntakeLine
from tmfcheck.gui.evidence.plan_part import PlanPart
from tmfcheck.services import assessing, evidence

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def plan_part(visit: Visit) -> PlanPart:
    part = evidence_screen(visit, "plan").part
    assert isinstance(part, PlanPart)
    return part


def given_plan(visit: Visit) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    prepared = evidence.prepare_bytes(encoded("PNG", picture(400, 300)), "plan.png")
    evidence.attach(desk, state, prepared, kind=EvidenceKind.PLAN)
    visit.shop.context.open_assessment(visit.assessment_id)


def pin_of(visit: Visit, number: int) -> Pin | None:
    return stored_photos(visit)[number].pin


def click_at(visit: Visit, part: PlanPart, x: float, y: float) -> None:
    visit.bot.mouseClick(part.view, LEFT, pos=part.view.place_of((x, y)).toPoint())


def test_a_picture_becomes_the_plan(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.png"
    path.write_bytes(encoded("PNG", picture(400, 300)))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(path)], ""))
    part = plan_part(visit)
    assert not part.view.has_picture
    visit.strike(K.Key_O)
    wait_for_intake(visit)
    assert [plan.file_name for plan in visit.stored().evidence.plans] == ["plan.png"]
    assert part.view.has_picture
    assert stored_photos(visit) == ()


def test_a_click_sets_the_pin_of_the_chosen_photo(visit: Visit) -> None:
    given_photos(visit, 2)
    given_plan(visit)
    part = plan_part(visit)
    part.photos.setCurrentRow(1)
    click_at(visit, part, 0.25, 0.5)
    pin = pin_of(visit, 1)
    assert pin is not None
    assert pin.plan_id == visit.stored().evidence.plans[0].id
    assert (pin.x, pin.y) == (pytest.approx(0.25, abs=0.01), pytest.approx(0.5, abs=0.01))
    assert pin_of(visit, 0) is None
    assert [number for number, _point in part.view.pins.values()] == [2], "the number it has in the report"


def test_a_long_caption_does_not_push_the_list_wider(visit: Visit) -> None:
    given_photos(visit, 1)
    desk, state = visit.shop.desk, visit.presenter.state
    (item,) = state.evidence.items
    evidence.change(desk, state, replace(item, caption="A crack along the crest, the northern part, " * 3))
    visit.shop.context.open_assessment(visit.assessment_id)
    part = plan_part(visit)
    visit.settle()
    assert part.photos.horizontalScrollBar().maximum() == 0
    assert part.photos.visualItemRect(part.photos.item(0)).width() <= part.photos.viewport().width()
    assert "northern" in part.photos.item(0).toolTip()


def test_pins_are_numbered_in_walking_order(visit: Visit) -> None:
    given_photos(visit, 2)
    given_plan(visit)
    part = plan_part(visit)
    for row, x in ((1, 0.7), (0, 0.2)):
        part.photos.setCurrentRow(row)
        click_at(visit, part, x, 0.5)
    first, second = stored_photos(visit)
    assert (part.view.pins[first.id][0], part.view.pins[second.id][0]) == (1, 2)
    assert part.photos.item(1).text().startswith("2")


def test_a_pin_is_set_moved_and_taken_away_by_keyboard(visit: Visit) -> None:
    given_photos(visit, 2)
    given_plan(visit)
    part = plan_part(visit)
    assert part.view.hasFocus()
    visit.strike(K.Key_N, K.Key_Return)
    set_first = pin_of(visit, 1)
    visit.strike(K.Key_Right, K.Key_Up, K.Key_Up)
    part.finish_typing()
    pin = pin_of(visit, 1)
    assert pin is not None
    assert set_first is not None
    assert set_first.x == pytest.approx(0.5, abs=0.01)
    assert (pin.x or 0) - (set_first.x or 0) == pytest.approx(0.01)
    assert (pin.y or 0) - (set_first.y or 0) == pytest.approx(-0.02)
    visit.strike(K.Key_Delete)
    assert pin_of(visit, 1) is None


def test_a_click_on_a_pin_chooses_its_photo(visit: Visit) -> None:
    given_photos(visit, 2)
    given_plan(visit)
    part = plan_part(visit)
    click_at(visit, part, 0.25, 0.5)
    part.photos.setCurrentRow(1)
    head = part.view._head(part.view.pins[stored_photos(visit)[0].id][1])
    visit.bot.mouseClick(part.view, LEFT, pos=head.toPoint())
    assert part.photos.currentRow() == 0
    assert pin_of(visit, 1) is None


def test_a_coordinate_is_typed_whole_or_refused(visit: Visit) -> None:
    given_photos(visit, 1)
    part = plan_part(visit)
    part.latitude.setFocus()
    type_over(visit.bot, part.latitude, "43.25833")
    visit.strike(K.Key_Return)
    assert part.coordinate_hint.isVisible()
    assert pin_of(visit, 0) is None
    type_over(visit.bot, part.longitude, "76.95")
    visit.bot.keyClick(part.longitude, K.Key_Return)
    assert pin_of(visit, 0) == Pin(latitude=43.25833, longitude=76.95)
    assert not part.coordinate_hint.isVisible()


def test_the_position_of_the_camera_is_taken(visit: Visit) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    evidence.attach(desk, state, evidence.prepare_bytes(photo(place=NEAR_ALMATY), "IMG.jpg"), "A1.01")
    visit.shop.context.open_assessment(visit.assessment_id)
    part = plan_part(visit)
    visit.bot.mouseClick(part.camera_button, LEFT)
    pin = pin_of(visit, 0)
    assert pin is not None
    assert pin.latitude == pytest.approx(43.25833, abs=0.0001)


def test_a_removed_plan_comes_back_with_ctrl_z(visit: Visit) -> None:
    given_plan(visit)
    part = plan_part(visit)
    visit.bot.mouseClick(part.remove_button, LEFT)
    assert visit.stored().evidence.plans == ()
    assert not part.view.has_picture
    part.view.setFocus()
    visit.bot.keyClick(part.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(visit.stored().evidence.plans) == 1


def test_a_pin_taken_away_comes_back_by_the_line_or_by_key(visit: Visit) -> None:
    given_photos(visit, 1)
    given_plan(visit)
    part = plan_part(visit)
    click_at(visit, part, 0.25, 0.5)
    before = pin_of(visit, 0)
    line = visit.shop.screen.findChild(IntakeLine)
    visit.strike(K.Key_Delete)
    assert pin_of(visit, 0) is None
    assert line.words.text() == "“photo 0” has no place on the site any more."
    visit.bot.mouseClick(line.undo_button, LEFT)
    assert pin_of(visit, 0) == before
    part.view.setFocus()
    visit.strike(K.Key_Delete)
    visit.bot.keyClick(part.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pin_of(visit, 0) == before
    visit.bot.keyClick(part.view, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pin_of(visit, 0) is None, "before it was set, there was none"


def test_a_pin_on_a_plan_that_was_removed_comes_back_before_its_plan(visit: Visit) -> None:
    given_photos(visit, 1)
    given_plan(visit)
    part = plan_part(visit)
    click_at(visit, part, 0.25, 0.5)
    before = pin_of(visit, 0)
    visit.bot.mouseClick(part.remove_button, LEFT)
    part.unpin()
    assert pin_of(visit, 0) is None
    for _ in range(2):
        part.photos.setFocus()
        visit.bot.keyClick(part.photos, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pin_of(visit, 0) == before
    assert len(visit.stored().evidence.plans) == 1


def test_a_photo_whose_plan_was_removed_can_still_be_described(visit: Visit) -> None:
    given_photos(visit, 1)
    given_plan(visit)
    part = plan_part(visit)
    click_at(visit, part, 0.25, 0.5)
    pin = pin_of(visit, 0)
    visit.bot.mouseClick(part.remove_button, LEFT)
    assert visit.presenter.evidence.change(stored_photos(visit)[0].id, caption="crest")
    assert visit.presenter.undo()
    assert (stored_photos(visit)[0].caption, pin_of(visit, 0)) == ("crest", pin)


def test_a_closed_assessment_shows_its_plan_and_changes_nothing(visit: Visit) -> None:
    given_photos(visit, 1)
    given_plan(visit)
    part = plan_part(visit)
    click_at(visit, part, 0.25, 0.5)
    before = pin_of(visit, 0)
    close_assessment(visit)
    part = plan_part(visit)
    assert len(part.view.pins) == 1
    click_at(visit, part, 0.8, 0.8)
    visit.strike(K.Key_Return, K.Key_Right, K.Key_Delete)
    part.finish_typing()
    assert pin_of(visit, 0) == before
    assert not part.add_button.isEnabled()
    assert part.latitude.isReadOnly()


def test_letters_are_commands_in_the_list_of_photos_too(visit: Visit) -> None:
    given_photos(visit, 2)
    given_plan(visit)
    part = plan_part(visit)
    part.photos.setFocus()
    visit.strike(K.Key_N)
    assert part.photos.currentRow() == 1
