"""What a report shows, before it meets paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from tests.reports.sample import DECISIONS, GIVEN, KADAMJAI, sample_model, small_pack
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.applicability import Condition
from tmfcheck.domain.content_document import content_fingerprint
from tmfcheck.domain.facility import FactValue
from tmfcheck.domain.measures import MeasureDecision
from tmfcheck.domain.pack import Term
from tmfcheck.domain.report_model import ReportModel


def with_state(model: ReportModel, **changes: object) -> ReportModel:
    return replace(model, state=replace(model.state, **changes))  # type: ignore[arg-type]


def test_the_fingerprint_is_the_same_for_the_same_content_whenever_and_however_it_is_printed() -> None:
    model = sample_model()
    later = replace(model, made_at=model.made_at + timedelta(days=400), program_version="9")
    assert later.content_fingerprint == model.content_fingerprint
    visited = replace(model.state.assessment, question="A1.02")
    assert with_state(model, assessment=visited).content_fingerprint == model.content_fingerprint
    turned = dict(reversed(list(model.state.answers.items())))
    assert with_state(model, answers=turned).content_fingerprint == model.content_fingerprint


def test_the_fingerprint_does_not_depend_on_how_figures_and_times_are_stored() -> None:
    model = sample_model()
    facts = {**KADAMJAI.facts, "start_year": FactValue(1971.0)}
    assert with_state(model, facility=replace(KADAMJAI, facts=facts)).content_fingerprint == model.content_fingerprint
    almaty = timezone(timedelta(hours=5))
    moved = {
        question: RecordedAnswer(recorded.answer, recorded.answered_at.astimezone(almaty), recorded.by)
        for question, recorded in model.state.answers.items()
    }
    assert with_state(model, answers=moved).content_fingerprint == model.content_fingerprint


@pytest.mark.parametrize("part", ["answer", "comment", "facility", "decision", "pack", "person"])
def test_the_fingerprint_changes_with_any_content(part: str) -> None:
    model = sample_model()
    state = model.state
    changed = {
        "answer": lambda: sample_model({**GIVEN, "A1.02": Answer("yes", "measured")}),
        "comment": lambda: sample_model({**GIVEN, "A1.02": replace(GIVEN["A1.02"], comment=".")}),
        "facility": lambda: with_state(model, facility=replace(KADAMJAI, notes=".")),
        "decision": lambda: sample_model(decisions={**DECISIONS, "M-WAT-01": MeasureDecision("M-WAT-01", owner="X")}),
        "pack": lambda: with_state(model, assessment=replace(state.assessment, pack_fingerprint="f" * 64)),
        "person": lambda: sample_model(by="B. Inspector"),
    }[part]()
    assert changed.content_fingerprint != model.content_fingerprint
    assert len(content_fingerprint(changed.state)) == 64


def test_a_danger_names_the_short_measures_its_answer_calls_for_and_the_interim_of_the_others() -> None:
    (danger,) = sample_model().dangers
    assert danger.question.id == "A1.01"
    assert [title["en"] for title in danger.at_once] == ["Raise the low crest", "Lower the pond"]


def test_a_danger_on_a_met_requirement_names_no_measure() -> None:
    model = sample_model({**GIVEN, "A1.01": Answer("yes", "measured", danger=True)})
    (danger,) = model.dangers
    assert danger.at_once == ()


def test_measures_are_ranked_through_the_whole_programme() -> None:
    chapters = sample_model().measure_chapters
    assert list(chapters) == list(Term)
    ranks = [ranked.rank for chapter in chapters.values() for ranked in chapter]
    assert ranks == list(range(1, len(ranks) + 1))
    assert chapters[Term.LONG] == ()
    assert [ranked.item.measure for ranked in chapters[Term.MEDIUM]] == ["M-DAM-02"]


def test_sections_hold_their_asked_questions_in_walking_order() -> None:
    sections = sample_model().answer_sections
    assert [(each.section.id, [q.id for q in each.questions]) for each in sections] == [
        ("A1.dam", ["A1.01", "A1.02"]),
        ("A1.water", ["A1.03", "A1.04"]),
        ("A2.papers", ["A2.01", "A2.02"]),
    ]
    assert sections[0].subgroup.id == "A1"
    assert sections[1].score.by_hand == 1


def test_what_the_facts_rule_out_is_not_asked_but_named() -> None:
    pack = small_pack()
    condition = Condition(fact="has_pond", one_of=(False,))
    questions = tuple(
        replace(question, applies_if=condition) if question.section == "A1.water" else question
        for question in pack.questions
    )
    model = sample_model(pack=replace(pack, questions=questions))
    assert [question.id for question in model.not_asked] == ["A1.03", "A1.04"]
    assert "A1.water" not in [each.section.id for each in model.answer_sections]


def test_a_report_is_provisional_while_open_or_while_an_answer_is_missing() -> None:
    assert not sample_model().is_provisional
    assert sample_model(is_closed=False).is_provisional
    assert sample_model({question: GIVEN[question] for question in ("A1.01", "A1.02")}).is_provisional


def test_a_level_below_its_msr_is_recognised() -> None:
    all_yes = {question: Answer("yes", "measured") for question in GIVEN}
    good = sample_model(all_yes)
    assert not good.is_held_at_partly(good.state.evaluation.overall)
    management = sample_model({**all_yes, "A2.01": Answer("not_applicable")})
    assert management.is_held_at_partly(management.state.evaluation.overall)
    condition = sample_model({**all_yes, "A1.01": Answer("no", "measured")})
    assert condition.is_held_at_does_not(condition.state.evaluation.overall)
    assert not condition.is_held_at_partly(condition.state.evaluation.overall)
