"""Hazard and risk of one facility and of a list: THI, TEI, TRI, GISTM class and ranks (methodology 5)."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache, partial
from operator import attrgetter, ge, gt, lt
from typing import Any

from tmfcheck.domain.pack import Pack

Number = int | float | Fraction
Span = tuple[float, float, float]
"""An index with its lowest and highest possible value."""

# The input a term is named after where its rule looks at a value derived from it.
INPUT_OF = {"age": "start_year"}


TERM_TABLES: Mapping[str, str] = {
    "cap": "thi_volume",
    "tox": "thi_toxicity",
    "manag": "thi_management",
    "seismic": "thi_seismic",
    "flood": "thi_flood",
    "stability": "thi_stability",
    "age": "thi_age",
    "population": "tri_population",
    "water": "tri_receiving_water",
}
"""The pack's table each term is scored by."""


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


_SPAN_OF_TERM = attrgetter("value", "low", "high")


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

    def span(self, index: str) -> Span | None:
        """The index ``tri`` or ``thi`` with its lowest and highest value; None where there is no volume."""
        if not self.has_volume:
            return None
        terms = self.terms if index == "thi" else (*self.terms, *self.exposure)
        value, low, high = map(math.fsum, zip(*map(_SPAN_OF_TERM, terms), strict=True))
        return value, low, high

    def _sum(self, terms: Iterable[Term], side: str) -> float | None:
        return math.fsum(map(attrgetter(side), terms)) if self.has_volume else None


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a list by TRI, with the best and the worst it could be; 1 is the highest risk."""

    rank: int
    low: int
    high: int


class HazardRules:
    """The rules of a pack made ready for a whole list, where many facilities share a fact and so its term.

    Source: methodology 5.1 to 5.3 and 5.5; the tables are unverified.
    """

    def __init__(self, pack: Pack) -> None:
        self._volume_ways = tuple((VolumeWay(row["way"]), row["assumed"]) for row in pack.tables["thi_volume"].rows)
        self._assumed_ways = {None: True, **dict(self._volume_ways)}
        self._density = float(pack.figure("thi_dry_density_t_per_m3"))
        self._capacity_unit = float(pack.figure("thi_capacity_unit_m3"))
        self._lowest_capacity = float(pack.figure("thi_capacity_minimum_m3"))
        self._toxicity = cache(partial(_worded, pack, ("tox", "whc"), "thi_toxicity"))
        self._management = cache(partial(_worded, pack, ("manag", "management"), "thi_management"))
        self._seismic = _limits(pack, "seismic", "thi_seismic", ("pga_g", "intensity_msk"))
        self._flood = cache(partial(_flood, pack))
        self._stability = _limits(pack, "stability", "thi_stability", ("factor_of_safety",))
        self._age = _limits(pack, "age", "thi_age", ("age_years",))
        self._population = cache(partial(_population, pack))
        self._water = cache(partial(_worded, pack, ("water", "receiving_water"), "tri_receiving_water"))
        self._gistm = cache(partial(gistm_class, pack))
        self._travel_time = partial(travel_time_hours, pack)

    def indices(self, inputs: Inputs, year: int) -> Indices:
        """The indices of one facility; ``year`` is the year ages count to.

        An unknown input takes its worst score and is marked as assumed; transboundary water scores as sensitive.
        """
        volume, way = self._volume(inputs)
        return Indices(
            terms=(
                self._capacity(volume, way),
                self._toxicity(inputs.whc),
                self._management(inputs.management),
                self._seismic(inputs.pga_g, inputs.intensity_msk),
                self._flood(inputs.in_flood_zone),
                self._stability(inputs.factor_of_safety),
                self._age(None if inputs.start_year is None else year - inputs.start_year),
            ),
            exposure=(
                self._population(inputs.population_downstream),
                self._water("sensitive" if inputs.transboundary else inputs.receiving_water),
            ),
            volume_way=way,
            transboundary=inputs.transboundary,
            travel_time_hours=self._travel_time(inputs),
            gistm_class=self._gistm(inputs.population_downstream),
        )

    def _volume(self, inputs: Inputs) -> tuple[float | None, VolumeWay | None]:
        """The stored volume in m3 by the first way that can be computed."""
        for way, _ in self._volume_ways:
            volume = self._volume_by(way, inputs)
            if volume is not None:
                return volume, way
        return None, None

    def _volume_by(self, way: VolumeWay, inputs: Inputs) -> float | None:
        if way is VolumeWay.STORED:
            return _float(inputs.volume_m3)
        if way is VolumeWay.CAPACITY:
            return _float(inputs.capacity_m3)
        if way is VolumeWay.BY_MASS:
            return None if inputs.mass_t is None else float(inputs.mass_t) / self._density_of(inputs)
        area, depth = inputs.area_m2, inputs.mean_depth_m
        return None if area is None or depth is None else float(area) * float(depth)

    def _density_of(self, inputs: Inputs) -> float:
        return float(inputs.dry_density_t_m3 or self._density)

    def _capacity(self, volume: float | None, way: VolumeWay | None) -> Term:
        has_term = volume is not None and volume >= self._lowest_capacity
        value = math.log10(volume / self._capacity_unit) if volume is not None and has_term else 0.0
        return Term("cap", "volume_m3", value, value, value, self._assumed_ways.get(way, True))


def indices(pack: Pack, inputs: Inputs, year: int) -> Indices:
    """The indices of one facility; ``HazardRules`` serves a whole list faster."""
    return HazardRules(pack).indices(inputs, year)


def travel_time_hours(pack: Pack, inputs: Inputs) -> float | None:
    """Hours along the river to the border; None unless transboundary with a known distance and a velocity above 0.

    None too where a tiny velocity takes the hours beyond all numbers.
    """
    distance, velocity = inputs.distance_to_border_km, inputs.flow_velocity_m_s
    if not inputs.transboundary or distance is None or velocity is None or velocity <= 0:
        return None
    factor = Fraction(pack.tables["transboundary_travel_time"].rows[0]["km_per_hour_per_m_per_second"])
    hours = float(distance) / (float(factor) * float(velocity))
    return hours if math.isfinite(hours) else None


def gistm_class(pack: Pack, population: int | None) -> str | None:
    """The consequence class from the population at risk alone, so "at least" this class; None where unknown."""
    return None if population is None else str(_band(pack, "gistm_population", population)["class"])


def ranks(scored: Iterable[Indices], index: str = "tri") -> tuple[Rank | None, ...]:
    """The rank by ``tri`` or ``thi`` of each facility of a list, in the list's order; None where there is none.

    Source: methodology 5.2.
    """
    spans = [each.span(index) for each in scored]
    ranking = Ranking(spans)
    return tuple(ranking.rank(span) for span in spans)


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


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _population(pack: Pack, people: int | None) -> Term:
    score = None if people is None else float(_band(pack, "tri_population", people)["score"])
    return _term("population", "population_downstream", score, _scores(pack.tables["tri_population"].rows))


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


def _limits(pack: Pack, term_id: str, table: str, facts: tuple[str, ...]) -> Callable[..., Term]:
    """From the figures of these facts to their term: the highest score of the rows whose fact is known."""
    rows = pack.tables[table].rows
    tests = [(facts.index(row["fact"]), _limit_score(pack, row)) for row in rows]
    possible = [float(row[key]) for row in rows for key in ("score", "otherwise")]
    source = INPUT_OF.get(term_id, facts[0])

    @cache
    def term(*figures: Number | None) -> Term:
        known = [score(figure) for place, score in tests if (figure := figures[place]) is not None]
        return _term(term_id, source, max(known) if known else None, possible)

    return term


def _limit_score(pack: Pack, row: Mapping[str, Any]) -> Callable[[Number], float]:
    limit, score, otherwise = pack.figure(row["limit_figure"]), float(row["score"]), float(row["otherwise"])
    holds = {"at_least": ge, "below": lt, "above": gt}[row["test"]]
    return lambda value: score if holds(_exact(value), limit) else otherwise


@lru_cache(maxsize=4096)
def _exact(value: Number) -> Fraction:
    """A figure as it is written; a register asks for the same few again and again."""
    return Fraction(str(value))
