"""Spreadsheets made to harm: what is refused before a reader makes room for it, and harmless ones that are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.lists_for_tests import repacked, write_xlsx
from tmfcheck import workbook_check
from tmfcheck.errors import InputError
from tmfcheck.lists import table as table_module
from tmfcheck.lists.table import read_table

ROWS = [["name", "country"], ["One", "KZ"]]
ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def ods(path: Path, rows: str, **more: str) -> Path:
    """An OpenDocument sheet with these rows and further members."""
    body = f"<office:body><office:spreadsheet><table:table table:name='A'>{rows}</table:table>"
    content = f"<?xml version='1.0'?><office:document-content {ODS_NAMES}>{body}</office:spreadsheet></office:body>"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{KIND}"/>'
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</m:manifest>'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", KIND)
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr("content.xml", content + "</office:document-content>")
        for name, text in more.items():
            packed.writestr(name.replace("__", "/"), text)
    return path


def row(*words: str, more: str = "", cell: str = "") -> str:
    cells = "".join(CELL.format(word).replace("<table:table-cell", f"<table:table-cell {cell}") for word in words)
    return f"<table:table-row {more}>{cells}</table:table-row>"


def code_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_table(path)
    return caught.value.code


def test_an_opendocument_sheet_is_read_with_the_empty_rest_of_its_sheet(tmp_path: Path) -> None:
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    table = read_table(ods(tmp_path / "list.ods", row("name", "country") + row("One", "KZ") + rest))
    assert [each.cells for each in table.rows] == [("name", "country"), ("One", "KZ")]
    assert table.sheets == ("A",)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row("x", more='table:number-rows-repeated="1048576"'), "LIST_TOO_MANY_ROWS"),
        (row("x", cell='table:number-columns-repeated="16384"'), "LIST_TOO_WIDE"),
        (row("x", cell='table:number-columns-repeated="9999999999999999"'), "LIST_TOO_WIDE"),
        (
            row("x", more='table:number-rows-repeated="60000"', cell='table:number-columns-repeated="400"'),
            "LIST_TOO_MANY_CELLS",
        ),
        (row("x", cell="table:formula='of:=1+1'"), "LIST_FORMULA"),
        ("<table:table-row>", "WORKBOOK_UNREADABLE"),
    ],
)
def test_an_opendocument_sheet_that_stands_for_too_much_is_refused(tmp_path: Path, rows: str, code: str) -> None:
    assert code_of(ods(tmp_path / "list.ods", rows)) == code


def test_macros_and_entities_are_refused_in_both_kinds(tmp_path: Path) -> None:
    harmless = row("name")
    assert code_of(ods(tmp_path / "m.ods", harmless, Basic__script="<x/>")) == "LIST_MACRO"
    assert code_of(ods(tmp_path / "e.ods", harmless, **{"styles.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"})) == (
        "WORKBOOK_UNREADABLE"
    )
    sheets = write_xlsx(tmp_path / "m.xlsx", ROWS)
    assert code_of(repacked(sheets, "xl/macrosheets/sheet1.xml", b"<x/>")) == "LIST_MACRO"


def test_a_prefixed_formula_is_a_formula(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", ROWS)
    sheet = b'<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c></x:row>'
    assert code_of(repacked(path, "xl/worksheets/sheet9.xml", sheet)) == "LIST_FORMULA"


def test_a_sheet_of_two_far_cells_is_refused_before_room_is_made_for_all_between(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", ROWS)
    sheet = b'<worksheet><sheetData><row r="90000"><c r="SA90000"><v>1</v></c></row></sheetData></worksheet>'
    assert code_of(repacked(path, "xl/worksheets/sheet9.xml", sheet)) == "LIST_TOO_MANY_CELLS"


def test_a_member_that_holds_more_than_it_says_never_reaches_the_reader(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", ROWS)
    content = bytearray(repacked(path, "xl/sharedStrings.xml", bytes(1_000_000)).read_bytes())
    size = (1_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(bytes(content).replace(size, (1000).to_bytes(4, "little")))
    assert code_of(path) == "WORKBOOK_UNREADABLE"


def test_a_packed_file_that_is_no_spreadsheet_is_refused_whatever_its_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    for name in ("list.xlsx", "list.csv", "list.ods"):
        (tmp_path / name).write_bytes(out.getvalue())
        assert code_of(tmp_path / name) == "WORKBOOK_UNREADABLE"


def test_too_much_unpacked_and_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", ROWS)
    monkeypatch.setattr(workbook_check, "MAX_UNPACKED_BYTES", 100)
    assert code_of(path) == "WORKBOOK_UNREADABLE"
    monkeypatch.setattr(table_module, "MAX_CELLS", 5)
    (tmp_path / "list.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    assert code_of(tmp_path / "list.csv") == "LIST_TOO_MANY_CELLS"


@pytest.mark.parametrize(
    "head", [b"\x89PNG\r\n\x1a\n\x00\x00", b"MZ\x90\x00\x03\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"]
)
def test_a_renamed_binary_is_refused(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(head + bytes(100))
    assert code_of(path) == "LIST_KIND_UNKNOWN"


def sheet_with(path: Path, *cells: str, name: str = "xl/worksheets/sheet9.xml") -> Path:
    """A spreadsheet with one more sheet of these cells, under any name."""
    data = "".join(f"<row>{cell}</row>" for cell in cells)
    sheet = f"<worksheet><sheetData>{data}</sheetData></worksheet>"
    return repacked(write_xlsx(path, ROWS), name, sheet.encode())


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<c r='XFD1048576'/>", "LIST_TOO_MANY_ROWS"),
        (f'<c s="{"1" * 80}" r="XFD1"/>', "LIST_TOO_WIDE"),
        ('<c\n\tr = "&#88;FD1"/>', "LIST_TOO_WIDE"),
        ('<c r="A99999999999"/>', "WORKBOOK_UNREADABLE"),
        ('<c r="a1"/>', "WORKBOOK_UNREADABLE"),
        ("<c/>" * 600, "LIST_TOO_WIDE"),
        ("<c r='A1'><f >1+1</f></c>", "LIST_FORMULA"),
    ],
)
@pytest.mark.parametrize("name", ["xl/worksheets/sheet9.xml", "xl/elsewhere/sheet.dat"])
def test_a_far_cell_is_found_however_it_is_written_and_whatever_its_sheet_is_called(
    tmp_path: Path, cell: str, code: str, name: str
) -> None:
    """Which member is a sheet, another member says; the reader would end the program for want of memory."""
    assert code_of(sheet_with(tmp_path / "list.xlsx", cell, name=name)) == code


def test_a_binary_sheet_never_reaches_the_reader(tmp_path: Path) -> None:
    path = repacked(write_xlsx(tmp_path / "list.xlsx", ROWS), "xl/workbook.bin", b"\x83\x01\x00")
    assert len(read_table(path).rows) == len(ROWS)
    with zipfile.ZipFile(path) as packed:
        copy = workbook_check.checked_copy(packed, path, table_module.LIMITS)
    assert "xl/workbook.bin" not in zipfile.ZipFile(copy).namelist()


def test_a_damaged_packing_is_told_as_a_damaged_file(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [["name", "country"], *([f"Facility {n}", "KZ"] for n in range(200))])
    with zipfile.ZipFile(path) as packed:
        sheet = packed.getinfo("xl/worksheets/sheet1.xml")
    start = sheet.header_offset + 30 + len(sheet.filename)
    content = bytearray(path.read_bytes())
    content[start : start + sheet.compress_size] = b"\xff" * sheet.compress_size
    path.write_bytes(bytes(content))
    assert code_of(path) == "WORKBOOK_UNREADABLE"


@pytest.mark.parametrize("word", ["NaN", "inf", "-inf", "1e999"])
def test_a_number_that_is_none_stays_a_word(tmp_path: Path, word: str) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [["name", "volume"], ["One", 4711]])
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").replace(b"<v>4711</v>", f"<v>{word}</v>".encode())
    cell = read_table(repacked(path, "xl/worksheets/sheet1.xml", sheet)).rows[1].cells[1]
    assert isinstance(cell, str)
