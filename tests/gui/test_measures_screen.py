"""The programme in the window: bands, what-if, and every decision in the archive's file, by mouse and by key."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.closing_for_tests import explain_errors
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.measures import Decision, MeasureDecision, msr_if_done
from tmfcheck.domain.pack import Term
from tmfcheck.gui.dialogs.measure_dialog import MeasureDialog
from tmfcheck.gui.dialogs.own_measure_dialog import OwnMeasureDialog
from tmfcheck.gui.theme import ThemeName
from tmfcheck.gui.widgets.measure_panel import MeasurePanel
from tmfcheck.gui.widgets.question_link import QuestionLink
from tmfcheck.i18n import LANGUAGES

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ANSWERS = {"A1.01": Answer("no"), "A1.02": Answer("mostly_no"), "A1.04": Answer("no"), "A2.05": Answer("unknown")}


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    """Two short-term measures of no, one of unknown, one medium-term of mostly no; no long-term measure."""
    return begin_visit(shop, qtbot, ANSWERS)


def decision(visit: Visit, measure: str) -> MeasureDecision:
    return visit.stored().decisions.get(measure, MeasureDecision(measure))


def dialog(visit: Visit) -> MeasureDialog:
    found = visit.dialog()
    assert isinstance(found, MeasureDialog)
    return found


def go_to(visit: Visit, measure: str) -> None:
    visit.measures().tree.go_to(measure)


def test_the_bands_hold_the_programme_in_its_order(visit: Visit) -> None:
    tree = visit.measures().tree
    bands = tree.bands()
    assert [band.term for band in bands] == [Term.SHORT, Term.MEDIUM, Term.LONG]
    shown = [row.id for band in bands for row in band.rows]
    assert shown == [item.measure for item in visit.presenter.state.programme]
    assert [row.rank for band in bands for row in band.rows] == [1, 2, 3, 4]


def test_an_empty_band_says_so_in_a_sentence(visit: Visit) -> None:
    tree = visit.measures().tree
    model = tree.model()
    band = model.index(2, 0)
    assert model.rowCount(band) == 1
    assert str(model.index(0, 0, band).data()).endswith(".")


def test_no_measure_at_all_is_said_too(shop: Shop, qtbot: QtBot) -> None:
    visit = begin_visit(shop, qtbot)
    screen = visit.measures()
    assert screen.tree.present() is None
    assert not screen.panel.accept_button.isVisible()
    visit.strike(K.Key_A, K.Key_R, K.Key_Space, K.Key_Return)
    assert visit.stored().decisions == {}


def test_up_and_down_pass_over_headings(visit: Visit) -> None:
    tree = visit.measures().tree
    seen = [tree.present().id]  # type: ignore[union-attr]
    for _ in range(3):
        visit.strike(K.Key_Down)
        seen.append(tree.present().id)  # type: ignore[union-attr]
    assert seen == [item.measure for item in visit.presenter.state.programme]


def test_a_accepts_and_takes_back(visit: Visit) -> None:
    go_to(visit, "M-DAM-00")
    visit.strike(K.Key_A)
    assert decision(visit, "M-DAM-00").decision is Decision.ACCEPTED
    visit.strike(K.Key_A)
    assert decision(visit, "M-DAM-00").decision is Decision.PROPOSED


def test_the_button_accepts(visit: Visit) -> None:
    screen = visit.measures()
    screen.tree.go_to("M-DAM-01")
    visit.bot.mouseClick(screen.panel.accept_button, LEFT)
    assert decision(visit, "M-DAM-01").decision is Decision.ACCEPTED
    assert screen.tree.present().id == "M-DAM-01"  # type: ignore[union-attr]


def test_keys_work_in_a_cyrillic_layout(visit: Visit) -> None:
    go_to(visit, "M-DAM-00")
    visit.type("ф")
    assert decision(visit, "M-DAM-00").decision is Decision.ACCEPTED


def test_rejecting_without_a_reason_stays_open_and_stores_nothing(visit: Visit) -> None:
    go_to(visit, "M-DAM-00")
    visit.strike(K.Key_R)
    assert dialog(visit).reason.hasFocus()
    visit.bot.mouseClick(dialog(visit).confirm_button, LEFT)
    assert dialog(visit).problem_text()
    assert decision(visit, "M-DAM-00") == MeasureDecision("M-DAM-00")
    visit.type("Amr: done already")
    visit.bot.keyClick(dialog(visit).reason, K.Key_Return)
    stored = decision(visit, "M-DAM-00")
    assert (stored.decision, stored.reason) == (Decision.REJECTED, "Amr: done already")
    assert QApplication.activeModalWidget() is None


def test_moving_needs_a_reason_and_changes_the_band(visit: Visit) -> None:
    screen = visit.measures()
    screen.tree.go_to("M-DAM-00")
    visit.strike(K.Key_M)
    opened = dialog(visit)
    opened.term.setCurrentIndex(2)
    opened.accept()
    assert opened.problem_text()
    opened.term_reason.setText("needs a design")
    opened.accept()
    stored = decision(visit, "M-DAM-00")
    assert (stored.term, stored.term_reason) == (Term.LONG, "needs a design")
    assert [row.id for row in screen.tree.bands()[2].rows] == ["M-DAM-00"]
    assert screen.tree.present().id == "M-DAM-00"  # type: ignore[union-attr]


def test_owner_date_and_cost_are_stored(visit: Visit) -> None:
    go_to(visit, "M-DAM-00")
    visit.strike(K.Key_O)
    opened = dialog(visit)
    assert opened.owner.hasFocus()
    visit.type("Бас инженер")
    opened.cost.setText("40 000")
    opened.has_due.click()
    opened.due.setDate(QDate(2027, 3, 31))
    opened.accept()
    stored = decision(visit, "M-DAM-00")
    assert (stored.owner, stored.cost, stored.due_on) == ("Бас инженер", "40 000", date(2027, 3, 31))


def test_a_suggested_date_is_shown_as_such_and_not_stored(visit: Visit) -> None:
    screen = visit.measures()
    screen.tree.go_to("M-DAM-00")
    assert "suggested" in screen.tree.present().due  # type: ignore[union-attr]
    visit.strike(K.Key_O)
    dialog(visit).owner.setText("Somebody")
    dialog(visit).accept()
    assert decision(visit, "M-DAM-00").due_on is None


def test_turning_away_changes_nothing(visit: Visit) -> None:
    go_to(visit, "M-DAM-00")
    visit.strike(K.Key_R)
    dialog(visit).reason.setText("no")
    visit.bot.keyClick(dialog(visit), K.Key_Escape)
    assert decision(visit, "M-DAM-00") == MeasureDecision("M-DAM-00")


def test_an_own_measure_joins_the_programme(visit: Visit) -> None:
    screen = visit.measures()
    visit.strike(K.Key_W)
    opened = visit.dialog()
    assert isinstance(opened, OwnMeasureDialog)
    opened.accept()
    assert opened.problem_text()
    visit.type("Fence the access road")
    opened.text.setFocus()
    visit.type("Both gates")
    visit.bot.keyClick(opened.text, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    own = decision(visit, "OWN-01")
    assert (own.own_title, own.term) == ("Fence the access road", Term.SHORT)
    assert "OWN-01" in [row.id for band in screen.tree.bands() for row in band.rows]
    screen.tree.go_to("OWN-01")
    assert screen.panel.title.words == "Fence the access road"


def test_ticks_show_the_msr_the_measures_would_give_together(visit: Visit) -> None:
    screen = visit.measures()
    for measure in ("M-DAM-00", "M-DAM-01"):
        screen.tree.go_to(measure)
        visit.strike(K.Key_Space)
    state = visit.presenter.state
    chosen = [score for score in state.measures if score.measure in ("M-DAM-00", "M-DAM-01")]
    then = msr_if_done(state.pack, state.given, state.evaluation, chosen)
    assert visit.shop.context.texts.percent(then) in screen.what_if.then.text()
    assert screen.what_if.bar.if_done == then
    visit.bot.mouseClick(screen.what_if.clear, LEFT)
    assert screen.what_if.then.text() == ""
    assert visit.stored().decisions == {}


def test_a_click_on_the_box_ticks(visit: Visit) -> None:
    screen = visit.measures()
    box = screen.tree.tick_box("M-DAM-01")
    visit.bot.mouseClick(screen.tree.viewport(), LEFT, pos=box.center())
    assert screen.ticked == {"M-DAM-01"}
    visit.bot.mouseClick(screen.tree.viewport(), LEFT, pos=box.center())
    assert screen.ticked == frozenset()


def test_the_details_lead_to_the_question_that_calls_for_the_measure(visit: Visit) -> None:
    screen = visit.measures()
    screen.tree.go_to("M-DAM-01")
    visit.settle()
    links = [link for link in screen.panel.findChildren(QuestionLink) if not link.isHidden()]
    assert [link.question.id for link in links] == ["A1.02"]
    visit.bot.mouseClick(links[0], LEFT)
    assert visit.presenter.question_id == "A1.02"


def test_enter_goes_to_the_details_and_escape_back(visit: Visit) -> None:
    screen = visit.measures()
    visit.strike(K.Key_Return)
    assert isinstance(screen.panel, MeasurePanel)
    assert screen.panel.accept_button.hasFocus()
    visit.strike(K.Key_Escape)
    assert screen.tree.hasFocus()


def test_a_medium_term_measure_names_its_interim_measure(visit: Visit) -> None:
    screen = visit.measures()
    screen.tree.go_to("M-DAM-01")
    visit.settle()
    assert "M-DAM-00" in screen.panel.all_words()


def test_a_decision_outlives_the_answer_that_called_for_the_measure(visit: Visit) -> None:
    go_to(visit, "M-DAM-00")
    visit.strike(K.Key_A)
    visit.given({"A1.01": Answer("yes")})
    rows = [row for band in visit.measures().tree.bands() for row in band.rows]
    assert "M-DAM-00" in [row.id for row in rows]


def test_nothing_can_be_decided_in_a_closed_assessment(visit: Visit) -> None:
    visit.presenter.take(explain_errors(visit.shop.desk, visit.assessment_id))
    assert visit.presenter.close()
    screen = visit.measures()
    visit.strike(K.Key_A, K.Key_R, K.Key_M, K.Key_O, K.Key_W)
    assert QApplication.activeModalWidget() is None
    assert visit.stored().decisions == {}
    assert not screen.panel.accept_button.isEnabled()
    assert not screen.add_button.isVisible()


def test_the_place_survives_a_change_of_language(visit: Visit) -> None:
    go_to(visit, "M-DAM-01")
    visit.shop.context.use_languages(window="kk", content="kk")
    assert visit.shop.screen.place() == "M-DAM-01"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_language_and_theme_shows_the_programme(
    visit: Visit, language: str, theme: ThemeName, size: tuple[int, int]
) -> None:
    visit.shop.context.use_look(theme=theme)
    visit.shop.context.use_languages(window=language, content=language)
    visit.shop.window.resize(*size)
    screen = visit.measures()
    header = screen.tree.header()
    assert header.length() <= screen.tree.viewport().width() + 1
    assert header.sectionSize(0) >= 220
    assert not screen.grab().isNull()
