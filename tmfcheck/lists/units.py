"""Units as headings and cells write them in English, Russian, Spanish and Portuguese, as factors to the stored unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, float]] = {
    "m3": ("m³", 1),
    "thousand m3": ("m³", 1e3),
    "million m3": ("m³", 1e6),
    "t": ("t", 1),
    "thousand t": ("t", 1e3),
    "million t": ("t", 1e6),
    "billion t": ("t", 1e9),
    "m2": ("m²", 1),
    "thousand m2": ("m²", 1e3),
    "ha": ("m²", 1e4),
    "km2": ("m²", 1e6),
    "m": ("m", 1),
    "km": ("m", 1e3),
    "g": ("g", 1),
    "m/s": ("m/s", 1),
    "t/m3": ("t/m³", 1),
}
"""The words of a map: the facility form's unit each belongs to, and what one of it is there."""

_CASED = {"Mt": "million t", "Mm3": "million m3", "Mm³": "million m3", "kt": "thousand t", "Gt": "billion t"}
_MULTIPLIERS = (
    ("billion", r"billion|bn|млрд\.?"),
    ("million", r"million(?:s|es)?|millones|milh[oõ]es|mln\.?|млн\.?|mm"),
    ("thousand", r"thousand|тыс\.?|miles|mil|10\^?3"),
)
_BASES = (
    ("t/m3", r"t/m(?:3|³)|т/м(?:3|³)"),
    ("m/s", r"m/s|м/с"),
    ("m3", r"m\^?3|m³|cu\.? ?m|м\^?3|м³|куб\.? ?м"),
    ("km2", r"km\^?2|km²|км\^?2|км²"),
    ("m2", r"m\^?2|m²|sq\.? ?m|м\^?2|м²|кв\.? ?м"),
    ("ha", r"ha|hect[aá]re(?:s|as)?|hectares?|га"),
    ("t", r"t|tons?|tonnes?|tonelad?as?|т|тонн(?:ы)?"),
    ("km", r"km|км"),
    ("m", r"m|metros?|met(?:re|er)s?|м"),
    ("g", r"g"),
)
_NAMED = {"kt": "thousand t", "hm3": "million m3", "hm³": "million m3"}


def read_unit(words: str) -> str | None:
    """The unit these words name, as a map writes it; None where they name none."""
    text = words.strip(" ()[].,;:_")
    if text in _CASED:
        return _CASED[text]
    low = re.sub(r"\s+", " ", text.lower())
    if low in _NAMED:
        return _NAMED[low]
    factor = ""
    for name, pattern in _MULTIPLIERS:
        if found := re.match(rf"(?:{pattern})(?:\s+de)?\s*(?=[a-zа-я])", low):
            factor, low = f"{name} ", low[found.end() :].strip()
            break
    base = next((name for name, pattern in _BASES if re.fullmatch(pattern, low.rstrip("."))), None)
    return factor + base if base is not None and factor + base in UNITS else None


def unit_of_heading(heading: str) -> str | None:
    """The unit a heading ends with, in brackets, after a comma or behind an underscore."""
    for pattern in (r"[(\[]([^()\[\]]+)[)\]]", r",\s*([^,]+)$", r"_([A-Za-z0-9³²]+)$", r"\s(\S+\s\S+)$", r"\s(\S+)$"):
        for words in re.findall(pattern, heading.strip()):
            if (unit := read_unit(words)) is not None:
                return unit
    return None
