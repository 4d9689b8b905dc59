"""Between frozen dataclasses and plain JSON values, by the dataclasses' own fields and types, strict on the way in.

A field that holds its default is left out, so that a field added later leaves older documents as they are. Texts,
whole numbers, true and false stay; a number without fraction is whole; moments are UTC text with six decimals; days
are ``2026-06-12``; words of a list are text; tuples are lists; mappings and dataclasses are objects.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from tmfcheck.domain import facility
from tmfcheck.errors import InputError

MAX_TEXT_LENGTH = 50_000
MAX_ITEMS = 100_000
MAX_NUMBER = 1e15
MAX_DEPTH = 12
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""At the edges of the calendar a moment cannot be told in another time zone; nothing of ours happened there."""
FIRST_ZONED_YEAR = 1971
"""Some systems tell no local time of an earlier moment."""


def to_plain(value: Any) -> Any:
    """The plain value of a dataclass, a mapping, a tuple, a moment, a day, a word, a number or a text."""
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if not is_dataclass(value):
        return _plain_scalar(value)
    return {
        each.name: to_plain(getattr(value, each.name))
        for each in fields(value)
        if getattr(value, each.name) != _default(each)
    }


def _plain_scalar(value: Any) -> Any:
    match value:
        case str():
            return str(value)
        case float() if value.is_integer():
            return int(value)
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
    return value


def moment_text(moment: datetime) -> str:
    """A moment in UTC; one without a zone, as a camera writes it, stays without one."""
    zoned = moment.astimezone(UTC) if moment.tzinfo is not None else moment
    return zoned.isoformat(timespec="microseconds")


def from_plain(kind: Any, value: Any, place: str) -> Any:
    """The value of type ``kind`` that a plain value describes; ``place`` names it in an error.

    Raises InputError CONTENT_WRONG for an unknown or missing key, another type, or a size beyond reason.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_one_of(get_args(kind), value, place)
    if origin is tuple:
        return _read_tuple(get_args(kind), value, place)
    if origin is not None and issubclass(origin, Mapping):
        member = get_args(kind)[1]
        return {key: from_plain(member, each, f"{place}.{key}") for key, each in read_object(value, place).items()}
    return _read_fields(kind, value, place) if is_dataclass(kind) else _read_scalar(kind, value, place)


def check_plain(value: Any, place: str, depth: int = MAX_DEPTH) -> None:
    """Refuse plain values of any shape that are too deep or too large; raises InputError CONTENT_WRONG."""
    if depth == 0:
        raise wrong(place)
    if isinstance(value, dict):
        for key, each in read_object(value, place).items():
            check_plain(each, f"{place}.{key}", depth - 1)
    elif isinstance(value, list):
        for each in from_plain(tuple[Any, ...], value, place):
            check_plain(each, place, depth - 1)
    elif isinstance(value, str):
        _text(value, place)
    elif not (value is None or isinstance(value, bool)):
        _number(float, value, place)


def wrong(place: str) -> InputError:
    """The error for a value that no version of the program writes at this place."""
    return InputError("CONTENT_WRONG", place=place[:200])


def read_object(value: Any, place: str) -> Mapping[str, Any]:
    """An object with text keys of a sane number; raises InputError CONTENT_WRONG."""
    if not isinstance(value, dict) or len(value) > MAX_ITEMS:
        raise wrong(place)
    for key in value:
        _text(key, place)
    return value


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _read_fields(kind: Any, value: Any, place: str) -> Any:
    given = read_object(value, place)
    hints = _hints(kind)
    if given.keys() - hints.keys():
        raise wrong(f"{place}.{min(given.keys() - hints.keys())}")
    missing = [each.name for each in fields(kind) if each.name not in given and _default(each) is MISSING]
    if missing:
        raise wrong(f"{place}.{missing[0]}")
    return kind(**{name: from_plain(hints[name], each, f"{place}.{name}") for name, each in given.items()})


@lru_cache(maxsize=64)
def _hints(kind: Any) -> dict[str, Any]:
    # Parts of a facility name the quality of a figure for the type checker alone.
    return get_type_hints(kind, localns={"FactQuality": facility.FactQuality})


def _read_tuple(members: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise wrong(place)
    if len(members) == 2 and members[1] is ...:
        return tuple(from_plain(members[0], each, f"{place}[{at}]") for at, each in enumerate(value))
    if len(members) != len(value):
        raise wrong(place)
    return tuple(from_plain(member, each, place) for member, each in zip(members, value, strict=True))


def _read_one_of(members: tuple[Any, ...], value: Any, place: str) -> Any:
    """The value by the first member whose JSON type it has."""
    for member in members:
        if _fits(member, value):
            return None if value is None else from_plain(member, value, place)
    raise wrong(place)


def _fits(member: Any, value: Any) -> bool:
    if get_origin(member) is tuple:
        return isinstance(value, list)
    if is_dataclass(member) or get_origin(member) is not None:
        return isinstance(value, dict)
    # Exact types: in Python true and false are whole numbers as well.
    return type(value) in _JSON_TYPES.get(member, (str,))


_JSON_TYPES: Mapping[Any, tuple[type, ...]] = {
    type(None): (type(None),),
    bool: (bool,),
    int: (int,),
    float: (int, float),
}


def _read_scalar(kind: Any, value: Any, place: str) -> Any:
    if kind is Any or (kind is bool and isinstance(value, bool)):
        return value
    if kind in (int, float):
        return _number(kind, value, place)
    if kind is bool:
        raise wrong(place)
    readers: Mapping[Any, Callable[[str], Any]] = {datetime: _moment, date: date.fromisoformat}
    read = readers.get(kind, kind)
    try:
        return read(_text(value, place))
    except (ValueError, OverflowError) as error:
        raise wrong(place) from error


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR or moment_text(moment) != text:
        raise ValueError(text)
    return moment


def _number(kind: Any, value: Any, place: str) -> int | float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or (kind is int and not isinstance(value, int)):
        raise wrong(place)
    # Written this way round, a number that is none (NaN) is refused too.
    if not abs(value) <= MAX_NUMBER:
        raise wrong(place)
    number: int | float = value
    return number


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT_LENGTH:
        raise wrong(place)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise wrong(place) from error
    return value
