"""The words of the water hazard class: its classes, the steps to it, and the derivation as a text to be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard_steps import Step
from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import standing

if TYPE_CHECKING:
    from tmfcheck.services.water_hazards import Derivation

CLASSES: Mapping[int, str] = {
    0: N_("not hazardous to water"),
    1: N_("slightly hazardous to water"),
    2: N_("clearly hazardous to water"),
    3: N_("highly hazardous to water"),
}
PARTS: Mapping[str, str] = {"dry_solids": N_("Dry solids"), "pond_water": N_("Pond water")}
KEYS: Mapping[str, str] = {
    "fraction_percent": N_("Fraction"),
    "whc": N_("Published class"),
    "h_statements": N_("Hazard statements"),
    "inhalation_only": N_("Statements that hold by inhalation only"),
    "m_factor": N_("M-factor"),
    "carcinogen_limit_percent": N_("Own limit of a carcinogen"),
    "aquatic_mg_per_l": N_("Lowest aquatic test result"),
    "solubility_mg_per_l": N_("Solubility in water"),
    "acute_statements": N_("Oral and dermal statements"),
    "other_statements": N_("Other statements of the mixture"),
    "wad_cyanide_mg_per_l": N_("WAD cyanide"),
    "fish": N_("Fish, LC50 in 96 hours"),
    "daphnia": N_("Daphnia, EC50 in 48 hours"),
    "algae": N_("Algae, IC50 in 72 hours"),
}
"""What the keys of a document are called for people."""

_SCORED: Mapping[str, str] = {
    "aquatic_tests": N_("aquatic tests"),
    "no_data:acute_oral_or_dermal": N_("no data on oral or dermal toxicity"),
    "no_data:environment": N_("no data on the environment"),
}
_STEPS: Mapping[str, str] = {
    "PUBLISHED": N_("{name}: class {whc} is given as published; that wins over any calculation."),
    "UNIDENTIFIED": N_("{name}: not identified, so it counts as class {whc}."),
    "EXPANDED": N_("{name}: {statement} counts as {others}."),
    "NOT_ADDED": N_("{name}: {statement} is not added, because {others} is given."),
    "INHALATION_ONLY": N_("{name}: {statement} is an effect by inhalation only and scores nothing."),
    "POINTS": N_("{name}: {scored}; points in all: {points}, class {whc}."),
    "NO_POINTS": N_("{name}: no points; as long as harmlessness is not shown, that is class {whc}."),
    "HARMLESS": N_("{name}: no points, hardly soluble, and all that is asked for is shown: not hazardous."),
    "MULTIPLIED": N_("{name}: {raw} times the M-factor {factor} counts as {percent}."),
    "CARCINOGEN_COUNTS": N_("{name}: carcinogenic, and {raw} reaches the limit of {limit}: it counts."),
    "CARCINOGEN_IGNORED": N_("{name}: carcinogenic, but {raw} is below the limit of {limit}: ignored."),
    "IGNORED": N_("{name}: {percent} is below {limit}: ignored."),
    "RULE_CARCINOGEN": N_("A carcinogenic substance of class {of_class} is present: class {whc}."),
    "RULE_SUM": N_("Substances of class {of_class} make up {found}, at least {limit}: class {whc}."),
    "RULE_SUM_FAILS": N_("Substances of class {of_class} make up {found}, less than {limit}: this does not decide."),
    "RULE_ONE": N_("One substance of class {of_class} makes up {found}, at least {limit}: class {whc}."),
    "RULE_ONE_FAILS": N_(
        "The largest substance of class {of_class} makes up {found}, less than {limit}: this does not decide."
    ),
    "NOT_CLEAN_WHC_1": N_("Substances of class 1 make up {found}, too much to be not hazardous: class {whc}."),
    "NOT_CLEAN_WHC_2": N_("Substances of class 2 make up {found}, too much to be not hazardous: class {whc}."),
    "NOT_CLEAN_WHC_3": N_("Substances of class 3 make up {found}, too much to be not hazardous: class {whc}."),
    "NOT_CLEAN_UNIDENTIFIED": N_("Unidentified parts make up {found}, too much to be not hazardous: class {whc}."),
    "NOT_CLEAN_ADDED_ON_PURPOSE": N_("Something harmful was added on purpose: class {whc}."),
    "NOT_CLEAN_FLOATS": N_("The mixture floats on water: class {whc}."),
    "MIXTURE_NOT_HAZARDOUS": N_(
        "All totals stay below their limits, nothing harmful was added on purpose, nothing floats: not hazardous."
    ),
    "TEST_AQUATIC": N_("Aquatic tests on the mixture itself, lowest result: {points} points."),
    "TEST_TOO_FEW": N_("Aquatic tests on the mixture itself with fewer than two organisms: {points} points."),
    "TEST_ACUTE_UNKNOWN": N_("Oral and dermal toxicity of the mixture are not known: {points} points."),
    "TEST_STATEMENT": N_("{statement} of the mixture itself: {points} points."),
    "TEST_DEGRADES": N_("All components degrade and none accumulates: {points} points."),
    "TEST_SUM": N_("Points in all: {points}. With the carcinogens that count: class {whc}."),
    "CYANIDE_ABOVE": N_("WAD cyanide of {value} is above {limit}, and the water was not tested: class {whc}."),
    "CYANIDE_BELOW": N_("WAD cyanide of {value} is not above {limit}: the rule on dilute cyanide does not apply."),
    "CYANIDE_TESTED": N_("WAD cyanide of {value}: the tests on the pond water decide."),
    "HIGHER_COUNTS": N_("The higher class of dry solids and pond water counts: class {whc}."),
}
_PERCENT = frozenset({"raw", "percent", "limit", "found"})


def key_words(key: str, texts: Texts) -> str:
    """What a key of a document is called; the key itself where it has no name."""
    return texts.gettext(KEYS.get(key, key))


def step_sentence(step: Step, texts: Texts) -> str:
    """One step in the reader's language."""
    is_water = step.code.startswith("CYANIDE")
    shown = {name: _shown(name, value, texts, is_water=is_water) for name, value in step.data.items()}
    return texts.gettext(_STEPS[step.code]).format(**shown)


