"""Photos and files on the question card: chosen, dropped, pasted, ordered, described, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import explain_errors
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, type_over, type_words
from tests.pictures_for_tests import photo
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.domain.evidence import Evidence, EvidenceKind
from tmfcheck.gui.annotation.photo_dialog import PhotoDialog
from tmfcheck.services import assessing, evidence

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    made = begin_visit(shop, qtbot)
    shop.context.settings.moves_on_after_answer = False
    return made


def write_photos(folder: Path, count: int) -> list[Path]:
    """So many different photos in files."""
    paths = [folder / f"IMG_{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(photo(40 * number))
    return paths


def given_photos(visit: Visit, count: int, question: str | None = "A1.01") -> None:
    """So many photos attached as a service would, shown in a window opened anew."""
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    for number in range(count):
        prepared = evidence.prepare_bytes(photo(40 * number), f"IMG_{number}.jpg")
        state = evidence.attach(desk, state, prepared, question, caption=f"photo {number}")
    visit.shop.context.open_assessment(visit.assessment_id)


def wait_for_intake(visit: Visit) -> None:
    visit.bot.waitUntil(lambda: not visit.presenter.evidence.intake.is_busy)
    visit.settle()


def stored_photos(visit: Visit, question: str = "A1.01") -> tuple[Evidence, ...]:
    """What a second program finds in the file."""
    return visit.stored().evidence.of_question(question)


def close_assessment(visit: Visit) -> None:
    """Close it as an inspector would, with every error explained, and show it in a window opened anew."""
    explain_errors(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    assert visit.presenter.close()


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drop on the middle of a widget as a file manager does; whether it was welcome."""
    place = QPointF(target.rect().center())
    keys, action = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), action, data, LEFT, keys)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(place, action, data, LEFT, keys))
    return enter.isAccepted()


def files(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


# ------------------------------------------------------------------ adding


def test_the_key_opens_the_dialog_and_every_chosen_file_is_stored(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_photos(tmp_path, 2)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(path) for path in paths], ""))
    screen = visit.answering("A1.01")
    visit.strike(K.Key_P)
    wait_for_intake(visit)
    assert [item.file_name for item in stored_photos(visit)] == ["IMG_0.jpg", "IMG_1.jpg"]
    assert [item.taken_at is not None for item in stored_photos(visit)] == [True, True]
    assert screen.card.photos_button.text() == "Photos 2"
    assert screen.card.strip.isVisible()
    assert visit.shop.context.settings.evidence_folder == tmp_path


