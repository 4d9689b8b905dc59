"""The rows of the register in the orders people ask for; an order made once is kept until other rows come."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from operator import itemgetter
from typing import Any

from tmfcheck.gui.presenters.register_rows import RegisterRow
from tmfcheck.gui.presenters.register_words import RegisterWords
from tmfcheck.services.register import RankBy, RegisterEntry
from tmfcheck.services.register_view import Column, RegisterView

_LOOKED_AT_IN_ONE_STEP = 100
_OF_THE_MOMENT = frozenset({Column.QUESTIONS})
"""Columns whose figures still come while they are looked at."""
_KEY = itemgetter(0)

_Pairs = list[tuple[Any, RegisterRow]]
_Sorted = tuple[_Pairs, list[RegisterRow]]
"""Key and row in ascending order of the keys, and the rows that have none."""
_What = Column | RankBy
"""A column, or what the rank is by."""


class RegisterOrder:
    """Takes rows by the alphabet; whatever has no place in an order keeps that one and stands at an end."""

    def __init__(self, words: RegisterWords) -> None:
        self._words = words
        self._rows: list[RegisterRow] = []
        # By kind as well: a column and a ranking of one name are equal words.
        self._sorted: dict[tuple[type, _What], _Sorted] = {}

    def take(self, rows: list[RegisterRow]) -> None:
        """Other rows are to be put in order."""
        self._rows = rows
        self._sorted.clear()

    def of(self, view: RegisterView) -> list[RegisterRow]:
        """The rows in the order of a view."""
        column = view.sort or Column.RANK
        if column is Column.NAME:
            return self._rows[:: -1 if view.descending else 1]
        what: _What = view.rank_by if column is Column.RANK else column
        known, others = self._kept(what) or self._made(what)
        if view.descending:
            # Sorted again instead of turned round: equals stay by the alphabet.
            known = sorted(known, key=_KEY, reverse=True)
        in_order = [row for _, row in known]
        # By "inspect next" those that cannot be ranked stand above the list.
        return others + in_order if what is RankBy.NEXT else in_order + others

    def prepare(self, columns: Iterable[Column]) -> Generator[None, None, None]:
        """Make the orders of these columns in small steps, so that a heading that is pressed waits for nothing."""
        for column in columns:
            if column in (Column.NAME, Column.RANK) or column in _OF_THE_MOMENT or self._kept(column) is not None:
                continue
            rows, key = self._rows, self._key(column)
            pairs: _Pairs = []
            for number, row in enumerate(rows, start=1):
                pairs.append((_of(row, key), row))
                if number % _LOOKED_AT_IN_ONE_STEP == 0:
                    yield
            self._keep(column, _parted(pairs))
            yield

    def _kept(self, what: _What) -> _Sorted | None:
        return self._sorted.get((type(what), what))

    def _made(self, what: _What) -> _Sorted:
        key = self._key(what)
        made = _parted([(_of(row, key), row) for row in self._rows])
        if what not in _OF_THE_MOMENT:
            self._keep(what, made)
        return made

    def _keep(self, what: _What, made: _Sorted) -> None:
        self._sorted[type(what), what] = made

    def _key(self, what: _What) -> Callable[[RegisterEntry], Any]:
        if isinstance(what, RankBy):
            return lambda entry: rank.rank if (rank := entry.rank_by(what)) else None
        return self._words.sort_key(what)


def _of(row: RegisterRow, key: Callable[[RegisterEntry], Any]) -> Any:
    return key(row.entry) if row.entry else None


def _parted(pairs: _Pairs) -> _Sorted:
    known = [pair for pair in pairs if pair[0] is not None]
    known.sort(key=_KEY)
    return known, [row for key, row in pairs if key is None]
