"""How rows run over pages: headings stay with their text, column titles come along, tall rows are cut between lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmfcheck.reports.blocks import Block, Drawing, Text, break_lines, line_width
from tmfcheck.reports.flow import Row, RowLook, cut_rows
from tmfcheck.reports.style import BODY, TEXT_HEIGHT, TEXT_WIDTH
from tmfcheck.reports.typefaces import register_typefaces

FLAT = RowLook(above=0, below=0)


@pytest.fixture(autouse=True)
def _typefaces() -> None:
    register_typefaces()


def box(height: float) -> Block:
    return Drawing(height, lambda canvas, x, top, width: None)


def row(height: float, **options: object) -> Row:
    return Row(((box(height),),), look=FLAT, **options)  # type: ignore[arg-type]


def lines_of(count: int) -> Row:
    return Row(((Text("\n".join(str(number) for number in range(count)), BODY),),), look=FLAT)


def test_rows_that_fit_stay_whole() -> None:
    rows = [row(10), row(20)]
    assert cut_rows(rows, 30, forced=False) == [rows]


def test_what_does_not_fit_goes_on_the_next_page() -> None:
    rows = [row(10), row(20), row(30)]
    assert cut_rows(rows, 31, forced=False) == [rows[:2], rows[2:]]


def test_a_heading_never_stays_alone_at_the_foot() -> None:
    rows = [row(10), row(10, keep_with_next=True), row(5, keep_with_next=True), row(30)]
    assert cut_rows(rows, 40, forced=False) == [rows[:1], rows[1:]]


def test_headings_that_would_stay_alone_at_the_top_ask_for_a_new_page() -> None:
    assert cut_rows([row(10, keep_with_next=True), row(30)], 30, forced=False) == []


def test_column_titles_are_repeated_above_the_rest() -> None:
    head = row(5, keep_with_next=True)
    rows = [head, row(20, head=head), row(20, head=head)]
    assert cut_rows(rows, 30, forced=False) == [rows[:2], [head, rows[2]]]


def test_a_short_row_is_not_cut_between_its_lines() -> None:
    rows = [row(10), lines_of(6)]
    assert cut_rows(rows, 60, forced=False) == [rows[:1], rows[1:]]


def test_a_tall_row_is_cut_between_lines_and_loses_none() -> None:
    tall = lines_of(40)
    first, rest = cut_rows([tall], 20 * BODY.leading, forced=False)
    shown = [line for part in (*first, *rest) for line in part.cells[0][0].lines(TEXT_WIDTH)]  # type: ignore[attr-defined]
    assert shown == [str(number) for number in range(40)]
    assert first[0].height <= 20 * BODY.leading


@given(count=st.integers(5, 400), room=st.floats(60, TEXT_HEIGHT))
def test_cutting_a_text_leaves_at_least_two_lines_on_both_sides(count: int, room: float) -> None:
    text = Text("\n".join("x" * 3 for _ in range(count)), BODY)
    cut = text.split(200, room)
    if cut is not None:
        first, rest = (part.lines(200) for part in cut)  # type: ignore[attr-defined]
        assert len(first) >= 2
        assert len(rest) >= 2
        assert len(first) + len(rest) == count
        assert len(first) * BODY.leading <= room


@given(heights=st.lists(st.integers(1, 300), min_size=1, max_size=30), lonely=st.sets(st.integers(0, 29)))
def test_every_flow_comes_to_an_end_with_all_its_rows(heights: list[int], lonely: set[int]) -> None:
    rows = [row(height, keep_with_next=place in lonely) for place, height in enumerate(heights)]
    left, printed = rows, []
    while left:
        parts = cut_rows(left, TEXT_HEIGHT, forced=True)
        assert sum(each.height for each in parts[0]) <= TEXT_HEIGHT + 1
        printed += parts[0]
        left = parts[1] if len(parts) > 1 else []
    assert printed == rows


@given(text=st.text(alphabet=st.sampled_from("abc Жқ\n")), width=st.floats(30, 400), used=st.floats(0, 20))
def test_broken_lines_hold_every_character_and_fit(text: str, width: float, used: float) -> None:
    lines = break_lines(text, BODY, width, used=used)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    for place, line in enumerate(lines):
        taken = used if place == 0 else 0
        assert line_width(line, BODY.font) * BODY.size + taken <= width + 0.01 or len(line) == 1
