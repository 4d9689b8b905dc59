"""Lists scored without an archive: every index against an oracle written from the method, and what a list may hold."""

from __future__ import annotations

import csv
import io
import json
import math
import random
from datetime import date

import pytest

from tmfcheck.errors import InputError
from tmfcheck.services.hazard_lists import score_list
from tmfcheck.services.opening import shipped_library

YEAR = 2026
WATERS = ("none", "minor_stream", "river_or_lake", "sensitive")
EXAMPLES = {
    "volume_m3": (0, 0.5, 1, 5_000, 2_592_000, 1.2e8),
    "capacity_m3": (0, 2_600_000),
    "whc": (0, 1, 2, 3),
    "management": ("operated", "closed_with_aftercare", "inactive", "neglected", "abandoned", "orphaned"),
    "pga_g": (0, 0.0999, 0.1, 0.4),
    "in_flood_zone": ("yes", "no"),
    "factor_of_safety": (1, 1.49, 1.5, 2),
    "start_year": (1971, 1995, 1996, 1997, YEAR),
    "population_downstream": (0, 1, 10, 11, 100, 101, 1_000, 1_001, 10_000, 10_001),
    "receiving_water": WATERS,
    "transboundary": ("yes", "no"),
    "distance_to_border_km": (0, 12.5, 300),
    "flow_velocity_m_s": (0, 0.5, 1.7),
}


@pytest.fixture(scope="module")
def pack():
    return shipped_library().load("unece-tmf").pack


@pytest.fixture
def score(pack, tmp_path):
    def scored(content, name="list.json"):
        path = tmp_path / name
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return score_list(pack, path, date(YEAR, 6, 1))

    return scored


# ----------------------------------------------------- the oracle: methodology 5.1, 5.2, 5.3 and 5.5, nothing else


def first_limit(value, *limits):
    return next((score for score, limit in enumerate(limits) if value <= limit), len(limits))


PEOPLE_CLASSES = ("low", "significant", "high", "very_high", "extreme")
EXPOSURE = ("people", "water")
RULES = {
    "tox": ("whc", 3, lambda whc: whc),
    "manag": ("management", 1, lambda word: int(word not in ("operated", "closed_with_aftercare"))),
    "seismic": ("pga_g", 1, lambda acceleration: int(acceleration >= 0.1)),
    "flood": ("in_flood_zone", 1, lambda word: int(word == "yes")),
    "stability": ("factor_of_safety", 1, lambda factor: int(factor < 1.5)),
    "age": ("start_year", 1, lambda year: int(YEAR - year > 30)),
    "people": ("population_downstream", 4, lambda people: first_limit(people, 0, 100, 1_000, 10_000)),
    "water": ("receiving_water", 3, WATERS.index),
}
"""Term: its input, its worst score, and its score by the input; the capacity stands apart."""


def expected(row):
    known = row | ({"receiving_water": "sensitive"} if row.get("transboundary") == "yes" else {})
    worst = {name: score(known[given]) if given in known else most for name, (given, most, score) in RULES.items()}
    best = {name: worst[name] if given in known else 0 for name, (given, _, _) in RULES.items()}
    hazard = [name for name in RULES if name not in EXPOSURE]
    volume = row.get("volume_m3", row.get("capacity_m3"))
    cap = None if volume is None else math.log10(volume) if volume >= 1 else 0.0

    def index(scores, names=tuple(RULES)):
        return None if cap is None else round(cap + sum(scores[name] for name in names), 3)

    is_far = row.get("transboundary") == "yes" and "distance_to_border_km" in row and row.get("flow_velocity_m_s")
    people = row.get("population_downstream")
    return {
        "thi_basic": index(worst, ["tox"]),
        "thi_low": index(best, hazard),
        "thi": index(worst, hazard),
        "thi_high": index(worst, hazard),
        "tei": sum(worst[name] for name in EXPOSURE),
        "tri_low": index(best),
        "tri": index(worst),
        "tri_high": index(worst),
        "terms": {"cap": None if cap is None else round(cap, 3)} | {name: worst[name] for name in hazard},
        "assumed": [given for given in ("volume_m3", *(given for given, _, _ in RULES.values())) if given not in known],
        "transboundary": {"yes": True, "no": False}.get(row.get("transboundary")),
        "travel_time_hours": (
            round(row["distance_to_border_km"] / (3.6 * row["flow_velocity_m_s"]), 3) if is_far else None
        ),
        "gistm_class": None if people is None else PEOPLE_CLASSES[first_limit(people, 0, 10, 100, 1_000)],
    }


def ranked(figures):
    """Each with its ranks by TRI; the interval is compared with every other facility's."""
    known = [each for each in figures if each["tri"] is not None]
    for each in figures:
        others = [other for other in known if other is not each]
        counts = (("rank", "tri", "tri"), ("rank_low", "tri_low", "tri_high"), ("rank_high", "tri_high", "tri_low"))
        for name, theirs, mine in counts:
            is_ranked = each["tri"] is not None
            each[name] = 1 + sum(other[theirs] > each[mine] for other in others) if is_ranked else None
    return figures


