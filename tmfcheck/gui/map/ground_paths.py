"""The base map as paths to paint, in several degrees of detail and cut into pieces that can be left out of view.

Made once, away from the window's thread; what is made here is only read afterwards.
"""

from __future__ import annotations

import itertools
import threading
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
FIRST_DETAIL = 4
"""What is made first: enough for a country or two."""
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


class Ground:
    """Everything under the facilities; made with one degree of detail, the others follow by ``complete``."""

    def __init__(self, base: BaseMap) -> None:
        world = _World(base)
        self._world: _World | None = world
        self._details = {FIRST_DETAIL: world.detail(steps()[FIRST_DETAIL])}
        self.names: Sequence[NameRoom] = [*world.names()]
        self.towns: Sequence[tuple[Position, Town]] = [(to_world(town.place), town) for town in base.towns]

    def detail_at(self, zoom: float) -> Detail:
        """The detail that serves a zoom, the nearest there is."""
        wanted = detail_number(zoom)
        nearest = min([*self._details], key=lambda number: abs(number - wanted))
        return self._details[nearest]

    @property
    def is_complete(self) -> bool:
        """Whether every degree of detail is there."""
        return self._world is None

    def complete(self) -> Ground:
        """Make the other degrees of detail; may run beside a window that paints with what is there."""
        world = self._world
        if world is not None:
            for number, step in enumerate(steps()):
                if number not in self._details:
                    self._details[number] = world.detail(step)
            self._world = None
        return self


_MAKING = threading.Lock()


def shipped_ground() -> Ground:
    """The paths of the base map that comes with the program; takes half a second or more the first time."""
    with _MAKING:
        return _ground()


@lru_cache(maxsize=1)
def _ground() -> Ground:
    from tmfcheck.services.maps import shipped_base_map

    return Ground(shipped_base_map())


def steps() -> list[float]:
    """World degrees that are left out in each degree of detail."""
    return [COARSEST_STEP_PX / scale_of(limit) for limit in DETAIL_UP_TO_ZOOM]


def detail_number(zoom: float) -> int:
    """Which degree of detail serves a zoom."""
    return next(number for number, limit in enumerate(DETAIL_UP_TO_ZOOM) if zoom <= limit)


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
            land=[*area_pieces(parts, step)],
            lakes=[*area_pieces(([lake] for lake in self._lakes), step)],
            coasts=[*stroke_pieces(self._coasts, step)],
            borders=[*stroke_pieces(self._borders, step)],
            major_rivers=[*stroke_pieces(self._major, step)],
            minor_rivers=[*stroke_pieces(self._minor, step)],
        )

    def names(self) -> Iterator[NameRoom]:
        step = COARSEST_STEP_PX / scale_of(DETAIL_UP_TO_ZOOM[3])
        for country, parts in self._countries:
            if country.code is not None:
                found = [each for part in parts for each in name_stretches([_thinned(ring, step) for ring in part])]
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


def area_pieces(parts: Iterable[Sequence[Sequence[Position]]], step: float) -> Iterator[Piece]:
    """Areas in world coordinates without points nearer than a step, one piece a part; specks are left out."""
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


def stroke_pieces(lines: Iterable[Sequence[Position]], step: float) -> Iterator[Piece]:
    """Lines in world coordinates without points nearer than a step, cut into pieces."""
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


def name_stretches(rings: Sequence[Sequence[Position]]) -> Iterator[tuple[float, float, float]]:
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
