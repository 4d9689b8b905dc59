"""The register at the terminal: guess, preview, store, rank, export, take back."""

from __future__ import annotations

import csv
import json

from tests.lists_for_tests import SPANISH
from tmfcheck.__main__ import main
from tmfcheck.paths import archive_file, data_folder


def test_the_chain_from_a_foreign_list_to_a_ranked_export(terminal):
    source = terminal.file("list.csv", SPANISH)
    made = str(terminal.folder / "map.toml")
    assert made in terminal.ok("register", "guess", source, "--country", "Chile", "--out", made)
    shown = terminal.ok("register", "import", source, "--map", made)
    assert "row 3" in shown
    assert "EXCAVACION" in shown
    assert "Nothing is stored yet" in shown
    assert not terminal.archive.exists()
    applied = terminal.json("register", "import", source, "--map", made, "--apply")
    assert (applied["rows"], len(applied["added"]), applied["applied"]) == (2, 2, True)
    codes = {(each["row"], each["code"]) for each in applied["findings"]}
    assert (3, "VOLUME_ABOVE_CAPACITY") in codes
    ranked = terminal.json("register", "rank")
    assert [entry["name"] for entry in ranked] == ["EL COBRE – TRANQUE 1", "EL COBRE – TRANQUE 2"]
    assert ranked[0]["rank"]["rank"] == 1
    assert set(ranked[0]["next"]["terms"]) == {"risk", "condition", "age", "overdue"}
    assert terminal.json("register", "list", "--country", "KZ") == []
    for by in ("tri", "thi", "next"):
        assert "EL COBRE – TRANQUE 2" in terminal.ok("register", "rank", "--by", by)
    assert "EL COBRE" in terminal.ok("register", "list", "--country", "Chile", "--not-visited-since", "2026-01-01")
    out = terminal.folder / "out.geojson"
    terminal.ok("register", "export", str(out))
    assert len(json.loads(out.read_text(encoding="utf-8"))["features"]) == 2
    assert "list.csv" in terminal.ok("register", "undo")
    assert terminal.json("register", "list") == []
    terminal.refused("register", "undo")


def test_refusals_name_what_is_wrong_and_store_nothing(terminal):
    bad = terminal.file("bad.csv", "name,country\nOne,KZ\n,KZ\nThree,Nowhere\n")
    code, out, err = terminal("register", "import", bad, "--apply")
    assert code == 2
    assert "bad.csv, row 3, name" in out
    assert "row 4, country, “Nowhere”" in out
    assert "2" in err
    assert terminal.json("register", "list") == []
    terminal.refused("register", "import", terminal.file("x.csv", "a,b\n1,2\n"))
    terminal.refused("register", "guess", bad, "--country", "Atlantis", "--out", str(terminal.folder / "m.toml"))
    terminal.refused("register", "rank", "--not-visited-since", "yesterday")
    terminal.refused("register", "export", str(terminal.folder / "out.shp"))
    assert not (terminal.folder / "m.toml").exists()


def test_a_list_and_a_sheet_are_printed_in_the_language_asked_for(terminal):
    source = terminal.file("list.csv", SPANISH)
    terminal.ok("register", "import", source, "--country", "Chile", "--apply")
    out = terminal.folder / "list.pdf"
    terminal.ok("register", "export", str(out), "--lang", "ru", "--second-lang", "kk")
    assert out.read_bytes().startswith(b"%PDF")
    terminal.refused("register", "export", str(terminal.folder / "x.pdf"), "--lang", "fr")
    first = terminal.json("register", "list")[0]["id"]
    sheet = terminal.folder / "sheet.pdf"
    assert str(sheet) in terminal.ok("facility", "sheet", first, "--out", str(sheet), "--lang", "kk")
    assert sheet.read_bytes().startswith(b"%PDF")
    terminal.refused("facility", "sheet", "nobody", "--out", str(terminal.folder / "y.pdf"))
    assert not (terminal.folder / "x.pdf").exists()
    assert not (terminal.folder / "y.pdf").exists()


