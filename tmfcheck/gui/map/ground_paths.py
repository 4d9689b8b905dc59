"""The base map as paths to paint, in several degrees of detail and cut into pieces that can be left out of view.

Made once, away from the window's thread; what is made here is only read afterwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

from tmfcheck.domain.geography import BaseMap, Ring, Town, bounds_of
from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.screen_frame import scale_of, to_world

WorldBox = tuple[float, float, float, float]
"""Left, top, right and bottom in world coordinates."""

DETAIL_UP_TO_ZOOM = (2.0, 3.0, 4.0, 5.0, 6.0, 99.0)
"""The zoom up to which each degree of detail serves."""
COARSEST_STEP_PX = 1.0
"""Points of a line nearer to each other than this at the end of their range are left out."""
SMALLEST_AREA_STEPS = 2
"""Areas not this many steps long are left out."""
PIECE = 48
"""Points of a line that are drawn or left out together."""
SCAN_LINES = 14
LEAST_PART = 0.4
"""Degrees a part of a country is high to be looked at for its name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A path and the box it lies in."""

    box: WorldBox
    path: QPainterPath

    def meets(self, box: WorldBox) -> bool:
        """Whether some of it may be in view."""
        mine = self.box
        return mine[0] <= box[2] and box[0] <= mine[2] and mine[1] <= box[3] and box[1] <= mine[3]


@dataclass(frozen=True, slots=True)
class Detail:
    """The ground in one degree of detail."""

    land: Sequence[Piece]
    lakes: Sequence[Piece]
    coasts: Sequence[Piece]
    borders: Sequence[Piece]
    major_rivers: Sequence[Piece]
    minor_rivers: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class NameRoom:
    """A country and the level stretches of its land where its name may stand: left, right, and their height."""

    code: str
    stretches: Sequence[tuple[float, float, float]]
    box: WorldBox

    def may_be_in(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether some of the stretches may be in view."""
        mine = self.box
        return mine[0] <= right and left <= mine[2] and mine[1] <= bottom and top <= mine[3]


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything under the facilities."""

    details: Sequence[Detail]
    names: Sequence[NameRoom]
    towns: Sequence[tuple[Position, Town]]

    def detail_at(self, zoom: float) -> Detail:
        """The detail that serves a zoom."""
        return next(detail for limit, detail in zip(DETAIL_UP_TO_ZOOM, self.details, strict=True) if zoom <= limit)


@lru_cache(maxsize=1)
def shipped_ground() -> Ground:
    """The paths of the base map that comes with the program; takes half a second the first time."""
    from tmfcheck.services.maps import shipped_base_map

    return ground_of(shipped_base_map())


def ground_of(base: BaseMap) -> Ground:
    """The paths of a base map."""
    world = _World(base)
    details = [world.detail(COARSEST_STEP_PX / scale_of(limit)) for limit in DETAIL_UP_TO_ZOOM]
    towns = [(to_world(town.place), town) for town in base.towns]
    return Ground(details, [*world.names()], towns)


class _World:
    """A base map in world coordinates."""

    def __init__(self, base: BaseMap) -> None:
        self._countries = [(country, [_parts(part) for part in country.parts]) for country in base.countries]
        self._lakes = _lines(base.lakes)
        self._coasts, self._borders = _lines(base.coasts), _lines(base.borders)
        self._major, self._minor = _lines(base.major_rivers), _lines(base.minor_rivers)

    def detail(self, step: float) -> Detail:
        parts = [part for _country, parts in self._countries for part in parts]
        return Detail(
            land=[*_areas(parts, step)],
            lakes=[*_areas(([lake] for lake in self._lakes), step)],
            coasts=[*_strokes(self._coasts, step)],
            borders=[*_strokes(self._borders, step)],
            major_rivers=[*_strokes(self._major, step)],
            minor_rivers=[*_strokes(self._minor, step)],
        )

    def names(self) -> Iterator[NameRoom]:
        step = COARSEST_STEP_PX / scale_of(DETAIL_UP_TO_ZOOM[3])
        for country, parts in self._countries:
            if country.code is not None:
                found = [each for part in parts for each in _stretches([_thinned(ring, step) for ring in part])]
                found.sort(key=lambda each: each[0] - each[1])
                if widest := found[: 3 * SCAN_LINES]:
                    ends = [(x, y) for left, right, y in widest for x in (left, right)]
                    yield NameRoom(country.code, widest, _box(ends))


def _parts(part: Sequence[Ring]) -> list[list[Position]]:
    return [[to_world(place) for place in ring] for ring in part]


def _lines(lines: Iterable[Ring]) -> list[list[Position]]:
    return [[to_world(place) for place in line] for line in lines]


def _thinned(line: Sequence[Position], step: float) -> list[Position]:
    """The line without points nearer than a step to the one before; its ends stay."""
    kept = [line[0]]
    x0, y0 = line[0]
    for x, y in line[1:-1]:
        if abs(x - x0) >= step or abs(y - y0) >= step:
            kept.append((x, y))
            x0, y0 = x, y
    kept.append(line[-1])
    return kept


def _box(line: Iterable[Position]) -> WorldBox:
    bounds = bounds_of(line)
    return bounds.west, bounds.south, bounds.east, bounds.north


def _sides(line: Iterable[Position]) -> Position:
    left, top, right, bottom = _box(line)
    return right - left, bottom - top


def _areas(parts: Iterable[Sequence[Sequence[Position]]], step: float) -> Iterator[Piece]:
    """One piece a part; those too small to be seen are left out."""
    for rings in parts:
        if max(_sides(rings[0])) < SMALLEST_AREA_STEPS * step:
            continue
        path = QPainterPath()
        for ring in rings:
            thin = _thinned(ring, step)
            if len(thin) > 3:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in thin]))
                path.closeSubpath()
        if not path.isEmpty():
            yield Piece(_box(rings[0]), path)


def _strokes(lines: Iterable[Sequence[Position]], step: float) -> Iterator[Piece]:
    for line in lines:
        thin = _thinned(line, step)
        is_ring = len(thin) > 2 and thin[0] == thin[-1]
        if is_ring and max(_sides(thin)) < SMALLEST_AREA_STEPS * step:
            continue
        for start in range(0, len(thin) - 1, PIECE):
            run = thin[start : start + PIECE + 1]
            path = QPainterPath()
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in run]))
            yield Piece(_box(run), path)


def _stretches(rings: Sequence[Sequence[Position]]) -> Iterator[tuple[float, float, float]]:
    """Level stretches within a part of a country."""
    _left, top, _right, bottom = _box(rings[0])
    if bottom - top < LEAST_PART:
        return
    for number in range(1, SCAN_LINES + 1):
        y = top + (bottom - top) * number / (SCAN_LINES + 1)
        crossings = sorted(
            x1 + (y - y1) / (y2 - y1) * (x2 - x1)
            for ring in rings
            for (x1, y1), (x2, y2) in itertools.pairwise(ring)
            if (y1 > y) != (y2 > y)
        )
        for left, right in zip(crossings[0::2], crossings[1::2], strict=False):
            yield left, right, y
