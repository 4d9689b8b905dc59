"""A tailings management facility and its facts, with units and limits, for forms, imports and rules."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tmfcheck.domain.applicability import Facts, FactScalar
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.errors import FacilityError


class FactKind(StrEnum):
    """How a fact is written."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"


class FactQuality(StrEnum):
    """What a figure rests on (the facility form asks for it)."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    FROM_DOCUMENT = "from_document"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact a facility can have: kind, unit, limits (inclusive) and words to choose from."""

    id: str
    chapter: str
    kind: FactKind
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()


STATUSES = ("operated", "closed_with_aftercare", "inactive", "neglected", "abandoned", "orphaned")
RAISE_METHODS = ("upstream", "centreline", "downstream", "single_stage", "other")
SUBSTANCE_GROUPS = (
    "cyanide",
    "mercury",
    "arsenic",
    "antimony",
    "uranium",
    "heavy_metals",
    "acid_forming",
    "none_of_these",
)
WATER_USES = ("drinking", "irrigation", "livestock", "fishing", "industry", "recreation", "none_known")
RECEIVING_WATERS = ("none", "minor_stream", "river_or_lake", "sensitive")

_TEXT, _NUMBER, _WHOLE = FactKind.TEXT, FactKind.NUMBER, FactKind.WHOLE
_YES_NO, _CHOICE, _CHOICES = FactKind.YES_NO, FactKind.CHOICE, FactKind.CHOICES

FACT_DEFINITIONS: Mapping[str, FactDefinition] = {
    definition.id: definition
    for definition in (
        FactDefinition("local_name", "identification", _TEXT),
        FactDefinition("registry_number", "identification", _TEXT),
        FactDefinition("operator", "identification", _TEXT),
        FactDefinition("owner", "identification", _TEXT),
        FactDefinition("status", "identification", _CHOICE, choices=STATUSES),
        FactDefinition("commodity", "identification", _TEXT),
        FactDefinition("start_year", "identification", _WHOLE, minimum=1700, maximum=2200),
        FactDefinition("end_year", "identification", _WHOLE, minimum=1700, maximum=2200),
        FactDefinition("contact", "identification", _TEXT),
        FactDefinition("region", "location", _TEXT),
        FactDefinition("district", "location", _TEXT),
        FactDefinition("nearest_settlement", "location", _TEXT),
        FactDefinition("latitude", "location", _NUMBER, "°", -90, 90),
        FactDefinition("longitude", "location", _NUMBER, "°", -180, 180),
        FactDefinition("altitude_m", "location", _NUMBER, "m", -500, 7000),
        FactDefinition("is_cold_climate", "location", _YES_NO),
        FactDefinition("has_permafrost", "location", _YES_NO),
        FactDefinition("volume_m3", "quantities", _NUMBER, "m³", 0, 1e11),
        FactDefinition("capacity_m3", "quantities", _NUMBER, "m³", 0, 1e11),
        FactDefinition("mass_t", "quantities", _NUMBER, "t", 0, 1e12),
        FactDefinition("capacity_t", "quantities", _NUMBER, "t", 0, 1e12),
        FactDefinition("area_m2", "quantities", _NUMBER, "m²", 0, 1e10),
        FactDefinition("mean_depth_m", "quantities", _NUMBER, "m", 0, 1000),
        FactDefinition("dry_density_t_m3", "quantities", _NUMBER, "t/m³", 0.1, 6),
        FactDefinition("raise_method", "dam", _CHOICE, choices=RAISE_METHODS),
        FactDefinition("dam_height_m", "dam", _NUMBER, "m", 0, 1000),
        FactDefinition("dam_length_m", "dam", _NUMBER, "m", 0, 1e6),
        FactDefinition("crest_width_m", "dam", _NUMBER, "m", 0, 1000),
        FactDefinition("factor_of_safety", "dam", _NUMBER, "", 0, 20),
        FactDefinition("has_liner", "dam", _YES_NO),
        FactDefinition("has_pond", "dam", _YES_NO),
        FactDefinition("has_discharge", "dam", _YES_NO),
        FactDefinition("substances", "substances", _TEXT),
        FactDefinition("substance_groups", "substances", _CHOICES, choices=SUBSTANCE_GROUPS),
        FactDefinition("whc", "substances", _WHOLE, minimum=0, maximum=3),
        FactDefinition("pga_g", "site", _NUMBER, "g", 0, 3),
        FactDefinition("intensity_msk", "site", _NUMBER, "MSK-64", 1, 12),
        FactDefinition("in_flood_zone", "site", _YES_NO),
        FactDefinition("river", "site", _TEXT),
        FactDefinition("catchment", "site", _TEXT),
        FactDefinition("receiving_water", "site", _CHOICE, choices=RECEIVING_WATERS),
        FactDefinition("is_transboundary", "site", _YES_NO),
        FactDefinition("neighbouring_country", "site", _TEXT),
        FactDefinition("distance_to_border_km", "site", _NUMBER, "km", 0, 20000),
        FactDefinition("flow_velocity_m_s", "site", _NUMBER, "m/s", 0, 20),
        FactDefinition("population_downstream", "site", _WHOLE, minimum=0, maximum=100_000_000),
        FactDefinition("distance_to_settlement_km", "site", _NUMBER, "km", 0, 20000),
        FactDefinition("settlements_downstream", "site", _TEXT),
        FactDefinition("water_uses", "site", _CHOICES, choices=WATER_USES),
    )
}

