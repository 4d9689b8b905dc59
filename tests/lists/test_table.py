"""Files from outside: what is read, in which letters, and what is refused before it can do harm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.lists_for_tests import RUSSIAN, SPANISH, repacked, write_xlsx
from tmfcheck.errors import InputError
from tmfcheck.lists import table as table_module
from tmfcheck.lists.column_view import column_views, found_words
from tmfcheck.lists.drafts import read_drafts
from tmfcheck.lists.guess import guess_map
from tmfcheck.lists.list_map import MAX_BYTES, map_text, read_map
from tmfcheck.lists.table import read_table


def code_of(path):
    with pytest.raises(InputError) as caught:
        read_table(path)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_russian_list_is_read_in_every_usual_encoding(tmp_path, encoding):
    path = tmp_path / "list.csv"
    path.write_bytes(RUSSIAN.replace("³", "3").encode(encoding))
    table = read_table(path)
    assert table.rows[1].cells[0] == "Хвостохранилище «Пример»"
    assert table.recognised is (encoding == "cp1251")


def test_a_western_list_is_recognised(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("NOMBRE,REGIÓN\nDOÑA INÉS,Tarapacá\nOtra,Ñuble\n".encode("latin-1"))
    table = read_table(path)
    assert (table.rows[1].cells[0], table.encoding, table.recognised) == ("DOÑA INÉS", "cp1252", True)


def test_letters_nobody_can_tell_are_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"name\n" + bytes(range(0x80, 0xFF)) * 3)
    assert code_of(path) == "LIST_ENCODING_UNKNOWN"


def test_hostile_files_are_refused_with_their_own_sentence(tmp_path, monkeypatch):
    rows = [["name", "country"], ["One", "KZ"]]
    assert code_of(write_xlsx(tmp_path / "formula.xlsx", rows, formula=True)) == "LIST_FORMULA"
    assert code_of(write_xlsx(tmp_path / "far.xlsx", rows, far_cell=True)) == "LIST_TOO_MANY_ROWS"
    macro = repacked(write_xlsx(tmp_path / "macro.xlsx", rows), "xl/vbaProject.bin", b"x")
    assert code_of(macro) == "LIST_MACRO"
    bomb = repacked(write_xlsx(tmp_path / "bomb.xlsx", rows), "xl/media/x.bin", bytes(401_000_000))
    assert code_of(bomb) == "WORKBOOK_UNREADABLE"
    (tmp_path / "f.csv").write_text('name\n"=HYPERLINK(1)"\n', encoding="utf-8")
    assert code_of(tmp_path / "f.csv") == "LIST_FORMULA"
    (tmp_path / "b.csv").write_bytes(b"\x00\x01\x02\x00")
    assert code_of(tmp_path / "b.csv") == "LIST_KIND_UNKNOWN"
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert code_of(tmp_path / "no.xlsx") == "WORKBOOK_UNREADABLE"
    assert code_of(tmp_path / "none.csv") == "INPUT_UNREADABLE"
    monkeypatch.setattr(table_module, "MAX_FILE_BYTES", 10)
    assert code_of(tmp_path / "f.csv") == "INPUT_TOO_LARGE"


def test_endless_rows_and_columns_are_refused(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("name\n" + "x\n" * 100_001, encoding="utf-8")
    assert code_of(path) == "LIST_TOO_MANY_ROWS"
    path.write_text("," * 600, encoding="utf-8")
    assert code_of(path) == "LIST_TOO_WIDE"


def draft_of(path, country=None):
    table = read_table(path)
    return read_drafts(table, guess_map(table, country), {"Казахстан": "KZ", "KZ": "KZ"}.get)


def test_a_spanish_list_is_guessed_and_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(SPANISH, encoding="utf-8")
    read = draft_of(path, "CL")
    first, second = read.drafts
    assert first.name == "EL COBRE – TRANQUE 1"
    assert first.facts["volume_m3"].value == 2592000.5
    assert first.facts["capacity_m3"].value == 2600000
    assert (first.facts["latitude"].value, first.facts["longitude"].value) == (-20.9432, -68.604)
    assert first.facts["raise_method"].value == "upstream"
    assert second.facts["volume_m3"].value == 1500
    assert [(each.row, each.column, each.value, each.code) for each in read.findings] == [
        (3, "METODO_CONSTRUCTIVO", "EXCAVACION", "WORD_UNKNOWN")
    ]
    assert "EXCAVACION" in second.notes


def test_a_russian_list_is_guessed_and_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(RUSSIAN, encoding="utf-8")
    (draft,) = draft_of(path).drafts
    assert draft.country == "KZ"
    assert draft.facts["volume_m3"].value == 1_250_000
    assert draft.facts["start_year"].value == 1971
    assert draft.facts["status"].value == "operated"
    assert round(draft.facts["latitude"].value, 3) == 43.739


def test_nothing_missing_becomes_a_zero_and_nothing_unclear_a_value(tmp_path):
    path = tmp_path / "list.csv"
    text = (
        "name,country,volume_m3,dam_height_m,start_year\nOne,KZ,,500000,\nTwo,KZ,n/a,1.234,12\n,KZ,5,,\nFour,XX,1,,\n"
    )
    path.write_text(text, encoding="utf-8")
    read = draft_of(path)
    assert [(draft.name, dict(draft.facts)) for draft in read.drafts] == [("One", {}), ("Two", {})]
    found = {(each.row, each.code, each.refuses) for each in read.findings if each.row > 1}
    assert found == {
        (2, "OUT_OF_RANGE", False),
        (3, "NUMBER_AMBIGUOUS", False),
        (3, "OUT_OF_RANGE", False),
        (4, "NAME_MISSING", True),
        (5, "COUNTRY_UNKNOWN", True),
    }


def test_repeated_and_nameless_columns_are_kept_in_the_notes(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,name,country,\nOne,Uno,KZ,left bank\n", encoding="utf-8")
    (draft,) = draft_of(path).drafts
    assert draft.name == "One"
    assert draft.notes.splitlines() == ["name (#2): Uno", "#4: left bank"]


def test_a_row_with_more_cells_than_the_heading_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country\nOne,KZ,x\nTwo,KZ,\n", encoding="utf-8")
    read = draft_of(path)
    assert [(each.row, each.code, each.refuses) for each in read.findings] == [(2, "ROW_TOO_LONG", True)]
    assert [draft.name for draft in read.drafts] == ["Two"]


def test_a_spreadsheet_is_read_below_its_title(tmp_path):
    rows = [["Register 2026"], [], ["name", "country", "Volume (million m3)"], ["One", "KZ", 1.5]]
    (draft,) = draft_of(write_xlsx(tmp_path / "list.xlsx", rows)).drafts
    assert (draft.row, draft.facts["volume_m3"].value) == (4, 1_500_000)


def test_a_map_is_written_and_read_again(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(SPANISH, encoding="utf-8")
    made = guess_map(read_table(path), "CL")
    (tmp_path / "map.toml").write_bytes(map_text(made))
    assert read_map(tmp_path / "map.toml") == made


@pytest.mark.parametrize(
    "text",
    [
        "country = 'KZ'\n[columns]",
        "[columns.name]\ncolumns = ['a']\n[columns.volume]\ncolumns = ['b']",
        "[columns.name]\ncolumns = []",
        "[columns.name]\ncolumns = ['a']\n[columns.volume_m3]\ncolumns = ['b']\nunit = 't'",
        "[columns.name]\ncolumns = ['a']\n[rows]\n3 = 'drop'",
        "not toml",
        pytest.param("a = " + "[" * 100_000, id="deep"),
        pytest.param("a = " + "9" * 5_000, id="long"),
    ],
)
def test_a_wrong_map_is_refused(tmp_path, text):
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_map(tmp_path / "map.toml")
    assert caught.value.code == "MAP_WRONG"


def test_a_map_too_large_is_not_read_in_part(tmp_path):
    (tmp_path / "map.toml").write_bytes(b"[columns.name]\ncolumns = ['a']\n" + b"#" * MAX_BYTES)
    with pytest.raises(InputError) as caught:
        read_map(tmp_path / "map.toml")
    assert caught.value.code == "INPUT_TOO_LARGE"


def test_tonnes_become_a_volume_only_with_a_density(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country,mass\nOne,KZ,3000\n", encoding="utf-8")
    text = "[columns.name]\ncolumns=['name']\n[columns.country]\ncolumns=['country']\n"
    text += "[columns.volume_m3]\ncolumns=['mass']\nunit='t'\ndensity=1.5\n"
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    (draft,) = read_drafts(read_table(path), read_map(tmp_path / "map.toml"), {"KZ": "KZ"}.get).drafts
    assert draft.facts["volume_m3"].value == 2000
    assert draft.facts["volume_m3"].quality == "estimated"


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_the_separating_sign_is_found_below_a_title_and_beside_decimal_commas(tmp_path, sign):
    lines = [
        "Register, 2026, second part, all, of, it",
        "",
        "name|country|volume_m3",
        "One, north|KZ|1,5",
        "Two|KZ|2,25",
    ]
    path = tmp_path / "list.tsv"
    path.write_text("\n".join(lines).replace("|", sign), encoding="utf-8")
    one, two = draft_of(path).drafts
    assert (one.name, one.facts["volume_m3"].value, two.facts["volume_m3"].value) == ("One, north", 1.5, 2.25)


def test_an_ignored_column_leaves_nothing_and_an_unmapped_one_its_note(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,country,Shape_Length,bank\nOne,KZ,12.5,left\n", encoding="utf-8")
    table = read_table(path)
    made = replace(guess_map(table), ignored=("Shape_Length",))
    (tmp_path / "map.toml").write_bytes(map_text(made))
    (draft,) = read_drafts(table, read_map(tmp_path / "map.toml"), {"KZ": "KZ"}.get).drafts
    assert draft.notes == "bank: left"


def test_two_columns_never_stand_for_one_number(tmp_path):
    (tmp_path / "map.toml").write_text(
        "[columns.name]\ncolumns=['a','b']\n[columns.volume_m3]\ncolumns=['c','d']\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        read_map(tmp_path / "map.toml")
    assert "volume_m3" in caught.value.data["reason"]


def test_a_column_shows_samples_and_the_words_it_asks_about(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,status\nA,closed?\nB,активное\nC,closed?\nD,active\nE,n/a\n", encoding="utf-8")
    table = read_table(path)
    name, status = column_views(table, 1)
    assert (name.samples, name.filled) == (("A", "B", "C"), 5)
    assert status.samples == ("closed?", "активное", "active")
    words = found_words(table, 1, "status", "status")
    assert [(each.word, each.count, each.meaning) for each in words] == [
        ("closed?", 2, ""),
        ("активное", 1, ""),
        ("active", 1, "operated"),
    ]
    assert found_words(table, 1, "name", "operator") == ()
