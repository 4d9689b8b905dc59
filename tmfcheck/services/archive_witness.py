"""What the local archive testifies about a report: that it keeps the very fingerprint, another one, or none at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tmfcheck.domain.assessment import Assessment, AssessmentState
from tmfcheck.domain.content_document import content_fingerprint
from tmfcheck.domain.verdict import ChainLink, Finding, PagesBy
from tmfcheck.errors import TmfCheckError
from tmfcheck.services.assessing import load_state
from tmfcheck.services.desk import Desk
from tmfcheck.services.report_reading import ReadReport

MOST_REVISIONS = 100


@dataclass(frozen=True, slots=True)
class Testimony:
    """Whether the archive keeps the report's fingerprint; else what speaks against it or is worth knowing."""

    keeps_fingerprint: bool = False
    problems: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def testimony(read: ReadReport, pages_by: PagesBy | None, desk: Desk | None) -> Testimony:
    """What the archive says of the closed assessment the report is about; nothing where it does not hold it closed."""
    if desk is None or read.manifest is None:
        return Testimony()
    if read.state is None or read.fingerprint is None:
        # Without data of its own it was made again from those of the fingerprint kept here, or not at all.
        return Testimony(keeps_fingerprint=pages_by is PagesBy.REMADE)
    mine = _closed(desk, read.state.assessment.id)
    if mine is None or not read.state.assessment.is_closed:
        return Testimony()
    if mine.fingerprint is None:
        return _compared_with_content(desk, read.state)
    if mine.fingerprint == read.fingerprint:
        return Testimony(keeps_fingerprint=True)
    return Testimony(problems=(Finding("ARCHIVE_HOLDS_ANOTHER"),))


def _compared_with_content(desk: Desk, read: AssessmentState) -> Testimony:
    """Version 1 closed without a fingerprint: the archive's content may refute a report, but proves none."""
    try:
        mine = load_state(desk, read.assessment.id)
    except TmfCheckError:
        return Testimony()
    if _without_results(mine) == _without_results(read):
        return Testimony(notes=(Finding("ARCHIVE_KEPT_NO_FINGERPRINT"),))
    return Testimony(problems=(Finding("ARCHIVE_HOLDS_ANOTHER"),))


def _without_results(state: AssessmentState) -> str:
    """A fingerprint of what was entered: the program that made the report may have derived less or more from it."""
    return content_fingerprint(replace(state, results_kept=None, check_kept=None))


def chain(read: ReadReport, desk: Desk | None) -> tuple[ChainLink, ...]:
    """The revisions this one stands on, the oldest first, as far as the file and the archive tell."""
    if read.state is None or read.fingerprint is None:
        return ()
    assessment = read.state.assessment
    links = [ChainLink(assessment.revision, read.fingerprint, _keeps(desk, assessment.id, read.fingerprint))]
    fingerprint, revision, former = read.state.previous_fingerprint, assessment.revision, assessment.revises
    while fingerprint is not None and len(links) < MOST_REVISIONS:
        revision -= 1
        is_held = None if former is None else _keeps(desk, former, fingerprint)
        links.append(ChainLink(revision, fingerprint, is_held))
        if desk is None or former is None or not is_held:
            break
        former = desk.archive.assessment(former).revises
        before = None if former is None else _closed(desk, former)
        fingerprint = None if before is None else before.fingerprint
    return tuple(reversed(links))


def _keeps(desk: Desk | None, assessment_id: str, fingerprint: str) -> bool | None:
    """Whether the archive keeps this closed assessment under this fingerprint; None where there is no archive."""
    if desk is None:
        return None
    mine = _closed(desk, assessment_id)
    return mine is not None and mine.fingerprint == fingerprint


def _closed(desk: Desk, assessment_id: str) -> Assessment | None:
    """A closed assessment of the archive, None where there is none."""
    try:
        assessment = desk.archive.assessment(assessment_id)
    except TmfCheckError:
        return None
    return assessment if assessment.is_closed else None


def states_kept(desk: Desk, fingerprint: str) -> Sequence[AssessmentState]:
    """The closed assessment kept under this fingerprint, if its content still has it, and what it corrects.

    Raises ArchiveError, AssessmentError.
    """
    for assessment in desk.archive.assessments():
        if assessment.is_closed and assessment.fingerprint == fingerprint:
            state = load_state(desk, assessment.id)
            if content_fingerprint(state) != fingerprint:
                return ()
            return (state,) if assessment.revises is None else (state, load_state(desk, assessment.revises))
    return ()
