"""The register read in small steps: the same as at once, kept while nothing changes, worked out anew where it does."""

from __future__ import annotations

import pytest

from tests.services.desks_for_tests import desk_on, started
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.facility import FactValue
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.services import register as register_service
from tmfcheck.services.answering import answer_question
from tmfcheck.services.assessing import load_state
from tmfcheck.services.facilities import add_facility, update_facility
from tmfcheck.services.register import finished, register
from tmfcheck.services.register_import import apply_import, guess_list, last_import, plan_import, undo_import
from tmfcheck.services.register_reading import (
    doubts_about,
    known_doubts,
    list_names,
    present_register,
    read_register,
    register_book,
)

MARK = "fingerprint"


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return PackLibrary([shipped_packs_folder()], tmp_path_factory.mktemp("cache")).load("unece-tmf").pack


@pytest.fixture
def listed(desk):
    """Enough facilities that one reading takes several steps."""
    for number in range(7):
        facts = {"volume_m3": 1000 * (number + 1)} if number else {}
        add_facility(desk, {"name": f"Facility {number}", "country": "KG", "facts": facts})
    return desk


def by_name(entries):
    return sorted(entries, key=lambda entry: entry.facility.name)


def test_reading_in_steps_gives_the_register(listed, pack, monkeypatch):
    monkeypatch.setattr("tmfcheck.services.register_reading.READ_AT_ONCE", 3)
    entries = finished(read_register(listed, pack, MARK))
    assert by_name(entries) == by_name(register(listed, pack))
    assert {each.name for each in list_names(listed)} == {entry.facility.name for entry in entries}


def test_a_register_is_kept_until_something_changes(listed, pack):
    assert present_register(listed, MARK) is None
    entries = finished(read_register(listed, pack, MARK))
    assert present_register(listed, MARK) is entries
    assert present_register(listed, "another pack") is None
    add_facility(listed, {"name": "New", "country": "KG"})
    assert present_register(listed, MARK) is None


def test_only_changed_facilities_are_scored_again(listed, pack):
    before = {entry.facility.id: entry for entry in finished(read_register(listed, pack, MARK))}
    changed = next(iter(before))
    update_facility(listed, changed, facts={"whc": FactValue(0)})
    after = {entry.facility.id: entry for entry in finished(read_register(listed, pack, MARK))}
    assert {name for name, entry in after.items() if entry.scored is not before[name].scored} == {changed}
    assert by_name(after.values()) == by_name(register(listed, pack))


def test_questions_are_kept_as_long_as_the_facts_stay(desk, pack):
    odd = add_facility(desk, {"name": "Odd", "country": "KG", "facts": {"start_year": 2000, "end_year": 1990}}).facility
    (entry,) = finished(read_register(desk, pack, MARK))
    book = register_book(desk, MARK)
    assert known_doubts(book, entry) is None
    assert [doubt.code for doubt in doubts_about(book, entry)] == ["END_BEFORE_START"]
    assert known_doubts(book, entry) is not None
    update_facility(desk, odd.id, facts={"end_year": FactValue(2010)})
    (entry,) = finished(read_register(desk, pack, MARK))
    assert known_doubts(book, entry) is None
    assert doubts_about(book, entry) == ()


def test_a_standing_is_worked_out_again_only_after_a_change(desk, pack, monkeypatch):
    state = started(desk)
    asked = []
    monkeypatch.setattr(register_service, "load_state", lambda *given: asked.append(given) or load_state(*given))
    (before,) = finished(read_register(desk, pack, MARK))
    add_facility(desk, {"name": "Other", "country": "KG"})
    finished(read_register(desk, pack, MARK))
    assert len(asked) == 1
    answer_question(desk, state, state.questions[0].id, Answer("yes"))
    after = {entry.facility.name: entry for entry in finished(read_register(desk, pack, MARK))}["Kadamjai"]
    assert len(asked) == 2
    assert before.standing.msr_percent == 0
    assert after.standing.msr_percent > 0
    assert after.standing == {entry.facility.name: entry for entry in register(desk, pack)}["Kadamjai"].standing


def test_the_last_import_is_told_in_numbers_and_gone_once_undone(desk, tmp_path):
    assert last_import(desk) is None
    source = tmp_path / "list.csv"
    source.write_text("name,country,volume_m3\nComes,KG,1000\nArrives,KG,2000\n", encoding="utf-8")
    apply_import(desk, plan_import(desk, source, guess_list(source), None), by="Analyst")
    told = last_import(desk)
    assert told is not None
    assert (told.file, told.by, told.added, told.changed) == ("list.csv", "Analyst", 2, 0)
    undo_import(desk)
    assert last_import(desk) is None


def test_a_reader_may_look_while_another_holds_the_archive(path, pack):
    with desk_on(path) as holder:
        add_facility(holder, {"name": "Held", "country": "KG"})
        with desk_on(path) as reader:
            assert reader.archive.is_read_only
            assert len(finished(read_register(reader, pack, MARK))) == 1
