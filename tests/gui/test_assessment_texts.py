"""Typed text is never lost: stored within a second and before every step away, kept while nothing can be written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.answers import MAX_COMMENT_LENGTH, Answer
from tmfcheck.errors import ArchiveError
from tmfcheck.gui.dialogs.unsaved_text_dialog import UnsavedTextDialog
from tmfcheck.gui.presenters import typing_clock
from tmfcheck.storage.archive import Archive

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


@pytest.fixture
def unhurried_visit(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """One whose clock never has a text stored, so that only a step away can do it."""
    for name in ("PAUSE_MS", "LONGEST_WAIT_MS"):
        monkeypatch.setattr(typing_clock, name, 3_600_000)
    visit.given({})
    return visit


def write_comment(visit: Visit, words: str) -> None:
    visit.strike(K.Key_C)
    visit.type(words)


class FullStick:
    """Lets every write fail until the stick has room again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        self._put = Archive.put_answer
        stick = self

        def put_answer(archive: Archive, *details: object) -> object:
            if stick.is_full:
                raise ArchiveError("ARCHIVE_FULL", path=archive.path)
            return stick._put(archive, *details)  # type: ignore[arg-type]

        monkeypatch.setattr(Archive, "put_answer", put_answer)


def test_both_waits_are_shorter_than_a_second() -> None:
    assert typing_clock.PAUSE_MS < 1000
    assert typing_clock.LONGEST_WAIT_MS < 1000


def test_a_comment_is_stored_without_any_further_step(visit: Visit) -> None:
    visit.answering("A1.01")
    with visit.bot.waitSignal(visit.shop.context.saved):
        write_comment(visit, "Риск размыва")
    assert visit.answer("A1.01") == Answer(comment="Риск размыва")


def test_a_text_is_stored_while_somebody_goes_on_typing(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing_clock, "PAUSE_MS", 3_600_000)
    monkeypatch.setattr(typing_clock, "LONGEST_WAIT_MS", 1)
    visit.given({})
    visit.answering("A1.01")
    with visit.bot.waitSignal(visit.shop.context.saved):
        write_comment(visit, "und")
    visit.type(" weiter")
    assert visit.answer("A1.01").comment.startswith("und")


