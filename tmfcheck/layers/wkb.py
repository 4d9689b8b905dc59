"""Well-known binary, the geometry of a GeoPackage: read with every count checked against the bytes that are left."""

from __future__ import annotations

import math
import struct
from typing import Any

from tmfcheck.domain.geography import Place
from tmfcheck.layers.budget import Budget

DEEPEST_COLLECTION = 6
_ENVELOPES = (0, 32, 48, 48, 64)
_POINT, _LINE, _AREA, _POINTS, _LINES, _AREAS, _COLLECTION = range(1, 8)
_HAS_Z, _HAS_M, _HAS_SRID = 0x80000000, 0x40000000, 0x20000000


class WkbError(ValueError):
    """The bytes are no geometry; the text says why."""


class Shape:
    """The parts of one geometry in the file's own coordinates."""

    def __init__(self) -> None:
        self.points: list[Place] = []
        self.lines: list[list[Place]] = []
        self.areas: list[list[list[Place]]] = []


def read_geopackage_geometry(blob: bytes, budget: Budget) -> Shape:
    """The geometry behind a GeoPackage's header; an empty one has no parts. Raises WkbError, LayerError."""
    if len(blob) < 8 or blob[:2] != b"GP":
        raise WkbError("no GeoPackage geometry")
    flags = blob[3]
    kind = flags >> 1 & 7
    if kind >= len(_ENVELOPES) or flags & 0x20:
        raise WkbError("an unknown kind of geometry")
    shape = Shape()
    if not flags & 0x10:
        _Reader(blob, 8 + _ENVELOPES[kind], budget).read(shape, 0)
    return shape


class _Reader:
    """Walks through the bytes of one geometry."""

    def __init__(self, blob: bytes, start: int, budget: Budget) -> None:
        self._blob = blob
        self._at = start
        self._budget = budget

    def read(self, shape: Shape, depth: int) -> None:
        """Take the geometry at the present byte in."""
        if depth > DEEPEST_COLLECTION:
            raise WkbError("nested too deeply")
        order, kind, size = self._head()
        if kind == _POINT:
            self._read_point(shape, order, size)
        elif kind == _LINE:
            line = self._line(order, size)
            shape.lines += [line] if len(line) > 1 else []
        elif kind == _AREA:
            rings = [self._line(order, size) for _ in range(self._count(order, 4))]
            shape.areas += [[ring for ring in rings if len(ring) > 2]] if rings and len(rings[0]) > 2 else []
        elif kind in (_POINTS, _LINES, _AREAS, _COLLECTION):
            for _ in range(self._count(order, 5)):
                self.read(shape, depth + 1)
        else:
            raise WkbError(f"geometry of type {kind}")

    def _head(self) -> tuple[str, int, int]:
        """Byte order, kind, and how many numbers a position has."""
        (mark,) = self._take("<B", 1)
        if mark not in (0, 1):
            raise WkbError("no byte order")
        order = "<" if mark else ">"
        (code,) = self._take(f"{order}I", 4)
        extra = bool(code & _HAS_Z) + bool(code & _HAS_M)
        if code & _HAS_SRID:
            self._take(f"{order}I", 4)
        code &= 0x0FFFFFFF
        thousands, kind = divmod(code, 1000)
        if thousands > 3:
            raise WkbError(f"geometry of type {code}")
        return order, kind, 2 + max(extra, (0, 1, 1, 2)[thousands])

    def _read_point(self, shape: Shape, order: str, size: int) -> None:
        x, y, *_others = self._take(f"{order}{size}d", 8 * size)
        if not (math.isnan(x) and math.isnan(y)):
            shape.points.append(self._place(x, y))
            self._budget.spend(positions=1)

    def _line(self, order: str, size: int) -> list[Place]:
        count = self._count(order, 8 * size)
        self._budget.spend(positions=count)
        numbers = self._take(f"{order}{count * size}d", 8 * count * size)
        return [self._place(x, y) for x, y in zip(numbers[0::size], numbers[1::size], strict=True)]

    def _count(self, order: str, least: int) -> int:
        """How many follow, each of at least so many bytes."""
        (count,) = self._take(f"{order}I", 4)
        if count * least > len(self._blob) - self._at:
            raise WkbError("more parts are announced than there are bytes")
        return int(count)

    def _take(self, layout: str, size: int) -> tuple[Any, ...]:
        if self._at + size > len(self._blob):
            raise WkbError("the geometry breaks off")
        found: tuple[Any, ...] = struct.unpack_from(layout, self._blob, self._at)
        self._at += size
        return found

    def _place(self, x: float, y: float) -> Place:
        if not (math.isfinite(x) and math.isfinite(y)):
            raise WkbError("a coordinate is no number")
        return x, y
