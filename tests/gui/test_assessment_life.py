"""The life of an assessment in the window: come back to the question left, close it, read what cannot be changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import explain_errors
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import PERSON, Shop, open_shop
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.presenters.assessment_presenter import Lock

K = Qt.Key


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def explain_all(visit: Visit) -> None:
    """Explain every error that stands."""
    desk = visit.shop.desk
    explain_errors(desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)


def test_an_assessment_begins_at_its_first_unanswered_question(visit: Visit) -> None:
    visit.given({"A1.01": Answer("yes"), "A1.02": Answer("no")})
    assert visit.presenter.question_id == "A1.03"


def test_the_question_left_is_the_question_come_back_to(visit: Visit) -> None:
    visit.answering("A1.01")
    visit.strike(K.Key_Down, K.Key_Down)
    visit.answering().finish_typing()
    assert visit.stored().assessment.question == "A1.03"
    visit.shop.context.open_assessment(visit.assessment_id)
    assert visit.presenter.question_id == "A1.03"


def test_a_new_start_of_the_program_comes_back_to_the_question(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    visit = begin_visit(shop, qtbot)
    visit.answering("A1.01")
    visit.strike(K.Key_Down, K.Key_Down, K.Key_Down)
    shop.close()
    again = Visit(open_shop(qtbot, tmp_path), qtbot, visit.assessment_id)
    qtbot.waitUntil(lambda: again.shop.context.presenter is not None)
    assert again.presenter.question_id == "A1.04"
    assert again.shop.screen.name == "assessment"
    again.shop.close()


def test_a_killed_program_comes_back_to_the_question(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    visit = begin_visit(shop, qtbot)
    visit.answering("A1.01")
    visit.strike(K.Key_Down, K.Key_Down)
    visit.presenter.remember_place()
    shop.context.settings.flush()
    shop.start.close_archive()  # the window is never closed in order

    again = Visit(open_shop(qtbot, tmp_path), qtbot, visit.assessment_id)
    assert again.shop.screen.name == "assessment"
    assert again.presenter.question_id == "A1.03"
    again.shop.close()


def test_a_closed_assessment_can_be_read_and_not_changed(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no", "measured", comment="Riss")})
    explain_all(visit)
    screen = visit.answering("A1.01")
    assert visit.presenter.close()
    visit.settle()
    assert visit.stored().assessment.is_closed
    assert visit.stored().assessment.closed_by == PERSON
    assert visit.presenter.lock is Lock.CLOSED
    card = screen.card
    for field in (card.answers, card.basis, card.reason, card.danger):
        assert not field.isEnabled()
    assert card.comment.isReadOnly()
    assert card.comment.toPlainText() == "Riss"
    assert PERSON in screen.notice.text()


def test_no_key_changes_a_closed_assessment(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no")})
    visit.answering("A1.01")
    visit.strike(K.Key_4)
    explain_all(visit)
    visit.presenter.close()
    before = visit.stored().answers
    visit.answering("A1.01")
    visit.strike(K.Key_1, K.Key_Delete, K.Key_B, K.Key_1, K.Key_D, K.Key_C)
    visit.type("x")
    visit.answering().finish_typing()
    visit.bot.keyClick(visit.answering().column, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert visit.stored().answers == before
    assert not visit.shop.window.banners.problem_text()


def test_a_closed_assessment_can_be_walked_through(visit: Visit) -> None:
    explain_all(visit)
    visit.presenter.close()
    visit.answering("A1.01")
    visit.strike(K.Key_Down)
    assert visit.presenter.question_id == "A1.02"
    visit.answering().finish_typing()
    assert not visit.shop.window.banners.problem_text()


def test_an_archive_somebody_else_holds_can_be_read_and_not_changed(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    visit = begin_visit(shop, qtbot, {"A1.01": Answer("no")})
    second = Visit(open_shop(qtbot, tmp_path, settings=tmp_path / "second.ini"), qtbot, visit.assessment_id)
    second.shop.context.open_assessment(visit.assessment_id)
    screen = second.answering("A1.01")
    assert second.presenter.lock is Lock.READ_ONLY
    assert not screen.card.answers.isEnabled()
    assert second.shop.window.banners.standing_text()
    assert not screen.notice.isVisible(), "said once, above every screen"
    second.strike(K.Key_1, K.Key_Down)
    screen.finish_typing()
    assert visit.answer("A1.01") == Answer("no")
    second.shop.close()
