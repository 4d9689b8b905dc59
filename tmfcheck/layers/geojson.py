"""GeoJSON (RFC 7946, and the older files with a named coordinate system), read feature by feature."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from tmfcheck.domain.geography import Place
from tmfcheck.domain.map_layers import MapFeature, VectorLayer, layer_of
from tmfcheck.errors import LayerError
from tmfcheck.layers.budget import Budget, name_field, name_words, placed, projection_of

MAX_BYTES = 40_000_000
DEEPEST_COLLECTION = 6
_SPACE = re.compile(r"[ \t\r\n]*")
_EPSG = re.compile(r"(?:EPSG|OGC)[:/](?:[0-9.]*[:/])?(CRS84|\d+)$", re.IGNORECASE)

Members = Iterator[tuple[str, Any]]


class _BrokenError(ValueError):
    """Something is not as GeoJSON has it; the text says what."""


def read_geojson(path: Path) -> VectorLayer:
    """The features of a file of at most 40 MB.

    Raises LayerError: LAYER_UNREADABLE, LAYER_TOO_LARGE, LAYER_BROKEN, LAYER_TOO_MUCH, LAYER_CRS, LAYER_PLACE,
    LAYER_EMPTY.
    """
    text = _text(path)
    try:
        features, others = _collected(text, Budget(path))
    except RecursionError as error:
        raise LayerError("LAYER_BROKEN", path=path, reason="nested too deeply") from error
    except ValueError as error:
        raise LayerError("LAYER_BROKEN", path=path, reason=str(error)) from error
    projected = projection_of(path, _code(others.get("crs")))
    layer = layer_of(name_words(others.get("name")) or path.stem, [placed(path, each, projected) for each in features])
    if layer is None:
        raise LayerError("LAYER_EMPTY", path=path)
    return layer


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise LayerError("LAYER_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    if len(content) > MAX_BYTES:
        raise LayerError("LAYER_TOO_LARGE", path=path, limit=MAX_BYTES // 1_000_000)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LayerError("LAYER_BROKEN", path=path, reason="not UTF-8") from error


def _collected(text: str, budget: Budget) -> tuple[list[MapFeature], Mapping[str, Any]]:
    """The features in the file's own coordinates, and what a collection says of itself: its name, its coordinates."""
    features: list[MapFeature] = []
    others: dict[str, Any] = {}
    for key, value in _members(text):
        if key == "a feature":
            features.append(_feature(value, budget))
        else:
            others[key] = value
    kind = others.get("type")
    if kind == "Feature":
        features.append(_feature(others, budget))
    elif kind == "FeatureCollection":
        if "features" not in others:
            raise _BrokenError("no features")
    elif isinstance(kind, str):
        features.append(_feature({"geometry": others}, budget))
    else:
        raise _BrokenError("no GeoJSON type")
    return features, others


def _members(text: str) -> Members:
    """The members of the outermost object; those of ``features`` one by one, so that nothing waits for them all."""
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    place = _after(text, 0, "{")
    while text[place : place + 1] != "}":
        key, place = decoder.raw_decode(text, place)
        if not isinstance(key, str):
            raise _BrokenError("a key is no text")
        place = _after(text, place, ":")
        if key == "features" and text[place : place + 1] == "[":
            yield "features", None
            place = _after(text, place, "[")
            while text[place : place + 1] != "]":
                value, place = decoder.raw_decode(text, place)
                yield "a feature", value
                place = _next(text, place, "]")
            place += 1
        else:
            value, place = decoder.raw_decode(text, place)
            yield key, value
        place = _next(text, _skip(text, place), "}")


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _after(text: str, place: int, sign: str) -> int:
    place = _skip(text, place)
    if text[place : place + 1] != sign:
        raise _BrokenError(f"“{sign}” expected at character {place + 1}")
    return _skip(text, place + 1)


def _next(text: str, place: int, end: str) -> int:
    """Where the next element begins, or the sign that ends them."""
    place = _skip(text, place)
    return place if text[place : place + 1] == end else _after(text, place, ",")


def _no_constant(word: str) -> NoReturn:
    raise _BrokenError(f"{word} is no number")


def _code(crs: Any) -> str:
    """The coordinate system a file names; WGS 84 where it names none, as the standard has it."""
    if crs is None:
        return "OGC:CRS84"
    named = crs.get("properties", {}) if isinstance(crs, Mapping) else {}
    name = str(named.get("name", "?") if isinstance(named, Mapping) else "?")[:200]
    found = _EPSG.search(name)
    if found is None:
        return name
    return "OGC:CRS84" if found[1].upper() == "CRS84" else f"EPSG:{found[1]}"


def _feature(value: Any, budget: Budget) -> MapFeature:
    budget.spend(features=1)
    if not isinstance(value, Mapping):
        raise _BrokenError("a feature is no object")
    properties = value.get("properties")
    fields = properties if isinstance(properties, Mapping) else {}
    field = name_field(str(each) for each in fields)
    shape = _Shape(budget)
    shape.add(value.get("geometry"), 0)
    return MapFeature(name_words(fields.get(field)) if field else "", shape.points, shape.lines, shape.areas)


class _Shape:
    """Collects the parts of one geometry."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.points: list[Place] = []
        self.lines: list[list[Place]] = []
        self.areas: list[list[list[Place]]] = []
        self._adders: Mapping[Any, Callable[[Any], None]] = {
            "Point": self._add_point,
            "LineString": self._add_line,
            "Polygon": self._add_area,
        }

    def add(self, geometry: Any, depth: int) -> None:
        """Take a geometry in; null is none."""
        if geometry is None:
            return
        if not isinstance(geometry, Mapping) or depth > DEEPEST_COLLECTION:
            raise _BrokenError("a geometry is no object, or nested too deeply")
        kind = geometry.get("type")
        if kind == "GeometryCollection":
            for each in _list(geometry.get("geometries")):
                self.add(each, depth + 1)
            return
        word = str(kind)
        add = self._adders.get(word.removeprefix("Multi"))
        if add is None:
            raise _BrokenError(f"there is no geometry “{word[:40]}”")
        parts = geometry.get("coordinates")
        for each in _list(parts) if word.startswith("Multi") else (parts,):
            add(each)

    def _add_point(self, parts: Any) -> None:
        if parts:
            self.points.append(self._position(parts))

    def _add_line(self, parts: Any) -> None:
        line = self._line(parts)
        if len(line) > 1:
            self.lines.append(line)

    def _add_area(self, parts: Any) -> None:
        rings = [self._line(ring) for ring in _list(parts)]
        if rings and len(rings[0]) > 2:
            self.areas.append([ring for ring in rings if len(ring) > 2])

    def _line(self, parts: Any) -> list[Place]:
        return [self._position(each) for each in _list(parts)]

    def _position(self, value: Any) -> Place:
        self._budget.spend(positions=1)
        if not isinstance(value, list) or len(value) < 2 or not all(_is_number(each) for each in value[:2]):
            raise _BrokenError(f"{str(value)[:40]} is no position")
        return float(value[0]), float(value[1])


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _BrokenError("coordinates are no list")
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12 and math.isfinite(value)
