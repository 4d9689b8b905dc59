"""The files of a pack's folder as plain data, read with suspicion: size, count and encoding are checked first."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tmfcheck.errors import PackError
from tmfcheck.packs.problems import Problem

MAX_FILES = 200
MAX_FILE_BYTES = 20_000_000
GLOSSARY_FILE = "glossary.csv"
SUBSTANCES_FILE = "substances.toml"
"""A library beside the pack, no part of it."""
GLOSSARY_TEXTS = {"term": "", "definition": "definition_"}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list such as ``[[question]]``: its file, its kind, its name for people, and its fields."""

    file: str
    kind: str
    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The raw bytes of a pack's folder by relative name, ``pack.toml`` first."""

    folder: Path
    contents: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """A hash of names and bytes, to see whether a compiled form is still current."""
        total = hashlib.sha256()
        for name, content in self.contents.items():
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()


def read_folder(folder: Path) -> SourceFiles:
    """Every source file of a pack.

    Raises PackError: PACK_UNKNOWN where there is no ``pack.toml``, PACK_TOO_LARGE, PACK_UNREADABLE.
    """
    if not (folder / "pack.toml").is_file():
        raise PackError("PACK_UNKNOWN", pack=folder)
    try:
        return SourceFiles(folder, {path.relative_to(folder).as_posix(): _read(path) for path in _source_paths(folder)})
    except OSError as error:
        raise PackError("PACK_UNREADABLE", pack=folder, reason=error.strerror or str(error)) from error


def _source_paths(folder: Path) -> list[Path]:
    first = folder / "pack.toml"
    apart = (first, folder / SUBSTANCES_FILE)
    others = sorted(path for path in folder.rglob("*.toml") if path not in apart)
    glossary = folder / GLOSSARY_FILE
    paths = [first, *others, *([glossary] if glossary.is_file() else [])]
    if len(paths) > MAX_FILES:
        raise PackError("PACK_TOO_LARGE", pack=folder, file=folder.name)
    return paths


def _read(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise PackError("PACK_TOO_LARGE", pack=path.parent, file=path.name)
    return path.read_bytes()


def parse_toml(files: SourceFiles, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    """The parsed TOML files by name; a file that cannot be parsed is reported and left out."""
    import tomllib

    parsed = {}
    for name, content in files.contents.items():
        if name.endswith(".toml"):
            try:
                parsed[name] = tomllib.loads(content.decode("utf-8"))
            except UnicodeDecodeError as error:
                problems.append(Problem("FILE_NOT_UTF8", name, data={"position": error.start}))
            except (ValueError, RecursionError) as error:  # no TOML, too deep, or a number of thousands of digits
                problems.append(Problem("FILE_NOT_TOML", name, data={"reason": str(error)}))
    return parsed


def glossary_items(files: SourceFiles, languages: tuple[str, ...], problems: list[Problem]) -> list[Item]:
    """The rows of ``glossary.csv`` in the shape of the format's other lists; a row with missing columns is reported."""
    content = files.contents.get(GLOSSARY_FILE)
    if content is None:
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem("FILE_NOT_CSV", GLOSSARY_FILE, data={"reason": str(error)}))
        return []
    items = []
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            problems.append(Problem("ROW_WRONG_LENGTH", GLOSSARY_FILE, f"row {number}"))
        else:
            items.append(_glossary_item(row, number, languages))
    return items


def _glossary_item(row: Mapping[str, str], number: int, languages: tuple[str, ...]) -> Item:
    fields: dict[str, Any] = {name: row[name] for name in ("id", "kk_sure", "note") if name in row}
    for name, prefix in GLOSSARY_TEXTS.items():
        fields[name] = {language: row[prefix + language] for language in languages if row.get(prefix + language)}
    avoided = {language: row.get(f"avoid_{language}", "").split() for language in languages}
    fields["avoid"] = {language: words for language, words in avoided.items() if words}
    return Item(GLOSSARY_FILE, "glossary", f"row {number} ({row.get('id', '')})", fields)
