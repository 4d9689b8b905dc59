"""Looking closely: an enlarged photo shows the pixels of its original, decoded beside the window's own work."""

from __future__ import annotations

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_photo import opened
from tests.gui.test_evidence_plan import plan_part
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tests.pictures_for_tests import encoded, exif
from tmfcheck.domain.evidence import Annotation, AnnotationKind, EvidenceKind
from tmfcheck.gui.annotation.picture_view import PictureView
from tmfcheck.services import assessing, evidence

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SIDES = (4000, 3000)
"""Twelve megapixels."""


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def fine_lines(size: tuple[int, int] = SIDES) -> Image.Image:
    """Upright lines, two pixels black and two white, which no smaller copy keeps; red in the upper left quarter."""
    lines = Image.new("L", (4, 1))
    lines.putdata([0, 0, 255, 255])
    row = Image.new("L", (size[0], 1))
    for x in range(0, size[0], 4):
        row.paste(lines, (x, 0))
    drawn = row.resize(size, Image.Resampling.NEAREST).convert("RGB")
    drawn.paste((255, 0, 0), (0, 0, size[0] // 2, size[1] // 2))
    return drawn


def attached(visit: Visit, content: bytes, *, name: str = "IMG.jpg", kind: EvidenceKind | None = None) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    evidence.attach(desk, state, evidence.prepare_bytes(content, name), "A1.01" if kind is None else None, kind=kind)
    visit.shop.context.open_assessment(visit.assessment_id)


def contrast(view: PictureView) -> int:
    """The span from dark to light in a piece right below the middle."""
    seen = view.grab().toImage()
    at = QPoint(seen.width() * 3 // 4, seen.height() * 3 // 4)
    light = [seen.pixelColor(at.x() + dx, at.y()).green() for dx in range(40)]
    return max(light) - min(light)


def zoom_in(visit: Visit, view: PictureView) -> None:
    for _ in range(9):
        visit.bot.keyClick(view, K.Key_Plus)


def wait_for_detail(visit: Visit, view: PictureView) -> None:
    visit.bot.waitUntil(lambda: view.has_detail, timeout=20_000)


def test_an_enlarged_photo_shows_the_pixels_of_the_original(visit: Visit) -> None:
    attached(visit, encoded(image=fine_lines(), quality=95))
    dialog = opened(visit)
    assert not dialog.details.is_busy, "whole, the smaller copy is enough"
    zoom_in(visit, dialog.board)
    wait_for_detail(visit, dialog.board)
    assert contrast(dialog.board) > 200
    visit.strike(K.Key_0)
    assert contrast(dialog.board) < 120, "two pixels black, two white are grey from afar"


def test_a_photo_held_upright_is_turned_as_the_camera_says_and_then_as_asked(visit: Visit) -> None:
    notes = exif()
    notes[0x0112] = 6
    attached(visit, encoded(image=fine_lines((1800, 1200)), exif=notes, quality=95))
    dialog = opened(visit)
    dialog.board.zoom_by(5)
    wait_for_detail(visit, dialog.board)
    assert (dialog.board._details[0].width(), dialog.board._details[0].height()) == (1200, 1800)
    assert red_corner(dialog.board._details[0]) == (1, 0), "turned right, the upper left is the upper right"
    visit.strike(K.Key_R)
    wait_for_detail(visit, dialog.board)
    assert red_corner(dialog.board._details[0]) == (1, 1)


def red_corner(image: QImage) -> tuple[int, int]:
    """In which quarter the red lies."""
    found = [
        (x, y)
        for x in (0, 1)
        for y in (0, 1)
        if image.pixelColor((1 + 2 * x) * image.width() // 4, (1 + 2 * y) * image.height() // 4).green() < 40
        and image.pixelColor((1 + 2 * x) * image.width() // 4, (1 + 2 * y) * image.height() // 4).red() > 200
    ]
    return found[0]


def test_drawings_stay_where_they_are(visit: Visit) -> None:
    attached(visit, encoded(image=fine_lines(), quality=90))
    dialog = opened(visit)
    board = dialog.board
    mark = Annotation(AnnotationKind.ELLIPSE, ((0.6, 0.6), (0.8, 0.8)))
    visit.presenter.evidence.change(dialog.shown_id, annotations=(mark,))
    board.show_marks((mark,))
    zoom_in(visit, board)
    before = board.place_of((0.6, 0.6)), board.picture_box()
    wait_for_detail(visit, board)
    assert (board.place_of((0.6, 0.6)), board.picture_box()) == before
    assert visit.stored().evidence.items[0].annotations == (mark,)


def test_more_than_the_most_pixels_are_reduced(visit: Visit) -> None:
    attached(visit, encoded(image=Image.new("RGB", (12_000, 9_000), "grey")))
    dialog = opened(visit)
    dialog.board.zoom_by(5)
    wait_for_detail(visit, dialog.board)
    largest = dialog.board._details[0]
    assert 20_000_000 < largest.width() * largest.height() <= 25_000_000


def test_another_photo_is_not_painted_with_the_pixels_of_the_one_before(visit: Visit) -> None:
    attached(visit, encoded(image=fine_lines(), quality=90))
    attached(visit, encoded(image=Image.new("RGB", (1700, 1300), "blue")), name="second.jpg")
    dialog = opened(visit)
    zoom_in(visit, dialog.board)
    dialog.step(1)
    visit.bot.waitUntil(lambda: not dialog.details.is_busy, timeout=20_000)
    visit.settle()
    assert not dialog.board.has_detail
    middle = dialog.board.grab().toImage().pixelColor(dialog.board.rect().center())
    assert middle.blue() > 200
    assert middle.red() < 60


def test_closing_while_pixels_are_on_their_way_harms_nothing(visit: Visit) -> None:
    attached(visit, encoded(image=fine_lines(), quality=90))
    dialog = opened(visit)
    zoom_in(visit, dialog.board)
    assert dialog.details.is_busy
    visit.strike(K.Key_Escape)
    visit.bot.wait(600)
    assert QApplication.activeModalWidget() is None


def test_a_plan_shows_its_own_pixels_too(visit: Visit) -> None:
    attached(visit, encoded("PNG", fine_lines((3200, 2400))), name="plan.png", kind=EvidenceKind.PLAN)
    part = plan_part(visit)
    zoom_in(visit, part.view)
    wait_for_detail(visit, part.view)
    assert contrast(part.view) > 200
