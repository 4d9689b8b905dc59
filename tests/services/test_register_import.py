"""A foreign list into the register: shown first, stored whole or not at all, and taken back whole."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.desks_for_tests import desk_on
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import FacilityError, InputError
from tmfcheck.services import assessing, facilities, listing
from tmfcheck.services.desk import Desk
from tmfcheck.services.register_import import (
    apply_import,
    country_named,
    guess_list,
    last_import,
    open_list,
    plan_import,
    plan_list,
    read_list,
    surroundings_of,
    undo_import,
)
from tmfcheck.services.remembered_maps import remember_map, remembered_map

TWO_SOURCES = """id,name,country,operator,latitude,longitude,volume_m3,dam_height_m
A-1,Хвостохранилище «Хайдарканский ртутный комбинат»,Kyrgyzstan,«Хайдарканский комбинат»,39.9589,71.2809,,
B-1,Khaidarkan Mercury JSC TMF,KGZ,Khaidarkanskoye Mercury JSC,,,1000,20
B-2,Ak-Tyuz TMF No. 4,KG,,,,5,
B-3,Ak-Tyuz TMF No. 5,KG,,,,6,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_on(tmp_path / "archive.tmfcheck")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(TWO_SOURCES, encoding="utf-8")
    return path


def test_a_site_of_two_sources_is_found_across_scripts_and_numbered_neighbours_are_not(desk, source):
    plan = plan_import(desk, source, guess_list(source))
    assert [(each.row, each.other_row) for each in plan.duplicates] == [(3, 2)]
    assert len(plan.imported.added) == 4
    with pytest.raises(InputError) as caught:
        apply_import(desk, plan)
    assert caught.value.code == "LIST_DUPLICATES_OPEN"
    assert listing.list_facilities(desk) == ()


def test_merging_fills_what_was_missing_and_keeps_the_rest_in_the_notes(desk, source):
    apply_import(desk, plan_import(desk, source, guess_list(source), "merge"))
    stored = {facility.fact("registry_number"): facility for facility in listing.list_facilities(desk)}
    assert set(stored) == {"A-1", "B-2", "B-3"}
    assert stored["A-1"].fact("volume_m3") == 1000
    assert "Khaidarkan Mercury JSC TMF" in stored["A-1"].notes
    assert "registry_number: B-1" in stored["A-1"].notes


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_list_whose_name_holds_bytes_that_are_no_characters_is_taken_in(desk, source):
    path = Path(os.fsdecode(os.fsencode(source.parent) + b"/list-\xff.csv"))
    source.rename(path)
    apply_import(desk, plan_import(desk, path, guess_list(path), "keep"))
    assert last_import(desk).file == "list-?.csv"


def test_a_list_imported_again_changes_nothing_when_skipped(desk, source):
    apply_import(desk, plan_import(desk, source, guess_list(source), "keep"))
    before = listing.list_facilities(desk)
    again = plan_import(desk, source, guess_list(source), "skip")
    assert len(again.skipped) == 4
    with pytest.raises(InputError) as caught:
        apply_import(desk, again)
    assert caught.value.code == "LIST_NOTHING_NEW"
    assert listing.list_facilities(desk) == before


def test_undo_takes_back_additions_and_merges_import_by_import(desk, source, tmp_path):
    apply_import(desk, plan_import(desk, source, guess_list(source), "keep"), by="Analyst")
    first = listing.list_facilities(desk)
    second = tmp_path / "second.csv"
    second.write_text("id,name,country,altitude_m\nB-2,Ak-Tyuz TMF No. 4,KG,2300\nC-1,New,KG,1\n", encoding="utf-8")
    apply_import(desk, plan_import(desk, second, guess_list(second), "merge"))
    assert len(listing.list_facilities(desk)) == 5
    undone = undo_import(desk)
    assert (undone.file, len(undone.added), len(undone.changed)) == ("second.csv", 1, 1)
    assert listing.list_facilities(desk) == first
    assert len(undo_import(desk).added) == 4
    assert listing.list_facilities(desk) == ()
    kinds = [line.kind for line in desk.archive.history_of_facility(first[0].id)]
    assert kinds[0] is HistoryKind.FACILITY_ADDED
    assert kinds[-1] is HistoryKind.FACILITY_REMOVED
    with pytest.raises(FacilityError) as caught:
        undo_import(desk)
    assert caught.value.code == "IMPORT_NONE"


@pytest.mark.parametrize("use", ["changed", "assessed"])
def test_undo_never_takes_away_later_work(desk, source, use):
    apply_import(desk, plan_import(desk, source, guess_list(source), "keep"))
    stored = listing.list_facilities(desk)
    if use == "changed":
        facilities.update_facility(desk, stored[0].id, notes="seen")
    else:
        assessing.start_assessment(desk, stored[0].id, "test-pack", "A", by="Inspector")
    kept = listing.list_facilities(desk)
    with pytest.raises(FacilityError) as caught:
        undo_import(desk)
    assert caught.value.code == "IMPORT_IN_USE"
    assert listing.list_facilities(desk) == kept