def test_a_document_reference_is_stored_too(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    screen.card.document.setFocus()
    with visit.bot.waitSignal(visit.shop.context.saved):
        visit.type("Құжат 12, 4-бет")
    assert visit.answer("A1.01") == Answer(document="Құжат 12, 4-бет")


def test_leaving_the_field_stores(unhurried_visit: Visit) -> None:
    unhurried_visit.answering("A1.01")
    write_comment(unhurried_visit, "Riss")
    unhurried_visit.strike(K.Key_Escape)
    assert unhurried_visit.answer("A1.01").comment == "Riss"


def test_going_to_another_question_stores(unhurried_visit: Visit) -> None:
    unhurried_visit.answering("A1.01")
    write_comment(unhurried_visit, "Riss")
    unhurried_visit.presenter.go_to("A1.02")
    assert unhurried_visit.answer("A1.01").comment == "Riss"
    assert unhurried_visit.answering().card.comment.toPlainText() == ""


def test_an_answer_takes_the_text_that_waits_along(unhurried_visit: Visit) -> None:
    screen = unhurried_visit.answering("A1.01")
    write_comment(unhurried_visit, "Riss")
    unhurried_visit.bot.mouseClick(screen.card.answers.button_of("yes"), LEFT)
    assert unhurried_visit.answer("A1.01") == Answer("yes", comment="Riss")
    assert len([key for key in unhurried_visit.stored().answers if key == "A1.01"]) == 1


@pytest.mark.parametrize("screen", ["home", "results", "settings"])
def test_going_to_another_screen_stores(unhurried_visit: Visit, screen: str) -> None:
    unhurried_visit.answering("A1.01")
    write_comment(unhurried_visit, "Riss")
    unhurried_visit.shop.context.go(screen)
    assert unhurried_visit.answer("A1.01").comment == "Riss"


def test_changing_the_language_stores_and_comes_back_to_the_question(unhurried_visit: Visit) -> None:
    unhurried_visit.answering("A1.02")
    write_comment(unhurried_visit, "Riss")
    unhurried_visit.shop.context.use_languages(window="ru", content="ru")
    assert unhurried_visit.answer("A1.02").comment == "Riss"
    assert unhurried_visit.answering().card.comment.toPlainText() == "Riss"


def test_closing_the_window_stores(unhurried_visit: Visit) -> None:
    unhurried_visit.answering("A1.01")
    write_comment(unhurried_visit, "Riss")
    unhurried_visit.shop.window.close()
    assert unhurried_visit.answer("A1.01").comment == "Riss"


def test_rendering_leaves_the_cursor_where_somebody_types(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    with visit.bot.waitSignal(visit.shop.context.saved):
        write_comment(visit, "Risse")
    visit.strike(K.Key_Left)
    assert screen.card.comment.textCursor().position() == 4
    screen.render_state(visit.presenter.state)
    assert screen.card.comment.textCursor().position() == 4


def test_the_comment_grows_with_its_text_and_the_page_above_stays(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    one_line, place = screen.card.comment.height(), screen.card.pos()
    write_comment(visit, "Riss\nam Damm\nund am Ufer")
    visit.settle()
    assert screen.card.comment.height() > one_line
    assert screen.card.pos() == place


# ---------------------------------------------------------------- what cannot be stored


def test_a_failed_answer_shows_what_is_stored_and_says_why(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.given({"A1.01": Answer("no")})
    screen = visit.answering("A1.01")
    FullStick(monkeypatch)
    visit.strike(K.Key_1)
    assert visit.answer("A1.01") == Answer("no")
    assert screen.card.answers.button_of("no").isChecked()
    assert not screen.card.answers.button_of("yes").isChecked()
    assert visit.shop.window.banners.problem_text()
    assert visit.presenter.question_id == "A1.01"
    assert not screen.is_moving_on()


def test_a_failed_text_stays_in_its_field_and_is_stored_once_there_is_room(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_clock, "RETRY_MS", 20)
    visit.given({})
    stick = FullStick(monkeypatch)
    screen = visit.answering("A1.01")
    with visit.bot.waitSignal(visit.shop.context.problem_met):
        write_comment(visit, "Riss")
    assert visit.answer("A1.01") == Answer()
    visit.presenter.go_to("A1.02")
    assert screen.card.comment.toPlainText() == ""
    visit.presenter.go_to("A1.01")
    assert screen.card.comment.toPlainText() == "Riss"
    assert visit.presenter.has_unsaved_text
    with visit.bot.waitSignal(visit.shop.context.problem_over):
        stick.is_full = False
    assert visit.answer("A1.01").comment == "Riss"
    assert not visit.presenter.has_unsaved_text


def test_a_text_that_cannot_be_stored_is_not_given_up_unasked(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = FullStick(monkeypatch)
    visit.answering("A1.01")
    write_comment(visit, "Riss am Ufer")
    window = visit.shop.window
    assert not window.close()
    dialog = visit.dialog()
    assert isinstance(dialog, UnsavedTextDialog)
    assert "Riss am Ufer" in dialog.text.toPlainText()
    visit.bot.keyClick(dialog, K.Key_Escape)
    assert window.isVisible()
    stick.is_full = False
    assert window.close()
    assert visit.answer("A1.01").comment == "Riss am Ufer"


def test_a_text_that_cannot_be_stored_can_be_given_up(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    FullStick(monkeypatch)
    visit.answering("A1.01")
    write_comment(visit, "Riss")
    visit.shop.window.close()
    dialog = visit.dialog()
    assert isinstance(dialog, UnsavedTextDialog)
    visit.bot.mouseClick(dialog.give_up, LEFT)
    assert not visit.shop.window.isVisible()


def test_another_assessment_opens_only_once_the_text_is_stored(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = FullStick(monkeypatch)
    visit.answering("A1.01")
    write_comment(visit, "Riss")
    other = visit.shop.add_assessment(visit.presenter.state.facility)
    visit.shop.context.open_assessment(other)
    assert visit.presenter.state.assessment.id == visit.assessment_id
    stick.is_full = False
    visit.shop.context.open_assessment(other)
    assert visit.presenter.state.assessment.id == other
    assert visit.answer("A1.01").comment == "Riss"


def test_a_text_that_is_too_long_stays_in_the_field(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    screen.card.comment.setFocus()
    screen.card.comment.insertPlainText("x" * (MAX_COMMENT_LENGTH + 1))
    visit.strike(K.Key_Escape)
    assert visit.answer("A1.01") == Answer()
    assert len(screen.card.comment.toPlainText()) == MAX_COMMENT_LENGTH + 1
    assert visit.shop.window.banners.problem_text()
    screen.card.comment.setFocus()
    cursor = screen.card.comment.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    cursor.deletePreviousChar()
    visit.strike(K.Key_Escape)
    assert len(visit.answer("A1.01").comment) == MAX_COMMENT_LENGTH
    QApplication.processEvents()
