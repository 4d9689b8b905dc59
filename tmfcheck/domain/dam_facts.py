"""What a facility's dams say about the facility as a whole: the highest, the least stable and the oldest govern."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tmfcheck.domain.applicability import FactScalar
from tmfcheck.domain.facility import MAX_NAME_LENGTH, MAX_TEXT_LENGTH, RAISE_METHODS, Facility, read_fact
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.errors import FacilityError

Number = int | float

STEEPEST_SLOPE, FLATTEST_SLOPE = 0.1, 100.0
"""Horizontal run for one metre of rise; outside these limits nothing is a dam's slope."""

_GOVERNING: Mapping[str, tuple[str, Callable[..., Any]]] = {
    "dam_height_m": ("height_m", max),
    "factor_of_safety": ("factor_of_safety", min),
    "start_year": ("start_year", min),
}
"""The facility's fact, the dam's field, and which of the dams' figures stands for the facility."""

_LIKE_FACTS: Mapping[str, str] = {
    "height_m": "dam_height_m",
    "length_m": "dam_length_m",
    "crest_width_m": "crest_width_m",
    "start_year": "start_year",
    "factor_of_safety": "factor_of_safety",
    "safety_height_m": "dam_height_m",
    "safety_year": "start_year",
}
"""The fields of a dam that have the limits of a facility's fact."""


@dataclass(frozen=True, slots=True)
class GoverningFigure:
    """A figure of one dam that stands for the facility."""

    value: Number
    dam: str


def governing_figures(facility: Facility) -> dict[str, GoverningFigure]:
    """By fact id, what the dams say; whether the facility's own fact is known or not."""
    return {fact: found for fact in _GOVERNING if (found := _governing(facility, fact)) is not None}


def _governing(facility: Facility, fact: str) -> GoverningFigure | None:
    name, choose = _GOVERNING[fact]
    known = [GoverningFigure(value, dam.name) for dam in facility.dams if (value := getattr(dam, name)) is not None]
    return choose(known, key=lambda figure: figure.value) if known else None


def derived_facts(facility: Facility) -> dict[str, GoverningFigure]:
    """The governing figures of the facts that the facility itself does not state."""
    figures = governing_figures(facility)
    return {fact: figure for fact, figure in figures.items() if facility.fact(fact) is None}


def governed_fact(facility: Facility, fact: str) -> FactScalar | tuple[str, ...] | None:
    """The facility's own fact, else what its dams say."""
    own = facility.fact(fact)
    if own is not None or fact not in _GOVERNING:
        return own
    found = _governing(facility, fact)
    return None if found is None else found.value


def check_dams(dams: tuple[Dam, ...]) -> None:
    """Refuse a dam without a name or with a figure no dam can have; raises FacilityError naming dam and field."""
    for number, dam in enumerate(dams, start=1):
        place = f"dams[{number}]"
        _check_text(f"{place}.name", dam.name, MAX_NAME_LENGTH, is_needed=True)
        for name in ("safety_method", "load_case"):
            _check_text(f"{place}.{name}", getattr(dam, name), MAX_TEXT_LENGTH)
        if dam.raise_method is not None and dam.raise_method not in RAISE_METHODS:
            words = ", ".join(RAISE_METHODS)
            raise FacilityError("FACT_WORD_UNKNOWN", fact=f"{place}.raise_method", value=dam.raise_method, words=words)
        for name, value in _figures(dam):
            _check_figure(f"{place}.{name}", name, value)


def in_whole_years(dam: Dam) -> Dam:
    """The dam with its checked years as whole numbers; JSON may write 1990 as 1990.0."""
    start, safety = dam.start_year, dam.safety_year
    return replace(
        dam,
        start_year=None if start is None else int(start),
        safety_year=None if safety is None else int(safety),
    )


def check_papers(papers: tuple[FacilityPaper, ...]) -> None:
    """Refuse a paper without a title or with a text that is too long; raises FacilityError naming paper and field."""
    for number, paper in enumerate(papers, start=1):
        place = f"papers[{number}]"
        _check_text(f"{place}.title", paper.title, MAX_NAME_LENGTH, is_needed=True)
        for name in ("number", "issuer"):
            _check_text(f"{place}.{name}", getattr(paper, name), MAX_NAME_LENGTH)


def _figures(dam: Dam) -> Iterator[tuple[str, Number]]:
    for name in (*_LIKE_FACTS, "slope"):
        value = getattr(dam, name)
        if value is not None:
            yield name, value


def _check_figure(place: str, name: str, value: Number) -> None:
    if name == "slope":
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number:
            raise FacilityError("FACT_NOT_A_NUMBER", fact=place, value=value)
        if not STEEPEST_SLOPE <= value <= FLATTEST_SLOPE:
            limits = {"low": STEEPEST_SLOPE, "high": FLATTEST_SLOPE, "unit": ""}
            raise FacilityError("FACT_OUT_OF_RANGE", fact=place, value=value, **limits)
        return
    try:
        read_fact(_LIKE_FACTS[name], value)
    except FacilityError as error:
        raise FacilityError(error.code, **{**error.data, "fact": place}) from error


def _check_text(place: str, text: object, limit: int, *, is_needed: bool = False) -> None:
    if not isinstance(text, str):
        raise FacilityError("FACT_NOT_A_TEXT", fact=place, value=text)
    if is_needed and not text.strip():
        raise FacilityError("PART_NAME_MISSING", fact=place)
    if len(text) > limit:
        raise FacilityError("FACT_TEXT_TOO_LONG", fact=place, limit=limit)
