"""The register of documents in the window: entered, changed, filed, cited where, expired, taken over, removed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import close_assessment, wait_for_intake
from tests.gui.test_evidence_screen import evidence_screen
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, type_over
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.domain.evidence import Document, SeenAs
from tmfcheck.domain.facility_parts import FacilityPaper, PaperKind
from tmfcheck.gui.dialogs.document_dialog import DocumentDialog
from tmfcheck.gui.evidence.documents_part import DocumentsPart
from tmfcheck.gui.evidence.intake_line import IntakeLine
from tmfcheck.gui.item_models.document_model import CITED_BY, FILE, VALID_TO
from tmfcheck.services import assessing, documents, evidence, facilities

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def register(visit: Visit) -> DocumentsPart:
    part = evidence_screen(visit, "documents").part
    assert isinstance(part, DocumentsPart)
    return part


def given_documents(visit: Visit, *found: Document) -> None:
    """Documents entered as a service would, shown in a window opened anew."""
    desk = visit.shop.desk
    state = assessing.load_state(desk, visit.assessment_id)
    for document in found:
        state = documents.add_document(desk, state, document)
    visit.shop.context.open_assessment(visit.assessment_id)


def cell(part: DocumentsPart, row: int, column: int) -> str:
    return str(part.model.index(row, column).data())


def test_a_document_is_entered_by_keyboard(visit: Visit) -> None:
    part = register(visit)
    assert part.empty.isVisible()
    visit.strike(K.Key_W)
    dialog = visit.dialog()
    assert isinstance(dialog, DocumentDialog)
    visit.type("Operation manual")
    dialog.number.setFocus()
    visit.type("7-OM")
    dialog.valid_to.setFocus()
    visit.type("2020-01-31")
    dialog.seen_as.setCurrentIndex(2)
    visit.strike(K.Key_Return)
    (document,) = visit.stored().evidence.documents
    assert (document.title, document.number, document.valid_to) == ("Operation manual", "7-OM", date(2020, 1, 31))
    assert document.seen_as is SeenAs.NOT_SHOWN
    assert part.table.isVisible()
    assert not part.empty.isVisible()
    assert cell(part, 0, VALID_TO) == "31 Jan 2020, expired"


def test_a_day_that_is_none_keeps_the_dialog_open_and_says_why(visit: Visit) -> None:
    register(visit)
    visit.strike(K.Key_W)
    dialog = visit.dialog()
    assert isinstance(dialog, DocumentDialog)
    visit.type("Permit")
    dialog.issued_on.setFocus()
    visit.type("31.02.2026")
    visit.strike(K.Key_Return)
    assert "31.02.2026" in dialog.problem_text()
    assert dialog.issued_on.hasFocus()
    dialog.issued_on.clear()
    dialog.title.clear()
    visit.strike(K.Key_Return)
    assert "title" in dialog.problem_text()
    assert visit.stored().evidence.documents == ()


def test_a_document_is_changed_and_shows_which_answers_cite_it(visit: Visit) -> None:
    given_documents(visit, Document("", "", "Permit", "1"), Document("", "", "Design", "2"))
    desk, state = visit.shop.desk, visit.presenter.state
    design = state.evidence.documents[1].id
    state = documents.cite(desk, state, "A1.02", design, "3")
    documents.cite(desk, state, "A1.01", design)
    visit.shop.context.open_assessment(visit.assessment_id)
    part = register(visit)
    assert cell(part, 1, CITED_BY) == "A1.01; A1.02 p. 3"
    visit.strike(K.Key_Down, K.Key_Return)
    dialog = visit.dialog()
    assert isinstance(dialog, DocumentDialog)
    type_over(visit.bot, dialog.title, "Design project")
    visit.strike(K.Key_Return)
    assert [document.title for document in visit.stored().evidence.documents] == ["Permit", "Design project"]
    assert part.present is not None
    assert part.present.title == "Design project"


def test_the_file_of_a_document_is_kept_in_the_background(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_documents(visit, Document("", "", "Permit"))
    path = tmp_path / "permit.pdf"
    # Three parts: stored in steps of their own.
    path.write_bytes(plain_pdf() + bytes(2_500_000))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(path)], ""))
    part = register(visit)
    visit.strike(K.Key_P)
    wait_for_intake(visit)
    (document,) = visit.stored().evidence.documents
    assert document.file_name == "permit.pdf"
    assert visit.presenter.evidence.original(document.sha256 or "") == path.read_bytes()
    assert cell(part, 0, FILE) == "permit.pdf"
    assert visit.stored().evidence.items == ()


def test_removing_asks_first_and_names_the_answers(visit: Visit) -> None:
    given_documents(visit, Document("", "", "Permit"))
    desk, state = visit.shop.desk, visit.presenter.state
    documents.cite(desk, state, "A1.02", state.evidence.documents[0].id, "3")
    visit.shop.context.open_assessment(visit.assessment_id)
    register(visit)
    visit.strike(K.Key_Delete, K.Key_Escape)
    assert len(visit.stored().evidence.documents) == 1
    visit.strike(K.Key_Delete, K.Key_Return)
    assert visit.stored().evidence.documents == ()
    assert visit.stored().evidence.citations == ()


def cited_permit(visit: Visit, tmp_path: Path) -> Document:
    """A document with its file, between two others, cited by two answers."""
    given_documents(visit, *(Document("", "", title) for title in ("Design", "Permit", "Manual")))
    desk, state = visit.shop.desk, visit.presenter.state
    path = tmp_path / "permit.pdf"
    path.write_bytes(plain_pdf())
    permit = state.evidence.documents[1]
    state = documents.change_document(desk, state, permit, evidence.prepare_file(path))
    for question, page in (("A1.01", "3"), ("A1.02", "")):
        state = documents.cite(desk, state, question, permit.id, page)
    visit.shop.context.open_assessment(visit.assessment_id)
    return state.evidence.documents[1]


@pytest.mark.parametrize("by_key", [True, False])
def test_a_removed_document_comes_back_to_its_place_with_file_and_citations(
    visit: Visit, tmp_path: Path, by_key: bool
) -> None:
    permit = cited_permit(visit, tmp_path)
    before = visit.stored().evidence
    part = register(visit)
    part.table.selectRow(1)
    visit.strike(K.Key_Delete, K.Key_Return)
    assert len(visit.stored().evidence.documents) == 2
    line = visit.shop.screen.findChild(IntakeLine)
    assert line.words.text() == "“Permit” is removed from the register, with every citation."
    if by_key:
        visit.bot.keyClick(QApplication.focusWidget(), K.Key_Z, CTRL)
    else:
        visit.bot.mouseClick(line.undo_button, LEFT)
    assert visit.stored().evidence == before
    assert [cell(part, row, 0) for row in range(3)] == ["Design", "Permit", "Manual"]
    assert visit.presenter.evidence.original(permit.sha256 or "").startswith(b"%PDF")
    assert not line.isVisible()


def test_the_file_of_a_document_is_taken_away_and_comes_back(visit: Visit, tmp_path: Path) -> None:
    permit = cited_permit(visit, tmp_path)
    part = register(visit)
    part.table.selectRow(0)
    assert not part.detach_button.isVisible()
    part.table.selectRow(1)
    visit.strike(K.Key_U)
    assert visit.stored().evidence.documents[1].sha256 is None
    assert cell(part, 1, FILE) == ""
    line = visit.shop.screen.findChild(IntakeLine)
    assert line.words.text() == "The file “permit.pdf” no longer stands with “Permit”."
    visit.bot.mouseClick(line.undo_button, LEFT)
    assert visit.stored().evidence.documents[1] == permit


def test_a_file_put_in_place_of_another_can_be_taken_back(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    permit = cited_permit(visit, tmp_path)
    other = tmp_path / "wrong.pdf"
    other.write_bytes(plain_pdf(1))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a: ([str(other)], ""))
    part = register(visit)
    part.table.selectRow(1)
    visit.strike(K.Key_P)
    wait_for_intake(visit)
    assert visit.stored().evidence.documents[1].file_name == "wrong.pdf"
    visit.bot.keyClick(part.table, K.Key_Z, CTRL)
    assert visit.stored().evidence.documents[1] == permit


def test_the_papers_of_the_facility_are_taken_over(visit: Visit) -> None:
    facility = visit.presenter.state.facility
    paper = FacilityPaper(PaperKind.PERMIT, "Safety declaration", "5")
    facilities.set_papers(visit.shop.desk, facility.id, (paper,))
    visit.shop.context.open_assessment(visit.assessment_id)
    part = register(visit)
    assert part.papers_button.text() == "Take over 1 paper of the facility"
    visit.bot.mouseClick(part.papers_button, LEFT)
    (document,) = visit.stored().evidence.documents
    assert (document.title, document.seen_as) == ("Safety declaration", SeenAs.NOT_SHOWN)
    assert not part.papers_button.isVisible()


def test_a_closed_assessment_shows_its_register_and_changes_nothing(visit: Visit) -> None:
    given_documents(visit, Document("", "", "Permit"))
    close_assessment(visit)
    part = register(visit)
    assert cell(part, 0, 0) == "Permit"
    for button in (part.add_button, part.change_button, part.file_button, part.remove_button):
        assert not button.isEnabled()
    part.table.setFocus()
    visit.strike(K.Key_W, K.Key_Return, K.Key_Delete, K.Key_P)
    assert len(visit.stored().evidence.documents) == 1
