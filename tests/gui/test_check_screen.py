"""The check list in the window: each point leads to its place, errors are explained, the assessment is closed there."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import close_as_it_is, explain_errors
from tests.gui.sample import question_id
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import PERSON, Shop, type_words
from tests.pictures_for_tests import photo
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.evidence import Document
from tmfcheck.domain.fingerprints import grouped
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.gui.dialogs.closing_dialog import ClosingDialog
from tmfcheck.gui.dialogs.revision_dialog import RevisionDialog
from tmfcheck.gui.presenters.assessment_presenter import Lock
from tmfcheck.gui.screens.check_screen import CheckScreen
from tmfcheck.gui.widgets.point_card import PointCard
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.point_words import point_sentence
from tmfcheck.services import assessing, closing, documents, evidence, facilities, listing

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ALL_YES = {question_id(number): Answer("yes", "measured") for number in range(12)}


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def checking(visit: Visit) -> CheckScreen:
    visit.shop.context.go("check")
    screen = visit.shop.screen
    assert isinstance(screen, CheckScreen)
    visit.settle()
    return screen


def card_of(screen: CheckScreen, kind: PointKind) -> PointCard:
    return next(card for card in screen.cards if card.point.kind is kind)


def kinds(screen: CheckScreen) -> list[PointKind]:
    return [card.point.kind for card in screen.cards]


def press(visit: Visit, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    visit.bot.mouseClick(button, LEFT)
    visit.settle()


# ------------------------------------------------------------ seeing and going


def test_the_assessment_says_how_many_points_stand_open_and_leads_to_them(visit: Visit) -> None:
    visit.given({"A1.01": Answer("yes", "measured")})
    progress = visit.answering().side.progress
    visit.bot.waitUntil(lambda: progress.findings.text() == "Check: 1 error · 2 warnings")
    visit.strike(K.Key_2)
    visit.bot.waitUntil(lambda: progress.findings.text() == "Check: 1 error · 3 warnings")
    press(visit, progress.check_button)
    screen = visit.shop.screen
    assert isinstance(screen, CheckScreen)
    assert kinds(screen)[:2] == [PointKind.UNANSWERED, PointKind.YES_ON_NOTHING]


def test_a_point_leads_to_its_question_and_the_list_is_shorter_on_coming_back(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    screen = checking(visit)
    assert not screen.head.close_button.isEnabled()
    press(visit, card_of(screen, PointKind.WITHOUT_REASON).links[0])
    assert visit.shop.screen.name == "assessment"
    assert visit.presenter.question_id == "A1.02"
    visit.strike(K.Key_1, K.Key_B, K.Key_1)
    screen = checking(visit)
    assert PointKind.WITHOUT_REASON not in kinds(screen)
    assert screen.head.close_button.isEnabled()


def test_points_lead_to_measures_and_to_the_facility_s_facts(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.01": Answer("no", "measured", comment="x")})
    screen = checking(visit)
    measure = card_of(screen, PointKind.MEASURE_UNDECIDED)
    press(visit, measure.links[0])
    assert visit.shop.screen.name == "measures"
    assert visit.shop.screen.place() == measure.point.subjects[0].id
    press(visit, card_of(checking(visit), PointKind.NO_INDEX).links[0])
    facility = visit.shop.screen
    assert facility.name == "facility"
    assert facility.fields["volume_m3"].isAncestorOf(facility.focusWidget())


def test_a_link_tells_the_question_behind_its_id(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    screen = checking(visit)
    assert "Is part 1 in order?" in card_of(screen, PointKind.WITHOUT_REASON).links[0].toolTip()
    assert screen.cards[0].links[0].hasFocus()


def test_the_visit_leads_to_where_it_is_written(visit: Visit) -> None:
    visit.given(ALL_YES)
    link = card_of(checking(visit), PointKind.VISIT_MISSING).links[0]
    press(visit, link)
    assert visit.shop.screen.name == "evidence"
    assert visit.shop.screen.place() == "visit"


def test_evidence_and_documents_lead_into_the_evidence_file(visit: Visit) -> None:
    visit.given(ALL_YES)
    desk, state = visit.shop.desk, visit.stored()
    state = evidence.attach(desk, state, evidence.prepare_bytes(photo(1), "far.jpg"))
    expired = Document("", state.assessment.id, "Permit", valid_to=date(2020, 1, 1))
    documents.add_document(desk, state, expired)
    visit.shop.context.open_assessment(visit.assessment_id)
    press(visit, card_of(checking(visit), PointKind.DOCUMENT_EXPIRED).links[0])
    assert visit.shop.screen.place() == "documents"
    press(visit, card_of(checking(visit), PointKind.EVIDENCE_UNASSIGNED).links[0])
    assert visit.shop.screen.place() == "photos"


def test_keys_go_through_the_points_and_into_the_explanations(visit: Visit) -> None:
    visit.given({"A1.01": Answer("unknown")})
    screen = checking(visit)
    screen.setFocus()
    visit.strike(K.Key_N)
    assert screen.cards[0].links[0].hasFocus()
    visit.strike(K.Key_N)
    assert screen.cards[1].links[0].hasFocus()
    visit.strike(K.Key_E)
    assert screen.cards[0].field.hasFocus()


def test_many_questions_are_counted_and_not_all_listed(shop: Shop, qtbot: QtBot) -> None:
    from tests.gui.visit import begin_visit as begin

    visit = begin(shop, qtbot)
    card = card_of(checking(visit), PointKind.UNANSWERED)
    assert len(card.links) == 12
    assert card.point.subjects[0].place is Place.QUESTION


# ------------------------------------------------------------ explaining


def test_an_error_is_explained_where_it_stands(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    screen = checking(visit)
    card = card_of(screen, PointKind.WITHOUT_REASON)
    assert not card.store_button.isEnabled()
    type_words(card.field, "Лодки не было")
    press(visit, card.store_button)
    (kept,) = visit.stored().evidence.explanations.values()
    assert (kept.code, kept.text, kept.by) == ("WITHOUT_REASON", "Лодки не было", PERSON)
    assert screen.head.close_button.isEnabled()
    again = card_of(screen, PointKind.WITHOUT_REASON)
    assert again.field.toPlainText() == "Лодки не было"


def test_an_explanation_being_written_is_not_lost_on_leaving(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    type_words(card_of(checking(visit), PointKind.WITHOUT_REASON).field, "No boat")
    visit.shop.context.go("results")
    assert visit.stored().evidence.explanations["WITHOUT_REASON"].text == "No boat"


def test_storing_one_explanation_loses_no_other_being_written(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown"), "A1.04": Answer("yes")})
    screen = checking(visit)
    assert kinds(screen)[:2] == [PointKind.WITHOUT_REASON, PointKind.CRITICAL_ON_NOTHING]
    first, second = screen.cards[:2]
    type_words(first.field, "No boat")
    type_words(second.field, "Seen from the crest")
    press(visit, second.store_button)
    stored = {code: each.text for code, each in visit.stored().evidence.explanations.items()}
    assert stored == {"WITHOUT_REASON": "No boat", "CRITICAL_ON_NOTHING": "Seen from the crest"}


def test_an_explanation_that_is_emptied_is_taken_back(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    explain_errors(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    card = card_of(checking(visit), PointKind.WITHOUT_REASON)
    card.field.selectAll()
    visit.bot.keyClick(card.field, K.Key_Delete)
    visit.bot.keyClick(card.field, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert visit.stored().evidence.explanations == {}


def test_a_place_that_comes_later_is_shown_apart_and_asks_again(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    explain_errors(visit.shop.desk, visit.assessment_id)
    visit.given({"A1.03": Answer("unknown")})
    screen = checking(visit)
    card = card_of(screen, PointKind.WITHOUT_REASON)
    assert card.property("kind") == "danger"
    assert [link.accessibleName() for link in card.links] == ["A1.03", "A1.02"]
    assert not screen.head.close_button.isEnabled()
    screen.setFocus()
    visit.strike(K.Key_E)
    assert card.field.hasFocus()
    visit.answering("A1.01")
    assert len(visit.stored().evidence.explanations["WITHOUT_REASON"].covers) == 1, "leaving is no assent"
    screen = checking(visit)
    press(visit, card_of(screen, PointKind.WITHOUT_REASON).store_button)
    covered = visit.stored().evidence.explanations["WITHOUT_REASON"].covers
    assert [each.id for each in covered] == ["A1.02", "A1.03"]
    card = card_of(screen, PointKind.WITHOUT_REASON)
    assert card.property("kind") == "card"
    assert not card.store_button.isEnabled()
    assert screen.head.close_button.isEnabled()


# ------------------------------------------------------------ closing


def closing_dialog(visit: Visit) -> ClosingDialog:
    press(visit, checking(visit).head.close_button)
    dialog = visit.dialog()
    assert isinstance(dialog, ClosingDialog)
    return dialog


def test_closing_asks_once_more_and_counts_what_stays(visit: Visit) -> None:
    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    explain_errors(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    dialog = closing_dialog(visit)
    assert not dialog.primary.isEnabled()
    visit.bot.keyClick(dialog, K.Key_Return)
    assert not visit.stored().assessment.is_closed
    dialog = closing_dialog(visit)
    visit.bot.mouseClick(dialog.tick, LEFT, pos=QPoint(8, dialog.tick.height() // 2))
    press(visit, dialog.primary)
    stored = visit.stored()
    assert (stored.assessment.is_closed, stored.assessment.closed_by) == (True, PERSON)
    assert stored.evidence.explanations["WITHOUT_REASON"].text == "Only a test"


def test_a_closed_assessment_shows_its_fingerprint_and_what_stood(visit: Visit) -> None:
    visit.given(ALL_YES)
    dialog = closing_dialog(visit)
    visit.bot.mouseClick(dialog.tick, LEFT, pos=QPoint(8, dialog.tick.height() // 2))
    press(visit, dialog.primary)
    screen = checking(visit)
    fingerprint = visit.stored().assessment.fingerprint
    assert fingerprint is not None
    assert grouped(fingerprint) in screen.head.fingerprint.text(), "as the signature page prints it"
    assert not screen.head.close_button.isVisible()
    assert PointKind.VISIT_MISSING in kinds(screen)
    assert "2 warnings" in screen.head.words.text()
    button = visit.answering().side.progress.check_button
    visit.bot.waitUntil(lambda: button.text() == "Closed: fingerprint and versions")


# ------------------------------------------------------------ correcting


def test_a_correction_opens_beside_the_closed_one_with_its_reason(visit: Visit) -> None:
    visit.given(ALL_YES)
    close_as_it_is(visit.shop.desk, visit.assessment_id)
    visit.shop.context.open_assessment(visit.assessment_id)
    press(visit, checking(visit).head.revise_button)
    dialog = visit.dialog()
    assert isinstance(dialog, RevisionDialog)
    press(visit, dialog.confirm_button)
    assert dialog.isVisible()
    assert "reason" in dialog.problem_text()
    type_words(dialog.reason, "Gauge misread")
    press(visit, dialog.confirm_button)
    heading = visit.presenter.state.assessment
    assert (heading.revision, heading.revises, heading.revision_reason) == (2, visit.assessment_id, "Gauge misread")
    assert visit.presenter.lock is None
    screen = checking(visit)
    assert "Version 2 · not closed yet · Gauge misread (this one)" in screen.head.chain.text()

    visit.shop.context.open_assessment(visit.assessment_id)
    screen = checking(visit)
    assert visit.presenter.lock is Lock.CLOSED
    assert not screen.head.revise_button.isVisible()
    press(visit, screen.head.newer_button)
    assert visit.presenter.state.assessment.id == heading.id


def test_the_facility_shows_versions_as_a_chain(visit: Visit) -> None:
    desk = visit.shop.desk
    visit.given(ALL_YES)
    close_as_it_is(desk, visit.assessment_id)
    second = closing.revise(desk, visit.assessment_id, "Gauge misread").assessment.id
    facility = assessing.load_state(desk, second).facility
    other = assessing.start_assessment(desk, facility.id, "sample", "A", by="X").id
    close_as_it_is(desk, other)
    from tmfcheck.gui.widgets.facility_pane import versions_together

    order = [each.id for each in versions_together(listing.list_assessments(desk, facility.id))]
    assert order == [second, visit.assessment_id, other]
    visit.shop.context.go("home")
    visit.settle()
    cards = visit.shop.screen.pane.cards
    assert ["Version 2" in card.accessible_words() for card in cards] == [True, False, False]
    assert cards[1].mapToGlobal(cards[1].rect().topLeft()).x() > cards[0].mapToGlobal(cards[0].rect().topLeft()).x()


def test_nothing_can_be_closed_or_explained_in_an_archive_somebody_else_holds(visit: Visit, qtbot: QtBot) -> None:
    from tests.gui.window import open_shop

    visit.given({**ALL_YES, "A1.02": Answer("unknown")})
    folder = visit.shop.desk.archive.path.parent
    second = Visit(open_shop(qtbot, folder, settings=folder / "second.ini"), qtbot, visit.assessment_id)
    second.shop.context.open_assessment(visit.assessment_id)
    screen = checking(second)
    assert not screen.head.close_button.isVisible()
    assert not any(card.has_field for card in screen.cards)
    second.shop.close()


# ------------------------------------------------------------ words


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("number", [1, 3, 7])
def test_every_kind_of_point_has_a_sentence(language: str, number: int) -> None:
    subjects = tuple(Subject(Place.QUESTION, f"A1.{at:02d}") for at in range(number))
    sentences = [point_sentence(OpenPoint(kind, Severity.HINT, subjects), Texts(language)) for kind in PointKind]
    assert all(sentence and "{" not in sentence for sentence in sentences)
    assert len(set(sentences)) == len(PointKind)


def test_the_screen_opens_in_every_language(visit: Visit) -> None:
    visit.given({"A1.01": Answer("unknown", reason="refused", danger=True), "A1.02": Answer("no")})
    facilities.update_facility(visit.shop.desk, visit.presenter.state.facility.id, name="Ү")
    for language in LANGUAGES:
        visit.shop.context.use_languages(window=language, content=language)
        assert len(checking(visit).cards) >= 6
