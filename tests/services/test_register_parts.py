"""Dams and papers beside the exported register: their own sheets and tables, read back by other programs."""

from __future__ import annotations

import io
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import python_calamine

from tmfcheck.domain.facility import Facility, FactQuality
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.register_table import RegisterTable, TableColumn
from tmfcheck.services.opening import shipped_library
from tmfcheck.services.register import score_register
from tmfcheck.services.register_export import write_register

DAMS = (
    Dam("Main", "upstream", 35, 1100.5, 8, 2.5, 1971, 1.35, "Bishop", "static", 33, 2019, FactQuality.MEASURED),
    Dam("=Saddle", as_of=date(2025, 5, 1)),
)
PAPERS = (
    FacilityPaper(PaperKind.PERMIT, "Разрешение", "№ 7", "Комитет", date(1899, 12, 31), date(2027, 1, 31)),
    FacilityPaper(PaperKind.DESIGN, "Жоба"),
)


@pytest.fixture(scope="module")
def entries():
    pack, day = shipped_library().load("unece-tmf").pack, date(2026, 6, 1)
    two = Facility("b", "Қадамжай", "KG", dams=DAMS[:1], papers=PAPERS)
    return score_register(pack, [Facility("a", "Bare", "KZ"), two, Facility("c", "Third", "KZ", dams=DAMS)], {}, day)


@pytest.fixture(scope="module")
def written(entries, tmp_path_factory):
    folder = tmp_path_factory.mktemp("register")
    for ending in (".xlsx", ".gpkg", ".csv"):
        write_register(entries, folder / f"r{ending}")
    return folder


def sheet(path: Path, name: str) -> list[list[object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    assert book.sheet_names == ["register", "dams", "papers"]
    return book.get_sheet_by_name(name).to_python()


def test_the_workbook_has_a_sheet_of_dams_and_one_of_papers(written):
    heading, *rows = sheet(written / "r.xlsx", "dams")
    assert [row[:4] for row in rows] == [
        ["b", "Қадамжай", "Main", "upstream"],
        ["c", "Third", "Main", "upstream"],
        ["c", "Third", "=Saddle", ""],
    ]
    first = dict(zip(heading, rows[0], strict=True))
    assert (first["height_m"], first["factor_of_safety"], first["safety_method"]) == (35, 1.35, "Bishop")
    assert (first["quality"], first["as_of"]) == ("measured", "")
    assert rows[2][heading.index("as_of")] == date(2025, 5, 1)
    heading, *rows = sheet(written / "r.xlsx", "papers")
    assert rows[0][2:] == ["permit", "Разрешение", "№ 7", "Комитет", "1899-12-31", date(2027, 1, 31)]
    assert rows[1][2:] == ["design", "Жоба", "", "", "", ""]


def test_every_field_of_a_dam_and_of_a_paper_is_in_its_sheet(written):
    for name, kind in (("dams", Dam), ("papers", FacilityPaper)):
        assert sheet(written / "r.xlsx", name)[0] == ["facility_id", "facility", *kind.__dataclass_fields__]


def test_the_geopackage_has_them_as_tables_tied_to_their_facility(written):
    with closing(sqlite3.connect(written / "r.gpkg")) as connection:
        kinds = dict(connection.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall())
        assert kinds == {"register": "features", "dams": "attributes", "papers": "attributes"}
        query = "SELECT r.name, d.name, d.slope, typeof(d.height_m) FROM dams d JOIN register r USING (facility_id)"
        assert connection.execute(query).fetchall() == [
            ("Қадамжай", "Main", 2.5, "real"),
            ("Third", "Main", 2.5, "real"),
            ("Third", "=Saddle", None, "null"),
        ]
        assert connection.execute("SELECT valid_to, issuer FROM papers WHERE kind = 'permit'").fetchall() == [
            ("2027-01-31", "Комитет")
        ]


def test_a_plain_table_stays_one_line_a_facility(written):
    assert (written / "r.csv").read_text(encoding="utf-8-sig").count("\n") == 4


def test_a_table_without_parts_is_written_as_before(tmp_path):
    from tmfcheck.domain.register_table import ColumnKind
    from tmfcheck.reports.geopackage import geopackage_bytes

    path = tmp_path / "r.gpkg"
    path.write_bytes(geopackage_bytes(RegisterTable((TableColumn("id", ColumnKind.TEXT),), ())))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT table_name FROM gpkg_contents").fetchall() == [("register",)]


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL is not installed")
def test_gdal_reads_every_table_without_complaint(written):
    told = subprocess.run(
        ["ogrinfo", "-al", "-q", str(written / "r.gpkg")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stderr == ""
    assert "Warning" not in told.stdout
    for words in ("as_of (Date) = 2025/05/01", "factor_of_safety (Real) = 1.35", "valid_to (Date) = 2027/01/31"):
        assert words in told.stdout
