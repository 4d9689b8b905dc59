"""What a column of a list holds, for the person who maps it: samples, and the words whose meaning is asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tmfcheck.domain.facility import FACT_DEFINITIONS, FactKind
from tmfcheck.lists.drafts import column_names, shown
from tmfcheck.lists.table import Cell, Table
from tmfcheck.lists.words import choice_of, is_missing, substance_groups, yes_no

SAMPLES = 3
MOST_WORDS = 60
"""So many different words of a column are asked about, the most frequent first."""
WORD_KINDS = (FactKind.CHOICE, FactKind.CHOICES, FactKind.YES_NO)


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column with the first values it has, and how many of its cells are filled."""

    name: str
    samples: tuple[str, ...]
    filled: int


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A word of a column, how often it occurs, and what it means for certain (empty: nothing)."""

    word: str
    count: int
    meaning: str


def column_views(table: Table, heading_row: int) -> tuple[ColumnView, ...]:
    """Every column in its order."""
    names = column_names(table, heading_row)
    samples: list[dict[str, None]] = [{} for _ in names]
    filled = [0] * len(names)
    for row in table.rows:
        if row.number <= heading_row:
            continue
        for index, cell in enumerate(row.cells[: len(names)]):
            if cell != "":
                filled[index] += 1
                if len(samples[index]) < SAMPLES:
                    samples[index][shown(cell)] = None
    return tuple(
        ColumnView(name, tuple(found), count) for name, found, count in zip(names, samples, filled, strict=True)
    )


def found_words(table: Table, heading_row: int, column: str, fact_id: str) -> tuple[FoundWord, ...]:
    """The words of a column mapped to a fact of words, the most frequent first; empty for other facts."""
    names = column_names(table, heading_row)
    if FACT_DEFINITIONS[fact_id].kind not in WORD_KINDS or column not in names:
        return ()
    index = names.index(column)
    cells: list[Cell] = [row.cells[index] for row in table.rows if row.number > heading_row and index < len(row.cells)]
    counted = Counter(shown(cell) for cell in cells if cell != "" and not is_missing(shown(cell)))
    return tuple(FoundWord(word, count, _meaning(fact_id, word)) for word, count in counted.most_common(MOST_WORDS))


def _meaning(fact_id: str, word: str) -> str:
    kind = FACT_DEFINITIONS[fact_id].kind
    if kind is FactKind.YES_NO:
        known = yes_no(word)
        return "" if known is None else "yes" if known else "no"
    if kind is FactKind.CHOICES:
        return ", ".join(substance_groups(word))
    return choice_of(fact_id, word)[0] or ""
