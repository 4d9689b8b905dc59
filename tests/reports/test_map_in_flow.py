"""A map among rows: on one page with its legend, and no page around it nearly empty."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tmfcheck.reports.blocks import Drawing
from tmfcheck.reports.flow import Row, RowLook, cut_rows
from tmfcheck.reports.map_in_flow import LOWEST, SCRAP, FlowingMap, around_map
from tmfcheck.reports.style import TEXT_HEIGHT

FLAT = RowLook(above=0, below=0)
TITLE, LEGEND = 40.0, (20.0, 30.0, 15.0)
WHOLE = TITLE + LOWEST + sum(LEGEND)
Pages = list[list[Row]]


def row(height: float, says: str = "") -> Row:
    return Row(((Drawing(height, lambda canvas, x, top, width: None, says=says),),), look=FLAT)


def laid_out(above: Sequence[float], wanted: float, below: Sequence[float]) -> Pages:
    chapter = FlowingMap(row(TITLE, "title"), lambda height: row(height, "map"), wanted, [row(each) for each in LEGEND])
    return pages_of(around_map([row(each) for each in above], chapter, [row(each) for each in below]))


def pages_of(rows: list[Row]) -> Pages:
    pages, left = [], rows
    while left:
        page, *rest = cut_rows(left, TEXT_HEIGHT, forced=True)
        pages.append(page)
        left = rest[0] if rest else []
    return pages


def height_of(page: Sequence[Row]) -> float:
    return sum(each.height for each in page)


def map_page(pages: Pages) -> int:
    return next(number for number, page in enumerate(pages) if "map" in says(page))


def says(page: Sequence[Row]) -> list[str]:
    return [each.cells[0][0].says for each in page]  # type: ignore[attr-defined]


HEIGHTS = st.lists(st.floats(10, 70), max_size=60)


@given(above=HEIGHTS, wanted=st.floats(220, 560), below=HEIGHTS)
def test_a_map_stands_on_one_page_with_its_title_and_legend(above, wanted, below):
    pages = laid_out(above, wanted, below)
    page = pages[map_page(pages)]
    at = says(page).index("map")
    assert says(page)[at - 1] == "title"
    assert [round(each.height) for each in page[at + 1 : at + 4]] == [20, 30, 15]
    assert page[at].height >= LOWEST
    heights = [each.height for each in (row for page in pages for row in page) if not each.cells[0][0].says]
    assert heights == [*above, *LEGEND, *below], "nothing is lost"


@given(above=HEIGHTS, wanted=st.floats(220, 560), below=HEIGHTS)
def test_a_map_takes_what_is_left_of_a_page_before_it_asks_for_another(above, wanted, below):
    pages = laid_out(above, wanted, below)
    place = map_page(pages)
    if place and says(pages[place])[0] == "title":
        assert height_of(pages[place - 1]) > TEXT_HEIGHT - WHOLE - 1


def test_a_map_is_drawn_lower_or_higher_where_the_last_page_would_hold_a_line_or_two():
    lines = [20.0] * 40
    heights = set()
    for above in range(0, 600, 20):
        pages = laid_out([20.0] * (above // 20), 300, lines)
        assert height_of(pages[-1]) >= SCRAP, above
        heights.add(next(each.height for page in pages for each in page if each.cells[0][0].says == "map"))
    assert {300} < heights


def test_a_map_keeps_its_height_where_nothing_is_gained():
    pages = laid_out([100.0], 300, [])
    assert [len(page) for page in pages] == [6]
    assert height_of(pages[0]) == 100 + TITLE + 300 + sum(LEGEND)
