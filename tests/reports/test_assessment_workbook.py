"""The workbook of an assessment: everything answered and decided, as real values, in one language or two, harmless."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace

import pytest
import python_calamine

from tests.reports.sample import GIVEN, sample_model
from tmfcheck.domain.evidence import Citation, Document, Evidence, EvidenceFile, EvidenceKind
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.assessment_workbook import render_workbook

TAKEN = datetime.datetime(2026, 6, 12, 10, 5)  # noqa: DTZ001 - a camera's time has no zone
PHOTO = Evidence(
    "e1",
    "a1",
    EvidenceKind.PHOTO,
    "ab" * 32,
    "IMG_1.jpg",
    "image/jpeg",
    1000,
    datetime.datetime(2026, 6, 12, tzinfo=datetime.UTC),
    "A. Inspector",
    question_id="A1.01",
    caption="=cmd|' /C calc'!A1",
    taken_at=TAKEN,
    latitude=40.1486,
    longitude=71.7089,
)
DOCUMENT = Document("d1", "a1", "Operation manual", "7/12", valid_to=datetime.date(2025, 1, 31))


def with_evidence(model: ReportModel) -> ReportModel:
    evidence = EvidenceFile((PHOTO,), documents=(DOCUMENT,), citations=(Citation("A2.01", "d1", "p. 4"),))
    return replace(model, state=replace(model.state, evidence=evidence))


def sheets(content: bytes) -> list[list[list[object]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_answers_stand_one_a_row_with_real_times_and_their_evidence():
    _, answers, *_ = sheets(render_workbook(with_evidence(sample_model()), Texts("en")))
    assert [row[0] for row in answers[1:]] == list(GIVEN)
    head, first = answers[0], answers[1]
    cells = dict(zip(head, first, strict=True))
    assert cells["Answer"] == "No"
    assert cells["Comment"] == GIVEN["A1.01"].comment
    assert cells["Photos and files"] == 1
    assert cells["Immediate danger"] == "yes"
    assert isinstance(cells["Answered at"], datetime.datetime)
    cited = dict(zip(head, answers[5], strict=True))
    assert cited["Document"] == "Plan of 2024, page 7\nOperation manual, 7/12, p. 4"


def test_measures_carry_figures_as_numbers_and_days_as_days():
    measures = sheets(render_workbook(sample_model(), Texts("en")))[2]
    first = dict(zip(measures[0], measures[1], strict=True))
    assert (first["Id"], first["Score"], first["Gain, points"]) == ("M-DAM-01", 3, 20)
    assert first["Due"] == datetime.date(2026, 8, 1)
    own = dict(zip(measures[0], measures[3], strict=True))
    assert (own["Measure"], own["What to do"], own["Score"]) == ("Mend the lamps", "Four lamps are broken.", "")


def test_documents_and_photos_have_their_sheets_only_where_there_are_any():
    assert len(sheets(render_workbook(sample_model(), Texts("en")))) == 4
    *_, documents, evidence = sheets(render_workbook(with_evidence(sample_model()), Texts("en")))
    assert documents[1][1:7] == ["Operation manual", "7/12", "", datetime.date(2025, 1, 31), "On paper", "A2.01 (p. 4)"]
    assert evidence[1][3:7] == ["IMG_1.jpg", "12 Jun 2026, 10:05", 40.1486, 71.7089]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.org", "=HYPERLINK(1)"])
def test_no_text_can_act_as_a_formula_or_link(words):
    given = {**GIVEN, "A1.01": replace(GIVEN["A1.01"], comment=words)}
    content = render_workbook(with_evidence(sample_model(given)), Texts("en"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/")]
    assert parts
    assert not any("<f>" in part or "<hyperlink" in part for part in parts)
    assert sheets(content)[1][1][8] == words.replace("\t", "\t")


def test_a_text_too_long_for_a_cell_ends_in_a_mark_and_control_characters_are_shown():
    given = {**GIVEN, "A1.01": replace(GIVEN["A1.01"], comment="\x07" + "я" * 40_000)}
    comment = str(sheets(render_workbook(sample_model(given), Texts("en")))[1][1][8])
    assert comment.startswith("\N{REPLACEMENT CHARACTER}я")
    assert comment.endswith(" …")


@pytest.mark.parametrize("language", LANGUAGES)
def test_unverified_figures_keep_their_mark(language):
    texts = Texts(language)
    summary = sheets(render_workbook(sample_model(), texts))[0]
    labels = [str(row[0]) for row in summary]
    assert any("MSR" in label and texts.gettext("not verified") in label for label in labels)


def test_two_languages_stand_in_one_cell():
    answers = sheets(render_workbook(sample_model(), Texts("kk"), Texts("ru")))[1]
    assert answers[1][5] == "Жоқ\nНет"
