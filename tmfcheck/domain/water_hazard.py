"""The water hazard class of one substance (German WGK), by AwSV 2017, annex 1, with the pack's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tmfcheck.domain.pack import Pack


@dataclass(frozen=True, slots=True)
class HarmlessnessProof:
    """What must be shown of a substance without points for it to be not hazardous; everything else is class 1.

    ``state`` is ``liquid`` or ``solid``; ``organic_degrades`` is asked of organic substances only.
    """

    state: str
    solubility_mg_per_l: Fraction
    two_valid_tests_without_effect_below_solubility: bool = False
    is_organic: bool = False
    organic_degrades: bool = False
    no_hazardous_degradation_product: bool = False
    does_not_float: bool = False


@dataclass(frozen=True, slots=True)
class Substance:
    """One component: ``whc`` where a class is published, else ``statements``, else (both None) unidentified.

    ``statements`` are hazard statements such as ``H410``; those in ``inhalation_only`` score nothing.
    ``aquatic_mg_per_l`` is the lowest of fish LC50, daphnia EC50 and algae IC50, used where no statement on the
    environment is given. ``degradable``, ``readily_degradable`` and ``not_accumulating`` are true only where shown.
    ``carcinogen_limit_percent`` is an own CLP limit.
    """

    name: str
    fraction_percent: Fraction
    whc: int | None = None
    statements: tuple[str, ...] | None = None
    m_factor: Fraction = Fraction(1)
    carcinogenic: bool | None = None
    carcinogen_limit_percent: Fraction | None = None
    acute_toxicity_known: bool = True
    environment_known: bool = True
    aquatic_mg_per_l: Fraction | None = None
    inhalation_only: tuple[str, ...] = ()
    degradable: bool = False
    readily_degradable: bool = False
    not_accumulating: bool = False
    harmlessness: HarmlessnessProof | None = None


@dataclass(frozen=True, slots=True)
class StatementReading:
    """How hazard statements were read: points by statement, and why the others score nothing.

    ``dropped`` names for each statement those that stand for it, ``expanded`` the parts of a combined one.
    """

    points: Mapping[str, int]
    dropped: Mapping[str, tuple[str, ...]]
    expanded: Mapping[str, tuple[str, ...]]
    by_inhalation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubstanceClass:
    """The class of one component with its points (None where a published class or a rule decides) and what scored."""

    substance: Substance
    whc: int
    points: int | None
    scored: Mapping[str, int]
    is_carcinogen: bool
    is_unidentified: bool
    is_harmless: bool = False


def read_statements(pack: Pack, statements: Iterable[str], inhalation_only: Iterable[str] = ()) -> StatementReading:
    """Hazard statements with combined codes taken apart, inhalation-only effects and non-additions left out."""
    spared = {
        *inhalation_only,
        *(row["statement"] for row in rows(pack, "whc_inhalation_only") if "substance" not in row),
    }
    combined = (*rows(pack, "whc_expansions"), *rows(pack, "whc_expansions_own"))
    expansions = {row["statement"]: tuple(row["counts_as"]) for row in combined}
    words = dict.fromkeys(statements)
    counted = [word for word in words if word not in spared]
    given = {part for word in counted for part in expansions.get(word, (word,))}
    reasons = {row["drop"]: tuple(word for word in row["if_present"] if word in given) for row in _drops(pack)}
    dropped = {word: reasons[word] for word in sorted(given) if reasons.get(word)}
    points = {row["statement"]: int(row["points"]) for row in rows(pack, "whc_statement_points")}
    return StatementReading(
        points={word: points[word] for word in sorted(given - dropped.keys()) if word in points},
        dropped=dropped,
        expanded={word: expansions[word] for word in counted if word in expansions},
        by_inhalation=tuple(word for word in words if word in spared),
    )


def statement_points(pack: Pack, statements: Iterable[str], inhalation_only: Iterable[str] = ()) -> dict[str, int]:
    """The points of hazard statements, those that are not added left out."""
    return dict(read_statements(pack, statements, inhalation_only).points)


def classify_substance(pack: Pack, substance: Substance) -> SubstanceClass:
    """The class of one substance: published, else by points of statements, tests and missing data."""
    carcinogen = _is_carcinogen(pack, substance)
    if substance.whc is not None:
        return SubstanceClass(substance, substance.whc, None, {}, carcinogen, is_unidentified=False)
    if substance.statements is None:
        unidentified = int(pack.figure("whc_unidentified_component_class"))
        return SubstanceClass(substance, unidentified, None, {}, carcinogen, is_unidentified=True)
    scored = statement_points(pack, substance.statements, substance.inhalation_only)
    scored |= _aquatic_test_points(pack, substance)
    scored |= _missing_data_points(pack, substance)
    total = sum(scored.values())
    is_harmless = total == 0 and not carcinogen and _is_proved_harmless(pack, substance.harmlessness)
    whc = 0 if is_harmless else class_of_points(pack, total)
    return SubstanceClass(substance, whc, total, scored, carcinogen, is_unidentified=False, is_harmless=is_harmless)


def _is_proved_harmless(pack: Pack, proof: HarmlessnessProof | None) -> bool:
    """Hardly soluble, tested without effect, degrading where organic, without a hazardous product, not floating."""
    if proof is None:
        return False
    limits = {row["state"]: Fraction(row["below_mg_per_l"]) for row in rows(pack, "whc_not_hazardous_solubility")}
    if proof.solubility_mg_per_l >= limits[proof.state]:
        return False
    asked = [row["condition"] for row in rows(pack, "whc_not_hazardous_substance")]
    return all(getattr(proof, name) for name in asked if proof.is_organic or name != "organic_degrades")


def _drops(pack: Pack) -> tuple[Mapping[str, Any], ...]:
    return rows(pack, "whc_not_added")


def rows(pack: Pack, table: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of one of the pack's tables."""
    return pack.tables[table].rows