def _shown(name: str, value: Any, texts: Texts, *, is_water: bool) -> Any:
    if name == "scored":
        words = (f"{texts.gettext(_SCORED.get(word, word))} {points}" for word, points in value.items())
        return ", ".join(words)
    if name == "others":
        return ", ".join(value)
    if is_water and name in ("value", "limit"):
        return f"{texts.quantity(value)}\u00a0{texts.gettext('mg/l')}"
    if name in _PERCENT and isinstance(value, Fraction):
        return percent_words(value, texts)
    return texts.quantity(value) if isinstance(value, Fraction) else value


def percent_words(value: Fraction, texts: Texts) -> str:
    """A fraction in percent with the decimals it has, six at most."""
    return f"{texts.quantity(value)}\u00a0%"


def step_standing(step: Step, pack: Pack, texts: Texts) -> str:
    """The standing of the table or figure a step rests on; empty for a step that rests on what was entered."""
    if not step.rests_on:
        return ""
    item = pack.tables.get(step.rests_on) or pack.figures[step.rests_on]
    return standing(texts, pack, item.source, verified=item.verified)


def deciding_step(derivation: Derivation) -> Step | None:
    """The step that made the class what it is: the rule on cyanide, or the last one of the part that counts."""
    result = derivation.result
    parts = [part for part, each in result.parts.items() if each.whc == result.whc]
    if not parts:
        return derivation.joining[0] if derivation.joining else None
    steps = derivation.parts[parts[0]]
    return steps[-1] if steps else None


def derivation_text(derivation: Derivation, pack: Pack, texts: Texts, day: date) -> str:
    """The whole derivation as plain text, to be kept with a facility or copied."""
    head = texts.gettext("Water hazard class {whc}, computed on {day} by {pack}, edition {edition}:")
    lines = [
        head.format(whc=derivation.result.whc, day=texts.date(day), pack=texts.pick(pack.title), edition=pack.edition)
    ]
    for title, steps in derivation_parts(derivation, texts):
        lines.append(f"{title}:")
        for step in steps:
            known = step_standing(step, pack, texts)
            lines.append(f"- {step_sentence(step, texts)}" + (f" ({known})" if known else ""))
    return "\n".join(lines)


def derivation_parts(derivation: Derivation, texts: Texts) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """The steps under their headings: each part with its class, then what joins the parts."""
    part_words = texts.gettext("{part}, class {whc}")
    for part, steps in derivation.parts.items():
        whc = derivation.result.parts[part].whc
        yield part_words.format(part=texts.gettext(PARTS[part]), whc=whc), steps
    if derivation.joining:
        yield texts.gettext("Tailings as a whole, class {whc}").format(whc=derivation.result.whc), derivation.joining
