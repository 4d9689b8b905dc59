"""One assessment of one facility as a frozen state: what was answered and everything that follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.editions import EditionMove, LeftAnswer, edition_at
from tmfcheck.domain.evaluation import Evaluation, Level, evaluate, is_not_met
from tmfcheck.domain.evidence import NO_EVIDENCE, Evidence, EvidenceFile, EvidenceKind
from tmfcheck.domain.facility import Facility
from tmfcheck.domain.measures import MeasureDecision, MeasureScore, ProgrammeItem, programme, score_measures
from tmfcheck.domain.open_points import OpenPoint
from tmfcheck.domain.pack import Pack, Question


class Role(StrEnum):
    """Who assesses."""

    INSPECTOR = "inspector"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The heading of an assessment; times are aware UTC, ``closed_at`` is None while it is open.

    ``question`` is the question the assessor left last. A correction of a closed assessment is an assessment of its
    own: ``revision`` counts from 1, ``revises`` is the id of the one it corrects, ``revision_reason`` says why.
    ``fingerprint`` is that of the content, kept when it was closed; None for assessments closed by version 1.
    """

    id: str
    facility_id: str
    pack_id: str
    pack_edition: str
    pack_fingerprint: str
    group: str
    role: Role
    started_by: str
    started_at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None
    question: str | None = None
    revision: int = 1
    revises: str | None = None
    revision_reason: str = ""
    fingerprint: str | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nothing in it can change any more."""
        return self.closed_at is not None

    def day_of_papers(self, now: datetime) -> date:
        """The day on which its documents and papers are held to be valid or over: of closing, else that of ``now``.

        Told in the zone of ``now`` (aware), so that what is closed says the same for good.
        """
        return (self.closed_at or now).astimezone(now.tzinfo).date()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is kept when an assessment is closed: the facility as it was, results as plain values, what stood open."""

    facility: Facility
    results: Mapping[str, Any]
    check: tuple[OpenPoint, ...] = ()
    previous_fingerprint: str | None = None
    """Of the closed assessment it corrected, as it was then."""


@dataclass(frozen=True)
class AssessmentState:
    """Everything a screen or a report shows of an assessment; figures are derived once, on first use."""

    assessment: Assessment
    facility: Facility
    pack: Pack
    answers: Mapping[str, RecordedAnswer]
    decisions: Mapping[str, MeasureDecision]
    moves: tuple[EditionMove, ...] = ()
    evidence: EvidenceFile = NO_EVIDENCE
    previous_fingerprint: str | None = None
    """Of the closed assessment this one corrects."""
    results_kept: Mapping[str, Any] | None = None
    """The results as they were kept when it was closed; None while it is open."""
    check_kept: tuple[OpenPoint, ...] | None = None
    """What the check found when it was closed; None while it is open."""

    def edition_of(self, recorded: RecordedAnswer) -> str:
        """The pack's edition under which an answer was given."""
        return edition_at(self.moves, self.assessment.pack_edition, recorded.answered_at)

    @cached_property
    def left_answers(self) -> Mapping[str, tuple[str, LeftAnswer]]:
        """By question id the latest answer that did not follow into a later edition, with its edition."""
        return {name: (move.from_edition, left) for move in self.moves for name, left in move.left.items()}

    @cached_property
    def evidence_in_order(self) -> tuple[Evidence, ...]:
        """Photos and files in walking order of their questions, then those of none, then the plans."""
        order = {question.id: number for number, question in enumerate(self.questions)}

        def place(item: Evidence) -> tuple[bool, int, int]:
            number = order.get(item.question_id or "", len(order))
            return item.kind is EvidenceKind.PLAN, number, item.position

        return tuple(sorted(self.evidence.items, key=place))

    @cached_property
    def evidence_numbers(self) -> Mapping[str, int]:
        """The number of each piece of evidence by its id, counted from 1: the same on the screen and on paper."""
        return {item.id: number for number, item in enumerate(self.evidence_in_order, 1)}

    @cached_property
    def given(self) -> dict[str, Answer]:
        """The bare answers by question id."""
        return {question: recorded.answer for question, recorded in self.answers.items()}

    @cached_property
    def evaluation(self) -> Evaluation:
        return evaluate(self.pack, self.assessment.group, self.given, self.facility.plain_facts())

    @cached_property
    def measures(self) -> tuple[MeasureScore, ...]:
        return score_measures(self.pack, self.assessment.group, self.given, self.evaluation)

    @cached_property
    def programme(self) -> tuple[ProgrammeItem, ...]:
        start = (self.assessment.closed_at or self.assessment.started_at).date()
        return programme(self.pack, self.measures, self.decisions, country=self.facility.country, from_on=start)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are asked: those of the group whose condition does not rule them out, in walking order."""
        return tuple(q for q in self.pack.questions_of(self.assessment.group) if q.id in self.evaluation.asked)

    @cached_property
    def critical_shortfalls(self) -> tuple[Question, ...]:
        """The applicable critical questions that are not met, in walking order."""
        applicable = self.evaluation.applicable
        return tuple(q for q in self.questions if q.id in applicable and is_not_met(q, self.given.get(q.id)))

    @cached_property
    def dangers(self) -> tuple[Question, ...]:
        """The questions whose answer carries the immediate-danger mark."""
        return tuple(q for q in self.questions if (answer := self.given.get(q.id)) and answer.danger)

    @property
    def level(self) -> Level | None:
        return self.evaluation.overall.level
