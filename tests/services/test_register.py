"""The register: indices of stored facilities, ranks with intervals, what to inspect next, filters, and its files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import struct
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
import python_calamine

from tests.packs_for_tests import SteppingClock
from tmfcheck.domain.answers import Answer
from tmfcheck.errors import InputError
from tmfcheck.services import answering, assessing, facilities, listing
from tmfcheck.services.desk import Desk
from tmfcheck.services.opening import AccessMode, open_desk, shipped_library
from tmfcheck.services.register import Filter, RankBy, in_order, register
from tmfcheck.services.register_export import write_register

KADAMJAI = {
    "name": "Кадамжай",
    "country": "KG",
    "volume_m3": 2592000,
    "status": "operated",
    "whc": 3,
    "latitude": 40.1486,
    "longitude": 71.7089,
    "is_transboundary": True,
    "distance_to_border_km": 36,
    "flow_velocity_m_s": 1,
    "substance_groups": ["antimony", "uranium"],
}
BIG = {"name": "=Big", "country": "KZ", "volume_m3": 120_000_000, "is_transboundary": False}
EMPTY = {"name": "No volume", "country": "KZ", "notes": "@x"}


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture
def desk(tmp_path: Path, library) -> Desk:
    desk = open_desk(tmp_path / "a.tmfcheck", mode=AccessMode.CREATE, packs=library, user="T", clock=SteppingClock())
    for document in (KADAMJAI, BIG, EMPTY):
        facilities.add_facility(desk, document)
    return desk


@pytest.fixture
def entries(desk, library):
    return {entry.facility.name: entry for entry in register(desk, library.load("unece-tmf").pack)}


def test_stored_facts_become_indices(entries):
    scored = entries["Кадамжай"].scored.indices
    terms = {term.id: term.value for term in (*scored.terms, *scored.exposure)}
    assert round(terms["cap"], 3) == 6.414
    assert (terms["tox"], terms["manag"], terms["water"]) == (3, 0, 3)
    assert scored.travel_time_hours == 10
    assert "management" not in scored.assumed
    assert "management" in entries["=Big"].scored.indices.assumed


def test_a_river_that_all_but_stands_has_no_travel_time(desk, library):
    """The hours are beyond all numbers: JSON and people cannot read them."""
    document = {**KADAMJAI, "name": "Still", "distance_to_border_km": 20_000, "flow_velocity_m_s": 1e-320}
    facilities.add_facility(desk, document)
    found = {entry.facility.name: entry.scored for entry in register(desk, library.load("unece-tmf").pack)}
    assert found["Still"].indices.travel_time_hours is None
    assert found["Still"].flags.highlighted, "a time that is not known counts as near"


def test_flags_follow_catchment_class_time_and_substance(entries):
    flags = entries["Кадамжай"].scored.flags
    assert (flags.possible, flags.highlighted, flags.radiological) == (True, True, True)
    assert entries["=Big"].scored.flags.possible is False
    assert entries["No volume"].scored.flags.possible is None
    assert entries["No volume"].scored.flags.radiological is None, "nobody said which substances there are"


@pytest.mark.parametrize(
    ("change", "highlighted", "possible"),
    [
        ({"distance_to_border_km": 36 * 4.8}, True, True),
        ({"distance_to_border_km": 36 * 4.9}, False, True),
        ({"flow_velocity_m_s": None}, True, True),
        ({"whc": 0}, False, False),
    ],
)
def test_a_border_within_48_hours_or_unknown_is_highlighted(desk, library, change, highlighted, possible):
    facilities.add_facility(desk, KADAMJAI | {"name": "Other"} | change)
    found = {entry.facility.name: entry for entry in register(desk, library.load("unece-tmf").pack)}
    flags = found["Other"].scored.flags
    assert (flags.highlighted, flags.possible) == (highlighted, possible)


def test_ranks_carry_their_interval_and_leave_out_what_has_no_volume(entries):
    assert entries["No volume"].rank is None
    ranked = {name: entry.rank for name, entry in entries.items() if entry.rank is not None}
    assert sorted(rank.rank for rank in ranked.values()) == [1, 2]
    assert all(rank.low <= rank.rank <= rank.high for rank in ranked.values())


def test_inspect_next_shows_its_terms_and_puts_danger_first(desk, library):
    pack = library.load("unece-tmf").pack
    by_name = {facility.name: facility for facility in listing.list_facilities(desk)}
    started = assessing.start_assessment(desk, by_name["Кадамжай"].id, "unece-tmf", "A", by="Inspector")
    state = assessing.load_state(desk, started.id)
    for question in state.questions:
        state = answering.answer_question(desk, state, question.id, Answer("yes", "measured")).state
    entries = {entry.facility.name: entry for entry in register(desk, pack)}
    terms = {term.id: term for term in entries["Кадамжай"].priority.terms}
    assert (terms["condition"].value, terms["age"].value, terms["overdue"].value) == (0, 0, 0)
    assert [float(term.weight) for term in terms.values()] == [0.4, 0.3, 0.2, 0.1]
    assert [entry.facility.name for entry in in_order(entries.values(), RankBy.NEXT)] == [
        "No volume",
        "=Big",
        "Кадамжай",
    ]
    first = state.questions[0].id
    answering.answer_question(desk, state, first, Answer("no", "measured", danger=True, comment="crack"))
    ordered = in_order(register(desk, pack), RankBy.NEXT)
    assert [entry.facility.name for entry in ordered] == ["No volume", "Кадамжай", "=Big"]


def test_filters_pick_without_changing_ranks(desk, library, entries):
    pack = library.load("unece-tmf").pack

    def names(wanted: Filter) -> list[str]:
        return [entry.facility.name for entry in register(desk, pack, wanted)]

    assert names(Filter(country="KZ")) == ["=Big", "No volume"]
    assert names(Filter(transboundary=True)) == ["Кадамжай"]
    assert register(desk, pack, Filter(country="KG"))[0].rank == entries["Кадамжай"].rank
    facility = entries["Кадамжай"].facility
    assessing.start_assessment(desk, facility.id, "unece-tmf", "A", by="Inspector")
    today = desk.clock().date()
    assert "Кадамжай" not in names(Filter(not_visited_since=today))
    assert "Кадамжай" in names(Filter(not_visited_since=today + timedelta(days=1)))
    assert len(names(Filter(not_visited_since=date(2000, 1, 1)))) == 2


def written(entries, path: Path) -> bytes:
    write_register(in_order(entries.values(), RankBy.TRI), path)
    return path.read_bytes()


def test_csv_texts_never_act_as_formulas(entries, tmp_path):
    rows = list(csv.DictReader(io.StringIO(written(entries, tmp_path / "r.csv").decode("utf-8-sig"))))
    found = {row["name"]: row for row in rows}
    assert set(found) == {"'=Big", "Кадамжай", "No volume"}
    assert found["No volume"]["notes"] == "'@x"
    assert found["No volume"]["volume_m3"] == ""
    assert float(found["Кадамжай"]["latitude"]) == 40.1486


def test_xlsx_keeps_numbers_and_texts_apart(entries, tmp_path):
    content = written(entries, tmp_path / "r.xlsx")
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    found = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert found["=Big"]["volume_m3"] == 120_000_000
    assert found["No volume"]["volume_m3"] == ""
    assert b"<f>" not in content


def test_geojson_has_points_in_longitude_latitude_order(entries, tmp_path):
    document = json.loads(written(entries, tmp_path / "r.geojson"))
    found = {feature["properties"]["name"]: feature for feature in document["features"]}
    assert found["Кадамжай"]["geometry"] == {"type": "Point", "coordinates": [71.7089, 40.1486]}
    assert found["No volume"]["geometry"] is None
    assert found["No volume"]["properties"]["volume_m3"] is None
    assert isinstance(found["Кадамжай"]["properties"]["volume_m3"], float)


def test_kml_is_typed_and_well_formed(entries, tmp_path):
    root = Xml.fromstring(written(entries, tmp_path / "r.kml"))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    types = {field.get("name"): field.get("type") for field in root.iterfind(".//k:SimpleField", space)}
    assert (types["volume_m3"], types["start_year"], types["radiological"]) == ("double", "int", "bool")
    assert [mark.text for mark in root.iterfind(".//k:coordinates", space)] == ["71.7089,40.1486"]


def test_geopackage_declares_its_reference_system_and_types(entries, tmp_path):
    written(entries, tmp_path / "r.gpkg")
    with sqlite3.connect(tmp_path / "r.gpkg") as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT srs_id, geometry_type_name FROM gpkg_geometry_columns").fetchall() == [
            (4326, "POINT")
        ]
        query = "SELECT geom, typeof(volume_m3) FROM register WHERE name = 'Кадамжай'"
        geometry, kind = connection.execute(query).fetchone()
        assert connection.execute("SELECT geom FROM register WHERE name = 'No volume'").fetchone() == (None,)
    connection.close()
    assert kind == "real"
    assert geometry[:2] == b"GP"
    assert struct.unpack("<i", geometry[4:8]) == (4326,)
    assert struct.unpack("<BIdd", geometry[8:]) == (1, 1, 71.7089, 40.1486)


def test_an_unknown_ending_is_refused(entries, tmp_path):
    with pytest.raises(InputError) as caught:
        write_register(entries.values(), tmp_path / "r.shp")
    assert caught.value.code == "EXPORT_KIND_UNKNOWN"
    assert not list(tmp_path.glob("r.*"))
