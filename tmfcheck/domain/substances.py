"""A library of substances common in tailings: names, numbers and hazard statements to start a classification from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tmfcheck.domain.pack import Text
from tmfcheck.domain.text_search import Searchable, searchable, typed_words

_CAS = re.compile(r"(\d{2,7})-(\d{2})-(\d)")


@dataclass(frozen=True, slots=True)
class LibrarySubstance:
    """One substance; ``h_statements`` is None where nothing is known: it then counts as unidentified.

    ``verified`` only where the statements were compared with ``source``; ``index`` is its number in the CLP list.
    """

    id: str
    name: Text
    verified: bool
    cas: str = ""
    index: str = ""
    h_statements: tuple[str, ...] | None = None
    inhalation_only: tuple[str, ...] = ()
    m_factor: Fraction = Fraction(1)
    carcinogen_limit_percent: Fraction | None = None
    source: str = ""
    note: Text = field(default_factory=dict)

    def component(self, name: str) -> dict[str, Any]:
        """The substance as a component of a mixture under this name, its fraction still missing."""
        known: dict[str, Any] = {"name": name, "cas": self.cas, "m_factor": float(self.m_factor)}
        if self.h_statements is not None:
            known["h_statements"] = list(self.h_statements)
            known["inhalation_only"] = list(self.inhalation_only)
        if self.carcinogen_limit_percent is not None:
            known["carcinogen_limit_percent"] = float(self.carcinogen_limit_percent)
        return known


@dataclass(frozen=True, slots=True)
class LibrarySource:
    """Where the statements come from."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class SubstanceLibrary:
    """All substances in the file's order, and their sources."""

    substances: tuple[LibrarySubstance, ...] = ()
    sources: Mapping[str, LibrarySource] = field(default_factory=dict)

    def find(self, typed: str) -> tuple[LibrarySubstance, ...]:
        """The substances whose name in any language, CAS or index number holds every typed word."""
        words = typed_words(typed)
        return tuple(each for each in self.substances if _searchable(each).contains(words))


def _searchable(substance: LibrarySubstance) -> Searchable:
    return searchable((*substance.name.values(), substance.cas, substance.index))


def is_cas_number(text: str) -> bool:
    """Whether a CAS number is written as one and its check digit fits."""
    found = _CAS.fullmatch(text.strip())
    if found is None:
        return False
    digits = found[1] + found[2]
    total = sum(place * int(digit) for place, digit in enumerate(reversed(digits), start=1))
    return total % 10 == int(found[3])
