"""The water hazard class of a mixture, by AwSV 2017, annex 1: by its components, or by tests on the mixture itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard import (
    Substance,
    SubstanceClass,
    band,
    class_of_points,
    classify_substance,
    rows,
    statement_points,
)
from tmfcheck.errors import InputError

HUNDRED = Fraction(100)


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
class Share:
    """A component with its fraction after the M-factor, and whether the rules still look at it."""

    component: SubstanceClass
    percent: Fraction
    counts: bool


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """One rule of the calculation as it was tried: what was found, the limit, and whether it holds.

    ``found`` and ``limit`` are percentages where the rule compares some; ``reasons`` tells what keeps the mixture from
    being not hazardous: totals by name with their limit, ``added_on_purpose``, ``floats``.
    """

    test: str
    of_class: int | None
    result: int
    holds: bool
    found: Fraction | None = None
    limit: Fraction | None = None
    reasons: Mapping[str, Fraction | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TestedPoints:
    """Points from the tests on the mixture: ``source`` is an adjustment's word, ``aquatic`` or a statement."""

    source: str
    points: int


@dataclass(frozen=True, slots=True)
class MixtureClass:
    """The result: class 0 to 3, points where points decide, the deciding rule, each component's class and share.

    ``trials`` are the rules tried, the last one holds unless the class is 0; ``tested`` the points of tests.
    """

    whc: int
    points: int | None
    rule: str
    shares: tuple[Share, ...]
    trials: tuple[RuleTrial, ...] = ()
    tested: tuple[TestedPoints, ...] = ()

    @property
    def components(self) -> tuple[SubstanceClass, ...]:
        return tuple(share.component for share in self.shares)

    @property
    def counted_percent(self) -> tuple[Fraction, ...]:
        """The fraction after the M-factor, 0 where the component is ignored."""
        return tuple(share.percent if share.counts else Fraction(0) for share in self.shares)


def classify_mixture(pack: Pack, mixture: Mixture) -> MixtureClass:
    """The class of a mixture; a single component of 100 % gives the substance's own class.

    Raises InputError: WHC_NO_COMPONENTS, WHC_FRACTION_WRONG, WHC_SUM_WRONG.
    """
    _check(pack, mixture)
    shares = tuple(_share(pack, classify_substance(pack, substance)) for substance in mixture.components)
    if mixture.tests is not None:
        return _by_tests(pack, mixture.tests, shares)
    trials = tuple(_tried_rules(pack, mixture, shares))
    whc, rule = (trials[-1].result, _rule_name(trials[-1])) if trials[-1].holds else (0, "not_hazardous")
    is_single = len(shares) == 1 and shares[0].component.whc == whc
    return MixtureClass(whc, shares[0].component.points if is_single else None, rule, shares, trials)


def _check(pack: Pack, mixture: Mixture) -> None:
    if not mixture.components:
        raise InputError("WHC_NO_COMPONENTS")
    for substance in mixture.components:
        if not 0 <= substance.fraction_percent <= HUNDRED or substance.m_factor < 1:
            raise InputError("WHC_FRACTION_WRONG", name=substance.name)
    total = sum((substance.fraction_percent for substance in mixture.components), Fraction(0))
    if abs(total - HUNDRED) > pack.figure("whc_fraction_sum_tolerance_percent"):
        raise InputError("WHC_SUM_WRONG", total=float(total))


def _share(pack: Pack, component: SubstanceClass) -> Share:
    """The fraction after the M-factor; carcinogens count from a limit of the raw fraction, others from the cut-off."""
    substance = component.substance
    with_factor = component.whc in {row["whc"] for row in rows(pack, "whc_m_factor")}
    percent = substance.fraction_percent * (substance.m_factor if with_factor else 1)
    if component.is_carcinogen:
        return Share(component, percent, substance.fraction_percent >= carcinogen_limit(pack, substance))
    return Share(component, percent, percent >= pack.figure("whc_ignored_below_percent"))


def carcinogen_limit(pack: Pack, substance: Substance) -> Fraction:
    """The raw fraction in percent from which a carcinogen counts: its own CLP limit, else the general one."""
    own = substance.carcinogen_limit_percent
    return pack.figure("whc_carcinogen_cutoff_percent") if own is None else own


