"""Long work cut into steps, after each of which whoever waits is told how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Result, Row

Heard = Callable[[int, int], None]
"""Told things done and things in all (0: not known); an exception it raises ends the work, and its transaction."""

A_STEP = 250
Thing = TypeVar("Thing")


def fetched(result: Result[Any], heard: Heard | None) -> Iterator[Sequence[Row[Any]]]:
    """The rows of a query in pieces as they come from the file; how many there are in all is not known (0)."""
    done = 0
    for part in [result.all()] if heard is None else result.partitions(A_STEP):
        yield part
        done += len(part)
        if heard is not None:
            heard(done, 0)


def in_steps(things: Sequence[Thing], heard: Heard | None) -> Iterator[Sequence[Thing]]:
    """The things in pieces; all at once where nobody listens."""
    size = max(1, len(things) if heard is None else A_STEP)
    for start in range(0, len(things), size):
        yield things[start : start + size]
        if heard is not None:
            heard(min(start + size, len(things)), len(things))
