"""A newer edition of the checklist: offered quietly, compared before the move, and no answer lost on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import close_as_it_is
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.dialogs.edition_dialog import EditionDialog
from tmfcheck.gui.screens.assessment_screen import AssessmentScreen

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ANSWERS = {
    "A1.01": Answer("yes", "measured"),
    "A1.02": Answer("mostly_no", comment="Riss am Pegel 7"),
    "A1.10": Answer("no", comment="Zaun offen", danger=True),
}


def publish(packs: Path, edition: str) -> None:
    """The next edition beside the first: A1.02 asks something else, A1.03 is checked otherwise, A1.10 becomes A1.99."""
    new = packs / f"sample-{edition}"
    shutil.copytree(packs / "sample", new)
    frame = (new / "pack.toml").read_text(encoding="utf-8")
    old = next(line for line in frame.splitlines() if line.startswith("edition"))
    (new / "pack.toml").write_text(frame.replace(old, f'edition = "{edition}"'), encoding="utf-8")
    file = new / "questions" / "A.toml"
    first, *blocks = file.read_text(encoding="utf-8").split("[[question]]")
    blocks[1] = blocks[1].replace("Is part 1 in order?", "Is part 1 dry?")
    blocks[2] = blocks[2].replace("Walk along.", "Walk along twice.")
    blocks[9] = blocks[9].replace('id = "A1.10"', 'id = "A1.99"').replace("Is part 9 in", "Is part 99 in")
    file.write_text("[[question]]".join([first, *blocks]), encoding="utf-8")


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot, tmp_path: Path) -> Visit:
    visit = begin_visit(shop, qtbot, ANSWERS)
    publish(tmp_path / "packs", "2027.1")
    return visit


def offered(visit: Visit) -> AssessmentScreen:
    screen = visit.answering("A1.01")
    visit.bot.waitUntil(screen.page.offer.isVisible)
    return screen


def compared(visit: Visit) -> EditionDialog:
    visit.bot.mouseClick(offered(visit).page.offer_button, LEFT)
    dialog = visit.dialog()
    assert isinstance(dialog, EditionDialog)
    return dialog


def moved(visit: Visit) -> AssessmentScreen:
    visit.bot.mouseClick(compared(visit).move_button, LEFT)
    visit.settle()
    screen = visit.shop.screen
    assert isinstance(screen, AssessmentScreen)
    return screen


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_nothing_is_offered_while_the_edition_is_the_newest(shop: Shop, qtbot: QtBot) -> None:
    visit = begin_visit(shop, qtbot)
    screen = visit.answering("A1.01")
    qtbot.wait(20)
    assert not screen.page.offer.isVisible()


def test_an_older_edition_is_not_offered(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    visit = begin_visit(shop, qtbot)
    publish(tmp_path / "packs", "1999.1")
    screen = visit.answering("A1.01")
    qtbot.wait(20)
    assert not screen.page.offer.isVisible()


def test_a_newer_edition_is_offered_in_one_line(visit: Visit) -> None:
    assert "2027.1" in offered(visit).page.offer_text()


def test_a_corrected_edition_is_offered_too(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    visit = begin_visit(shop, qtbot)
    file = tmp_path / "packs" / "sample" / "questions" / "A.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Walk along.", "Walk slowly along."), encoding="utf-8")
    assert "corrected" in offered(visit).page.offer_text()
    moved(visit)
    assert not visit.shop.screen.page.offer.isVisible()  # type: ignore[attr-defined]


def test_nothing_is_offered_for_a_closed_assessment(visit: Visit) -> None:
    close_as_it_is(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    screen = visit.answering()
    visit.bot.wait(20)
    assert not screen.page.offer.isVisible()


def test_the_comparison_shows_what_changes_with_the_questions_words(visit: Visit) -> None:
    page = compared(visit).page.toPlainText()
    assert "Changed questions: 2" in page
    assert "Is part 1 dry?" in page
    assert "Until now: Is part 1 in order?" in page
    assert "Your answer: Mostly no" in page
    assert "how to check it has changed" in page
    assert "New questions: 1" in page
    assert "Is part 99 in order?" in page
    assert "Questions no longer asked: 1" in page
    assert "Is part 9 in order?" in page
    assert "Questions that stay the same: 9" in page
    assert "▲ Immediate danger" in page
    visit.dialog().reject()


def test_staying_changes_nothing(visit: Visit) -> None:
    before = visit.stored()
    visit.bot.mouseClick(compared(visit).stay, LEFT)
    assert visit.stored() == before
    assert visit.answering().page.offer.isVisible()


def test_after_the_move_answers_follow_and_the_first_changed_question_is_shown(visit: Visit) -> None:
    screen = moved(visit)
    assert visit.presenter.question_id == "A1.02"
    assert visit.stored().assessment.pack_edition == "2027.1"
    assert set(visit.stored().answers) == {"A1.01"}
    assert screen.card.question_text.words == "Is part 1 dry?"
    visit.bot.wait(20)
    assert not screen.page.offer.isVisible()


def test_a_changed_question_shows_the_old_answer_beside_it(visit: Visit) -> None:
    screen = moved(visit)
    note = screen.guidance.left_answer
    assert note.isVisible()
    assert "2026" in note.edition.words
    assert "Mostly no" in note.answer.words
    assert note.comment.words == "Riss am Pegel 7"
    assert not note.danger.isVisible()
    assert note.asked_then.words == "Asked then: Is part 1 in order?"
    assert screen.card.answers.button_of("mostly_no").isChecked() is False
    visit.strike(K.Key_1)
    visit.bot.waitUntil(lambda: visit.presenter.question_id == "A1.03")
    assert not note.isVisible()
    assert visit.answer("A1.02") == Answer("yes")


def test_answers_to_questions_no_longer_asked_stay_in_the_results(visit: Visit) -> None:
    assert not visit.results().gone_answers.isVisible()
    moved(visit)
    gone = visit.results().gone_answers
    assert gone.isVisible()
    assert list(gone.notes) == ["A1.10"]
    assert "Zaun offen" in words_of(gone)
    assert "Immediate danger" in words_of(gone)
    assert "Is part 9 in order?" in words_of(gone)


def test_a_text_being_typed_is_moved_along(visit: Visit) -> None:
    offered(visit)
    visit.strike(K.Key_C)
    visit.type("noch nass")
    moved(visit)
    assert visit.answer("A1.01").comment == "noch nass"
