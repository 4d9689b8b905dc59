"""Photos, files and plans of an assessment: prepared in any thread, attached in short steps, changed, shown."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.domain.answers import check_question
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Evidence, EvidenceKind, PhotoSize
from tmfcheck.domain.evidence_checks import check_evidence
from tmfcheck.domain.photo_times import Proposal
from tmfcheck.domain.photo_times import match_by_time as propose_by_time
from tmfcheck.errors import EvidenceError
from tmfcheck.photos import intake
from tmfcheck.photos.intake import Pixels, PreparedFile
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import check_texts, checked_person

if TYPE_CHECKING:
    from tmfcheck.storage.contents import Content

__all__ = ["PhotoSize", "Pixels", "PreparedFile", "Proposal"]


def prepare_file(path: Path) -> PreparedFile:
    """Read and check one file and make its copies; safe in any thread, no archive is touched.

    Raises EvidenceError: FILE_UNREADABLE, FILE_EMPTY, FILE_TOO_LARGE, FILE_WOULD_RUN, NOT_A_PICTURE, PICTURE_BROKEN,
    PICTURE_TOO_LARGE, PICTURE_DISGUISED.
    """
    return intake.prepare_file(path)


def prepare_bytes(content: bytes, file_name: str) -> PreparedFile:
    """Check the bytes of a file, such as a pasted picture; otherwise as ``prepare_file``."""
    return intake.prepare_bytes(content, file_name)


def attach(
    desk: Desk,
    state: AssessmentState,
    prepared: PreparedFile,
    question_id: str | None = None,
    *,
    kind: EvidenceKind | None = None,
    caption: str = "",
    by: str | None = None,
) -> AssessmentState:
    """Store a file as evidence of a question, or of none yet; when this returns, it is on the disk.

    Who started the assessment attaches unless ``by`` says otherwise. ``kind`` is a photo for a picture and a file for
    everything else, unless a picture is said to be a plan. Raises EvidenceError (KIND_NEEDS_PICTURE), AnswerError
    QUESTION_UNKNOWN, AssessmentError ASSESSMENT_CLOSED, InputError, ArchiveError; nothing is stored then.
    """
    steps = attach_in_steps(desk, state, prepared, question_id, kind=kind, caption=caption, by=by)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return with_evidence(state, end.value)


def attach_in_steps(
    desk: Desk,
    state: AssessmentState,
    prepared: PreparedFile,
    question_id: str | None = None,
    *,
    kind: EvidenceKind | None = None,
    caption: str = "",
    by: str | None = None,
) -> Generator[None, None, Evidence]:
    """As ``attach``, in short transactions with a rest between them, for an event loop: ``evidence = yield from ...``.

    The checks are made before the first step. The evidence comes as the generator's value (``StopIteration.value``);
    ``with_evidence`` puts it into the state there is by then. Closing the generator takes back what was begun.
    """
    check_open(state)
    if question_id is not None:
        check_question(state.pack, state.assessment.group, question_id)
    check_texts(caption=caption)
    person = checked_person(by if by is not None else state.assessment.started_by)
    chosen = kind or (EvidenceKind.PHOTO if prepared.is_picture else EvidenceKind.FILE)
    if chosen is not EvidenceKind.FILE and not prepared.is_picture:
        raise EvidenceError("KIND_NEEDS_PICTURE", name=prepared.file_name)
    item = Evidence(
        id=desk.new_id(),
        assessment_id=state.assessment.id,
        kind=chosen,
        sha256=prepared.sha256,
        file_name=prepared.file_name,
        media_type=prepared.media_type,
        size=prepared.size,
        added_at=desk.clock(),
        added_by=person,
        question_id=question_id,
        caption=caption.strip(),
        taken_at=prepared.camera.taken_at,
        latitude=prepared.camera.latitude,
        longitude=prepared.camera.longitude,
        direction_deg=prepared.camera.direction_deg,
    )
    return _steps(desk, item, content_of(prepared))


def _steps(desk: Desk, item: Evidence, content: Content) -> Generator[None, None, Evidence]:
    yield from desk.archive.contents.put_parts(content)
    return desk.archive.evidence.add(item, content)


def content_of(prepared: PreparedFile) -> Content:
    """A prepared file as the archive stores it."""
    from tmfcheck.storage.contents import Content

    copies = {size.value: copy for size, copy in (prepared.copies or {}).items()}
    return Content(prepared.sha256, prepared.media_type, prepared.content, copies)


def with_evidence(state: AssessmentState, *evidence: Evidence) -> AssessmentState:
    """The state with this evidence in place of what it was, or behind all other."""
    file, ids = state.evidence, {item.id for item in evidence}
    others = [each for each in (*file.items, *file.removed) if each.id not in ids]
    ordered = sorted((*others, *evidence), key=lambda each: (each.position, each.added_at, each.id))
    items = tuple(each for each in ordered if not each.is_removed)
    removed = tuple(each for each in ordered if each.is_removed)
    return replace(state, evidence=replace(file, items=items, removed=removed))


def change(desk: Desk, state: AssessmentState, evidence: Evidence, by: str | None = None) -> AssessmentState:
    """Store what people may change of evidence: question, caption, rotation, annotations, pin, photo or plan.

    Everything else stays as it was stored, whatever ``evidence`` says. Raises EvidenceError (EVIDENCE_UNKNOWN,
    ROTATION_WRONG, ANNOTATION_WRONG, PIN_WRONG, KIND_NEEDS_PICTURE), AnswerError QUESTION_UNKNOWN, AssessmentError
    ASSESSMENT_CLOSED, InputError, ArchiveError; what was stored is then unchanged.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    stored = _find(state.evidence.items, evidence.id)
    changed = replace(
        stored,
        kind=evidence.kind,
        question_id=evidence.question_id,
        caption=evidence.caption.strip(),
        rotation=evidence.rotation,
        annotations=evidence.annotations,
        pin=evidence.pin,
    )
    if changed == stored:
        return state
    if changed.question_id not in (None, stored.question_id):
        check_question(state.pack, state.assessment.group, changed.question_id or "")
    if changed.is_photo != stored.is_photo:
        raise EvidenceError("KIND_NEEDS_PICTURE", name=stored.file_name)
    check_texts(caption=changed.caption, annotation="".join(each.words for each in changed.annotations))
    # A pin may stand on a plan that is set aside just now; it counts again once the plan is back.
    file = state.evidence
    check_evidence(changed, replace(file, items=(*file.items, *file.removed)))
    desk.archive.evidence.change(state.assessment.id, [changed], by=person, at=desk.clock())
    return with_evidence(state, changed)


