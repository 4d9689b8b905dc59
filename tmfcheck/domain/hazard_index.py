"""Hazard and risk of one facility and of a list: THI, TEI, TRI, GISTM class and ranks (methodology 5)."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import Any

from tmfcheck.domain.pack import Pack

Number = int | float | Fraction
Span = tuple[float, float, float]
"""An index with its lowest and highest possible value."""

# The input a term is named after where its rule looks at a value derived from it.
INPUT_OF = {"age": "start_year"}


class VolumeWay(StrEnum):
    """How the stored volume was found, best first."""

    STORED = "stored_volume"
    BY_MASS = "mass_by_density"
    BY_AREA = "area_by_depth"
    CAPACITY = "design_capacity"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the indices look at, named as the facility's facts; None is unknown."""

    volume_m3: Number | None = None
    mass_t: Number | None = None
    dry_density_t_m3: Number | None = None
    area_m2: Number | None = None
    mean_depth_m: Number | None = None
    capacity_m3: Number | None = None
    whc: int | None = None
    management: str | None = None
    pga_g: Number | None = None
    intensity_msk: Number | None = None
    in_flood_zone: bool | None = None
    factor_of_safety: Number | None = None
    start_year: int | None = None
    population_downstream: int | None = None
    receiving_water: str | None = None
    transboundary: bool | None = None
    distance_to_border_km: Number | None = None
    flow_velocity_m_s: Number | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One addend of an index: value, lowest and highest possible value; ``assumed`` where ``input`` is unknown."""

    id: str
    input: str
    value: float
    low: float
    high: float
    assumed: bool


@dataclass(frozen=True, slots=True)
class Indices:
    """The indices of one facility; None where there is no volume, which has no worst case.

    ``terms`` are those of the THI in order and ``exposure`` of the TEI; ``volume_way`` tells how the volume was found.
    """

    terms: tuple[Term, ...]
    exposure: tuple[Term, ...]
    volume_way: VolumeWay | None
    transboundary: bool | None
    travel_time_hours: float | None
    gistm_class: str | None

    @property
    def has_volume(self) -> bool:
        return self.volume_way is not None

    @property
    def thi_basic(self) -> float | None:
        """Capacity and toxicity terms alone."""
        return math.fsum(term.value for term in self.terms if term.id in ("cap", "tox")) if self.has_volume else None

    @property
    def thi(self) -> float | None:
        return self._sum(self.terms, "value")

    @property
    def thi_low(self) -> float | None:
        return self._sum(self.terms, "low")

    @property
    def thi_high(self) -> float | None:
        return self._sum(self.terms, "high")

    @property
    def tei(self) -> float:
        """The exposure term; it needs no volume."""
        return math.fsum(term.value for term in self.exposure)

    @property
    def tri(self) -> float | None:
        return self._sum((*self.terms, *self.exposure), "value")

    @property
    def tri_low(self) -> float | None:
        return self._sum((*self.terms, *self.exposure), "low")

    @property
    def tri_high(self) -> float | None:
        return self._sum((*self.terms, *self.exposure), "high")

    @property
    def assumed(self) -> tuple[str, ...]:
        """The inputs that are unknown and took their worst score, or a volume found by another way, in order."""
        return tuple(term.input for term in (*self.terms, *self.exposure) if term.assumed)

    def _sum(self, terms: Iterable[Term], side: str) -> float | None:
        return math.fsum(map(attrgetter(side), terms)) if self.has_volume else None


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a list by TRI, with the best and the worst it could be; 1 is the highest risk."""

    rank: int
    low: int
    high: int


def indices(pack: Pack, inputs: Inputs, year: int) -> Indices:
    """The indices of one facility; ``year`` is the year ages count to.

    An unknown input takes its worst score and is marked as assumed.
    Source: methodology 5.1 to 5.3 and 5.5; the tables are unverified.
    """
    volume, way = _volume(pack, inputs)
    return Indices(
        terms=_hazard_terms(pack, inputs, volume, way, year),
        exposure=_exposure_terms(pack, inputs),
        volume_way=way,
        transboundary=inputs.transboundary,
        travel_time_hours=travel_time_hours(pack, inputs),
        gistm_class=gistm_class(pack, inputs.population_downstream),
    )


