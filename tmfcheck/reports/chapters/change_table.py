"""The tables of the chapter of changes: what a line is about on the left, how it reads before and after beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from tmfcheck.domain.pack import Pack
from tmfcheck.domain.revision_changes import Change
from tmfcheck.i18n import DASH
from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.elements import column_head, section_title
from tmfcheck.reports.flow import LINED, Row
from tmfcheck.reports.style import BODY, SMALL, STRONG
from tmfcheck.reports.voice import Voice, Words, as_given

SHARES = (44, 63, 63)
MOST_LINES = 12
"""More questions than this stand in one paragraph, by their numbers alone."""
Cell = tuple[Block, ...]
NOTHING: Cell = (Text(DASH, BODY),)
T = TypeVar("T")


def change_table(
    title: Words,
    found: Sequence[Change[T]],
    voice: Voice,
    name: Callable[[Change[T]], Cell],
    cell: Callable[[T], Cell],
) -> list[Row]:
    """One kind of change as a table with its heading; nothing where nothing changed.

    Where both sides read the same, something changed that is too small or too long to be shown; that is said.
    """
    if not found:
        return []
    head = change_head(Words(""), voice)

    def side(value: T | None) -> Cell:
        return NOTHING if value is None else cell(value)

    def line(each: Change[T]) -> Row:
        before, after = side(each.before), side(each.after)
        return change_row(
            name(each), before, after if reads(before) != reads(after) else (*after, *unseen(voice)), head
        )

    return [section_title(title), head, *map(line, found)]


def change_head(title: Words, voice: Voice) -> Row:
    """The titles of the three columns."""
    return column_head((title, voice.gettext("Before"), voice.gettext("After")), SHARES)


def change_row(name: Cell, before: Cell, after: Cell, head: Row) -> Row:
    """A line beneath its head."""
    return Row((name, before, after), SHARES, look=LINED, head=head)


def reads(cell: Cell) -> list[tuple[str, str]]:
    """The words of a cell, to tell two apart."""
    return [(block.label, block.text) for block in cell if isinstance(block, Text)]


def unseen(voice: Voice) -> Cell:
    """What is said where both sides read the same."""
    return spoken(voice.gettext("Changed in a detail that is not printed here."), SMALL, before=2)


def plain(change: Change[Any]) -> Cell:
    """A name as it was given."""
    return (Text(change.name, BODY),)


def titled(titles: Mapping[str, str], voice: Voice) -> Callable[[Change[Any]], Cell]:
    """A name of the program by its title; one that has none, in a file from another version, as it stands."""
    return lambda change: spoken(
        voice.gettext(titles[change.name]) if change.name in titles else as_given(change.name), BODY
    )


def question_cell(question_id: str, pack: Pack, voice: Voice) -> Cell:
    """A question by its number and its words; the number alone where the pack does not ask it any more."""
    question = pack.question_by_id.get(question_id)
    return (Text(question_id, STRONG), *(spoken(voice.pick(question.text), SMALL) if question else ()))


def measure_cell(measure_id: str, pack: Pack, voice: Voice, own_title: str = "") -> Cell:
    """A measure by its number and its title."""
    measure = pack.measure_by_id.get(measure_id)
    title = as_given(own_title) if measure is None else voice.pick(measure.title)
    return (Text(measure_id, STRONG), *(spoken(title, SMALL) if title.first else ()))
