"""The README's figures are those of the shipped pack, and every file it points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tmfcheck.domain.pack import Pack, Term
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack


@pytest.mark.parametrize("group", ["A", "B", "C"])
def test_readme_counts_the_questions_of_each_group(pack: Pack, group: str) -> None:
    questions = pack.questions_of(group)
    visual = sum(question.subgroup == f"{group}1" for question in questions)
    critical = sum(question.critical is not None for question in questions)
    row = next(line for line in README.splitlines() if line.startswith(f"| {group} "))
    figures = [int(cell) for cell in row.split("|") if cell.strip().isdigit()]
    assert figures == [visual, len(questions) - visual, len(questions), critical]


def test_readme_counts_the_measures_and_the_terms(pack: Pack) -> None:
    terms = {term: sum(measure.term is term for measure in pack.measures) for term in Term}
    assert f"{len(pack.measures)} measures" in README
    assert f"({terms[Term.SHORT]} short-, {terms[Term.MEDIUM]} medium-, {terms[Term.LONG]} long-term)" in README
    assert f"{len(pack.glossary)} glossary terms" in README


def test_readme_points_to_files_that_are_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_readme_shows_the_measured_table() -> None:
    assert "first painted window" in README
    assert "BENCH" not in README
