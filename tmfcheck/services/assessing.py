"""Starting, listing and loading assessments."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from tmfcheck.domain.answers import RecordedAnswer, check_answer
from tmfcheck.domain.assessment import Assessment, AssessmentState, Role, Snapshot
from tmfcheck.domain.content_document import content_fingerprint
from tmfcheck.domain.history import HistoryEntry
from tmfcheck.domain.pack import Pack
from tmfcheck.errors import AnswerError, ArchiveError, AssessmentError
from tmfcheck.services.desk import Desk
from tmfcheck.services.facilities import find_facility
from tmfcheck.services.names import checked_person, the_only_match
from tmfcheck.services.scoring import check_group


def start_assessment(
    desk: Desk, facility: str, pack: str, group: str, *, by: str, role: str | Role = Role.INSPECTOR
) -> Assessment:
    """Begin an assessment of a facility (id or unique beginning) with one group of a pack (id or folder).

    The archive keeps the pack's text for good, so that the assessment opens and prints after the pack changed.
    Raises FacilityError, PackError, AssessmentError (GROUP_UNKNOWN, ROLE_UNKNOWN), InputError, ArchiveError.
    """
    person = checked_person(by)
    if role not in list(Role):
        raise AssessmentError("ROLE_UNKNOWN", role=role, roles=", ".join(Role))
    found = find_facility(desk, facility)
    loaded = desk.packs.load(pack)
    check_group(loaded.pack, group)
    assessment = Assessment(
        id=desk.new_id(),
        facility_id=found.id,
        pack_id=loaded.pack.id,
        pack_edition=loaded.pack.edition,
        pack_fingerprint=loaded.fingerprint,
        group=group,
        role=Role(role),
        started_by=person,
        started_at=desk.clock(),
    )
    desk.archive.add_assessment(assessment, loaded.document)
    desk.unfolded_packs[loaded.fingerprint] = loaded.pack
    return assessment


def find_assessment(desk: Desk, id_or_prefix: str) -> Assessment:
    """The assessment with this id or the only one whose id begins so.

    Raises AssessmentError ASSESSMENT_UNKNOWN or ASSESSMENT_AMBIGUOUS.
    """
    # A whole id needs no list of all: the register loads an assessment of every facility.
    with suppress(AssessmentError):
        return desk.archive.assessment(id_or_prefix)
    by_id = {assessment.id: assessment for assessment in desk.archive.assessments()}
    unknown = AssessmentError("ASSESSMENT_UNKNOWN", assessment=id_or_prefix)
    ambiguous = AssessmentError("ASSESSMENT_AMBIGUOUS", assessment=id_or_prefix)
    return by_id[the_only_match(id_or_prefix, by_id, unknown, ambiguous)]


def load_state(desk: Desk, assessment_id: str) -> AssessmentState:
    """Everything about one assessment (id or unique beginning); a closed one with the facility as it was then.

    Raises AssessmentError ASSESSMENT_UNKNOWN or ASSESSMENT_AMBIGUOUS, ArchiveError.
    """
    archive = desk.archive
    assessment = find_assessment(desk, assessment_id)
    snapshot = archive.closing.snapshot(assessment.id) if assessment.is_closed else None
    # Version 1 kept less than all results, no fingerprint and no check; what it kept is not taken for them.
    is_complete = snapshot is not None and assessment.fingerprint is not None
    pack = _pack(desk, assessment.pack_fingerprint)
    return AssessmentState(
        assessment=assessment,
        facility=archive.facility(assessment.facility_id) if snapshot is None else snapshot.facility,
        pack=pack,
        answers=_answers(desk, assessment, pack),
        decisions=archive.decisions(assessment.id),
        moves=archive.moves(assessment.id),
        evidence=archive.evidence.of(assessment.id),
        previous_fingerprint=_previous_fingerprint(desk, assessment, snapshot),
        results_kept=snapshot.results if snapshot is not None and is_complete else None,
        check_kept=snapshot.check if snapshot is not None and is_complete else None,
    )


def check_open(state: AssessmentState) -> None:
    """Refuse to change a closed assessment; raises AssessmentError ASSESSMENT_CLOSED."""
    if state.assessment.is_closed:
        raise AssessmentError("ASSESSMENT_CLOSED", assessment=state.assessment.id)


def history(desk: Desk, assessment_id: str) -> tuple[HistoryEntry, ...]:
    """Every line of an assessment's history, oldest first; raises AssessmentError ASSESSMENT_UNKNOWN."""
    return desk.archive.history(find_assessment(desk, assessment_id).id)


def _previous_fingerprint(desk: Desk, assessment: Assessment, snapshot: Snapshot | None) -> str | None:
    """That of the assessment this one corrects.

    Version 1 closed without one: it is computed until the correction is closed, and then stays what it was, since a
    later program may derive more or other results.
    """
    if assessment.revises is None:
        return None
    previous = desk.archive.assessment(assessment.revises)
    kept = None if snapshot is None else snapshot.previous_fingerprint
    return previous.fingerprint or kept or content_fingerprint(load_state(desk, previous.id))


def _answers(desk: Desk, assessment: Assessment, pack: Pack) -> dict[str, RecordedAnswer]:
    """The stored answers; one that could never have been stored means a damaged archive."""
    answers = desk.archive.answers(assessment.id)
    try:
        for question_id, recorded in answers.items():
            check_answer(pack, assessment.group, question_id, recorded.answer)
    except AnswerError as error:
        raise ArchiveError("ARCHIVE_DAMAGED", path=desk.archive.path) from error
    return answers


def _pack(desk: Desk, fingerprint: str) -> Pack:
    """The pack as it was when the assessment began, whatever became of its files since."""
    if fingerprint not in desk.unfolded_packs:
        from tmfcheck.packs.resolved import pack_from_json

        document = desk.archive.pack_document(fingerprint)
        if hashlib.sha256(document).hexdigest() != fingerprint:
            raise ArchiveError("ARCHIVE_DAMAGED", path=desk.archive.path)
        # Mostly it is the library's pack, which has been read: the same document says the same.
        desk.unfolded_packs[fingerprint] = desk.packs.known(fingerprint) or pack_from_json(document)
    return desk.unfolded_packs[fingerprint]
