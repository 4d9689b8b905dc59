"""The register in the window: ranked, searched, filtered, grouped, explained, exported, by clicks and by keys."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, open_shop, type_over, type_words
from tmfcheck.domain.facility import Facility
from tmfcheck.gui.dialogs.all_keys_dialog import AllKeysDialog
from tmfcheck.gui.dialogs.columns_dialog import ColumnsDialog
from tmfcheck.gui.dialogs.undo_import_dialog import UndoImportDialog
from tmfcheck.gui.dialogs.view_name_dialog import ViewNameDialog
from tmfcheck.gui.presenters.register_rows import GroupRow, RegisterRow
from tmfcheck.gui.screens.home_screen import HomeScreen
from tmfcheck.gui.screens.register_screen import RegisterScreen
from tmfcheck.gui.widgets.calculation_popover import CalculationPopover
from tmfcheck.packs.library import PackLibrary
from tmfcheck.services import register_import
from tmfcheck.services.register_view import Column, WordFilter
from tmfcheck.services.views import list_views

K = Qt.Key


@pytest.fixture
def listed(shop: Shop) -> dict[str, Facility]:
    """Four facilities: one surely first, two whose ranks overlap, one without a volume."""
    known = {"whc": 1, "status": "operated", "pga_g": 0.01, "in_flood_zone": False, "factor_of_safety": 1.7}
    known |= {"start_year": 2010, "population_downstream": 0, "receiving_water": "none"}
    return {
        "high": shop.add_facility(
            "Высокая дамба",
            volume_m3=10**8,
            whc=3,
            status="abandoned",
            region="Batken",
            is_transboundary=True,
            river="Sokh",
            distance_to_border_km=36,
            flow_velocity_m_s=1,
            start_year=1950,
            population_downstream=20000,
        ),
        "sure": shop.add_facility("Bright", **known, volume_m3=10**5, region="Osh", operator="Öl"),
        "vague": shop.add_facility("Cedar", country="KZ", volume_m3=10**4, whc=1, region="Osh"),
        "none": shop.add_facility("Amber", **{**known, "region": "Batken"}),
    }


def opened(shop: Shop, qtbot: QtBot, argument: object = None) -> RegisterScreen:
    shop.window.show_screen("register", argument)
    screen = shop.screen
    assert isinstance(screen, RegisterScreen)
    qtbot.waitUntil(lambda: screen.presenter.is_ranked and not screen.presenter.is_reading)
    # The columns get their widths a turn later: where a cell lies is known only then.
    QApplication.processEvents()
    return screen


def names(screen: RegisterScreen) -> list[str]:
    return [line.name if isinstance(line, RegisterRow) else line.title for line in screen.table.register.lines]


def cell(screen: RegisterScreen, name: str, column: Column) -> str:
    place = screen.presenter.view.columns.index(column)
    return str(screen.table.register.index(names(screen).index(name), place).data())


def go_to(screen: RegisterScreen, name: str, column: Column = Column.NAME) -> QRect:
    place = screen.presenter.view.columns.index(column)
    index = screen.table.register.index(names(screen).index(name), place)
    screen.table.setCurrentIndex(index)
    screen.table.setFocus()
    return screen.table.visualRect(index)


def dialog_of(screen: RegisterScreen, kind: type[QDialog]) -> QDialog:
    (found,) = (each for each in screen.findChildren(kind) if each.isVisible())
    return found


def test_an_empty_register_says_so_and_leads_on(shop: Shop, qtbot: QtBot) -> None:
    shop.window.show_screen("register")
    assert isinstance(shop.screen, RegisterScreen)
    assert not shop.screen.table.isVisible()
    qtbot.mouseClick(shop.screen.add_button, Qt.MouseButton.LeftButton)
    assert isinstance(shop.screen, HomeScreen)


def test_facilities_stand_by_risk_with_the_range_of_their_rank(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    screen = opened(shop, qtbot)
    assert names(screen) == ["Высокая дамба", "Cedar", "Bright", "Amber"]
    assert cell(screen, "Высокая дамба", Column.RANK) == "1"
    assert cell(screen, "Cedar", Column.RANK) == "2 (2 to 3)"
    assert cell(screen, "Amber", Column.RANK) == "none"
    assert cell(screen, "Высокая дамба", Column.TRANSBOUNDARY) == "Sokh, 10.0 h"
    assert cell(screen, "Cedar", Column.LAST_VISIT) == "never"
    assert "4 of 4" in screen.heading().subject


def test_the_longest_rank_is_shown_whole_however_far_down_it_stands(shop: Shop, qtbot: QtBot) -> None:
    for number in range(120):
        shop.add_facility(f"Dam {number:03}", volume_m3=10.0 ** (2 + number / 20))
    screen = opened(shop, qtbot)
    needed = screen.table.fontMetrics().horizontalAdvance(cell(screen, "Dam 000", Column.RANK))
    assert cell(screen, "Dam 000", Column.RANK) == "120 (1 to 120)"
    section = screen.presenter.view.columns.index(Column.RANK)
    qtbot.waitUntil(lambda: screen.table.columnWidth(section) > needed)


def test_what_is_questioned_stands_above_the_terms_that_rest_on_it(shop: Shop, qtbot: QtBot) -> None:
    shop.add_facility("Slip", country="CL", capacity_m3=100, capacity_t=1_240_000_000)
    screen = opened(shop, qtbot)
    qtbot.waitUntil(lambda: screen.pane is not None and bool(screen.pane._found))
    assert screen.pane is not None
    QApplication.processEvents()
    labels = {label.text(): label for label in screen.pane.findChildren(QLabel) if label.isVisible()}
    (question,) = (label for words, label in labels.items() if "no density tailings have" in words)
    origin = QPoint(0, 0)
    terms = labels["Terms: Risk (TRI)"]
    assert question.mapTo(screen.pane, origin).y() < terms.mapTo(screen.pane, origin).y()


def test_inspect_next_lists_first_what_cannot_be_ranked(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    qtbot.keyClick(screen.table, "r")
    assert screen.bar.ranking_field.hasFocus()
    qtbot.keyClick(screen.bar.ranking_field, K.Key_End)
    screen.bar.ranking_field.activated.emit(2)
    assert names(screen)[:2] == ["Amber", "Высокая дамба"]
    assert cell(screen, "Amber", Column.RANK) == "none"


@pytest.mark.parametrize(("typed", "found"), [("ДАМБА", "Высокая дамба"), ("batk amb", "Amber"), ("öl", "Bright")])
def test_searching_knows_no_capitals_in_any_script(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot, typed: str, found: str
) -> None:
    screen = opened(shop, qtbot)
    qtbot.keyClick(screen.table, "/")
    type_words(screen.bar.search_field, typed)
    assert names(screen) == [found]
    assert "1 of 4" in screen.heading().subject
    qtbot.keyClick(screen.bar.search_field, K.Key_Escape)
    assert screen.table.hasFocus()


def test_filters_are_words_with_counts_and_narrow_together(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    screen = opened(shop, qtbot)
    filters = screen.bar.filters
    assert filters.chip_of(WordFilter.TRANSBOUNDARY).count == 1
    assert filters.chip_of(WordFilter.NOT_VISITED).count == 4
    qtbot.keyClick(screen.table, "f")
    qtbot.keyClick(filters.chips[0], "6")
    assert names(screen) == ["Amber"]
    qtbot.mouseClick(filters.chip_of(WordFilter.TRANSBOUNDARY), Qt.MouseButton.LeftButton)
    assert names(screen) == []
    assert screen.nothing_found.isVisible()
    qtbot.mouseClick(filters.chip_of(WordFilter.NO_RANK), Qt.MouseButton.LeftButton)
    assert names(screen) == ["Высокая дамба"]


def test_a_heading_sorts_and_turns_the_order_round(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    header = screen.table.horizontalHeader()
    place = screen.presenter.view.columns.index(Column.NAME)
    spot = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert names(screen) == ["Amber", "Bright", "Cedar", "Высокая дамба"]
    go_to(screen, "Cedar")
    qtbot.keyClick(screen.table, "s")
    assert names(screen) == ["Высокая дамба", "Cedar", "Bright", "Amber"]
    line = screen.table.current_line()
    assert isinstance(line, RegisterRow)
    assert line.name == "Cedar"


def test_what_is_unknown_stands_last_however_one_sorts(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    screen.presenter.sort_by(Column.TRI)
    assert names(screen)[-1] == "Amber"
    screen.presenter.sort_by(Column.TRI)
    assert names(screen)[-1] == "Amber"


def test_groups_have_totals_and_fold_by_keyboard(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    field = screen.bar.grouping_field
    field.setCurrentIndex(field.findData("region"))
    field.activated.emit(field.currentIndex())
    assert names(screen) == ["Batken", "Высокая дамба", "Amber", "Osh", "Cedar", "Bright"]
    head = screen.table.register.lines[0]
    assert isinstance(head, GroupRow)
    assert "2 facilities" in head.totals
    assert "transboundary: 1" in head.totals
    screen.table.setCurrentIndex(screen.table.register.index(0, 0))
    qtbot.keyClick(screen.table, K.Key_Left)
    assert names(screen) == ["Batken", "Osh", "Cedar", "Bright"]
    qtbot.keyClick(screen.table, K.Key_Space)
    assert len(names(screen)) == 6


def test_a_figure_opens_to_its_terms_and_says_what_is_assumed(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    screen = opened(shop, qtbot)
    go_to(screen, "Cedar", Column.TRI)
    qtbot.keyClick(screen.table, K.Key_Return)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, CalculationPopover)
    calculation = popover.calculation
    assert ("Sum", cell(screen, "Cedar", Column.TRI).split(" ")[0]) in calculation.lines
    assert any(note.startswith("Assumed: ") and "Floods" in note for note in calculation.notes)
    assert any("not verified" in note for note in calculation.notes)
    qtbot.keyClick(popover, K.Key_Escape)
    go_to(screen, "Cedar", Column.PRIORITY)
    qtbot.keyClick(screen.table, K.Key_Return)
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, CalculationPopover)
    assert any("own rule" in note for note in popover.calculation.notes)
    popover.close()


def test_the_chosen_facility_stands_beside_with_its_terms_and_ways_on(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    screen = opened(shop, qtbot, listed["vague"].id)
    qtbot.waitUntil(lambda: screen.pane is not None and bool(screen.pane.figures))
    assert screen.place() == listed["vague"].id
    assert screen.pane is not None
    assert screen.pane.figures[Column.RANK].value == "2 (2 to 3)"
    qtbot.mouseClick(screen.pane.open_button, Qt.MouseButton.LeftButton)
    assert isinstance(shop.screen, HomeScreen)
    assert shop.screen.place() == listed["vague"].id


def test_columns_are_chosen_and_moved_by_keyboard(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    qtbot.keyClick(screen.table, "c")
    dialog = dialog_of(screen, ColumnsDialog)
    assert isinstance(dialog, ColumnsDialog)
    qtbot.keyClick(dialog.list, K.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.list, K.Key_Down)
    qtbot.keyClick(dialog.list, K.Key_Space)
    dialog.show_button.click()
    columns = screen.presenter.view.columns
    assert columns[:2] == (Column.NAME, Column.RANK)
    assert Column.CLASS not in columns
    assert screen.table.register.columnCount() == len(columns)


def test_a_view_is_kept_chosen_renamed_and_removed(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    screen.presenter.toggle_filter(WordFilter.TRANSBOUNDARY)
    screen.menus.keep_view()
    dialog = dialog_of(screen, ViewNameDialog)
    assert isinstance(dialog, ViewNameDialog)
    dialog.confirm_button.click()
    assert dialog.problem_text()
    type_words(dialog.name_field, "Borders")
    dialog.confirm_button.click()
    screen.presenter.toggle_filter(WordFilter.TRANSBOUNDARY)
    screen.menus.rename_view("Borders")
    dialog = dialog_of(screen, ViewNameDialog)
    assert isinstance(dialog, ViewNameDialog)
    type_over(qtbot, dialog.name_field, "Across")
    dialog.confirm_button.click()
    menu = screen.bar.views_menu
    screen.menus.fill_views(menu)
    action = next(each for each in menu.actions() if each.text() == "Across")
    action.trigger()
    assert names(screen) == ["Высокая дамба"]
    screen.menus.remove_view("Across")
    assert list_views(shop.desk) == ()


def test_the_view_outlives_a_change_of_language(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    screen.presenter.toggle_filter(WordFilter.NO_RANK)
    shop.context.use_languages(window="kk", content="kk")
    anew = opened(shop, qtbot)
    assert anew is not screen
    assert names(anew) == ["Amber"]


def test_what_is_shown_is_written_in_its_order(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(shop, qtbot)
    screen.presenter.sort_by(Column.NAME)
    type_words(screen.bar.search_field, "e")
    expected = names(screen)
    assert len(expected) > 1
    out = tmp_path / "list"
    answer = (str(out), "Table as plain text (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: answer)
    screen.exports.fill_menu(screen.bar.export_menu)
    screen.bar.export_menu.actions()[-1].trigger()
    written = out.with_suffix(".csv")
    qtbot.waitUntil(written.exists)
    with written.open(encoding="utf-8-sig", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == expected
    qtbot.waitUntil(lambda: str(written) in screen.notice.text())


def test_chosen_facilities_alone_are_written(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot, tmp_path: Path
) -> None:
    screen = opened(shop, qtbot)
    go_to(screen, "Cedar")
    qtbot.keyClick(screen.table, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    screen.exports.fill_menu(screen.bar.export_menu)
    assert screen.bar.export_menu.actions()[0].text().startswith("2 chosen")
    screen.exports.write(screen.table.selected_rows(), tmp_path / "two.geojson")
    qtbot.waitUntil((tmp_path / "two.geojson").exists)


def test_a_file_that_cannot_be_written_is_told_in_the_banner(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot, tmp_path: Path
) -> None:
    screen = opened(shop, qtbot)
    screen.exports.write(screen.presenter.shown, tmp_path / "missing" / "list.csv")
    qtbot.waitUntil(lambda: bool(shop.window.banners.problem_text()))


def test_the_last_import_goes_after_a_question_that_names_it(shop: Shop, qtbot: QtBot, tmp_path: Path) -> None:
    shop.add_facility("Stays")
    source = tmp_path / "list.csv"
    source.write_text("name,country,volume_m3\nComes,KG,1000\nArrives,KG,2000\n", encoding="utf-8")
    made = register_import.guess_list(source)
    register_import.apply_import(shop.desk, register_import.plan_import(shop.desk, source, made, None))
    screen = opened(shop, qtbot)
    assert len(names(screen)) == 3
    screen.menus.undo_import()
    dialog = dialog_of(screen, UndoImportDialog)
    assert isinstance(dialog, UndoImportDialog)
    words = " ".join(label.text() for label in dialog.findChildren(type(screen.notice)))
    assert "list.csv" in words
    assert "2 facilities it brought go away" in words
    dialog.undo_button.click()
    qtbot.waitUntil(lambda: names(screen) == ["Stays"])


def test_a_changed_facility_is_ranked_anew(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    shop.window.show_screen("home")
    shop.add_facility("Newest", volume_m3=10**7)
    shop.window.show_screen("register")
    qtbot.waitUntil(lambda: "Newest" in names(screen) and not screen.presenter.is_reading)
    assert cell(screen, "Newest", Column.RANK).startswith("2")


def test_every_cell_speaks_for_a_screen_reader(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    model = screen.table.register
    place = screen.presenter.view.columns.index(Column.RANK)
    spoken = model.index(names(screen).index("Cedar"), place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Cedar, Rank: 2 (2 to 3)"


def test_what_was_chosen_on_the_map_is_shown_alone_until_all_are_wanted(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    screen = opened(shop, qtbot, {"select": [listed["none"].id, listed["sure"].id]})
    assert names(screen) == ["Bright", "Amber"]
    assert screen.narrowed.isVisible()
    qtbot.mouseClick(screen.all_button, Qt.MouseButton.LeftButton)
    assert len(names(screen)) == 4
    assert not screen.narrowed.isVisible()


def test_chosen_facilities_are_shown_on_the_map_together(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    go_to(screen, "Cedar")
    qtbot.keyClick(screen.table, K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: screen.pane is not None and bool(screen.pane.figures))
    assert screen.pane is not None
    with qtbot.waitSignal(shop.context.navigation_asked) as asked:
        qtbot.mouseClick(screen.pane.map_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["map", {"select": [listed["vague"].id, listed["sure"].id], "facility": listed["sure"].id}]


def test_the_facility_page_tells_the_rank_and_leads_to_it(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    opened(shop, qtbot)
    shop.window.show_screen("home", listed["vague"].id)
    home = shop.screen
    assert isinstance(home, HomeScreen)
    assert home.pane is not None
    assert home.pane.rank_button.text() == "Rank 2 (2 to 3) of 4"
    qtbot.mouseClick(home.pane.rank_button, Qt.MouseButton.LeftButton)
    assert isinstance(shop.screen, RegisterScreen)
    assert shop.screen.place() == listed["vague"].id


def test_every_key_of_the_page_is_named_in_one_place(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    qtbot.keyClick(screen.table, "?")
    assert isinstance(dialog_of(screen, AllKeysDialog), AllKeysDialog)


def test_columns_are_found_among_the_views_too(shop: Shop, listed: dict[str, Facility], qtbot: QtBot) -> None:
    screen = opened(shop, qtbot)
    screen.menus.fill_views(screen.bar.views_menu)
    next(each for each in screen.bar.views_menu.actions() if each.text() == "Columns…").trigger()
    assert isinstance(dialog_of(screen, ColumnsDialog), ColumnsDialog)


def tops(parts: Iterable[QWidget]) -> set[int]:
    return {part.mapTo(part.window(), QPoint(0, 0)).y() for part in parts if part.isVisible()}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_at_the_design_size_the_controls_are_one_line_and_the_filters_another_whatever_they_count(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot, language: str, width: int, height: int
) -> None:
    shop.context.use_languages(window=language, content=language)
    shop.window.resize(width, height)
    screen = opened(shop, qtbot)
    bar = screen.bar
    bar.filters.show_counts(dict.fromkeys((str(word) for word in WordFilter), 10_000), shop.context.texts)
    QApplication.processEvents()
    fields = (bar.search_field, bar.ranking_field, bar.grouping_field, bar.country_field)
    controls = (*fields, bar.views_button, bar.export_button, bar.list_button)
    assert bar.filters.chips[0].accessibleName().endswith(f", {shop.context.texts.number(10_000)}")
    assert len(tops(controls)) == (1 if width == 1366 else 2)
    chips = (*bar.filters.chips, bar.filters.more)
    assert len(tops(chips)) == 1
    for part in (*controls, *(chip for chip in chips if chip.isVisible())):
        assert part.mapTo(bar, QPoint(part.width(), 0)).x() <= bar.width()
        assert part is bar.search_field or part.width() >= part.sizeHint().width()


def test_filters_without_room_wait_in_a_menu_and_keep_their_digits(
    shop: Shop, listed: dict[str, Facility], qtbot: QtBot
) -> None:
    screen = opened(shop, qtbot)
    filters = screen.bar.filters
    shop.window.resize(1366, 768)
    QApplication.processEvents()
    assert not filters.more.isVisible()
    shop.window.resize(1024, 700)
    filters.show_counts(dict.fromkeys((str(word) for word in WordFilter), 10_000), shop.context.texts)
    QApplication.processEvents()
    last = filters.chip_of(WordFilter.NO_RANK)
    assert filters.more.isVisible()
    assert not last.isVisible()
    filters.fill_menu()
    (action,) = (each for each in filters.menu.actions() if each.text().startswith("Cannot be ranked"))
    action.trigger()
    assert names(screen) == ["Amber"]
    assert filters.more.isChecked()
    qtbot.keyClick(screen.table, "f")
    qtbot.keyClick(filters.chips[0], "6")
    assert len(names(screen)) == 4
    assert not filters.more.isChecked()


def test_without_a_method_pack_the_register_says_so_and_the_facilities_stay_there(qtbot: QtBot, tmp_path: Path) -> None:
    nothing = PackLibrary([tmp_path / "no packs"], tmp_path / "cache")
    bare = open_shop(qtbot, tmp_path, library=nothing)
    bare.window.show_screen("register")
    assert isinstance(bare.screen, HomeScreen)
    assert "needs a method pack" in bare.window.banners.problem_text()
    bare.context.settings.place = ("register", None)
    bare.window.show_last_place()
    assert isinstance(bare.screen, HomeScreen)
    bare.close()