def test_an_exported_register_is_scored_again_with_the_same_figures(terminal):
    facts = [
        {"name": "One", "country": "KG", "volume_m3": 2592000, "whc": 3, "status": "operated", "in_flood_zone": False},
        {"name": "=Two", "country": "KZ", "mass_t": 3_000_000, "dry_density_t_m3": 1.6, "intensity_msk": 8},
        {"name": "Three", "country": "KZ", "capacity_m3": 1e6, "is_transboundary": True, "distance_to_border_km": 36},
        {"name": "Four", "country": "KZ", "area_m2": 5000, "mean_depth_m": 4, "receiving_water": "minor_stream"},
        {"name": "Five", "country": "TJ", "population_downstream": 150, "pga_g": 0.4, "factor_of_safety": 1.2},
    ]
    for number, each in enumerate(facts):
        terminal.ok("facility", "add", "--from", terminal.file(f"{number}.json", each | {"flow_velocity_m_s": 1}))
    out = terminal.folder / "list.csv"
    terminal.ok("register", "export", str(out))
    code, printed, said = terminal("hazard", str(out), "--json")
    assert code == 0
    assert said.count("\n") == 1
    assert "country, local_name" in said
    with out.open(encoding="utf-8-sig", newline="") as file:
        exported = {row["id"]: row for row in csv.DictReader(file)}
    scored = json.loads(printed)
    assert len(scored) == len(exported) == 5
    for row in scored:
        for name in ("thi_basic", "thi", "thi_low", "thi_high", "tei", "tri", "tri_low", "tri_high"):
            theirs = exported[row["id"]][name]
            assert row[name] == (round(float(theirs), 3) if theirs else None)
        for name in ("rank", "rank_low", "rank_high"):
            assert str(row[name] or "") == exported[row["id"]][name]
        assert ", ".join(row["assumed"]) == exported[row["id"]]["assumed"]


def test_columns_of_a_hostile_list_cannot_flood_the_terminal(terminal):
    heading = ",".join(["volume_m3", *(f"\x1b[2J{number}" for number in range(5000))])
    source = terminal.file("wide.csv", heading + "\n1000" + "," * 5000 + "\n")
    code, _, err = terminal("hazard", source)
    assert code == 0
    assert len(err) < 2500
    assert "\x1b" not in err


def test_a_preview_makes_no_archive(terminal):
    source = terminal.file("list.csv", SPANISH)
    shown = terminal.json("register", "import", source, "--country", "Chile")
    assert (len(shown["added"]), shown["applied"]) == (2, False)
    assert [each.name for each in terminal.folder.iterdir()] == ["list.csv"]


def test_a_preview_reads_an_archive_that_cannot_be_written(terminal):
    source = terminal.file("list.csv", SPANISH)
    terminal.ok("register", "import", source, "--country", "Chile", "--apply")
    terminal.archive.chmod(0o444)
    before = terminal.archive.read_bytes()
    shown = terminal.json("register", "import", source, "--country", "Chile")
    assert len(shown["duplicates"]) == 2
    assert terminal.archive.read_bytes() == before
    assert terminal("register", "import", source, "--country", "Chile", "--apply")[0] == 2


def test_an_empty_name_for_the_archive_never_means_the_users_own(terminal):
    source = terminal.file("facility.json", {"name": "Kadamjai", "country": "KG"})
    for name in ("", " "):
        assert "--archive" in terminal.refused("facility", "list", "--archive", name)
        assert "--archive" in terminal.refused("facility", "add", "--from", source, f"--archive={name}")
    assert not terminal.archive.exists()


def test_an_empty_variable_counts_as_not_set(terminal, monkeypatch):
    monkeypatch.setenv("TMFCHECK_ARCHIVE", "")
    assert archive_file() == data_folder() / "archive.tmfcheck"


def test_the_window_is_not_opened_on_an_empty_name(terminal, monkeypatch):
    for arguments in (["--archive", ""], ["--archive="]):
        monkeypatch.setattr("sys.argv", ["tmfcheck", *arguments])
        assert main() == 2
        assert "--archive" in terminal.capture.readouterr().err
