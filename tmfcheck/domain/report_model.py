"""Everything the printed report shows, in order and without a language; for the print room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from tmfcheck.domain.answers import NOT_APPLICABLE, Answer, RecordedAnswer
from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.content_document import content_fingerprint
from tmfcheck.domain.evaluation import Level, Score
from tmfcheck.domain.evidence import Evidence, EvidenceKind, Signature
from tmfcheck.domain.geography import BaseMap
from tmfcheck.domain.measures import ProgrammeItem
from tmfcheck.domain.pack import Pack, Question, Section, Source, Subgroup, Term, Text
from tmfcheck.domain.public_state import without_people
from tmfcheck.domain.report_options import EVERYTHING, Audience, ReportOptions
from tmfcheck.domain.revision_changes import RevisionChanges, revision_changes


@dataclass(frozen=True, slots=True)
class DangerNotice:
    """One open immediate danger, with the titles of the measures that must begin at once."""

    question: Question
    recorded: RecordedAnswer
    at_once: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RankedMeasure:
    """A line of the programme with its place in the whole list, counted from 1."""

    rank: int
    item: ProgrammeItem


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """The questions of one section that are asked, in walking order; never empty."""

    subgroup: Subgroup
    section: Section
    questions: tuple[Question, ...]
    score: Score


@dataclass(frozen=True)
class ReportModel:
    """A report before it meets paper: the assessment's state, when the report was made (aware) and by which version.

    ``pictures`` holds upright JPEG copies by the SHA-256 of their original; a photo that is not in it is not shown.
    ``fingerprint`` stands for the content where the state shows less than was assessed. All its times are told in the
    zone of ``made_at``. ``signatures`` are those given on the screen, in their order. ``pack_documents`` holds the
    texts of its packs by fingerprint, as the archive keeps them, for the data attached to the file; none, no data.
    Without ``base_map`` there is no small map of where the facility lies.
    """

    state: AssessmentState
    made_at: datetime
    program_version: str
    options: ReportOptions = EVERYTHING
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    fingerprint: str | None = None
    base_map: BaseMap | None = field(default=None, repr=False, compare=False)
    previous: AssessmentState | None = None
    """The closed assessment this one corrects, to list what changed."""
    signatures: tuple[Signature, ...] = ()
    pack_documents: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def changes(self) -> RevisionChanges | None:
        """What a correction changed; None for a first version."""
        return None if self.previous is None else revision_changes(self.previous, self.state)

    @cached_property
    def content_fingerprint(self) -> str:
        """SHA-256 (hexadecimal) of what was assessed; the same content gives the same, in any language, at any time."""
        return self.fingerprint or content_fingerprint(self.state)

    def for_audience(self) -> ReportModel:
        """The model as its audience may see it: for the public without people, their words and their pictures.

        The data behind it are attached for those alone who may see everything.
        """
        match self.options.audience:
            case Audience.OPERATOR:
                return self
            case Audience.AUTHORITY:
                return replace(self, pack_documents={})
        return replace(
            self,
            state=without_people(self.state),
            pictures={},
            fingerprint=self.content_fingerprint,
            previous=None,
            signatures=(),
            pack_documents={},
        )

    @cached_property
    def photos(self) -> tuple[Evidence, ...]:
        """The photos that are shown, in the order of their numbers; plans are no photos."""
        return tuple(
            item
            for item in self.state.evidence_in_order
            if item.kind is EvidenceKind.PHOTO and item.sha256 in self.pictures
        )

    @property
    def day_of_papers(self) -> date:
        """The day on which documents and papers are held to be valid or over."""
        return self.state.assessment.day_of_papers(self.made_at)

    @property
    def is_provisional(self) -> bool:
        """Whether the assessment can still change, or a question of it is not answered."""
        return not self.state.assessment.is_closed or self.state.evaluation.overall.provisional

    @cached_property
    def dangers(self) -> tuple[DangerNotice, ...]:
        """The open immediate dangers, in walking order."""
        return tuple(self._danger(question) for question in self.state.dangers)

    def _danger(self, question: Question) -> DangerNotice:
        pack = self.state.pack
        triggered = [
            pack.measure_by_id[item.measure]
            for item in self.state.programme
            if item.score is not None and question.id in item.score.questions
        ]
        short = [measure.id for measure in triggered if measure.term is Term.SHORT]
        interim = [measure.interim for measure in triggered if measure.interim is not None]
        titles = tuple(pack.measure_by_id[name].title for name in dict.fromkeys((*short, *interim)))
        return DangerNotice(question, self.state.answers[question.id], titles)

    @cached_property
    def measure_chapters(self) -> Mapping[Term, tuple[RankedMeasure, ...]]:
        """The programme by time-frame, in the order of the list; a time-frame without measures is empty."""
        ranked = [RankedMeasure(rank, item) for rank, item in enumerate(self.state.programme, 1)]
        return {term: tuple(each for each in ranked if each.item.term is term) for term in Term}

    @cached_property
    def answer_sections(self) -> tuple[AnswerSection, ...]:
        """The asked questions by section, in walking order."""
        pack, group = self.state.pack, self.state.assessment.group
        subgroups = {subgroup.id: subgroup for subgroup in pack.subgroups}
        asked: dict[str, list[Question]] = {}
        for question in self.state.questions:
            asked.setdefault(question.section, []).append(question)
        return tuple(
            AnswerSection(
                subgroups[section.subgroup],
                section,
                tuple(asked[section.id]),
                self.state.evaluation.sections[section.id],
            )
            for section in pack.sections_of(group)
            if section.id in asked
        )

    @cached_property
    def not_asked(self) -> tuple[Question, ...]:
        """The questions of the group that the facility's facts or earlier answers rule out."""
        questions = self.state.pack.questions_of(self.state.assessment.group)
        return tuple(question for question in questions if question.id not in self.state.evaluation.asked)

    @cached_property
    def not_applicable_by_hand(self) -> tuple[Question, ...]:
        """The asked questions somebody answered "not applicable"."""
        return tuple(question for question in self.state.questions if self.answer(question).value == NOT_APPLICABLE)

    def answer(self, question: Question) -> Answer:
        """What was given to a question, blank where nothing was."""
        return self.state.given.get(question.id, Answer())

    def is_held_at_partly(self, score: Score) -> bool:
        """Whether a critical question keeps a set below the level its MSR alone would give."""
        msr = score.msr_percent
        return score.level is Level.PARTLY and msr is not None and msr >= self._limit("level_meets_percent")

    def is_held_at_does_not(self, score: Score) -> bool:
        """Whether a critical question on the facility's condition alone decides that a set does not meet."""
        msr = score.msr_percent
        return score.level is Level.DOES_NOT and msr is not None and msr >= self._limit("level_partly_percent")

    def _limit(self, figure: str) -> Fraction:
        return self.state.pack.figure(figure)


def numbered_sources(pack: Pack) -> dict[str, tuple[int, Source]]:
    """The pack's sources by id, numbered from 1 in their order."""
    return {source.id: (number, source) for number, source in enumerate(pack.sources, 1)}
