"""Random packs and answers for the property tests, small enough that a failing example can be read."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from tests.packs_for_tests import BASES, WORDS, make_pack, measure, question
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.pack import Critical, Pack, Term

CATEGORIES = ("dam", "water", "emergency")
SECTIONS = ("A1.crest", "A1.pond", "A2.plans")
MEASURE_TERMS = {"M-1": Term.SHORT, "M-2": Term.MEDIUM, "M-3": Term.LONG, "M-4": Term.SHORT}
TRIGGERS = ("no", "mostly_no", "mostly_yes", "unknown")

weights = st.fractions(min_value=Fraction(1, 10), max_value=10, max_denominator=12)
links = st.dictionaries(
    st.sampled_from(sorted(MEASURE_TERMS)),
    st.sets(st.sampled_from(TRIGGERS), min_size=1).map(lambda words: tuple(sorted(words))),
    max_size=3,
)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """A pack of up to eight questions in group A, with weights, categories, critical marks and measures."""
    count = draw(st.integers(1, 8))
    questions = [
        question(
            f"A1.{number:02d}",
            section=draw(st.sampled_from(SECTIONS)),
            categories=tuple(sorted(draw(st.sets(st.sampled_from(CATEGORIES), min_size=1)))),
            weight=draw(weights),
            critical=draw(st.sampled_from([None, None, *Critical])),
            measures=draw(links),
        )
        for number in range(1, count + 1)
    ]
    return make_pack(questions, [measure(name, term) for name, term in MEASURE_TERMS.items()])


answers = st.builds(
    Answer,
    value=st.sampled_from([None, *WORDS]),
    basis=st.sampled_from([None, *BASES]),
    danger=st.booleans(),
)


@st.composite
def assessed(draw: st.DrawFn) -> tuple[Pack, dict[str, Answer]]:
    """A pack with answers to some of its questions."""
    pack = draw(packs())
    chosen = draw(st.lists(st.sampled_from([each.id for each in pack.questions]), unique=True))
    return pack, {name: draw(answers) for name in chosen}
