"""The radar's labels lie inside and never on each other, in every language, size of window and size of text."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from tmfcheck.gui.application import make_application
from tmfcheck.gui.theme import ThemeName, TypeSize, theme_named
from tmfcheck.gui.widgets.category_radar import CategoryRadar, Spoke, balanced_lines
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder


@pytest.fixture(scope="module")
def library() -> PackLibrary:
    return PackLibrary([shipped_packs_folder()])


def make_radar(qtbot: QtBot, library: PackLibrary, language: str, theme: ThemeName, percent: int) -> CategoryRadar:
    make_application()
    pack = library.load("unece-tmf").pack
    texts = Texts(language)
    radar = CategoryRadar(theme_named(theme, percent), "radar")
    qtbot.addWidget(radar)
    low, high = Fraction(0), Fraction(100)
    radar.show_spokes([Spoke(texts.pick(each.short_title), "50–100 %", low, high) for each in pack.categories])
    return radar


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize(("percent", "grown"), [(100, 0), (100, 300), (150, 0), (200, 0)])
def test_labels_lie_inside_and_apart(
    qtbot: QtBot, library: PackLibrary, language: str, theme: ThemeName, percent: int, grown: int
) -> None:
    radar = make_radar(qtbot, library, language, theme, percent)
    radar.resize(radar.minimumSizeHint() + QSize(grown, grown))
    rects = radar.label_rects()
    assert len(rects) == 12
    assert all(QRectF(radar.rect()).contains(rect) for rect in rects)
    assert not [pair for pair in combinations(rects, 2) if pair[0].intersects(pair[1])]


def test_a_label_is_as_wide_as_its_words(qtbot: QtBot, library: PackLibrary) -> None:
    radar = make_radar(qtbot, library, "kk", ThemeName.LIGHT, 100)
    radar.resize(radar.sizeHint())
    metrics = QFontMetrics(radar.theme.font(TypeSize.SMALL))
    for spoke, rect in zip(radar.spokes, radar.label_rects(), strict=True):
        assert all(metrics.horizontalAdvance(line) <= rect.width() for line in balanced_lines(spoke.title, metrics))


def test_an_empty_category_is_painted_without_a_figure(qtbot: QtBot) -> None:
    make_application()
    radar = CategoryRadar(theme_named("light"), "radar")
    qtbot.addWidget(radar)
    radar.show_spokes(
        [Spoke("a", "–", None, None), Spoke("b", "50 %", Fraction(50), Fraction(60)), Spoke("c", "–", None, None)]
    )
    assert not radar.grab().isNull()
    assert "b 50 %" in radar.accessibleDescription()
