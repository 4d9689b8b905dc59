"""How a facility of the register reads in each column, and what the column is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from tmfcheck.domain.facility import FACT_DEFINITIONS
from tmfcheck.domain.facility_risk import TransboundaryFlags
from tmfcheck.domain.map_content import CLASSES, ColourBy, SymbolClass
from tmfcheck.domain.text_search import alphabetical
from tmfcheck.gui.presenters.register_rows import RegisterRow
from tmfcheck.i18n import DASH, N_, Texts
from tmfcheck.map_wording import class_words
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.services.register_reading import RegisterBook, known_doubts
from tmfcheck.services.register_view import Column, GroupBy, GroupTotals, WordFilter
from tmfcheck.wording import FACT_WORDS, FACTS, GISTM_CLASSES, fact_text

WAITING = "…"
"""Stands where something is still being worked out."""
DECIMALS = 2

HEADINGS: Mapping[Column, str] = {
    Column.RANK: N_("Rank"),
    Column.NAME: N_("Name"),
    Column.CLASS: N_("Class"),
    Column.COUNTRY: N_("Country"),
    Column.REGION: FACTS["region"],
    Column.OPERATOR: FACTS["operator"],
    Column.THI: N_("THI"),
    Column.TRI: N_("TRI"),
    Column.PRIORITY: N_("Priority"),
    Column.WHC: FACTS["whc"],
    Column.STATUS: FACTS["status"],
    Column.TRANSBOUNDARY: N_("Transboundary"),
    Column.LAST_VISIT: N_("Last visit"),
    Column.MSR: N_("MSR"),
    Column.OVERDUE: N_("Overdue measures"),
    Column.QUESTIONS: N_("Questions raised"),
    Column.VOLUME: FACTS["volume_m3"],
    Column.PEOPLE: FACTS["population_downstream"],
    Column.GISTM: N_("GISTM class"),
    Column.ASSUMED: N_("Unknown inputs"),
    Column.DANGER: N_("Open danger"),
    Column.RIVER: FACTS["river"],
    Column.CATCHMENT: FACTS["catchment"],
    Column.NEIGHBOUR: FACTS["neighbouring_country"],
    Column.TRAVEL_TIME: N_("Travel time to the border"),
    Column.DISTRICT: FACTS["district"],
    Column.OWNER: FACTS["owner"],
    Column.COMMODITY: FACTS["commodity"],
    Column.START_YEAR: FACTS["start_year"],
    Column.DAM_HEIGHT: FACTS["dam_height_m"],
    Column.REGISTER_NUMBER: FACTS["registry_number"],
}
FILTER_WORDS: Mapping[WordFilter, str] = {
    WordFilter.HIGH_HAZARD: N_("High hazard"),
    WordFilter.NOT_VISITED: N_("Not visited for two years"),
    WordFilter.TRANSBOUNDARY: N_("Transboundary"),
    WordFilter.OVERDUE: N_("Overdue measures"),
    WordFilter.DANGER: N_("Open danger"),
    WordFilter.NO_RANK: N_("Cannot be ranked"),
}
GROUP_WORDS: Mapping[GroupBy, str] = {
    GroupBy.NOTHING: N_("No groups"),
    GroupBy.COUNTRY: N_("Country"),
    GroupBy.REGION: FACTS["region"],
    GroupBy.CATCHMENT: N_("River basin"),
    GroupBy.OPERATOR: FACTS["operator"],
    GroupBy.NEIGHBOUR: FACTS["neighbouring_country"],
}
RANK_WORDS: Mapping[RankBy, str] = {
    RankBy.TRI: N_("Risk (TRI)"),
    RankBy.THI: N_("Hazard (THI)"),
    RankBy.NEXT: N_("Inspect next"),
}
_FACT_OF: Mapping[Column, str] = {
    Column.REGION: "region",
    Column.OPERATOR: "operator",
    Column.WHC: "whc",
    Column.STATUS: "status",
    Column.VOLUME: "volume_m3",
    Column.PEOPLE: "population_downstream",
    Column.RIVER: "river",
    Column.CATCHMENT: "catchment",
    Column.NEIGHBOUR: "neighbouring_country",
    Column.DISTRICT: "district",
    Column.OWNER: "owner",
    Column.COMMODITY: "commodity",
    Column.START_YEAR: "start_year",
    Column.DAM_HEIGHT: "dam_height_m",
    Column.REGISTER_NUMBER: "registry_number",
}
FIGURES = frozenset(
    {
        Column.RANK, Column.THI, Column.TRI, Column.PRIORITY, Column.WHC, Column.MSR, Column.OVERDUE,
        Column.QUESTIONS, Column.VOLUME, Column.PEOPLE, Column.ASSUMED, Column.TRAVEL_TIME, Column.START_YEAR,
        Column.DAM_HEIGHT,
    }
)  # fmt: skip
"""Columns of figures: set to the right."""
EXPLAINED = frozenset({Column.RANK, Column.CLASS, Column.THI, Column.TRI, Column.PRIORITY, Column.TRAVEL_TIME})
"""Columns whose figures open to their terms."""


class RegisterWords:
    """The words of one language; what a row reads is kept with the row, for a table asks again and again."""

    def __init__(self, texts: Texts, book: RegisterBook) -> None:
        self.texts = texts
        self._book = book
        self._cells: Mapping[Column, Callable[[RegisterEntry, RankBy], str]] = {
            Column.RANK: self.rank,
            Column.CLASS: lambda entry, by: class_words(class_of(entry, by), texts),
            Column.THI: lambda entry, _by: self.with_interval(entry, "thi"),
            Column.TRI: lambda entry, _by: self.with_interval(entry, "tri"),
            Column.PRIORITY: lambda entry, _by: texts.number(entry.priority.value, DECIMALS),
            Column.TRANSBOUNDARY: lambda entry, _by: self.border(entry),
            Column.LAST_VISIT: lambda entry, _by: self._visit(entry.standing.visited_on),
            Column.MSR: lambda entry, _by: texts.percent(entry.standing.msr_percent),
            Column.OVERDUE: lambda entry, _by: texts.number(entry.standing.overdue) if entry.standing.overdue else "",
            Column.GISTM: lambda entry, _by: self.gistm(entry.scored.indices.gistm_class),
            Column.ASSUMED: lambda entry, _by: texts.number(len(entry.scored.indices.assumed)),
            Column.DANGER: lambda entry, _by: texts.gettext("Open danger") if entry.standing.has_danger else "",
            Column.TRAVEL_TIME: lambda entry, _by: self._hours(entry.scored.indices.travel_time_hours),
        }

    # --------------------------------------------------------------- cells

    def heading(self, column: Column) -> str:
        """The heading of a column."""
        return self.texts.gettext(HEADINGS[column])

    def spoken_heading(self, column: Column, sort: Column, *, is_descending: bool) -> str:
        """A heading with the order it stands for, for tips and screen readers."""
        gettext, words = self.texts.gettext, self.heading(column)
        if column is not sort:
            return words
        order = gettext("sorted downwards") if is_descending else gettext("sorted upwards")
        return f"{words}, {order}"

    def cell(self, row: RegisterRow, column: Column, by: RankBy) -> str:
        """What stands in a cell; three dots as long as it is worked out."""
        if column is Column.NAME:
            return row.name
        if column is Column.COUNTRY:
            return row.country
        if row.entry is None:
            return WAITING
        if column is Column.QUESTIONS:
            return self._questions(row.entry)
        key = (column, by)
        known = row.words.get(key)
        if known is None:
            known = row.words[key] = self._words(row.entry, column, by)
        return known

    def _words(self, entry: RegisterEntry, column: Column, by: RankBy) -> str:
        if column in self._cells:
            return self._cells[column](entry, by)
        fact = _FACT_OF[column]
        value = entry.facility.fact(fact)
        return "" if value is None else fact_text(self.texts, FACT_DEFINITIONS[fact], value)

    def rank(self, entry: RegisterEntry, by: RankBy) -> str:
        """The rank with its range; danger and what cannot be ranked say so where that is an order of its own."""
        if by is RankBy.NEXT and entry.priority.has_danger:
            return self.texts.gettext("danger")
        rank = entry.rank_by(by)
        if rank is None:
            return self.texts.gettext("none")
        if rank.low == rank.high:
            return self.texts.number(rank.rank)
        span = self.texts.gettext("{best} to {worst}")
        span = span.format(best=self.texts.number(rank.low), worst=self.texts.number(rank.high))
        return f"{self.texts.number(rank.rank)} ({span})"

    def with_interval(self, entry: RegisterEntry, index: str) -> str:
        """An index with its lowest and highest possible value."""
        scored = entry.scored.indices
        value, low, high = (getattr(scored, f"{index}{end}") for end in ("", "_low", "_high"))
        if value is None:
            return DASH
        shown = self.texts.number(value, DECIMALS)
        return shown if low == high else f"{shown} ({self.interval(low, high)})"

    def interval(self, low: float, high: float) -> str:
        """Two figures with a dash."""
        return f"{self.texts.number(low, DECIMALS)}{DASH}{self.texts.number(high, DECIMALS)}"

    def border(self, entry: RegisterEntry) -> str:
        """River and travel time of a transboundary facility; no, or not known."""
        gettext, flags = self.texts.gettext, entry.scored.flags
        if flags.possible is None:
            words = gettext("not known")
        elif not flags.possible:
            words = gettext("no")
        else:
            hours = self._hours(entry.scored.indices.travel_time_hours)
            river = str(entry.facility.fact("river") or gettext("river not named"))
            unknown = gettext("time not known")
            words = f"{river}, {hours or unknown}"
        return words + self._iaea(flags)

    def _iaea(self, flags: TransboundaryFlags) -> str:
        mark = self.texts.gettext("radiological: IAEA")
        return f", {mark}" if flags.radiological else ""

    def gistm(self, gistm_class: str | None) -> str:
        """The consequence class; from the people below alone it is at least this one."""
        if gistm_class is None:
            return ""
        return self.texts.gettext("at least: {name}").format(name=self.texts.gettext(GISTM_CLASSES[gistm_class]))

    def _visit(self, visited_on: date | None) -> str:
        return self.texts.gettext("never") if visited_on is None else self.texts.date(visited_on)

    def _hours(self, hours: float | None) -> str:
        return "" if hours is None else self.texts.gettext("{number} h").format(number=self.texts.number(hours, 1))

    def _questions(self, entry: RegisterEntry) -> str:
        doubts = known_doubts(self._book, entry)
        if doubts is None:
            return WAITING
        return self.texts.number(len(doubts)) if doubts else ""

    # --------------------------------------------------------------- order

    def sort_key(self, column: Column) -> Callable[[RegisterEntry], Any]:
        """What a column is sorted by; a key of None has no place in the order and stands at the end."""
        if column in _SORT_KEYS:
            return _SORT_KEYS[column]
        if column is Column.COUNTRY:
            named = lru_cache(lambda code: alphabetical(self.texts.country(code)))
            return lambda entry: named(entry.facility.country)
        if column is Column.QUESTIONS:
            return self._question_count
        if column is Column.STATUS:
            words = {word: alphabetical(self.texts.gettext(shown)) for word, shown in FACT_WORDS["status"].items()}
            return lambda entry: words.get(str(entry.facility.fact("status")))
        return lambda entry: _fact_key(entry.facility.fact(_FACT_OF[column]))

    def _question_count(self, entry: RegisterEntry) -> int | None:
        doubts = known_doubts(self._book, entry)
        return None if doubts is None else len(doubts)

    # -------------------------------------------------------------- groups

    def group_title(self, key: str, group_by: GroupBy) -> str:
        """The words of a group; what has no word of its own is not known."""
        if not key:
            return self.texts.gettext("not known")
        return self.texts.country(key) if group_by is GroupBy.COUNTRY else key

    def group_totals(self, sums: GroupTotals) -> str:
        """What a group comes to, in one line."""
        texts = self.texts
        count = texts.ngettext("{number} facility", "{number} facilities", sums.count)
        parts = [count.format(number=texts.number(sums.count))]
        if sums.highest_tri is not None:
            parts.append(texts.gettext("highest TRI {value}").format(value=texts.number(sums.highest_tri, DECIMALS)))
        for words, number in (
            (texts.gettext("transboundary: {number}"), sums.transboundary),
            (texts.gettext("overdue measures: {number}"), sums.overdue),
            (texts.gettext("open danger: {number}"), sums.dangers),
        ):
            if number:
                parts.append(words.format(number=texts.number(number)))
        return " · ".join(parts)


def class_of(entry: RegisterEntry, by: RankBy) -> SymbolClass:
    """The class of the map a facility belongs to: by hazard where the list is ranked by it, else by risk."""
    colour_by = ColourBy.THI if by is RankBy.THI else ColourBy.TRI
    value = entry.scored.indices.thi if by is RankBy.THI else entry.scored.indices.tri
    return next(each for each in CLASSES[colour_by] if each.has(value))


def _fact_key(value: Any) -> Any:
    """Texts by their alphabet, figures by their value; an empty text is no text."""
    if isinstance(value, str):
        return alphabetical(value) if value else None
    return value


def _border_key(entry: RegisterEntry) -> tuple[int, float]:
    """What stands out first, the nearest border first; no border and not known last."""
    flags, hours = entry.scored.flags, entry.scored.indices.travel_time_hours
    order = 0 if flags.highlighted else 1 if flags.possible else 2 if flags.possible is None else 3
    return order, float("inf") if hours is None else hours


def _gistm_key(gistm_class: str | None) -> int | None:
    return None if gistm_class is None else list(GISTM_CLASSES).index(gistm_class)


_SORT_KEYS: Mapping[Column, Callable[[RegisterEntry], Any]] = {
    Column.NAME: lambda entry: alphabetical(entry.facility.name),
    Column.CLASS: lambda entry: entry.scored.indices.tri,
    Column.THI: lambda entry: entry.scored.indices.thi,
    Column.TRI: lambda entry: entry.scored.indices.tri,
    Column.PRIORITY: lambda entry: entry.priority.value if entry.priority.can_be_ranked else None,
    Column.TRANSBOUNDARY: _border_key,
    Column.LAST_VISIT: lambda entry: entry.standing.visited_on,
    Column.MSR: lambda entry: entry.standing.msr_percent,
    Column.OVERDUE: lambda entry: entry.standing.overdue,
    Column.GISTM: lambda entry: _gistm_key(entry.scored.indices.gistm_class),
    Column.ASSUMED: lambda entry: len(entry.scored.indices.assumed),
    Column.DANGER: lambda entry: entry.standing.has_danger,
    Column.TRAVEL_TIME: lambda entry: entry.scored.indices.travel_time_hours,
}
