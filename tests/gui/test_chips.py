"""Words to choose from: choosing one, and giving them the keyboard, moves nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from tmfcheck.gui.theme import Theme, TypeSize, theme_named
from tmfcheck.gui.widgets.chip_row import Chip, ChipRow

WORDS = (("merge", "Біріктіру"), ("skip", "Жолды өткізіп жіберу"), ("keep", "Екеуін де қалдыру"))
THEMES = [theme_named("light"), theme_named("field"), theme_named("dark", 150)]


def made(qtbot: QtBot, theme: Theme) -> ChipRow:
    row = ChipRow(theme, WORDS, "Decision", size=TypeSize.SMALL)
    qtbot.addWidget(row)
    row.resize(1200, 100)
    row.show()
    qtbot.waitActive(row)
    return row


def middle(chip: Chip) -> QImage:
    """What stands between the margins, below the corner of the digit and above the bar."""
    size = chip.size()
    room = QRect(chip.margin_px, 0, size.width() - 2 * chip.margin_px, size.height() - 6)
    return chip.grab(room).toImage()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: f"{theme.name}-{theme.text_percent}")
def test_neither_choosing_nor_the_keyboard_moves_a_chip(qtbot: QtBot, theme: Theme) -> None:
    row = made(qtbot, theme)
    places = [chip.geometry() for chip in row.chips]
    row.start_choosing()
    qtbot.keyClick(row.chips[0], Qt.Key.Key_2)
    assert row.chips[1].isChecked()
    row.start_choosing()
    assert [chip.geometry() for chip in row.chips] == places


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: f"{theme.name}-{theme.text_percent}")
def test_the_digit_stands_beside_the_word_and_leaves_it_where_it_is(qtbot: QtBot, theme: Theme) -> None:
    row = made(qtbot, theme)
    row.show_chosen("skip")
    for chip in row.chips:
        word = QFontMetrics(theme.font(TypeSize.SMALL, bold=True)).horizontalAdvance(chip.text())
        assert chip.width() - word >= 2 * chip.margin_px, "the chosen word has its margin on both sides"
        assert _digit_width(theme) < chip.margin_px
        before = middle(chip)
        chip.shows_key = True
        assert middle(chip) == before


def _digit_width(theme: Theme) -> int:
    font: QFont = theme.font(11, bold=True)
    return QFontMetrics(font).horizontalAdvance("8")
