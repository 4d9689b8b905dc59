"""What people and programs ask about method packs: the summary of one, the whole of one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import PackError
from tmfcheck.packs.library import PackLibrary, PackSummary
from tmfcheck.packs.resolved import to_document


def summary_document(pack: PackSummary) -> dict[str, Any]:
    """One pack of the library as JSON data; ``usable`` is false where its files have errors."""
    return {
        "id": pack.id,
        "edition": pack.edition,
        "title": dict(pack.title),
        "folder": str(pack.folder),
        "fingerprint": pack.fingerprint,
        "usable": not pack.problems,
    }


def sums_document(pack: Pack) -> dict[str, Any]:
    """How many questions (by category and subgroup, critical ones apart) and measures (by category, term) there are.

    A question in two categories counts in both; the row ``all`` counts every question once.
    """
    names = ("all", *(category.id for category in pack.categories))
    questions: dict[str, Counter[str]] = {name: Counter() for name in names}
    for question in pack.questions:
        for name in ("all", *question.categories):
            questions[name].update([question.subgroup, *([f"{question.group} critical"] if question.critical else [])])
    measures: dict[str, Counter[str]] = {name: Counter() for name in names}
    for measure in pack.measures:
        for name in ("all", measure.category):
            measures[name].update([measure.term.value])
    return {
        "questions": {name: dict(sorted(row.items())) for name, row in questions.items()},
        "measures": {name: dict(sorted(row.items())) for name, row in measures.items()},
    }


def pack_document(packs: PackLibrary, name: str | Path, group: str | None = None) -> dict[str, Any]:
    """A pack in resolved form with its ``fingerprint``; with ``group`` only that group's questions and their measures.

    Raises PackError: those of ``PackLibrary.load``, and GROUP_UNKNOWN.
    """
    loaded = packs.load(name)
    document = {"fingerprint": loaded.fingerprint, **to_document(loaded.pack)}
    if group is None:
        return document
    groups = [each.id for each in loaded.pack.groups]
    if group not in groups:
        raise PackError("GROUP_UNKNOWN", pack=name, group=group, groups=", ".join(groups))
    questions = [question for question in document["questions"] if question["group"] == group]
    linked = {link["id"] for question in questions for link in question["measures"]}
    measures = [measure for measure in document["measures"] if measure["id"] in linked]
    sections = {question["section"] for question in questions}
    kept = [section for section in document["sections"] if section["id"] in sections]
    return {**document, "questions": questions, "measures": measures, "sections": kept}
