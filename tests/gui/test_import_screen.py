"""Taking a list in through the window: real clicks and keys from the file to the register and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, type_over
from tests.lists_for_tests import write_xlsx
from tmfcheck.gui.screens.import_screen import DONE, FILE, MAPPING, PREVIEW, ImportScreen
from tmfcheck.services import listing

MESSY = """\
Register of the example company; second copy;;;;;;;
Наименование;Operador;Country;Volumen actual (t);Altura (m);Estado operacional;Координаты;Bank;Shape_Length
Ak-Tyuz No. 1;«Пример» ЖШС;KG;3.000,5;1.234;activo;42°52'30" N 76°8'0" E;left;1
Ak-Tyuz No. 1;«Пример»;KG;;20;cerrado;;;2
Балапан;;KZ;5000000;12,5;cerrado;48,5; right;3
;;KZ;;;;;;4
"""
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "messy list.csv"
    path.write_text(MESSY, encoding="utf-8")
    return path


def screen_of(shop: Shop) -> ImportScreen:
    if not isinstance(shop.window.current_screen(), ImportScreen):
        shop.window.show_screen("import")
    screen = shop.window.current_screen()
    assert isinstance(screen, ImportScreen)
    return screen


def step(screen: ImportScreen) -> int:
    return screen._pages.currentIndex()


def wait(qtbot: QtBot, screen: ImportScreen) -> None:
    qtbot.waitUntil(lambda: not screen.presenter.is_settling, timeout=10_000)
    QApplication.processEvents()


def opened(shop: Shop, qtbot: QtBot, source: Path) -> ImportScreen:
    screen = screen_of(shop)
    screen.open_file(source)
    qtbot.waitUntil(lambda: screen.presenter.opened is not None and screen.presenter.opened.path == source)
    wait(qtbot, screen)
    return screen


def click(qtbot: QtBot, button: QWidget) -> None:
    assert button.isEnabled(), button
    qtbot.mouseClick(button, LEFT)


def choose(qtbot: QtBot, field: QComboBox, data: object) -> None:
    """Choose an entry as the keyboard does."""
    index = field.findData(data)
    assert index >= 0, data
    field.setFocus()
    while field.currentIndex() != index:
        key = Qt.Key.Key_Down if field.currentIndex() < index else Qt.Key.Key_Up
        qtbot.keyClick(field, key)


def goes_to(screen: ImportScreen, column: str) -> str:
    rows = {row[0]: row[2] for row in screen.mapping_page.columns.rows}
    return str(rows[column])


def go_to_column(screen: ImportScreen, column: str) -> None:
    names = [row[0] for row in screen.mapping_page.columns.rows]
    screen.mapping_page.table.setCurrentIndex(screen.mapping_page.columns.index(names.index(column), 0))


def mapped(shop: Shop, qtbot: QtBot, source: Path) -> ImportScreen:
    """At the check, with tonnes made a volume and one country for all."""
    screen = opened(shop, qtbot, source)
    click(qtbot, screen.next_button)
    go_to_column(screen, "Volumen actual (t)")
    panel = screen.mapping_page.panel
    choose(qtbot, panel.target_field, "volume_m3")
    choose(qtbot, panel.unit_field, "t")
    type_over(qtbot, panel.density_field, "1.5")
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    return screen


def test_a_messy_list_comes_in_with_every_doubt_and_goes_back(shop: Shop, qtbot: QtBot, source: Path) -> None:
    screen = opened(shop, qtbot, source)
    assert step(screen) == FILE
    assert screen.file_page.heading_field.value() == 2
    assert "4 rows below the heading" in screen.file_page._hint.text()
    click(qtbot, screen.next_button)
    assert step(screen) == MAPPING
    assert goes_to(screen, "Наименование") == "Name of the facility"
    assert goes_to(screen, "Координаты") == "Latitude and longitude in one cell"
    assert goes_to(screen, "Volumen actual (t)") == "Stored mass, t"
    assert goes_to(screen, "Bank") == "Kept in the notes"

    go_to_column(screen, "Volumen actual (t)")
    panel = screen.mapping_page.panel
    choose(qtbot, panel.target_field, "volume_m3")
    choose(qtbot, panel.unit_field, "t")
    assert "state a dry density" in screen.hint.text()
    assert not screen.next_button.isEnabled()
    type_over(qtbot, panel.density_field, "1.5")
    assert screen.next_button.isEnabled()

    go_to_column(screen, "Estado operacional")
    assert set(panel.word_fields) == {"activo", "cerrado"}
    choose(qtbot, panel.word_fields["cerrado"], "closed_with_aftercare")
    go_to_column(screen, "Shape_Length")
    choose(qtbot, panel.target_field, "-")
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)

    preview = screen.preview_page
    found = {(each.row, each.column, each.code) for each in preview.findings.findings}
    assert (6, "Наименование", "NAME_MISSING") in found
    assert (5, "Координаты", "COORDINATES_UNREADABLE") in found
    assert (3, "Altura (m)", "OUT_OF_RANGE") in found  # 12,5 proves that 1.234 means thousands
    assert not screen.next_button.isEnabled()
    assert listing.list_facilities(shop.desk) == ()

    click(qtbot, preview.findings.leave_out_button)
    wait(qtbot, screen)
    click(qtbot, preview.parts.chip_of("duplicates"))
    (pair,) = preview.duplicates.pairs
    assert (pair.row, pair.other_row) == (4, 3)
    click(qtbot, preview.duplicates.chips.chip_of("merge"))
    wait(qtbot, screen)
    assert screen.next_button.text() == "Store 2 facilities"
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == DONE)

    check_what_is_stored(shop)

    click(qtbot, screen.done_page.undo_button)
    assert listing.list_facilities(shop.desk) == ()
    assert "Taken back: messy list.csv. Removed: 2" in screen.done_page.words.text()


def check_what_is_stored(shop: Shop) -> None:
    stored = {each.name: each for each in listing.list_facilities(shop.desk)}
    assert set(stored) == {"Ak-Tyuz No. 1", "Балапан"}
    first = stored["Ak-Tyuz No. 1"]
    assert first.fact("volume_m3") == pytest.approx(2000.333, abs=0.001)
    assert first.facts["volume_m3"].quality == "estimated"
    assert (first.fact("status"), stored["Балапан"].fact("status")) == ("operated", "closed_with_aftercare")
    assert first.fact("latitude") == 42.875
    assert "Bank: left" in first.notes
    assert "Shape_Length" not in first.notes
    assert shop.window.header.saved_text().startswith("saved ")


def test_where_a_column_goes_is_seen_in_a_small_window(shop: Shop, qtbot: QtBot, source: Path) -> None:
    shop.window.resize(1024, 700)
    screen = opened(shop, qtbot, source)
    click(qtbot, screen.next_button)
    QApplication.processEvents()
    table = screen.mapping_page.table
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_the_questions_are_filtered_by_kind_with_their_counts(shop: Shop, qtbot: QtBot, source: Path) -> None:
    screen = mapped(shop, qtbot, source)
    page = screen.preview_page.findings
    words = [page.kind_field.itemText(number) for number in range(page.kind_field.count())]
    assert words[0] == f"All kinds ({len(page.findings)})"
    assert "word without a certain meaning (2)" in words
    choose(qtbot, page.kind_field, "WORD_UNKNOWN")
    page.kind_field.activated.emit(page.kind_field.currentIndex())
    assert [each.value for each in page.findings] == ["cerrado", "cerrado"]
    assert page.model.rowCount() == 2
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert "no certain meaning" in page.sentence.text()
    assert page.model.data(page.model.index(1, 3)) == "cerrado"


def test_each_question_names_the_facility_of_its_row(shop: Shop, qtbot: QtBot, source: Path) -> None:
    page = mapped(shop, qtbot, source).preview_page.findings
    names = {each.row: page.model.rows[number][1] for number, each in enumerate(page.findings)}
    assert names[3] == names[4] == "Ak-Tyuz No. 1"
    assert names[5] == "Балапан"
    assert names[6] == "", "the row that names none"
    assert names.get(0, "") == ""


def test_a_row_that_is_refused_for_its_country_is_named_too(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,country,volume_m3\nHere,KG,5\nLost,Atlantis,7\n", encoding="utf-8")
    screen = opened(shop, qtbot, path)
    click(qtbot, screen.next_button)
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    rows = [list(row) for row in screen.preview_page.findings.model.rows]
    assert [row[:4] for row in rows if row[3] == "Atlantis"] == [["3", "Lost", "country", "Atlantis"]]


def test_columns_are_as_wide_as_their_words(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    long = "A very long name of a facility that goes on and on and on, as registers have them"
    path.write_text(f"name,country,x,empty\n{long},KG,1,\nShort,KG,22,\n", encoding="utf-8")
    page = opened(shop, qtbot, path).file_page
    table, theme = page.sample_table, shop.context.theme
    widths = [table.columnWidth(number) for number in range(5)]
    assert widths[1] == theme.wide(220), "the longest are cut"
    assert widths[3] < theme.wide(60), "two digits need no more"
    for number in range(5):
        words = str(page.sample.headerData(number, Qt.Orientation.Horizontal))
        assert table.horizontalHeader().sectionSizeHint(number) <= widths[number], words


def test_all_pairs_are_decided_at_once_and_one_of_them_otherwise(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("North dam", "South dam"):
        shop.add_facility(name)
    path = tmp_path / "again.csv"
    path.write_text("name,country,altitude_m\nNorth dam,KG,1200\nSouth dam,KG,1300\nNew,KG,1\n", encoding="utf-8")
    screen = opened(shop, qtbot, path)
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    assert screen.hint.text() == "Decide on 2 possible duplicates."
    page = screen.preview_page.duplicates
    click(qtbot, page.all_buttons["merge"])
    page.table.setCurrentIndex(page.model.index(1, 0))
    click(qtbot, page.chips.chip_of("skip"))
    wait(qtbot, screen)
    assert [page.model.data(page.model.index(row, 5)) for row in range(2)] == ["Merge", "Skip the row"]
    assert "New: 1, completed: 1, skipped: 1" in screen.preview_page.summary.text()
    click(qtbot, screen.next_button)
    stored = {each.name: each.fact("altitude_m") for each in listing.list_facilities(shop.desk)}
    assert stored == {"North dam": 1200, "South dam": None, "New": 1}


def test_swapped_coordinates_are_asked_about_and_swapped_by_one_click(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "swapped.csv"
    path.write_text("name,country,lat,lon\nOne,KG,71.28,39.96\n", encoding="utf-8")
    screen = opened(shop, qtbot, path)
    click(qtbot, screen.next_button)
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    click(qtbot, screen.preview_page.findings.swap_button)
    qtbot.waitUntil(lambda: screen.presenter.plan is not None)
    wait(qtbot, screen)
    assert "COORDINATES_SWAPPED" not in {each.code for each in screen.preview_page.findings.findings}
    click(qtbot, screen.next_button)
    (stored,) = listing.list_facilities(shop.desk)
    assert (stored.fact("latitude"), stored.fact("longitude")) == (39.96, 71.28)


def test_letters_sheet_heading_and_decimal_sign_can_be_chosen(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("Наименование;Страна;Высота (м)\nБалапан;Казахстан;1,234\n".encode("cp866"))
    screen = screen_of(shop)
    screen.open_file(path)
    qtbot.waitUntil(lambda: "cannot be told for certain" in shop.window.banners.problem_text())
    assert not screen.next_button.isEnabled()
    field = screen.file_page.encoding_field
    assert field.isVisible()
    assert not screen.file_page.heading_field.isVisible()
    choose(qtbot, field, "cp866")
    field.activated.emit(field.currentIndex())
    wait(qtbot, screen)
    assert screen.presenter.names == ("Наименование", "Страна", "Высота (м)")
    choose(qtbot, screen.file_page.decimal_field, ",")
    screen.file_page.decimal_field.activated.emit(2)
    click(qtbot, screen.next_button)
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    click(qtbot, screen.next_button)
    (stored,) = listing.list_facilities(shop.desk)
    assert (stored.country, stored.fact("dam_height_m")) == ("KZ", 1.234)


def test_a_sheet_without_country_waits_for_one(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [["Title"], ["name", "Volume (million m3)"], ["One", 1.5]])
    screen = opened(shop, qtbot, path)
    assert screen.file_page.sheet_field.currentText() == "list"
    click(qtbot, screen.next_button)
    assert "holds the country" in screen.hint.text()
    click(qtbot, screen.back_button)
    line = screen.file_page.country_field.lineEdit()
    type_over(qtbot, line, "Tajik")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    click(qtbot, screen.next_button)
    assert screen.next_button.isEnabled()
    assert goes_to(screen, "Volume (million m3)") == "Stored volume, million m³"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("formula.csv", b'name\n"=HYPERLINK(1)"\n', "holds formulas"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "neither a CSV list nor a spreadsheet"),
        ("broken.xlsx", b"PK\x03\x04 broken", "not a spreadsheet this program can read"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence_and_nothing_changes(
    shop: Shop, qtbot: QtBot, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    screen = screen_of(shop)
    screen.open_file(path)
    qtbot.waitUntil(lambda: words in shop.window.banners.problem_text())
    assert screen.presenter.opened is None
    assert step(screen) == FILE
    assert screen.file_page.choose_button.isVisible()


def test_a_mapping_is_saved_loaded_and_remembered(
    shop: Shop, qtbot: QtBot, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = mapped(shop, qtbot, source)
    file = tmp_path / "saved.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (str(file), ""))
    click(qtbot, screen.back_button)
    click(qtbot, screen.mapping_page.save_button)
    assert "density = 1.5" in file.read_text(encoding="utf-8")
    go_to_column(screen, "Volumen actual (t)")
    choose(qtbot, screen.mapping_page.panel.target_field, "")
    assert goes_to(screen, "Volumen actual (t)") == "Kept in the notes"
    click(qtbot, screen.mapping_page.load_button)
    assert goes_to(screen, "Volumen actual (t)") == "Stored volume, t"
    file.write_text("not toml", encoding="utf-8")
    click(qtbot, screen.mapping_page.load_button)
    assert "cannot be used" in shop.window.banners.problem_text()
    assert goes_to(screen, "Volumen actual (t)") == "Stored volume, t"

    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    click(qtbot, screen.preview_page.findings.leave_out_button)
    click(qtbot, screen.preview_page.parts.chip_of("duplicates"))
    click(qtbot, screen.preview_page.duplicates.all_buttons["keep"])
    wait(qtbot, screen)
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == DONE)
    click(qtbot, screen.done_page.another_button)

    copy = tmp_path / "another copy.csv"
    copy.write_text(MESSY, encoding="utf-8")
    opened(shop, qtbot, copy)
    click(qtbot, screen.next_button)
    assert goes_to(screen, "Volumen actual (t)") == "Stored mass, t"
    click(qtbot, screen.mapping_page.remembered_button)
    wait(qtbot, screen)
    assert goes_to(screen, "Volumen actual (t)") == "Stored volume, t"


def test_a_file_can_be_dropped_on_the_page(shop: Shop, qtbot: QtBot, source: Path) -> None:
    screen = screen_of(shop)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(source))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, none)
    QApplication.sendEvent(screen, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(screen, QDropEvent(QPointF(9, 9), copy, data, LEFT, none))
    qtbot.waitUntil(lambda: screen.presenter.opened is not None)
    assert screen.presenter.opened.path == source


def test_a_long_check_can_be_given_up(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = (f"Dam {number},KZ,{48 + number / 1000},{60 + number / 1000}" for number in range(2000))
    path.write_text("name,country,lat,lon\n" + "\n".join(rows), encoding="utf-8")
    screen = opened(shop, qtbot, path)
    click(qtbot, screen.next_button)
    click(qtbot, screen.next_button)
    assert screen.stop_button.isVisible()
    click(qtbot, screen.stop_button)
    assert step(screen) == MAPPING
    assert screen.presenter.plan is None
    assert screen.next_button.isEnabled()


def test_another_language_comes_back_to_the_same_list_and_step(shop: Shop, qtbot: QtBot, source: Path) -> None:
    screen = opened(shop, qtbot, source)
    click(qtbot, screen.next_button)
    go_to_column(screen, "Bank")
    choose(qtbot, screen.mapping_page.panel.target_field, "operator")
    shop.context.use_languages(window="ru", content="ru")
    anew = screen_of(shop)
    assert anew is not screen
    qtbot.waitUntil(lambda: step(anew) == MAPPING)
    assert anew.presenter.made.columns["operator"].columns == ("Operador", "Bank")


def test_the_import_is_reached_from_the_facilities_and_left_again(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility()
    shop.window.show_screen("home")
    click(qtbot, shop.screen.finder.import_button)
    screen = screen_of(shop)
    assert not screen.next_button.isEnabled()
    assert screen.hint.text() == "Choose a file first."
    qtbot.keyClick(screen, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shop.screen.name in ("home", "register")


def test_a_decision_just_taken_is_what_is_stored(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    shop.add_facility("North dam")
    path = tmp_path / "again.csv"
    path.write_text("name,country,altitude_m\nNorth dam,KG,1200\nNew,KG,1\n", encoding="utf-8")
    screen = opened(shop, qtbot, path)
    for _ in range(2):
        qtbot.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    chips = screen.preview_page.duplicates.chips
    click(qtbot, chips.chip_of("merge"))
    wait(qtbot, screen)
    assert screen.next_button.isEnabled()
    click(qtbot, chips.chip_of("skip"))
    assert not screen.next_button.isEnabled(), "the plan does not hold the decision yet"
    screen.presenter.store()
    assert step(screen) == PREVIEW
    wait(qtbot, screen)
    click(qtbot, screen.next_button)
    stored = {each.name: each.fact("altitude_m") for each in listing.list_facilities(shop.desk)}
    assert stored == {"North dam": None, "New": 1}
