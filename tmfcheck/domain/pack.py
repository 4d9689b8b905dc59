"""The method pack as the rulebook knows it: questions, answers, categories, measures and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from tmfcheck.domain.applicability import Condition

LANGUAGES = ("en", "ru", "kk")

Text = Mapping[str, str]
"""One text in several languages: language code to words."""


class Critical(StrEnum):
    """The two kinds of critical questions (methodology 3.6)."""

    CONDITION = "condition"
    MANAGEMENT = "management"


class Term(StrEnum):
    """The time-frames of a measure, in the order a programme lists them (methodology 4)."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or a method part comes from; ``own`` marks a rule chosen by this project."""

    id: str
    title: Text
    own: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the method with its standing: ``verified`` only when read in a primary text."""

    id: str
    value: Fraction
    unit: str
    title: Text
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published or own table (bands, points, seasons): rows of plain values, with its standing."""

    id: str
    title: Text
    rows: tuple[Mapping[str, Any], ...]
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One answer word; ``value`` and ``credibility`` are None where the answer leaves the set (not applicable)."""

    id: str
    label: Text
    value: Fraction | None
    credibility: Fraction | None
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class EvidenceBasis:
    """What an answer rests on; ``is_evidence`` counts towards the evidence share (methodology 3.5)."""

    id: str
    label: Text
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is unknown or not applicable."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Category:
    """A column of the evaluation matrix."""

    id: str
    number: int
    title: Text
    short_title: Text


@dataclass(frozen=True, slots=True)
class Group:
    """A checklist an assessment can use; ``when_to_use`` helps to choose."""

    id: str
    title: Text
    when_to_use: Text


@dataclass(frozen=True, slots=True)
class Subgroup:
    """The visual or the document part of a group."""

    id: str
    group: str
    title: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A stop on the inspector's way, in walking or reading order."""

    id: str
    subgroup: str
    title: Text


@dataclass(frozen=True, slots=True)
class MeasureLink:
    """The ``id`` of a measure that remedies a question, with the answers that call for it."""

    id: str
    when: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the checklist, phrased so that yes means the requirement is met."""

    id: str
    group: str
    subgroup: str
    section: str
    categories: tuple[str, ...]
    weight: Fraction
    critical: Critical | None
    measures: tuple[MeasureLink, ...]
    text: Text
    why: Text
    how_to_check: Text
    references: tuple[str, ...] = ()
    applies_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An entry of the measure catalogue; ``before_season`` ties it to the next flood or mudflow season."""

    id: str
    category: str
    title: Text
    what: Text
    why: Text
    needs: Text
    verification: Text
    term: Term
    cost: str
    duration: Text
    addressee: str
    references: tuple[str, ...] = ()
    interim: str | None = None
    before_season: bool = False


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """How long a term lasts: ``months`` is None where the end date comes from the project."""

    id: Term
    title: Text
    meaning: Text
    months: int | None
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A word with its label, for cost classes and addressees."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Reference:
    """A document an inspector expects beside a question.

    ``place`` is a text with ``{place}`` for a principle or article, ``places`` those that may be named (``gistm:5``).
    """

    id: str
    short: Text
    title: Text
    note: Text
    place: Text | None = None
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Who has read the texts of one language: ``status`` is author, machine or native."""

    status: str
    note: Text


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One concept, one word per language; ``kk_sure`` is read, yes or no (a specialist must confirm).

    ``avoid`` holds by language the beginnings of words that must not stand for the concept.
    """

    id: str
    term: Text
    definition: Text
    kk_sure: str
    note: str = ""
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pack:
    """A complete method, resolved: everything an assessment needs, in the pack's order."""

    id: str
    edition: str
    format: int
    title: Text
    description: Text
    licence: str
    languages: tuple[str, ...]
    review: Mapping[str, Review]
    sources: tuple[Source, ...]
    figures: Mapping[str, Figure]
    tables: Mapping[str, Table]
    answers: tuple[AnswerOption, ...]
    bases: tuple[EvidenceBasis, ...]
    reasons: tuple[Reason, ...]
    categories: tuple[Category, ...]
    groups: tuple[Group, ...]
    subgroups: tuple[Subgroup, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    measures: tuple[Measure, ...]
    time_frames: tuple[TimeFrame, ...]
    cost_classes: tuple[Choice, ...]
    addressees: tuple[Choice, ...]
    references: tuple[Reference, ...]
    glossary: tuple[GlossaryTerm, ...] = ()

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def measure_by_id(self) -> dict[str, Measure]:
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def answer_by_id(self) -> dict[str, AnswerOption]:
        return {option.id: option for option in self.answers}

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        return {section.id: section for section in self.sections}

    @cached_property
    def category_by_id(self) -> dict[str, Category]:
        return {category.id: category for category in self.categories}

    @cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        return {reference.id: reference for reference in self.references}

    @cached_property
    def evidence_bases(self) -> frozenset[str]:
        """The bases that count as evidence."""
        return frozenset(basis.id for basis in self.bases if basis.is_evidence)

    def questions_of(self, group: str) -> tuple[Question, ...]:
        """The questions of one group, in the pack's order; empty for a group the pack does not have."""
        return tuple(question for question in self.questions if question.group == group)

    def sections_of(self, group: str) -> tuple[Section, ...]:
        """The sections of one group, in walking order."""
        subgroups = {subgroup.id for subgroup in self.subgroups if subgroup.group == group}
        return tuple(section for section in self.sections if section.subgroup in subgroups)

    def figure(self, figure_id: str) -> Fraction:
        """The exact value of a named figure; the reader has made sure that every figure the rules use is there."""
        return self.figures[figure_id].value