def assign(
    desk: Desk, state: AssessmentState, questions: Mapping[str, str | None], by: str | None = None
) -> AssessmentState:
    """Put pieces of evidence, by their id, to other questions or to none (None), all of them or nothing.

    Raises as ``change``.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    for question_id in filter(None, questions.values()):
        check_question(state.pack, state.assessment.group, question_id)
    stored = {name: _find(state.evidence.items, name) for name in questions}
    changed = [
        replace(item, question_id=questions[name])
        for name, item in stored.items()
        if item.question_id != questions[name]
    ]
    desk.archive.evidence.change(state.assessment.id, changed, by=person, at=desk.clock())
    return with_evidence(state, *changed)


def remove(desk: Desk, state: AssessmentState, *evidence_ids: str, by: str | None = None) -> AssessmentState:
    """Set evidence aside, all or nothing; ``restore`` brings it back until the assessment is closed.

    Raises as ``change``.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    for evidence_id in evidence_ids:
        _find(state.evidence.items, evidence_id)
    removed = desk.archive.evidence.remove(state.assessment.id, evidence_ids, by=person, at=desk.clock())
    return with_evidence(state, *removed)


def restore(desk: Desk, state: AssessmentState, *evidence_ids: str, by: str | None = None) -> AssessmentState:
    """Bring back evidence that was set aside, all or nothing. Raises as ``change``."""
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    for evidence_id in evidence_ids:
        _find(state.evidence.removed, evidence_id)
    restored = desk.archive.evidence.restore(state.assessment.id, evidence_ids, by=person, at=desk.clock())
    return with_evidence(state, *restored)


def reorder(
    desk: Desk, state: AssessmentState, question_id: str | None, ids: Sequence[str], by: str | None = None
) -> AssessmentState:
    """Put the evidence of a question (of none: what belongs to no question, plans apart) into this order.

    Raises EvidenceError ORDER_WRONG unless ``ids`` names each of them once; otherwise as ``change``.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    file = state.evidence
    present = file.unassigned if question_id is None else file.of_question(question_id)
    by_id = {item.id: item for item in present}
    if sorted(ids) != sorted(by_id):
        raise EvidenceError("ORDER_WRONG")
    places = dict(zip(ids, sorted(item.position for item in present), strict=True))
    desk.archive.evidence.place(state.assessment.id, places, by=person, at=desk.clock())
    for evidence_id, position in places.items():
        state = with_evidence(state, replace(by_id[evidence_id], position=position))
    return state


def picture(desk: Desk, sha256: str, size: PhotoSize) -> bytes:
    """An upright JPEG copy of a stored picture, made now and kept where it is missing.

    Annotations and rotation are not in it. Raises EvidenceError NOT_A_PICTURE, ArchiveError.
    """
    contents = desk.archive.contents
    stored = contents.copy(sha256, size.value)
    if stored is not None:
        return stored
    made = intake.picture_copy(contents.original(sha256), contents.media_type(sha256), sha256[:8], size)
    if not desk.archive.is_read_only:
        contents.keep_copy(sha256, size.value, made)
    return made


def original(desk: Desk, sha256: str) -> bytes:
    """The stored file, bit for bit; raises ArchiveError ARCHIVE_DAMAGED where it is not what was stored."""
    return desk.archive.contents.original(sha256)


def original_in_steps(desk: Desk, sha256: str) -> Generator[None, None, bytes]:
    """As ``original``, read in short steps for an event loop; the bytes come as the generator's value."""
    return desk.archive.contents.original_in_steps(sha256)


def detail(content: bytes, media_type: str, name: str, turned_by: int) -> tuple[Pixels, ...]:
    """A picture's own pixels, turned clockwise, and a half of them; safe in any thread, no archive is touched.

    Raises EvidenceError NOT_A_PICTURE, PICTURE_BROKEN, PICTURE_TOO_LARGE.
    """
    return intake.detail(content, media_type, name, turned_by)


def match_by_time(
    state: AssessmentState, items: Iterable[Evidence], tolerance: timedelta, utc_offset: timedelta = timedelta(0)
) -> tuple[Proposal, ...]:
    """To which questions photos may belong, by the times answers were given; nothing is changed.

    ``utc_offset`` is how far the camera's clock was ahead of UTC, for photos whose camera wrote no zone.
    """
    asked = {question.id for question in state.questions}
    answers = {question_id: recorded for question_id, recorded in state.answers.items() if question_id in asked}
    return propose_by_time(answers, items, tolerance=tolerance, utc_offset=utc_offset)


def _find(items: Iterable[Evidence], evidence_id: str) -> Evidence:
    for item in items:
        if item.id == evidence_id:
            return item
    raise EvidenceError("EVIDENCE_UNKNOWN", evidence=evidence_id)