def travel_time_hours(pack: Pack, inputs: Inputs) -> float | None:
    """Hours along the river to the border; None unless transboundary with a known distance and a velocity above 0."""
    distance, velocity = inputs.distance_to_border_km, inputs.flow_velocity_m_s
    if not inputs.transboundary or distance is None or velocity is None or velocity <= 0:
        return None
    factor = Fraction(pack.tables["transboundary_travel_time"].rows[0]["km_per_hour_per_m_per_second"])
    return float(distance) / (float(factor) * float(velocity))


def gistm_class(pack: Pack, population: int | None) -> str | None:
    """The consequence class from the population at risk alone, so "at least" this class; None where unknown."""
    return None if population is None else str(_band(pack, "gistm_population", population)["class"])


def ranks(scored: Iterable[Indices], index: str = "tri") -> tuple[Rank | None, ...]:
    """The rank by ``tri`` or ``thi`` of each facility of a list, in the list's order; None where there is none.

    Source: methodology 5.2.
    """
    spans = [span_of(each, index) for each in scored]
    ranking = Ranking(spans)
    return tuple(ranking.rank(span) for span in spans)


def span_of(each: Indices, index: str) -> Span | None:
    """The index ``tri`` or ``thi`` with its lowest and highest value; None where there is none."""
    value, low, high = (getattr(each, name) for name in (index, f"{index}_low", f"{index}_high"))
    return None if value is None else (value, low, high)


class Ranking:
    """The spans of a whole list put in order once, so that each rank is found at a glance."""

    def __init__(self, spans: Iterable[Span | None]) -> None:
        known = [span for span in spans if span is not None]
        columns = zip(*known, strict=True) if known else ((), (), ())
        self._values, self._lows, self._highs = (sorted(column) for column in columns)

    def rank(self, span: Span | None) -> Rank | None:
        """The rank of one span of the list."""
        if span is None:
            return None
        value, low, high = span
        worse_for_sure = _count_above(self._lows, high)
        perhaps_worse = _count_above(self._highs, low) - int(high > low)
        return Rank(1 + _count_above(self._values, value), 1 + worse_for_sure, 1 + perhaps_worse)


def _count_above(ordered: list[float], limit: float) -> int:
    return len(ordered) - bisect_right(ordered, limit)


def _volume(pack: Pack, inputs: Inputs) -> tuple[float | None, VolumeWay | None]:
    """The stored volume in m3 by the first way that can be computed."""
    area, depth = inputs.area_m2, inputs.mean_depth_m
    found: dict[str, float | None] = {
        VolumeWay.STORED: _float(inputs.volume_m3),
        VolumeWay.BY_MASS: None if inputs.mass_t is None else float(inputs.mass_t) / _density(pack, inputs),
        VolumeWay.BY_AREA: None if area is None or depth is None else float(area) * float(depth),
        VolumeWay.CAPACITY: _float(inputs.capacity_m3),
    }
    for row in pack.tables["thi_volume"].rows:
        volume = found[row["way"]]
        if volume is not None:
            return volume, VolumeWay(row["way"])
    return None, None


def _density(pack: Pack, inputs: Inputs) -> float:
    return float(inputs.dry_density_t_m3 or pack.figure("thi_dry_density_t_per_m3"))


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _hazard_terms(
    pack: Pack, inputs: Inputs, volume: float | None, way: VolumeWay | None, year: int
) -> tuple[Term, ...]:
    age = None if inputs.start_year is None else year - inputs.start_year
    return (
        _capacity(pack, volume, way),
        _worded(pack, ("tox", "whc"), "thi_toxicity", inputs.whc),
        _worded(pack, ("manag", "management"), "thi_management", inputs.management),
        _limits(pack, "seismic", "thi_seismic", {"pga_g": inputs.pga_g, "intensity_msk": inputs.intensity_msk}),
        _flood(pack, inputs.in_flood_zone),
        _limits(pack, "stability", "thi_stability", {"factor_of_safety": inputs.factor_of_safety}),
        _limits(pack, "age", "thi_age", {"age_years": age}),
    )


