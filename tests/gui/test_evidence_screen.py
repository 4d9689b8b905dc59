"""All photos of an assessment: put to questions by drag, by number and by time; added by folder, seen, removed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import close_assessment, files, given_photos, wait_for_intake, write_photos
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, type_over
from tests.pictures_for_tests import photo
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.annotation.photo_dialog import PhotoDialog
from tmfcheck.gui.dialogs.match_dialog import MatchDialog
from tmfcheck.gui.evidence.intake_line import IntakeLine
from tmfcheck.gui.evidence.photos_part import PhotosPart
from tmfcheck.gui.item_models.evidence_model import IDS_TYPE
from tmfcheck.gui.screens.evidence_screen import EvidenceScreen
from tmfcheck.services import assessing, evidence

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def evidence_screen(visit: Visit, part: str = "photos") -> EvidenceScreen:
    """The screen at one of its parts."""
    visit.shop.context.go("evidence", part)
    visit.settle()
    assert isinstance(visit.shop.screen, EvidenceScreen)
    return visit.shop.screen


def photos_part(visit: Visit) -> PhotosPart:
    part = evidence_screen(visit).part
    assert isinstance(part, PhotosPart)
    return part


def questions(visit: Visit) -> list[str | None]:
    """The question of every stored photo, in the order of their names."""
    items = visit.stored().evidence.items
    return [item.question_id for item in sorted(items, key=lambda item: item.file_name)]


def drop_on_row(part: PhotosPart, row: int, data: QMimeData) -> bool:
    """Drag something over a place and let it go; whether it was welcome there."""
    view = part.places
    place = QPointF(view.visualRect(view.places.index(row)).center())
    keys, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place.toPoint(), action, data, LEFT, keys))
    move = QDragMoveEvent(place.toPoint(), action, data, LEFT, keys)
    QApplication.sendEvent(view.viewport(), move)
    if move.isAccepted():
        QApplication.sendEvent(view.viewport(), QDropEvent(place, action, data, LEFT, keys))
    return move.isAccepted()


def test_the_sidebar_leads_here_once_an_assessment_is_open(visit: Visit) -> None:
    button = visit.shop.window.sidebar.button("evidence")
    visit.bot.mouseClick(button, LEFT)
    assert isinstance(visit.shop.screen, EvidenceScreen)
    visit.shop.context.open_assessment(None)
    assert not button.isEnabled()


def test_an_empty_page_says_how_to_begin(visit: Visit) -> None:
    part = photos_part(visit)
    assert part.grid.items == ()
    assert part.places.place.is_all


def test_a_photo_dragged_on_a_question_belongs_to_it(visit: Visit) -> None:
    given_photos(visit, 3, None)
    part = photos_part(visit)
    part.grid.selectAll()
    data = part.grid.model().mimeData(part.grid.selectedIndexes()[:2])
    assert drop_on_row(part, part.places.places.row_of("A1.02"), data)
    assert questions(visit) == ["A1.02", "A1.02", None]
    assert not drop_on_row(part, 0, data)
    assert drop_on_row(part, 1, data)
    assert questions(visit) == [None, None, None]


def test_files_dropped_on_a_question_are_added_to_it(visit: Visit, tmp_path: Path) -> None:
    part = photos_part(visit)
    assert drop_on_row(part, part.places.places.row_of("A1.03"), files(write_photos(tmp_path, 2)))
    wait_for_intake(visit)
    assert questions(visit) == ["A1.03", "A1.03"]


def test_files_dropped_on_the_tiles_come_to_the_chosen_place(visit: Visit, tmp_path: Path) -> None:
    part = photos_part(visit)
    part.places.choose(part.places.places.row_of("A1.02"))
    target, data = part.grid.viewport(), files(write_photos(tmp_path, 1))
    place = QPointF(target.rect().center())
    keys, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    for event in (
        QDragEnterEvent(place.toPoint(), action, data, LEFT, keys),
        QDragMoveEvent(place.toPoint(), action, data, LEFT, keys),
        QDropEvent(place, action, data, LEFT, keys),
    ):
        QApplication.sendEvent(target, event)
        assert event.isAccepted()
    wait_for_intake(visit)
    assert questions(visit) == ["A1.02"]


@pytest.mark.parametrize("typed", ["A1.02", "a1.2", "А102"])
def test_a_number_puts_what_is_selected_to_a_question(visit: Visit, typed: str) -> None:
    given_photos(visit, 2, None)
    part = photos_part(visit)
    part.grid.selectAll()
    visit.strike(K.Key_Q)
    assert part.question.hasFocus()
    visit.type(typed)
    visit.strike(K.Key_Escape) if QApplication.activePopupWidget() else None
    part.question.setFocus()
    type_over(visit.bot, part.question, typed)
    part.question.completer().popup().hide()
    visit.bot.keyClick(part.question, K.Key_Return)
    assert questions(visit) == ["A1.02", "A1.02"]
    assert part.grid.hasFocus()


def test_a_number_nobody_knows_is_marked_and_changes_nothing(visit: Visit) -> None:
    given_photos(visit, 1, None)
    part = photos_part(visit)
    visit.strike(K.Key_Q)
    visit.type("Z9.99")
    part.question.completer().popup().hide()
    visit.bot.keyClick(part.question, K.Key_Return)
    assert part.question.property("state") == "wrong"
    assert questions(visit) == [None]


def test_places_count_what_lies_there_and_show_it(visit: Visit) -> None:
    given_photos(visit, 2, "A1.02")
    part = photos_part(visit)
    row = part.places.places.row_of("A1.02")
    assert part.places.places.places[row].count == 2
    part.places.choose(1)
    assert part.grid.items == ()
    part.places.choose(row)
    assert len(part.grid.items) == 2


def test_a_folder_is_added_and_matched_by_time(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The camera's clock is half an hour ahead; the dialog is told so, and the proposals follow."""
    visit.given({"A1.02": Answer("yes")})
    answered = visit.stored().answers["A1.02"].answered_at.astimezone()
    folder = tmp_path / "card"
    folder.mkdir()
    for number, minutes in enumerate((-2, -200)):
        taken = answered + timedelta(minutes=30 + minutes)
        (folder / f"P{number}.jpg").write_bytes(photo(40 * number, time=taken.strftime("%Y:%m:%d %H:%M:%S")))
    (folder / "readme.txt").write_text("no photo")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(folder))
    part = photos_part(visit)
    visit.strike(K.Key_O)
    visit.bot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), MatchDialog))
    dialog = visit.dialog()
    assert isinstance(dialog, MatchDialog)
    assert dialog.table.topLevelItemCount() == 2
    assert dialog.chosen() == {}
    assert not dialog.confirm_button.isEnabled()
    dialog.offset.setFocus()
    type_over(visit.bot, dialog.offset, "30")
    assert list(dialog.chosen().values()) == ["A1.02"]
    visit.bot.mouseClick(dialog.confirm_button, LEFT)
    assert questions(visit) == ["A1.02", None]
    assert part.places.place.question_id is None


