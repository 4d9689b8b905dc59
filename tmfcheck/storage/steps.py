"""Long work cut into steps, after each of which whoever waits is told how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Heard = Callable[[int, int], None]
"""Told things done and things in all; an exception it raises ends the work, and its transaction with it."""

A_STEP = 250
Thing = TypeVar("Thing")


def in_steps(things: Sequence[Thing], heard: Heard | None) -> Iterator[Sequence[Thing]]:
    """The things in pieces; all at once where nobody listens."""
    size = max(1, len(things) if heard is None else A_STEP)
    for start in range(0, len(things), size):
        yield things[start : start + size]
        if heard is not None:
            heard(min(start + size, len(things)), len(things))
