"""A method pack made in code, small enough to compute by hand, and the library and desk that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from tmfcheck.domain.answers import Answer
from tmfcheck.domain.applicability import Condition
from tmfcheck.domain.pack import (
    AnswerOption,
    Category,
    Choice,
    Critical,
    EvidenceBasis,
    Figure,
    Group,
    Measure,
    MeasureLink,
    Pack,
    Question,
    Reason,
    Review,
    Section,
    Source,
    Subgroup,
    Table,
    Term,
    Text,
    TimeFrame,
)
from tmfcheck.errors import PackError
from tmfcheck.packs.resolved import LoadedPack, load

START = datetime(2026, 6, 9, 4, 0, tzinfo=UTC)

WORDS = ("yes", "mostly_yes", "mostly_no", "no", "unknown", "not_applicable")
VALUES = {"yes": Fraction(1), "mostly_yes": Fraction(2, 3), "mostly_no": Fraction(1, 3), "no": Fraction(0)}
CREDIBILITIES = {"yes": Fraction(1), "mostly_yes": Fraction(1, 2), "mostly_no": Fraction(1, 2), "no": Fraction(1)}
BASES = ("measured", "seen_on_site", "document_seen", "told", "none")
REASONS = ("no_access", "document_not_shown", "refused", "weather", "no_time", "other")
FIGURES = {
    "level_meets_percent": 90,
    "level_partly_percent": 60,
    "open_weight_limit_percent": 25,
    "evidence_limit_percent": 60,
    "critical_condition_factor": 3,
    "critical_management_factor": 2,
    "milestone_months": 12,
    "danger_confirm_hours": 24,
    "danger_review_days": 7,
    "danger_decision_days": 30,
}
CALLS_FOR_REPAIR = ("no", "mostly_no")


def text(words: str) -> Text:
    return {"en": words, "ru": f"{words} (рус)", "kk": f"{words} (қаз)"}


def question(
    number: str,
    *,
    group: str = "A",
    section: str = "A1.crest",
    categories: tuple[str, ...] = ("dam",),
    weight: Fraction | int = 1,
    critical: Critical | None = None,
    measures: Mapping[str, tuple[str, ...]] | None = None,
    applies_if: Condition | None = None,
) -> Question:
    return Question(
        id=number,
        group=group,
        subgroup=section.split(".", maxsplit=1)[0],
        section=section,
        categories=categories,
        weight=Fraction(weight),
        critical=critical,
        measures=tuple(MeasureLink(measure, when) for measure, when in (measures or {}).items()),
        text=text(f"Question {number}?"),
        why=text("Why"),
        how_to_check=text("How"),
        applies_if=applies_if,
    )


def measure(name: str, term: Term, *, before_season: bool = False, interim: str | None = None) -> Measure:
    return Measure(
        id=name,
        category="dam",
        title=text(f"Do {name}"),
        what=text("What"),
        why=text("Why"),
        needs=text("Needs"),
        verification=text("Verification"),
        term=term,
        cost="low",
        duration=text("2 weeks"),
        addressee="operator",
        interim=interim,
        before_season=before_season,
    )


QUESTIONS = (
    question(
        "A1.01",
        critical=Critical.CONDITION,
        measures={"M-DAM-01": CALLS_FOR_REPAIR, "M-DAM-02": CALLS_FOR_REPAIR, "M-MON-01": ("unknown",)},
    ),
    question("A1.02", categories=("dam", "water"), weight=2, measures={"M-DAM-02": ("no", "mostly_no", "mostly_yes")}),
    question("A1.03", section="A1.pond", categories=("water",), weight=Fraction(1, 2)),
    question(
        "A1.04",
        section="A1.pond",
        categories=("water",),
        applies_if=Condition(fact="has_liner", one_of=(True,)),
        measures={"M-WAT-01": CALLS_FOR_REPAIR},
    ),
    question(
        "A2.01",
        section="A2.plans",
        categories=("emergency",),
        critical=Critical.MANAGEMENT,
        measures={"M-EME-01": CALLS_FOR_REPAIR, "M-MON-01": ("unknown",)},
    ),
    question(
        "A2.02",
        section="A2.plans",
        categories=("emergency",),
        applies_if=Condition(answer="A2.01", one_of=("yes", "mostly_yes")),
    ),
)
"""Group A: weights 1, 2, 1/2, 1, 1, 1; A1.01 is critical by condition, A2.01 by management."""

MEASURES = (
    measure("M-DAM-01", Term.SHORT, before_season=True),
    measure("M-DAM-02", Term.MEDIUM, interim="M-DAM-01"),
    measure("M-WAT-01", Term.LONG),
    measure("M-EME-01", Term.SHORT),
    measure("M-MON-01", Term.SHORT),
)


def make_pack(
    questions: Iterable[Question] = QUESTIONS, measures: Iterable[Measure] = MEASURES, edition: str = "1"
) -> Pack:
    """A complete pack with these questions; everything else is as in the published method."""
    asked = tuple(questions)
    groups = sorted({each.group for each in asked} | {"A", "B"})
    sections = list(dict.fromkeys(each.section for each in asked))
    subgroups = list(dict.fromkeys(name.split(".")[0] for name in sections))
    categories = ("dam", "water", "emergency", "closure")
    return Pack(
        id="test-pack",
        edition=edition,
        format=1,
        title=text("Test pack"),
        description=text("A pack for tests"),
        licence="CC0-1.0",
        languages=("en", "ru", "kk"),
        review={language: Review("author", text("Note")) for language in ("en", "ru", "kk")},
        sources=(Source("own", text("Own rule"), own=True),),
        figures={name: Figure(name, Fraction(value), "", text(name), False, "own") for name, value in FIGURES.items()},
        tables={"flood_season": Table("flood_season", text("Seasons"), _SEASONS, False, "own")},
        answers=tuple(
            AnswerOption(word, text(word), _value(VALUES, word), _value(CREDIBILITIES, word), False, "own")
            for word in WORDS
        ),
        bases=tuple(EvidenceBasis(word, text(word), word not in ("told", "none")) for word in BASES),
        reasons=tuple(Reason(word, text(word)) for word in REASONS),
        categories=tuple(Category(name, number, text(name), text(name)) for number, name in enumerate(categories, 1)),
        groups=tuple(Group(name, text(name), text("When")) for name in groups),
        subgroups=tuple(Subgroup(name, name[0], text(name)) for name in subgroups),
        sections=tuple(Section(name, name.split(".")[0], text(name)) for name in sections),
        questions=asked,
        measures=tuple(measures),
        time_frames=tuple(
            TimeFrame(term, text(term), text("Meaning"), months, False, "own")
            for term, months in ((Term.SHORT, 12), (Term.MEDIUM, 36), (Term.LONG, None))
        ),
        cost_classes=(Choice("low", text("Low")),),
        addressees=(Choice("operator", text("Operator")),),
        references=(),
    )


_SEASONS: tuple[Mapping[str, Any], ...] = (
    {"country": "KG", "from_month": 4, "from_day": 1},
    {"country": "default", "from_month": 3, "from_day": 31},
)


def _value(table: Mapping[str, Fraction], word: str) -> Fraction | None:
    return None if word == "not_applicable" else table.get(word, Fraction(0))


def given(**words: str) -> dict[str, Answer]:
    """Answers by question id, written ``A1_01="yes"``."""
    return {number.replace("_", "."): Answer(word) for number, word in words.items()}


class OnePackLibrary:
    """A library that knows the test pack alone."""

    def __init__(self, pack: Pack | None = None) -> None:
        self.loaded = load(pack or make_pack())

    def known(self, fingerprint: str) -> None:
        """Nothing, so that the archive's own document is read."""

    def load(self, name: str | Path) -> LoadedPack:
        if str(name) != self.loaded.pack.id:
            raise PackError("PACK_UNKNOWN", pack=name)
        return self.loaded


class SteppingClock:
    """Aware UTC that moves on by a minute each time it is asked."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._steps = count()

    def __call__(self) -> datetime:
        return self._start + next(self._steps) * timedelta(minutes=1)
