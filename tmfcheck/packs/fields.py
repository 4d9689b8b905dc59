"""One authored item against the rulebook's dataclass: each wrong, missing or untranslated field is a problem."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from tmfcheck.domain.pack import Text
from tmfcheck.packs.folder import Item
from tmfcheck.packs.problems import Problem

T = TypeVar("T")
UNREADABLE = object()


def read_item(kind: type[T], item: Item, languages: tuple[str, ...], problems: list[Problem]) -> T | None:
    """The item as ``kind``, or None when a field is missing or wrong; all problems are reported.

    A text that lacks a language is reported but does not hide the item from the checks that follow.
    """
    definitions = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    for name in item.fields.keys() - definitions.keys():
        problems.append(Problem("FIELD_UNKNOWN", item.file, item.name, name))
    values: dict[str, Any] = {}
    for name, definition in definitions.items():
        if name in item.fields:
            values[name] = _read_field(_type_of(kind, name), item, name, problems)
        elif _is_required(definition) and not _may_be_none(_type_of(kind, name)):
            problems.append(Problem("FIELD_MISSING", item.file, item.name, name))
            values[name] = UNREADABLE
        elif _is_required(definition):
            values[name] = None
    for name, value in values.items():
        if _is_text(_type_of(kind, name)) and isinstance(value, Mapping):
            problems.extend(_text_problems(item, name, value, languages))
    return None if UNREADABLE in values.values() else kind(**values)


def _is_required(definition: dataclasses.Field[Any]) -> bool:
    return definition.default is dataclasses.MISSING and definition.default_factory is dataclasses.MISSING


def _type_of(kind: type, name: str) -> Any:
    return _types_of(kind)[name]


@cache
def _types_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _may_be_none(annotation: Any) -> bool:
    return type(None) in getattr(annotation, "__args__", ())


def _is_text(annotation: Any) -> bool:
    return bool(annotation in (Text, Text | None))


def _read_field(annotation: Any, item: Item, name: str, problems: list[Problem]) -> Any:
    raw = item.fields[name]
    try:
        value = msgspec.convert(raw, annotation, dec_hook=fraction_hook)
    except msgspec.ValidationError as error:
        problems.append(Problem("FIELD_WRONG", item.file, item.name, name, data={"reason": str(error)}))
        return UNREADABLE
    problems.extend(Problem("FIELD_UNKNOWN", item.file, item.name, f"{name}{key}") for key in unknown_keys(raw, value))
    return value


def unknown_keys(raw: Any, value: Any) -> Iterator[str]:
    """Keys inside a raw value that its dataclasses do not have, as ``.key``; they would be lost without a word."""
    if isinstance(raw, Mapping):
        fields = {each.name for each in dataclasses.fields(value)} if dataclasses.is_dataclass(value) else set(raw)
        for key, part in raw.items():
            if key not in fields:
                yield f".{key}"
            else:
                inner = getattr(value, key) if dataclasses.is_dataclass(value) else value[key]
                yield from (f".{key}{each}" for each in unknown_keys(part, inner))
    elif isinstance(raw, list) and isinstance(value, tuple | list):
        for part, inner in zip(raw, value, strict=True):
            yield from unknown_keys(part, inner)


def _text_problems(item: Item, name: str, text: Mapping[str, str], languages: tuple[str, ...]) -> list[Problem]:
    missing = [language for language in languages if not text.get(language, "").strip()]
    strange = [language for language in text if language not in languages]
    return [
        *(Problem("TEXT_MISSING", item.file, item.name, name, language) for language in missing),
        *(Problem("LANGUAGE_NOT_LISTED", item.file, item.name, name, language) for language in strange),
    ]


def fraction_hook(kind: type, raw: Any) -> Any:
    """Exact numbers for msgspec: whole numbers or strings such as ``2/3``; a float is refused."""
    if kind is not Fraction:
        raise NotImplementedError(kind)
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise ValueError('write exact numbers as whole numbers or as text such as "2/3"')
    try:
        return Fraction(raw)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f'"{raw}" is not a number') from error
