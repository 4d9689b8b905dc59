"""One photo large: turned, described, drawn on and stored as data, while its original stays bit for bit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import close_assessment, given_photos, stored_photos
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, type_over
from tests.pictures_for_tests import NEAR_ALMATY, photo
from tmfcheck.domain.evidence import Annotation, AnnotationKind, Evidence
from tmfcheck.gui.annotation.photo_dialog import PhotoDialog
from tmfcheck.i18n import LANGUAGES
from tmfcheck.services import assessing, evidence

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


@pytest.fixture
def dialog(visit: Visit) -> PhotoDialog:
    """The first of two photos, large."""
    given_photos(visit, 2)
    return opened(visit)


def opened(visit: Visit) -> PhotoDialog:
    screen = visit.answering("A1.01")
    visit.bot.mouseClick(screen.card.strip, LEFT, pos=screen.card.strip.tile_rect(0).center())
    found = visit.dialog()
    assert isinstance(found, PhotoDialog)
    visit.settle()
    return found


def first(visit: Visit) -> Evidence:
    return stored_photos(visit)[0]


def test_the_facts_of_the_camera_stand_beside_the_photo(visit: Visit) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    prepared = evidence.prepare_bytes(photo(place=NEAR_ALMATY), "IMG.jpg")
    evidence.attach(desk, state, prepared, "A1.01")
    visit.shop.context.open_assessment(visit.assessment_id)
    facts = {key: label.text() for key, label in opened(visit).panel.facts.items()}
    assert facts["taken"] == "9 Jun 2026, 09:30"
    assert facts["position"] == "43.25833°; 76.95000°"
    assert facts["direction"] == "272°, west"
    assert facts["file"] == "IMG.jpg"


def test_a_key_a_drag_and_closing_store_a_drawing(visit: Visit, dialog: PhotoDialog) -> None:
    before = visit.presenter.evidence.original(first(visit).sha256)
    visit.strike(K.Key_A)
    board = dialog.board
    box = board.picture_box()
    start, end = box.topLeft() + (box.center() - box.topLeft()) / 2, box.center()
    visit.bot.mousePress(board, LEFT, pos=start.toPoint())
    visit.bot.mouseMove(board, end.toPoint())
    visit.bot.mouseRelease(board, LEFT, pos=end.toPoint())
    visit.bot.mouseClick(dialog.close_button, LEFT)
    (mark,) = first(visit).annotations
    assert mark.kind is AnnotationKind.ARROW
    assert mark.points[1] == pytest.approx((0.5, 0.5), abs=0.01)
    assert visit.presenter.evidence.original(first(visit).sha256) == before


def test_a_length_is_drawn_and_written_by_keyboard_alone(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_M, K.Key_Return)
    assert dialog.panel.words.hasFocus()
    visit.type("2,4 м")
    visit.strike(K.Key_Return)
    assert dialog.board.hasFocus()
    visit.strike(K.Key_Up, K.Key_Escape, K.Key_Escape)
    (mark,) = first(visit).annotations
    assert (mark.kind, mark.words) == (AnnotationKind.MEASURE, "2,4 м")
    assert mark.points[0][1] == pytest.approx(0.49, abs=0.005)


def test_a_text_without_words_is_not_stored(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_T, K.Key_Return)
    visit.bot.mouseClick(dialog.close_button, LEFT)
    assert first(visit).annotations == ()


def test_undo_and_delete_reach_the_archive(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_E, K.Key_Return, K.Key_Escape)
    visit.strike(K.Key_A, K.Key_Return, K.Key_Delete)
    visit.bot.keyClick(dialog.board, K.Key_Z, CTRL)
    visit.bot.mouseClick(dialog.tools.actions_by_name["undo"], LEFT)
    visit.bot.mouseClick(dialog.close_button, LEFT)
    assert [mark.kind for mark in first(visit).annotations] == [AnnotationKind.ELLIPSE]


def test_a_drawing_is_stored_before_the_next_photo_is_shown(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_E, K.Key_Return, K.Key_PageDown)
    assert dialog.shown_id == stored_photos(visit)[1].id
    assert len(first(visit).annotations) == 1
    assert dialog.board.drawing.marks == ()
    visit.strike(K.Key_Left)
    assert len(dialog.board.drawing.marks) == 1


def test_a_turned_photo_keeps_its_drawings_in_the_upright_picture(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_T, K.Key_Return)
    visit.type("x")
    visit.strike(K.Key_Return)
    before = dialog.board.drawing.marks
    visit.strike(K.Key_R)
    assert first(visit).rotation == 90
    assert dialog.board.rotation == 90
    assert dialog.board.drawing.marks == before == first(visit).annotations
    box = dialog.board.picture_box()
    assert box.height() > box.width()


def test_the_caption_is_stored_as_it_is_typed(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_C)
    type_over(visit.bot, dialog.panel.caption, "Просадка гребня")
    visit.bot.waitUntil(lambda: first(visit).caption == "Просадка гребня")
    visit.strike(K.Key_Escape)
    assert dialog.board.hasFocus()
    assert dialog.isVisible()


def test_caption_and_drawing_changed_together_are_both_stored(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_E, K.Key_Return, K.Key_C)
    type_over(visit.bot, dialog.panel.caption, "crest")
    visit.bot.mouseClick(dialog.close_button, LEFT)
    assert (first(visit).caption, len(first(visit).annotations)) == ("crest", 1)


def test_another_question_is_typed(visit: Visit, dialog: PhotoDialog) -> None:
    visit.strike(K.Key_Q)
    type_over(visit.bot, dialog.panel.question, "A1.03")
    dialog.panel.question.completer().popup().hide()
    visit.bot.keyClick(dialog.panel.question, K.Key_Return)
    assert len(stored_photos(visit, "A1.03")) == 1
    assert dialog.isVisible()


def test_a_removed_photo_gives_way_to_its_neighbour(visit: Visit, dialog: PhotoDialog) -> None:
    gone = dialog.shown_id
    visit.bot.mouseClick(dialog.remove_button, LEFT)
    assert dialog.shown_id != gone
    visit.bot.mouseClick(dialog.remove_button, LEFT)
    assert not dialog.isVisible()
    assert stored_photos(visit) == ()


def test_a_closed_assessment_shows_its_drawings_and_takes_none(visit: Visit) -> None:
    given_photos(visit, 1)
    mark = Annotation(AnnotationKind.ARROW, ((0.2, 0.2), (0.6, 0.6)))
    assert visit.presenter.evidence.change(first(visit).id, annotations=(mark,))
    close_assessment(visit)
    dialog = opened(visit)
    assert dialog.board.drawing.marks == (mark,)
    visit.strike(K.Key_A, K.Key_Return, K.Key_R)
    dialog.board.select(0)
    visit.strike(K.Key_Delete)
    visit.bot.mouseClick(dialog.board, LEFT, pos=QPoint(50, 50))
    dialog.close()
    QApplication.processEvents()
    assert (first(visit).annotations, first(visit).rotation) == ((mark,), 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "is_whole"), [((1366, 768), True), ((1024, 700), False)])
def test_the_tools_stand_in_one_line(visit: Visit, language: str, size: tuple[int, int], is_whole: bool) -> None:
    visit.shop.window.resize(*size)
    visit.shop.context.use_languages(window=language)
    given_photos(visit, 1)
    tools = opened(visit).tools
    buttons = [*tools.tools.values(), *tools.actions_by_name.values()]
    assert len({button.y() for button in buttons}) == 1
    assert buttons[-1].geometry().right() <= tools.width()
    named = {button.accessibleName() for button in buttons if button.text()}
    expected = {tool.accessibleName() for tool in tools.tools.values()} if is_whole else {tools.tools[None].text()}
    assert named >= expected, "words are left out only where there is no room for them"
    visit.strike(K.Key_A)
    assert tools.tools[AnnotationKind.ARROW].text(), "the tool in use has its word"
    assert len({button.y() for button in buttons}) == 1
