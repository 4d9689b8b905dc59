"""The screen an inspector lives in: every answer, text and mark is in the archive's file, by mouse and by key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.visit import Visit, begin_visit
from tests.gui.window import PERSON, Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.dialogs.all_keys_dialog import AllKeysDialog
from tmfcheck.gui.dialogs.danger_dialog import DangerDialog
from tmfcheck.gui.presenters.question_filter import QuestionFilter
from tmfcheck.gui.screens.report_screen import ReportScreen
from tmfcheck.gui.theme import ThemeName

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ANSWER_KEYS = {
    K.Key_1: "yes",
    K.Key_2: "mostly_yes",
    K.Key_3: "mostly_no",
    K.Key_4: "no",
    K.Key_5: "unknown",
    K.Key_6: "not_applicable",
}


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


@pytest.fixture
def calm_visit(visit: Visit) -> Iterator[Visit]:
    """One that does not move on by itself."""
    visit.shop.context.settings.moves_on_after_answer = False
    yield visit


# ---------------------------------------------------------------- answering


@pytest.mark.parametrize(("key", "value"), ANSWER_KEYS.items())
def test_a_key_stores_its_answer(calm_visit: Visit, key: Qt.Key, value: str) -> None:
    calm_visit.answering("A1.01")
    calm_visit.strike(key)
    assert calm_visit.answer("A1.01").value == value


def test_a_click_stores_its_answer_and_the_header_says_when(calm_visit: Visit) -> None:
    screen = calm_visit.answering("A1.02")
    with calm_visit.bot.waitSignal(calm_visit.shop.context.saved):
        calm_visit.bot.mouseClick(screen.card.answers.button_of("mostly_no"), LEFT)
    assert calm_visit.answer("A1.02").value == "mostly_no"
    assert screen.card.answers.button_of("mostly_no").isChecked()


def test_an_answer_carries_the_person_of_the_settings(calm_visit: Visit) -> None:
    calm_visit.shop.context.settings.user_name = "Somebody else"
    calm_visit.answering("A1.01")
    calm_visit.strike(K.Key_1)
    assert calm_visit.stored().answers["A1.01"].by == "Somebody else"


@pytest.mark.parametrize("sign", ["1", '"'])
def test_an_answer_needs_no_change_of_the_keyboard_layout(calm_visit: Visit, sign: str) -> None:
    calm_visit.answering("A1.01")
    calm_visit.type(sign)
    assert calm_visit.answer("A1.01").value == "yes"


def test_an_answer_moves_on_by_itself(visit: Visit) -> None:
    visit.answering("A1.01")
    visit.strike(K.Key_1)
    visit.bot.waitUntil(lambda: visit.presenter.question_id == "A1.02")


def test_an_answer_stays_where_the_setting_says_so(calm_visit: Visit) -> None:
    screen = calm_visit.answering("A1.01")
    calm_visit.strike(K.Key_1)
    assert not screen.is_moving_on()
    assert calm_visit.presenter.question_id == "A1.01"


def test_a_key_struck_twice_within_the_breath_answers_one_question(visit: Visit) -> None:
    visit.shop.context.settings.move_on_delay_ms = 60_000
    screen = visit.answering("A1.01")
    visit.strike(K.Key_1)
    assert screen.is_moving_on()
    visit.strike(K.Key_1)
    assert visit.presenter.question_id == "A1.01"
    assert visit.answer("A1.02").value is None


def test_another_key_within_the_breath_corrects_the_same_answer(visit: Visit) -> None:
    visit.shop.context.settings.move_on_delay_ms = 60_000
    visit.answering("A1.01")
    visit.strike(K.Key_1, K.Key_2)
    assert visit.answer("A1.01").value == "mostly_yes"
    assert visit.answer("A1.02").value is None


@pytest.mark.parametrize("key", [K.Key_3, K.Key_4])
def test_a_negative_answer_opens_the_comment_first(visit: Visit, key: Qt.Key) -> None:
    screen = visit.answering("A1.01")
    visit.strike(key)
    assert screen.card.comment.hasFocus()
    assert not screen.is_moving_on()
    visit.type("Riss links")
    visit.bot.keyClick(screen.card.comment, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    visit.settle()
    assert visit.answer("A1.01").comment == "Riss links"
    assert visit.presenter.question_id == "A1.02"


@pytest.mark.parametrize(("key", "value"), [(K.Key_5, "unknown"), (K.Key_6, "not_applicable")])
def test_what_was_not_assessed_asks_for_its_reason_by_digit(visit: Visit, key: Qt.Key, value: str) -> None:
    screen = visit.answering("A1.01")
    visit.strike(key)
    assert any(chip.hasFocus() for chip in screen.card.reason.chips)
    visit.strike(K.Key_4)
    assert visit.answer("A1.01") == Answer(value, reason="weather")
    assert screen.column.hasFocus()


def test_a_reason_goes_with_an_answer_that_needs_none(calm_visit: Visit) -> None:
    screen = calm_visit.answering("A1.01")
    calm_visit.strike(K.Key_6, K.Key_1)
    assert calm_visit.answer("A1.01").reason == "no_access"
    calm_visit.strike(K.Key_1)
    assert calm_visit.answer("A1.01") == Answer("yes")
    assert not screen.card.reason.isVisible()


def test_basis_is_chosen_by_key_and_digit_and_taken_back_by_the_same(calm_visit: Visit) -> None:
    screen = calm_visit.answering("A1.01")
    calm_visit.strike(K.Key_B, K.Key_2)
    assert calm_visit.answer("A1.01").basis == "seen_on_site"
    assert screen.column.hasFocus()
    calm_visit.bot.mouseClick(screen.card.basis.chip_of("seen_on_site"), LEFT)
    assert calm_visit.answer("A1.01").basis is None


def test_delete_makes_a_question_unanswered_again_and_keeps_its_comment(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no", comment="Riss")})
    visit.answering("A1.01")
    visit.strike(K.Key_Delete)
    assert visit.answer("A1.01") == Answer(comment="Riss")


def test_undo_takes_back_the_last_answer_and_returns_to_it(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no")})
    screen = visit.answering("A1.01")
    visit.strike(K.Key_1)
    visit.bot.waitUntil(lambda: visit.presenter.question_id == "A1.02")
    visit.strike(K.Key_1)
    visit.bot.waitUntil(lambda: visit.presenter.question_id == "A1.03")
    for question, value in (("A1.02", None), ("A1.01", "no")):
        visit.bot.keyClick(screen.column, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert visit.answer(question).value == value
        assert visit.presenter.question_id == question
    visit.bot.keyClick(screen.column, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert visit.answer("A1.01").value == "no"


def test_undo_keeps_what_was_written_meanwhile(calm_visit: Visit) -> None:
    screen = calm_visit.answering("A1.01")
    calm_visit.strike(K.Key_1, K.Key_C)
    calm_visit.type("Wasser")
    calm_visit.strike(K.Key_Escape)
    calm_visit.bot.keyClick(screen.column, K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert calm_visit.answer("A1.01") == Answer(comment="Wasser")


# ---------------------------------------------------------------- going about


def test_up_and_down_move_and_stop_at_the_ends(visit: Visit) -> None:
    visit.answering("A1.01")
    visit.strike(K.Key_Up)
    assert visit.presenter.question_id == "A1.01"
    visit.strike(K.Key_Down, K.Key_Down, K.Key_Up)
    assert visit.presenter.question_id == "A1.02"


def test_the_card_stays_where_the_eye_is(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    place = screen.card.pos()
    for _ in range(len(visit.presenter.state.questions) - 1):
        visit.strike(K.Key_Down)
        assert screen.card.pos() == place


def test_a_line_of_another_question_leads_to_it(visit: Visit) -> None:
    screen = visit.answering("A1.02")
    place = screen.column.line_rect("A1.01").center()
    visit.bot.mouseClick(screen.column.viewport(), LEFT, pos=place)
    assert visit.presenter.question_id == "A1.01"


def test_next_unanswered_goes_round(visit: Visit) -> None:
    ids = [question.id for question in visit.presenter.state.questions]
    visit.given({name: Answer("yes") for name in ids if name not in ("A1.02", ids[-1])})
    visit.answering("A1.03")
    visit.strike(K.Key_N)
    assert visit.presenter.question_id == ids[-1]
    visit.strike(K.Key_N)
    assert visit.presenter.question_id == "A1.02"


def test_a_section_leads_to_its_first_unanswered_question(visit: Visit) -> None:
    visit.given({"A2.05": Answer("yes")})
    screen = visit.answering("A1.01")
    model = screen.side.sections.model()
    row = next(n for n in range(model.rowCount()) if str(model.index(n, 0).data()).startswith("Stretch 2"))
    centre = screen.side.sections.visualRect(model.index(row, 0)).center()
    visit.bot.mouseClick(screen.side.sections.viewport(), LEFT, pos=centre)
    assert visit.presenter.question_id == "A2.06"


def test_a_filter_shows_its_questions_and_their_number(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no"), "A1.03": Answer("mostly_no"), "A1.02": Answer("yes")})
    screen = visit.answering("A1.01")
    assert screen.filters.chip_of("negative").count == 2
    visit.strike(K.Key_F, K.Key_4)
    assert visit.presenter.selection.question_filter is QuestionFilter.NEGATIVE
    assert [question.id for question in visit.presenter.shown] == ["A1.01", "A1.03"]
    visit.strike(K.Key_Down)
    assert visit.presenter.question_id == "A1.03"


def test_a_filter_nothing_fits_says_so(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    assert not screen.notice.isVisible()
    visit.strike(K.Key_F, K.Key_5)
    assert screen.notice.isVisible()
    assert [question.id for question in visit.presenter.shown] == ["A1.01"]


def test_an_answered_question_leaves_the_filter_only_when_left(calm_visit: Visit) -> None:
    calm_visit.answering("A1.01")
    calm_visit.strike(K.Key_F, K.Key_2, K.Key_1)
    assert calm_visit.presenter.shown[0].id == "A1.01"
    calm_visit.strike(K.Key_Down)
    assert calm_visit.presenter.shown[0].id == "A1.02"


def test_search_finds_words_of_any_language_and_goes_there(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.strike(K.Key_Slash)
    assert screen.side.search.hasFocus()
    visit.type("часть 8?")
    assert [question.id for question in visit.presenter.found()] == ["A1.09"]
    visit.strike(K.Key_Return)
    assert visit.presenter.question_id == "A1.09"
    assert screen.column.hasFocus()
    assert len(visit.presenter.shown) == len(visit.presenter.state.questions)


@pytest.mark.parametrize("typed", ["a1.03", "НАЙДЁТ путь", "жол табады 2", "бойымен журиниз 2-бөлік"])
def test_search_looks_into_guidance_in_every_language(visit: Visit, typed: str) -> None:
    visit.answering("A1.01")
    visit.strike(K.Key_Slash)
    visit.type(typed)
    found = [question.id for question in visit.presenter.found()]
    assert "A1.03" in found


def test_search_finds_what_was_written_down_here(visit: Visit) -> None:
    visit.given({"A1.02": Answer("no", comment="Қазық 7 жанындағы жарықшақ"), "A2.05": Answer(document="Plan 17/3")})
    visit.answering("A1.01")
    visit.strike(K.Key_Slash)
    visit.type("казык 7")
    assert [question.id for question in visit.presenter.found()] == ["A1.02"]
    visit.strike(K.Key_Escape, K.Key_Slash)
    visit.type("plan 17 участок")
    assert visit.presenter.found() == ()
    visit.strike(K.Key_Escape, K.Key_Slash)
    visit.type("plan 17 часть")
    assert [question.id for question in visit.presenter.found()] == ["A2.05"]


def test_escape_leaves_the_search_and_shows_everything_again(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.strike(K.Key_Slash)
    visit.type("part 7")
    visit.strike(K.Key_Escape)
    assert screen.column.hasFocus()
    assert screen.side.search.text() == ""
    assert len(visit.presenter.shown) == len(visit.presenter.state.questions)


def test_letters_in_a_text_are_letters(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.strike(K.Key_C)
    visit.type("b1n? d/4")
    visit.strike(K.Key_Escape)
    assert screen.column.hasFocus()
    assert visit.answer("A1.01") == Answer(comment="b1n? d/4")
    assert visit.presenter.question_id == "A1.01"


def test_all_keys_are_on_one_page(visit: Visit) -> None:
    visit.answering("A1.01")
    visit.type("?")
    visit.settle()
    assert isinstance(visit.dialog(), AllKeysDialog)
    visit.dialog().reject()


# ---------------------------------------------------------------- danger


def test_danger_is_marked_with_its_words_after_being_asked(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.strike(K.Key_D)
    dialog = visit.dialog()
    assert isinstance(dialog, DangerDialog)
    assert visit.answer("A1.01") == Answer()
    visit.type("Riss wächst")
    visit.bot.mouseClick(dialog.primary, LEFT)
    assert visit.answer("A1.01") == Answer(comment="Riss wächst", danger=True)
    assert screen.card.danger_note.isVisible()
    assert "1" in screen.side.progress.dangers.text()


def test_the_danger_note_leads_to_where_the_notice_is_written(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no", danger=True)})
    visit.bot.mouseClick(visit.answering("A1.01").card.notice_button, LEFT)
    report = visit.shop.screen
    assert isinstance(report, ReportScreen)
    assert report.dangers.isVisible()


def test_danger_left_alone_changes_nothing(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.bot.mouseClick(screen.card.danger, LEFT)
    visit.dialog().reject()
    assert visit.answer("A1.01") == Answer()
    assert not screen.card.danger.isChecked()


def test_a_danger_mark_can_be_taken_away(visit: Visit) -> None:
    visit.given({"A1.01": Answer("no", danger=True)})
    visit.answering("A1.01")
    visit.strike(K.Key_D)
    visit.dialog().accept()
    assert visit.answer("A1.01") == Answer("no")


# ---------------------------------------------------------------- showing


def test_showing_emits_nothing_a_user_could_have_done(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    card = screen.card
    spied = [card.answer_given, card.comment_edited, card.document_edited, card.danger_asked, screen.filters.chosen]
    heard: list[object] = []
    for signal in spied:
        signal.connect(lambda *told: heard.append(told))
    visit.given({"A1.01": Answer("no", "measured", "other", "Riss", "Plan 7", danger=True), "A1.02": Answer("yes")})
    screen = visit.answering("A1.02")
    screen.render_state(visit.presenter.state)
    assert heard == []


def test_the_card_shows_everything_that_is_stored(visit: Visit) -> None:
    visit.given({"A1.01": Answer("unknown", "measured", "weather", "Schnee", "Plan 7, S. 3")})
    card = visit.answering("A1.01").card
    assert card.answers.button_of("unknown").isChecked()
    assert card.basis.chip_of("measured").isChecked()
    assert card.reason.chip_of("weather").isChecked()
    assert card.comment.toPlainText() == "Schnee"
    assert card.document.text() == "Plan 7, S. 3"
    assert PERSON in card.given_by.text()


def test_the_guidance_folds_under_the_question_where_room_is_short(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    visit.shop.window.resize(1366, 768)
    visit.settle()
    assert not screen.card.isAncestorOf(screen.guidance)
    visit.shop.window.resize(1024, 700)
    visit.settle()
    assert screen.card.isAncestorOf(screen.guidance)
    assert screen.guidance.isVisible()
    visit.shop.window.resize(1366, 768)
    visit.settle()
    assert not screen.card.isAncestorOf(screen.guidance)
    assert screen.guidance.isVisible()


def test_a_field_that_has_the_keyboard_is_in_sight(visit: Visit) -> None:
    visit.shop.context.use_look(theme=ThemeName.FIELD)
    visit.shop.window.resize(1024, 700)
    screen = visit.answering("A1.01")
    visit.strike(K.Key_5, K.Key_C)
    assert screen.card.comment.hasFocus()
    comment = QRect(screen.card.comment.mapTo(screen.column.viewport(), QPoint(0, 0)), screen.card.comment.size())
    assert screen.column.viewport().rect().contains(comment)
    place = screen.card.y()
    visit.strike(K.Key_Escape, K.Key_Down)
    assert visit.presenter.question_id == "A1.02"
    assert screen.card.y() > place


def test_measures_the_answer_calls_for_are_marked(calm_visit: Visit) -> None:
    screen = calm_visit.answering("A1.01")
    assert "→" not in screen.guidance.measure_words()
    calm_visit.strike(K.Key_4)
    assert "→" in screen.guidance.measure_words()


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_language_and_theme_shows_the_question(visit: Visit, language: str, theme: ThemeName) -> None:
    visit.answering("A1.02")
    visit.shop.context.use_look(theme=theme)
    visit.shop.context.use_languages(window=language, content=language)
    screen = visit.answering()
    question = visit.presenter.question
    assert question is not None
    assert screen.card.question_text.words == question.text[language]
    assert visit.presenter.question_id == "A1.02"
    assert not screen.grab().isNull()


def test_every_control_has_a_name(visit: Visit) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

    screen = visit.answering("A1.01")
    controls = [
        control
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit)
        for control in screen.findChildren(kind)
        if control.isVisible()
        and not control.objectName().startswith("qt_")
        and control.parent() is not screen.side.search
    ]
    assert len(controls) > 20
    assert [control for control in controls if not control.accessibleName()] == []


def test_the_whole_screen_can_be_reached_by_tab(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    reached = set()
    for _ in range(60):
        visit.strike(K.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {*screen.card.answers.buttons, screen.card.comment, screen.card.document, screen.card.danger} <= reached


def test_on_a_large_screen_the_guidance_stays_beside_the_question(visit: Visit) -> None:
    screen = visit.answering("A1.01")
    for width in (1366, 2560):
        visit.shop.window.resize(width, 1000)
        visit.settle()
        card_end = screen.card.mapTo(screen, QPoint(screen.card.width(), 0)).x()
        assert 0 <= screen.guidance.mapTo(screen, QPoint(0, 0)).x() - card_end < 80
