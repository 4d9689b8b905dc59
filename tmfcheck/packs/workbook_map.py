"""The column map that tells how a foreign workbook becomes a pack: a small TOML file an expert can write."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tmfcheck.domain.pack import Text
from tmfcheck.errors import InputError
from tmfcheck.packs.fields import unknown_keys

MAX_BYTES = 1_000_000
"""No map written by hand is larger."""

Columns = Mapping[str, str]
"""Language code to column letters."""


@dataclass(frozen=True, slots=True)
class PackPart:
    """What the new pack is called, and the pack that gives everything the workbook does not hold."""

    id: str
    edition: str
    title: Text
    languages: tuple[str, ...]
    base: str = "unece-tmf"
    description: Text = field(default_factory=dict)
    licence: str = "unknown"


@dataclass(frozen=True, slots=True)
class AnswersPart:
    """The answer options: ``word`` is the column of the workbook's own words, turned into ids by ``words.answer``."""

    sheet: str
    word: str
    label: Columns
    first_row: int = 2
    value: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsPart:
    """One sheet of questions for one subgroup; every value but ``sheet``, ``subgroup`` and texts is a column.

    ``section`` holds the heading of a section, written once above its questions or repeated; ``measures`` holds ids
    separated by commas, called for by ``measures_when``.
    """

    sheet: str
    subgroup: str
    text: Columns
    first_row: int = 2
    number: str = ""
    section: Columns = field(default_factory=dict)
    category: str = ""
    weight: str = ""
    critical: str = ""
    measures: str = ""
    measures_when: tuple[str, ...] = ("no", "mostly_no")
    why: Columns = field(default_factory=dict)
    how_to_check: Columns = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeasuresPart:
    """A sheet of measures; every value but ``sheet`` and ``first_row`` is a column."""

    sheet: str
    id: str
    title: Columns
    first_row: int = 2
    category: str = ""
    term: str = ""
    cost: str = ""
    addressee: str = ""
    interim: str = ""
    what: Columns = field(default_factory=dict)
    why: Columns = field(default_factory=dict)
    needs: Columns = field(default_factory=dict)
    duration: Columns = field(default_factory=dict)
    verification: Columns = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The workbook's own words for ids of the pack, and what stands for an empty cell (key ``""``)."""

    answer: Mapping[str, str] = field(default_factory=dict)
    category: Mapping[str, str] = field(default_factory=dict)
    critical: Mapping[str, str] = field(default_factory=dict)
    term: Mapping[str, str] = field(default_factory=dict)
    cost: Mapping[str, str] = field(default_factory=dict)
    addressee: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookMap:
    """The whole map; only ``pack`` and at least one ``questions`` part are needed."""

    pack: PackPart
    questions: tuple[QuestionsPart, ...]
    answers: AnswersPart | None = None
    measures: tuple[MeasuresPart, ...] = ()
    words: Words = field(default_factory=Words)


def read_map(path: Path) -> WorkbookMap:
    """A map from its TOML file; raises InputError INPUT_UNREADABLE, INPUT_TOO_LARGE or MAP_WRONG saying where."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise InputError("INPUT_TOO_LARGE", path=path, limit=MAX_BYTES // 1_000_000)
        raw = tomllib.loads(content.decode("utf-8"))
        made = msgspec.convert(raw, WorkbookMap)
        for key in unknown_keys(raw, made):
            raise msgspec.ValidationError(f"unknown key {key.removeprefix('.')}")
    except OSError as error:
        raise InputError("INPUT_UNREADABLE", path=path, reason=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:  # no TOML, too deep, or a number of thousands of digits
        raise InputError("MAP_WRONG", path=path, reason=str(error)) from error
    return made
