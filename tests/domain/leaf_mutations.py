"""Every leaf of a tree of frozen dataclasses changed, one at a time, for tests that must notice each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_type_hints

from tests.packs_for_tests import START
from tmfcheck.domain.evidence import Pin
from tmfcheck.domain.facility import FactQuality

Mutations = Iterator[tuple[str, Any]]
NAMES = {"FactQuality": FactQuality}
"""What a module names for the type checker alone."""
SAMPLES: Mapping[Any, Any] = {
    str: "ab" * 32,
    int: 3,
    float: 1.5,
    bool: True,
    date: date(2024, 2, 3),
    datetime: START,
    Pin: Pin(latitude=40.0, longitude=71.0),
}


def mutations(value: Any, hint: Any, path: str = "") -> Mutations:
    """The path of every leaf below a value, and the value with that leaf changed; ``hint`` is its type.

    What is None becomes something, entries of lists and maps go (``-``), and lists are turned around (``~``).
    """
    if value is None:
        kind = next(each for each in get_args(hint) if each is not NoneType)
        yield path, SAMPLES[kind] if kind in SAMPLES else next(iter(kind))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _of_fields(value, path)
    elif isinstance(value, Mapping):
        yield from _of_map(value, hint, path)
    elif isinstance(value, tuple):
        yield from _of_list(value, hint, path)
    else:
        yield path, _other(value)


def _of_fields(value: Any, path: str) -> Mutations:
    hints = get_type_hints(type(value), None, NAMES)
    for each in fields(value):
        for below, changed in mutations(getattr(value, each.name), hints[each.name], f"{path}.{each.name}"):
            yield below, replace(value, **{each.name: changed})


def _of_map(value: Mapping[str, Any], hint: Any, path: str) -> Mutations:
    for key, each in value.items():
        yield f"{path}.{key}-", {name: other for name, other in value.items() if name != key}
        for below, changed in mutations(each, get_args(hint)[-1], f"{path}.{key}"):
            yield below, {**value, key: changed}


def _of_list(value: tuple[Any, ...], hint: Any, path: str) -> Mutations:
    for place, each in enumerate(value):
        yield f"{path}.{place}-", (*value[:place], *value[place + 1 :])
        for below, changed in mutations(each, (get_args(hint) or (str,))[0], f"{path}.{place}"):
            yield below, (*value[:place], changed, *value[place + 1 :])
    if len(value) > 1:
        yield f"{path}~", tuple(reversed(value))


def _other(value: Any) -> Any:
    if isinstance(value, Enum):
        return next(each for each in type(value) if each is not value)
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value + timedelta(days=40)
    return f"{value}x" if isinstance(value, str) else value + 1
