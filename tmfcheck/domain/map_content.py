"""What a map of facilities says: which facilities, in which classes, told apart by which symbols."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tmfcheck.domain.facility import STATUSES, Facility
from tmfcheck.domain.facility_risk import FacilityScorer, ScoredFacility
from tmfcheck.domain.geography import Place
from tmfcheck.domain.map_drawing import Shape, Tone
from tmfcheck.domain.pack import Pack

SMALLEST_RADIUS, LARGEST_RADIUS = 2.6, 6.2
"""Points: the radius of a symbol for 10,000 m3 or less, and for 100 million m3 or more."""


class ColourBy(StrEnum):
    """What the colour and shape of a facility tell."""

    THI = "thi"
    TRI = "tri"
    WHC = "whc"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class SymbolClass:
    """One entry of the legend; ``low`` and ``high`` bound a number (high excluded), ``word`` is a stored word.

    All three are None for the class of what is not known.
    """

    tone: Tone
    shape: Shape
    low: float | None = None
    high: float | None = None
    word: str | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether this class holds what is not known."""
        return self.low is None and self.high is None and self.word is None

    def has(self, value: float | str | None) -> bool:
        """Whether a value belongs here."""
        if value is None or self.is_unknown:
            return value is None and self.is_unknown
        if isinstance(value, str):
            return value == self.word
        if self.word is not None:
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value < self.high)


_UNKNOWN = SymbolClass(Tone.UNKNOWN, Shape.DISC)


def _steps(first: float, second: float, third: float) -> tuple[SymbolClass, ...]:
    """Four steps of a number, the highest first, and the unknown. Steps for reading a map, no limits of the method."""
    return (
        SymbolClass(Tone.CLASS_4, Shape.TRIANGLE, low=third),
        SymbolClass(Tone.CLASS_3, Shape.DIAMOND, low=second, high=third),
        SymbolClass(Tone.CLASS_2, Shape.SQUARE, low=first, high=second),
        SymbolClass(Tone.CLASS_1, Shape.DISC, high=first),
        _UNKNOWN,
    )


_STATUS_SYMBOLS = (
    (Tone.CLASS_1, Shape.DISC),
    (Tone.CLASS_5, Shape.HEXAGON),
    (Tone.CLASS_2, Shape.SQUARE),
    (Tone.CLASS_6, Shape.DROP),
    (Tone.CLASS_3, Shape.DIAMOND),
    (Tone.CLASS_4, Shape.TRIANGLE),
)

CLASSES: Mapping[ColourBy, tuple[SymbolClass, ...]] = {
    ColourBy.THI: _steps(8, 11, 14),
    ColourBy.TRI: _steps(10, 14, 18),
    ColourBy.WHC: (
        SymbolClass(Tone.CLASS_4, Shape.TRIANGLE, low=3, high=4),
        SymbolClass(Tone.CLASS_3, Shape.DIAMOND, low=2, high=3),
        SymbolClass(Tone.CLASS_2, Shape.SQUARE, low=1, high=2),
        SymbolClass(Tone.CLASS_1, Shape.DISC, low=0, high=1),
        _UNKNOWN,
    ),
    ColourBy.STATUS: (
        *(
            SymbolClass(tone, shape, word=word)
            for word, (tone, shape) in reversed([*zip(STATUSES, _STATUS_SYMBOLS, strict=True)])
        ),
        _UNKNOWN,
    ),
}
"""The classes by what is told, the most serious first and the unknown last."""


@dataclass(frozen=True, slots=True)
class AcrossBorder:
    """What stands beside a transboundary facility; ``hours`` None is unknown, ``stands_out`` as the method says."""

    river: str
    hours: float | None
    stands_out: bool


@dataclass(frozen=True, slots=True)
class MapFacility:
    """One facility on the map; ``volume_m3`` None is unknown, ``across`` None is not transboundary or not known so."""

    id: str
    name: str
    place: Place
    symbol: SymbolClass
    volume_m3: float | None
    across: AcrossBorder | None

    @property
    def radius(self) -> float:
        """The radius of its symbol in points; the smallest where the volume is not known."""
        return radius_of(self.volume_m3)


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything a map tells; ``without_place`` counts the facilities whose coordinates are not known.

    ``near_hours`` is the travel time to the border up to which a transboundary facility stands out.
    """

    facilities: Sequence[MapFacility]
    colour_by: ColourBy
    made_on: date
    near_hours: float
    without_place: int = 0


def radius_of(volume_m3: float | None) -> float:
    """The radius of a symbol in points, even steps for each factor of ten."""
    if volume_m3 is None or volume_m3 <= 0:
        return SMALLEST_RADIUS
    share = (math.log10(volume_m3) - 4) / 4
    return SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * max(0.0, min(1.0, share))


def map_content(pack: Pack, facilities: Sequence[Facility], colour_by: ColourBy, made_on: date) -> MapContent:
    """The facilities that have coordinates, the most serious first and transboundary ones before others.

    Ages count to the year of ``made_on``.
    """
    scored = list(map(FacilityScorer(pack, made_on.year).score, facilities))
    return scored_content(pack, scored, colour_by, made_on)


def scored_content(pack: Pack, scored: Sequence[ScoredFacility], colour_by: ColourBy, made_on: date) -> MapContent:
    """The same from facilities whose indices are known."""
    placed = [each for each in (_on_map(one, colour_by) for one in scored) if each is not None]
    order = {symbol: number for number, symbol in enumerate(CLASSES[colour_by])}
    placed.sort(key=lambda each: (each.across is None, order[each.symbol], -(each.volume_m3 or 0), each.name))
    near = float(pack.figure("transboundary_highlight_hours"))
    return MapContent(tuple(placed), colour_by, made_on, near, len(scored) - len(placed))


def _on_map(scored: ScoredFacility, colour_by: ColourBy) -> MapFacility | None:
    facility = scored.facility
    longitude, latitude = facility.fact("longitude"), facility.fact("latitude")
    if not isinstance(longitude, int | float) or not isinstance(latitude, int | float):
        return None
    volume, river = facility.fact("volume_m3"), facility.fact("river")
    flags = scored.flags
    across = AcrossBorder(str(river or ""), scored.indices.travel_time_hours, flags.highlighted)
    return MapFacility(
        facility.id,
        facility.name,
        (float(longitude), float(latitude)),
        _symbol(scored, colour_by),
        float(volume) if isinstance(volume, int | float) else None,
        across if flags.possible else None,
    )


def _symbol(scored: ScoredFacility, colour_by: ColourBy) -> SymbolClass:
    facts = {ColourBy.WHC: "whc", ColourBy.STATUS: "status"}
    indices = {ColourBy.THI: scored.indices.thi, ColourBy.TRI: scored.indices.tri}
    value = scored.facility.fact(facts[colour_by]) if colour_by in facts else indices[colour_by]
    classes = CLASSES[colour_by]
    known = value if isinstance(value, int | float | str) else None
    return next((each for each in classes if each.has(known)), classes[-1])
