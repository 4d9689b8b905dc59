"""The complete content of an assessment as a document: its canonical form, its fingerprint, and the way back."""

from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.domain.pack_strategies import assessed
from tests.packs_for_tests import START, make_pack, text
from tests.reports.sample import sample_model
from tmfcheck.domain.answers import Answer, RecordedAnswer
from tmfcheck.domain.assessment import Assessment, AssessmentState, Role
from tmfcheck.domain.content_document import (
    FORMAT,
    canonical_bytes,
    content_document,
    content_fingerprint,
    fingerprint_of,
    pack_named_in,
    read_document,
    state_from_document,
)
from tmfcheck.domain.editions import EditionMove, LeftAnswer
from tmfcheck.domain.evidence import (
    Annotation,
    AnnotationKind,
    Citation,
    Document,
    Evidence,
    EvidenceFile,
    EvidenceKind,
    Explanation,
    Person,
    Pin,
    Visit,
)
from tmfcheck.domain.facility import Facility, FactQuality, FactValue
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.domain.pack import Term
from tmfcheck.domain.results import complete_results
from tmfcheck.errors import InputError, TmfCheckError
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder

PACK = make_pack()
PHOTO = Evidence(
    id="e1",
    assessment_id="a1",
    kind=EvidenceKind.PHOTO,
    sha256="ab" * 32,
    file_name="Гребень.jpg",
    media_type="image/jpeg",
    size=4_000_000,
    added_at=START,
    added_by="Inspector",
    question_id="A1.01",
    caption="Crest",
    taken_at=datetime(2026, 6, 9, 10, 30),  # noqa: DTZ001 - a camera writes no zone
    latitude=40.0,
    longitude=71.5,
    rotation=90,
    position=2,
    annotations=(Annotation(AnnotationKind.MEASURE, ((0.1, 0.25), (0.00001, 1.0)), "0.4 m"),),
    pin=Pin(plan_id="e2", x=0.5, y=0.25),
)
PLAN = replace(PHOTO, id="e2", kind=EvidenceKind.PLAN, question_id=None, position=1, pin=None, annotations=())
EVIDENCE = EvidenceFile(
    items=(PLAN, PHOTO),
    documents=(Document("d1", "a1", "Permit", "77", date(2020, 1, 2), date(2026, 1, 1), note="кк"),),
    citations=(Citation("A2.01", "d1", "12-14"),),
    visit=Visit((Person("B. Operator", "Engineer"),), START, START + timedelta(hours=6), "snow"),
    explanations={"UNANSWERED": Explanation("UNANSWERED", "No boat", "Inspector", START)},
)
FACILITY = Facility(
    "f1",
    "Kadamjai",
    "KG",
    {
        "volume_m3": FactValue(2_592_000.0, FactQuality.FROM_DOCUMENT, date(2020, 5, 1)),
        "substance_groups": FactValue(("antimony", "arsenic")),
        "has_pond": FactValue(True),
        "factor_of_safety": FactValue(1.25),
    },
    dams=(Dam("Main", height_m=31.5, quality=FactQuality.MEASURED, as_of=date(2025, 1, 1)),),
    papers=(FacilityPaper(PaperKind.PERMIT, "Permit", valid_to=date(2026, 1, 1)),),
)
HEADING = Assessment(
    id="a1",
    facility_id="f1",
    pack_id="test-pack",
    pack_edition="1",
    pack_fingerprint="c" * 64,
    group="A",
    role=Role.INSPECTOR,
    started_by="Inspector",
    started_at=START,
    closed_by="Head",
    closed_at=START + timedelta(days=2),
    revision=2,
    revises="a0",
    revision_reason="A wrong figure",
)
RECORDED = RecordedAnswer(Answer("no", "measured", comment="0,4 м", danger=True), START, "Inspector")
STATE = AssessmentState(
    assessment=HEADING,
    facility=FACILITY,
    pack=PACK,
    answers={"A1.01": RECORDED, "A1.02": RecordedAnswer(Answer(comment="…"), START, "Inspector")},
    decisions={
        "M-DAM-01": MeasureDecision("M-DAM-01", Decision.ACCEPTED, owner="Operator", due_on=date(2027, 1, 1)),
        "OWN-01": MeasureDecision("OWN-01", term=Term.SHORT, own_title="Boat", own_text="Buy"),
    },
    moves=(
        EditionMove(START, "Inspector", "0", "d" * 64, "1", "c" * 64, {"A1.03": LeftAnswer(text("Old?"), RECORDED)}),
    ),
    evidence=EVIDENCE,
    previous_fingerprint="e" * 64,
    check_kept=(
        OpenPoint(PointKind.UNANSWERED, Severity.ERROR, (Subject(Place.QUESTION, "A1.03"),)),
        OpenPoint(PointKind.PHOTO_FAR, Severity.WARNING, (Subject(Place.EVIDENCE, "e1", "7.5"),)),
    ),
)


def there_and_back(state: AssessmentState) -> AssessmentState:
    return state_from_document(read_document(canonical_bytes(content_document(state))), state.pack)