def test_a_refused_row_holds_the_whole_list_back(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country\nOne,KZ\nTwo,Nowhere\n", encoding="utf-8")
    plan = plan_import(desk, path, guess_list(path))
    assert [finding.row for finding in plan.refused] == [3]
    with pytest.raises(InputError) as caught:
        apply_import(desk, plan)
    assert caught.value.code == "LIST_ROWS_REFUSED"
    assert listing.list_facilities(desk) == ()


def test_a_failing_row_leaves_nothing_behind(desk, source, monkeypatch):
    plan = plan_import(desk, source, guess_list(source), "keep")
    monkeypatch.setattr("tmfcheck.storage.imports._line", lambda *_args, **_rest: {"number": "x"})
    with pytest.raises(Exception):  # noqa: B017 - whatever the database says of a line that is none
        apply_import(desk, plan)
    assert listing.list_facilities(desk) == ()


def test_a_question_shows_the_values_it_is_about_and_none_that_is_not_there(desk, tmp_path):
    path = tmp_path / "list.csv"
    rows = "".join(f"N{number},KG,gold,Naryn,41.{number},75.{number}\n" for number in range(1, 5))
    heading = "name,country,commodity,region,lat,lon"
    path.write_text(f"{heading}\n{rows}Far,KG,uranium,Naryn,41.0,78.0\n", encoding="utf-8")
    plan = plan_import(desk, path, guess_list(path))
    found = {each.code: each.value for each in plan.findings if each.row == 6}
    assert found["FAR_FROM_REGION"] == "41; 78"
    assert "uranium" in found.values()
    assert plan.names[6] == "Far"
    assert not any("None" in each.value for each in plan.findings)


def test_contradictions_and_far_points_are_questioned(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "name,country,region,place,lat,lon,volume_m3,capacity_m3,capacity_t,height_m,year_start,year_end\n"
        "North One,KG,Naryn,Kara,41.0,75.0,10,5,5000000,401,2000,1990\n"
        "North Two,KG,Naryn,,41.1,75.0,,,,,2150,\nNorth Three,KG,Naryn,,41.2,75.1,,,,,,\n"
        "North Four,KG,Naryn,,41.2,75.2,,,,,,\nFar,KG,Naryn,,41.0,78.0,,,,,,\nWest,KG,Osh,Kara,41.0,73.0,,,,,,\n",
        encoding="utf-8",
    )
    found = {(each.row, each.code) for each in plan_import(desk, path, guess_list(path)).findings}
    assert found >= {
        (2, "VOLUME_ABOVE_CAPACITY"),
        (2, "DENSITY_UNLIKELY"),
        (2, "HEIGHT_UNLIKELY"),
        (2, "END_BEFORE_START"),
        (3, "START_IN_FUTURE"),
        (6, "FAR_FROM_REGION"),
        (7, "FAR_FROM_NAMESAKE"),
    }


def test_a_point_in_another_country_and_swapped_figures_are_questioned(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country,lat,lon\nIn,KZ,48,67\nOther,KZ,41.2,75.0\nSwapped,KG,71.28,39.96\n", encoding="utf-8")
    plan = plan_import(desk, path, guess_list(path))
    codes = [(each.row, each.code) for each in plan.findings]
    assert codes[0] == (3, "POINT_IN_OTHER_COUNTRY")
    assert (4, "COORDINATES_SWAPPED") in codes
    found = plan.findings[0].data
    assert (found["country"], found["found"]) == ("KZ", "KG")
    made = replace(guess_list(path), swap_coordinates=True)
    swapped = plan_import(desk, path, made).imported.added[2]
    assert (swapped.fact("latitude"), swapped.fact("longitude")) == (39.96, 71.28)


def test_letters_that_had_to_be_recognised_are_said(desk, source):
    assert plan_import(desk, source, guess_list(source)).findings == ()
    source.write_bytes(source.read_text(encoding="utf-8").encode("cp1251"))
    plan = plan_import(desk, source, guess_list(source))
    assert (plan.findings[0].code, plan.findings[0].value) == ("ENCODING_RECOGNISED", "cp1251")
    assert "Хвостохранилище" in plan.imported.added[0].name


def test_countries_are_known_by_name_in_the_languages_of_lists():
    names = ("Kyrgyzstan", "Киргизия", "Кыргызстан", "Қырғызстан", "Kirguistán", "KGZ", "kg")
    assert {country_named(name) for name in names} == {"KG"}
    assert country_named("Nowhere") is None


def test_a_refused_row_is_left_out_where_the_map_says_so(desk, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country\nOne,KZ\nTwo,Nowhere\n", encoding="utf-8")
    plan = plan_import(desk, path, replace(guess_list(path), rows={"3": "skip"}))
    assert (plan.refused, plan.skipped) == ((), (3,))
    apply_import(desk, plan)
    assert [facility.name for facility in listing.list_facilities(desk)] == ["One"]


def test_whoever_waits_hears_of_progress_and_can_stop_it_without_a_trace(desk, source):
    made, told = guess_list(source), []
    around = surroundings_of(desk)
    hand = read_list(source, open_list(source), made, around, lambda done, steps: told.append((done, steps)))
    assert told == [(0, 8), (4, 8)]
    plan = plan_list(hand, made, around, "keep")

    def stop(_done: int, _steps: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(desk, plan, heard=stop)
    assert listing.list_facilities(desk) == ()
    apply_import(desk, plan, heard=lambda done, steps: told.append((done, steps)))
    assert told[-1] == (4, 4)
    with pytest.raises(KeyboardInterrupt):
        undo_import(desk, heard=stop)
    assert len(listing.list_facilities(desk)) == 4
    assert len(undo_import(desk).added) == 4


def test_a_map_is_remembered_by_the_headings_of_its_list(source):
    made = replace(guess_list(source), country="KG", rows={"2": "skip"}, duplicates="keep")
    headings = ["id", "Name ", "COUNTRY"]
    assert remembered_map(headings) is None
    remember_map(headings, made)
    assert remembered_map(["ID", "name", "country"]) == replace(made, rows={}, duplicates=None)
    assert remembered_map(["id", "name"]) is None
