"""Points on the earth: distances, countries and borders read from the base map, for questions about facilities.

Everything here is approximate on purpose: the earth is a sphere, the borders are generalised to about 1:10 million.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth (IUGG 1980)."""

BORDER_UNCERTAINTY_KM = 3.0
"""How near a border a point may lie on its wrong side without being asked about: the base map is no finer."""

HALF_TURN = 180.0
BAND_DEGREES = 0.5
"""The height of the bands of latitude by which the edges of a country are sorted."""

Place = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = Sequence[Place]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A piece of the earth between two meridians and two parallels, in degrees; west < east, south < north."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, place: Place) -> bool:
        """Whether a place lies inside or on the edge."""
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north

    def meets(self, other: Bounds) -> bool:
        """Whether both have a piece in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def grown(self, degrees: float) -> Bounds:
        """The same piece with a seam around it, within the earth."""
        return Bounds(
            max(self.west - degrees, -180.0),
            max(self.south - degrees, -90.0),
            min(self.east + degrees, 180.0),
            min(self.north + degrees, 90.0),
        )


def bounds_of(places: Iterable[Place]) -> Bounds:
    """The smallest bounds that hold all places; ValueError for none."""
    xs, ys = zip(*places, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True)
class Country:
    """An area of the base map; ``code`` is ISO alpha-2 or None, ``parts`` are rings, the first of each its outline."""

    code: str | None
    parts: Sequence[Sequence[Ring]]
    boxes: Sequence[Bounds] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "boxes", tuple(bounds_of(part[0]) for part in self.parts))

    @cached_property
    def edges_by_band(self) -> Mapping[int, Sequence[tuple[Place, Place]]]:
        """The edges of all rings by each band of latitude they touch: few of thousands are near any one place."""
        bands: dict[int, list[tuple[Place, Place]]] = {}
        for part in self.parts:
            for ring in part:
                for start, end in itertools.pairwise(ring):
                    low, high = sorted((band_of(start[1]), band_of(end[1])))
                    for band in range(low, high + 1):
                        bands.setdefault(band, []).append((start, end))
        return bands


@dataclass(frozen=True)
class Town:
    """A town of the base map with its names by language; a language may be missing."""

    place: Place
    population: int
    is_capital: bool
    names: Mapping[str, str]


@dataclass(frozen=True)
class BaseMap:
    """What lies under every map; ``borders`` part two countries, ``coasts`` part a country from the sea."""

    countries: Sequence[Country]
    borders: Sequence[Ring]
    coasts: Sequence[Ring]
    lakes: Sequence[Ring]
    major_rivers: Sequence[Ring]
    minor_rivers: Sequence[Ring]
    towns: Sequence[Town]


def base_map(countries: Mapping[str, Any], water: Mapping[str, Any], towns: Sequence[Sequence[Any]]) -> BaseMap:
    """The base map from its three documents (two TopoJSON topologies and the list of towns)."""
    arcs = _arcs(countries)
    areas = countries["objects"]["countries"]["geometries"]
    users: dict[int, int] = {}
    for area in areas:
        for ring in (ring for part in area["arcs"] for ring in part):
            for number in ring:
                users[_forward(number)] = users.get(_forward(number), 0) + 1
    wet, kinds = _arcs(water), water["objects"]
    return BaseMap(
        countries=tuple(
            Country(
                area["properties"]["code"],
                tuple(_parts(arcs, area["arcs"])),
            )
            for area in areas
        ),
        borders=tuple(piece for number, count in users.items() if count > 1 for piece in _torn(arcs[number])),
        coasts=tuple(piece for number, count in users.items() if count == 1 for piece in _torn(arcs[number])),
        lakes=tuple(_joined(wet, part[0]) for part in kinds["lakes"]["arcs"]),
        major_rivers=tuple(_joined(wet, line) for line in kinds["major_rivers"]["arcs"]),
        minor_rivers=tuple(_joined(wet, line) for line in kinds["minor_rivers"]["arcs"]),
        towns=tuple(_town(town) for town in towns),
    )


def _parts(arcs: Sequence[list[Place]], parts: Iterable[Sequence[Sequence[int]]]) -> Iterator[tuple[Ring, ...]]:
    """The parts of a country; one that crosses the antimeridian comes twice, whole on either side of the map."""
    for part in parts:
        rings = tuple(_unrolled(_joined(arcs, numbers)) for numbers in part)
        yield rings
        box = bounds_of(rings[0])
        if box.east > HALF_TURN or box.west < -HALF_TURN:
            turn = -2 * HALF_TURN if box.east > HALF_TURN else 2 * HALF_TURN
            yield tuple([(x + turn, y) for x, y in ring] for ring in rings)


def _unrolled(ring: list[Place]) -> list[Place]:
    """The ring without jumps from one edge of the map to the other; one around a pole stays as it is."""
    turns, unrolled = 0.0, ring[:1]
    for (before, _), (x, y) in itertools.pairwise(ring):
        if abs(x - before) > HALF_TURN:
            turns += -2 * HALF_TURN if x > before else 2 * HALF_TURN
        unrolled.append((x + turns, y))
    return ring if turns else unrolled


def _torn(line: list[Place]) -> Iterator[list[Place]]:
    """The pieces of a line between its jumps from one edge of the map to the other."""
    jumps = [0, *(place for place in range(1, len(line)) if abs(line[place][0] - line[place - 1][0]) > HALF_TURN)]
    for start, end in itertools.pairwise([*jumps, len(line)]):
        if end - start > 1:
            yield line[start:end]


def _town(row: Sequence[Any]) -> Town:
    longitude, latitude, population, is_capital, *names = row
    known = {language: name for language, name in zip(("en", "ru", "kk"), names, strict=True) if name}
    return Town((longitude, latitude), population, bool(is_capital), known)


def _arcs(topology: Mapping[str, Any]) -> list[list[Place]]:
    """The lines of a topology in degrees; each is given as differences of whole steps."""
    scale_x, scale_y = topology["transform"]["scale"]
    x0, y0 = topology["transform"]["translate"]
    lines = []
    for moves in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in moves:
            x, y = x + dx, y + dy
            line.append((x * scale_x + x0, y * scale_y + y0))
        lines.append(line)
    return lines


def _forward(number: int) -> int:
    return number if number >= 0 else ~number


def _joined(arcs: Sequence[list[Place]], numbers: Iterable[int]) -> list[Place]:
    line: list[Place] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def distance_km(one: Place, other: Place) -> float:
    """The length of the shortest way between two places on the sphere (haversine)."""
    (x1, y1), (x2, y2) = one, other
    half_x, half_y = math.radians(x2 - x1) / 2, math.radians(y2 - y1) / 2
    chord = math.sin(half_y) ** 2 + math.cos(math.radians(y1)) * math.cos(math.radians(y2)) * math.sin(half_x) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def country_at(base: BaseMap, place: Place) -> Country | None:
    """The area of the base map a place lies in, approximately; None at sea."""
    return next((country for country in base.countries if is_inside(country, place)), None)


def is_inside(country: Country, place: Place) -> bool:
    """Whether a place lies in a country, approximately; the parts of a country do not overlap."""
    if not any(box.holds(place) for box in country.boxes):
        return False
    return _crossings(country.edges_by_band.get(band_of(place[1]), ()), place) % 2 == 1


def band_of(latitude: float) -> int:
    """The number of the band of latitude."""
    return math.floor(latitude / BAND_DEGREES)


def _crossings(edges: Iterable[tuple[Place, Place]], place: Place) -> int:
    """How many of the edges lie east of a place, on its latitude."""
    x, y = place
    return sum((y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in edges)


def is_in_ring(ring: Ring, place: Place) -> bool:
    """Whether a place lies within a closed line of places, by counting crossings to its east."""
    return _crossings(itertools.pairwise(ring), place) % 2 == 1


def distance_to_country_km(country: Country, place: Place) -> float:
    """The approximate distance from a place to the nearest edge of a country, from inside or outside.

    Each segment is taken as straight on a plane around the place: right to about 0.1 % within some hundred kilometres.
    """
    nearest = math.inf
    # Band by band away from the place: behind the last one looked at, no edge can be nearer than the nearest found.
    for band in sorted(country.edges_by_band, key=lambda band: _km_to_band(band, place)):
        if _km_to_band(band, place) >= nearest:
            break
        nearest = min(nearest, *_distances_km(country.edges_by_band[band], place))
    return nearest


def _km_to_band(band: int, place: Place) -> float:
    """How far a place is from a band of latitude, 0 within it."""
    south, north = band * BAND_DEGREES, (band + 1) * BAND_DEGREES
    return max(south - place[1], place[1] - north, 0.0) * _KM_PER_DEGREE


def distance_to_border_km(base: BaseMap, place: Place) -> float:
    """The approximate distance from a place to the nearest border between two countries, by air and not by river."""
    reach = Bounds(place[0] - 3, place[1] - 3, place[0] + 3, place[1] + 3)
    near = [line for line in base.borders if reach.meets(bounds_of(line))]
    return min(_distances_km(near or base.borders, place))


_KM_PER_DEGREE = math.radians(1) * EARTH_RADIUS_KM


def _distances_km(lines: Iterable[Ring], place: Place) -> Iterator[float]:
    x, y = place
    width, height = math.cos(math.radians(y)) * _KM_PER_DEGREE, _KM_PER_DEGREE
    for line in lines:
        for (x1, y1), (x2, y2) in itertools.pairwise(line):
            start, end = ((x1 - x) * width, (y1 - y) * height), ((x2 - x) * width, (y2 - y) * height)
            yield math.sqrt(_square_from_origin(start, end))


def _square_from_origin(start: Place, end: Place) -> float:
    """The squared distance of the origin from a segment."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length)) if length else 0.0
    return (x1 + along * dx) ** 2 + (y1 + along * dy) ** 2


@dataclass(frozen=True, slots=True)
class CountryDoubt:
    """A point outside its stated country: how far from it, and the code of the country it lies in, None if unknown."""

    stated: str
    found: str | None
    distance_km: float


def doubt_country(base: BaseMap, stated: str, place: Place) -> CountryDoubt | None:
    """Ask about a point that lies outside its stated country (ISO alpha-2) by more than the base map's uncertainty.

    None where the point fits, where the base map does not know the country, or where it lies in an area to which the
    base map gives no code. A question, never a refusal: all of it is approximate.
    """
    country = next((each for each in base.countries if each.code == stated), None)
    if country is None or is_inside(country, place):
        return None
    distance = distance_to_country_km(country, place)
    found = country_at(base, place)
    if distance <= BORDER_UNCERTAINTY_KM or (found is not None and found.code is None):
        return None
    return CountryDoubt(stated, None if found is None else found.code, distance)