def _exposure_terms(pack: Pack, inputs: Inputs) -> tuple[Term, ...]:
    """Population and receiving water; transboundary water scores as sensitive (methodology 5.2)."""
    people = inputs.population_downstream
    people_score = None if people is None else float(_band(pack, "tri_population", people)["score"])
    water = "sensitive" if inputs.transboundary else inputs.receiving_water
    return (
        _term("population", "population_downstream", people_score, _scores(pack.tables["tri_population"].rows)),
        _worded(pack, ("water", "receiving_water"), "tri_receiving_water", water),
    )


def _capacity(pack: Pack, volume: float | None, way: VolumeWay | None) -> Term:
    unit = float(pack.figure("thi_capacity_unit_m3"))
    lowest = float(pack.figure("thi_capacity_minimum_m3"))
    value = math.log10(volume / unit) if volume is not None and volume >= lowest else 0.0
    is_assumed = next((row["assumed"] for row in pack.tables["thi_volume"].rows if row["way"] == way), True)
    return Term("cap", "volume_m3", value, value, value, is_assumed)


def _scores(rows: Iterable[Mapping[str, Any]]) -> list[float]:
    return [float(row["score"]) for row in rows]


def _term(term_id: str, source: str, score: float | None, possible: Iterable[float]) -> Term:
    """A known score, or the worst of the possible ones with the whole span."""
    if score is not None:
        return Term(term_id, source, score, score, score, assumed=False)
    span = list(possible)
    return Term(term_id, source, max(span), min(span), max(span), assumed=True)


def _worded(pack: Pack, names: tuple[str, str], table: str, word: str | int | None) -> Term:
    """A term scored by a word; ``names`` are the term's and its input's."""
    rows = pack.tables[table].rows
    score = next((float(row["score"]) for row in rows if word is not None and row["word"] == word), None)
    return _term(*names, score, _scores(rows))


def _band(pack: Pack, table: str, value: Number) -> Mapping[str, Any]:
    """The first row whose upper limit the value does not exceed; the last row has none."""
    return next(row for row in pack.tables[table].rows if "up_to" not in row or value <= row["up_to"])


def _flood(pack: Pack, is_inside: bool | None) -> Term:
    """By the map of the return period the index asks for; other maps may prove inside, never outside."""
    by_word = {row["word"]: float(row["score"]) for row in reversed(pack.tables["thi_flood"].rows) if "score" in row}
    score = None if is_inside is None else by_word["inside" if is_inside else "outside"]
    return _term("flood", "in_flood_zone", score, by_word.values())


def _limits(pack: Pack, term_id: str, table: str, facts: Mapping[str, Number | None]) -> Term:
    """The highest score of the rows whose fact is known."""
    rows = pack.tables[table].rows
    known = [_limit_score(pack, row, value) for row in rows if (value := facts[row["fact"]]) is not None]
    possible = [float(row[key]) for row in rows for key in ("score", "otherwise")]
    return _term(term_id, INPUT_OF.get(term_id, next(iter(facts))), max(known) if known else None, possible)


def _limit_score(pack: Pack, row: Mapping[str, Any], value: Number) -> float:
    limit = pack.figure(row["limit_figure"])
    exact = _exact(value)
    holds = {"at_least": exact >= limit, "below": exact < limit, "above": exact > limit}[row["test"]]
    return float(row["score"] if holds else row["otherwise"])


@lru_cache(maxsize=4096)
def _exact(value: Number) -> Fraction:
    """A figure as it is written; a register asks for the same few again and again."""
    return Fraction(str(value))
