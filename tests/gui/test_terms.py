"""Terms of the glossary in a question: underlined, explained under the pointer, by click and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.gui.screens.glossary_screen import GlossaryScreen

K = Qt.Key
QUESTION = "A1.03"


@pytest.fixture
def visit(shipped_shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shipped_shop, qtbot, pack="unece-tmf")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_terms_are_underlined_where_they_stand_first(visit: Visit, language: str) -> None:
    visit.shop.context.use_languages(content=language)
    screen = visit.answering(QUESTION)
    text = screen.card.question_text
    assert text.uses
    assert text.text().count("text-underline-style:dotted") == len(text.uses)
    for use in text.uses:
        assert f">{text.words[use.start : use.end]}</a>" in text.text()
    question = visit.presenter.question
    assert question is not None
    assert text.words == question.text[language]


def test_the_key_goes_from_term_to_term_and_begins_anew(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    terms = screen.terms.terms()
    assert len(terms) > 2
    assert not screen.page.term_note.isVisible()
    seen = []
    for _ in (*terms, None):
        visit.strike(K.Key_T)
        seen.append(screen.page.term_note.name.words)
    assert seen == [*(term.term["en"] for term in terms), terms[0].term["en"]]
    assert screen.page.term_note.isVisible()
    assert terms[0].term["kk"] in screen.page.term_note.other_names.words
    assert screen.page.term_note.definition.words == terms[0].definition["en"]
    assert screen.page.term_note.number.text() == f"1 / {len(terms)}"


def test_the_key_works_on_a_russian_layout(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    visit.type("е")
    assert screen.page.term_note.isVisible()


def test_the_note_goes_with_its_question_and_on_escape(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    visit.strike(K.Key_T, K.Key_Down)
    assert not screen.page.term_note.isVisible()
    visit.strike(K.Key_T, K.Key_Escape)
    assert not screen.page.term_note.isVisible()
    assert screen.column.hasFocus()


def test_the_note_does_not_move_the_question(visit: Visit) -> None:
    visit.shop.window.resize(1024, 700)
    screen = visit.answering(QUESTION)
    visit.strike(K.Key_PageDown)
    place = screen.card.pos()
    visit.strike(K.Key_T)
    assert screen.page.term_note.isVisible()
    assert screen.card.pos() == place


def test_a_doubtful_word_says_so(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    doubts = {}
    for term in screen.terms.terms():
        visit.strike(K.Key_T)
        doubts[term.id] = (screen.page.term_note.doubt.isVisible(), term.kk_sure == "no")
    assert all(shown == expected for shown, expected in doubts.values())
    assert {shown for shown, _expected in doubts.values()} == {True, False}


def test_the_pointer_over_a_term_shows_its_meaning(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    text = screen.card.question_text
    use = text.uses[0]
    for x in range(0, text.width(), 4):
        visit.bot.mouseMove(text, QPoint(x, text.fontMetrics().height() // 2 + 4))
        if QToolTip.isVisible():
            break
    assert use.term.definition["en"] in QToolTip.text()
    QToolTip.hideText()


def test_a_click_on_a_term_opens_it(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    use = screen.guidance.how.uses[-1]
    screen.guidance.how.linkActivated.emit(use.term.id)
    assert screen.page.term_note.name.words == use.term.term["en"]


def test_the_glossary_opens_at_the_term_and_leads_back(visit: Visit) -> None:
    screen = visit.answering(QUESTION)
    visit.strike(K.Key_T, K.Key_T, K.Key_G)
    page = visit.shop.screen
    assert isinstance(page, GlossaryScreen)
    chosen = page.terms.chosen()
    assert chosen is not None
    assert chosen.term["en"] == screen.page.term_note.name.words
    visit.strike(K.Key_Escape)
    assert visit.shop.screen is screen
    assert visit.presenter.question_id == QUESTION


def test_a_question_without_terms_says_so(shop: Shop, qtbot: QtBot) -> None:
    visit = begin_visit(shop, qtbot)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_T)
    assert screen.page.term_note.isVisible()
    assert "No term" in screen.page.term_note.definition.words
    assert not screen.page.term_note.next_button.isVisible()
