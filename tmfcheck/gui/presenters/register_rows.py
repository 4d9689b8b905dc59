"""The rows of the register: one a facility, whose entry may still be worked out, and one a group."""

from __future__ import annotations

from dataclasses import dataclass, field

from tmfcheck.domain.facility import FacilityName
from tmfcheck.domain.text_search import Searchable, searchable
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.services.register_view import Column, WordFilter

_SEARCHED = ("local_name", "registry_number", "operator", "owner", "region", "district", "river", "commodity")


@dataclass(slots=True, eq=False)
class RegisterRow:
    """One facility; ``words`` keeps what its cells read, ``behind`` the filters it stands behind."""

    id: str
    name: str
    country_code: str
    country: str
    search: Searchable
    entry: RegisterEntry | None = None
    behind: frozenset[WordFilter] = frozenset()
    words: dict[tuple[Column, RankBy], str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class GroupRow:
    """The heading of a group: its words, what it comes to, and whether its facilities are shown."""

    key: str
    title: str
    totals: str
    is_open: bool


def row_of_name(named: FacilityName, country: str) -> RegisterRow:
    """A row that knows no facts yet."""
    return RegisterRow(named.id, named.name, named.country, country, searchable((named.name, country)))


def row_of_entry(entry: RegisterEntry, country: str, behind: frozenset[WordFilter]) -> RegisterRow:
    """A row with everything; searched are the name, the country and what else people look for."""
    facility = entry.facility
    texts = (str(facility.fact(fact)) for fact in _SEARCHED if facility.fact(fact))
    words = searchable((facility.name, country, *texts))
    return RegisterRow(facility.id, facility.name, facility.country, country, words, entry, behind)
