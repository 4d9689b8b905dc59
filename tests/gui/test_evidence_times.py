"""When photos were taken, as tiles tell it: all of a grid in one way, and whole in every language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_screen import photos_part
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tests.pictures_for_tests import photo
from tmfcheck.domain.evidence import Visit as VisitRecord
from tmfcheck.gui.evidence.evidence_grid import EvidenceGrid
from tmfcheck.gui.theme import SPACE
from tmfcheck.services import assessing, evidence, visits

SAME_DAY = ("2026:06:12 10:15:00", "2026:06:12 14:32:00")
OTHER_DAY = "2026:06:13 09:05:00"


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def given(visit: Visit, *times: str | None, question: str | None = None) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    for number, time in enumerate(times, start=len(state.evidence.items)):
        prepared = evidence.prepare_bytes(photo(40 * number, time=time), f"IMG_{number}.jpg")
        state = evidence.attach(desk, state, prepared, question)
    visit.shop.context.open_assessment(visit.assessment_id)


def recorded(visit: Visit, *days: int) -> None:
    """The visit began on the first of these days of June and ended on the last."""
    moments = [datetime(2026, 6, day, 6, tzinfo=UTC) for day in days]
    desk = visit.shop.desk
    record = VisitRecord(started_at=moments[0], ended_at=moments[-1] if len(moments) > 1 else None)
    visits.write_visit(desk, assessing.load_state(desk, visit.assessment_id), record)
    visit.shop.context.open_assessment(visit.assessment_id)


def said(visit: Visit) -> list[str]:
    grid = photos_part(visit).grid
    return [grid._tiles.taken_words(item) for item in grid.items]


def tile_height(grid: EvidenceGrid) -> int:
    return grid.visualRect(grid.model().index(0, 0)).height()


def test_photos_of_the_visits_day_tell_their_time(visit: Visit) -> None:
    given(visit, *SAME_DAY, None)
    recorded(visit, 12)
    assert said(visit) == ["10:15", "14:32", ""]


def test_one_photo_of_another_day_makes_all_of_them_tell_the_day(visit: Visit) -> None:
    given(visit, *SAME_DAY)
    recorded(visit, 12)
    before = tile_height(photos_part(visit).grid)
    given(visit, OTHER_DAY, question="A1.02")
    assert said(visit) == ["12 Jun 2026, 10:15", "12 Jun 2026, 14:32", "13 Jun 2026, 09:05"]
    part = photos_part(visit)
    assert tile_height(part.grid) == before + visit.shop.context.theme.text_px(18)
    part.places.choose(1)
    visit.settle()
    assert said(visit) == ["10:15", "14:32"], "here all are of the visit's day again"
    assert tile_height(part.grid) == before


@pytest.mark.parametrize("days", [(), (12, 13)])
def test_without_one_day_of_the_visit_the_day_is_told(visit: Visit, days: tuple[int, ...]) -> None:
    given(visit, *SAME_DAY)
    if days:
        recorded(visit, *days)
    assert said(visit) == ["12 Jun 2026, 10:15", "12 Jun 2026, 14:32"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("days", [(12,), (12, 13)], ids=["time", "day and time"])
def test_there_is_room_for_it_in_every_language(visit: Visit, language: str, days: tuple[int, ...]) -> None:
    given(visit, *SAME_DAY)
    recorded(visit, *days)
    visit.shop.context.use_languages(window=language, content=language)
    grid, theme = photos_part(visit).grid, visit.shop.context.theme
    room = grid.visualRect(grid.model().index(0, 0)).width() - 4 * SPACE
    needed = QFontMetrics(theme.font(11)).horizontalAdvance(said(visit)[0])
    if len(days) == 1:
        words = visit.shop.context.texts.gettext("no question")
        needed += QFontMetrics(theme.font(12)).horizontalAdvance(words) + 2 * SPACE
    assert needed <= room


def test_day_and_time_are_painted_under_the_question(visit: Visit) -> None:
    given(visit, *SAME_DAY)
    grid = photos_part(visit).grid
    visit.settle()
    tile = grid.visualRect(grid.model().index(1, 0))
    line = visit.shop.context.theme.text_px(18)
    last = QRect(tile.left() + 2 * SPACE, tile.bottom() - SPACE - line, tile.width() - 4 * SPACE, line)
    picture = grid.viewport().grab(last).toImage()
    colours = {picture.pixelColor(x, y).lightness() // 40 for x in range(100) for y in range(picture.height())}
    assert len(colours) > 2, "words, not an empty line"
