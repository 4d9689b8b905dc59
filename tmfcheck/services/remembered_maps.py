"""Column maps kept on this machine, so that a list with the same headings need not be mapped twice."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmfcheck.errors import InputError
from tmfcheck.lists.list_map import ListMap, map_text, read_map
from tmfcheck.paths import data_folder
from tmfcheck.services.output_files import replace_file


def remember_map(headings: Sequence[str], made: ListMap) -> None:
    """Keep a map under the headings of its list, without the decisions on single rows.

    It is a convenience: where it cannot be written, nothing is remembered and nothing else is lost.
    """
    file = _file(headings)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, map_text(replace(made, rows={}, duplicates=None)))
    except OSError:
        return


def remembered_map(headings: Sequence[str]) -> ListMap | None:
    """The map last used for these headings; None where there is none, or none that can be read."""
    file = _file(headings)
    if not file.is_file():
        return None
    try:
        return read_map(file)
    except InputError:
        return None


def _file(headings: Sequence[str]) -> Path:
    """Named after the headings, whatever the list is called."""
    folded = json.dumps([heading.strip().casefold() for heading in headings], ensure_ascii=True)
    return data_folder() / "maps" / f"{hashlib.sha256(folded.encode()).hexdigest()[:24]}.toml"
