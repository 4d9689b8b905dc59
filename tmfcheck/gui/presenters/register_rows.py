"""The rows of the register: one a facility, whose entry may still be worked out, and one a group."""

from __future__ import annotations

from dataclasses import dataclass, field

from tmfcheck.domain.text_search import Searchable, alphabetical, searchable
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.services.register_view import Column, WordFilter

_SEARCHED = ("local_name", "registry_number", "operator", "owner", "region", "district", "river", "commodity")


@dataclass(slots=True, eq=False)
class RegisterRow:
    """One facility; ``words`` keeps what its cells read, ``behind`` the filters it stands behind.

    ``in_alphabet`` is what its name is sorted by.
    """

    id: str
    name: str
    country_code: str
    country: str
    entry: RegisterEntry | None = None
    behind: frozenset[WordFilter] = frozenset()
    words: dict[tuple[Column, RankBy], str] = field(default_factory=dict)
    in_alphabet: str = ""
    _search: Searchable | None = None

    def __post_init__(self) -> None:
        self.in_alphabet = alphabetical(self.name)

    @property
    def search(self) -> Searchable:
        """What is searched: the name, the country and what else people look for; made when it is asked for."""
        if self._search is None:
            texts = [self.name, self.country]
            if self.entry is not None:
                facility = self.entry.facility
                texts += [str(value) for fact in _SEARCHED if (value := facility.fact(fact))]
            self._search = searchable(texts)
        return self._search


@dataclass(slots=True, eq=False)
class GroupRow:
    """The heading of a group: its words, what it comes to, and whether its facilities are shown."""

    key: str
    title: str
    totals: str
    is_open: bool
