"""What a correction changed against the closed assessment it corrects, for its report; compared, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Citation, Document, Evidence, EvidenceFile
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.measures import MeasureDecision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """One thing before and after; None where it was not there yet, or is gone."""

    name: str
    before: T | None
    after: T | None


@dataclass(frozen=True, slots=True)
class RevisionChanges:
    """Everything that differs. ``facility`` names changed parts of it other than facts; ``visit`` changed fields.

    ``citations`` are named by question; evidence and documents by their title or file.
    """

    answers: tuple[Change[Answer], ...] = ()
    measures: tuple[Change[MeasureDecision], ...] = ()
    facts: tuple[Change[FactValue], ...] = ()
    facility: tuple[str, ...] = ()
    evidence: tuple[Change[Evidence], ...] = ()
    documents: tuple[Change[Document], ...] = ()
    citations: tuple[Change[str], ...] = ()
    visit: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether both say the same."""
        return self == RevisionChanges()


_FACILITY_PARTS = ("name", "country", "notes", "dams", "papers")


def revision_changes(before: AssessmentState, after: AssessmentState) -> RevisionChanges:
    """What changed from one version of an assessment to a later one; times and persons of answers do not count."""
    walk = [question.id for question in after.pack.questions_of(after.assessment.group)]
    order = {name: place for place, name in enumerate(walk)}
    answers = _by_key(before.given, after.given)
    return RevisionChanges(
        answers=tuple(sorted(answers, key=lambda each: order.get(each.name, len(order)))),
        measures=_by_key(before.decisions, after.decisions),
        facts=_by_key(before.facility.facts, after.facility.facts),
        facility=tuple(
            name for name in _FACILITY_PARTS if getattr(before.facility, name) != getattr(after.facility, name)
        ),
        evidence=_matched(_comparable_evidence(before.evidence), _comparable_evidence(after.evidence), _content),
        documents=_matched(_comparable_documents(before.evidence), _comparable_documents(after.evidence), _title),
        citations=_by_key(_cited(before.evidence), _cited(after.evidence)),
        visit=tuple(
            each.name
            for each in fields(after.evidence.visit)
            if getattr(before.evidence.visit, each.name) != getattr(after.evidence.visit, each.name)
        ),
    )


def _by_key(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change[Any], ...]:
    names = sorted({*before, *after})
    return tuple(
        Change(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def _comparable_evidence(file: EvidenceFile) -> list[Evidence]:
    """Evidence without the ids of its version; a pin on a plan names the plan by its content."""
    plans = {each.id: each.sha256 for each in file.items}

    def comparable(item: Evidence) -> Evidence:
        pin = item.pin and replace(item.pin, plan_id=plans.get(item.pin.plan_id or ""))
        return replace(item, id="", assessment_id="", position=0, pin=pin)

    return [comparable(item) for item in file.items]


def _comparable_documents(file: EvidenceFile) -> list[Document]:
    return [replace(each, id="", assessment_id="", position=0) for each in file.documents]


def _content(item: Evidence) -> tuple[str, str]:
    return (item.caption or item.file_name, item.sha256)


def _title(document: Document) -> tuple[str, str]:
    return (document.title, document.title)


def _matched(before: Sequence[T], after: Sequence[T], named: Callable[[T], tuple[str, str]]) -> tuple[Change[T], ...]:
    """What is the same is left out; what has the same key was changed; the rest came or went.

    ``named`` gives the name of a thing for people, and its key.
    """
    gone, come = list(before), []
    for each in after:
        if each in gone:
            gone.remove(each)
        else:
            come.append(each)
    changes: list[Change[T]] = []
    for each in come:
        same = next((old for old in gone if named(old)[1] == named(each)[1]), None)
        if same is not None:
            gone.remove(same)
        changes.append(Change(named(each)[0], same, each))
    return (*changes, *(Change(named(each)[0], each, None) for each in gone))


def _cited(file: EvidenceFile) -> dict[str, str]:
    """By question the documents its answer rests on, each with its page."""
    by_question: dict[str, list[str]] = {}
    for each in file.citations:
        by_question.setdefault(each.question_id, []).append(_citation(each, file.documents))
    return {question: ", ".join(sorted(cited)) for question, cited in by_question.items()}


def _citation(citation: Citation, documents: Iterable[Document]) -> str:
    title = next((each.title for each in documents if each.id == citation.document_id), citation.document_id)
    return f"{title} ({citation.page})" if citation.page else title
