"""Moving an open assessment to another edition of its pack: a preview first, then the move as one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.editions import EditionMove, EditionStep, LeftAnswer, compare_editions, edition_order
from tmfcheck.errors import AssessmentError, PackError
from tmfcheck.packs.resolved import LoadedPack
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.names import checked_person
from tmfcheck.services.scoring import check_group


def newer_edition(desk: Desk, state: AssessmentState) -> LoadedPack | None:
    """The newest edition of the assessment's pack in the library, where the assessment can be moved to it.

    None while it is the one in use, or an older one, and for a closed assessment; a damaged pack is none.
    """
    if state.assessment.is_closed or desk.archive.is_read_only:
        return None
    try:
        target = _target(desk, state, state.assessment.pack_id)
    except (PackError, AssessmentError):
        return None
    is_older = edition_order(target.pack.edition) < edition_order(state.assessment.pack_edition)
    return None if is_older else target


def preview_move(desk: Desk, state: AssessmentState, pack_name: str) -> EditionStep:
    """What a move to this edition (``id``, ``id@edition`` or a folder) means for the questions; nothing is changed.

    Raises PackError, AssessmentError (OTHER_PACK, SAME_EDITION, GROUP_UNKNOWN).
    """
    return _step(state, _target(desk, state, pack_name))


def move_assessment(desk: Desk, state: AssessmentState, pack_name: str, by: str | None = None) -> AssessmentState:
    """Move an assessment to another edition: answers follow their question where it asks the same.

    Every other answer is kept with the move, beside its question as it was asked, and must be given anew; an immediate
    danger stays marked on a changed question, since a new edition closes no danger. Photos and files of a question
    that is gone belong to none afterwards.
    Raises PackError, AssessmentError (ASSESSMENT_CLOSED, OTHER_PACK, SAME_EDITION, GROUP_UNKNOWN), InputError,
    ArchiveError.
    """
    check_open(state)
    target = _target(desk, state, pack_name)
    person = checked_person(by if by is not None else state.assessment.started_by)
    step = _step(state, target)
    move = _move(state, target, step, person, desk.clock())
    dangers = _open_dangers(move, step)
    desk.archive.move_assessment(state.assessment.id, move, target.document, dangers, gone=step.removed)
    desk.unfolded_packs[target.fingerprint] = target.pack
    assessment = replace(state.assessment, pack_edition=target.pack.edition, pack_fingerprint=target.fingerprint)
    kept = {name: recorded for name, recorded in state.answers.items() if name not in move.left}
    answers = {**kept, **dangers}
    evidence = desk.archive.evidence.of(assessment.id)
    moves = (*state.moves, move)
    return replace(state, assessment=assessment, pack=target.pack, answers=answers, moves=moves, evidence=evidence)


def _move(state: AssessmentState, target: LoadedPack, step: EditionStep, by: str, at: datetime) -> EditionMove:
    gone = [name for name in (*step.changed, *step.removed) if name in state.answers]
    asked = state.pack.question_by_id
    return EditionMove(
        at=at,
        by=by,
        from_edition=state.assessment.pack_edition,
        from_fingerprint=state.assessment.pack_fingerprint,
        to_edition=target.pack.edition,
        to_fingerprint=target.fingerprint,
        left={name: LeftAnswer(asked[name].text, state.answers[name]) for name in gone},
    )


def _open_dangers(move: EditionMove, step: EditionStep) -> dict[str, RecordedAnswer]:
    """The danger marks of answers that were left, on the same questions as they are asked now."""
    marked = (name for name in step.changed if name in move.left and move.left[name].recorded.answer.danger)
    return {name: RecordedAnswer(Answer(danger=True), move.at, move.by) for name in marked}


def _target(desk: Desk, state: AssessmentState, pack_name: str) -> LoadedPack:
    target = desk.packs.load(pack_name)
    if target.pack.id != state.assessment.pack_id:
        raise AssessmentError("OTHER_PACK", pack=target.pack.id, expected=state.assessment.pack_id)
    if target.fingerprint == state.assessment.pack_fingerprint:
        raise AssessmentError("SAME_EDITION", edition=target.pack.edition)
    check_group(target.pack, state.assessment.group)
    return target


def _step(state: AssessmentState, target: LoadedPack) -> EditionStep:
    return compare_editions(state.pack, target.pack, state.assessment.group)
