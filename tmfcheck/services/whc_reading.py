"""Reading mixtures and tailings described as JSON data, in files or by the window, for their water hazard class."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from string import ascii_letters
from typing import Any

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard import HarmlessnessProof, Substance
from tmfcheck.domain.water_hazard_mixture import Mixture, MixtureTests
from tmfcheck.domain.water_hazard_tailings import PARTS, Tailings
from tmfcheck.errors import InputError
from tmfcheck.services.input_files import checked_object, refuse_surplus

MAX_COMPONENTS = 10_000
_MIXTURE_KEYS = {"components", "added_on_purpose", "floats", "tests"}
_TAILINGS_KEYS = {*PARTS, "wad_cyanide_mg_per_l"}
_COMPONENT_KEYS = {
    "name",
    "cas",
    "fraction_percent",
    "whc",
    "h_statements",
    "m_factor",
    "carcinogenic",
    "carcinogen_limit_percent",
    "acute_toxicity_known",
    "environment_known",
    "aquatic_mg_per_l",
    "inhalation_only",
    "degradable",
    "readily_degradable",
    "not_accumulating",
    "harmless",
}
_PROOF_FLAGS = (
    "two_valid_tests_without_effect_below_solubility",
    "is_organic",
    "organic_degrades",
    "no_hazardous_degradation_product",
    "does_not_float",
)
_STATES = ("liquid", "solid")
_TEST_KEYS = {"aquatic_mg_per_l", "acute_statements", "other_statements", "all_degrade_none_accumulates"}
_STATEMENT = re.compile(r"(H[2-4]\d\d|EUH\d\d\d)[A-Za-z]{0,2}")
_STATEMENT_TABLES = ("whc_statement_points", "whc_expansions", "whc_expansions_own", "whc_inhalation_only")
_LARGEST = 10**12
"""No fraction, factor or concentration is larger."""


def read_tailings(pack: Pack, document: Any) -> Tailings:
    """Tailings by their parts; raises InputError naming what cannot be read.

    A part that is not given or null is not known.
    """
    fields = _fields("whc", document, _TAILINGS_KEYS)
    given = {part: fields[part] for part in PARTS if fields.get(part) is not None}
    parts = {part: read_mixture(pack, each) for part, each in given.items()}
    return Tailings(parts, _optional_number("whc", fields, "wad_cyanide_mg_per_l"))


def is_tailings(document: Any) -> bool:
    """Whether a document describes tailings by their parts rather than one mixture."""
    return isinstance(document, Mapping) and bool(_TAILINGS_KEYS & set(document))


def read_mixture(pack: Pack, document: Any) -> Mixture:
    """One mixture; raises InputError naming the component and key that cannot be read."""
    mixture = _mixture(document)
    _refuse_misspelt(pack, mixture)
    return mixture


def _mixture(document: Any) -> Mixture:
    fields = _fields("whc", document, _MIXTURE_KEYS)
    components = fields.get("components")
    if not isinstance(components, list) or len(components) > MAX_COMPONENTS:
        raise InputError("LIST_EXPECTED", name="components")
    return Mixture(
        components=tuple(_substance(number, each) for number, each in enumerate(components, start=1)),
        added_on_purpose=_flag("whc", fields, "added_on_purpose", default=False),
        floats=_flag("whc", fields, "floats", default=False),
        tests=None if fields.get("tests") is None else _tests(fields["tests"]),
    )


def _substance(number: int, given: Any) -> Substance:
    label = f"components[{number}]"
    fields = _fields(label, given, _COMPONENT_KEYS)
    name = fields.get("name", label)
    for key in ("name", "cas"):
        if not isinstance(fields.get(key, ""), str):
            raise InputError("TEXT_EXPECTED", name=f"{label}.{key}")
    whc = fields.get("whc")
    if whc is not None and (isinstance(whc, bool) or not isinstance(whc, int | float) or whc not in (0, 1, 2, 3)):
        raise InputError("WHC_VALUE_WRONG", name=name, key="whc", value=whc)
    return Substance(
        name=name,
        fraction_percent=_number(name, fields, "fraction_percent", None),
        whc=None if whc is None else int(whc),
        statements=None if fields.get("h_statements") is None else _statements(name, fields, "h_statements"),
        m_factor=_number(name, fields, "m_factor", Fraction(1)),
        carcinogenic=True if _flag(name, fields, "carcinogenic", default=False) else None,
        carcinogen_limit_percent=_optional_number(name, fields, "carcinogen_limit_percent"),
        acute_toxicity_known=_flag(name, fields, "acute_toxicity_known", default=True),
        environment_known=_flag(name, fields, "environment_known", default=True),
        aquatic_mg_per_l=_optional_number(name, fields, "aquatic_mg_per_l"),
        inhalation_only=_statements(name, fields, "inhalation_only"),
        degradable=_flag(name, fields, "degradable", default=False),
        readily_degradable=_flag(name, fields, "readily_degradable", default=False),
        not_accumulating=_flag(name, fields, "not_accumulating", default=False),
        harmlessness=None if fields.get("harmless") is None else _proof(name, fields["harmless"]),
    )


def _proof(name: str, given: Any) -> HarmlessnessProof:
    label = f"{name}.harmless"
    fields = _fields(label, given, {"state", "solubility_mg_per_l", *_PROOF_FLAGS})
    if fields.get("state") not in _STATES:
        raise InputError("WHC_VALUE_WRONG", name=label, key="state", value=fields.get("state"))
    flags = {flag: _flag(label, fields, flag, default=False) for flag in _PROOF_FLAGS}
    return HarmlessnessProof(fields["state"], _number(label, fields, "solubility_mg_per_l", None), **flags)


def _tests(given: Any) -> MixtureTests:
    fields = _fields("tests", given, _TEST_KEYS)
    results = fields.get("aquatic_mg_per_l")
    aquatic = _fields("tests.aquatic_mg_per_l", {} if results is None else results, {"fish", "daphnia", "algae"})
    acute = fields.get("acute_statements")
    return MixtureTests(
        aquatic_mg_per_l={name: _number("tests", aquatic, name, None) for name in aquatic},
        acute_statements=None if acute is None else _statements("tests", fields, "acute_statements"),
        other_statements=_statements("tests", fields, "other_statements"),
        all_degrade_none_accumulates=_flag("tests", fields, "all_degrade_none_accumulates", default=False),
    )


def _fields(name: str, given: Any, known: set[str]) -> Mapping[str, Any]:
    fields = checked_object(name, given)
    refuse_surplus(name, fields, sorted(known))
    return fields


def _flag(name: str, fields: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = fields.get(key)
    if value is not None and not isinstance(value, bool):
        raise InputError("TRUE_OR_FALSE_EXPECTED", name=f"{name}.{key}")
    return default if value is None else value


def _optional_number(name: str, fields: Mapping[str, Any], key: str) -> Fraction | None:
    return None if fields.get(key) is None else _number(name, fields, key, None)


def _number(name: str, fields: Mapping[str, Any], key: str, default: Fraction | None) -> Fraction:
    """The exact value of a number as it was written: 0.1 is one tenth."""
    value = fields.get(key)
    if value is None and default is not None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LARGEST:
        raise InputError("WHC_VALUE_WRONG", name=name, key=key, value=value)
    return Fraction(repr(value))


def _statements(name: str, fields: Mapping[str, Any], key: str) -> tuple[str, ...]:
    given = [] if fields.get(key) is None else fields[key]
    if not isinstance(given, list):
        raise InputError("LIST_EXPECTED", name=f"{name}.{key}")
    for word in given:
        if not isinstance(word, str) or not _STATEMENT.fullmatch(word):
            raise InputError("WHC_VALUE_WRONG", name=name, key=key, value=word)
    return tuple(given)


def _refuse_misspelt(pack: Pack, mixture: Mixture) -> None:
    """Refuse a statement such as H360df (for H360Df), which would silently score nothing."""
    known = {row["statement"] for table in _STATEMENT_TABLES for row in pack.tables[table].rows}
    scoring = {word.rstrip("dDfFi") for word in known}
    tests = mixture.tests
    given = [
        *((each.name, "h_statements", each.statements or ()) for each in mixture.components),
        *((each.name, "inhalation_only", each.inhalation_only) for each in mixture.components),
        ("tests", "acute_statements", tests.acute_statements or () if tests else ()),
        ("tests", "other_statements", tests.other_statements if tests else ()),
    ]
    for name, key, words in given:
        for word in words:
            if word not in known and word.rstrip(ascii_letters) in scoring:
                raise InputError("WHC_VALUE_WRONG", name=name, key=key, value=word)
