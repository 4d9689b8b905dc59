"""The record of the visit: stored as it is typed, with what is wrong said beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_evidence_question import close_assessment
from tests.gui.test_evidence_screen import evidence_screen
from tests.gui.visit import Visit, begin_visit
from tests.gui.window import Shop, type_over, type_words
from tmfcheck.domain.evidence import Person
from tmfcheck.domain.evidence import Visit as Record
from tmfcheck.gui.evidence.visit_part import VisitPart

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def visit(shop: Shop, qtbot: QtBot) -> Visit:
    return begin_visit(shop, qtbot)


def form(visit: Visit) -> VisitPart:
    part = evidence_screen(visit, "visit").part
    assert isinstance(part, VisitPart)
    return part


def record(visit: Visit) -> Record:
    """What a second program finds in the file."""
    return visit.stored().evidence.visit


def test_people_are_stored_as_they_are_typed_and_a_new_line_opens(visit: Visit) -> None:
    part = form(visit)
    assert part.people.lines[0].fields[0].hasFocus()
    visit.type("А. Иванов")
    visit.strike(K.Key_Tab)
    visit.type("главный инженер")
    visit.bot.waitUntil(lambda: record(visit).people == (Person("А. Иванов", "главный инженер"),))
    assert len(part.people.lines) == 2
    type_words(part.people.lines[1].fields[0], "B. Second")
    part.finish_typing()
    assert [person.name for person in record(visit).people] == ["А. Иванов", "B. Second"]
    visit.bot.mouseClick(part.people.lines[0].remove, LEFT)
    assert [person.name for person in record(visit).people] == ["B. Second"]


def test_a_person_without_a_name_is_told_and_nothing_is_lost(visit: Visit) -> None:
    part = form(visit)
    type_words(part.people.lines[0].fields[1], "engineer")
    part.finish_typing()
    assert "name" in part.problem.text()
    assert record(visit).is_blank
    assert part.people.lines[0].fields[1].text() == "engineer"
    type_words(part.people.lines[0].fields[0], "A. Name")
    part.finish_typing()
    assert part.problem.text() == ""
    assert record(visit).people == (Person("A. Name", "engineer"),)


def test_times_are_typed_in_local_time_and_stored_aware(visit: Visit) -> None:
    part = form(visit)
    type_words(part.started_at.day, "2026-06-09")
    type_words(part.started_at.time, "9:30")
    type_words(part.ended_at.day, "9.6.2026")
    type_words(part.ended_at.time, "17.05")
    part.finish_typing()
    started, ended = record(visit).started_at, record(visit).ended_at
    assert started == datetime(2026, 6, 9, 9, 30).astimezone().astimezone(UTC)
    assert ended == datetime(2026, 6, 9, 17, 5).astimezone().astimezone(UTC)


@pytest.mark.parametrize(("day", "time", "told"), [("32.13.2026", "", "32.13.2026"), ("", "25:00", "25:00")])
def test_what_is_no_day_or_time_stays_typed_and_is_told(visit: Visit, day: str, time: str, told: str) -> None:
    part = form(visit)
    type_words(part.started_at.day, day)
    type_words(part.started_at.time, time)
    part.finish_typing()
    assert told in part.problem.text()
    assert (part.started_at.day.text(), part.started_at.time.text()) == (day, time)


def test_a_visit_that_ends_before_it_begins_is_told(visit: Visit) -> None:
    part = form(visit)
    for field, words in ((part.started_at, "12:00"), (part.ended_at, "11:00")):
        type_words(field.day, "2026-06-09")
        type_words(field.time, words)
    part.finish_typing()
    assert "end before it began" in part.problem.text()
    assert record(visit).is_blank


def test_the_clock_fills_in_the_moment(visit: Visit) -> None:
    part = form(visit)
    visit.bot.mouseClick(part.started_at.now_button, LEFT)
    started = record(visit).started_at
    assert started is not None
    assert abs((visit.shop.desk.clock() - started).total_seconds()) < 120


def test_texts_are_stored_as_they_are_typed_and_shown_again(visit: Visit) -> None:
    part = form(visit)
    for name, words in (("weather", "−15 °C, снег"), ("route", "Гребень"), ("refusals", "Насосная закрыта")):
        part.texts[name].setFocus()
        visit.type(words)
    visit.bot.waitUntil(lambda: record(visit).refusals == "Насосная закрыта")
    visit.shop.context.use_languages(window="kk")
    shown = form(visit)
    assert shown.texts["weather"].toPlainText() == "−15 °C, снег"
    assert record(visit).route == "Гребень"


def test_leaving_the_page_stores_what_is_typed(visit: Visit) -> None:
    part = form(visit)
    part.texts["route"].setFocus()
    visit.type("crest, toe")
    visit.shop.context.go("results")
    assert record(visit).route == "crest, toe"


def test_a_closed_assessment_shows_its_visit_and_changes_nothing(visit: Visit) -> None:
    part = form(visit)
    type_words(part.people.lines[0].fields[0], "A. Name")
    part.finish_typing()
    close_assessment(visit)
    part = form(visit)
    assert len(part.people.lines) == 1
    assert part.people.lines[0].fields[0].isReadOnly()
    type_over(visit.bot, part.people.lines[0].fields[0], "x")
    type_over(visit.bot, part.texts["route"], "x")
    QApplication.processEvents()
    part.finish_typing()
    assert record(visit) == Record((Person("A. Name"),))
