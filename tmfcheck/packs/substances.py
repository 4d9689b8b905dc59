"""The library of substances beside a pack: read with every problem named, no part of the pack and its fingerprint."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tmfcheck.domain.substances import LibrarySource, LibrarySubstance, SubstanceLibrary, is_cas_number
from tmfcheck.packs.fields import read_item
from tmfcheck.packs.folder import MAX_FILE_BYTES, SUBSTANCES_FILE, Item
from tmfcheck.packs.problems import Problem

_KINDS: Mapping[str, type] = {"source": LibrarySource, "substance": LibrarySubstance}


def read_substances(folder: Path, languages: tuple[str, ...]) -> tuple[SubstanceLibrary, tuple[Problem, ...]]:
    """The library in a pack's folder, empty where there is none, and every problem; an item with one is left out."""
    problems: list[Problem] = []
    content = _read(folder / SUBSTANCES_FILE, problems)
    read: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    for item in _items(content, problems):
        value: Any = read_item(_KINDS[item.kind], item, languages, problems)
        if value is None:
            continue
        if value.id in read[item.kind]:
            problems.append(Problem("ID_TWICE", item.file, item.name, "id", data={"first": SUBSTANCES_FILE}))
        else:
            read[item.kind][value.id] = value
    problems.extend(_findings(read))
    return SubstanceLibrary(tuple(read["substance"].values()), read["source"]), tuple(problems)


def _read(file: Path, problems: list[Problem]) -> Mapping[str, Any]:
    try:
        if not file.is_file():
            return {}
        if file.stat().st_size > MAX_FILE_BYTES:
            problems.append(Problem("FILE_OVER_LIMIT", file.name, data={"limit": MAX_FILE_BYTES // 1_000_000}))
            return {}
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        problems.append(Problem("FILE_NOT_UTF8", file.name, data={"position": error.start}))
    except (ValueError, RecursionError) as error:  # no TOML, too deep, or a number of thousands of digits
        problems.append(Problem("FILE_NOT_TOML", file.name, data={"reason": str(error)}))
    except OSError as error:
        problems.append(Problem("FIELD_WRONG", file.name, data={"reason": error.strerror or str(error)}))
    return {}


def _items(content: Mapping[str, Any], problems: list[Problem]) -> Iterator[Item]:
    for kind, entries in content.items():
        if kind not in _KINDS:
            problems.append(Problem("LIST_UNKNOWN", SUBSTANCES_FILE, kind))
        elif not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            problems.append(Problem("NOT_A_LIST", SUBSTANCES_FILE, kind))
        else:
            for number, entry in enumerate(entries, start=1):
                yield Item(SUBSTANCES_FILE, kind, f"{kind} {entry.get('id', f'no. {number}')}", entry)


def _findings(read: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """A number whose check digit does not fit, a source that is not named, a standing without a source."""
    for substance in read["substance"].values():
        item = f"substance {substance.id}"
        if substance.cas and not is_cas_number(substance.cas):
            yield Problem("CAS_NUMBER_WRONG", SUBSTANCES_FILE, item, "cas")
        if substance.source and substance.source not in read["source"]:
            yield Problem("ID_UNKNOWN", SUBSTANCES_FILE, item, "source", data={"target": substance.source})
        if substance.verified and not substance.source:
            yield Problem("FIELD_MISSING", SUBSTANCES_FILE, item, "source")