def test_only_ticked_proposals_are_stored(visit: Visit) -> None:
    visit.given({"A1.02": Answer("yes")})
    answered = visit.stored().answers["A1.02"].answered_at.astimezone()
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    for number in range(2):
        content = photo(40 * number, time=answered.strftime("%Y:%m:%d %H:%M:%S"))
        state = evidence.attach(desk, state, evidence.prepare_bytes(content, f"P{number}.jpg"))
    visit.shop.context.open_assessment(visit.assessment_id)
    photos_part(visit)
    visit.strike(K.Key_T)
    dialog = visit.dialog()
    assert isinstance(dialog, MatchDialog)
    assert len(dialog.chosen()) == 2
    row = dialog.table.topLevelItem(0)
    assert row is not None
    row.setCheckState(0, Qt.CheckState.Unchecked)
    visit.bot.mouseClick(dialog.confirm_button, LEFT)
    assert questions(visit) == [None, "A1.02"]


def test_enter_opens_delete_removes_and_ctrl_z_brings_back(visit: Visit) -> None:
    given_photos(visit, 2)
    part = photos_part(visit)
    visit.strike(K.Key_Return)
    assert isinstance(visit.dialog(), PhotoDialog)
    visit.strike(K.Key_Right, K.Key_Escape)
    assert part.grid.chosen_ids() == [part.grid.items[1].id]
    part.grid.setFocus()
    visit.strike(K.Key_Delete)
    assert len(visit.stored().evidence.items) == 1
    visit.bot.keyClick(part.grid, K.Key_Z, CTRL)
    assert len(visit.stored().evidence.items) == 2


