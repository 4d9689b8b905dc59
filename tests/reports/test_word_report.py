"""The Word report: headings, tables and a signature block from a template, and templates nobody should trust."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from tests.reports.photographs import illustrated_model
from tests.reports.sample import GIVEN, START, sample_model
from tests.reports.test_assessment_workbook import PHOTO, with_evidence
from tmfcheck.domain.evidence import SignatoryRole, Signature, SignatureKind
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.errors import ReportError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.assessment_workbook import render_workbook
from tmfcheck.reports.blocks import Text
from tmfcheck.reports.chapter_list import CHAPTERS, chapters_of
from tmfcheck.reports.chapters.summary import summary
from tmfcheck.reports.flow import Row
from tmfcheck.reports.voice import Voice
from tmfcheck.reports.word_report import render_word, template_bytes
from tmfcheck.reports.word_template import MOST_UNPACKED


def picture(colour: str = "grey") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(out, "JPEG")
    return out.getvalue()


def opened(content: bytes):
    return Document(io.BytesIO(content))


def words_of(content: bytes) -> str:
    document = opened(content)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def headings(content: bytes, *styles: str) -> list[str]:
    return [each.text for each in opened(content).paragraphs if each.style.name in (styles or ("Heading 1",))]


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
    model = replace(with_evidence(sample_model()), pictures={PHOTO.sha256: picture()})
    seen = picture(colour="white")
    content = render_word(model, Texts("en"), pictures={PHOTO.id: seen})
    text = words_of(content)
    assert "Operation manual, 7/12, p. 4" in text
    assert PHOTO.caption in text
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        photos = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    assert seen in photos
    assert alt_texts(content).count(PHOTO.caption) == 2, "beside its answer, and in the plates"


def spoken_in(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            yield from (block.text for block in cell if isinstance(block, Text) and block.text)


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("language", "second"), [("en", None), ("ru", None), ("kk", "ru")])
def test_the_word_report_says_every_word_of_the_printed_one_to_the_same_reader(audience, language, second):
    model = replace(corrected(), options=ReportOptions(audience)).for_audience()
    texts, other = Texts(language), Texts(second) if second else None
    voice = Voice(texts, other)
    content = render_word(model, texts, other)
    text = on_one_line(words_of(content))
    titles = [voice.gettext(chapter.title).in_one_line for chapter in chapters_of(model)]
    assert [title for title in titles if title not in headings(content, "Heading 1", "Heading 2")] == []
    printed = [*summary(model, voice), *(row for each in chapters_of(model) for row in each.write(model, voice))]
    said = {on_one_line(words) for words in spoken_in(printed)}
    assert len(said) > 100
    # The title and the place stand in the head of the file.
    assert [words for words in sorted(said) if words not in text] == []


@pytest.mark.parametrize("audience", Audience)
def test_no_chapter_stands_in_the_word_report_that_is_not_printed_for_its_reader(audience):
    model = replace(corrected(), options=ReportOptions(audience)).for_audience()
    voice = Voice(Texts("en"))
    shown = {voice.gettext(chapter.title).first for chapter in chapters_of(model)}
    silent = {voice.gettext(chapter.title).first for chapter in CHAPTERS} - shown
    assert ("All answers" in silent) == (audience is not Audience.OPERATOR)
    assert silent.isdisjoint(headings(render_word(model, Texts("en")), "Heading 1", "Heading 2"))


def corrected() -> ReportModel:
    """A correction with everything a report can hold."""
    model = illustrated_model()
    answers = {**model.state.answers}
    answers["A1.01"] = replace(answers["A1.01"], answer=replace(answers["A1.01"].answer, comment="Read again: 1,4 m"))
    heading = replace(model.state.assessment, revision=2, revises="a0", revision_reason="A wrong figure")
    state = replace(model.state, answers=answers, assessment=heading, previous_fingerprint="e" * 64)
    signed = Signature(
        "s1",
        "a1",
        "f" * 64,
        SignatoryRole.OPERATOR,
        "B. Engineer",
        "Chief",
        SignatureKind.DRAWN,
        START,
        STROKES,
        "Late",
    )
    return replace(model, state=state, previous=model.state, signatures=(signed,))


STROKES = (((0.2, 0.2), (1.0, 0.8), (2.0, 0.3)),)


def alt_texts(content: bytes) -> list[str]:
    found = opened(content).element.body.iter(qn("wp:docPr"))
    return [each.get("descr") or "" for each in found]


def test_every_picture_says_what_it_shows():
    said = alt_texts(render_word(corrected(), Texts("en")))
    assert all(said)
    assert "Нысан жоспары; 1 Crest, picket 1" in said, "the plan with its pins"
    assert "B. Engineer" in said, "the signature"
    assert any("Dam" in each for each in said), "the radar"
    assert any(each.startswith("tmfcheck-report/1 ") for each in said), "the code"


def test_the_plan_stands_with_the_list_of_its_pins():
    content = render_word(illustrated_model(), Texts("ru"))
    assert Texts("ru").gettext("Site plan") in headings(content)
    tables = [[cell.text for cell in row.cells] for table in opened(content).tables for row in table.rows]
    assert ["1", "A1.01", "Crest, picket 1"] in tables


def test_heads_of_tables_are_repeated_on_every_page():
    content = render_word(corrected(), Texts("en"))
    heads = [
        row for row in opened(content).element.body.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    first = ["".join(text.text or "" for text in row.iter(qn("w:t"))) for row in heads]
    assert first.count("No.Question and findingsAnswer") == len(corrected().answer_sections)
    assert "CategoryMSRCredibilityEvidenceLevel" in first
    assert all(row.getprevious().tag == qn("w:tblGrid") for row in heads), "each stands at the top of its table"


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_file_says_nothing_of_another_program_or_another_file():
    def filled(document) -> None:
        properties = document.core_properties
        properties.author, properties.keywords, properties.last_modified_by = "Somebody", "secret", "Somebody else"

    for template in (None, changed_template(filled)):
        content = render_word(sample_model(), Texts("ru"), template=template)
        parts = parts_of(content)
        assert not any("thumbnail" in name for name in parts)
        assert b"thumbnail" not in parts["_rels/.rels"]
        about = parts["docProps/core.xml"] + parts["docProps/app.xml"]
        for word in (b"python-docx", b"Microsoft", b"Somebody", b"secret", b"2013"):
            assert word not in about
        properties = opened(content).core_properties
        assert (properties.author, properties.last_modified_by) == ("A. Inspector", "TMFCheck 1.2.3")
        assert properties.title == "Kadamjai: отчёт о проверке"
        assert properties.created == properties.modified
    assert b"python-docx" not in parts_of(template_bytes(Texts("en")))["docProps/core.xml"]


def public_model() -> ReportModel:
    return replace(illustrated_model(), options=ReportOptions(Audience.PUBLIC)).for_audience()


def test_the_header_of_the_public_report_ends_with_its_name():
    for template in (None, template_bytes(Texts("en"))):
        content = render_word(public_model(), Texts("en"), template=template)
        (header,) = [each.text for each in opened(content).sections[0].header.paragraphs]
        assert header == "Kadamjai"
        assert opened(content).core_properties.author == "TMFCheck"
        assert "A. Inspector" not in words_of(content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{inspector}} · {{facility}}", "Kadamjai"),
        ("{{facility}} · {{inspector}} · {{level}}", "Kadamjai · Does not meet the requirements"),
        ("By {{ inspector }}", "By "),
    ],
)
def test_what_a_report_does_not_tell_takes_its_dot_along(text, expected):
    template = changed_template(lambda document: document.add_paragraph(text))
    content = render_word(public_model(), Texts("en"), template=template)
    assert opened(content).paragraphs[-1].text == expected


def test_a_heading_over_nothing_goes_with_its_placeholder():
    def change(document) -> None:
        heading = next(each for each in document.paragraphs if each.text == "The visit")
        heading.insert_paragraph_before("Part I", style="Heading 1")
        heading.style = document.styles["Heading 2"]
        before = next(each for each in document.paragraphs if each.text == "{{documents}}")
        before.insert_paragraph_before("Documents are kept by the operator.")

    template = changed_template(change)
    shown = headings(render_word(sample_model(), Texts("en"), template=template), "Heading 1", "Heading 2")
    assert "The visit" not in shown
    assert "Site plan" not in shown
    assert "Part I" in shown, "another heading stands between it and the placeholder"
    assert "Register of documents" in shown, "the authority's own sentence stands beneath it"
    full = headings(render_word(illustrated_model(), Texts("en"), template=template), "Heading 1", "Heading 2")
    assert "The visit" in full
    public = render_word(public_model(), Texts("en"), template=template_bytes(Texts("en")))
    assert {"All answers", "Signatures and remarks", "The visit"}.isdisjoint(headings(public))
    assert "{{" not in words_of(public)


def test_a_placeholder_in_a_cell_leaves_the_cell_whole():
    def change(document) -> None:
        document.add_table(1, 1).cell(0, 0).paragraphs[0].text = "{{visit}}"

    content = render_word(sample_model(), Texts("en"), template=changed_template(change))
    assert opened(content).tables[-1].cell(0, 0).text == ""


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


def test_a_name_longer_than_the_file_s_own_title_may_be_is_cut_there_alone():
    model = sample_model()
    state = model.state
    long = replace(
        state,
        facility=replace(state.facility, name="Ж" * 300),
        assessment=replace(state.assessment, started_by="И" * 300),
    )
    content = render_word(replace(model, state=long), Texts("ru"))
    assert "Ж" * 300 in words_of(content)
    assert opened(content).core_properties.title == "Ж" * 255
