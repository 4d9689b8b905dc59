"""A map among the rows of a report, drawn as high as it must be for no page around it to stay nearly empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmfcheck.reports.flow import Row, room_left
from tmfcheck.reports.style import TEXT_HEIGHT

LOWEST = 160.0
"""A lower figure is no map any more; it goes on the next page instead."""
SCRAP = TEXT_HEIGHT / 5
"""A last page that holds less than this looks forgotten."""
_CHANGES = tuple(change for step in range(0, 101, 10) for change in (step, -step))
"""By how many points a figure may be made higher or lower against such a page, what changes least first."""


@dataclass(frozen=True, slots=True)
class FlowingMap:
    """A chapter with a map: its title, the figure in any height in points, and the legend beneath."""

    title: Row
    figure: Callable[[float], Row]
    wanted: float
    legend: Sequence[Row]

    def rows(self, height: float) -> list[Row]:
        """The chapter with its figure in this height; nothing in it goes on another page."""
        rows = [self.title, self.figure(height), *self.legend]
        return [*(replace(row, keep_with_next=True) for row in rows[:-1]), rows[-1]]


def around_map(above: Sequence[Row], drawn: FlowingMap, below: Sequence[Row]) -> list[Row]:
    """All rows in their order, the chapter with the map on one page: in what is left of a page, or on the next."""
    layouts = ([*above, *drawn.rows(height), *below] for height in _heights(above, drawn))
    first = next(layouts)
    if _ends_well(first):
        return first
    return next(filter(_ends_well, layouts), first)


def _heights(above: Sequence[Row], drawn: FlowingMap) -> Iterator[float]:
    """The heights the figure may have, the best first: in what the page leaves free, then on a page of its own."""
    left, taken = room_left(above), sum(row.height for row in drawn.rows(0))
    rooms = [left - taken] if left - taken >= LOWEST else []
    if not rooms or left < TEXT_HEIGHT / 2:
        rooms.append(TEXT_HEIGHT - taken)
    for room in rooms:
        best = min(drawn.wanted, room)
        yield from (best + change for change in _CHANGES if LOWEST <= best + change <= room)


def _ends_well(rows: Sequence[Row]) -> bool:
    return bool(TEXT_HEIGHT - room_left(rows) >= SCRAP)
