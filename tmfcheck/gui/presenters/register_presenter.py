"""The register between archive and window: reads and ranks in slices, keeps the view, and says which rows are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QObject, Signal

from tmfcheck.domain.facility_doubts import Doubt
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.text_search import alphabetical, search_for, typed_words
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.in_background import in_background
from tmfcheck.gui.presenters.in_slices import InSlices
from tmfcheck.gui.presenters.register_order import RegisterOrder
from tmfcheck.gui.presenters.register_rows import GroupRow, RegisterRow
from tmfcheck.gui.presenters.register_words import FILTER_WORDS, RegisterWords
from tmfcheck.i18n import Texts
from tmfcheck.services.doubting import are_questions_ready, prepare_questions
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.services.register_reading import (
    doubts_about,
    list_names,
    present_register,
    read_register,
    register_book,
)
from tmfcheck.services.register_view import (
    Column,
    GroupBy,
    RegisterView,
    WordFilter,
    group_of,
    passes,
    totals,
)

_ALPHABET = attrgetter("in_alphabet")
_TELL_EVERY = 40
"""Facilities questioned between two looks at the table."""


class RegisterPresenter(QObject):
    """Names come first; ranks follow when ``is_ranked``. Everything a user chooses is one ``RegisterView``."""

    arranged = Signal()
    """Other rows are shown, or in another order."""
    ranked = Signal()
    """Every facility has its entry now."""
    questioned = Signal()
    """More is known of what is questioned about facts."""

    def __init__(self, context: GuiContext, pack: Pack, fingerprint: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.pack = pack
        self.fingerprint = fingerprint
        self._book = register_book(context.desk, fingerprint)
        self.words = RegisterWords(context.texts, self._book)
        self._order = RegisterOrder(self.words)
        self.view = RegisterView()
        self.is_ranked = False
        self.shown: list[RegisterRow] = []
        self.lines: list[RegisterRow | GroupRow] = []
        self._rows: list[RegisterRow] = []
        self._shown_entries: tuple[RegisterEntry, ...] | None = None
        self._in_order: list[RegisterRow] = []
        self._typed: tuple[str, ...] = ()
        self.only: frozenset[str] | None = None
        self._closed: set[str] = set()
        self._country_names: dict[str, str] = {}
        self._behind, self._per_country = Counter[WordFilter](), Counter[str]()
        self._reading = InSlices(self, keeps_much=True)
        self._reading.finished.connect(self._on_read)
        self._reading.failed.connect(context.report_problem)
        self._ordering = InSlices(self, keeps_much=True, pause_ms=15)
        self._questioning = InSlices(self, pause_ms=15)
        self._questioning.finished.connect(self.questioned)

    # --------------------------------------------------------------- reading

    def read(self) -> None:
        """Read the register again where something has changed since; what is shown stays until the new one is there.

        Raises ArchiveError.
        """
        desk = self._context.desk
        present = present_register(desk, self.fingerprint)
        if self.is_ranked and present is not None and present is self._shown_entries:
            self._prepare_orders()
            self._question()
            return
        if not self._rows:
            country = self._country
            self._take(sorted((RegisterRow(*each, country(each.country)) for each in list_names(desk)), key=_ALPHABET))
        self._reading.start(self._row_steps(present))

    def pause(self) -> None:
        """Stop working while nobody looks; ``read`` goes on."""
        for work in (self._reading, self._ordering, self._questioning):
            work.stop()

    @property
    def is_reading(self) -> bool:
        return self._reading.is_running

    def _row_steps(self, entries: tuple[RegisterEntry, ...] | None) -> Generator[None, None, list[RegisterRow]]:
        if entries is None:
            entries = yield from read_register(self._context.desk, self.pack, self.fingerprint)
        today, rows = self._context.desk.today(), []
        behind, countries = Counter[WordFilter](), Counter[str]()
        for entry in entries:
            facility = entry.facility
            country = self._country(facility.country)
            row = RegisterRow(facility.id, facility.name, facility.country, country, entry, _behind(entry, today))
            rows.append(row)
            row.search  # noqa: B018 - made ready here, so that the first letter typed waits for nothing
            behind.update(row.behind)
            countries[facility.country] += 1
            yield
        rows.sort(key=_ALPHABET)
        self._shown_entries, self._behind, self._per_country = entries, behind, countries
        return rows

    def _on_read(self, rows: list[RegisterRow]) -> None:
        self.is_ranked = True
        self._take(rows)
        self.ranked.emit()
        self._prepare_orders()
        self._question()

    def _prepare_orders(self) -> None:
        """Make the orders of the shown columns ready before a heading is pressed."""
        self._ordering.start(self._order.prepare(self.view.columns))

    def _take(self, rows: list[RegisterRow]) -> None:
        self._rows = rows
        self._order.take(rows)
        self._sort()
        self._arrange()

    def _country(self, code: str) -> str:
        if code not in self._country_names:
            self._country_names[code] = self._context.texts.country(code)
        return self._country_names[code]

    def _question(self) -> None:
        """Look in the background for what is questioned, as long as somebody wants to see it."""
        if not self.is_ranked or self._questioning.is_running:
            return
        if not are_questions_ready():
            in_background(prepare_questions, self._question, self._on_bug)
            return
        self.questioned.emit()
        if Column.QUESTIONS in self.view.columns:
            self._questioning.start(self._question_steps(list(self.shown)))

    def _on_bug(self, bug: Exception) -> None:
        """Raise it here, where it is caught and written down."""
        raise bug

    def _question_steps(self, rows: Sequence[RegisterRow]) -> Generator[None, None, None]:
        for number, row in enumerate(rows, start=1):
            if row.entry is not None:
                doubts_about(self._book, row.entry)
            if number % _TELL_EVERY == 0:
                self.questioned.emit()
            yield

    # ------------------------------------------------------------- the user

    def use_view(self, view: RegisterView) -> None:
        """Look at the register in this way."""
        before, self.view = self.view, view
        if (before.sort, before.descending, before.rank_by) != (view.sort, view.descending, view.rank_by):
            self._sort()
        if before.group_by is not view.group_by:
            self._closed.clear()
        self._arrange()
        if self.is_ranked and before.columns != view.columns:
            self._prepare_orders()
        if Column.QUESTIONS in view.columns and Column.QUESTIONS not in before.columns:
            self._question()

    def sort_by(self, column: Column) -> None:
        """Sort by a column; the same again turns the order round. Figures begin with the highest."""
        if column is Column.RANK:
            is_rank = self.view.sort in (None, Column.RANK)
            self.use_view(replace(self.view, sort=None, descending=is_rank and not self.view.descending))
        elif column is self.view.sort:
            self.use_view(replace(self.view, descending=not self.view.descending))
        else:
            self.use_view(replace(self.view, sort=column, descending=column in _HIGHEST_FIRST))

    def rank_by(self, by: RankBy) -> None:
        """Rank by another figure, the first in rank first."""
        self.use_view(replace(self.view, rank_by=by, sort=None, descending=False))

    def toggle_filter(self, word: WordFilter) -> None:
        """Show only what stands behind a filter, or no longer only that."""
        self.use_view(replace(self.view, filters=self.view.filters ^ {word}))

    def search(self, typed: str) -> None:
        """Show only facilities in which every typed word occurs."""
        self._typed = typed_words(typed)
        self._arrange()

    def show_only(self, facility_ids: Iterable[str] | None) -> None:
        """Show only these facilities, chosen elsewhere; None for all."""
        self.only = None if facility_ids is None else frozenset(facility_ids)
        self._arrange()

    def toggle_group(self, key: str) -> None:
        """Fold a group, or unfold it."""
        self._closed ^= {key}
        self._arrange()

    # ---------------------------------------------------------- what is shown

    @property
    def count(self) -> int:
        """How many facilities the archive holds."""
        return len(self._rows)

    def filter_counts(self) -> Mapping[WordFilter, int]:
        """How many facilities stand behind each filter."""
        return {word: self._behind[word] for word in WordFilter}

    def countries(self) -> Sequence[tuple[str, str, int]]:
        """The countries of the register by name: code, name, number of facilities."""
        named = [(code, self._country(code), count) for code, count in self._per_country.items()]
        return sorted(named, key=lambda each: alphabetical(each[1]))

    def filter_words(self, texts: Texts) -> tuple[str, ...]:
        """What narrows the list, in words of a language: filters, country, search."""
        view = self.view
        words = [texts.gettext(FILTER_WORDS[word]) for word in WordFilter if word in view.filters]
        if view.country is not None:
            words.append(texts.country(view.country))
        if self._typed:
            words.append(texts.gettext("search: {words}").format(words=" ".join(self._typed)))
        return tuple(words)

    def row(self, facility_id: object) -> RegisterRow | None:
        """The row of a facility, shown or not."""
        return next((row for row in self._rows if row.id == facility_id), None)

    def doubts(self, entry: RegisterEntry) -> Sequence[Doubt]:
        """What is questioned about a facility's facts; nothing as long as looking would make the window wait."""
        return doubts_about(self._book, entry) if are_questions_ready() else ()

    def _sort(self) -> None:
        self._in_order = self._order.of(self.view) if self.is_ranked else list(self._rows)

    def _arrange(self) -> None:
        self.shown = self._passing(self._in_order)
        is_grouped = self.is_ranked and self.view.group_by is not GroupBy.NOTHING
        self.lines = list(self._grouped(self.shown)) if is_grouped else list(self.shown)
        self.arranged.emit()

    def _passing(self, rows: list[RegisterRow]) -> list[RegisterRow]:
        """What passes filters, country and search, one after the other: ten thousand rows at each letter typed."""
        view = self.view
        if self.only is not None:
            rows = [row for row in rows if row.id in self.only]
        if view.filters and self.is_ranked:
            rows = [row for row in rows if view.filters <= row.behind]
        if view.country is not None:
            rows = [row for row in rows if row.country_code == view.country]
        if self._typed:
            is_found = search_for(self._typed)
            rows = [row for row in rows if is_found(row.search)]
        return list(rows)

    def _grouped(self, rows: Iterable[RegisterRow]) -> Iterable[RegisterRow | GroupRow]:
        """Groups by the alphabet, what is not known last; within a group the order stays."""
        group_by = self.view.group_by
        groups: dict[str, list[RegisterRow]] = {}
        for row in rows:
            if row.entry is not None:
                groups.setdefault(group_of(row.entry, group_by), []).append(row)
        titles = {key: self.words.group_title(key, group_by) for key in groups}
        for key in sorted(groups, key=lambda each: (not each, alphabetical(titles[each]))):
            sums = totals(row.entry for row in groups[key] if row.entry is not None)
            is_open = key not in self._closed
            yield GroupRow(key, titles[key], self.words.group_totals(sums), is_open)
            if is_open:
                yield from groups[key]


_HIGHEST_FIRST = frozenset(
    {
        Column.CLASS, Column.THI, Column.TRI, Column.PRIORITY, Column.WHC, Column.OVERDUE, Column.QUESTIONS,
        Column.VOLUME, Column.PEOPLE, Column.GISTM, Column.ASSUMED, Column.DANGER, Column.DAM_HEIGHT,
    }
)  # fmt: skip


def _behind(entry: RegisterEntry, today: date) -> frozenset[WordFilter]:
    return frozenset(word for word in WordFilter if passes(entry, word, today))
