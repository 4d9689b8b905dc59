"""The report of a whole basic check with the shipped method, in every language it has."""

from __future__ import annotations

import itertools

import pytest

from tests.reports.sample import assert_within_margins, printed, sample_model
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.reports.pdf import render_pdf
from tmfcheck.wording import UNITS

LANGUAGES = ("en", "ru", "kk")
VALUES = ("no", "mostly_no", "unknown", "mostly_yes", "yes", "not_applicable")
SIGNS = frozenset({"", "%", "g", "MSK-64"})


@pytest.fixture(scope="module")
def pack() -> Pack:
    return PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack


@pytest.fixture(scope="module")
def answers(pack: Pack) -> dict[str, Answer]:
    values = itertools.cycle(VALUES)
    return {question.id: Answer(next(values), "seen_on_site") for question in pack.questions_of("A")}


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_measure_and_figure_is_printed(pack: Pack, answers: dict[str, Answer], language: str) -> None:
    model = sample_model(answers, pack=pack, decisions={})
    text = printed(model, language)
    contents = [
        *(question.text for question in model.state.questions),
        *(pack.measure_by_id[item.measure].title for item in model.state.programme),
        *(figure.title for figure in pack.figures.values()),
        *(table.title for table in pack.tables.values()),
        *(category.title for category in pack.categories),
        *(source.title for source in pack.sources),
    ]
    assert [each[language] for each in contents if on_one_line(each[language]) not in text] == []


@pytest.mark.parametrize(("language", "second"), [("en", None), ("ru", "kk"), ("kk", "en")])
def test_nothing_is_printed_outside_the_margins(
    pack: Pack, answers: dict[str, Answer], language: str, second: str | None
) -> None:
    model = sample_model(answers, pack=pack, decisions={})
    assert_within_margins(render_pdf(model, Texts(language), Texts(second) if second else None))


def test_every_unit_of_the_method_can_be_translated(pack: Pack) -> None:
    assert {figure.unit for figure in pack.figures.values()} <= {*UNITS, *SIGNS}