def _is_carcinogen(pack: Pack, substance: Substance) -> bool:
    if substance.carcinogenic is not None:
        return substance.carcinogenic
    words = {row["statement"] for row in rows(pack, "whc_carcinogens")}
    return bool(words & set(substance.statements or ()) - set(substance.inhalation_only))


def _aquatic_test_points(pack: Pack, substance: Substance) -> dict[str, int]:
    """Points of aquatic test data, where no statement on the environment is given."""
    lowest = substance.aquatic_mg_per_l
    is_stated = any(word.startswith("H4") for word in substance.statements or ())
    if lowest is None or is_stated:
        return {}
    row = band(pack, "whc_aquatic_tests", lowest)
    shown = [_is_shown(substance, name) for name in row["shown"]]
    is_dropped = all(shown) if row["dropped_if"] == "all" else any(shown)
    return {"aquatic_tests": 0 if is_dropped else int(row["points"])}


def _is_shown(substance: Substance, name: str) -> bool:
    if name == "degradable":
        return substance.degradable or substance.readily_degradable
    return bool(getattr(substance, name))


def _missing_data_points(pack: Pack, substance: Substance) -> dict[str, int]:
    missing = {
        "acute_oral_or_dermal": not substance.acute_toxicity_known,
        "environment": not substance.environment_known and substance.aquatic_mg_per_l is None,
    }
    is_harmless = substance.readily_degradable and substance.not_accumulating
    return {
        f"no_data:{row['missing']}": int(row["points"]) - (int(row["less_if_degradable"]) if is_harmless else 0)
        for row in rows(pack, "whc_missing_data")
        if missing[row["missing"]]
    }


def band(pack: Pack, table: str, value: Fraction) -> Mapping[str, Any]:
    """The first row whose upper limit the value does not exceed; the last row has none."""
    return next(row for row in rows(pack, table) if "up_to" not in row or value <= Fraction(row["up_to"]))


def class_of_points(pack: Pack, points: int) -> int:
    """The class for a sum of points."""
    return int(band(pack, "whc_class_bands", Fraction(points))["whc"])
