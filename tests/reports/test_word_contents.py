"""The contents of the Word report: every chapter by its heading, as a field that opens without a question."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.reports.sample import GIVEN, sample_model
from tests.reports.test_word_report import changed_template, corrected, headings, opened, parts_of, words_of
from tmfcheck.domain.answers import Answer
from tmfcheck.errors import ReportError
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.word_report import render_word, template_bytes


def entries(content: bytes) -> list[tuple[str, str]]:
    """The lines of the contents with the bookmarks they lead to."""
    links = opened(content).element.body.iter(qn("w:hyperlink"))
    return [("".join(each.text or "" for each in link.iter(qn("w:t"))), link.get(qn("w:anchor"))) for link in links]


def bookmarked(content: bytes) -> dict[str, str]:
    """The paragraphs of a document by the names of their bookmarks."""
    starts = opened(content).element.body.iter(qn("w:bookmarkStart"))
    return {start.get(qn("w:name")): start.getparent().text for start in starts}


def instructions(content: bytes) -> list[str]:
    return [(each.text or "").strip() for each in opened(content).element.body.iter(qn("w:instrText"))]


@pytest.mark.parametrize(("language", "second"), [*((language, None) for language in LANGUAGES), ("kk", "ru")])
def test_every_chapter_stands_in_the_contents_and_leads_to_its_heading(language, second):
    content = render_word(corrected(), Texts(language), Texts(second) if second else None)
    listed = entries(content)
    assert [title for title, _ in listed] == headings(content)
    assert len(listed) > 12
    assert bookmarked(content) == {name: title for title, name in listed}
    assert headings(content, "TOC Heading")[0].startswith(Texts(language).gettext("Contents"))


def test_the_contents_are_a_field_whose_page_numbers_word_fills_without_being_told_to_on_opening():
    content = render_word(corrected(), Texts("en"))
    toc, *pages = instructions(content)
    assert toc == 'TOC \\o "1-1" \\h \\z'
    assert pages == [f"PAGEREF {name} \\h" for _, name in entries(content)]
    kinds = [each.get(qn("w:fldCharType")) for each in opened(content).element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(pages) + 1
    assert kinds[:2] == ["begin", "separate"]
    assert kinds[-1] == "end"
    parts = parts_of(content)
    assert b"updateFields" not in parts["word/settings.xml"], "Word would ask whether to update from other files"
    assert b"w:dirty" not in parts["word/document.xml"], "so would it for this"


def test_an_own_template_has_contents_where_it_asks_for_them():
    def change(document: Any) -> None:
        old = next(each for each in document.paragraphs if each.text == "{{contents}}")
        old._element.getparent().remove(old._element)
        document.paragraphs[0].insert_paragraph_before("Part I", style="Heading 1")
        document.paragraphs[0].insert_paragraph_before("{{ contents }}")

    content = render_word(sample_model(), Texts("en"), template=changed_template(change))
    assert [title for title, _ in entries(content)] == headings(content)
    assert entries(content)[0][0] == "Part I"
    assert opened(content).element.body[0].tag == qn("w:sdt")
    assert "{{" not in words_of(content)


def test_a_template_from_before_there_were_contents_stays_valid():
    def change(document: Any) -> None:
        for paragraph in list(document.paragraphs):
            if paragraph.text in ("{{contents}}", "Contents"):
                paragraph._element.getparent().remove(paragraph._element)

    content = render_word(sample_model(), Texts("en"), template=changed_template(change))
    assert (entries(content), instructions(content), bookmarked(content)) == ([], [], {})
    assert len(headings(content)) > 5


def test_contents_of_a_template_without_headings_leave_nothing_behind():
    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.style.name == "Heading 1":
                paragraph.style = document.styles["Normal"]

    content = render_word(sample_model(), Texts("en"), template=changed_template(change))
    assert list(opened(content).element.body.iter(qn("w:sdt"))) == []
    assert "{{contents}}" not in words_of(content)


def test_contents_must_stand_alone():
    inside = changed_template(lambda document: document.add_paragraph("See {{contents}}"))
    with pytest.raises(ReportError, match="TEMPLATE_PLACEHOLDERS"):
        render_word(sample_model(), Texts("en"), template=inside)


def test_bookmarks_of_a_template_keep_their_names_and_ids():
    def change(document: Any) -> None:
        for number, name in (("1", "_Toc000000002"), ("no number", "Mine")):
            mark = OxmlElement("w:bookmarkStart")
            mark.set(qn("w:id"), number)
            mark.set(qn("w:name"), name)
            document.paragraphs[1]._element.append(mark)

    content = render_word(sample_model(), Texts("en"), template=changed_template(change))
    starts = list(opened(content).element.body.iter(qn("w:bookmarkStart")))
    for key in ("w:id", "w:name"):
        found = [start.get(qn(key)) for start in starts]
        assert len(found) == len(set(found)) == len(entries(content)) + 2
    assert entries(content)[0][1] == "_Toc000000003"


def test_words_like_the_placeholder_stay_as_they_were_typed():
    given = {**GIVEN, "A1.01": Answer("no", "measured", comment="{{contents}}")}
    content = render_word(sample_model(given), Texts("en"), template=template_bytes(Texts("en")))
    assert "{{contents}}" in words_of(content)
    assert len(list(opened(content).element.body.iter(qn("w:sdt")))) == 1
