"""The Word report: headings, tables and a signature block from a template, and templates nobody should trust."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from PIL import Image

from tests.reports.photographs import illustrated_model
from tests.reports.sample import GIVEN, sample_model
from tests.reports.test_assessment_workbook import PHOTO, with_evidence
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.errors import ReportError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.assessment_workbook import render_workbook
from tmfcheck.reports.word_report import render_word, template_bytes
from tmfcheck.reports.word_template import MOST_UNPACKED


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "grey").save(out, "JPEG")
    return out.getvalue()


def opened(content: bytes):
    return Document(io.BytesIO(content))


def words_of(content: bytes) -> str:
    document = opened(content)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def headings(content: bytes) -> list[str]:
    return [each.text for each in opened(content).paragraphs if each.style.name == "Heading 1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_holds_every_answer_measure_and_figure_under_real_headings(language):
    model, texts = sample_model(), Texts(language)
    content = render_word(model, texts)
    text = words_of(content)
    pack = model.state.pack
    for question in pack.questions:
        assert question.id in text
        assert texts.pick(question.text) in text
    for answer in GIVEN.values():
        assert answer.comment in text
    assert texts.pick(pack.measure_by_id["M-DAM-01"].title) in text
    assert "Mend the lamps" in text
    assert texts.gettext("not verified") in text
    assert texts.gettext("own rule") in text
    assert headings(content)[-1] == texts.gettext("Signatures and remarks")
    assert "{{" not in text
    assert " ".join(model.content_fingerprint[at : at + 8] for at in range(0, 64, 8)) in text


def test_two_languages_stand_beneath_each_other():
    text = words_of(render_word(sample_model(), Texts("kk"), Texts("ru")))
    assert "Жоқ\nНет" in text


def test_photos_documents_and_citations_are_shown():
    model = with_evidence(sample_model())
    content = render_word(model, Texts("en"), pictures={PHOTO.id: picture()})
    assert len(opened(content).inline_shapes) == 1
    text = words_of(content)
    assert "Operation manual, 7/12, p. 4" in text
    assert PHOTO.caption in text


def test_the_act_the_facility_and_the_evidence_stand_in_the_word_report_as_on_paper():
    text = words_of(render_word(illustrated_model(), Texts("en")))
    visit = illustrated_model().state.evidence.visit
    for words in (*(person.name for person in visit.people), visit.weather, "The facility", "IMG_0001.jpg"):
        assert words in text
    bare = headings(render_word(sample_model(), Texts("en")))
    assert "The facility" in bare
    assert "The visit" not in bare
    assert "What this version changed" not in bare
    public = replace(illustrated_model(), options=ReportOptions(Audience.PUBLIC)).for_audience()
    assert "The visit" not in headings(render_word(public, Texts("en")))


def test_a_correction_lists_what_it_changed_in_the_word_report_too():
    before = sample_model()
    answers = {**before.state.answers}
    answers["A1.01"] = replace(answers["A1.01"], answer=replace(answers["A1.01"].answer, comment="Read again: 1,4 m"))
    after = replace(before, state=replace(before.state, answers=answers), previous=before.state)
    content = render_word(after, Texts("ru"))
    assert Texts("ru").gettext("What this version changed") in headings(content)
    assert GIVEN["A1.01"].comment in words_of(content)


def test_the_shipped_template_can_be_edited_and_used():
    document = opened(template_bytes(Texts("ru")))
    document.paragraphs[0].insert_paragraph_before("Комитет промышленной безопасности, {{operator}}")
    edited = io.BytesIO()
    document.save(edited)
    text = words_of(render_word(sample_model(), Texts("ru"), template=edited.getvalue()))
    assert "Комитет промышленной безопасности, –" in text


def test_a_placeholder_cut_into_runs_is_filled():
    document = opened(template_bytes(Texts("en")))
    paragraph = document.add_paragraph("Level: {{le")
    paragraph.add_run("vel}}").bold = True
    edited = io.BytesIO()
    document.save(edited)
    assert "Level: Does not meet the requirements" in words_of(
        render_word(sample_model(), Texts("en"), template=edited.getvalue())
    )


def changed_template(change: Callable[[object], None]) -> bytes:
    document = opened(template_bytes(Texts("en")))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            after.writestr(item.filename, parts.pop(item.filename, before.read(item.filename)))
        for name, part in parts.items():
            after.writestr(name, part)
    return out.getvalue()


def test_unknown_and_missing_placeholders_are_named():
    unknown = changed_template(lambda document: document.add_paragraph("{{facilty}}"))
    with pytest.raises(ReportError) as caught:
        render_word(sample_model(), Texts("en"), template=unknown)
    assert (caught.value.code, caught.value.data["names"]) == ("TEMPLATE_PLACEHOLDERS", "{{facilty}} ?")

    def without_answers(document) -> None:
        next(each for each in document.paragraphs if each.text == "{{answers}}").text = "none"

    with pytest.raises(ReportError) as caught:
        render_word(sample_model(), Texts("en"), template=changed_template(without_answers))
    assert caught.value.data["names"] == "{{answers}} –"


def test_a_block_must_stand_alone():
    inside = changed_template(lambda document: document.add_paragraph("All: {{answers}}"))
    with pytest.raises(ReportError, match="TEMPLATE_PLACEHOLDERS"):
        render_word(sample_model(), Texts("en"), template=inside)


REMOTE = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    b' Target="http://example.org/x.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
        ("word/embeddings/oleObject1.bin", b"\x00"),
        ("word/_rels/settings.xml.rels", REMOTE),
    ],
)
def test_a_template_that_acts_or_reaches_outside_is_refused(part, content):
    hostile = repacked(template_bytes(Texts("en")), **{part: content})
    with pytest.raises(ReportError, match="TEMPLATE_ACTIVE"):
        render_word(sample_model(), Texts("en"), template=hostile)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = repacked(template_bytes(Texts("en")), **{"word/media/x.bin": b"\0" * (MOST_UNPACKED + 1)})
    with pytest.raises(ReportError, match="TEMPLATE_UNREADABLE"):
        render_word(sample_model(), Texts("en"), template=bomb)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"\0" * 100])
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(ReportError, match="TEMPLATE_UNREADABLE"):
        render_word(sample_model(), Texts("en"), template=content)


def test_words_like_a_placeholder_stay_as_they_were_typed():
    model = sample_model()
    named = replace(model, state=replace(model.state, facility=replace(model.state.facility, name="{{level}} {{x}}")))
    assert "{{level}} {{x}}" in words_of(render_word(named, Texts("en")))


@pytest.mark.parametrize("render", [render_word, render_workbook])
def test_what_can_still_change_says_so_in_every_file(render):
    model = sample_model({"A1.01": GIVEN["A1.01"]}, is_closed=False)
    with zipfile.ZipFile(io.BytesIO(render(model, Texts("en")))) as package:
        text = "".join(package.read(name).decode(errors="replace") for name in package.namelist())
    assert "Provisional: the assessment is not closed and can still change." in text
    assert "are not answered and count as unknown" in text


def test_hostile_words_stay_words():
    given = {**GIVEN, "A1.01": replace(GIVEN["A1.01"], comment="<w:p/> {{facility}} & \x07 \U0001f600")}
    text = words_of(render_word(sample_model(given), Texts("en")))
    assert "<w:p/> {{facility}} &" in text
