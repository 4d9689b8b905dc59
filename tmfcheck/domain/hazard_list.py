"""What the printed hazard list shows: the ranked facilities, those that cannot be ranked, and what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.hazard_index import Rank
from tmfcheck.domain.pack import Pack


@dataclass(frozen=True, slots=True)
class ListedFacility:
    """One line of the list; ``rank`` is None where it cannot be ranked, ``msr_percent`` where never assessed."""

    scored: ScoredFacility
    rank: Rank | None
    visited_on: date | None = None
    msr_percent: Fraction | None = None


@dataclass(frozen=True)
class HazardList:
    """Facilities in the order they are printed in; ``total`` is how many the register holds.

    ``ranked_by`` is ``tri``, ``thi`` or ``next``; ``filters`` are sentences in the first language, none for all.
    """

    pack: Pack
    pack_fingerprint: str
    listed: tuple[ListedFacility, ...]
    total: int
    ranked_by: str
    filters: tuple[str, ...]
    made_at: datetime
    program_version: str

    @cached_property
    def ranked(self) -> tuple[ListedFacility, ...]:
        """The facilities that have a place in the order."""
        return tuple(each for each in self.listed if each.rank is not None)

    @cached_property
    def unranked(self) -> tuple[ListedFacility, ...]:
        """Those without a volume, for which there is no worst case."""
        return tuple(each for each in self.listed if each.rank is None)

    @cached_property
    def assumed(self) -> Mapping[str, int]:
        """By term how many facilities of the list have it assumed, those with none left out."""
        terms = (
            term.id
            for each in self.listed
            for term in (*each.scored.indices.terms, *each.scored.indices.exposure)
            if term.assumed
        )
        return Counter(terms)
