"""The printed map of the archive's facilities, and questions about points outside their stated country."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.geography import BaseMap, Bounds, CountryDoubt, base_map, bounds_of, doubt_country
from tmfcheck.domain.map_content import ColourBy, MapContent, map_content
from tmfcheck.domain.map_layers import DrawnLayer
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import InputError
from tmfcheck.i18n import Texts
from tmfcheck.paths import resources_folder
from tmfcheck.services.desk import Desk
from tmfcheck.services.output_files import write_file

CENTRAL_ASIA = Bounds(46.0, 35.0, 88.0, 55.5)
NARROWEST_DEGREES = 1.0
"""A map of one facility shows at least this much of its surroundings to each side."""
FORMATS = (".pdf", ".png", ".svg")


def write_map(
    desk: Desk,
    pack: Pack,
    out: Path,
    texts: Texts,
    *,
    bounds: Bounds | None = None,
    by: ColourBy = ColourBy.THI,
    layers: Sequence[DrawnLayer] = (),
    chosen: frozenset[str] = frozenset(),
) -> MapContent:
    """Write the map of every facility that has coordinates; the ending of ``out`` chooses PDF, PNG or SVG.

    Without bounds the map shows all facilities, or Central Asia where none has coordinates. ``layers`` are the user's
    own, ``chosen`` the ids of facilities to mark. Returns what was drawn.
    Raises InputError MAP_FORMAT_UNKNOWN or FILE_NOT_WRITTEN, ArchiveError.
    """
    _check_format(out)
    content = map_content(pack, desk.archive.facilities(), by, desk.today())
    shown = bounds or bounds_around(content)
    write_file(out, map_bytes(content, shown, texts, out.suffix, layers=layers, chosen=chosen))
    return content


def map_bytes(
    content: MapContent,
    bounds: Bounds,
    texts: Texts,
    ending: str,
    *,
    layers: Sequence[DrawnLayer] = (),
    chosen: frozenset[str] = frozenset(),
) -> bytes:
    """The file of a map from plain data alone, so that it can be made beside the window; ``ending`` as ``.pdf``."""
    from tmfcheck.reports.map_files import map_pdf, map_png, map_svg
    from tmfcheck.reports.map_overlay import Additions
    from tmfcheck.reports.map_page import map_page

    made = {".pdf": map_pdf, ".png": map_png, ".svg": map_svg}[ending.lower()]
    return made(map_page(content, shipped_base_map(), bounds, texts, Additions(layers, chosen)))


def save_map(out: Path, content: bytes) -> None:
    """Put a finished map in its place, whole or not at all; raises InputError FILE_NOT_WRITTEN."""
    write_file(out, content)


def _check_format(out: Path) -> None:
    if out.suffix.lower() not in FORMATS:
        raise InputError("MAP_FORMAT_UNKNOWN", path=out, formats=", ".join(FORMATS))


def bounds_around(content: MapContent) -> Bounds:
    """The bounds of all facilities with some air around them; Central Asia where there is none."""
    if not content.facilities:
        return CENTRAL_ASIA
    tight = bounds_of(each.place for each in content.facilities)
    air = max(NARROWEST_DEGREES, 0.06 * (tight.east - tight.west), 0.06 * (tight.north - tight.south))
    return tight.grown(air)


def read_bounds(text: str) -> Bounds:
    """Bounds from ``W,S,E,N`` in degrees; raises InputError MAP_BOUNDS_WRONG."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InputError("MAP_BOUNDS_WRONG", bounds=text) from error
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise InputError("MAP_BOUNDS_WRONG", bounds=text)
    return Bounds(west, south, east, north)


@lru_cache(maxsize=1)
def shipped_base_map() -> BaseMap:
    """The base map that comes with the program, read once."""
    folder = resources_folder() / "map"
    names = ("countries", "water", "towns")
    countries, water, towns = (json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in names)
    return base_map(countries, water, towns)


def base_map_is_ready() -> bool:
    """Whether the base map has been read, so that asking it takes no time."""
    return shipped_base_map.cache_info().currsize > 0


def doubt_place(facility: Facility) -> CountryDoubt | None:
    """The question whether a facility's point and its country fit together; None where they do or one is unknown."""
    longitude, latitude = facility.fact("longitude"), facility.fact("latitude")
    if not isinstance(longitude, int | float) or not isinstance(latitude, int | float):
        return None
    return doubt_country(shipped_base_map(), facility.country, (float(longitude), float(latitude)))