def _tried_rules(pack: Pack, mixture: Mixture, shares: tuple[Share, ...]) -> Iterator[RuleTrial]:
    """The rules in their order, up to the first that holds."""
    counted = [share for share in shares if share.counts]
    for row in rows(pack, "whc_mixture"):
        trial = _try_rule(pack, row, mixture, shares, counted)
        yield trial
        if trial.holds:
            return


def _try_rule(
    pack: Pack, row: Mapping[str, Any], mixture: Mixture, shares: tuple[Share, ...], counted: list[Share]
) -> RuleTrial:
    of_class, result = row.get("of_class"), int(row["result"])
    members = [share for share in counted if share.component.whc == of_class]
    match row["test"]:
        case "carcinogen_present":
            holds = any(share.component.is_carcinogen for share in members)
            return RuleTrial(row["test"], of_class, result, holds)
        case "not_hazardous_fails":
            reasons = dict(_not_hazardous_reasons(pack, mixture, shares))
            return RuleTrial(row["test"], of_class, result, bool(reasons), reasons=reasons)
        case "sum_at_least":
            found = sum((share.percent for share in members), Fraction(0))
        case _:
            found = max((share.percent for share in members), default=Fraction(0))
    limit = Fraction(row["percent"])
    # A limit of zero never stands in a pack, so nothing found never reaches one.
    return RuleTrial(row["test"], of_class, result, found >= limit, found, limit)


def _rule_name(trial: RuleTrial) -> str:
    limit = "" if trial.limit is None else f">= {_plain(trial.limit)} %"
    parts = (trial.test, "" if trial.of_class is None else f"class {trial.of_class}", limit)
    return " ".join(part for part in parts if part)


def _plain(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))


def _not_hazardous_reasons(
    pack: Pack, mixture: Mixture, shares: tuple[Share, ...]
) -> Iterator[tuple[str, Fraction | None]]:
    """What keeps a mixture from being not hazardous: totals before any cut-off, what was added on purpose, floating."""
    totals: dict[str, Fraction] = {}
    for share in shares:
        name = "unidentified" if share.component.is_unidentified else f"whc_{share.component.whc}"
        totals[name] = totals.get(name, Fraction(0)) + share.percent
    for row in rows(pack, "whc_not_hazardous_totals"):
        total = totals.get(row["total_of"], Fraction(0))
        if total >= Fraction(row["below_percent"]):
            yield row["total_of"], total
    if mixture.added_on_purpose:
        yield "added_on_purpose", None
    if mixture.floats:
        yield "floats", None


def _by_tests(pack: Pack, tests: MixtureTests, shares: tuple[Share, ...]) -> MixtureClass:
    """Tests on the mixture: their points decide, and a carcinogen that counts still gives at least its own class."""
    tested = tuple(_test_points(pack, tests))
    points = max(sum(each.points for each in tested), 0)
    carcinogens = [share.component.whc for share in shares if share.counts and share.component.is_carcinogen]
    whc = max([class_of_points(pack, points), *carcinogens])
    return MixtureClass(whc, points, "tests_on_the_mixture", shares, tested=tested)


def _test_points(pack: Pack, tests: MixtureTests) -> Iterator[TestedPoints]:
    adjustments = {row["when"]: int(row["points"]) for row in rows(pack, "whc_mixture_test_adjustments")}
    results = tests.aquatic_mg_per_l
    if len(results) < 2:
        yield TestedPoints("fewer_than_two_organisms", adjustments["fewer_than_two_organisms"])
    else:
        yield TestedPoints("aquatic", int(band(pack, "whc_mixture_tests", min(results.values()))["points"]))
    if tests.acute_statements is None:
        yield TestedPoints("acute_oral_or_dermal_unknown", adjustments["acute_oral_or_dermal_unknown"])
    for word, points in statement_points(pack, (*(tests.acute_statements or ()), *tests.other_statements)).items():
        yield TestedPoints(word, points)
    if tests.all_degrade_none_accumulates:
        yield TestedPoints("all_degrade_none_accumulates", adjustments["all_degrade_none_accumulates"])
