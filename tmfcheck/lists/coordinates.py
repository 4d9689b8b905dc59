"""Coordinates in any usual notation: decimal degrees, degrees and minutes, letters before or behind, comma or point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LATITUDE, LONGITUDE = "latitude", "longitude"

_LETTERS: Mapping[str, tuple[str, int]] = {
    "N": (LATITUDE, 1),
    "S": (LATITUDE, -1),
    "E": (LONGITUDE, 1),
    "W": (LONGITUDE, -1),
    "O": (LONGITUDE, -1),
    "L": (LONGITUDE, 1),
    "С": (LATITUDE, 1),
    "Ю": (LATITUDE, -1),
    "В": (LONGITUDE, 1),
    "З": (LONGITUDE, -1),
}
"""Hemispheres by their first letter; O is oeste, the west of Spanish and Portuguese, L leste."""

_LETTER = r"(?:[NSEWOLСЮВЗ](?:\.?\s?[шд]\.?)?)"
_ANGLE = re.compile(
    rf"(?P<before>{_LETTER})?\s*"
    r"(?P<sign>[-+−–])?\s*(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*"
    r"(?:[°ºd˚]\s*(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’´]?\s*"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|''|’’|′′)?)?)?)?"
    r"(?:(?<=\d)\s+(?P<bare_minutes>\d{1,2}(?:[.,]\d+)?)\s+(?P<bare_seconds>\d{1,2}(?:[.,]\d+)?))?"
    rf"\s*(?P<after>{_LETTER})?",
    re.IGNORECASE,
)


_SEPARATORS = (
    r"\s*[;/|]\s*",
    r",\s+|\s+,",
    r"(?<=[NSEWOLСЮВЗ.д])[\s,]+(?=[-\d])",
    r"(?<=[NSEWOLСЮВЗ])(?=\d)",
    r"(?<=\S)\s*(?=[NSEWOLСЮВЗ])",
    r"\s+",
    r",",
)
"""What may stand between two angles, tried in turn until two are left that can be read."""


@dataclass(frozen=True, slots=True)
class Angle:
    """Degrees, positive north and east; ``axis`` where a letter names it."""

    degrees: float
    axis: str | None = None


def read_angle(text: str) -> Angle | None:
    """One angle; None where the text is not exactly one."""
    found = _ANGLE.fullmatch(text.strip())
    return None if found is None else _angle(found)


def read_point(text: str) -> tuple[Angle, Angle] | None:
    """Two angles in one cell, in their order; None where the text is not exactly two."""
    stripped = text.strip(" ()")
    for separator in _SEPARATORS:
        parts = [part for part in re.split(separator, stripped) if part]
        if len(parts) != 2 or (separator == "," and re.fullmatch(r"\d+,\d+", stripped)):
            continue  # 48,5 is rather one number with its decimals than two of them
        first, second = read_angle(parts[0]), read_angle(parts[1])
        if first is not None and second is not None:
            return first, second
    return None


def _angle(found: re.Match[str]) -> Angle | None:
    degrees = _float(found["degrees"])
    minutes = _float(found["minutes"] or found["bare_minutes"])
    seconds = _float(found["seconds"] or found["bare_seconds"])
    if minutes >= 60 or seconds >= 60 or (found["before"] and found["after"]):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    letter = (found["before"] or found["after"] or "")[:1].upper()
    axis, direction = _LETTERS.get(letter, (None, 1))
    if found["sign"] in ("-", "−", "–"):
        if axis is not None:
            return None
        value = -value
    return Angle(round(value * direction, 9), axis)


def _float(text: str | None) -> float:
    return float(text.replace(",", ".")) if text else 0.0


# Whole degrees around a country (south, north, west, east), generous; only to ask whether two figures changed places.
_AROUND: Mapping[str, tuple[int, int, int, int]] = {
    "AF": (29, 39, 60, 75),
    "AM": (38, 42, 43, 47),
    "AR": (-56, -21, -74, -53),
    "AZ": (38, 42, 44, 51),
    "BR": (-34, 6, -74, -34),
    "CL": (-56, -17, -76, -66),
    "CN": (18, 54, 73, 135),
    "GE": (41, 44, 39, 47),
    "KG": (39, 44, 69, 81),
    "KZ": (40, 56, 46, 88),
    "MN": (41, 53, 87, 120),
    "PE": (-19, 1, -82, -68),
    "TJ": (36, 42, 67, 76),
    "TM": (35, 43, 52, 67),
    "UA": (44, 53, 22, 41),
    "UZ": (37, 46, 55, 74),
}


def seems_swapped(latitude: float, longitude: float, country: str) -> bool:
    """Whether the two figures fit far better the other way round: by their range, or by the country's whereabouts."""
    if abs(latitude) > 90:
        return abs(longitude) <= 90
    around = _AROUND.get(country)
    return around is not None and not _inside(around, latitude, longitude) and _inside(around, longitude, latitude)


def _inside(around: tuple[int, int, int, int], latitude: float, longitude: float) -> bool:
    south, north, west, east = around
    return south <= latitude <= north and west <= longitude <= east
