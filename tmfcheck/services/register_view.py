"""One way of looking at the register: columns, order, filters, groups and what it is ranked by, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from tmfcheck.domain.map_content import CLASSES, ColourBy
from tmfcheck.services.register import RankBy, RegisterEntry

LONG_NOT_VISITED_DAYS = 731
"""Two years, a leap day included."""
HIGH_HAZARD_THI = float(CLASSES[ColourBy.THI][0].low or 0)
"""The highest class of the map; a step for reading, no limit of the method."""


class Column(StrEnum):
    """What a column of the register can tell."""

    RANK = "rank"
    NAME = "name"
    CLASS = "class"
    COUNTRY = "country"
    REGION = "region"
    OPERATOR = "operator"
    THI = "thi"
    TRI = "tri"
    PRIORITY = "priority"
    WHC = "whc"
    STATUS = "status"
    TRANSBOUNDARY = "transboundary"
    LAST_VISIT = "last_visit"
    MSR = "msr"
    OVERDUE = "overdue"
    QUESTIONS = "questions"
    VOLUME = "volume"
    PEOPLE = "people"
    GISTM = "gistm"
    ASSUMED = "assumed"
    DANGER = "danger"
    RIVER = "river"
    CATCHMENT = "catchment"
    NEIGHBOUR = "neighbour"
    TRAVEL_TIME = "travel_time"
    DISTRICT = "district"
    OWNER = "owner"
    COMMODITY = "commodity"
    START_YEAR = "start_year"
    DAM_HEIGHT = "dam_height"
    REGISTER_NUMBER = "register_number"


USUAL_COLUMNS = (
    Column.RANK,
    Column.NAME,
    Column.CLASS,
    Column.TRI,
    Column.THI,
    Column.PRIORITY,
    Column.COUNTRY,
    Column.REGION,
    Column.OPERATOR,
    Column.WHC,
    Column.STATUS,
    Column.TRANSBOUNDARY,
    Column.LAST_VISIT,
    Column.MSR,
    Column.OVERDUE,
    Column.QUESTIONS,
)


class WordFilter(StrEnum):
    """The filters one chooses as words."""

    HIGH_HAZARD = "high_hazard"
    NOT_VISITED = "not_visited"
    TRANSBOUNDARY = "transboundary"
    OVERDUE = "overdue"
    DANGER = "danger"
    NO_RANK = "no_rank"


class GroupBy(StrEnum):
    """What the register can be grouped by."""

    NOTHING = "nothing"
    COUNTRY = "country"
    REGION = "region"
    CATCHMENT = "catchment"
    OPERATOR = "operator"
    NEIGHBOUR = "neighbour"


FACT_OF_GROUP: Mapping[GroupBy, str] = {
    GroupBy.REGION: "region",
    GroupBy.CATCHMENT: "catchment",
    GroupBy.OPERATOR: "operator",
    GroupBy.NEIGHBOUR: "neighbouring_country",
}


@dataclass(frozen=True, slots=True)
class RegisterView:
    """How the register is looked at; ``sort`` None is the order of the rank, ``country`` None all countries."""

    columns: tuple[Column, ...] = USUAL_COLUMNS
    rank_by: RankBy = RankBy.TRI
    sort: Column | None = None
    descending: bool = False
    filters: frozenset[WordFilter] = frozenset()
    country: str | None = None
    group_by: GroupBy = GroupBy.NOTHING


def view_document(view: RegisterView) -> dict[str, Any]:
    """A view as plain values to be stored; ``view_from_document`` reads them."""
    return {
        "columns": [str(column) for column in view.columns],
        "rank_by": str(view.rank_by),
        "sort": None if view.sort is None else str(view.sort),
        "descending": view.descending,
        "filters": sorted(str(each) for each in view.filters),
        "country": view.country,
        "group_by": str(view.group_by),
    }


def view_from_document(document: Any) -> RegisterView:
    """The view stored values describe; what cannot be read is as usual, for a view is no fact to be lost."""
    values = document if isinstance(document, Mapping) else {}
    country = values.get("country")
    return RegisterView(
        columns=_words(Column, values.get("columns")) or USUAL_COLUMNS,
        rank_by=_word(RankBy, values.get("rank_by")) or RankBy.TRI,
        sort=_word(Column, values.get("sort")),
        descending=values.get("descending") is True,
        filters=frozenset(_words(WordFilter, values.get("filters"))),
        country=country if isinstance(country, str) and len(country) == len("KG") else None,
        group_by=_word(GroupBy, values.get("group_by")) or GroupBy.NOTHING,
    )


_Word = TypeVar("_Word", bound=StrEnum)


def _word(kind: type[_Word], stored: Any) -> _Word | None:
    return next((each for each in kind if each.value == stored), None)


def _words(kind: type[_Word], stored: Any) -> tuple[_Word, ...]:
    """The known words in their stored order, each once."""
    found = [_word(kind, each) for each in stored] if isinstance(stored, list | tuple) else []
    return tuple(dict.fromkeys(each for each in found if each is not None))


def passes(entry: RegisterEntry, word: WordFilter, today: date) -> bool:
    """Whether a facility stands behind a filter."""
    return _TESTS[word](entry, today)


def _long_not_visited(entry: RegisterEntry, today: date) -> bool:
    visited = entry.standing.visited_on
    return visited is None or visited < today - timedelta(days=LONG_NOT_VISITED_DAYS)


def _is_high(entry: RegisterEntry, _today: date) -> bool:
    thi = entry.scored.indices.thi
    return thi is not None and thi >= HIGH_HAZARD_THI


_TESTS: Mapping[WordFilter, Callable[[RegisterEntry, date], bool]] = {
    WordFilter.HIGH_HAZARD: _is_high,
    WordFilter.NOT_VISITED: _long_not_visited,
    WordFilter.TRANSBOUNDARY: lambda entry, _today: bool(entry.scored.flags.possible),
    WordFilter.OVERDUE: lambda entry, _today: entry.standing.overdue > 0,
    WordFilter.DANGER: lambda entry, _today: entry.standing.has_danger,
    WordFilter.NO_RANK: lambda entry, _today: not entry.priority.can_be_ranked,
}


def group_of(entry: RegisterEntry, group_by: GroupBy) -> str:
    """The stored word a facility is grouped under; empty where it is not known."""
    if group_by is GroupBy.COUNTRY:
        return entry.facility.country
    fact = FACT_OF_GROUP.get(group_by)
    return str(entry.facility.fact(fact) or "").strip() if fact else ""


@dataclass(frozen=True, slots=True)
class GroupTotals:
    """What a group comes to; the highest TRI is None where no facility of it can be ranked."""

    count: int
    highest_tri: float | None
    transboundary: int
    overdue: int
    dangers: int


def totals(entries: Iterable[RegisterEntry]) -> GroupTotals:
    """The sums of a group."""
    group = list(entries)
    known = [tri for entry in group if (tri := entry.scored.indices.tri) is not None]
    return GroupTotals(
        count=len(group),
        highest_tri=max(known, default=None),
        transboundary=sum(bool(entry.scored.flags.possible) for entry in group),
        overdue=sum(entry.standing.overdue for entry in group),
        dangers=sum(entry.standing.has_danger for entry in group),
    )
