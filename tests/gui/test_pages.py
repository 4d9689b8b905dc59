"""Settings and method page: every choice works at once and is kept; every figure shows its standing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from tests.gui.window import Shop, type_over
from tmfcheck.gui.method_page import CHAPTERS, MethodPage
from tmfcheck.gui.screens.method_screen import MethodScreen
from tmfcheck.gui.screens.settings_screen import SettingsScreen
from tmfcheck.gui.settings import Settings
from tmfcheck.gui.theme import ThemeName
from tmfcheck.i18n import Texts


def settings_page(shop: Shop) -> SettingsScreen:
    shop.window.show_screen("settings")
    assert isinstance(shop.screen, SettingsScreen)
    return shop.screen


def method_page(shop: Shop, chapter: str = "pack") -> MethodScreen:
    shop.window.show_screen("method", chapter)
    assert isinstance(shop.screen, MethodScreen)
    return shop.screen


def choose(field: QComboBox, data: str) -> None:
    field.setCurrentIndex(field.findData(data))
    field.activated.emit(field.currentIndex())


def kept(shop: Shop) -> Settings:
    """The settings as another program would read them from the file."""
    shop.context.settings.flush()
    return Settings(shop.context.settings.path)


def test_the_three_languages_are_chosen_apart(shop: Shop, qtbot: QtBot) -> None:
    choose(settings_page(shop).content_language, "ru")
    qtbot.waitUntil(lambda: shop.context.content.language == "ru")
    choose(settings_page(shop).report_language, "kk")
    qtbot.waitUntil(lambda: shop.context.settings.report_language == "kk")
    assert shop.context.texts.language == "en"
    choose(settings_page(shop).window_language, "kk")
    qtbot.waitUntil(lambda: shop.context.texts.language == "kk")
    assert shop.screen.name == "settings"
    file = kept(shop)
    assert (file.window_language, file.content_language, file.report_language) == ("kk", "ru", "kk")


@pytest.mark.parametrize("name", list(ThemeName))
def test_a_theme_works_at_once_and_is_kept(shop: Shop, qtbot: QtBot, name: ThemeName) -> None:
    qtbot.mouseClick(settings_page(shop).theme_buttons[name], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shop.context.theme.name is name)
    assert shop.context.theme.colours.page in shop.window.styleSheet()
    assert settings_page(shop).theme_buttons[name].isChecked()
    assert kept(shop).theme is name


def test_the_text_size_stays_within_its_limits(shop: Shop, qtbot: QtBot) -> None:
    shop.context.use_look(text_percent=190)
    for _ in range(3):
        qtbot.mouseClick(settings_page(shop).larger_button, Qt.MouseButton.LeftButton)
        qtbot.wait(1)
    assert shop.context.theme.text_percent == 200
    assert kept(shop).text_percent == 200


def test_moving_on_can_be_switched_off_and_timed(shop: Shop, qtbot: QtBot) -> None:
    page = settings_page(shop)
    page.delay.setValue(0.8)
    assert kept(shop).move_on_delay_ms == 800
    page.moves_on.click()
    assert not kept(shop).moves_on_after_answer
    assert not page.delay.isEnabled()


def test_the_name_is_kept_when_the_page_is_left(shop: Shop, qtbot: QtBot) -> None:
    type_over(qtbot, settings_page(shop).name_field, "А. Серікқызы")
    shop.window.show_screen("home")
    assert shop.context.author == "А. Серікқызы"
    assert kept(shop).user_name == "А. Серікқызы"


def test_the_page_says_where_everything_lies(shop: Shop, tmp_path: Path) -> None:
    told = [label.text() for label in settings_page(shop).findChildren(QLabel)]
    assert str(tmp_path / "test.tmfcheck") in told
    assert str(tmp_path / "backups") in told
    assert str(shop.context.settings.path) in told


def test_the_method_page_names_pack_edition_and_fingerprint(shop: Shop) -> None:
    shop.context.open_assessment(shop.add_assessment(shop.add_facility()))
    page = method_page(shop)
    assert shop.context.presenter is not None
    assessment = shop.context.presenter.state.assessment
    shown = page.page.toPlainText()
    assert assessment.pack_fingerprint in shown.replace(" ", "")
    assert f"sample, {assessment.pack_edition}" in shown
    assert "edition" in page.heading().subject


def test_the_method_page_works_without_an_open_assessment(shop: Shop) -> None:
    assert "sample" in method_page(shop).page.toPlainText()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_figure_and_table_shows_its_standing(shop: Shop, language: str) -> None:
    loaded = shop.desk.packs.load("sample")
    texts = Texts(language)
    html = MethodPage(loaded.pack, loaded.fingerprint, texts, texts).html()
    entries = [*loaded.pack.figures.values(), *loaded.pack.tables.values(), *loaded.pack.answers]
    entries += loaded.pack.time_frames
    standings = sum(html.count(f"{texts.gettext(word)}\u00a0[") for word in ("verified", "not verified", "own rule"))
    # "not verified" contains "verified" in some languages: never fewer marks than entries.
    assert standings >= len(entries)
    assert any(not entry.verified for entry in entries)
    assert all(f'name="{chapter}"' in html for chapter in CHAPTERS)


def test_texts_of_a_pack_are_data_and_never_markup(shop: Shop) -> None:
    loaded = shop.desk.packs.load("sample")
    hostile = "<img src=x><b>bold</b>"
    pack = loaded.pack.__class__(**{**vars(loaded.pack), "title": {"en": hostile}})
    html = MethodPage(pack, loaded.fingerprint, Texts("en"), Texts("en")).html()
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_chapter_is_gone_to_and_kept_after_a_change_of_language(shop: Shop, qtbot: QtBot) -> None:
    page = method_page(shop)
    page.chapters.lines.setCurrentRow(list(CHAPTERS).index("references"))
    assert page.page.verticalScrollBar().value() > 0
    shop.context.use_languages(window="ru", content="kk")
    assert shop.screen.place() == "references"
    qtbot.waitUntil(lambda: shop.screen.page.verticalScrollBar().value() > 0)