def test_files_dropped_on_the_card_are_stored_bit_for_bit(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.02")
    paths = write_photos(tmp_path, 3)
    assert drop(screen.card, files(paths))
    wait_for_intake(visit)
    found = stored_photos(visit, "A1.02")
    assert len(found) == 3
    assert [visit.presenter.evidence.original(item.sha256) for item in found] == [path.read_bytes() for path in paths]


def test_a_dropped_folder_brings_its_pictures(visit: Visit, tmp_path: Path) -> None:
    folder = tmp_path / "card"
    folder.mkdir()
    write_photos(folder, 2)
    (folder / "notes.txt").write_text("x")
    screen = visit.answering("A1.01")
    drop(screen.card, files([folder]))
    wait_for_intake(visit)
    assert len(stored_photos(visit)) == 2


def test_a_pasted_picture_is_stored(visit: Visit) -> None:
    visit.answering("A1.01")
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    QGuiApplication.clipboard().setImage(picture)
    visit.bot.keyClick(QApplication.focusWidget(), K.Key_V, CTRL)
    wait_for_intake(visit)
    (item,) = stored_photos(visit)
    assert item.media_type == "image/png"
    stored = QImage.fromData(visit.presenter.evidence.original(item.sha256))
    assert stored.pixel(5, 5) == 0xFF336699


def test_a_picture_pasted_into_the_comment_is_evidence_and_a_text_is_a_text(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.strike(K.Key_C)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0)
    QGuiApplication.clipboard().setImage(picture)
    visit.bot.keyClick(screen.card.comment, K.Key_V, CTRL)
    QGuiApplication.clipboard().setText("Riss")
    visit.bot.keyClick(screen.card.comment, K.Key_V, CTRL)
    wait_for_intake(visit)
    assert len(stored_photos(visit)) == 1
    assert screen.card.comment.toPlainText() == "Riss"


def test_a_refused_file_is_named_and_the_rest_goes_on(visit: Visit, tmp_path: Path) -> None:
    first, second = write_photos(tmp_path, 2)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(first.read_bytes()[:200])
    screen = visit.answering("A1.01")
    drop(screen.card, files([first, broken, second]))
    wait_for_intake(visit)
    assert len(stored_photos(visit)) == 2
    line = screen.page.intake_line
    assert line.isVisible()
    assert "broken.jpg" in line.words.text()
    assert "2 files were added." in line.words.text()
    visit.bot.mouseClick(line.close_button, LEFT)
    assert not line.isVisible()


def test_of_many_refused_files_every_one_is_named(visit: Visit, tmp_path: Path) -> None:
    broken = [tmp_path / f"broken-{number}.jpg" for number in range(9)]
    for each in broken:
        each.write_bytes(b"\xff\xd8\xff no picture")
    screen = visit.answering("A1.01")
    drop(screen.card, files(broken))
    wait_for_intake(visit)
    told = screen.page.intake_line.words.text()
    assert "5 more were left out: broken-4.jpg, " in told
    assert all(each.name in told for each in broken)


def test_a_file_the_question_has_already_is_not_added_twice(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    paths = write_photos(tmp_path, 1)
    for _ in range(2):
        drop(screen.card, files(paths))
        wait_for_intake(visit)
    assert len(stored_photos(visit)) == 1
    assert "1 was there already." in screen.page.intake_line.words.text()


def test_adding_can_be_stopped_and_what_is_stored_stays(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    intake = visit.presenter.evidence.intake
    drop(screen.card, files(write_photos(tmp_path, 30)))
    visit.bot.waitUntil(lambda: intake.added >= 2)
    assert screen.page.intake_line.stop_button.isVisible()
    visit.bot.mouseClick(screen.page.intake_line.stop_button, LEFT)
    visit.settle()
    assert not intake.is_busy
    assert 2 <= len(stored_photos(visit)) < 30
    assert "because you stopped" in screen.page.intake_line.words.text()


def test_answers_go_on_while_files_are_added(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    drop(screen.card, files(write_photos(tmp_path, 8)))
    visit.strike(K.Key_1)
    visit.presenter.go_to("A1.02")
    visit.strike(K.Key_2)
    wait_for_intake(visit)
    assert visit.answer("A1.01").value == "yes"
    assert visit.answer("A1.02").value == "mostly_yes"
    assert len(stored_photos(visit)) == 8


def test_an_assessment_is_not_closed_while_files_are_on_their_way(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    drop(screen.card, files(write_photos(tmp_path, 3)))
    assert not visit.presenter.close()
    assert "still being added" in visit.shop.window.banners.problem_text()
    wait_for_intake(visit)
    assert not visit.stored().assessment.is_closed


def test_another_file_is_evidence_too(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "protocol.pdf"
    path.write_bytes(plain_pdf())
    screen = visit.answering("A1.01")
    drop(screen.card, files([path]))
    wait_for_intake(visit)
    (item,) = stored_photos(visit)
    assert item.kind is EvidenceKind.FILE
    visit.bot.mouseClick(screen.card.strip, LEFT, pos=screen.card.strip.tile_rect(0).center())
    dialog = visit.dialog()
    assert isinstance(dialog, PhotoDialog)
    assert not dialog.board.has_picture
    dialog.save_original(item, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == path.read_bytes()


# ---------------------------------------------------------------- the strip


def test_the_strip_shows_small_pictures(visit: Visit) -> None:
    given_photos(visit, 2)
    screen = visit.answering("A1.01")
    strip, thumbnails = screen.card.strip, visit.presenter.evidence.thumbnails
    visit.bot.waitUntil(lambda: all(thumbnails.of(item, strip.picture_size()) is not None for item in strip.items))
    pictures = [thumbnails.of(item, strip.picture_size()) for item in strip.items]
    assert [picture is not None and not picture.isNull() for picture in pictures] == [True, True]


def test_keys_choose_order_and_remove_and_ctrl_z_brings_back(visit: Visit) -> None:
    given_photos(visit, 3)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_V)
    strip = screen.card.strip
    assert strip.hasFocus()
    visit.bot.keyClick(strip, K.Key_Right, CTRL)
    assert [item.caption for item in stored_photos(visit)] == ["photo 1", "photo 0", "photo 2"]
    assert strip.present == 1
    visit.strike(K.Key_Delete)
    assert [item.caption for item in stored_photos(visit)] == ["photo 1", "photo 2"]
    assert "photo 0" in screen.page.intake_line.words.text()
    visit.bot.keyClick(QApplication.focusWidget(), K.Key_Z, CTRL)
    visit.settle()
    assert [item.caption for item in stored_photos(visit)] == ["photo 1", "photo 0", "photo 2"]
    assert not screen.page.intake_line.isVisible()


def test_a_removed_photo_comes_back_by_the_line(visit: Visit) -> None:
    given_photos(visit, 1)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_V, K.Key_Delete)
    assert not screen.card.strip.isVisible()
    visit.bot.mouseClick(screen.page.intake_line.undo_button, LEFT)
    assert len(stored_photos(visit)) == 1


def test_what_the_line_brought_back_is_not_brought_back_again(visit: Visit) -> None:
    given_photos(visit, 1)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_1, K.Key_V, K.Key_Delete)
    visit.bot.mouseClick(screen.page.intake_line.undo_button, LEFT)
    assert not screen.page.intake_line.isVisible()
    screen.page.column.setFocus()
    visit.bot.keyClick(QApplication.focusWidget(), K.Key_Z, CTRL)
    assert visit.answer("A1.01").value is None, "the answer is the step before"
    assert not visit.presenter.can_undo
    assert len(stored_photos(visit)) == 1


def test_a_file_is_removed_and_comes_back(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "Протокол.pdf"
    path.write_bytes(plain_pdf())
    screen = visit.answering("A1.01")
    drop(screen.card, files([path]))
    wait_for_intake(visit)
    visit.strike(K.Key_V, K.Key_Delete)
    assert stored_photos(visit) == ()
    assert "“Протокол.pdf” is removed" in screen.page.intake_line.words.text()
    visit.bot.mouseClick(screen.page.intake_line.undo_button, LEFT)
    (item,) = stored_photos(visit)
    assert visit.presenter.evidence.original(item.sha256) == path.read_bytes()


def test_a_closed_assessment_offers_no_way_back(visit: Visit) -> None:
    given_photos(visit, 1)
    explain_errors(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_V, K.Key_Delete)
    assert screen.page.intake_line.isVisible()
    assert visit.presenter.close()
    assert not screen.page.intake_line.isVisible()
    assert not visit.presenter.undo()
    assert stored_photos(visit) == ()


def test_ctrl_z_takes_back_answers_and_removals_in_their_order(visit: Visit) -> None:
    given_photos(visit, 1)
    visit.answering("A1.01")
    visit.strike(K.Key_1, K.Key_V, K.Key_Delete, K.Key_2)
    for _ in range(2):
        visit.bot.keyClick(QApplication.focusWidget(), K.Key_Z, CTRL)
        visit.settle()
    assert visit.answer("A1.01").value == "yes"
    assert len(stored_photos(visit)) == 1


def test_a_tile_is_dragged_to_another_place(visit: Visit) -> None:
    given_photos(visit, 3)
    strip = visit.answering("A1.01").card.strip
    visit.bot.mousePress(strip, LEFT, pos=strip.tile_rect(0).center())
    for place in (strip.tile_rect(1).center(), strip.tile_rect(2).center() + QPoint(40, 0)):
        visit.bot.mouseMove(strip, place)
    visit.bot.mouseRelease(strip, LEFT, pos=strip.tile_rect(2).center() + QPoint(40, 0))
    assert [item.caption for item in stored_photos(visit)] == ["photo 1", "photo 2", "photo 0"]


def test_a_caption_is_written_under_its_picture(visit: Visit) -> None:
    given_photos(visit, 2)
    strip = visit.answering("A1.01").card.strip
    visit.bot.mouseClick(strip, LEFT, pos=strip.caption_rect(1).center())
    editor = QApplication.focusWidget()
    assert editor is not None
    type_over(visit.bot, editor, "Трещина у колодца")
    visit.strike(K.Key_Return)
    assert [item.caption for item in stored_photos(visit)] == ["photo 0", "Трещина у колодца"]
    visit.strike(K.Key_F2)
    type_words(QApplication.focusWidget() or strip, "x")
    visit.strike(K.Key_Escape)
    assert [item.caption for item in stored_photos(visit)] == ["photo 0", "Трещина у колодца"]
    assert strip.hasFocus()


def test_a_caption_in_the_making_outlives_a_photo_that_arrives(visit: Visit, tmp_path: Path) -> None:
    given_photos(visit, 1)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_V, K.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    type_over(visit.bot, editor, "crack")
    path = tmp_path / "new.jpg"
    path.write_bytes(photo(77))
    drop(screen.card, files([path]))
    wait_for_intake(visit)
    visit.strike(K.Key_Return)
    assert [item.caption for item in stored_photos(visit)] == ["crack", ""]


def test_a_closed_assessment_shows_its_photos_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    given_photos(visit, 2)
    before = stored_photos(visit)
    close_assessment(visit)
    screen = visit.answering("A1.01")
    assert not screen.card.photos_button.isEnabled()
    assert not screen.card.cite_button.isEnabled()
    assert not drop(screen.card, files(write_photos(tmp_path, 1)))
    strip = screen.card.strip
    strip.setFocus()
    visit.bot.keyClick(strip, K.Key_Right, CTRL)
    visit.strike(K.Key_Delete, K.Key_F2, K.Key_Escape, K.Key_S)
    assert stored_photos(visit) == before
    visit.bot.mouseClick(strip, LEFT, pos=strip.tile_rect(0).center())
    dialog = visit.dialog()
    assert isinstance(dialog, PhotoDialog)
    assert dialog.board.has_picture
    assert dialog.panel.caption.isReadOnly()


# ----------------------------------------------------------- being left


def test_another_assessment_waits_until_the_files_are_stored(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    drop(screen.card, files(write_photos(tmp_path, 4)))
    visit.shop.context.open_assessment(None)
    assert visit.presenter.state.assessment.id == visit.assessment_id
    assert "still being added" in visit.shop.window.banners.problem_text()
    wait_for_intake(visit)
    assert len(stored_photos(visit)) == 4


def test_opened_anew_an_assessment_goes_on_taking_its_files_in(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    drop(screen.card, files(write_photos(tmp_path, 6)))
    visit.bot.waitUntil(lambda: visit.presenter.evidence.intake.added >= 1)
    visit.shop.context.open_assessment(visit.assessment_id)
    wait_for_intake(visit)
    assert [item.file_name for item in stored_photos(visit)] == [f"IMG_{number}.jpg" for number in range(6)]


def test_the_window_stays_until_the_files_are_stored_or_given_up(visit: Visit, tmp_path: Path) -> None:
    screen = visit.answering("A1.01")
    drop(screen.card, files(write_photos(tmp_path, 4)))
    visit.shop.window.close()
    assert visit.shop.window.isVisible()
    assert "still being added" in visit.shop.window.banners.problem_text()
    visit.presenter.evidence.intake.cancel()
    visit.shop.window.close()
    assert not visit.shop.window.isVisible()
