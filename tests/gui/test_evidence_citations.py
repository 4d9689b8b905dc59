"""Documents of the register cited on the question card: chosen, described in one go, taken away and brought back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import explain_errors
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.evidence import Document
from tmfcheck.gui.dialogs.cite_dialog import CiteDialog
from tmfcheck.gui.dialogs.document_dialog import DocumentDialog
from tmfcheck.services import assessing, documents

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    made = begin_visit(shop, qtbot)
    shop.context.settings.moves_on_after_answer = False
    return made


def close_assessment(visit: Visit) -> None:
    """Close it as an inspector would, with every error explained, and show it in a window opened anew."""
    explain_errors(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    assert visit.presenter.close()


def given_document(visit: Visit, title: str = "Design project", valid_to: date | None = None) -> None:
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    documents.add_document(desk, state, Document("", state.assessment.id, title, "12", valid_to=valid_to))
    visit.shop.context.open_assessment(visit.assessment_id)


def test_a_document_of_the_register_is_cited_with_its_page_by_keyboard(visit: Visit) -> None:
    given_document(visit)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_S)
    dialog = visit.dialog()
    assert isinstance(dialog, CiteDialog)
    visit.strike(K.Key_Tab)
    visit.type("12–14")
    visit.strike(K.Key_Return)
    ((document, page),) = visit.stored().evidence.cited_by("A1.01")
    assert (document.title, page) == ("Design project", "12–14")
    assert screen.card.citations.isVisible()
    (remove,) = screen.card.citations.buttons.values()
    visit.bot.mouseClick(remove, LEFT)
    assert visit.stored().evidence.cited_by("A1.01") == ()


def test_a_cited_document_that_was_valid_at_closing_stays_so(visit: Visit) -> None:
    given_document(visit, valid_to=datetime.now().astimezone().date())
    state = assessing.load_state(visit.shop.desk, visit.assessment_id)
    (document,) = state.evidence.documents
    documents.cite(visit.shop.desk, state, "A1.01", document.id)
    close_assessment(visit)
    visit.shop.context.sit_down(replace(visit.shop.desk, clock=lambda: datetime.now(UTC) + timedelta(days=400)))
    visit.shop.context.open_assessment(visit.assessment_id)
    citations = visit.answering("A1.01").card.citations
    assert citations.isVisible()
    assert "expired" not in [label.text() for label in citations.findChildren(QLabel)]


def test_a_document_no_longer_cited_is_cited_again_with_its_page(visit: Visit) -> None:
    given_document(visit)
    screen = visit.answering("A1.01")
    (document,) = visit.presenter.state.evidence.documents
    visit.presenter.evidence.register.cite("A1.01", document.id, "12–14")
    for bring_back in (
        lambda: visit.bot.mouseClick(screen.page.intake_line.undo_button, LEFT),
        lambda: visit.bot.keyClick(QApplication.focusWidget(), K.Key_Z, CTRL),
    ):
        (remove,) = screen.card.citations.buttons.values()
        visit.bot.mouseClick(remove, LEFT)
        assert visit.stored().evidence.citations == ()
        assert screen.page.intake_line.words.text() == "“Design project” is no longer cited by A1.01."
        bring_back()
        assert visit.stored().evidence.cited_by("A1.01") == ((document, "12–14"),)
        assert not screen.page.intake_line.isVisible()
        visit.settle()


def test_a_citation_made_anew_is_not_overwritten_by_the_one_before(visit: Visit) -> None:
    given_document(visit)
    visit.answering("A1.01")
    (document,) = visit.presenter.state.evidence.documents
    register = visit.presenter.evidence.register
    register.cite("A1.01", document.id, "1")
    assert register.uncite("A1.01", document.id)
    register.cite("A1.01", document.id, "2")
    assert visit.presenter.undo()
    assert visit.stored().evidence.cited_by("A1.01") == ((document, "2"),)


def test_the_first_document_is_described_and_cited_in_one_go(visit: Visit) -> None:
    visit.answering("A1.01")
    visit.strike(K.Key_S)
    dialog = visit.dialog()
    assert isinstance(dialog, DocumentDialog)
    visit.type("Permit")
    visit.strike(K.Key_Return)
    assert isinstance(visit.dialog(), CiteDialog)
    visit.type("3")
    visit.strike(K.Key_Return)
    ((document, page),) = visit.stored().evidence.cited_by("A1.01")
    assert (document.title, page) == ("Permit", "3")


def test_the_free_words_stay_beside_the_citation(visit: Visit) -> None:
    given_document(visit)
    screen = visit.answering("A1.01")
    screen.card.document.setFocus()
    visit.type("log book")
    visit.strike(K.Key_Escape, K.Key_S, K.Key_Return)
    assert visit.answer("A1.01").document == "log book"
    assert len(visit.stored().evidence.citations) == 1
