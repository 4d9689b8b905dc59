"""The results: they follow from the answers, every figure opens to its calculation, every shortfall leads on."""

from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop
from tmfcheck.domain.answers import Answer
from tmfcheck.gui.item_models.score_model import ScoreColumn
from tmfcheck.gui.presenters.worst_question import worst_question
from tmfcheck.gui.theme import ThemeName
from tmfcheck.gui.widgets.calculation_popover import CalculationPopover
from tmfcheck.gui.widgets.question_link import QuestionLink
from tmfcheck.gui.widgets.score_table import ScoreTable
from tmfcheck.i18n import LANGUAGES, Texts

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton

# The screenless platform says so each time a sheet opens over the page; nothing is wrong with the sheet.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)", extend=True)

EVERYTHING = {
    "A1.01": Answer("yes", "measured"),
    "A1.02": Answer("mostly_yes", "seen_on_site"),
    "A1.03": Answer("mostly_no", "document_seen"),
    "A1.04": Answer("no", "told", danger=True),
    "A2.05": Answer("unknown", reason="weather"),
    "A2.06": Answer("not_applicable", reason="other"),
    **{f"A2.{number:02d}": Answer("yes", "measured") for number in (7, 8)},
    **{f"A1.{number:02d}": Answer("yes", "measured") for number in (9, 10, 11, 12)},
}


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    """Twelve answers: met 8 of 11, one of them unknown; A1.04 critical, not met, dangerous; A2.08 critical and met."""
    return begin_visit(shop, qtbot, EVERYTHING)


def popover() -> CalculationPopover:
    found = QApplication.activePopupWidget()
    assert isinstance(found, CalculationPopover)
    return found


def opened(visit: Visit, figure: str) -> CalculationPopover:
    visit.bot.mouseClick(visit.results().overall.figures[figure], LEFT)
    return popover()


def links_of(widget: object) -> list[QuestionLink]:
    return [link for link in widget.findChildren(QuestionLink) if not link.isHidden()]  # type: ignore[attr-defined]


def test_the_figures_are_those_of_the_evaluation(visit: Visit) -> None:
    score = visit.presenter.state.evaluation.overall
    figures = visit.results().overall.figures
    texts = visit.shop.context.texts
    assert score.met == Fraction(8)
    assert figures["msr"].value == texts.percent(Fraction(800, 11)) == "73\u00a0%"
    assert figures["strict"].value == "67\u00a0%"
    assert figures["credibility"].value == "82\u00a0%"
    assert figures["evidence"].value == "82\u00a0%"
    assert figures["level"].value == "Does not meet the requirements"
    assert [figures[name].value for name in ("critical", "applicable", "answered", "unknown", "by_hand")] == [
        "1 / 2",
        "11",
        "11",
        "1",
        "1",
    ]


def test_the_bar_says_how_far_the_unknown_could_take_it(visit: Visit) -> None:
    overall = visit.results().overall
    assert "82" in overall.bar_words.text()
    assert overall.standing.isHidden()


def test_too_little_information_shows_the_interval_in_place_of_the_figure(visit: Visit) -> None:
    visit.given({name: Answer("unknown") for name in ("A1.01", "A1.02", "A1.09")})
    overall = visit.results().overall
    assert overall.figures["msr"].value == "48–85\u00a0%"
    assert overall.standing.isVisible()


def test_nothing_answered_is_provisional(shop: Shop, qtbot: QtBot) -> None:
    visit = begin_visit(shop, qtbot)
    overall = visit.results().overall
    assert overall.figures["msr"].value == "0–100\u00a0%"
    assert "12" in overall.standing.text()


def test_an_empty_set_is_a_dash(shop: Shop, qtbot: QtBot) -> None:
    visit = begin_visit(shop, qtbot)
    ids = [question.id for question in visit.presenter.state.questions]
    visit.given({name: Answer("not_applicable", reason="other") for name in ids})
    assert visit.results().overall.figures["msr"].value == "–"
    assert visit.results().overall.figures["level"].value == "–"


@pytest.mark.parametrize(
    ("figure", "lines"),
    [
        ("msr", ["8", "11", "72.73\u00a0%"]),
        ("strict", ["8", "12", "66.67\u00a0%"]),
        ("credibility", ["9", "11", "81.82\u00a0%"]),
        ("evidence", ["9", "11", "81.82\u00a0%"]),
    ],
)
def test_a_figure_opens_to_numerator_denominator_and_result(visit: Visit, figure: str, lines: list[str]) -> None:
    sheet = opened(visit, figure)
    assert [value for _, value in sheet.calculation.lines][:3] == lines
    assert sheet.calculation.rule
    sheet.close()


def test_a_calculation_names_the_standing_of_what_it_rests_on(visit: Visit) -> None:
    sheet = opened(visit, "msr")
    assert "not verified" in " ".join(sheet.calculation.notes)
    sheet.close()
    sheet = opened(visit, "level")
    assert any("own rule" in value for _, value in sheet.calculation.lines)
    sheet.close()