def test_several_removed_at_once_come_back_at_once(visit: Visit) -> None:
    given_photos(visit, 3)
    part = photos_part(visit)
    visit.bot.keyClick(part.grid, K.Key_A, CTRL)
    visit.strike(K.Key_Delete)
    assert visit.stored().evidence.items == ()
    line = visit.shop.screen.findChild(IntakeLine)
    assert line.words.text() == "3 photos and files are removed from the assessment."
    visit.bot.mouseClick(line.undo_button, LEFT)
    assert len(visit.stored().evidence.items) == 3
    assert not visit.presenter.can_undo


def test_photos_put_to_a_question_together_go_back_together(visit: Visit) -> None:
    given_photos(visit, 3)
    part = photos_part(visit)
    visit.bot.keyClick(part.grid, K.Key_A, CTRL)
    before = part.grid.chosen_ids()
    part.assign(before, "A1.03")
    assert questions(visit) == ["A1.03"] * 3
    assert part.grid.chosen_ids() == before, "what was selected stays selected"
    visit.bot.keyClick(part.grid, K.Key_Z, CTRL)
    assert questions(visit) == ["A1.01"] * 3
    assert not visit.presenter.can_undo


def test_a_folder_without_pictures_says_so(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "Карта памяти"
    (folder / "DCIM").mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(folder))
    part = photos_part(visit)
    visit.strike(K.Key_O)
    wait_for_intake(visit)
    line = visit.shop.screen.findChild(IntakeLine)
    assert "In the folder Карта памяти there is no picture" in line.words.text()
    assert QApplication.activeModalWidget() is None
    part.take(files([folder]), None)
    wait_for_intake(visit)
    assert "there is no picture" in line.words.text()


def test_matching_says_how_many_photos_have_no_time(visit: Visit) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    evidence.attach(desk, state, evidence.prepare_bytes(photo(7, time=None), "scan.jpg"))
    visit.shop.context.open_assessment(visit.assessment_id)
    photos_part(visit)
    visit.strike(K.Key_T)
    dialog = visit.dialog()
    assert isinstance(dialog, MatchDialog)
    assert dialog.summary.text() == "1 photo has no time of its own and has to be put by hand."
    assert not dialog.confirm_button.isEnabled()


def test_u_takes_a_photo_from_its_question(visit: Visit) -> None:
    given_photos(visit, 1)
    photos_part(visit)
    visit.strike(K.Key_U)
    assert questions(visit) == [None]


def test_a_closed_assessment_shows_everything_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    given_photos(visit, 2)
    close_assessment(visit)
    part = photos_part(visit)
    assert len(part.grid.items) == 2
    for control in (part.add_button, part.folder_button, part.match_button, part.question):
        assert not control.isEnabled()
    data = QMimeData()
    data.setData(IDS_TYPE, part.grid.items[0].id.encode())
    assert not drop_on_row(part, part.places.places.row_of("A1.02"), data)
    assert not drop_on_row(part, part.places.places.row_of("A1.02"), files(write_photos(tmp_path, 1)))
    part.grid.setFocus()
    visit.strike(K.Key_Delete, K.Key_U)
    assert questions(visit) == ["A1.01", "A1.01"]


def test_the_page_is_the_same_after_a_change_of_language(visit: Visit) -> None:
    evidence_screen(visit, "visit")
    visit.shop.context.use_languages(window="ru")
    assert isinstance(visit.shop.screen, EvidenceScreen)
    assert visit.shop.screen.place() == "visit"


def test_ctrl_page_goes_through_the_parts(visit: Visit) -> None:
    screen = evidence_screen(visit)
    seen = [screen.place()]
    for _ in range(4):
        visit.bot.keyClick(QApplication.focusWidget() or screen, K.Key_PageDown, CTRL)
        visit.settle()
        seen.append(screen.place())
    assert seen == ["photos", "documents", "visit", "plan", "photos"]
