"""The glossary page: every term in three languages, found as one types, one key away from a question and back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.gui.visit import begin_visit
from tests.gui.window import Shop, type_words
from tmfcheck.domain.glossary import is_doubtful
from tmfcheck.gui.screens.glossary_screen import GlossaryScreen
from tmfcheck.gui.theme import ThemeName

K = Qt.Key


def glossary(shop: Shop, term: str | None = None) -> GlossaryScreen:
    shop.window.show_screen("glossary", term)
    assert isinstance(shop.screen, GlossaryScreen)
    return shop.screen


def shown(page: GlossaryScreen, language: str = "en") -> list[str]:
    return [term.term[language] for term in page.terms.terms()]


def test_all_terms_stand_in_alphabetical_order_of_the_content_language(shop: Shop) -> None:
    page = glossary(shop)
    pack = shop.desk.packs.load("sample").pack
    assert len(page.terms.terms()) == len(pack.glossary)
    assert shown(page) == sorted(shown(page), key=str.casefold)
    assert list(page.terms.languages()) == ["en", "ru", "kk"]
    shop.context.use_languages(content="kk")
    assert list(glossary(shop).terms.languages()) == ["kk", "en", "ru"]


@pytest.mark.parametrize(
    ("typed", "nearest"), [("freeb", "freeboard"), ("ПУЛЬПОВОД", "slurry pipeline"), ("тогандагы", "pond level")]
)
def test_a_term_is_found_as_one_types_in_any_language(shop: Shop, typed: str, nearest: str) -> None:
    page = glossary(shop)
    assert page.search_field.hasFocus()
    type_words(page.search_field, typed)
    assert shown(page)[0] == nearest
    assert page.terms.chosen() == page.terms.terms()[0]


def test_words_nobody_wrote_are_told_so(shop: Shop) -> None:
    page = glossary(shop)
    type_words(page.search_field, "zzz")
    assert page.nothing_found.isVisible()
    assert not page.terms.isVisible()


def test_arrows_go_through_the_terms_while_one_searches(shop: Shop, qtbot: QtBot) -> None:
    page = glossary(shop)
    type_words(page.search_field, "dam")
    qtbot.keyClick(page.search_field, K.Key_Down)
    assert page.terms.chosen() == page.terms.terms()[1]
    assert page.search_field.hasFocus()


def test_letters_go_to_the_search_wherever_the_keyboard_is(shop: Shop, qtbot: QtBot) -> None:
    page = glossary(shop)
    page.terms.setFocus()
    qtbot.keyClicks(page.terms, "t")
    assert page.search_field.text() == "t"
    assert page.search_field.hasFocus()


def test_a_term_is_copied_with_all_its_names_and_its_doubt(shop: Shop, qtbot: QtBot) -> None:
    page = glossary(shop)
    doubtful = next(term for term in page.terms.terms() if is_doubtful(term))
    page.terms.choose(doubtful.id)
    page.terms.setFocus()
    qtbot.keyClick(page.terms, K.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert all(name in copied for name in doubtful.term.values())
    assert doubtful.definition["en"] in copied
    assert "A specialist must confirm" in copied


def test_a_doubtful_word_is_marked_and_explained(shop: Shop) -> None:
    page = glossary(shop)
    assert page.legend.isVisible()
    assert "specialist" in page.legend.text()


def test_escape_leaves_the_search_then_the_page(shop: Shop, qtbot: QtBot) -> None:
    visit = begin_visit(shop, qtbot)
    visit.answering("A1.03")
    page = glossary(shop)
    type_words(page.search_field, "dam")
    qtbot.keyClick(page.search_field, K.Key_Escape)
    assert page.search_field.text() == ""
    qtbot.keyClick(page.search_field, K.Key_Escape)
    assert shop.screen.name == "assessment"
    assert visit.presenter.question_id == "A1.03"


def test_the_chosen_term_survives_a_change_of_language(shop: Shop) -> None:
    page = glossary(shop, "freeboard")
    shop.context.use_languages(window="ru", content="kk")
    chosen = shop.screen.terms.chosen()  # type: ignore[attr-defined]
    assert shop.screen is not page
    assert chosen is not None
    assert chosen.id == "freeboard"


@pytest.mark.parametrize("theme", list(ThemeName))
def test_no_term_is_cut_in_a_narrow_window_with_large_text(shop: Shop, theme: ThemeName) -> None:
    shop.context.use_look(theme=theme, text_percent=150)
    shop.window.resize(1024, 700)
    page = glossary(shop)
    for _ in range(3):
        QGuiApplication.processEvents()
    model = page.terms.model()
    rows = [page.terms.visualRect(model.index(row, 0)) for row in range(5)]
    assert all(above.bottom() < below.top() for above, below in pairwise(rows))
    assert not page.grab().isNull()
