"""A pack survives the trip through a spreadsheet, and every mistake made there is named with sheet, row and column."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.packs.small_pack import write_small_pack
from tmfcheck.errors import InputError
from tmfcheck.packs.library import PackLibrary
from tmfcheck.packs.resolved import load
from tmfcheck.packs.workbook_reader import Change, ChangeKind, read_workbook
from tmfcheck.packs.workbook_writer import workbook_bytes
from tmfcheck.paths import shipped_packs_folder

GUIDE = ("line one", "=2+2")


def exported(tmp_path: Path, pack: Path) -> Path:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(workbook_bytes(PackLibrary([]).load(pack), GUIDE))
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return exported(tmp_path, write_small_pack(tmp_path / "small"))


def edit(path: Path, sheet: str, change: Callable[[Worksheet], None]) -> None:
    workbook = openpyxl.load_workbook(path)
    change(workbook[sheet])
    workbook.save(path)


def put(sheet: str, cell: str, value: object) -> Callable[[Path], None]:
    return lambda path: edit(path, sheet, lambda target: target.__setitem__(cell, value))


def test_small_pack_comes_back_identical(tmp_path: Path, small: Path) -> None:
    read = read_workbook(small)
    assert (read.problems, read.changes) == ((), ())
    assert read.pack is not None
    assert load(read.pack).fingerprint == PackLibrary([]).load(tmp_path / "small").fingerprint


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in shipped_packs_folder().glob("*/pack.toml")), ids=lambda path: path.name
)
def test_shipped_pack_comes_back_identical(tmp_path: Path, folder: Path) -> None:
    read = read_workbook(exported(tmp_path, folder))
    assert read.pack is not None
    assert read.changes == ()
    assert load(read.pack).fingerprint == PackLibrary([]).load(folder).fingerprint


def test_pack_saved_by_another_spreadsheet_program_comes_back_identical(tmp_path: Path, small: Path) -> None:
    edit(small, "Questions", lambda sheet: None)
    read = read_workbook(small)
    assert read.pack is not None
    assert load(read.pack).fingerprint == PackLibrary([]).load(tmp_path / "small").fingerprint


def test_changes_are_told(small: Path) -> None:
    put("Questions", "I2", "Is the crest free of cracks?")(small)
    put("Questions", "D2", 2)(small)
    put("Glossary", "A3", "pond")(small)
    for column in "DEFGHI":
        put("Glossary", f"{column}3", "pond")(small)
    put("Glossary", "B3", "yes")(small)
    read = read_workbook(small, edition="2")
    assert read.problems == ()
    assert read.pack is not None
    assert (read.pack.edition, read.pack.questions[0].weight) == ("2", 2)
    question, term = read.changes
    assert (question.kind, question.id, set(question.fields)) == (ChangeKind.CHANGED, "A1.01", {"text", "weight"})
    assert term == Change(ChangeKind.ADDED, "glossary", "pond")


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "code", "place"),
    [
        ("Questions", "K2", None, "TEXT_MISSING", "K (text.kk)"),
        ("Questions", "B2", "A1.nowhere", "ID_UNKNOWN", "B (section)"),
        ("Questions", "D2", "heavy", "FIELD_WRONG", "D (weight)"),
        ("Questions", "E2", "very", "FIELD_WRONG", "E (critical)"),
        ("Questions", "F2", "M-DAM-99: no", "ID_UNKNOWN", "F (measures)"),
        ("Questions", "H2", "{", "FIELD_WRONG", "H (applies_if)"),
        ("Measures", "C2", "soon", "FIELD_WRONG", "C (term)"),
        ("Measures", "B2", None, "FIELD_MISSING", "B (category)"),
    ],
)
def test_problems_name_sheet_row_and_column(
    small: Path, sheet: str, cell: str, value: object, code: str, place: str
) -> None:
    put(sheet, cell, value)(small)
    read = read_workbook(small)
    assert read.pack is None
    (problem,) = (each for each in read.problems if each.code == code)
    assert (problem.file, problem.place) == (sheet, place)
    assert problem.item.startswith("row 2")


def test_renamed_column_is_named(small: Path) -> None:
    put("Measures", "C1", "when")(small)
    codes = {(problem.code, problem.place) for problem in read_workbook(small).problems}
    assert {("COLUMN_MISSING", "C (term)"), ("COLUMN_UNKNOWN", "when")} <= codes


def test_workbook_has_lists_frozen_headings_and_protected_ids(small: Path) -> None:
    sheet = openpyxl.load_workbook(small)["Questions"]
    assert sheet.freeze_panes == "B2"
    assert {str(rule.sqref).split(":")[0] for rule in sheet.data_validations.dataValidation} == {"B2", "E2"}
    assert sheet.protection.sheet
    assert (sheet["A2"].protection.locked, sheet["I2"].protection.locked) == (True, False)
    assert sheet["I2"].alignment.wrap_text


def test_text_is_never_a_formula(small: Path) -> None:
    assert openpyxl.load_workbook(small)["Readme"]["A4"].data_type == "s"


def test_foreign_damaged_and_bomb_files_are_refused(tmp_path: Path, small: Path) -> None:
    (tmp_path / "text.xlsx").write_text("not a spreadsheet", encoding="utf-8")
    openpyxl.Workbook().save(tmp_path / "foreign.xlsx")
    (tmp_path / "half.xlsx").write_bytes(small.read_bytes()[:2000])
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"0" * 450_000_000)
    for name, code in (
        ("text.xlsx", "WORKBOOK_UNREADABLE"),
        ("half.xlsx", "WORKBOOK_UNREADABLE"),
        ("bomb.xlsx", "WORKBOOK_UNREADABLE"),
        ("foreign.xlsx", "WORKBOOK_FOREIGN"),
        ("missing.xlsx", "INPUT_UNREADABLE"),
    ):
        with pytest.raises(InputError) as caught:
            read_workbook(tmp_path / name)
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'r="A2"', b"r='XFD1048576'", "LIST_TOO_MANY_CELLS"),
        (b'r="A2"', b'r="A99999999999"', "WORKBOOK_UNREADABLE"),
        (b't="s"', b't="none"', "WORKBOOK_UNREADABLE"),
    ],
)
def test_a_sheet_made_to_harm_its_reader_is_refused(small: Path, old: bytes, new: bytes, code: str) -> None:
    """The reader makes room for every cell up to the farthest, and ends the program where there is none."""
    with zipfile.ZipFile(small) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    assert old in members[sheet]
    with zipfile.ZipFile(small, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content.replace(old, new) if name == sheet else content)
    with pytest.raises(InputError) as caught:
        read_workbook(small)
    assert caught.value.code == code
