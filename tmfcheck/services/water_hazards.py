"""The water hazard class of a mixture described in a JSON file, as JSON data with its derivation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from string import ascii_letters
from typing import Any

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.water_hazard import Mixture, MixtureClass, MixtureTests, Substance, classify_mixture
from tmfcheck.errors import InputError
from tmfcheck.services.input_files import checked_object, refuse_surplus

MAX_COMPONENTS = 10_000
_MIXTURE_KEYS = {"components", "added_on_purpose", "floats", "tests"}
_COMPONENT_KEYS = {
    "name",
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
}
_TEST_KEYS = {"aquatic_mg_per_l", "acute_statements", "other_statements", "all_degrade_none_accumulates"}
_STATEMENT = re.compile(r"(H[2-4]\d\d|EUH\d\d\d)[A-Za-z]{0,2}")
_STATEMENT_TABLES = ("whc_statement_points", "whc_expansions", "whc_expansions_own", "whc_inhalation_only")
_LARGEST = 10**12
"""No fraction, factor or concentration is larger."""


def classify_document(pack: Pack, document: Any) -> dict[str, Any]:
    """The class of a mixture: ``whc``, ``points`` where points decide, ``rule`` and ``derivation`` by component.

    ``document`` holds ``components`` and optionally ``added_on_purpose``, ``floats`` and ``tests`` on the mixture.
    Raises InputError naming the component and key that cannot be read. Source: AwSV 2017, annex 1.
    """
    mixture = _mixture(document)
    _refuse_misspelt(pack, mixture)
    return _result(pack, classify_mixture(pack, mixture))


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
    if not isinstance(name, str):
        raise InputError("TEXT_EXPECTED", name=f"{label}.name")
    whc = fields.get("whc")
    if whc is not None and (isinstance(whc, bool) or whc not in (0, 1, 2, 3)):
        raise InputError("WHC_VALUE_WRONG", name=name, key="whc", value=whc)
    return Substance(
        name=name,
        fraction_percent=_number(name, fields, "fraction_percent", None),
        whc=whc,
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
    )


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


def _result(pack: Pack, result: MixtureClass) -> dict[str, Any]:
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
