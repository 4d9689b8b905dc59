"""What a correction changed against the closed assessment it corrects, for its report; compared, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Generic, TypeVar

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.editions import EditionMove
from tmfcheck.domain.evidence import Citation, Document, Evidence, EvidenceFile, Explanation
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.open_points import OpenPoint, Subject
from tmfcheck.domain.plain_values import to_plain
from tmfcheck.domain.results import complete_results

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """One thing before and after; None where it was not there yet, or is gone."""

    name: str
    before: T | None
    after: T | None


@dataclass(frozen=True, slots=True)
class RevisionChanges:
    """Everything that differs in what the fingerprint is computed from, whatever ids each version has.

    ``answered_again`` are questions with the same answer of another time or person. Evidence, documents, dams and
    papers are named by their title or file, citations by question, ``visit`` and ``facility`` by field, explanations
    and ``check`` by the code of the point, ``results`` by what was computed. ``reordered`` are lists whose order alone
    changed. What the chapter says of both versions anyway (who made and closed them, when, why) is not among it.
    """

    heading: tuple[Change[str], ...] = ()
    answers: tuple[Change[Answer], ...] = ()
    answered_again: tuple[str, ...] = ()
    moves: tuple[Change[EditionMove], ...] = ()
    measures: tuple[Change[MeasureDecision], ...] = ()
    facts: tuple[Change[FactValue], ...] = ()
    facility: tuple[Change[Any], ...] = ()
    dams: tuple[Change[Dam], ...] = ()
    papers: tuple[Change[FacilityPaper], ...] = ()
    evidence: tuple[Change[Evidence], ...] = ()
    documents: tuple[Change[Document], ...] = ()
    citations: tuple[Change[str], ...] = ()
    reordered: tuple[str, ...] = ()
    visit: tuple[Change[Any], ...] = ()
    explanations: tuple[Change[Explanation], ...] = ()
    check: tuple[Change[OpenPoint], ...] = ()
    results: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether nobody changed anything; what is computed may differ, since it counts to another day."""
        return replace(self, results=()) == RevisionChanges()


_FACILITY_PARTS = ("id", "name", "country", "notes", "is_sample")
_HEADING_PARTS = ("group", "role", "pack_id", "pack_edition", "pack_fingerprint")


def revision_changes(before: AssessmentState, after: AssessmentState) -> RevisionChanges:
    """What changed from one version of an assessment to a later one."""
    walk = [question.id for question in after.pack.questions_of(after.assessment.group)]
    order = {name: place for place, name in enumerate(walk)}
    answers = _by_key(before.given, after.given)
    return RevisionChanges(
        heading=_by_field(before.assessment, after.assessment, _HEADING_PARTS),
        answers=tuple(sorted(answers, key=lambda each: order.get(each.name, len(order)))),
        answered_again=tuple(
            name
            for name, given in after.answers.items()
            if name in before.answers and before.answers[name] != given and before.answers[name].answer == given.answer
        ),
        moves=_matched(before.moves, after.moves, _move),
        measures=_by_key(before.decisions, after.decisions),
        facts=_by_key(before.facility.facts, after.facility.facts),
        facility=_by_field(before.facility, after.facility, _FACILITY_PARTS),
        dams=_matched(before.facility.dams, after.facility.dams, lambda dam: (dam.name, dam.name)),
        papers=_matched(before.facility.papers, after.facility.papers, lambda paper: (paper.title, paper.title)),
        evidence=_matched(_comparable_evidence(before.evidence), _comparable_evidence(after.evidence), _content),
        documents=_matched(_comparable_documents(before.evidence), _comparable_documents(after.evidence), _title),
        citations=_by_key(_cited(before.evidence), _cited(after.evidence)),
        reordered=_reordered(before, after),
        visit=_by_field(
            before.evidence.visit, after.evidence.visit, [each.name for each in fields(after.evidence.visit)]
        ),
        explanations=_explanations(before, after),
        check=_check(before, after),
        results=_results(before, after),
    )


def _by_field(before: Any, after: Any, names: Iterable[str]) -> tuple[Change[Any], ...]:
    return tuple(
        Change(name, getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def _move(move: EditionMove) -> tuple[str, str]:
    return (move.to_edition, f"{move.from_edition} {move.to_edition}")


def _explanations(before: AssessmentState, after: AssessmentState) -> tuple[Change[Explanation], ...]:
    """The check of a correction begins anew: what is not explained in it yet did not go."""
    was = _comparable_explanations(before)
    if not after.assessment.is_closed:
        was = {code: each for code, each in was.items() if code in after.evidence.explanations}
    return _by_key(was, _comparable_explanations(after))


def _comparable_explanations(state: AssessmentState) -> dict[str, Explanation]:
    return {
        code: replace(each, covers=_comparable_subjects(each.covers, state))
        for code, each in state.evidence.explanations.items()
    }


def _check(before: AssessmentState, after: AssessmentState) -> tuple[Change[OpenPoint], ...]:
    """What the checks found, where both versions were closed with one."""
    if before.check_kept is None or after.check_kept is None:
        return ()
    return _by_key(_comparable_points(before), _comparable_points(after))


def _comparable_points(state: AssessmentState) -> dict[str, OpenPoint]:
    return {
        point.code: replace(point, subjects=_comparable_subjects(point.subjects, state))
        for point in state.check_kept or ()
    }


def _comparable_subjects(subjects: Iterable[Subject], state: AssessmentState) -> tuple[Subject, ...]:
    """Evidence and documents by what they are instead of by the ids of their version."""
    names = {each.id: each.caption or each.file_name for each in state.evidence.items}
    names |= {each.id: each.title for each in state.evidence.documents}
    return tuple(replace(each, id=names.get(each.id, each.id)) for each in subjects)


def _results(before: AssessmentState, after: AssessmentState) -> tuple[str, ...]:
    """What was computed otherwise, as far as both versions have it: an early version of the program kept less."""
    was, now = (
        complete_results(state) if state.results_kept is None else state.results_kept for state in (before, after)
    )
    return tuple(name for name in now if name in was and to_plain(was[name]) != to_plain(now[name]))


def _reordered(before: AssessmentState, after: AssessmentState) -> tuple[str, ...]:
    """The lists that hold the same things in other places."""
    return tuple(
        name
        for name, placed in (
            ("evidence", lambda state: [(each.sha256, each.position) for each in state.evidence.items]),
            ("documents", lambda state: [(each.title, each.position) for each in state.evidence.documents]),
            ("dams", lambda state: [(each.name, place) for place, each in enumerate(state.facility.dams)]),
            ("papers", lambda state: [(each.title, place) for place, each in enumerate(state.facility.papers)]),
            ("moves", lambda state: [(_move(each), place) for place, each in enumerate(state.moves)]),
            ("check", lambda state: [(each.code, place) for place, each in enumerate(state.check_kept or ())]),
        )
        if _is_reordered(placed(before), placed(after))
    )


def _is_reordered(before: Sequence[tuple[Any, int]], after: Sequence[tuple[Any, int]]) -> bool:
    both = {name for name, _ in before} & {name for name, _ in after}
    was, now = (sorted((each for each in side if each[0] in both), key=str) for side in (before, after))
    return was != now


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
