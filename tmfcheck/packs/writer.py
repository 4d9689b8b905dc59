"""A pack back into a folder of source files, laid out as the format describes, for the keepers of content."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import tomli_w

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import PackError
from tmfcheck.packs.reader import BY_ID, LISTS
from tmfcheck.packs.resolved import to_document

# Lists of pack.toml in the order a reader expects them; the others have files of their own.
_IN_PACK_FILE = (
    "source",
    "group",
    "subgroup",
    "category",
    "answer",
    "basis",
    "reason",
    "figure",
    "time_frame",
    "cost_class",
    "addressee",
)
_DERIVED = {"question": ("group", "subgroup")}


def write_pack(pack: Pack, folder: Path) -> None:
    """Write the pack's source files into a new or empty folder.

    Raises PackError FOLDER_NOT_EMPTY before anything is written, PACK_NOT_WRITTEN when the disk refuses.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PackError("FOLDER_NOT_EMPTY", folder=folder)
    contents = source_files(pack)
    try:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise PackError("PACK_NOT_WRITTEN", folder=folder, reason=error.strerror or str(error)) from error


def source_files(pack: Pack) -> dict[str, bytes]:
    """The pack's source files by relative name; reading them gives back the identical pack."""
    document = to_document(pack)
    lists = {name: _entries(document, name) for name in LISTS}
    heading = {name: value for name, value in document.items() if name not in {field for _, field in LISTS.values()}}
    files = {
        "pack.toml": {**heading, **{name: lists[name] for name in _IN_PACK_FILE}},
        "indices.toml": {"table": lists["table"]},
        "references.toml": {"reference": lists["reference"]},
        **_question_files(document, lists),
        **_measure_files(document, lists),
    }
    written = {name: tomli_w.dumps(content, multiline_strings=True).encode() for name, content in files.items()}
    return {**written, "glossary.csv": _glossary(document)}


def _entries(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The entries of one list, without what the reader derives or would fill in."""
    field = LISTS[name][1]
    values = document[field].values() if field in BY_ID else document[field]
    return [authored(name, value) for value in values]


def authored(name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of the resolved form as an author writes it: nothing derived, nothing empty."""
    kept = {key: value for key, value in entry.items() if value is not None and key not in _DERIVED.get(name, ())}
    if "applies_if" in kept:
        kept["applies_if"] = _condition(kept["applies_if"])
    return kept


def _condition(condition: Mapping[str, Any]) -> dict[str, Any]:
    """A condition with only the parts it uses."""
    kept = {key: value for key, value in condition.items() if value is not None and value != []}
    return {
        key: [_condition(part) for part in value] if key in ("all", "any") else value for key, value in kept.items()
    }


def _question_files(document: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """One file for each subgroup; the numbers in front keep the pack's order when the names are sorted."""
    files = {}
    for number, subgroup in enumerate(document["subgroups"], start=1):
        sections = [section for section in lists["section"] if section["subgroup"] == subgroup["id"]]
        names = {section["id"] for section in sections}
        questions = [question for question in lists["question"] if question["section"] in names]
        if sections:
            files[f"questions/{number:02d}-{subgroup['id']}.toml"] = {"section": sections, "question": questions}
    return files


def _measure_files(document: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """One file for each run of measures of a category, numbered, so that the pack's order stays."""
    files: dict[str, Any] = {}
    last = ""
    for measure in lists["measure"]:
        if measure["category"] != last:
            last = measure["category"]
            files[f"measures/{len(files) + 1:03d}-{last}.toml"] = {"measure": []}
        next(reversed(files.values()))["measure"].append(measure)
    return files


def _glossary(document: Mapping[str, Any]) -> bytes:
    languages = document["languages"]
    columns = ["id", *languages, "kk_sure", *(f"definition_{each}" for each in languages), "note"]
    avoided = [language for language in languages if any(language in term["avoid"] for term in document["glossary"])]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*columns, *(f"avoid_{language}" for language in avoided)])
    writer.writerows(_glossary_rows(document["glossary"], languages, avoided))
    return out.getvalue().encode()


def _glossary_rows(terms: Iterable[Mapping[str, Any]], languages: list[str], avoided: list[str]) -> Iterable[list[str]]:
    for term in terms:
        words = [term["term"].get(language, "") for language in languages]
        definitions = [term["definition"].get(language, "") for language in languages]
        avoid = [" ".join(term["avoid"].get(language, [])) for language in avoided]
        yield [term["id"], *words, term["kk_sure"], *definitions, term["note"], *avoid]