MAX_TEXT_LENGTH = 2000
MAX_NAME_LENGTH = 300


@dataclass(frozen=True, slots=True)
class FactValue:
    """One fact with what it rests on; ``as_of`` is the day or None."""

    value: FactScalar | tuple[str, ...]
    quality: FactQuality | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Facility:
    """A tailings management facility; ``country`` is an ISO alpha-2 code; ``notes`` keeps what has no field."""

    id: str
    name: str
    country: str
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    notes: str = ""
    is_sample: bool = False
    dams: tuple[Dam, ...] = ()
    papers: tuple[FacilityPaper, ...] = ()

    def fact(self, fact_id: str) -> FactScalar | tuple[str, ...] | None:
        """The bare value of a fact, None where it is not known."""
        known = self.facts.get(fact_id)
        return None if known is None else known.value

    def plain_facts(self) -> Facts:
        """The facts as conditions and rules read them: id to bare value."""
        return {fact_id: known.value for fact_id, known in self.facts.items()}


class FacilityName(NamedTuple):
    """A facility by its name alone, for lists that are there before the facts are read."""

    id: str
    name: str
    country: str


def check_name_and_country(name: str, country: str) -> None:
    """Refuse a facility without a usable name or an ISO country code; raises FacilityError."""
    if not name.strip() or len(name) > MAX_NAME_LENGTH:
        raise FacilityError("FACILITY_NAME_MISSING", limit=MAX_NAME_LENGTH)
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise FacilityError("FACILITY_COUNTRY_UNKNOWN", country=country)


def read_fact(fact_id: str, value: Any) -> FactScalar | tuple[str, ...]:
    """The checked value of one fact.

    Raises FacilityError: FACT_UNKNOWN, FACT_NOT_A_NUMBER, FACT_OUT_OF_RANGE, FACT_WORD_UNKNOWN, FACT_NOT_A_TEXT or
    FACT_TEXT_TOO_LONG.
    """
    definition = FACT_DEFINITIONS.get(fact_id)
    if definition is None:
        raise FacilityError("FACT_UNKNOWN", fact=fact_id)
    match definition.kind:
        case FactKind.TEXT:
            return _read_text(definition, value)
        case FactKind.NUMBER | FactKind.WHOLE:
            return _read_number(definition, value)
        case FactKind.YES_NO:
            return _read_yes_no(definition, value)
        case FactKind.CHOICE:
            return _read_choice(definition, value)
        case FactKind.CHOICES:
            words = value if isinstance(value, list | tuple) else (value,)
            return tuple(_read_choice(definition, word) for word in words)


def _read_text(definition: FactDefinition, value: Any) -> str:
    if not isinstance(value, str):
        raise FacilityError("FACT_NOT_A_TEXT", fact=definition.id, value=value)
    if len(value) > MAX_TEXT_LENGTH:
        raise FacilityError("FACT_TEXT_TOO_LONG", fact=definition.id, limit=MAX_TEXT_LENGTH)
    return value


def _read_number(definition: FactDefinition, value: Any) -> int | float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_number = is_number and (isinstance(value, int) or math.isfinite(value))
    if not is_number or (definition.kind is FactKind.WHOLE and value != int(value)):
        raise FacilityError("FACT_NOT_A_NUMBER", fact=definition.id, value=value)
    low, high = definition.minimum, definition.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        raise FacilityError(
            "FACT_OUT_OF_RANGE", fact=definition.id, value=value, low=low, high=high, unit=definition.unit
        )
    return int(value) if value == int(value) else float(value)


def _read_yes_no(definition: FactDefinition, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("yes", "no"):
        return bool(value == "yes")
    raise FacilityError("FACT_WORD_UNKNOWN", fact=definition.id, value=value, words="yes, no")


def _read_choice(definition: FactDefinition, value: Any) -> str:
    if value not in definition.choices:
        raise FacilityError("FACT_WORD_UNKNOWN", fact=definition.id, value=value, words=", ".join(definition.choices))
    return str(value)
