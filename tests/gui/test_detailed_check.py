"""The detailed check at its full size: all its questions answered by keyboard, in each language, with their results."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.item_models.section_model import SectionRow
from tmfcheck.gui.widgets.section_list import with_broken_words

KAZAKH_KEYS = {'"': "yes", "ә": "mostly_yes"}
"""The digits' keys on a Kazakh layout whose answers ask nothing more."""

NARROWEST_TITLE = 120


@pytest.fixture
def visit(shipped_shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shipped_shop, qtbot, pack="unece-tmf", group="B")


def strike(visit: Visit, sign: str) -> None:
    """One key of a Kazakh layout, without waiting for more than its own consequences."""
    target = QApplication.focusWidget() or visit.shop.window
    QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))


def section_rows(visit: Visit) -> list[SectionRow]:
    model = visit.answering().side.sections.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


def test_every_question_is_answered_in_kazakh_by_keyboard(visit: Visit) -> None:
    visit.shop.context.settings.moves_on_after_answer = False
    visit.shop.context.use_languages(window="kk", content="kk")
    screen = visit.answering()
    asked = [question.id for question in visit.presenter.state.questions]
    assert len(asked) > 200
    texts = {question.id: question.text["kk"] for question in visit.presenter.state.questions}
    signs = list(KAZAKH_KEYS)
    for number, name in enumerate(asked):
        assert visit.presenter.question_id == name
        assert screen.card.question_text.words == texts[name]
        strike(visit, signs[number % len(signs)])
        strike(visit, "т")  # the next unanswered one; N lies there
    stored = visit.stored()
    assert [stored.given[name].value for name in asked] == [
        KAZAKH_KEYS[signs[number % len(signs)]] for number in range(len(asked))
    ]
    assert visit.presenter.question_id == asked[-1]
    rows = section_rows(visit)
    assert all(row.answered == row.asked for row in rows)
    assert stored.evaluation.overall.msr_percent is not None
    results = visit.results()
    assert len(results.sections.rows()) == sum(row.section is not None for row in rows)
    assert len(results.categories.rows()) == len(stored.pack.categories)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_question_shows_whole_in_each_language(visit: Visit, language: str) -> None:
    visit.shop.context.use_languages(window=language, content=language)
    screen = visit.answering()
    for question in visit.presenter.state.questions:
        visit.presenter.go_to(question.id)
        QApplication.processEvents()
        text = screen.card.question_text
        assert text.words == question.text[language]
        assert text.height() >= text.heightForWidth(text.width()), question.id
        assert screen.guidance.why.words
        assert screen.guidance.how.words


def test_the_sections_stand_in_walking_order_with_all_their_questions(visit: Visit) -> None:
    rows = section_rows(visit)
    sections = [row.section for row in rows if row.section is not None]
    pack = visit.presenter.state.pack
    assert sections == [section.id for section in pack.sections_of("B") if section.id in sections]
    assert sum(row.asked for row in rows if row.section) == len(visit.presenter.state.questions)


@pytest.mark.parametrize("typed", ["freeboard", "пьезометр", "жота", "калдык коймасы"])
def test_the_search_narrows_the_whole_checklist(visit: Visit, typed: str) -> None:
    screen = visit.answering()
    visit.strike(Qt.Key.Key_Slash)
    visit.type(typed)
    found = visit.presenter.found()
    assert 0 < len(found) < len(visit.presenter.state.questions)
    assert str(len(found)) in screen.notice.text()
    visit.strike(Qt.Key.Key_Return)
    assert visit.presenter.question_id == found[0].id
    assert not screen.notice.isVisible()


def test_results_of_a_full_check_name_every_critical_shortfall(visit: Visit) -> None:
    questions = visit.presenter.state.questions
    critical = [question.id for question in questions if question.critical is not None]
    visit.given({question.id: Answer("no" if question.id in critical else "yes", "measured") for question in questions})
    asked = {question.id for question in visit.presenter.state.questions}
    results = visit.results()
    expected = [name for name in critical if name in asked]
    assert [question.id for question in visit.presenter.state.critical_shortfalls] == expected
    assert results.shortfalls.isVisible()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("group", ["A", "B", "C"])
def test_no_word_of_a_section_is_cut(shipped_shop: Shop, qtbot: QtBot, language: str, group: str) -> None:
    visit = begin_visit(shipped_shop, qtbot, pack="unece-tmf", group=group)
    visit.shop.context.use_languages(window=language, content=language)
    titles = [row.title for row in section_rows(visit)]
    metrics = QFontMetrics(visit.shop.context.theme.font())
    for title in titles:
        broken = with_broken_words(title, NARROWEST_TITLE, metrics)
        assert max(metrics.horizontalAdvance(word) for word in broken.split()) <= NARROWEST_TITLE, title
        assert broken.replace("- ", "") == title
