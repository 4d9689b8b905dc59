"""The register of documents, the answers that cite it, and the record of the visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.closing_for_tests import close_as_it_is
from tests.seals.pdfs_for_tests import plain_pdf
from tmfcheck.domain.evidence import Document, Person, SeenAs, Visit
from tmfcheck.domain.facility_parts import FacilityPaper, PaperKind
from tmfcheck.domain.history import HistoryKind
from tmfcheck.errors import AnswerError, AssessmentError, EvidenceError, InputError
from tmfcheck.services import assessing, documents, evidence, visits
from tmfcheck.services.documents import add_document, change_document, cite, remove_document, uncite

PERMIT = Document("", "", " Permit ", "12-K", date(2020, 1, 1), date(2026, 1, 1), SeenAs.PAPER, "stamped")


def reloaded(desk, state):
    return assessing.load_state(desk, state.assessment.id)


@pytest.fixture
def with_permit(desk, state):
    return add_document(desk, state, PERMIT)


def test_documents_stand_in_the_order_they_came(desk, with_permit):
    state = add_document(desk, with_permit, Document("", "", "Design"))
    first, second = state.evidence.documents
    assert (first.title, first.number, first.seen_as, first.position) == ("Permit", "12-K", SeenAs.PAPER, 0)
    assert (second.title, second.position) == ("Design", 1)
    assert reloaded(desk, state).evidence == state.evidence


def test_expired_documents_are_named(desk, with_permit):
    state = add_document(desk, with_permit, Document("", "", "Design"))
    assert [each.title for each in state.evidence.expired_on(date(2026, 1, 2))] == ["Permit"]
    assert state.evidence.expired_on(date(2026, 1, 1)) == ()


def test_a_document_is_changed_and_given_its_file(desk, with_permit):
    (permit,) = with_permit.evidence.documents
    file = evidence.prepare_bytes(plain_pdf() + b"x" * 600_000, "permit.pdf")
    wanted = replace(permit, title="Emission permit", seen_as=SeenAs.FILE)
    state = change_document(desk, with_permit, replace(wanted, sha256="f" * 64, position=7), file)
    (changed,) = reloaded(desk, state).evidence.documents
    assert changed == replace(wanted, sha256=file.sha256, file_name="permit.pdf")
    assert evidence.original(desk, file.sha256) == file.content
    assert change_document(desk, state, changed) is state
    line = assessing.history(desk, state.assessment.id)[-1]
    assert (line.kind, line.before["title"], line.after["title"]) == (
        HistoryKind.DOCUMENT_CHANGED,
        "Permit",
        "Emission permit",
    )


def test_answers_cite_a_document_with_its_page(desk, with_permit):
    (permit,) = with_permit.evidence.documents
    state = cite(desk, with_permit, "A1.01", permit.id, " p. 3 ")
    state = cite(desk, state, "A1.02", permit.id)
    state = cite(desk, state, "A1.01", permit.id, "p. 4")
    assert state.evidence.cited_by("A1.01") == ((permit, "p. 4"),)
    assert reloaded(desk, state).evidence == state.evidence
    state = uncite(desk, state, "A1.01", permit.id)
    state = uncite(desk, state, "A1.01", permit.id)
    assert state.evidence.cited_by("A1.01") == ()
    assert reloaded(desk, state).evidence == state.evidence
    lines = [(line.before, line.after) for line in assessing.history(desk, state.assessment.id)[-2:]]
    assert lines[0][0]["page"] == "p. 3"
    assert lines[1] == ({"document_id": permit.id, "page": "p. 4"}, None)


def test_a_removed_document_takes_its_citations_along(desk, with_permit):
    (permit,) = with_permit.evidence.documents
    state = remove_document(desk, cite(desk, with_permit, "A1.01", permit.id), permit.id)
    assert (state.evidence.documents, state.evidence.citations) == ((), ())
    assert reloaded(desk, state).evidence == state.evidence


def test_a_removed_document_comes_back_until_the_assessment_is_closed(desk, with_permit):
    state = cite(desk, with_permit, "A1.01", with_permit.evidence.documents[0].id, "3")
    (permit,), cited = state.evidence.documents, state.evidence.citations
    other = add_document(desk, state, Document("", "", "Design"))
    gone = remove_document(desk, other, permit.id)
    back = documents.restore_document(desk, gone, permit, cited)
    assert back.evidence == other.evidence
    assert reloaded(desk, back).evidence == other.evidence
    assert documents.restore_document(desk, back, permit, cited) is back
    lines = assessing.history(desk, state.assessment.id)[-2:]
    assert [line.kind for line in lines] == [HistoryKind.DOCUMENT_RESTORED, HistoryKind.DOCUMENT_CITED]
    gone = remove_document(desk, back, permit.id)
    close_as_it_is(desk, state.assessment.id)
    for was in (gone, reloaded(desk, gone)):
        with pytest.raises(AssessmentError, match="ASSESSMENT_CLOSED"):
            documents.restore_document(desk, was, permit, cited)


@pytest.mark.parametrize(
    ("error", "document"),
    [
        ("DOCUMENT_TITLE_MISSING", replace(PERMIT, title=" ")),
        ("DOCUMENT_DATES_WRONG", replace(PERMIT, valid_to=date(2019, 1, 1))),
        ("TEXT_TOO_LONG", replace(PERMIT, note="x" * 50_001)),
    ],
)
def test_a_document_that_cannot_be_is_refused(desk, state, error, document):
    with pytest.raises((EvidenceError, InputError), match=error):
        add_document(desk, state, document)
    assert reloaded(desk, state).evidence.documents == ()


def test_what_does_not_exist_cannot_be_cited(desk, with_permit):
    (permit,) = with_permit.evidence.documents
    with pytest.raises(EvidenceError, match="DOCUMENT_UNKNOWN"):
        cite(desk, with_permit, "A1.01", "nothing")
    with pytest.raises(AnswerError, match="QUESTION_UNKNOWN"):
        cite(desk, with_permit, "Z1.01", permit.id)
    for act in (change_document, add_document):
        with pytest.raises(EvidenceError):
            act(desk, with_permit, replace(permit, id="nothing", title="" if act is add_document else "x"))


def test_the_facilitys_papers_are_taken_over_once(desk, state):
    papers = (
        FacilityPaper(PaperKind.PERMIT, "Permit", "12-K", "Ministry", date(2020, 1, 1), date(2026, 1, 1)),
        FacilityPaper(PaperKind.INSURANCE, "", "POL-7"),
        FacilityPaper(PaperKind.OTHER, ""),
    )
    state = replace(state, facility=replace(state.facility, papers=papers))
    taken = documents.take_over_papers(desk, state)
    shown = [(each.title, each.number, each.note, each.seen_as) for each in taken.evidence.documents]
    assert shown == [
        ("Permit", "12-K", "Ministry", SeenAs.NOT_SHOWN),
        ("POL-7", "POL-7", "", SeenAs.NOT_SHOWN),
    ]
    assert documents.take_over_papers(desk, taken) == taken
    assert documents.papers_to_take_over(taken) == ()


VISIT = Visit(
    people=(Person("Observer", "engineer", "Operator"),),
    started_at=datetime(2026, 6, 9, 4, 0, tzinfo=UTC),
    ended_at=datetime(2026, 6, 9, 9, 0, tzinfo=UTC),
    weather="dry, +24",
    route="crest, toe",
    instruments="level",
    refusals="pump house locked",
)


def test_the_visit_is_written_down_and_rewritten(desk, state):
    written = visits.write_visit(desk, state, VISIT)
    assert reloaded(desk, written).evidence.visit == VISIT
    assert visits.write_visit(desk, written, VISIT) is written
    again = visits.write_visit(desk, written, replace(VISIT, weather="rain"), by="Second")
    assert reloaded(desk, again).evidence.visit.weather == "rain"
    line = assessing.history(desk, state.assessment.id)[-1]
    assert (line.kind, line.by, line.before["weather"]) == (HistoryKind.VISIT_CHANGED, "Second", "dry, +24")


@pytest.mark.parametrize(
    ("error", "visit"),
    [
        ("VISIT_TIMES_WRONG", replace(VISIT, ended_at=datetime(2026, 6, 9, 3, 0, tzinfo=UTC))),
        ("PERSON_NAMELESS", replace(VISIT, people=(Person(" "),))),
        ("TOO_MANY_PEOPLE", replace(VISIT, people=(Person("x"),) * 201)),
        ("TEXT_TOO_LONG", replace(VISIT, route="x" * 50_001)),
    ],
)
def test_a_visit_that_cannot_be_is_refused(desk, state, error, visit):
    with pytest.raises((EvidenceError, InputError), match=error):
        visits.write_visit(desk, state, visit)
    assert reloaded(desk, state).evidence.visit.is_blank


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1969-12-31T23:00+00:00", "2026-06-09T09:00"]
)
@pytest.mark.parametrize("name", ["started_at", "ended_at"])
def test_a_time_of_the_visit_that_has_no_place_in_another_zone_is_refused(name, moment):
    with pytest.raises(InputError, match="TIME_WRONG"):
        visits.read_visit({name: moment})


def test_a_closed_assessment_keeps_its_register_and_visit(desk, with_permit):
    (permit,) = with_permit.evidence.documents
    closed = close_as_it_is(desk, with_permit.assessment.id)
    for state in (reloaded(desk, with_permit), with_permit):
        for act in (
            lambda state=state: add_document(desk, state, PERMIT),
            lambda state=state: change_document(desk, state, replace(permit, title="x")),
            lambda state=state: remove_document(desk, state, permit.id),
            lambda state=state: cite(desk, state, "A1.01", permit.id),
            lambda state=state: visits.write_visit(desk, state, VISIT),
        ):
            with pytest.raises(AssessmentError, match="ASSESSMENT_CLOSED"):
                act()
    kept = reloaded(desk, with_permit).evidence
    assert kept == closed.evidence
    assert (kept.documents, kept.visit) == (with_permit.evidence.documents, with_permit.evidence.visit)
