"""The elements all chapters are made of: titles, paragraphs, column heads and the wording of scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tmfcheck.reports.blocks import Block, Text, spoken
from tmfcheck.reports.flow import HEAD, PLAIN, Bookmark, Row, RowLook
from tmfcheck.reports.printable import one_line
from tmfcheck.reports.style import BODY, CHAPTER, HEADING, LABEL, SMALL, TextStyle
from tmfcheck.reports.voice import Words

CHAPTER_LOOK = RowLook(above=20, below=4)
SECTION_LOOK = RowLook(above=12, below=3)
PARAGRAPH_LOOK = RowLook(above=2, below=4)


def chapter_title(number: str, title: Words, key: str) -> Row:
    """A numbered chapter with its entry in the outline; it never stays alone at the foot of a page."""
    numbered = Words(f"{number}  {title.first}", title.second)
    bookmark = Bookmark(key, one_line(numbered.in_one_line), 0)
    return Row((spoken(numbered, CHAPTER),), look=CHAPTER_LOOK, keep_with_next=True, bookmark=bookmark)


def section_title(title: Words, key: str | None = None) -> Row:
    """A heading inside a chapter; with ``key`` it stands in the outline too."""
    bookmark = None if key is None else Bookmark(key, one_line(title.in_one_line), 1)
    return Row((spoken(title, HEADING),), look=SECTION_LOOK, keep_with_next=True, bookmark=bookmark)


def paragraph(words: Words, style: TextStyle = BODY, *, keep_with_next: bool = False) -> Row:
    """A statement over the whole width."""
    return Row((spoken(words, style),), look=PARAGRAPH_LOOK, keep_with_next=keep_with_next)


def column_head(labels: Sequence[Words | None], shares: tuple[float, ...], right: Iterable[int] = ()) -> Row:
    """The titles of columns; ``right`` numbers the columns of figures, None leaves a title out."""
    figures = frozenset(right)
    cells = tuple(
        () if words is None else spoken(words, SMALL.aligned("right" if place in figures else "left"))
        for place, words in enumerate(labels)
    )
    return Row(cells, shares, look=HEAD, keep_with_next=True)


def captioned(value: Iterable[Block], label: Words) -> tuple[Block, ...]:
    """A value with its quiet label beneath, so that values side by side stand on one line."""
    return (*value, *spoken(label, SMALL))


def pair_row(label: Words, value: Words, shares: tuple[float, ...] = (40, 130), *, look: RowLook = PLAIN) -> Row:
    """A label on the left, its value on the right."""
    return Row((spoken(label, LABEL), spoken(value, BODY)), shares, look=look)


def figure(text: str, style: TextStyle = BODY) -> tuple[Block, ...]:
    """A number, aligned right."""
    return (Text(text, style.aligned("right")),)