@pytest.mark.parametrize("seed", range(12))
def test_every_figure_equals_the_oracles(score, seed):
    chance = random.Random(seed)
    rows = [
        {name: chance.choice(values) for name, values in EXAMPLES.items() if chance.random() < 0.8} for _ in range(40)
    ]
    if seed % 2:
        table = io.StringIO()
        writer = csv.DictWriter(table, list(EXAMPLES))
        writer.writeheader()
        writer.writerows(rows)
        scored = score(table.getvalue(), "list.csv")
    else:
        scored = score(rows)
    assert scored.refused == ()
    for got, wanted in zip(scored.rows, ranked([expected(row) for row in rows]), strict=True):
        assert {name: got[name] for name in wanted} == wanted


@pytest.mark.parametrize(("volume", "cap"), [(2_592_000, 6.414), (120_000_000, 8.079), (1, 0)])
def test_worked_values_of_the_capacity_term(score, volume, cap):
    assert score([{"volume_m3": volume}]).rows[0]["terms"]["cap"] == cap


# --------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("content", ["", "\n", " \r\n", "\ufeff"])
def test_an_empty_table_is_refused(score, content):
    with pytest.raises(InputError, match="HAZARD_NO_HEADING"):
        score(content, "list.csv")


def test_cells_without_a_column_are_named(score):
    scored = score("id,whc\n1,2,beyond,more\n2,3\n", "list.csv")
    assert [each.data["column"] for each in scored.refused] == ["beyond, more"]
    assert [row["id"] for row in scored.rows] == ["2"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("operator,id, whc ,volume_m3,depth\nA,1,2,1000,7\nB,2,3,10,8\n", "list.csv"),
        (
            [{"operator": "A", "id": "1", "whc": 2, "volume_m3": 1000}, {"id": "2", "depth": 8, "volume_m3": 10}],
            "a.json",
        ),
    ],
)
def test_columns_nobody_reads_are_named_once_and_cost_nothing(score, content, name):
    scored = score(content, name)
    assert scored.ignored == ("operator", "depth")
    assert scored.refused == ()
    assert [row["terms"]["cap"] for row in scored.rows] == [3, 1]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("id,name,operator\n1,One,A\n", "list.csv"),
        ("volume;operator\n", "list.csv"),
        ([{"id": "1", "volume": 5}, {}], "list.json"),
    ],
)
def test_a_list_without_any_column_of_the_indices_is_refused_with_those_wanted(score, content, name):
    with pytest.raises(InputError, match="HAZARD_NO_COLUMN") as caught:
        score(content, name)
    assert "volume_m3, capacity_m3, whc, management" in caught.value.data["columns"]


def test_a_list_that_only_names_its_facilities_has_everything_assumed(score):
    (row,) = score("id,name\n1,One\n", "list.csv").rows
    assert row["thi"] is None
    assert "whc" in row["assumed"]


def test_a_column_that_stands_twice_is_refused(score):
    with pytest.raises(InputError, match="HAZARD_COLUMN_TWICE") as caught:
        score("id,whc,name, whc\n1,2,One,3\n", "list.csv")
    assert caught.value.data["columns"] == "whc"


def test_the_registers_names_mean_the_same_and_may_not_disagree(score):
    own = {"management": "abandoned", "transboundary": "yes", "volume_m3": 10}
    registers = {"status": "abandoned", "is_transboundary": "yes", "volume_m3": 10}
    assert score([registers]).rows == score([own]).rows
    assert score([registers]).ignored == ()
    scored = score([own | registers, own | {"status": "operated"}, own | {"status": ""}])
    (refused,) = scored.refused
    assert (refused.data["row"], refused.data["column"], refused.data["value"]) == (2, "status", "operated")


def test_a_volume_may_be_told_by_its_mass_or_its_area(score):
    rows = score([{"mass_t": 3000, "dry_density_t_m3": 2}, {"area_m2": 100, "mean_depth_m": 10}]).rows
    assert [row["terms"]["cap"] for row in rows] == [3.176, 3]
    (refused,) = score([{"mass_t": 1, "dry_density_t_m3": 0}]).refused
    assert refused.data["column"] == "dry_density_t_m3"


@pytest.mark.parametrize("cell", ["", " ", "\t"])
def test_an_empty_cell_is_unknown(score, cell):
    (row,) = score(f"id,whc,volume_m3\n1,{cell},5\n", "list.csv").rows
    assert "whc" in row["assumed"]
    (row,) = score([{"id": cell, "management": cell}]).rows
    assert row["id"] == "1"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("management", 5),
        ("management", ["operated"]),
        ("receiving_water", True),
        ("in_flood_zone", {}),
        ("volume_m3", 10**400),
        ("volume_m3", "1_000"),
        ("volume_m3", "1e400"),
        ("volume_m3", "1,5"),
        ("volume_m3", True),
        ("population_downstream", 10**400 // 3 - 10**400),
        ("whc", 2.5),
        ("start_year", YEAR + 1),
    ],
)
def test_a_value_that_cannot_be_read_costs_its_row_and_no_other(score, column, value):
    scored = score([{"id": "a", column: value}, {"id": "b", "volume_m3": 7}])
    (refused,) = scored.refused
    assert (refused.code, refused.data["row"], refused.data["column"]) == ("HAZARD_VALUE_WRONG", 1, column)
    assert [row["id"] for row in scored.rows] == ["b"]


def test_a_time_beyond_all_numbers_is_no_number(score):
    row = {"transboundary": "yes", "distance_to_border_km": 1e308, "flow_velocity_m_s": 1e-300}
    assert score([row]).rows[0]["travel_time_hours"] is None
