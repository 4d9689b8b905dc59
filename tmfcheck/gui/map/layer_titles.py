"""Titles that tell layers apart: what a layer calls itself, and where two say the same, what their files add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

LONGEST_ADDITION = 60


def distinct_titles(layers: Sequence[tuple[str, Path]]) -> list[str]:
    """A title for each layer, given what it calls itself and its file; no two are alike."""
    shown = [title for title, _path in layers]
    for title in {each for each in shown if shown.count(each) > 1}:
        alike = [number for number, (each, _path) in enumerate(layers) if each == title]
        for number, addition in zip(alike, _additions([layers[number][1] for number in alike]), strict=True):
            shown[number] = f"{title} ({addition})"
    return shown


def _additions(paths: list[Path]) -> list[str]:
    """The shortest ends of the paths that differ; a number where even these are too long to be shown."""
    for ends in _ends(paths):
        fitting = [_fitting(each) for each in ends]
        if len(set(fitting)) == len(paths):
            return fitting
    return [str(number) for number in range(1, len(paths) + 1)]


def _ends(paths: list[Path]) -> Iterator[list[str]]:
    yield [path.name for path in paths]
    yield [path.parent.name for path in paths]
    for length in range(2, max(len(path.parts) for path in paths) + 1):
        yield ["/".join(path.parts[-length:]) for path in paths]


def _fitting(words: str) -> str:
    """One line, cut at its beginning, where paths are alike anyway."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_ADDITION else f"…{line[1 - LONGEST_ADDITION :]}"
