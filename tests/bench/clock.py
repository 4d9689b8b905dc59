"""Timing side by side: the thing and its floor in turn, so that a machine that changes its speed is unfair to both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``floor`` and ``aim`` are empty where there is none."""

    name: str
    value: str
    floor: str = ""
    ratio: str = ""
    aim: str = ""


def milliseconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - started)


def median(values: list[float]) -> float:
    return statistics.median(values)


def percentile_95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def in_turn(thing: Callable[[], object], floor: Callable[[], object], runs: int) -> tuple[list[float], list[float]]:
    """Milliseconds of both, measured alternately after one call of each to warm up."""
    thing()
    floor()
    pairs = [(milliseconds(thing), milliseconds(floor)) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def compared(name: str, thing: list[float], floor: list[float], aim: str) -> Line:
    """A line with both medians and the median of the ratios pair by pair."""
    ratio = median([a / b for a, b in zip(thing, floor, strict=True)])
    return Line(name, f"{median(thing):.2f} ms", f"{median(floor):.2f} ms", f"{ratio:.2f}", aim)
