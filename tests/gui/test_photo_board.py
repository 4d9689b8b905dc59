"""Drawing over a photo with a real pointer and real keys: what is drawn is data, and the photo stays as it is."""

from __future__ import annotations

from math import isclose

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from tests.gui.pointers import lift, move, pen_event, press
from tmfcheck.domain.annotation_shapes import INK
from tmfcheck.domain.evidence import Annotation, AnnotationKind
from tmfcheck.gui.annotation.photo_board import PhotoBoard
from tmfcheck.gui.application import make_application
from tmfcheck.gui.theme import theme_named

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KINDS = list(AnnotationKind)
DRAGGED = [kind for kind in KINDS if kind is not AnnotationKind.TEXT]


@pytest.fixture
def board(qtbot: QtBot) -> PhotoBoard:
    make_application()
    made = PhotoBoard(theme_named("light"))
    qtbot.addWidget(made)
    made.resize(800, 600)
    picture = QPixmap(400, 300)
    picture.fill(QColor("#808080"))
    made.show_photo(picture, 0, ())
    made.show()
    made.setFocus()
    return made


def drag(qtbot: QtBot, board: PhotoBoard, *places: tuple[int, int]) -> None:
    """Press at the first place, go through all others, release at the last."""
    points = [QPoint(*place) for place in places]
    qtbot.mousePress(board, LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(board, point)
    qtbot.mouseRelease(board, LEFT, pos=points[-1])


def near(found: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(isclose(a, b, abs_tol=0.01) for a, b in zip(found, wanted, strict=True))


PATH = [QPoint(200 + 10 * step, 150 + 8 * step) for step in range(12)]


def test_a_finger_draws_one_line_and_a_second_finger_none(qtbot: QtBot, board: PhotoBoard) -> None:
    qtbot.waitExposed(board)
    board.use_tool(AnnotationKind.FREEHAND)
    press(board, 0, PATH[0])
    press(board, 1, QPoint(600, 500), (0, PATH[0]))
    for place in PATH[1:]:
        move(board, 0, place, (1, QPoint(600, 500)))
    lift(board, 1, QPoint(600, 500), (0, PATH[-1]))
    lift(board, 0, PATH[-1])
    (mark,) = board.drawing.marks
    assert near(mark.points[0], board.point_at(QPointF(PATH[0])))
    assert near(mark.points[-1], board.point_at(QPointF(PATH[-1])))
    assert max(x for x, _y in mark.points) < 0.5, "nothing of the second finger"
    assert len(mark.points) <= len(PATH) + 1, "each step once"


def test_a_pen_draws_one_line_and_a_palm_none(qtbot: QtBot, board: PhotoBoard) -> None:
    qtbot.waitExposed(board)
    board.use_tool(AnnotationKind.FREEHAND)
    assert pen_event(board, QEvent.Type.TabletPress, PATH[0]), "taken, so that no mouse is made of it"
    press(board, 0, QPoint(700, 550))
    for place in PATH[1:]:
        assert pen_event(board, QEvent.Type.TabletMove, place, 0.3)
        move(board, 0, QPoint(701, 551))
    lift(board, 0, QPoint(701, 551))
    assert pen_event(board, QEvent.Type.TabletRelease, PATH[-1], 0)
    (mark,) = board.drawing.marks
    assert max(x for x, _y in mark.points) < 0.5
    assert near(mark.points[-1], board.point_at(QPointF(PATH[-1])))
    pen_event(board, QEvent.Type.TabletMove, QPoint(500, 500), 0)
    assert len(board.drawing.marks) == 1, "a pen above the screen draws nothing"


@pytest.mark.parametrize("kind", DRAGGED)
def test_a_drag_draws_the_chosen_kind(qtbot: QtBot, board: PhotoBoard, kind: AnnotationKind) -> None:
    board.use_tool(kind)
    with qtbot.waitSignal(board.drawn):
        drag(qtbot, board, (200, 150), (300, 200), (400, 300))
    (mark,) = board.drawing.marks
    assert mark.kind is kind
    assert near(mark.points[0], (0.25, 0.25))
    assert near(mark.points[-1], (0.5, 0.5))
    assert board.tool is None
    assert board.drawing.selected == 0


def test_a_click_sets_a_text_and_asks_for_its_words(qtbot: QtBot, board: PhotoBoard) -> None:
    board.use_tool(AnnotationKind.TEXT)
    with qtbot.waitSignal(board.words_wanted):
        qtbot.mouseClick(board, LEFT, pos=QPoint(400, 300))
    board.write_words("Riss")
    assert board.drawing.marks == (Annotation(AnnotationKind.TEXT, board.drawing.marks[0].points, "Riss"),)


def test_a_text_without_words_is_gone_when_it_is_left(qtbot: QtBot, board: PhotoBoard) -> None:
    board.use_tool(AnnotationKind.TEXT)
    qtbot.mouseClick(board, LEFT, pos=QPoint(400, 300))
    qtbot.keyClick(board, K.Key_Escape)
    assert board.drawing.marks == ()


def test_a_click_with_a_drawing_tool_draws_nothing(qtbot: QtBot, board: PhotoBoard) -> None:
    board.use_tool(AnnotationKind.ARROW)
    drag(qtbot, board, (200, 150), (202, 151))
    assert board.drawing.marks == ()


@pytest.mark.parametrize("kind", DRAGGED)
def test_enter_draws_the_chosen_kind_by_keyboard(qtbot: QtBot, board: PhotoBoard, kind: AnnotationKind) -> None:
    board.use_tool(kind)
    qtbot.keyClick(board, K.Key_Return)
    if kind is AnnotationKind.FREEHAND:
        for key in (K.Key_Right, K.Key_Right, K.Key_Down):
            qtbot.keyClick(board, key)
        qtbot.keyClick(board, K.Key_Return)
    (mark,) = board.drawing.marks
    assert mark.kind is kind
    assert len(set(mark.points)) == (4 if kind is AnnotationKind.FREEHAND else 2)


def test_arrows_move_what_is_selected_and_shift_moves_its_end(qtbot: QtBot, board: PhotoBoard) -> None:
    board.use_tool(AnnotationKind.ARROW)
    drag(qtbot, board, (200, 150), (400, 300))
    qtbot.keyClick(board, K.Key_Right)
    qtbot.keyClick(board, K.Key_Down, CTRL)
    assert near(board.drawing.marks[0].points[0], (0.26, 0.252))
    qtbot.keyClick(board, K.Key_Up, SHIFT)
    assert near(board.drawing.marks[0].points[0], (0.26, 0.252))
    assert near(board.drawing.marks[0].points[1], (0.51, 0.492))


def test_arrows_move_as_seen_when_the_photo_is_turned(qtbot: QtBot, board: PhotoBoard) -> None:
    board.show_photo(QPixmap(400, 300), 90, (Annotation(AnnotationKind.TEXT, ((0.5, 0.5),), "x"),))
    board.select(0)
    before = board.place_of((0.5, 0.5))
    qtbot.keyClick(board, K.Key_Right)
    after = board.place_of(board.drawing.marks[0].points[0])
    assert after.x() > before.x()
    assert isclose(after.y(), before.y(), abs_tol=0.5)


def test_a_drag_moves_a_drawing_and_its_ends(qtbot: QtBot, board: PhotoBoard) -> None:
    board.show_photo(QPixmap(400, 300), 0, (Annotation(AnnotationKind.ARROW, ((0.25, 0.25), (0.5, 0.5))),))
    drag(qtbot, board, (300, 225), (340, 225), (380, 225))
    assert near(board.drawing.marks[0].points[0], (0.35, 0.25))
    drag(qtbot, board, (480, 300), (600, 300))
    assert near(board.drawing.marks[0].points[1], (0.75, 0.5))
    assert near(board.drawing.marks[0].points[0], (0.35, 0.25))


def test_delete_takes_away_and_undo_brings_back_step_by_step(qtbot: QtBot, board: PhotoBoard) -> None:
    for _ in range(2):
        board.use_tool(AnnotationKind.ELLIPSE)
        drag(qtbot, board, (200, 150), (400, 300))
    qtbot.keyClick(board, K.Key_Delete)
    assert len(board.drawing.marks) == 1
    board.undo()
    assert len(board.drawing.marks) == 2
    board.undo()
    board.undo()
    assert board.drawing.marks == ()
    board.redo()
    assert len(board.drawing.marks) == 1


def test_one_drag_is_one_step_to_undo(qtbot: QtBot, board: PhotoBoard) -> None:
    mark = Annotation(AnnotationKind.ARROW, ((0.25, 0.25), (0.5, 0.5)))
    board.show_photo(QPixmap(400, 300), 0, (mark,))
    drag(qtbot, board, (300, 225), (320, 225), (340, 225), (380, 225))
    board.undo()
    assert board.drawing.marks == (mark,)


def test_a_locked_board_shows_and_changes_nothing(qtbot: QtBot, board: PhotoBoard) -> None:
    mark = Annotation(AnnotationKind.ARROW, ((0.25, 0.25), (0.5, 0.5)))
    board.show_photo(QPixmap(400, 300), 0, (mark,))
    board.is_locked = True
    board.use_tool(AnnotationKind.TEXT)
    with qtbot.assertNotEmitted(board.drawn):
        drag(qtbot, board, (300, 225), (380, 225))
        board.select(0)
        for key in (K.Key_Right, K.Key_Delete, K.Key_Return):
            qtbot.keyClick(board, key)
    assert board.drawing.marks == (mark,)


def test_an_arrow_key_without_a_selection_asks_for_the_next_photo(qtbot: QtBot, board: PhotoBoard) -> None:
    with qtbot.waitSignal(board.step_asked) as asked:
        qtbot.keyClick(board, K.Key_Left)
    assert asked.args == [-1]


def test_an_enlarged_photo_is_moved_by_drag_and_by_arrows(qtbot: QtBot, board: PhotoBoard) -> None:
    board.zoom_by(4)
    before = board.picture_box()
    drag(qtbot, board, (400, 300), (500, 350))
    assert board.picture_box().left() > before.left()
    with qtbot.assertNotEmitted(board.step_asked):
        qtbot.keyClick(board, K.Key_Left)
    board.show_whole()
    assert board.picture_box().size() == before.size() / 4


def test_what_lies_under_the_pointer_stays_there_when_the_photo_is_enlarged(board: PhotoBoard) -> None:
    spot = QPointF(300, 200)
    before = board.point_at(spot)
    board.zoom_by(2, spot)
    assert near(board.point_at(spot), before)


def test_drawings_are_painted_over_the_photo(board: PhotoBoard) -> None:
    assert _inked(board) == 0
    board.show_marks((Annotation(AnnotationKind.ARROW, ((0.1, 0.5), (0.9, 0.5))),))
    assert _inked(board) > 600


def _inked(board: PhotoBoard) -> int:
    """How many points of the board show ink."""
    shown = board.grab().toImage()
    ink = QColor(INK).rgb()
    return sum(shown.pixel(x, y) == ink for x in range(0, 800, 2) for y in range(290, 310))
