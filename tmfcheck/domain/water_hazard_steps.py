"""How a water hazard class came about, step by step, as codes and figures with the table or figure each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard import SubstanceClass, read_statements
from tmfcheck.domain.water_hazard_mixture import MixtureClass, RuleTrial, Share, carcinogen_limit
from tmfcheck.domain.water_hazard_tailings import PARTS, TailingsClass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its code, the figures and names that fill its sentence, and the table or figure that decided."""

    code: str
    data: Mapping[str, Any] = field(default_factory=dict)
    rests_on: str = ""


def tailings_steps(result: TailingsClass) -> Iterator[Step]:
    """What joins the parts: the class of each, the rule on dilute cyanide, and that the higher counts."""
    cyanide = result.cyanide
    if cyanide is not None:
        code = "CYANIDE_TESTED" if cyanide.is_tested else "CYANIDE_ABOVE" if cyanide.applies else "CYANIDE_BELOW"
        data = {"value": cyanide.found, "limit": cyanide.limit, "whc": cyanide.whc}
        yield Step(code, data, "whc_tailings")
    known = [part for part in PARTS if result.part_whc(part) is not None]
    if len(known) > 1:
        yield Step("HIGHER_COUNTS", {"whc": result.whc}, "whc_tailings")


def mixture_steps(pack: Pack, result: MixtureClass) -> Iterator[Step]:
    """The components one by one, their shares, then the rules or tests up to the one that decides."""
    for share in result.shares:
        yield from _component_steps(pack, share.component)
        yield from _share_steps(pack, share)
    if result.tested:
        yield from _test_steps(result)
    for trial in result.trials:
        yield from _trial_steps(trial)
    if result.rule == "not_hazardous":
        yield Step("MIXTURE_NOT_HAZARDOUS", {}, "whc_not_hazardous_totals")


def _component_steps(pack: Pack, component: SubstanceClass) -> Iterator[Step]:
    substance = component.substance
    name = {"name": substance.name}
    if substance.whc is not None:
        yield Step("PUBLISHED", name | {"whc": component.whc})
        return
    if component.is_unidentified:
        yield Step("UNIDENTIFIED", name | {"whc": component.whc}, "whc_unidentified_component_class")
        return
    yield from _statement_steps(pack, component)
    if component.is_harmless:
        yield Step("HARMLESS", name, "whc_not_hazardous_substance")
        return
    points = name | {"scored": dict(component.scored), "points": component.points, "whc": component.whc}
    yield Step("POINTS" if component.scored else "NO_POINTS", points, "whc_class_bands")


def _statement_steps(pack: Pack, component: SubstanceClass) -> Iterator[Step]:
    substance = component.substance
    name = {"name": substance.name}
    reading = read_statements(pack, substance.statements or (), substance.inhalation_only)
    own = {row["statement"] for row in pack.tables["whc_expansions_own"].rows}
    for word, parts in reading.expanded.items():
        table = "whc_expansions_own" if word in own else "whc_expansions"
        yield Step("EXPANDED", name | {"statement": word, "others": parts}, table)
    for word, others in reading.dropped.items():
        yield Step("NOT_ADDED", name | {"statement": word, "others": others}, "whc_not_added")
    for word in reading.by_inhalation:
        yield Step("INHALATION_ONLY", name | {"statement": word}, "whc_inhalation_only")


def _share_steps(pack: Pack, share: Share) -> Iterator[Step]:
    substance = share.component.substance
    raw = {"name": substance.name, "raw": substance.fraction_percent}
    if share.percent != substance.fraction_percent:
        yield Step("MULTIPLIED", raw | {"factor": substance.m_factor, "percent": share.percent}, "whc_m_factor")
    if share.component.is_carcinogen:
        limit = carcinogen_limit(pack, substance)
        code = "CARCINOGEN_COUNTS" if share.counts else "CARCINOGEN_IGNORED"
        yield Step(code, raw | {"limit": limit}, "whc_carcinogen_cutoff_percent")
    elif not share.counts and share.percent and share.component.whc:
        limit = pack.figure("whc_ignored_below_percent")
        yield Step("IGNORED", raw | {"percent": share.percent, "limit": limit}, "whc_ignored_below_percent")


def _test_steps(result: MixtureClass) -> Iterator[Step]:
    for each in result.tested:
        code = {
            "aquatic": "TEST_AQUATIC",
            "fewer_than_two_organisms": "TEST_TOO_FEW",
            "acute_oral_or_dermal_unknown": "TEST_ACUTE_UNKNOWN",
            "all_degrade_none_accumulates": "TEST_DEGRADES",
        }.get(each.source, "TEST_STATEMENT")
        table = "whc_mixture_tests" if code == "TEST_AQUATIC" else "whc_mixture_test_adjustments"
        table = "whc_statement_points" if code == "TEST_STATEMENT" else table
        yield Step(code, {"statement": each.source, "points": each.points}, table)
    yield Step("TEST_SUM", {"points": result.points, "whc": result.whc}, "whc_class_bands")


def _trial_steps(trial: RuleTrial) -> Iterator[Step]:
    """A rule that holds, or one that came near enough to be worth a line: something was found and it was too little."""
    data = {"of_class": trial.of_class, "found": trial.found, "limit": trial.limit, "whc": trial.result}
    code = {"carcinogen_present": "CARCINOGEN", "sum_at_least": "SUM", "one_at_least": "ONE"}.get(trial.test)
    if code is None:
        for name, total in trial.reasons.items():
            yield Step(f"NOT_CLEAN_{name.upper()}", data | {"found": total}, "whc_not_hazardous_totals")
    elif trial.holds:
        yield Step(f"RULE_{code}", data, "whc_mixture")
    elif trial.found:
        yield Step(f"RULE_{code}_FAILS", data, "whc_mixture")
