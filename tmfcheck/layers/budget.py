"""How much of a foreign file is read before it is refused, and how its coordinates become places."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tmfcheck.domain.geography import Place
from tmfcheck.domain.map_layers import MapFeature
from tmfcheck.errors import LayerError

MOST_FEATURES = 100_000
MOST_POSITIONS = 600_000
LONGEST_NAME = 200
MERCATOR_RADIUS_M = 6_378_137.0
_HALF_WORLD_M = math.pi * MERCATOR_RADIUS_M
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Unseen signs that some scripts need inside a word."""
_NAME_FIELDS = ("name", "title", "label", "name_en", "name_ru", "shapename", "adm1_en", "adm2_en")

Projected = Callable[[float, float], Place]


class Budget:
    """Counts what one file holds; ``spend`` raises LayerError LAYER_TOO_MUCH when it is more than a map can carry."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._features = 0
        self._positions = 0

    def spend(self, *, features: int = 0, positions: int = 0) -> None:
        self._features += features
        self._positions += positions
        if self._features > MOST_FEATURES or self._positions > MOST_POSITIONS:
            raise LayerError("LAYER_TOO_MUCH", path=self._path, features=MOST_FEATURES, positions=MOST_POSITIONS)


def projection_of(path: Path, code: str) -> Projected:
    """How coordinates of a system (``EPSG:4326``, ``OGC:CRS84`` or ``EPSG:3857``) become places.

    Raises LayerError LAYER_CRS naming any other system.
    """
    if code in ("EPSG:4326", "OGC:CRS84"):
        return _degrees
    if code in ("EPSG:3857", "EPSG:900913"):
        return _from_web_mercator
    raise LayerError("LAYER_CRS", path=path, crs=code or "?")


def placed(path: Path, feature: MapFeature, projected: Projected) -> MapFeature:
    """The feature with its coordinates as places; raises LayerError LAYER_PLACE for one outside the earth."""

    def place(position: Place) -> Place:
        x, y = position
        found = projected(x, y)
        if not (-360 <= found[0] <= 360 and -90 <= found[1] <= 90):
            raise LayerError("LAYER_PLACE", path=path, x=x, y=y)
        return found

    return MapFeature(
        feature.name,
        tuple(place(each) for each in feature.points),
        tuple(tuple(place(each) for each in line) for line in feature.lines),
        tuple(tuple(tuple(place(each) for each in ring) for ring in rings) for rings in feature.areas),
    )


def name_field(fields: Iterable[str]) -> str | None:
    """The field that names a feature, by what such fields are called; None where there is none."""
    by_word = {field.casefold(): field for field in reversed([*fields])}
    named = next((by_word[word] for word in _NAME_FIELDS if word in by_word), None)
    return named or next((field for word, field in by_word.items() if word.startswith("name")), None)


def name_words(value: Any) -> str:
    """A name as one line of signs one can see, none of which turns or ends a line; empty where the field holds none."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    words = " ".join(str(value)[: 4 * LONGEST_NAME].split())
    return "".join(sign for sign in words if sign.isprintable() or sign in _JOINERS).strip()[:LONGEST_NAME]


def _degrees(x: float, y: float) -> Place:
    return x, y


def _from_web_mercator(x: float, y: float) -> Place:
    if abs(x) > 2 * _HALF_WORLD_M or abs(y) > _HALF_WORLD_M * 1.01:
        return math.inf, math.inf
    return math.degrees(x / MERCATOR_RADIUS_M), math.degrees(math.atan(math.sinh(y / MERCATOR_RADIUS_M)))
