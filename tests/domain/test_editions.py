"""Answers follow a question only where it asks the same, whatever language is corrected."""

from __future__ import annotations

from dataclasses import replace

from tests.packs_for_tests import QUESTIONS, make_pack, question, text
from tmfcheck.domain.editions import EditionStep, compare_editions, edition_order, question_digest


def test_move_keeps_changes_adds_and_removes() -> None:
    first, second, *others = QUESTIONS
    asked_otherwise = replace(second, text=text("Something else?"))
    new = make_pack(questions=(first, asked_otherwise, *others[:-1], question("A2.09", section="A2.plans")))
    step = compare_editions(make_pack(), new, "A")
    assert step == EditionStep(
        kept=("A1.01", "A1.03", "A1.04", "A2.01"), changed=("A1.02",), added=("A2.09",), removed=("A2.02",)
    )


def test_digest_ignores_translations_reasons_weights_and_spaces() -> None:
    asked = QUESTIONS[0]
    same = replace(
        asked,
        text={**asked.text, "kk": "Басқаша", "en": f"  {asked.text['en']} "},
        why=text("Another reason"),
        weight=asked.weight * 2,
        measures=(),
    )
    assert question_digest(same, "en") == question_digest(asked, "en")


def test_digest_sees_another_text_another_guidance_and_another_id() -> None:
    asked = QUESTIONS[0]
    for other in (
        replace(asked, text=text("Other?")),
        replace(asked, how_to_check=text("Other")),
        replace(asked, id="A1.99"),
    ):
        assert question_digest(other, "en") != question_digest(asked, "en")


def test_editions_are_counted_as_people_count() -> None:
    editions = ["2026.10", "2026.9", "2026.9b", "2025.12", "10", "9"]
    assert sorted(editions, key=edition_order) == ["9", "10", "2025.12", "2026.9", "2026.9b", "2026.10"]
