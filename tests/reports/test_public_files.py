"""A report for the public names nobody: a name typed into every field of an assessment is in no file made of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, replace
from datetime import date

import pikepdf
import pypdf
import pytest

from tests.reports.photographs import illustrated_model
from tests.reports.sample import START
from tmfcheck.domain.evidence import Explanation, Person, Visit
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.open_points import OpenPoint, Place, PointKind, Severity, Subject
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.services import reporting

NAME = "Zhanibekov"


def named(item):
    """A dataclass with the name in every text that people type."""
    typed = ("comment", "document", "reason", "term_reason", "owner", "cost", "own_text", "own_title", "caption")
    more = ("file_name", "note", "title", "number", "page", "text", "by", "added_by", "words", "name")
    names = {each.name for each in fields(item)} & {*typed, *more}
    return replace(item, **{name: f"{NAME} {name}" for name in names if isinstance(getattr(item, name), str)})


def model_with_a_name(audience: Audience) -> ReportModel:
    model = illustrated_model(options=ReportOptions(audience))
    state, evidence = model.state, model.state.evidence
    answers = {
        name: replace(each, by=NAME, answer=replace(named(each.answer), reason=each.answer.reason))
        for name, each in state.answers.items()
    }
    dam, paper = Dam(NAME, safety_method=NAME, load_case=NAME), FacilityPaper(PaperKind.PERMIT, NAME, NAME, NAME)
    explained = {"UNANSWERED": Explanation("UNANSWERED", NAME, NAME, START)}
    visit = Visit((Person(NAME, NAME, NAME),), START, START, NAME, NAME, NAME, NAME)
    heading = replace(
        state.assessment, started_by=NAME, closed_by=NAME, revision=2, revises="a0", revision_reason=f"{NAME} misread"
    )
    points = (
        OpenPoint(PointKind.UNANSWERED, Severity.ERROR, (Subject(Place.QUESTION, "A1.01"),)),
        OpenPoint(PointKind.DOCUMENT_EXPIRED, Severity.WARNING, (Subject(Place.DOCUMENT, "d", f"{NAME}'s permit"),)),
    )
    full = replace(
        state,
        assessment=heading,
        facility=replace(state.facility, notes=NAME, dams=(dam,), papers=(paper,)),
        answers=answers,
        decisions={name: replace(named(each), due_on=date(2027, 1, 1)) for name, each in state.decisions.items()},
        evidence=replace(
            evidence,
            items=tuple(map(named, evidence.items)),
            documents=tuple(map(named, evidence.documents)),
            visit=visit,
            explanations=explained,
        ),
        check_kept=points,
    )
    return replace(model, state=full, previous=state)


def words_in(content: bytes) -> str:
    """Everything a file holds, its parts unpacked: pages, metadata, attachments, core properties."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(f"{name} {package.read(name).decode(errors='replace')}" for name in package.namelist())
    pages = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    with pikepdf.open(io.BytesIO(content)) as document:
        streams = (
            each.read_raw_bytes() if "/DCTDecode" in str(each.get("/Filter")) else each.read_bytes()
            for each in document.objects
            if isinstance(each, pikepdf.Stream)
        )
        return pages + content.decode("latin-1") + b"".join(streams).decode("latin-1")


MAKERS = (reporting.report_bytes, reporting.word_bytes, reporting.workbook_bytes)


@pytest.mark.parametrize("make", MAKERS)
def test_no_file_for_the_public_holds_a_name_typed_anywhere(make):
    assert NAME not in words_in(make(model_with_a_name(Audience.PUBLIC), "en", "ru"))


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_name_is_found_in_the_operators_file(make):
    assert NAME in words_in(make(model_with_a_name(Audience.OPERATOR), "en", "ru"))


def test_the_rulebook_keeps_no_name_behind_what_is_shown():
    shown = model_with_a_name(Audience.PUBLIC).for_audience()
    assert NAME not in repr(shown)


@pytest.mark.parametrize("audience", [Audience.AUTHORITY, Audience.PUBLIC])
@pytest.mark.parametrize("make", [reporting.word_bytes, reporting.workbook_bytes])
def test_a_summary_holds_no_single_answer_in_any_file(make, audience):
    model = illustrated_model(options=ReportOptions(audience))
    text = words_in(make(model, "en"))
    for words in ("Is requirement A2 02 of the dam met?", "IMG_0001.jpg", "All answers", "Register of documents"):
        assert words not in text
    assert "Raise the low crest" in text


@pytest.mark.parametrize("make", [reporting.word_bytes, reporting.workbook_bytes])
def test_what_is_left_out_is_left_out_of_every_file(make):
    model = illustrated_model(options=ReportOptions(left_out=frozenset({"answers", "documents", "evidence"})))
    text = words_in(make(model, "en"))
    assert "All answers" not in text
    assert "Register of documents" not in text
    assert "Measures" in text
