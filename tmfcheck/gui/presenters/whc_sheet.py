"""What was typed on the page of the water hazard class: components and mixtures as they stand in the fields."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from tmfcheck.domain.substances import LibrarySubstance
from tmfcheck.domain.water_hazard_tailings import PARTS
from tmfcheck.errors import InputError

Typed = float | str | None
"""A number, the words that are none, or nothing."""

STATEMENTS, PUBLISHED, UNIDENTIFIED = "statements", "published", "unidentified"
BASES = (STATEMENTS, PUBLISHED, UNIDENTIFIED)
_WORD = re.compile(r"[^\s,;+/()]+")
_STATEMENT = re.compile(r"(EUH|H)(\d{3})([A-Za-z]{0,2})", re.IGNORECASE)


def read_statement_words(typed: str) -> list[str]:
    """Hazard statements as people write them; what is none stays as it is, to be refused."""
    words = []
    for word in _WORD.findall(typed):
        found = _STATEMENT.fullmatch(word)
        words.append(f"{found[1].upper()}{found[2]}{found[3]}" if found else word)
    return words


@dataclass
class ComponentDraft:
    """One component; ``basis`` tells whether its class is published, comes from statements, or nobody knows."""

    name: str = ""
    cas: str = ""
    fraction: Typed = None
    basis: str = STATEMENTS
    whc: int = 1
    statements: str = ""
    inhalation_only: str = ""
    m_factor: Typed = None
    carcinogenic: bool = False
    carcinogen_limit: Typed = None
    acute_known: bool = True
    environment_known: bool = True
    aquatic: Typed = None
    degradable: bool = False
    readily_degradable: bool = False
    not_accumulating: bool = False
    is_proved_harmless: bool = False
    state: str = "solid"
    solubility: Typed = None
    two_valid_tests_without_effect_below_solubility: bool = False
    is_organic: bool = False
    organic_degrades: bool = False
    no_hazardous_degradation_product: bool = False
    does_not_float: bool = False
    library_id: str = ""

    @property
    def is_blank(self) -> bool:
        return self == ComponentDraft()

    @classmethod
    def from_library(cls, substance: LibrarySubstance, name: str, fraction: Typed = None) -> ComponentDraft:
        """A substance of the library under a name."""
        limit = substance.carcinogen_limit_percent
        return cls(
            name=name,
            cas=substance.cas,
            fraction=fraction,
            basis=UNIDENTIFIED if substance.h_statements is None else STATEMENTS,
            statements=", ".join(substance.h_statements or ()),
            inhalation_only=", ".join(substance.inhalation_only),
            m_factor=None if substance.m_factor == 1 else float(substance.m_factor),
            carcinogen_limit=None if limit is None else float(limit),
            library_id=substance.id,
        )

    def document(self, label: str) -> dict[str, Any]:
        """The component as the services read it; raises InputError WHC_FRACTION_MISSING."""
        name = self.name.strip() or label
        if self.fraction is None:
            raise InputError("WHC_FRACTION_MISSING", name=name)
        known = {"name": name, "cas": self.cas, "fraction_percent": self.fraction, "m_factor": self.m_factor}
        if self.basis == PUBLISHED:
            known["whc"] = self.whc
        elif self.basis == STATEMENTS:
            known |= self._evidence()
        known |= {"carcinogenic": self.carcinogenic, "carcinogen_limit_percent": self.carcinogen_limit}
        return known

    def _evidence(self) -> dict[str, Any]:
        return {
            "h_statements": read_statement_words(self.statements),
            "inhalation_only": read_statement_words(self.inhalation_only),
            "acute_toxicity_known": self.acute_known,
            "environment_known": self.environment_known,
            "aquatic_mg_per_l": self.aquatic,
            "degradable": self.degradable,
            "readily_degradable": self.readily_degradable,
            "not_accumulating": self.not_accumulating,
            "harmless": self._proof() if self.is_proved_harmless and self.solubility is not None else None,
        }

    def _proof(self) -> dict[str, Any]:
        flags = (
            "two_valid_tests_without_effect_below_solubility",
            "is_organic",
            "organic_degrades",
            "no_hazardous_degradation_product",
            "does_not_float",
        )
        shown = {flag: getattr(self, flag) for flag in flags}
        return {"state": self.state, "solubility_mg_per_l": self.solubility, **shown}


@dataclass
class MixtureDraft:
    """The components of one part of the tailings, what else is asked of it, and tests on it."""

    components: list[ComponentDraft] = field(default_factory=list)
    added_on_purpose: bool = False
    floats: bool = False
    has_tests: bool = False
    fish: Typed = None
    daphnia: Typed = None
    algae: Typed = None
    acute_known: bool = False
    acute_statements: str = ""
    other_statements: str = ""
    all_degrade_none_accumulates: bool = False

    @property
    def filled(self) -> list[ComponentDraft]:
        return [component for component in self.components if not component.is_blank]

    def missing_percent(self) -> Fraction | None:
        """What the fractions lack to 100 %, negative where they exceed it; None where one is no number."""
        fractions = [component.fraction for component in self.filled if component.fraction is not None]
        if any(isinstance(each, str) for each in fractions):
            return None
        return 100 - sum((Fraction(repr(each)) for each in fractions), Fraction(0))

    def document(self, whole: str) -> dict[str, Any] | None:
        """The mixture as the services read it, None where nothing was entered; raises InputError.

        ``whole`` names a tested mixture whose components nobody entered.
        """
        if not self.filled and not self.has_tests:
            return None
        numbered = enumerate(self.filled, start=1)
        components = [component.document(str(number)) for number, component in numbered]
        if not components:
            # Tests decide whatever the mixture holds, so the whole may stay unidentified.
            components = [{"name": whole, "fraction_percent": 100}]
        tests = self._tests() if self.has_tests else None
        flags = {"added_on_purpose": self.added_on_purpose, "floats": self.floats}
        return {"components": components, **flags, "tests": tests}

    def _tests(self) -> dict[str, Any]:
        results = {"fish": self.fish, "daphnia": self.daphnia, "algae": self.algae}
        return {
            "aquatic_mg_per_l": {name: value for name, value in results.items() if value is not None},
            "acute_statements": read_statement_words(self.acute_statements) if self.acute_known else None,
            "other_statements": read_statement_words(self.other_statements),
            "all_degrade_none_accumulates": self.all_degrade_none_accumulates,
        }


@dataclass
class SheetDraft:
    """Everything on the page."""

    dry_solids: MixtureDraft = field(default_factory=MixtureDraft)
    pond_water: MixtureDraft = field(default_factory=MixtureDraft)
    wad_cyanide: Typed = None

    def part(self, name: str) -> MixtureDraft:
        """One part by its name."""
        part: MixtureDraft = getattr(self, name)
        return part

    @property
    def is_blank(self) -> bool:
        return self == SheetDraft()

    def document(self, whole: str) -> dict[str, Any]:
        """The tailings as the services read them; raises InputError with the part's name in its data."""
        parts: dict[str, Any] = {}
        for name in PARTS:
            try:
                parts[name] = self.part(name).document(whole)
            except InputError as error:
                raise InputError(error.code, **{**error.data, "part": name}) from error
        return parts | {"wad_cyanide_mg_per_l": self.wad_cyanide}

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values that ``from_json`` understands."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: object) -> SheetDraft:
        """What was kept; a blank sheet where it cannot be read."""
        import msgspec

        try:
            return msgspec.convert(raw, cls)
        except msgspec.ValidationError:
            return cls()
