"""The colours of the map on paper, which are also those of the window's light theme: one for each thing on it."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.domain.map_drawing import Tone

PALETTE: Mapping[Tone, int] = {
    Tone.PAPER: 0xFFFFFF,
    Tone.WATER: 0xDFE8EC,
    Tone.LAND: 0xF8F7F4,
    Tone.SHORE: 0xA9BAC2,
    Tone.RIVER: 0xA6BECA,
    Tone.MINOR_RIVER: 0xBECED6,
    Tone.BORDER: 0x97928C,
    Tone.GRID: 0xE2E2DC,
    Tone.FRAME: 0x4A5257,
    Tone.COUNTRY_NAME: 0x8A8680,
    Tone.TOWN: 0x66645F,
    Tone.INK: 0x15191C,
    Tone.QUIET: 0x4A5257,
    Tone.ACROSS_BORDER: 0x0B5C63,
    Tone.UNKNOWN: 0x6F767A,
    Tone.CLASS_1: 0xF7E08A,
    Tone.CLASS_2: 0xF0A04B,
    Tone.CLASS_3: 0xD1495B,
    Tone.CLASS_4: 0x4B1248,
    Tone.CLASS_5: 0x9CC3E6,
    Tone.CLASS_6: 0x3D5A98,
    Tone.LAYER_1: 0x7A4FA3,
    Tone.LAYER_2: 0x1F7A4D,
    Tone.LAYER_3: 0x9A5B00,
    Tone.LAYER_4: 0x2B5FA8,
    Tone.LAYER_5: 0xA33A6B,
}
"""Grey ground, strong points. The classes grow darker with hazard and each has a shape, so grey print loses nothing."""
