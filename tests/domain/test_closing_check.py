"""The check before closing: what counts as an error, a warning or a hint, and where each is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction

import pytest

from tests.domain.test_assessment import HEADING, ids
from tests.packs_for_tests import START, make_pack, text
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import AssessmentState, Role
from tmfcheck.domain.closing_check import ClockStep, open_points, unexplained
from tmfcheck.domain.evidence import (
    Citation,
    Document,
    Evidence,
    EvidenceFile,
    EvidenceKind,
    Explanation,
    SeenAs,
    Visit,
)
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.facility_parts import FacilityPaper, PaperKind
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.domain.pack import Figure, Pack, Table
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder

ROWS = (
    {"met": "A2.02", "not_met": "A2.01"},
    {"met": "A1.02", "not_met": "A1.03"},
    {"met": "A1.01", "fact": "factor_of_safety", "at_most": 1},
)
PACK = replace(
    make_pack(),
    tables={**make_pack().tables, "contradictions": Table("contradictions", text("Table"), ROWS, False, "own")},
    figures={**make_pack().figures, "photo_far_km": Figure("photo_far_km", Fraction(5), "km", text("F"), False, "own")},
)
NOW = START + timedelta(hours=8)
VISIT = Visit(started_at=START, ended_at=START + timedelta(hours=6), weather="clear")
GOOD = EvidenceFile(visit=VISIT)
PHOTO = Evidence("e1", "a1", EvidenceKind.PHOTO, "0" * 64, "a.jpg", "image/jpeg", 1, START, "I", "A1.02")


def complete(**changes: Answer) -> dict[str, Answer]:
    answers = dict.fromkeys(ids(PACK.questions), Answer("yes", basis="measured"))
    return answers | {name.replace("_", "."): answer for name, answer in changes.items()}


def checked(
    answers: dict[str, Answer] | None = None,
    *decisions: MeasureDecision,
    evidence: EvidenceFile = GOOD,
    papers: tuple[FacilityPaper, ...] = (),
    **facts,
) -> AssessmentState:
    facility = Facility("f1", "K", "KG", {name: FactValue(value) for name, value in facts.items()}, papers=papers)
    given = complete() if answers is None else answers
    recorded = {name: RecordedAnswer(answer, START, "Inspector") for name, answer in given.items()}
    chosen = {each.measure: each for each in decisions}
    return AssessmentState(HEADING, facility, PACK, recorded, chosen, evidence=evidence)


def found(state: AssessmentState, now: datetime = NOW, steps: tuple[ClockStep, ...] = ()) -> dict[PointKind, list]:
    return {point.kind: [(each.id, each.detail) for each in point.subjects] for point in open_points(state, now, steps)}


def names(state: AssessmentState) -> dict[PointKind, list[str]]:
    return {kind: [name for name, _ in subjects] for kind, subjects in found(state).items()}


def test_nothing_is_found_in_a_complete_assessment():
    assert found(checked()) == {}


def test_what_is_missing_from_answers_is_named():
    answers = complete(
        A1_02=Answer("no"),
        A1_03=Answer("not_applicable"),
        A1_04=Answer("unknown", reason="document_not_shown"),
        A2_02=Answer("yes"),
    )
    del answers["A1.01"]
    accepted = MeasureDecision("M-DAM-02", Decision.ACCEPTED, owner="O", due_on=date(2027, 1, 1))
    assert names(checked(answers, accepted)) == {
        PointKind.UNANSWERED: ["A1.01"],
        PointKind.DOCUMENT_WITHHELD: ["A1.04"],
        PointKind.WITHOUT_REASON: ["A1.03"],
        PointKind.NEGATIVE_WITHOUT_COMMENT: ["A1.02"],
        PointKind.YES_ON_NOTHING: ["A2.02"],
        PointKind.WITHOUT_BASIS: ["A1.02"],
    }


def test_a_question_the_facts_rule_out_is_not_missed():
    answers = complete()
    del answers["A1.04"]
    assert found(checked(answers, has_liner=False)) == {}
    assert names(checked(answers, has_liner=True)) == {PointKind.UNANSWERED: ["A1.04"]}


@pytest.mark.parametrize(
    ("answer", "evidence", "is_found"),
    [
        (Answer("yes"), GOOD, True),
        (Answer("mostly_yes", basis="none"), GOOD, True),
        (Answer("yes", basis="told"), GOOD, False),
        (Answer("yes", document="Permit, p. 3"), GOOD, False),
        (Answer("yes", document="  "), GOOD, True),
        (Answer("yes"), replace(GOOD, items=(PHOTO,)), False),
        (Answer("yes"), replace(GOOD, items=(replace(PHOTO, question_id="A1.03"),)), True),
        (Answer("yes"), replace(GOOD, citations=(Citation("A1.02", "d1"),)), False),
        (Answer("unknown", reason="weather"), GOOD, False),
    ],
)
def test_a_yes_rests_on_a_basis_a_document_or_evidence(answer, evidence, is_found):
    kinds = found(checked(complete(A1_02=answer), evidence=evidence))
    assert (PointKind.YES_ON_NOTHING in kinds) is is_found


def test_a_critical_yes_on_nothing_is_an_error_and_any_other_a_warning():
    points = open_points(checked(complete(A1_01=Answer("yes"), A1_02=Answer("yes"))), NOW)
    assert [(point.kind, point.severity) for point in points] == [
        (PointKind.CRITICAL_ON_NOTHING, Severity.ERROR),
        (PointKind.YES_ON_NOTHING, Severity.WARNING),
    ]


def test_a_photo_says_what_is_wrong_as_well_as_a_comment():
    answers = complete(A1_02=Answer("mostly_no", basis="measured"))
    assert PointKind.NEGATIVE_WITHOUT_COMMENT in found(checked(answers))
    assert PointKind.NEGATIVE_WITHOUT_COMMENT not in found(checked(answers, evidence=replace(GOOD, items=(PHOTO,))))


def test_critical_shortfalls_and_dangers_need_an_accepted_measure():
    answers = complete(A1_01=Answer("no", basis="measured", comment="0.4 m", danger=True))
    open_danger = {PointKind.DANGER_OPEN: ["A1.01"]}
    without = {PointKind.DANGER_WITHOUT_MEASURE: ["A1.01"], PointKind.CRITICAL_WITHOUT_MEASURE: ["A1.01"]}
    undecided = {PointKind.MEASURE_UNDECIDED: ["M-DAM-01", "M-DAM-02"]}
    assert names(checked(answers)) == {**without, **open_danger, **undecided}
    others = {PointKind.MEASURE_UNDECIDED: ["M-DAM-02"]}
    accepted = MeasureDecision("M-DAM-01", Decision.ACCEPTED, owner="Operator", due_on=date(2027, 1, 1))
    assert names(checked(answers, accepted)) == {**open_danger, **others}
    rejected = MeasureDecision("M-DAM-01", Decision.REJECTED, reason="no")
    assert names(checked(answers, rejected)) == {**without, **open_danger, **others}


@pytest.mark.parametrize("gap", [{"owner": ""}, {"owner": " "}, {"due_on": None}])
def test_an_accepted_measure_has_an_owner_and_a_date(gap):
    answers = complete(A1_02=Answer("no", basis="measured", comment="x"))
    decision = MeasureDecision("M-DAM-02", Decision.ACCEPTED, owner="Operator", due_on=date(2027, 1, 1))
    assert found(checked(answers, decision)) == {}
    assert names(checked(answers, replace(decision, **gap))) == {PointKind.MEASURE_INCOMPLETE: ["M-DAM-02"]}


def test_answers_that_contradict_each_other_are_an_error():
    answers = complete(A1_03=Answer("no", basis="measured", comment="x"))
    (point,) = open_points(checked(answers), NOW)
    assert (point.kind, point.severity) == (PointKind.CONTRADICTION, Severity.ERROR)
    assert point.subjects == (Subject(Place.QUESTION, "A1.02", "A1.03"),)
    assert found(checked(complete(A1_03=Answer("mostly_no", basis="measured", comment="x")))) == {}
    assert found(checked(complete(A1_03=Answer("not_applicable", reason="other")))) == {}


def test_a_row_about_a_question_that_is_not_asked_says_nothing():
    answers = complete(A2_01=Answer("no", basis="measured", comment="x"))
    accepted = MeasureDecision("M-EME-01", Decision.ACCEPTED, owner="O", due_on=date(2027, 1, 1))
    assert found(checked(answers, accepted)) == {}


def test_answers_that_contradict_a_fact_are_an_error():
    assert found(checked(factor_of_safety=1.0)) == {PointKind.CONTRADICTION: [("A1.01", "factor_of_safety")]}
    assert found(checked(factor_of_safety=1.3)) == {}


def test_not_applicable_is_doubted_where_known_facts_say_that_the_question_applies():
    answers = complete(A1_04=Answer("not_applicable", reason="other"))
    assert found(checked(answers)) == {}
    assert found(checked(answers, has_liner=True)) == {PointKind.NOT_APPLICABLE_DOUBTED: [("A1.04", "has_liner")]}


# ------------------------------------------------------------ documents


def test_documents_and_papers_that_ran_out_are_named_once():
    ended = date(2026, 6, 8)
    evidence = replace(
        GOOD,
        documents=(
            Document("d1", "a1", "Permit", "7", valid_to=ended),
            Document("d2", "a1", "Plan", valid_to=date(2026, 6, 9)),
        ),
    )
    papers = (
        FacilityPaper(PaperKind.PERMIT, "Permit", "7", valid_to=ended),
        FacilityPaper(PaperKind.INSURANCE, "Policy", valid_to=ended),
        FacilityPaper(PaperKind.DESIGN, "Design"),
    )
    expired = found(checked(evidence=evidence, papers=papers))[PointKind.DOCUMENT_EXPIRED]
    assert expired == [("d1", "Permit"), ("Policy", "")]


def test_a_yes_cannot_rest_on_a_document_that_was_not_shown():
    hidden = Document("d1", "a1", "Calculation", seen_as=SeenAs.NOT_SHOWN)
    evidence = replace(GOOD, documents=(hidden,), citations=(Citation("A2.01", "d1"), Citation("A1.02", "d1")))
    answers = complete(A1_02=Answer("no", basis="measured", comment="x"))
    assert found(checked(answers, evidence=evidence))[PointKind.CITES_NOT_SHOWN] == [("A2.01", "Calculation")]


# ------------------------------------------------------------ photos, visit, clock


def with_photo(**changes) -> AssessmentState:
    return checked(evidence=replace(GOOD, items=(replace(PHOTO, **changes),)), latitude=40.0, longitude=71.0)


@pytest.mark.parametrize(
    ("taken_at", "is_found"),
    [
        (None, False),
        (datetime(2026, 6, 9, 12, 0), False),  # noqa: DTZ001 - a camera writes no zone
        (datetime(2026, 6, 8, 23, 59), True),  # noqa: DTZ001
        (datetime(2026, 6, 10, 0, 1), True),  # noqa: DTZ001
        (datetime(2026, 6, 9, 22, 0, tzinfo=UTC), False),
        (datetime(2025, 6, 9, 12, 0, tzinfo=UTC), True),
    ],
)
def test_a_photo_is_taken_on_a_day_of_the_visit(taken_at, is_found):
    assert (PointKind.PHOTO_OTHER_DAY in found(with_photo(taken_at=taken_at))) is is_found


def test_the_day_of_a_visit_is_that_of_the_assessor_s_clock():
    almaty = timezone(timedelta(hours=5))
    visit = Visit(started_at=datetime(2026, 6, 9, 20, 0, tzinfo=UTC), ended_at=datetime(2026, 6, 9, 22, 0, tzinfo=UTC))
    taken = replace(PHOTO, taken_at=datetime(2026, 6, 10, 2, 0))  # noqa: DTZ001
    state = checked(evidence=replace(GOOD, visit=visit, items=(taken,)))
    assert found(state, NOW.astimezone(almaty)) == {}
    assert PointKind.PHOTO_OTHER_DAY in found(state, NOW)


def test_without_a_record_of_the_visit_the_days_of_the_assessment_count_but_not_for_a_correction():
    taken = replace(PHOTO, taken_at=datetime(2026, 6, 1, 2, 0))  # noqa: DTZ001
    state = checked(evidence=EvidenceFile(items=(taken,), visit=Visit(weather="snow")))
    assert PointKind.PHOTO_OTHER_DAY in found(state)
    correction = replace(HEADING, revision=2, revises="a0")
    assert PointKind.PHOTO_OTHER_DAY not in found(replace(state, assessment=correction))


def test_a_photo_is_taken_near_the_facility():
    assert PointKind.PHOTO_FAR not in found(with_photo(latitude=40.04, longitude=71.0))
    assert found(with_photo(latitude=40.1, longitude=71.0))[PointKind.PHOTO_FAR] == [("e1", "11.1")]
    assert PointKind.PHOTO_FAR not in found(with_photo())
    plan = with_photo(latitude=10.0, longitude=71.0, kind=EvidenceKind.PLAN)
    assert PointKind.PHOTO_FAR not in found(plan)
    nowhere = checked(evidence=replace(GOOD, items=(replace(PHOTO, latitude=10.0, longitude=71.0),)))
    assert PointKind.PHOTO_FAR not in found(nowhere)


def test_a_clock_set_back_is_a_warning_and_a_second_s_correction_is_not():
    step = ClockStep(START + timedelta(hours=2), START)
    small = ClockStep(START + timedelta(seconds=30), START)
    times = [("2026-06-09T06:00:00.000000+00:00", "2026-06-09T04:00:00.000000+00:00")]
    assert found(checked(), steps=(step, small)) == {PointKind.CLOCK_CHANGED: times}


def test_an_inspector_records_the_visit_and_an_operator_needs_none():
    state = checked(evidence=EvidenceFile())
    assert names(state) == {PointKind.VISIT_MISSING: ["visit"]}
    assert found(replace(state, assessment=replace(HEADING, role=Role.OPERATOR))) == {}


def test_evidence_of_no_question_is_only_a_hint():
    loose = replace(GOOD, items=(replace(PHOTO, question_id=None),))
    (point,) = open_points(checked(evidence=loose), NOW)
    assert (point.kind, point.severity) == (PointKind.EVIDENCE_UNASSIGNED, Severity.HINT)


# ------------------------------------------------------------ facts, in the shipped pack


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack


def test_facts_the_index_needs_are_named(shipped):
    state = replace(checked({}), pack=shipped)
    missing = names(state)
    assert missing[PointKind.NO_INDEX] == ["volume_m3"]
    assert "whc" in missing[PointKind.FACTS_ASSUMED]
    assert "status" in missing[PointKind.FACTS_ASSUMED]
    known = names(replace(checked({}, volume_m3=1e6, whc=2, pga_g=0.2, end_year=1950, start_year=1960), pack=shipped))
    assert PointKind.NO_INDEX not in known
    assert "whc" not in known[PointKind.FACTS_ASSUMED]
    assert known[PointKind.FACTS_DOUBTFUL] == ["start_year"]


def test_the_shipped_contradictions_are_about_questions_that_can_be_asked_together(shipped):
    rows = shipped.tables["contradictions"].rows
    assert rows
    for row in rows:
        names_in = [row[key] for key in ("met", "not_met") if key in row]
        assert len({shipped.question_by_id[name].group for name in names_in}) == 1
    state = replace(checked({"A2.08": Answer("yes"), "A2.07": Answer("no")}), pack=shipped)
    assert found(state)[PointKind.CONTRADICTION] == [("A2.08", "A2.07")]


# ------------------------------------------------------------ order, explanations, closed


def test_errors_come_first_then_warnings_then_hints():
    points = open_points(checked({}, evidence=EvidenceFile(items=(replace(PHOTO, question_id=None),))), NOW)
    severities = [point.severity for point in points]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


def test_only_errors_nobody_explained_stand_in_the_way():
    state = checked({"A1.01": Answer("unknown")})
    state = explained(state, "UNANSWERED")
    standing = unexplained(state, open_points(state, NOW))
    assert [point.code for point in standing] == ["WITHOUT_REASON", "CRITICAL_WITHOUT_MEASURE"]


def test_an_explanation_holds_for_the_places_it_was_written_for_and_a_later_one_asks_again():
    state = explained(checked({"A1.01": Answer("unknown"), "A1.02": Answer("unknown")}), "WITHOUT_REASON")
    later = checked({name: Answer("unknown") for name in ("A1.01", "A1.02", "A1.03")}, evidence=state.evidence)
    (point,) = (each for each in unexplained(later, open_points(later, NOW)) if each.code == "WITHOUT_REASON")
    assert point.questions == ("A1.03",)
    fewer = checked({"A1.02": Answer("unknown")}, evidence=state.evidence)
    assert "WITHOUT_REASON" not in {each.code for each in unexplained(fewer, open_points(fewer, NOW))}


def explained(state: AssessmentState, code: str) -> AssessmentState:
    """The state with an explanation of this error wherever it stands."""
    (point,) = (each for each in open_points(state, NOW) if each.code == code)
    said = {code: Explanation(code, "No boat", "I", START, point.subjects)}
    return replace(state, evidence=replace(state.evidence, explanations=said))


def test_of_a_closed_assessment_the_list_is_that_of_its_closing():
    kept = (OpenPoint(PointKind.PHOTO_FAR, Severity.WARNING, (Subject(Place.EVIDENCE, "e1"),)),)
    closed = replace(HEADING, closed_by="I", closed_at=NOW)
    state = replace(checked({}), assessment=closed, check_kept=kept)
    assert open_points(state, NOW) == kept
    assert open_points(replace(state, check_kept=None), NOW) == ()