def test_everything_comes_back():
    again = there_and_back(STATE)
    assert again == replace(STATE, results_kept=again.results_kept)
    assert content_fingerprint(again) == content_fingerprint(STATE)
    assert again.evaluation == STATE.evaluation


@for_all(assessed(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_assessment_comes_back_with_the_same_results(case, is_closed):
    pack, answers = case
    recorded = {name: RecordedAnswer(answer, START, "I") for name, answer in answers.items()}
    heading = HEADING if is_closed else replace(HEADING, closed_by=None, closed_at=None)
    state = replace(STATE, assessment=heading, pack=pack, answers=recorded, decisions={}, moves=())
    again = there_and_back(state)
    assert (again.assessment, again.answers, again.facility) == (heading, recorded, FACILITY)
    document = content_document(state)
    assert fingerprint_of(content_document(again)) == fingerprint_of(document)
    recomputed = content_document(replace(again, results_kept=None))
    assert canonical_bytes(recomputed) == canonical_bytes(document)


def test_the_canonical_form_is_the_documented_one():
    document = {"b": [1.5, 5e-05], "a": {"я": None, "é": True}, "c": "13/2"}
    assert canonical_bytes(document) == b'{"a":{"\\u00e9":true,"\\u044f":null},"b":[1.5,5e-05],"c":"13/2"}'
    assert fingerprint_of(document) == hashlib.sha256(canonical_bytes(document)).hexdigest()
    written = content_document(STATE)
    assert written["facility"]["facts"]["volume_m3"] == {
        "value": 2592000,
        "quality": "from_document",
        "as_of": "2020-05-01",
    }
    assert written["assessment"]["closed_at"] == "2026-06-11T04:00:00.000000+00:00"
    assert written["evidence"]["e1"]["taken_at"] == "2026-06-09T10:30:00.000000"
    assert written["results"]["overall"]["weight"] == "13/2"
    assert written["answers"]["A1.02"]["answer"] == {"comment": "…"}


def test_a_fingerprint_once_given_stays():
    """A later version may add fields, never change what an older document's fingerprint is made of."""
    kept = "dfb93776201eb643c06104c16c08f0a6a05680066d1f199197b059a52c6a0752"
    assert content_fingerprint(replace(STATE, results_kept={})) == kept


def test_indices_and_programme_are_part_of_the_results():
    results = complete_results(sample_model().state)
    assert {each["measure"] for each in results["programme"]} >= {"M-DAM-01"}
    assert results["indices"] is None


def test_indices_count_to_the_year_of_the_closing():
    pack = PackLibrary([shipped_packs_folder()]).load("unece-tmf").pack
    known = {**FACILITY.facts, "whc": FactValue(2), "start_year": FactValue(1997)}
    state = replace(STATE, pack=pack, answers={}, decisions={}, moves=(), facility=replace(FACILITY, facts=known))
    indices = complete_results(state)["indices"]
    assert (indices["terms"]["cap"], indices["terms"]["tox"], indices["thi_basic"]) == (6.414, 2, 8.414)
    assert indices["terms"]["age"] == 0, "29 years in 2026"
    later = replace(HEADING, closed_at=HEADING.closed_at.replace(year=2028))
    assert complete_results(replace(state, assessment=later))["indices"]["terms"]["age"] == 1
    assert "management" in indices["assumed"]


def test_what_was_kept_at_closing_is_the_document_s_and_not_what_is_computed():
    kept = content_document(replace(STATE, results_kept={"overall": {"msr_percent": 100.0}}))
    assert kept["results"] == {"overall": {"msr_percent": 100}}
    assert fingerprint_of(kept) != content_fingerprint(STATE)


@pytest.mark.parametrize(
    "change",
    [
        {"assessment": replace(HEADING, closed_by="Somebody")},
        {"assessment": replace(HEADING, closed_at=START)},
        {"assessment": replace(HEADING, revision_reason="Another")},
        {"previous_fingerprint": None},
        {"previous_fingerprint": "f" * 64},
        {"facility": replace(FACILITY, dams=())},
        {"evidence": replace(EVIDENCE, items=(PLAN,))},
        {"evidence": replace(EVIDENCE, items=(PLAN, replace(PHOTO, caption="Beach")))},
        {"evidence": replace(EVIDENCE, items=(PLAN, replace(PHOTO, sha256="0" * 64)))},
        {"evidence": replace(EVIDENCE, items=(PLAN, replace(PHOTO, position=0)))},
        {"evidence": replace(EVIDENCE, citations=())},
        {"evidence": replace(EVIDENCE, documents=(replace(EVIDENCE.documents[0], valid_to=None),))},
        {"evidence": replace(EVIDENCE, visit=Visit())},
        {"evidence": replace(EVIDENCE, explanations={})},
        {"check_kept": None},
        {"check_kept": ()},
        {"moves": ()},
        {"decisions": {}},
    ],
)
def test_any_change_of_content_changes_the_fingerprint(change):
    assert content_fingerprint(replace(STATE, **change)) != content_fingerprint(STATE)


def test_bookmark_fingerprint_and_order_are_no_content():
    moved = replace(
        STATE,
        assessment=replace(HEADING, question="A1.02", fingerprint="9" * 64),
        answers=dict(reversed(STATE.answers.items())),
        evidence=replace(EVIDENCE, items=(PHOTO, PLAN)),
    )
    assert content_fingerprint(moved) == content_fingerprint(STATE)
    almaty = HEADING.started_at.astimezone(timezone(timedelta(hours=5)))
    assert content_fingerprint(replace(STATE, assessment=replace(HEADING, started_at=almaty))) == content_fingerprint(
        STATE
    )


# ------------------------------------------------------------------- hostile

WRONG = object()


def changed(path: str, value: Any) -> dict[str, Any]:
    document = deepcopy(content_document(STATE))
    *way, last = path.split("/")
    place = document
    for step in way:
        place = place[step]
    if value is WRONG:
        del place[last]
    else:
        place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", "tmfcheck-assessment/2"),
        ("surplus", 1),
        ("visit", WRONG),
        ("pack/edition", "2"),
        ("pack/fingerprint", "short"),
        ("pack", ["test-pack"]),
        ("assessment/surplus", 1),
        ("assessment/id", 7),
        ("assessment/id", WRONG),
        ("assessment/closed_by", WRONG),
        ("assessment/closed_at", "2026-06-11T09:00:00.000000+05:00"),
        ("assessment/closed_at", "2026-06-11"),
        ("assessment/closed_at", "9999-12-31T23:59:59.000000+00:00"),
        ("assessment/started_at", "0001-01-01T00:00:00.000000+00:00"),
        ("assessment/closed_at", "2026-06-11T04:00:00.000000"),
        ("assessment/role", "king"),
        ("assessment/group", "Z"),
        ("assessment/revision", 0),
        ("assessment/revision", True),
        ("assessment/revision", "2"),
        ("assessment/revises", WRONG),
        ("previous_fingerprint", "e" * 63),
        ("facility/country", "Kyrgyzstan"),
        ("facility/name", "x" * 100_000),
        ("facility/facts/volume_m3/value", -1),
        ("facility/facts/volume_m3/value", 2_592_000.0),
        ("facility/facts/volume_m3/value", float("nan")),
        ("facility/facts/volume_m3/value", 10**400),
        ("facility/facts/volume_m3/value", [1]),
        ("facility/facts/shoe_size", {"value": 43}),
        ("facility/facts/substance_groups/value", [["antimony"]]),
        ("facility/dams", {}),
        ("facility/dams", [{"name": "Main", "height_m": "31"}]),
        ("facility/is_sample", False),
        ("answers/A9.99", {"answer": {}, "answered_at": "2026-06-09T04:00:00.000000+00:00", "by": "x"}),
        ("answers/A1.01/answer/value", "perhaps"),
        ("answers/A1.01/answer/danger", 1),
        ("answers/A1.01/answer/comment", "\udcff"),
        ("answers/A1.01/answered_at", "yesterday"),
        ("answers/A1.01/answered_at", "2026-06-09T04:00:00.000000"),
        ("answers", []),
        ("decisions/M-XX-99", {}),
        ("decisions/M-DAM-01/measure", "M-DAM-01"),
        ("decisions/M-DAM-01/due_on", "20270101"),
        ("evidence/e1/sha256", WRONG),
        ("evidence/e1/assessment_id", "a2"),
        ("evidence/e1/annotations", [{"kind": "measure", "points": [[0.1]]}]),
        ("evidence/e1/annotations", [{"kind": "measure", "points": [[0.1, 0.2]] * 100_001}]),
        ("evidence/e1/rotation", 0),
        ("evidence/e1", None),
        ("citations/A2.01", {"d9": ""}),
        ("visit/people", [{}]),
        ("visit/people", "x"),
        ("moves", [{}]),
        ("check", [{}]),
        ("check", {}),
        ("results", None),
        ("results/overall/msr_percent", 5.0),
        ("results/deep", json.loads("[" * 30 + "]" * 30)),
        ("results/long", "x" * 100_000),
        ("results/nothing", float("nan")),
    ],
)
def test_what_this_program_would_not_write_is_refused(path, value):
    with pytest.raises(TmfCheckError):
        state_from_document(changed(path, value), PACK)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format":"tmfcheck-assessment/2"}',
        b"[" * 100_000,
        b'{"format": "tmfcheck-assessment/1"}',
        b'{"format":"tmfcheck-assessment/1","format":"tmfcheck-assessment/1"}',
        b'{"a":1e999,"format":"tmfcheck-assessment/1"}',
        b'{"a":NaN,"format":"tmfcheck-assessment/1"}',
        b" " * 64_000_001,
    ],
)
def test_bytes_that_are_no_canonical_document_are_refused(content):
    with pytest.raises(InputError):
        read_document(content)


def test_the_pack_a_document_names_is_known_before_it_is_read():
    name = pack_named_in(content_document(STATE))
    assert (name.id, name.edition, name.fingerprint) == ("test-pack", "1", "c" * 64)
    for document in ({}, {"format": FORMAT}, {"format": FORMAT, "pack": {"id": 1}}):
        with pytest.raises(InputError):
            pack_named_in(document)
