"""The `score` document, figure by figure, and every way its input can be wrong."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.packs_for_tests import OnePackLibrary, given
from tmfcheck.domain.results import results_document, rounded
from tmfcheck.errors import TmfCheckError
from tmfcheck.services import answering, assessing, facilities
from tmfcheck.services.scoring import score_document

ANSWERS = {
    "A1.01": {"value": "mostly_no", "basis": "measured", "danger": True, "comment": "0.4 m", "document": "p. 3"},
    "A1.02": "no",
    "A1.03": None,
    "A1.04": {"value": "not_applicable", "reason": "other", "basis": None},
    "A2.01": {"value": "unknown", "reason": "no_access", "basis": "none"},
}


def score(**changes):
    document = {"pack": "test-pack", "group": "A", "answers": ANSWERS} | changes
    return score_document(OnePackLibrary(), {key: value for key, value in document.items() if value is not ...})


def test_score_document_holds_exactly_what_is_promised():
    # weights of the applicable questions: 1, 2, 1/2, 1 (A2.01), 1 (A2.02) = 5.5; met: 1/3
    assert score()["overall"] == {
        "msr_percent": 6.06,
        "msr_low_percent": 6.06,
        "msr_high_percent": 51.52,
        "msr_strict_percent": 5.13,
        "credibility_percent": 45.45,
        "evidence_percent": 20.0,
        "level": "does_not",
        "enough_information": False,
        "applicable": 5,
        "answered": 3,
        "provisional": True,
    }
    assert list(score()) == ["overall", "categories", "sections", "measures"]
    assert list(score()["categories"]) == ["dam", "water", "emergency", "closure"]
    assert list(score()["sections"]) == ["A1.crest", "A1.pond", "A2.plans"]


def test_an_empty_category_has_nulls():
    assert score()["categories"]["closure"] == {
        "msr_percent": None,
        "msr_low_percent": None,
        "msr_high_percent": None,
        "msr_strict_percent": None,
        "credibility_percent": None,
        "evidence_percent": None,
        "level": None,
        "enough_information": False,
        "applicable": 0,
        "answered": 0,
        "provisional": False,
    }


def test_measures_are_listed_in_order_with_their_figures():
    assert score()["measures"] == [
        {
            "id": "M-DAM-01",
            "term": "short",
            "urgency": "danger",
            "score": 2.0,
            "share_not_met": 66.67,
            "gain": 12.12,
            "questions": ["A1.01"],
        },
        {
            "id": "M-MON-01",
            "term": "short",
            "urgency": "management",
            "score": 2.0,
            "share_not_met": 40.0,
            "gain": 18.18,
            "questions": ["A2.01"],
        },
        {
            "id": "M-DAM-02",
            "term": "medium",
            "urgency": "danger",
            "score": 4.0,
            "share_not_met": 80.0,
            "gain": 48.48,
            "questions": ["A1.01", "A1.02"],
        },
    ]


def test_the_document_is_plain_json():
    assert json.loads(json.dumps(score())) == score()


def test_facts_switch_conditions_on():
    assert score(answers={})["overall"]["applicable"] == 6
    assert score(answers={}, facts={"has_liner": False})["overall"]["applicable"] == 5
    assert score(answers={"A2.01": "no"}, facts={})["overall"]["applicable"] == 5
    assert score(answers={}, facts=None)["overall"]["applicable"] == 6


def test_no_answers_at_all_are_a_provisional_nothing():
    overall = score(answers={})["overall"]
    assert (overall["msr_percent"], overall["msr_high_percent"], overall["provisional"]) == (0.0, 100.0, True)
    assert score(answers={})["measures"] == []


@pytest.mark.parametrize(
    ("changes", "code", "named"),
    [
        ({"pack": "other"}, "PACK_UNKNOWN", "other"),
        ({"pack": ...}, "TEXT_EXPECTED", "score.pack"),
        ({"pack": 7}, "TEXT_EXPECTED", "score.pack"),
        ({"group": "B"}, "GROUP_UNKNOWN", "B"),
        ({"group": "Z"}, "GROUP_UNKNOWN", "Z"),
        ({"group": None}, "TEXT_EXPECTED", "score.group"),
        ({"answers": ...}, "OBJECT_EXPECTED", "answers"),
        ({"answers": ["A1.01"]}, "OBJECT_EXPECTED", "answers"),
        ({"answers": {"A9.99": "yes"}}, "QUESTION_UNKNOWN", "A9.99"),
        ({"answers": {"A1.01": "maybe"}}, "ANSWER_UNKNOWN", "maybe"),
        ({"answers": {"A1.01": True}}, "OBJECT_EXPECTED", "A1.01"),
        ({"answers": {"A1.01": 1}}, "OBJECT_EXPECTED", "A1.01"),
        ({"answers": {"A1.01": {"value": 1}}}, "TEXT_EXPECTED", "A1.01.value"),
        ({"answers": {"A1.01": {"value": "yes", "basis": "felt"}}}, "BASIS_UNKNOWN", "felt"),
        ({"answers": {"A1.01": {"value": "yes", "reason": "lazy"}}}, "REASON_UNKNOWN", "lazy"),
        ({"answers": {"A1.01": {"value": "yes", "danger": "yes"}}}, "TRUE_OR_FALSE_EXPECTED", "A1.01.danger"),
        ({"answers": {"A1.01": {"value": "yes", "danger": 1}}}, "TRUE_OR_FALSE_EXPECTED", "A1.01.danger"),
        ({"answers": {"A1.01": {"valeu": "yes", "base": 1}}}, "KEY_UNKNOWN", "base, valeu"),
        ({"anwsers": {}}, "KEY_UNKNOWN", "anwsers"),
        ({"facts": {"colour": "grey"}}, "FACT_UNKNOWN", "colour"),
        ({"facts": {"has_liner": "perhaps"}}, "FACT_WORD_UNKNOWN", "has_liner"),
        ({"facts": []}, "OBJECT_EXPECTED", "facts"),
    ],
)
def test_wrong_input_is_refused_and_named(changes, code, named):
    with pytest.raises(TmfCheckError) as caught:
        score(**changes)
    assert caught.value.code == code
    assert named in map(str, caught.value.data.values())


@pytest.mark.parametrize("document", [[], "A", None, 7])
def test_a_document_that_is_no_object_is_refused(document):
    with pytest.raises(TmfCheckError) as caught:
        score_document(OnePackLibrary(), document)
    assert caught.value.code == "OBJECT_EXPECTED"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (Fraction(0), 0.0),
        (Fraction(200, 3), 66.67),
        (Fraction(100, 3), 33.33),
        (Fraction(25, 8), 3.12),
        (Fraction(251, 8), 31.38),
    ],
)
def test_rounded_gives_two_decimals_half_to_even(value, expected):
    assert rounded(value) == expected


def test_results_of_an_assessment_have_the_scores_and_more(desk, state):
    answers = given(A1_01="mostly_no", A1_02="no", A1_04="not_applicable", A2_01="unknown")
    state = answering.answer_many(desk, state, answers)
    results = results_document(state)
    plain = score(answers={name: answer.value for name, answer in answers.items()}, facts={"altitude_m": 1100})
    for part in ("overall", "categories", "sections"):
        assert _without_extras(results[part], plain[part]) == plain[part]
    assert results["measures"] == plain["measures"]
    overall = results["overall"]
    assert (overall["met"], overall["weight"]) == ("1/3", "9/2")
    assert (overall["critical_not_met"], overall["critical"], overall["not_applicable_by_hand"]) == (2, 2, 1)
    assert results["critical_shortfalls"] == ["A1.01", "A2.01"]
    assert results["dangers"] == []
    json.dumps(results)


def _without_extras(found, plain):
    return {
        key: _without_extras(found[key], value) if isinstance(value, dict) else found[key]
        for key, value in plain.items()
    }


def test_results_name_open_dangers(desk, state):
    from tmfcheck.domain.answers import Answer

    state = answering.answer_question(desk, state, "A1.02", Answer("no", danger=True)).state
    assert results_document(state)["dangers"] == ["A1.02"]
    assert results_document(state)["overall"]["open_dangers"] == 1


def test_results_follow_the_facility_facts(desk):
    facility = facilities.add_facility(desk, {"name": "x", "country": "KG", "has_liner": False}).facility
    assessment = assessing.start_assessment(desk, facility.id, "test-pack", "A", by="x")
    assert results_document(assessing.load_state(desk, assessment.id))["overall"]["applicable"] == 5
