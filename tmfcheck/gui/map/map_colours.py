"""The colours of the map on the screen by what they are for, one set a theme; the light one is that of the paper."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor

from tmfcheck.domain.map_drawing import LAYER_TONES, Tone
from tmfcheck.domain.map_palette import PALETTE
from tmfcheck.gui.theme import Theme, ThemeName

_DARK: dict[Tone, int] = {
    **PALETTE,
    Tone.PAPER: 0x1D2326,
    Tone.WATER: 0x10171B,
    Tone.LAND: 0x23292C,
    Tone.SHORE: 0x44555E,
    Tone.RIVER: 0x3F5A69,
    Tone.MINOR_RIVER: 0x34474F,
    Tone.BORDER: 0x7B8186,
    Tone.GRID: 0x30393D,
    Tone.FRAME: 0xA8B4BA,
    Tone.COUNTRY_NAME: 0x8D969B,
    Tone.TOWN: 0xA8B4BA,
    Tone.INK: 0xE9EDEE,
    Tone.QUIET: 0xA8B4BA,
    Tone.ACROSS_BORDER: 0x6FD6CE,
    Tone.UNKNOWN: 0x9DAAB1,
    Tone.CLASS_3: 0xE0566A,
    Tone.CLASS_4: 0xB070D0,
    Tone.CLASS_6: 0x7D9BE0,
    Tone.LAYER_1: 0xC3A6EA,
    Tone.LAYER_2: 0x7FD3A2,
    Tone.LAYER_3: 0xF0BE62,
    Tone.LAYER_4: 0x8FB8F0,
    Tone.LAYER_5: 0xEFA0C4,
}
_FIELD: dict[Tone, int] = {
    **PALETTE,
    Tone.WATER: 0xCFE3EE,
    Tone.LAND: 0xFFFFFF,
    Tone.SHORE: 0x5C7480,
    Tone.RIVER: 0x3F7FA8,
    Tone.MINOR_RIVER: 0x86A9BD,
    Tone.BORDER: 0x4A4A4A,
    Tone.COUNTRY_NAME: 0x4A4A4A,
    Tone.TOWN: 0x303030,
    Tone.INK: 0x000000,
    Tone.QUIET: 0x000000,
    Tone.ACROSS_BORDER: 0x004747,
}
PALETTES: Mapping[ThemeName, Mapping[Tone, int]] = {
    ThemeName.LIGHT: PALETTE,
    ThemeName.DARK: _DARK,
    ThemeName.FIELD: _FIELD,
}


class MapColours:
    """The colours of one theme."""

    def __init__(self, theme: Theme) -> None:
        self._palette = PALETTES[theme.name]

    def __getitem__(self, tone: Tone) -> QColor:
        return QColor(self._palette[tone])

    def layer(self, number: int) -> QColor:
        """The colour of the user's layer of this number."""
        return self[LAYER_TONES[number % len(LAYER_TONES)]]
