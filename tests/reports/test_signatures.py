"""The signature page: who signed how, room for the rest, and the fingerprint for eye and telephone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pypdfium2
import pytest

from tests.reports.sample import assert_within_margins, sample_model
from tmfcheck.domain.evidence import SignatoryRole, Signature, SignatureKind
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.i18n import Texts
from tmfcheck.reports.chapters import signatures as chapter
from tmfcheck.reports.pdf import render_pdf

AT = datetime(2026, 6, 12, 4, 30, tzinfo=UTC)
STROKE = ((0.2, 0.3), (1.0, 0.9), (2.8, 0.1))


def signed_model(*signatures: Signature) -> ReportModel:
    return replace(sample_model(), signatures=signatures)


def signature(role: str, name: str, kind: str = "drawn", strokes: object = (STROKE,), remarks: str = "") -> Signature:
    model = sample_model()
    return Signature(
        name,
        model.state.assessment.id,
        model.content_fingerprint,
        SignatoryRole(role),
        name,
        "Director",
        SignatureKind(kind),
        AT,
        strokes,  # type: ignore[arg-type]
        remarks,
    )


def last_page(model: ReportModel, language: str = "en") -> str:
    content = render_pdf(model, Texts(language, UTC))
    return " ".join(pypdf.PdfReader(io.BytesIO(content)).pages[-1].extract_text().split())


def test_everybody_who_signed_stands_with_function_time_and_remarks() -> None:
    page = last_page(
        signed_model(
            signature("inspector", "Айгүл Сағынова"),
            signature("operator", "T. Osmonov", remarks="Not with A1.01 <b>&"),
            signature("operator", "K. Aliev", "refused", (), "Was not asked"),
            signature("witness", "J. Smith", strokes=()),
        )
    )
    for words in ("Айгүл Сағынова", "Director", "12 Jun 2026, 04:30", "Remarks: Not with A1.01 <b>&"):
        assert words in page
    assert "Would not sign" in page
    assert "Reason: Was not asked" in page
    assert "Signs on paper" in page
    assert "Witness" in page


def test_who_has_not_signed_finds_a_line_to_sign_on() -> None:
    assert last_page(signed_model()).count("Further person") == 2
    page = last_page(signed_model(signature("inspector", "A. Inspector")))
    assert page.count("For the operator") == 1
    assert page.count("Inspector") == 3, "in the header, as role and as name, but no empty line for an inspector"


def test_lines_for_remarks_are_ruled_until_the_operator_was_heard_on_the_screen() -> None:
    assert "Remarks of the operator" in last_page(signed_model(signature("inspector", "A. Inspector")))
    assert "Remarks of the operator" in last_page(signed_model(signature("operator", "T. Osmonov", strokes=())))
    for heard in (
        signature("operator", "T. Osmonov", remarks="Agreed"),
        signature("operator", "T. Osmonov", "refused", (), "Not asked"),
    ):
        assert "Remarks of the operator" not in last_page(signed_model(heard))


def test_room_for_digital_signatures_is_offered_on_the_last_page_alone() -> None:
    people = [signature("witness", f"W. {number}", remarks="Heard. " * 150) for number in range(6)]
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(signed_model(*people), Texts("en")))).pages
    with_room = [number for number, page in enumerate(pages, 1) if "Digital signatures" in page.extract_text()]
    assert "Heard." in pages[-2].extract_text(), "the signatures take more than one page"
    assert with_room == [len(pages)]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_many_signatures_with_long_remarks_stay_on_the_paper(language: str) -> None:
    remarks = "Замечание оператора. " * 120
    people = [signature("operator", f"Т. Осмонов {number}", remarks=remarks) for number in range(6)]
    content = render_pdf(signed_model(*people), Texts(language), Texts("kk") if language == "ru" else None)
    assert_within_margins(content)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert all(each.name in text for each in people)


def test_strokes_are_drawn_as_lines_and_a_dot_as_a_dot() -> None:
    blank = render_pdf(signed_model(signature("inspector", "A.", strokes=())), Texts("en"))
    drawn = render_pdf(signed_model(signature("inspector", "A.", strokes=(STROKE, ((1.5, 0.5),)))), Texts("en"))
    assert count_dark(drawn) > count_dark(blank)


def count_dark(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    picture = document[len(document) - 1].render(scale=2).to_pil().convert("L").crop((560, 200, 1050, 420))
    document.close()
    return sum(1 for value in picture.tobytes() if value < 120)


def test_the_code_holds_format_fingerprint_and_assessment(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[str] = []

    class Code(chapter.QRCode):  # type: ignore[misc, name-defined]
        def addData(self, content: str) -> None:  # noqa: N802
            held.append(content)
            super().addData(content)

    monkeypatch.setattr(chapter, "QRCode", Code)
    model = sample_model()
    render_pdf(model, Texts("en"))
    assert held == [f"tmfcheck-report/1 {model.content_fingerprint} {model.state.assessment.id}"]
