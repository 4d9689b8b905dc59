"""The water hazard class of tailings: dry solids and pond water apart, the higher class counts (own rule)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard import rows
from tmfcheck.domain.water_hazard_mixture import Mixture, MixtureClass, classify_mixture
from tmfcheck.errors import InputError

DRY_SOLIDS, POND_WATER = "dry_solids", "pond_water"
PARTS = (DRY_SOLIDS, POND_WATER)


@dataclass(frozen=True, slots=True)
class Tailings:
    """The parts that are known, and weak-acid dissociable (WAD) cyanide in the pond water in mg/l, None: not known."""

    parts: Mapping[str, Mixture]
    wad_cyanide_mg_per_l: Fraction | None = None


@dataclass(frozen=True, slots=True)
class CyanideRule:
    """Dilute poison that mass rules understate: what was found, the limit, and the class above it.

    ``applies`` is false at or below the limit; ``is_tested`` tells that a test on the water decides instead.
    """

    found: Fraction
    limit: Fraction
    whc: int
    applies: bool
    is_tested: bool


@dataclass(frozen=True, slots=True)
class TailingsClass:
    """The class of the tailings, of each part by calculation or tests, and what cyanide adds."""

    whc: int
    parts: Mapping[str, MixtureClass]
    cyanide: CyanideRule | None

    def part_whc(self, part: str) -> int | None:
        """The class of a part with the cyanide rule, None where nothing is known of it."""
        found = [self.parts[part].whc] if part in self.parts else []
        if part == POND_WATER and self.cyanide is not None and self.cyanide.applies:
            found.append(self.cyanide.whc)
        return max(found, default=None)


def classify_tailings(pack: Pack, tailings: Tailings) -> TailingsClass:
    """The class of tailings; raises InputError as ``classify_mixture``, with the part's name in its data."""
    parts = {part: _classify_part(pack, part, mixture) for part, mixture in tailings.parts.items()}
    cyanide = _cyanide(pack, tailings)
    made = TailingsClass(0, parts, cyanide)
    known = [whc for whc in map(made.part_whc, PARTS) if whc is not None]
    if not known:
        raise InputError("WHC_NO_COMPONENTS")
    return TailingsClass(max(known), parts, cyanide)


def _classify_part(pack: Pack, part: str, mixture: Mixture) -> MixtureClass:
    try:
        return classify_mixture(pack, mixture)
    except InputError as error:
        raise InputError(error.code, **{**error.data, "part": part}) from error


def _cyanide(pack: Pack, tailings: Tailings) -> CyanideRule | None:
    """The rule on dilute cyanide; aquatic tests on the pond water itself decide instead of it."""
    found = tailings.wad_cyanide_mg_per_l
    if found is None:
        return None
    row = next(row for row in rows(pack, "whc_tailings") if row.get("substance") == "cyanide_wad")
    limit = pack.figure(row["above_figure"])
    water = tailings.parts.get(POND_WATER)
    is_tested = water is not None and water.tests is not None and bool(water.tests.aquatic_mg_per_l)
    is_above = found > limit
    return CyanideRule(found, limit, int(row["whc"]), applies=is_above and not is_tested, is_tested=is_tested)