def test_every_figure_can_be_opened_and_put_away_by_keyboard(visit: Visit) -> None:
    screen = visit.results()
    reached = set()
    for _ in range(30):
        focused = QApplication.focusWidget()
        if focused in screen.overall.figures.values():
            visit.bot.keyClick(focused, K.Key_Return)
            reached.add(popover().calculation.title)
            visit.bot.keyClick(popover(), K.Key_Escape)
            assert QApplication.activePopupWidget() is None
        visit.strike(K.Key_Tab)
    assert len(reached) == len(screen.overall.figures)


def test_a_figure_of_the_table_opens_to_its_calculation(visit: Visit) -> None:
    table = visit.results().categories
    for column in (ScoreColumn.MSR, ScoreColumn.CREDIBILITY, ScoreColumn.EVIDENCE, ScoreColumn.LEVEL):
        table.setCurrentIndex(table.model().index(0, column))
        visit.bot.keyClick(table, K.Key_Return)
        assert popover().calculation.title.endswith("terrain risks")
        popover().close()


def test_the_table_leads_to_the_question_to_look_at(visit: Visit) -> None:
    table = visit.results().sections
    cell = table.model().index(0, ScoreColumn.WORST)
    assert cell.data() == "A1.04"
    visit.bot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(cell).center())
    assert visit.presenter.question_id == "A1.04"
    assert visit.shop.screen.name == "assessment"


def test_a_table_is_as_high_as_its_rows(visit: Visit) -> None:
    screen = visit.results()
    for table in (screen.categories, screen.sections):
        last = table.visualRect(table.model().index(len(table.rows()) - 1, 0))
        assert table.viewport().rect().contains(last)


def test_dangers_and_critical_shortfalls_are_one_step_away(visit: Visit) -> None:
    screen = visit.results()
    assert [link.question.id for link in links_of(screen.dangers)] == ["A1.04"]
    assert [link.question.id for link in links_of(screen.shortfalls)] == ["A1.04"]
    visit.bot.mouseClick(links_of(screen.shortfalls)[0], LEFT)
    assert visit.presenter.question_id == "A1.04"


def test_no_danger_leaves_no_room_for_one(visit: Visit) -> None:
    visit.given({"A1.04": Answer("yes", "measured")})
    screen = visit.results()
    assert not screen.dangers.isVisible()
    assert links_of(screen.shortfalls) == []


def test_the_results_follow_an_answer_given_meanwhile(visit: Visit) -> None:
    before = visit.results().overall.figures["msr"].value
    visit.shop.context.settings.moves_on_after_answer = False
    visit.answering("A1.04")
    visit.strike(K.Key_1)
    assert visit.results().overall.figures["msr"].value != before


def test_the_radar_names_every_category(visit: Visit) -> None:
    screen = visit.results()
    assert len(screen.radar.spokes) == len(visit.presenter.state.pack.categories)
    assert "73" not in screen.radar.accessibleDescription() or screen.radar.accessibleDescription()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_language_and_theme_shows_the_results(
    visit: Visit, language: str, theme: ThemeName, size: tuple[int, int]
) -> None:
    visit.shop.context.use_look(theme=theme)
    visit.shop.context.use_languages(window=language, content=language)
    visit.shop.window.resize(*size)
    screen = visit.results()
    for table in screen.findChildren(ScoreTable):
        assert table.columnWidth(ScoreColumn.TITLE) >= 100
        assert sum(table.columnWidth(column) for column in ScoreColumn) <= table.viewport().width() + 1
    assert not screen.grab().isNull()


def test_the_question_to_look_at_is_the_one_that_misses_most(visit: Visit) -> None:
    state = visit.presenter.state
    assert worst_question(state, state.questions).id == "A1.04"  # type: ignore[union-attr]
    others = [question for question in state.questions if question.id != "A1.04"]
    assert worst_question(state, others).id == "A2.05"  # type: ignore[union-attr]
    met = [question for question in state.questions if state.given[question.id].value in ("yes", "not_applicable")]
    assert worst_question(state, met) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(0), "0"),
        (Fraction(11), "11"),
        (Fraction(2, 3), "⅔"),
        (Fraction(68, 3), "22⅔"),
        (Fraction(156, 7), "22\u00a02/7"),
        (Fraction(2, 7), "2/7"),
    ],
)
def test_an_exact_number_is_read_as_whole_and_fraction(value: Fraction, words: str) -> None:
    assert Texts("en").exact(value) == words


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_lies_outside_the_page_at_any_usual_width(visit: Visit, language: str) -> None:
    visit.shop.context.use_languages(language, language, language)
    screen = visit.results()
    for width in (1024, 1280, 1366):
        visit.shop.window.resize(width, 720)
        visit.settle()
        assert screen._area.horizontalScrollBar().maximum() == 0, width
