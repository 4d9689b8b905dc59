"""The workbook of an assessment: everything answered and decided, as real values, in one language or two, harmless."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from itertools import permutations
from xml.etree import ElementTree

import pytest
import python_calamine

from tests.reports.sample import GIVEN, sample_model
from tmfcheck.domain.answers import Answer
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


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_parts(content: bytes) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/worksheets/sheet"))
        return [ElementTree.fromstring(package.read(name)) for name in names]


@pytest.mark.parametrize(("language", "second"), [("en", None), ("ru", "kk"), ("kk", "en")])
def test_every_sheet_filters_keeps_its_head_in_view_and_prints_across_the_width_of_a_page(language, second):
    model = with_evidence(sample_model())
    content = render_workbook(model, Texts(language), Texts(second) if second else None)
    for number, sheet in enumerate(sheet_parts(content)):
        setup = sheet.find(f"{MAIN}pageSetup")
        assert (setup.get("orientation"), setup.get("paperSize"), setup.get("fitToHeight")) == ("landscape", "9", "0")
        assert sheet.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr").get("fitToPage") == "1"
        assert "&P / &N" in sheet.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter")
        pane, chosen = sheet.find(f".//{MAIN}pane"), sheet.find(f"{MAIN}autoFilter")
        # The first sheet has labels and values and no head.
        assert ((pane is None), (chosen is None)) == ((number == 0), (number == 0))
        if pane is not None:
            assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = ElementTree.fromstring(package.read("xl/workbook.xml")).findall(f".//{MAIN}definedName")
    repeated = [each.text for each in names if each.get("name") == "_xlnm.Print_Titles"]
    assert len(repeated) == 5
    assert all(each.endswith("$1:$1") for each in repeated)


@pytest.mark.parametrize("pair", [*permutations(LANGUAGES, 2), *((language, None) for language in LANGUAGES)])
def test_sheets_have_names_of_their_own_in_every_pair_of_languages(pair):
    first, second = pair
    content = render_workbook(with_evidence(sample_model()), Texts(first), Texts(second) if second else None)
    names = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert len({name.casefold() for name in names}) == len(names) == 6


def test_long_texts_get_rows_tall_enough_to_be_read():
    given = {**GIVEN, "A1.01": replace(GIVEN["A1.01"], comment="Трещина растёт. " * 20), "A1.02": Answer("yes")}
    answers = sheet_parts(render_workbook(sample_model(given), Texts("ru")))[1]
    heights = [float(row.get("ht", 15)) for row in answers.iter(f"{MAIN}row")]
    assert heights[1] >= 15 * 320 / 38, "320 letters in a column of 38"
    assert heights[2] < heights[1] / 2
    given["A1.01"] = replace(GIVEN["A1.01"], comment="я\n" * 20_000)
    answers = sheet_parts(render_workbook(sample_model(given), Texts("ru")))[1]
    assert 408 < max(float(row.get("ht", 15)) for row in answers.iter(f"{MAIN}row")) <= 409


def test_a_name_cannot_command_the_footer_and_the_file_names_no_other_program():
    model = sample_model()
    named = replace(
        model, state=replace(model.state, facility=replace(model.state.facility, name="R&D &P " + "x" * 280))
    )
    content = render_workbook(named, Texts("en"))
    footer = sheet_parts(content)[0].findtext(f"{MAIN}headerFooter/{MAIN}oddFooter")
    assert footer.startswith("&LR&&D &&P ")
    assert len(footer) <= 255
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        about = package.read("docProps/core.xml").decode()
    assert "<dc:creator>A. Inspector</dc:creator>" in about
    assert "<dc:description>TMFCheck 1.2.3</dc:description>" in about
