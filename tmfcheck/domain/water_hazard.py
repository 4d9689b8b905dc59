"""The water hazard class of substances and mixtures (German WGK), by AwSV 2017, annex 1, with the pack's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import InputError

HUNDRED = Fraction(100)


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


@dataclass(frozen=True, slots=True)
class MixtureTests:
    """Tests on the mixture itself, which override the calculation.

    ``aquatic_mg_per_l`` by organism; ``acute_statements`` from oral and dermal tests, None where unknown.
    """

    aquatic_mg_per_l: Mapping[str, Fraction]
    acute_statements: tuple[str, ...] | None = None
    other_statements: tuple[str, ...] = ()
    all_degrade_none_accumulates: bool = False


@dataclass(frozen=True, slots=True)
class Mixture:
    """Components with mass fractions in percent that sum to 100, and what else the rules ask of the mixture."""

    components: tuple[Substance, ...]
    added_on_purpose: bool = False
    floats: bool = False
    tests: MixtureTests | None = None


@dataclass(frozen=True, slots=True)
class SubstanceClass:
    """The class of one component with its points (None where a published class or a rule decides) and what scored."""

    substance: Substance
    whc: int
    points: int | None
    scored: Mapping[str, int]
    is_carcinogen: bool
    is_unidentified: bool


@dataclass(frozen=True, slots=True)
class MixtureClass:
    """The result: class 0 to 3, points where points decide, the deciding rule, each component's class and share.

    ``counted_percent`` is the fraction after the M-factor, 0 where the component is ignored.
    """

    whc: int
    points: int | None
    rule: str
    components: tuple[SubstanceClass, ...]
    counted_percent: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """A component with its fraction after the M-factor, and whether the rules still look at it."""

    component: SubstanceClass
    percent: Fraction
    counts: bool


def statement_points(pack: Pack, statements: Iterable[str], inhalation_only: Iterable[str] = ()) -> dict[str, int]:
    """Points of hazard statements: combined codes taken apart, inhalation-only effects and non-additions left out."""
    spared = {
        *inhalation_only,
        *(row["statement"] for row in _rows(pack, "whc_inhalation_only") if "substance" not in row),
    }
    combined = (*_rows(pack, "whc_expansions"), *_rows(pack, "whc_expansions_own"))
    expansions = {row["statement"]: row["counts_as"] for row in combined}
    given = {part for word in statements if word not in spared for part in expansions.get(word, [word])}
    dropped = {row["drop"] for row in _rows(pack, "whc_not_added") if given & set(row["if_present"])}
    points = {row["statement"]: int(row["points"]) for row in _rows(pack, "whc_statement_points")}
    return {word: points[word] for word in sorted(given - dropped) if word in points}


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
    return SubstanceClass(substance, _class_of_points(pack, total), total, scored, carcinogen, is_unidentified=False)


def classify_mixture(pack: Pack, mixture: Mixture) -> MixtureClass:
    """The class of a mixture; a single component of 100 % gives the substance's own class.

    Raises InputError: WHC_NO_COMPONENTS, WHC_FRACTION_WRONG, WHC_SUM_WRONG.
    """
    _check(pack, mixture)
    components = tuple(classify_substance(pack, substance) for substance in mixture.components)
    shares = [_share(pack, component) for component in components]
    counted = tuple(share.percent if share.counts else Fraction(0) for share in shares)
    if mixture.tests is not None:
        whc, points, rule = _by_tests(pack, mixture.tests, shares)
        return MixtureClass(whc, points, rule, components, counted)
    whc, rule = _by_calculation(pack, mixture, shares)
    is_single = len(components) == 1 and components[0].whc == whc
    return MixtureClass(whc, components[0].points if is_single else None, rule, components, counted)


def _rows(pack: Pack, table: str) -> tuple[Mapping[str, Any], ...]:
    return pack.tables[table].rows


def _is_carcinogen(pack: Pack, substance: Substance) -> bool:
    if substance.carcinogenic is not None:
        return substance.carcinogenic
    words = {row["statement"] for row in _rows(pack, "whc_carcinogens")}
    return bool(words & set(substance.statements or ()) - set(substance.inhalation_only))


def _aquatic_test_points(pack: Pack, substance: Substance) -> dict[str, int]:
    """Points of aquatic test data, where no statement on the environment is given."""
    lowest = substance.aquatic_mg_per_l
    is_stated = any(word.startswith("H4") for word in substance.statements or ())
    if lowest is None or is_stated:
        return {}
    row = _band(pack, "whc_aquatic_tests", lowest)
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
        for row in _rows(pack, "whc_missing_data")
        if missing[row["missing"]]
    }


def _band(pack: Pack, table: str, value: Fraction) -> Mapping[str, Any]:
    """The first row whose upper limit the value does not exceed; the last row has none."""
    return next(row for row in _rows(pack, table) if "up_to" not in row or value <= Fraction(row["up_to"]))


def _class_of_points(pack: Pack, points: int) -> int:
    return int(_band(pack, "whc_class_bands", Fraction(points))["whc"])


def _check(pack: Pack, mixture: Mixture) -> None:
    if not mixture.components:
        raise InputError("WHC_NO_COMPONENTS")
    for substance in mixture.components:
        if not 0 <= substance.fraction_percent <= HUNDRED or substance.m_factor < 1:
            raise InputError("WHC_FRACTION_WRONG", name=substance.name)
    total = sum((substance.fraction_percent for substance in mixture.components), Fraction(0))
    if abs(total - HUNDRED) > pack.figure("whc_fraction_sum_tolerance_percent"):
        raise InputError("WHC_SUM_WRONG", total=float(total))


def _share(pack: Pack, component: SubstanceClass) -> _Share:
    """The fraction after the M-factor; carcinogens count from a limit of the raw fraction, others from the cut-off."""
    substance = component.substance
    with_factor = component.whc in {row["whc"] for row in _rows(pack, "whc_m_factor")}
    percent = substance.fraction_percent * (substance.m_factor if with_factor else 1)
    if component.is_carcinogen:
        own = substance.carcinogen_limit_percent
        limit = pack.figure("whc_carcinogen_cutoff_percent") if own is None else own
        return _Share(component, percent, substance.fraction_percent >= limit)
    return _Share(component, percent, percent >= pack.figure("whc_ignored_below_percent"))


def _by_calculation(pack: Pack, mixture: Mixture, shares: list[_Share]) -> tuple[int, str]:
    counted = [share for share in shares if share.counts]
    for row in _rows(pack, "whc_mixture"):
        if _holds(pack, row, mixture, shares, counted):
            return int(row["result"]), _rule_name(row)
    return 0, "not_hazardous"


def _rule_name(row: Mapping[str, Any]) -> str:
    parts = (row["test"], f"class {row['of_class']}" if "of_class" in row else "", _limit_words(row))
    return " ".join(part for part in parts if part)


def _limit_words(row: Mapping[str, Any]) -> str:
    return f">= {row['percent']} %" if "percent" in row else ""


def _holds(pack: Pack, row: Mapping[str, Any], mixture: Mixture, shares: list[_Share], counted: list[_Share]) -> bool:
    members = [share for share in counted if share.component.whc == row.get("of_class")]
    match row["test"]:
        case "carcinogen_present":
            return any(share.component.is_carcinogen for share in members)
        case "sum_at_least":
            return sum((share.percent for share in members), Fraction(0)) >= Fraction(row["percent"])
        case "one_at_least":
            return any(share.percent >= Fraction(row["percent"]) for share in members)
        case _:
            return not _is_not_hazardous(pack, mixture, shares)


def _is_not_hazardous(pack: Pack, mixture: Mixture, shares: list[_Share]) -> bool:
    """The totals before any cut-off stay below their limits, nothing harmful was added on purpose, nothing floats."""
    if mixture.added_on_purpose or mixture.floats:
        return False
    limits = {row["total_of"]: Fraction(row["below_percent"]) for row in _rows(pack, "whc_not_hazardous_totals")}
    totals = dict.fromkeys(limits, Fraction(0))
    for share in shares:
        name = "unidentified" if share.component.is_unidentified else f"whc_{share.component.whc}"
        if name in totals:
            totals[name] += share.percent
    return all(totals[name] < limit for name, limit in limits.items())


def _by_tests(pack: Pack, tests: MixtureTests, shares: list[_Share]) -> tuple[int, int, str]:
    """Tests on the mixture: their points decide, and a carcinogen that counts still gives at least its own class."""
    adjustments = {row["when"]: int(row["points"]) for row in _rows(pack, "whc_mixture_test_adjustments")}
    results = tests.aquatic_mg_per_l
    if len(results) < 2:
        points = adjustments["fewer_than_two_organisms"]
    else:
        points = int(_band(pack, "whc_mixture_tests", min(results.values()))["points"])
    if tests.acute_statements is None:
        points += adjustments["acute_oral_or_dermal_unknown"]
    statements = (*(tests.acute_statements or ()), *tests.other_statements)
    points += sum(statement_points(pack, statements).values())
    if tests.all_degrade_none_accumulates:
        points += adjustments["all_degrade_none_accumulates"]
    points = max(points, 0)
    carcinogens = [share.component.whc for share in shares if share.counts and share.component.is_carcinogen]
    whc = max([_class_of_points(pack, points), *carcinogens])
    return whc, points, "tests_on_the_mixture"
