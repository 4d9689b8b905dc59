"""The water hazard class of mixtures and tailings: from a file as JSON data, for the window, kept with a facility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tmfcheck.domain.facility import Facility, FactQuality, FactValue
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard_mixture import MixtureClass, classify_mixture
from tmfcheck.domain.water_hazard_steps import Step, mixture_steps, tailings_steps
from tmfcheck.domain.water_hazard_tailings import TailingsClass, classify_tailings
from tmfcheck.services.desk import Desk
from tmfcheck.services.facilities import find_facility, update_facility
from tmfcheck.services.whc_reading import is_tailings, read_mixture, read_tailings


@dataclass(frozen=True, slots=True)
class Derivation:
    """A class of tailings with every step to it: those of each part, then those that join the parts."""

    result: TailingsClass
    parts: dict[str, tuple[Step, ...]]
    joining: tuple[Step, ...]


def classify_document(pack: Pack, document: Any) -> dict[str, Any]:
    """The class of a mixture: ``whc``, ``points`` where points decide, ``rule`` and ``derivation`` by component.

    ``document`` holds ``components`` and optionally ``added_on_purpose``, ``floats`` and ``tests`` on the mixture; or
    tailings by their parts: ``dry_solids``, ``pond_water`` (a mixture each) and ``wad_cyanide_mg_per_l``.
    Raises InputError naming the component and key that cannot be read. Source: AwSV 2017, annex 1.
    """
    if is_tailings(document):
        return _tailings_document(pack, classify_tailings(pack, read_tailings(pack, document)))
    return _mixture_document(pack, classify_mixture(pack, read_mixture(pack, document)))


def derive(pack: Pack, document: Any) -> Derivation:
    """The class of tailings with its derivation; raises InputError as ``classify_document``."""
    result = classify_tailings(pack, read_tailings(pack, document))
    parts = {part: tuple(mixture_steps(pack, each)) for part, each in result.parts.items()}
    return Derivation(result, parts, tuple(tailings_steps(result)))


def keep_class(desk: Desk, facility_id: str, whc: int, derivation: str, by: str | None = None) -> Facility:
    """Store a computed class as the facility's own, estimated today, and its derivation in the notes.

    Raises FacilityError, InputError, ArchiveError; nothing is stored then.
    """
    facility = find_facility(desk, facility_id)
    fact = FactValue(whc, FactQuality.ESTIMATED, desk.today())
    notes = facility.notes if derivation in facility.notes else f"{facility.notes}\n\n{derivation}".strip()
    return update_facility(desk, facility.id, by=by, facts={"whc": fact}, notes=notes)


def _tailings_document(pack: Pack, result: TailingsClass) -> dict[str, Any]:
    cyanide = result.cyanide
    calculated = max((each.whc for each in result.parts.values()), default=0)
    by_cyanide = cyanide is not None and cyanide.applies and cyanide.whc > calculated
    return {
        "whc": result.whc,
        "points": None,
        "rule": "wad_cyanide" if by_cyanide else "higher_part",
        "verified": pack.tables["whc_tailings"].verified,
        "derivation": [],
        "parts": {part: _mixture_document(pack, each) for part, each in result.parts.items()},
        "wad_cyanide": None
        if cyanide is None
        else {"mg_per_l": float(cyanide.found), "limit": float(cyanide.limit), "applies": cyanide.applies},
    }


def _mixture_document(pack: Pack, result: MixtureClass) -> dict[str, Any]:
    return {
        "whc": result.whc,
        "points": result.points,
        "rule": result.rule,
        "verified": all(pack.tables[name].verified for name in ("whc_mixture", "whc_statement_points")),
        "derivation": [
            {
                "name": component.substance.name,
                "fraction_percent": float(component.substance.fraction_percent),
                "whc": component.whc,
                "unidentified": component.is_unidentified,
                "carcinogenic": component.is_carcinogen,
                "points": component.points,
                "scored": dict(component.scored),
                "counted_percent": float(counted),
            }
            for component, counted in zip(result.components, result.counted_percent, strict=True)
        ],
    }
