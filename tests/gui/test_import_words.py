"""The words of the import's pages: none is cut where the window is small, and none says more than is true."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_import_screen import MESSY, choose, click, go_to_column, opened, step, wait
from tests.gui.window import Shop
from tmfcheck.gui.screens.import_screen import PREVIEW
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.gui.widgets.elided_choice import ElidedChoice


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "messy list.csv"
    path.write_text(MESSY, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_word_of_the_mapping_is_cut_in_a_small_window(shop: Shop, qtbot: QtBot, source: Path, language: str) -> None:
    shop.context.use_languages(window=language, content=language)
    shop.window.resize(1024, 700)
    screen = opened(shop, qtbot, source)
    click(qtbot, screen.next_button)
    page = screen.mapping_page
    for number in range(page.columns.rowCount()):
        page.table.setCurrentIndex(page.columns.index(number, 0))
        QApplication.processEvents()
        panel = page.panel
        for field in (panel.target_field, *panel.word_fields.values()):
            assert isinstance(field, ElidedChoice)
            assert field.shown_words() == field.currentText()
    header, font = page.table.horizontalHeader(), QFontMetrics(shop.context.theme.font(TypeSize.SMALL, bold=True))
    assert header.length() <= page.table.viewport().width()
    for number in range(header.count()):
        words = str(page.columns.headerData(number, Qt.Orientation.Horizontal))
        assert header.sectionSize(number) > font.horizontalAdvance(words) + SPACE * 4, words


def test_meanings_too_long_for_the_panel_end_in_an_ellipsis_and_are_whole_in_the_list(
    shop: Shop, qtbot: QtBot, tmp_path: Path
) -> None:
    shop.context.use_languages(window="ru", content="ru")
    shop.window.resize(1024, 700)
    path = tmp_path / "list.csv"
    path.write_text("name,country,water\nOne,KG,xyz\n", encoding="utf-8")
    screen = opened(shop, qtbot, path)
    click(qtbot, screen.next_button)
    go_to_column(screen, "water")
    panel = screen.mapping_page.panel
    choose(qtbot, panel.target_field, "receiving_water")
    QApplication.processEvents()
    (field,) = panel.word_fields.values()
    longest = max(range(field.count()), key=lambda row: len(field.itemText(row)))
    choose(qtbot, field, field.itemData(longest))
    assert isinstance(field, ElidedChoice)
    assert field.shown_words().endswith("…")
    assert field.currentText().startswith(field.shown_words().rstrip("…"))
    field.showPopup()
    words = field.fontMetrics().horizontalAdvance(field.itemText(longest))
    assert field.view().viewport().width() > words
    field.hidePopup()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["same name", "similar name"]),
        ("ru", ["то же название", "похожее название"]),
        ("kk", ["атауы бірдей", "атауы ұқсас"]),
    ],
)
def test_a_name_merely_alike_is_not_called_the_same(
    shop: Shop, qtbot: QtBot, tmp_path: Path, language: str, words: list[str]
) -> None:
    for name in ("Kadamjai Antimony", "Ak-Tyuz North"):
        shop.add_facility(name)
    shop.context.use_languages(window=language, content=language)
    shop.window.resize(1024, 700)
    path = tmp_path / "again.csv"
    path.write_text("name,country\nТМФ Кадамжай сурьма,KG\nAk-Tyuz North old yard,KG\n", encoding="utf-8")
    screen = opened(shop, qtbot, path)
    click(qtbot, screen.next_button)
    click(qtbot, screen.next_button)
    qtbot.waitUntil(lambda: step(screen) == PREVIEW)
    wait(qtbot, screen)
    page = screen.preview_page.duplicates
    assert [page.model.rows[row][4] for row in range(2)] == words
    font = QFontMetrics(shop.context.theme.font())
    assert page.table.columnWidth(4) > max(font.horizontalAdvance(each) for each in words) + SPACE * 4
