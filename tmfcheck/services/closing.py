"""The end of an assessment: checked, explained, closed for good; corrected beside it; and shown to be unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tmfcheck.domain.assessment import Assessment, AssessmentState, Snapshot
from tmfcheck.domain.closing_check import ClockStep, open_points, unexplained
from tmfcheck.domain.content_document import canonical_bytes, content_fingerprint
from tmfcheck.domain.evidence import EvidenceFile, Explanation, purged
from tmfcheck.domain.open_points import OpenPoint, Severity, Subject
from tmfcheck.domain.plain_values import to_plain
from tmfcheck.domain.results import complete_results
from tmfcheck.errors import ArchiveError, AssessmentError
from tmfcheck.services.assessing import check_open, load_state
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import check_texts, checked_person

# ------------------------------------------------------------------- checking


def check(desk: Desk, state: AssessmentState) -> tuple[OpenPoint, ...]:
    """Everything worth a look before closing, errors first; of a closed assessment what stood when it was closed.

    Days are those of the computer's time zone. Raises ArchiveError.
    """
    now = desk.clock()
    steps = () if state.assessment.is_closed else desk.archive.closing.clock_steps(state.assessment.id, now)
    return open_points(state, now.astimezone(), [ClockStep(before, after) for before, after in steps])


def explain(desk: Desk, state: AssessmentState, code: str, text: str, by: str | None = None) -> AssessmentState:
    """Store why an error of the check stands; an empty text takes the explanation back.

    It holds for the places at which the error stands now; one that comes later asks again.
    Raises AssessmentError (ASSESSMENT_CLOSED, POINT_UNKNOWN where no such error stands), InputError, ArchiveError.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    check_texts(explanation=text)
    words, word = text.strip(), code.strip().upper()
    explanations = dict(state.evidence.explanations)
    if not words:
        desk.archive.closing.take_back(state.assessment.id, word, by=person, at=desk.clock())
        explanations.pop(word, None)
    else:
        points = check(desk, state)
        _refuse_unknown([word], points)
        explanations[word] = Explanation(word, words, person, desk.clock(), _places(word, points))
        desk.archive.closing.explain(state.assessment.id, explanations[word])
    return replace(state, evidence=replace(state.evidence, explanations=explanations))


# -------------------------------------------------------------------- closing


def close(
    desk: Desk, assessment_id: str, by: str | None = None, explanations: Mapping[str, str] | None = None
) -> AssessmentState:
    """Close an assessment for good, as it is stored now, under the fingerprint of its content.

    Frozen with it are the facility's facts, the results, and what the check found. ``explanations`` says by code why
    errors stand at every place they stand at now, beside what was stored before. Who started it closes it unless
    ``by`` says otherwise. Raises AssessmentError (CHECK_NOT_CLEAN naming the errors nobody explained, POINT_UNKNOWN,
    ASSESSMENT_CLOSED, ASSESSMENT_UNKNOWN), InputError, ArchiveError; nothing is changed then.
    """
    state = load_state(desk, assessment_id)
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    points = check(desk, state)
    codes = {point.code for point in points if point.severity is Severity.ERROR}
    state, said = _explained(desk, state, explanations or {}, points, person)
    _refuse_unknown(said, points)
    refuse_unexplained(state, points)
    ready = replace(
        state,
        assessment=replace(state.assessment, closed_by=person, closed_at=desk.clock()),
        evidence=_frozen(state.evidence, codes),
        check_kept=points,
    )
    ready = replace(ready, results_kept=complete_results(ready))
    return _store_closed(desk, ready, codes, tuple(said.values()))


def _explained(
    desk: Desk, state: AssessmentState, texts: Mapping[str, str], points: Sequence[OpenPoint], person: str
) -> tuple[AssessmentState, dict[str, Explanation]]:
    """The state with these explanations, and them alone; nothing is stored. An empty text explains nothing."""
    for text in texts.values():
        check_texts(explanation=text)
    words = {code.strip().upper(): text.strip() for code, text in texts.items() if text.strip()}
    said = {code: Explanation(code, text, person, desk.clock(), _places(code, points)) for code, text in words.items()}
    explanations = {**state.evidence.explanations, **said}
    return replace(state, evidence=replace(state.evidence, explanations=explanations)), said


def _places(code: str, points: Iterable[OpenPoint]) -> tuple[Subject, ...]:
    """Where the error of a code stands."""
    return tuple(subject for point in points if point.code == code for subject in point.subjects)


def _refuse_unknown(codes: Iterable[str], points: Iterable[OpenPoint]) -> None:
    errors = [point.code for point in points if point.severity is Severity.ERROR]
    for code in codes:
        if code not in errors:
            raise AssessmentError("POINT_UNKNOWN", point=code, known=", ".join(errors) or "–")


def refuse_unexplained(state: AssessmentState, points: Iterable[OpenPoint]) -> None:
    """Refuse to go on while errors stand that nobody explained; raises AssessmentError CHECK_NOT_CLEAN."""
    standing = unexplained(state, points)
    if standing:
        codes = ", ".join(point.code for point in standing)
        raise AssessmentError("CHECK_NOT_CLEAN", assessment=state.assessment.id, codes=codes, points=standing)


def _frozen(evidence: EvidenceFile, codes: set[str]) -> EvidenceFile:
    """What an assessment rests on as it stays: nothing set aside, no explanation of what was mended since."""
    explained = {code: each for code, each in evidence.explanations.items() if code in codes}
    return replace(purged(evidence), explanations=explained)


