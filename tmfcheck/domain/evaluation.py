"""How far safety requirements are met: MSR, interval, credibility, evidence share and level (methodology 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from tmfcheck.domain.answers import NOT_APPLICABLE, UNKNOWN, Answer, Answers
from tmfcheck.domain.applicability import Facts, applies
from tmfcheck.domain.pack import Critical, Pack, Question

HUNDRED = Fraction(100)
SHORTFALL = frozenset({"no", "mostly_no"})


class Level(StrEnum):
    """The level of a set of questions, best first."""

    MEETS = "meets"
    PARTLY = "partly"
    DOES_NOT = "does_not"


class Tally(NamedTuple):
    """What one question adds to a set, in whole units (weights and values scaled to integers); tallies are summed."""

    applicable: int = 0
    answered: int = 0
    unknown: int = 0
    by_hand: int = 0
    evidence: int = 0
    weight: int = 0
    met: int = 0
    credible: int = 0
    open_weight: int = 0
    by_hand_weight: int = 0
    critical: int = 0
    critical_not_met: int = 0
    condition_shortfalls: int = 0
    management_shortfalls: int = 0
    critical_open: int = 0
    dangers: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one set of questions (the whole, a category, a section), exact.

    ``met``, ``credible``, ``weight``, ``open_weight`` and ``by_hand_weight`` are sums of w*v, w*c, w, w of unknown and
    unanswered, and w of not applicable given by hand; percentages are None for an empty set. Source: methodology 3.5.
    """

    applicable: int
    answered: int
    unknown: int
    by_hand: int
    evidence: int
    weight: Fraction
    met: Fraction
    credible: Fraction
    open_weight: Fraction
    by_hand_weight: Fraction
    critical: int
    critical_not_met: int
    dangers: int
    level: Level | None
    enough_information: bool

    @property
    def provisional(self) -> bool:
        """Whether a question of the set is still unanswered."""
        return self.answered < self.applicable

    @property
    def msr_percent(self) -> Fraction | None:
        """MSR = 100 * sum(w*v) / sum(w)."""
        return _percent(self.met, self.weight)

    @property
    def msr_low_percent(self) -> Fraction | None:
        """The MSR with every unknown and unanswered question counted as not met: the MSR itself."""
        return self.msr_percent

    @property
    def msr_high_percent(self) -> Fraction | None:
        """The MSR with every unknown and unanswered question counted as met."""
        return _percent(self.met + self.open_weight, self.weight)

    @property
    def msr_strict_percent(self) -> Fraction | None:
        """The MSR with every not applicable given by hand counted as no."""
        return _percent(self.met, self.weight + self.by_hand_weight)

    @property
    def credibility_percent(self) -> Fraction | None:
        """Credibility = 100 * sum(w*c) / sum(w)."""
        return _percent(self.credible, self.weight)

    @property
    def evidence_percent(self) -> Fraction | None:
        """Share of the applicable questions, as a plain count, resting on evidence."""
        return _percent(Fraction(self.evidence), Fraction(self.applicable))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores of one assessment: overall, by category id and by section id, in the pack's order.

    ``asked`` holds the questions no condition rules out, ``applicable`` those of them not answered "not applicable".
    """

    overall: Score
    categories: Mapping[str, Score]
    sections: Mapping[str, Score]
    asked: frozenset[str]
    applicable: frozenset[str]


class _Scale(NamedTuple):
    """Integer factors that make every weight, value and credibility of a pack whole."""

    weight: int
    value: int


def evaluate(pack: Pack, group: str, answers: Answers, facts: Facts | None = None) -> Evaluation:
    """Score the questions of ``group``.

    ``answers`` holds what was given; ``facts`` switches the questions' conditions on (None: every question applies).
    The order of answers is irrelevant and the result exact. Source: methodology 3.5.
    """
    questions = pack.questions_of(group)
    words = {key: answer.value for key, answer in answers.items() if answer.value is not None}
    asked = [question for question in questions if facts is None or applies(question.applies_if, facts, words)]
    scale = _scale_of(pack)
    tallies = [(question, _tally(pack, question, answers.get(question.id), scale)) for question in asked]
    by_category: dict[str, list[Tally]] = {category.id: [] for category in pack.categories}
    by_section: dict[str, list[Tally]] = {section.id: [] for section in pack.sections_of(group)}
    for question, tally in tallies:
        by_section[question.section].append(tally)
        for category in question.categories:
            by_category[category].append(tally)
    return Evaluation(
        overall=_score(pack, (tally for _, tally in tallies), scale),
        categories={key: _score(pack, members, scale) for key, members in by_category.items()},
        sections={key: _score(pack, members, scale) for key, members in by_section.items()},
        asked=frozenset(question.id for question in asked),
        applicable=frozenset(question.id for question, tally in tallies if tally.applicable),
    )


def is_not_met(question: Question, answer: Answer | None) -> bool:
    """Whether a critical question counts as not met: anything but yes and mostly yes, a blank included."""
    value = None if answer is None else answer.value
    return question.critical is not None and value not in ("yes", "mostly_yes", NOT_APPLICABLE)


def _percent(part: Fraction, whole: Fraction) -> Fraction | None:
    return HUNDRED * part / whole if whole else None


@lru_cache(maxsize=8)
def _scale_by_parts(weights: frozenset[Fraction], values: frozenset[Fraction]) -> _Scale:
    return _Scale(
        weight=lcm(*(weight.denominator for weight in weights)), value=lcm(*(value.denominator for value in values))
    )


def _scale_of(pack: Pack) -> _Scale:
    numbers = (number for option in pack.answers for number in (option.value, option.credibility))
    return _scale_by_parts(
        frozenset(question.weight for question in pack.questions), frozenset(n for n in numbers if n is not None)
    )


def _tally(pack: Pack, question: Question, answer: Answer | None, scale: _Scale) -> Tally:
    weight = int(question.weight * scale.weight)
    value = None if answer is None else answer.value
    is_critical = int(question.critical is not None)
    danger = int(answer is not None and answer.danger)
    if value == NOT_APPLICABLE:
        return Tally(by_hand=1, by_hand_weight=weight, critical_open=is_critical, dangers=danger)
    option = pack.answer_by_id[value or UNKNOWN]
    is_open = value in (None, UNKNOWN)
    short = value in SHORTFALL
    return Tally(
        applicable=1,
        answered=int(value is not None),
        unknown=int(value == UNKNOWN),
        evidence=int(answer is not None and answer.basis in pack.evidence_bases),
        weight=weight,
        met=int(weight * scale.value * (option.value or 0)),
        credible=int(weight * scale.value * (option.credibility or 0)),
        open_weight=weight if is_open else 0,
        critical=is_critical,
        critical_not_met=int(is_not_met(question, answer)),
        condition_shortfalls=int(short and question.critical is Critical.CONDITION),
        management_shortfalls=int(short and question.critical is Critical.MANAGEMENT),
        critical_open=int(is_open and question.critical is not None),
        dangers=danger,
    )


def _score(pack: Pack, tallies: Iterable[Tally], scale: _Scale) -> Score:
    members = list(tallies)
    total = Tally(*map(sum, zip(*members, strict=True))) if members else Tally()
    enough = _has_enough_information(pack, total)
    return Score(
        applicable=total.applicable,
        answered=total.answered,
        unknown=total.unknown,
        by_hand=total.by_hand,
        evidence=total.evidence,
        weight=Fraction(total.weight, scale.weight),
        met=Fraction(total.met, scale.weight * scale.value),
        credible=Fraction(total.credible, scale.weight * scale.value),
        open_weight=Fraction(total.open_weight, scale.weight),
        by_hand_weight=Fraction(total.by_hand_weight, scale.weight),
        critical=total.critical,
        critical_not_met=total.critical_not_met,
        dangers=total.dangers,
        level=_level(pack, total, scale),
        enough_information=enough,
    )


def _has_enough_information(pack: Pack, total: Tally) -> bool:
    if not total.applicable:
        return False
    open_percent = HUNDRED * total.open_weight / total.weight
    evidence_percent = HUNDRED * total.evidence / total.applicable
    return open_percent <= pack.figure("open_weight_limit_percent") and evidence_percent >= pack.figure(
        "evidence_limit_percent"
    )


def _level(pack: Pack, total: Tally, scale: _Scale) -> Level | None:
    """The level rule, first match (methodology 3.5, own rule); None for an empty set."""
    if not total.applicable:
        return None
    if total.condition_shortfalls:
        return Level.DOES_NOT
    msr = Fraction(100 * total.met, total.weight * scale.value)
    if msr < pack.figure("level_partly_percent"):
        return Level.DOES_NOT
    is_capped = total.management_shortfalls or total.critical_open
    if msr < pack.figure("level_meets_percent") or is_capped:
        return Level.PARTLY
    return Level.MEETS
