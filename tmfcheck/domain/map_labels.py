"""Order on a crowded map: names that do not overlap, points gathered into clusters, round lengths and steps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tmfcheck.domain.map_frame import Box, Position

CELL = 40.0
"""Points of the page a cell of the search grid is wide."""


@dataclass(frozen=True, slots=True)
class LabelWish:
    """A label of this size that wants to stand beside a symbol; ``gap`` is the symbol's radius and the air around it.

    ``centred`` labels stand on their place itself, as the names of countries do.
    """

    anchor: Position
    width: float
    height: float
    gap: float
    centred: bool = False


@dataclass
class TakenRoom:
    """What of the page is taken; asks only the neighbourhood, so that thousands of boxes stay quick."""

    _cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def take(self, box: Box) -> None:
        """Mark a box as taken."""
        for cell in _cells_of(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Whether nothing taken meets the box."""
        return not any(box.meets(other) for cell in _cells_of(box) for other in self._cells.get(cell, ()))


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(math.floor(box.x / CELL), math.floor(box.right / CELL) + 1):
        for row in range(math.floor(box.y / CELL), math.floor(box.top / CELL) + 1):
            yield column, row


def place_labels(wishes: Iterable[LabelWish], within: Box, taken: TakenRoom) -> list[Box | None]:
    """A place for each label in turn, None where there is none; earlier wishes are served first.

    No label meets another or anything taken before, and all lie within the box. The places are marked as taken.
    """
    placed: list[Box | None] = []
    for wish in wishes:
        free = (box for box in _places_beside(wish) if within.holds(box) and taken.is_free(box))
        found = next(free, None)
        if found is not None:
            taken.take(found)
        placed.append(found)
    return placed


def _places_beside(wish: LabelWish) -> Iterator[Box]:
    """The places a reader looks for a label, best first: right, left, above, below, and askew."""
    (x, y), gap, width, height = wish.anchor, wish.gap, wish.width, wish.height
    if wish.centred:
        yield Box(x - width / 2, y - height / 2, width, height)
        return
    lean = 0.7 * gap
    for left, bottom in (
        (x + gap, y - height / 2),
        (x - gap - width, y - height / 2),
        (x - width / 2, y + gap),
        (x - width / 2, y - gap - height),
        (x + lean, y + lean),
        (x + lean, y - lean - height),
        (x - lean - width, y + lean),
        (x - lean - width, y - lean - height),
    ):
        yield Box(left, bottom, width, height)


def clusters(positions: Sequence[Position], radius: float) -> list[list[int]]:
    """The indices of positions gathered so that no two first ones lie nearer than ``radius``; every index once.

    The first of each group is its centre, and earlier positions become centres first: give the important ones first.
    """
    centres: dict[tuple[int, int], list[int]] = {}
    groups: dict[int, list[int]] = {}
    for index, position in enumerate(positions):
        candidates = ((math.dist(positions[each], position), each) for each in _centres_near(centres, position, radius))
        near = min(candidates, default=(math.inf, index))
        if near[0] < radius:
            groups[near[1]].append(index)
            continue
        groups[index] = [index]
        centres.setdefault(_cell(position, radius), []).append(index)
    return list(groups.values())


def _cell(position: Position, size: float) -> tuple[int, int]:
    return math.floor(position[0] / size), math.floor(position[1] / size)


def _centres_near(centres: dict[tuple[int, int], list[int]], position: Position, radius: float) -> Iterator[int]:
    column, row = _cell(position, radius)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            yield from centres.get((x, y), ())


def round_length(at_most: float) -> float:
    """The largest of 1, 2 and 5 times a power of ten that is not above ``at_most``, which is above 0."""
    power = 10.0 ** math.floor(math.log10(at_most))
    return max(step * power for step in (1, 2, 5) if step * power <= at_most or step == 1)


DEGREE_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)


def degree_step(span: float, wanted: int = 6) -> float:
    """The step in degrees that divides a span into about as many pieces as wanted, at most that many if it can."""
    return next((step for step in DEGREE_STEPS if span / step <= wanted), DEGREE_STEPS[-1])


def multiples(low: float, high: float, step: float) -> list[float]:
    """The whole multiples of a step from low to high."""
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]