def _store_closed(
    desk: Desk, ready: AssessmentState, codes: set[str], said: tuple[Explanation, ...]
) -> AssessmentState:
    heading = ready.assessment
    if heading.closed_by is None or heading.closed_at is None or ready.results_kept is None:
        raise ValueError("only a complete state is stored as closed")
    fingerprint = content_fingerprint(ready)
    snapshot = Snapshot(ready.facility, ready.results_kept, ready.check_kept or (), ready.previous_fingerprint)
    desk.archive.closing.close(
        heading.id, snapshot, fingerprint, codes=codes, said=said, by=heading.closed_by, at=heading.closed_at
    )
    return replace(ready, assessment=replace(heading, fingerprint=fingerprint))


# ----------------------------------------------------------------- correcting


def revise(desk: Desk, assessment_id: str, reason: str, by: str | None = None) -> AssessmentState:
    """Open a correction of a closed assessment: a new one with everything in it, beside the closed one.

    Answers keep their time and person; the check begins anew. Raises AssessmentError (REVISION_OF_OPEN,
    ALREADY_REVISED naming the later revision, REVISION_NEEDS_REASON), InputError, ArchiveError; nothing is stored then.
    """
    closed = load_state(desk, assessment_id)
    if not closed.assessment.is_closed:
        raise AssessmentError("REVISION_OF_OPEN", assessment=closed.assessment.id)
    check_texts(reason=reason)
    if not reason.strip():
        raise AssessmentError("REVISION_NEEDS_REASON", assessment=closed.assessment.id)
    person = checked_person(by if by is not None else closed.assessment.started_by)
    heading = replace(
        closed.assessment,
        id=desk.new_id(),
        started_by=person,
        started_at=desk.clock(),
        closed_by=None,
        closed_at=None,
        question=None,
        revision=closed.assessment.revision + 1,
        revises=closed.assessment.id,
        revision_reason=reason.strip(),
        fingerprint=None,
    )
    revision = replace(
        closed,
        assessment=heading,
        evidence=_copied(desk, closed.evidence, heading.id),
        results_kept=None,
        check_kept=None,
    )
    desk.archive.closing.open_revision(revision)
    return load_state(desk, heading.id)


def _copied(desk: Desk, evidence: EvidenceFile, assessment_id: str) -> EvidenceFile:
    """The same evidence, documents and visit under ids of their own; contents are named by what they hold."""
    names = [*(each.id for each in evidence.items), *(each.id for each in evidence.documents)]
    ids = {name: desk.new_id() for name in names}
    items = tuple(
        replace(
            each,
            id=ids[each.id],
            assessment_id=assessment_id,
            pin=each.pin and replace(each.pin, plan_id=ids.get(each.pin.plan_id or "")),
        )
        for each in evidence.items
    )
    documents = tuple(replace(each, id=ids[each.id], assessment_id=assessment_id) for each in evidence.documents)
    citations = tuple(replace(each, document_id=ids[each.document_id]) for each in evidence.citations)
    return EvidenceFile(items=items, documents=documents, citations=citations, visit=evidence.visit)


def revisions(desk: Desk, assessment: Assessment) -> tuple[Assessment, ...]:
    """The chain an assessment belongs to, the first one first; alone where nothing was corrected."""
    of_facility = desk.archive.assessments(assessment.facility_id)
    by_id = {each.id: each for each in of_facility}
    later = {each.revises: each for each in of_facility if each.revises is not None}
    first = by_id[assessment.id]
    while first.revises is not None:
        first = by_id[first.revises]
    chain = [first]
    while chain[-1].id in later:
        chain.append(later[chain[-1].id])
    return tuple(chain)


# ------------------------------------------------------------------ verifying


@dataclass(frozen=True, slots=True)
class ClosedCheck:
    """Whether a closed assessment is what it was: its kept fingerprint, and whether content and results still fit.

    ``fingerprint`` is None for an assessment closed by version 1, which kept none; then nothing is proven.
    """

    assessment_id: str
    fingerprint: str | None
    is_content_same: bool
    are_results_same: bool
    are_files_whole: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found to be changed."""
        is_same = self.fingerprint is None or self.is_content_same
        return is_same and self.are_results_same and self.are_files_whole


def verify_all(desk: Desk) -> tuple[ClosedCheck, ...]:
    """``verify_closed`` of every closed assessment of the archive, newest first; raises ArchiveError."""
    return tuple(verify_closed(desk, each.id) for each in desk.archive.assessments() if each.is_closed)


def verify_closed(desk: Desk, assessment_id: str) -> ClosedCheck:
    """Compute a closed assessment's fingerprint, results and files anew from the archive; compare with what was kept.

    Raises AssessmentError ASSESSMENT_NOT_CLOSED, ArchiveError.
    """
    state = load_state(desk, assessment_id)
    if not state.assessment.is_closed:
        raise AssessmentError("ASSESSMENT_NOT_CLOSED", assessment=state.assessment.id)
    kept = state.assessment.fingerprint
    computed = replace(state, results_kept=None)
    is_same = state.results_kept is None or _plain(complete_results(computed)) == _plain(state.results_kept)
    is_whole = _are_files_whole(desk, state.evidence)
    return ClosedCheck(state.assessment.id, kept, kept == content_fingerprint(state), is_same, is_whole)


def _are_files_whole(desk: Desk, evidence: EvidenceFile) -> bool:
    """Whether every photo and file holds what its name, its SHA-256, says."""
    names = {each.sha256 for each in evidence.items} | {each.sha256 for each in evidence.documents}
    try:
        for name in filter(None, names):
            desk.archive.contents.original(name)
    except ArchiveError:
        return False
    return True


def _plain(results: object) -> bytes:
    return canonical_bytes({"results": to_plain(results)})
