"""From a pack's source files to the rulebook's Pack, collecting all problems of all files on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tmfcheck.domain import pack as rules
from tmfcheck.packs.advice import advise
from tmfcheck.packs.checks import check_pack
from tmfcheck.packs.fields import read_item
from tmfcheck.packs.folder import Item, SourceFiles, glossary_items, parse_toml
from tmfcheck.packs.problems import Problem, Severity, has_errors

FORMAT = 1

# The name of a list in the files, the class of its entries, and the field of Pack it fills.
LISTS: Mapping[str, tuple[type, str]] = {
    "source": (rules.Source, "sources"),
    "figure": (rules.Figure, "figures"),
    "table": (rules.Table, "tables"),
    "answer": (rules.AnswerOption, "answers"),
    "basis": (rules.EvidenceBasis, "bases"),
    "reason": (rules.Reason, "reasons"),
    "category": (rules.Category, "categories"),
    "group": (rules.Group, "groups"),
    "subgroup": (rules.Subgroup, "subgroups"),
    "section": (rules.Section, "sections"),
    "question": (rules.Question, "questions"),
    "measure": (rules.Measure, "measures"),
    "time_frame": (rules.TimeFrame, "time_frames"),
    "cost_class": (rules.Choice, "cost_classes"),
    "addressee": (rules.Choice, "addressees"),
    "reference": (rules.Reference, "references"),
    "glossary": (rules.GlossaryTerm, "glossary"),
}
BY_ID = ("figures", "tables")


@dataclass(frozen=True, slots=True)
class Heading:
    """The single values at the top of ``pack.toml``."""

    format: int
    id: str
    edition: str
    title: rules.Text
    description: rules.Text
    licence: str
    languages: tuple[str, ...]
    review: Mapping[str, rules.Review] = field(default_factory=dict)


def read_pack(files: SourceFiles) -> tuple[rules.Pack | None, tuple[Problem, ...]]:
    """The pack, or None when an error makes it unusable, and every problem found in all its files."""
    problems: list[Problem] = []
    parsed = parse_toml(files, problems)
    heading = _read_heading(parsed, problems)
    if heading is None:
        return None, tuple(problems)
    items = [*_items_of(parsed, problems), *glossary_items(files, heading.languages, problems)]
    return read_items(heading, items, problems), tuple(problems)


def read_items(heading: Heading, items: Sequence[Item], problems: list[Problem]) -> rules.Pack | None:
    """The pack made of a heading and authored entries, whatever file they came from; None where there is an error."""
    lists, unread = _read_lists(items, heading.languages, problems)
    pack = _assemble(heading, lists)
    files_of = {(item.kind, str(item.fields.get("id"))): item.file for item in items}
    findings = check_pack(pack, files_of)
    problems.extend(finding for finding in findings if not _follows_from(finding, unread))
    if not has_errors(problems):
        problems.extend(advise(pack, files_of))
    return None if has_errors(problems) else pack


def _read_heading(parsed: Mapping[str, dict[str, Any]], problems: list[Problem]) -> Heading | None:
    content = parsed.get("pack.toml")
    if content is None:
        return None
    raw = {name: value for name, value in content.items() if name not in LISTS}
    if raw.get("format") != FORMAT:
        problems.append(Problem("FORMAT_UNKNOWN", "pack.toml", "", "format", data={"format": FORMAT}))
        return None
    languages = raw.get("languages")
    known = tuple(languages) if isinstance(languages, list) and all(isinstance(word, str) for word in languages) else ()
    return read_item(Heading, Item("pack.toml", "pack", "", raw), known, problems)


def _items_of(parsed: Mapping[str, dict[str, Any]], problems: list[Problem]) -> Iterable[Item]:
    for file, content in parsed.items():
        for kind, entries in content.items():
            if kind in LISTS:
                yield from _entries(file, kind, entries, problems)
            elif file != "pack.toml":
                problems.append(Problem("LIST_UNKNOWN", file, kind))


def _entries(file: str, kind: str, entries: Any, problems: list[Problem]) -> Iterable[Item]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        problems.append(Problem("NOT_A_LIST", file, kind))
        return
    for number, entry in enumerate(entries, start=1):
        yield Item(file, kind, f"{kind} {entry.get('id', f'no. {number}')}", completed(kind, entry))


def completed(kind: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry with what the format lets an author leave out, filled in."""
    if kind != "question":
        return entry
    subgroup = str(entry.get("section", "")).partition(".")[0]
    return {"weight": 1, "measures": [], **entry, "subgroup": subgroup, "group": subgroup[:1]}


def _follows_from(finding: Problem, unread: set[str]) -> bool:
    """Whether a finding only repeats that an item could not be read, which has been reported already."""
    is_about_unread = finding.data.get("target") in unread or finding.item.partition(" ")[2] in unread
    return bool(unread) and (is_about_unread or finding.severity is Severity.WARNING)


def _read_lists(
    items: Iterable[Item], languages: tuple[str, ...], problems: list[Problem]
) -> tuple[dict[str, list[Any]], set[str]]:
    """The entries by field of Pack, and the ids of the entries that could not be read."""
    unread: set[str] = set()
    lists: dict[str, list[Any]] = {target: [] for _, target in LISTS.values()}
    seen: dict[tuple[str, str], str] = {}
    for item in items:
        kind, target = LISTS[item.kind]
        value: Any = read_item(kind, item, languages, problems)
        if value is None:
            unread.add(str(item.fields.get("id")))
            continue
        if (item.kind, value.id) in seen:
            first = seen[item.kind, value.id]
            problems.append(Problem("ID_TWICE", item.file, item.name, "id", data={"first": first}))
            continue
        seen[item.kind, value.id] = item.file
        lists[target].append(value)
    return lists, unread


def _assemble(heading: Heading, lists: Mapping[str, list[Any]]) -> rules.Pack:
    parts: dict[str, Any] = {
        name: {value.id: value for value in values} if name in BY_ID else tuple(values)
        for name, values in lists.items()
    }
    heading_values = {name: getattr(heading, name) for name in Heading.__slots__}
    return rules.Pack(**heading_values, **parts)
