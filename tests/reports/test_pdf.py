"""What the printed report says, read back from its pages."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import BuiltinFunctionType

import pypdf
import pytest
from reportlab.lib import rl_accel

from tests.reports.photographs import illustrated_model
from tests.reports.sample import GIVEN, KADAMJAI, KAZAKH_LETTERS, pages_of, printed, sample_model, small_pack
from tmfcheck.domain.answers import Answer
from tmfcheck.domain.measures import Decision, MeasureDecision
from tmfcheck.domain.pack import Term
from tmfcheck.errors import ReportError
from tmfcheck.i18n import Texts
from tmfcheck.messages import sentence
from tmfcheck.reports import typefaces
from tmfcheck.reports.chapter_list import chapters_of
from tmfcheck.reports.pdf import render_pdf

UNKNOWN_EVERYWHERE = {question: Answer("unknown", "told") for question in GIVEN}


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("en", "Is requirement A1 01 of the dam met?", "Mostly yes"),
        ("ru", "Выполнено ли требование A1 01 к дамбе?", "Скорее да"),
        ("kk", "Бөгетке қойылатын A1 01 талабы орындалған ба?", "Көбіне иә"),
    ],
)
def test_texts_are_read_back_in_every_language(language: str, question: str, answer: str) -> None:
    text = printed(sample_model(), language)
    assert question in text
    assert answer in text
    assert KAZAKH_LETTERS in text


def test_page_one_says_which_facility_who_when_and_what_must_happen_at_once() -> None:
    page = " ".join(pages_of(sample_model())[0].split())
    for words in ("Kadamjai", "Kyrgyzstan", "A. Inspector", "12 Jun 2026", "Small method", "Does not meet"):
        assert words in page
    assert "1 immediate danger is open" in page
    assert "Crest 0.4 m too low near picket 3." in page
    assert "Raise the low crest" in page
    assert "confirmed within 24 hours" in page
    assert "replaces neither the statutory checklist nor act of inspection and prescription" in page


def test_page_one_says_so_when_no_danger_is_marked() -> None:
    calm = {question: replace(answer, danger=False) for question, answer in GIVEN.items()}
    page = pages_of(sample_model(calm))[0]
    assert "No immediate danger is marked." in page


def test_page_one_gives_every_score_with_its_counts() -> None:
    page = " ".join(pages_of(sample_model())[0].split())
    assert "60 %" in page  # MSR: (0 + 2/3 + 1 + 1 + 1/3) of 5
    assert "80 %" in page  # credibility: (1 + 1/2 + 1 + 1 + 1/2) of 5; evidence: 4 of 5
    assert "50 %" in page  # strict: the one not applicable counts as no
    assert "1 of 3 Critical questions not met" in page


def test_the_interval_stands_in_place_of_the_figure_without_enough_information() -> None:
    page = " ".join(pages_of(sample_model({**UNKNOWN_EVERYWHERE, "A1.01": Answer("yes", "measured")}))[0].split())
    assert "17–100 %" in page
    assert "Not enough information" in page


def test_the_level_says_why_it_is_lower_than_its_msr() -> None:
    capped = {question: Answer("yes", "measured") for question in GIVEN}
    at_partly = printed(sample_model({**capped, "A2.01": Answer("not_applicable")}))
    assert "A critical question is not met, unknown, unanswered or not applicable by hand." in at_partly
    at_does_not = printed(sample_model({**capped, "A1.01": Answer("no", "measured")}))
    assert "A critical question on the condition of the facility is not met." in at_does_not


def test_an_open_assessment_is_provisional_on_every_page() -> None:
    assert all("Provisional" in page for page in pages_of(sample_model(is_closed=False)))
    assert not any("Provisional" in page for page in pages_of(sample_model()))


def test_unanswered_questions_make_the_result_provisional_and_are_counted() -> None:
    answered = {question: answer for question, answer in GIVEN.items() if question != "A1.02"}
    text = printed(sample_model(answered))
    assert "Provisional result: 1 question is not answered and counts as unknown." in text
    assert "Not answered" in text


def test_a_sample_is_marked_across_every_page() -> None:
    assert all("SAMPLE" in page for page in pages_of(sample_model()))
    real = sample_model(facility=replace(KADAMJAI, is_sample=False))
    assert not any("SAMPLE" in page for page in pages_of(real))


def test_every_page_has_its_number_facility_version_and_fingerprint() -> None:
    model = sample_model()
    pages = pages_of(model)
    short = " ".join(model.content_fingerprint[at : at + 4] for at in (0, 4, 8))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "TMFCheck 1.2.3" in page
        assert short in page
        assert page.count("Kadamjai") >= 1


def test_measures_stand_in_three_chapters_with_their_decisions() -> None:
    text = printed(sample_model())
    for words in (
        "Decision: Accepted",
        "Owner: Chief engineer",
        "Due: 1 Aug 2026",
        "Cost: two lorry loads",
        "Decision: Rejected Reason: Under way since May",
        "Mend the lamps",
        "Four lamps are broken.",
        "Measure of the inspector, not from the catalogue.",
        "(suggested)",
        "Gains do not add up",
        "Addressee: Operator",
        "Cost: Low (class of the catalogue)",
    ):
        assert words in text
    assert "The answers call for no measure in this time-frame." in text.partition("6 Long-term measures")[2]


def test_a_moved_measure_gives_its_reason_and_one_no_longer_called_for_says_so() -> None:
    decisions = {
        "M-DAM-01": MeasureDecision("M-DAM-01", term=Term.LONG, term_reason="Needs a new design"),
        "M-WAT-01": MeasureDecision("M-WAT-01", Decision.ACCEPTED),
    }
    text = printed(sample_model(decisions=decisions))
    assert "Moved to this time-frame: Needs a new design" in text
    assert "The answers no longer call for this measure." in text


def test_every_answer_has_basis_reason_document_time_and_person() -> None:
    text = printed(sample_model())
    assert "Basis: Measured" in text
    assert "Reason: Weather" in text
    assert "Document: Plan of 2024, page 7" in text
    assert text.count("· A. Inspector") >= len(GIVEN)


def test_the_score_sheet_prints_numerator_denominator_and_rule() -> None:
    text = printed(sample_model())
    assert "MSR = 100 × Σ(w·v) / Σw" in text
    assert "60.0 % 3 / 5" in text
    assert "80.0 % 4 / 5" in text
    assert "50.0 % 3 / 6" in text


def test_the_method_annex_gives_every_figure_and_table_its_standing() -> None:
    model = sample_model()
    pages = pages_of(model)
    annex = " ".join(" ".join(pages).partition("Values of the answers")[2].split())
    pack = model.state.pack
    assert annex.count("own rule") == 8 + 3  # figures, time-frames
    assert annex.count("not verified") == 6 + 1 + 1  # answers, one figure, the table
    assert annex.count(" verified ") == annex.count("not verified ") + 1  # the milestone alone was read
    for each in (*pack.figures.values(), *pack.tables.values(), *pack.sources):
        assert each.title["en"] in annex
    assert "Of 20 figures, tables, answers and time-frames 1 were read in a primary text" in " ".join(pages)
    assert "0123456789abcdef"[:8] in " ".join(pages)
    assert "Translated, not yet read by a native specialist" in annex


def test_the_last_page_is_for_signatures_and_remarks() -> None:
    model = sample_model()
    last = " ".join(pages_of(model)[-1].split())
    for words in ("Signatures and remarks", "Inspector", "For the operator", "Remarks of the operator", "Signature"):
        assert words in last
    assert model.content_fingerprint in last.replace(" ", "")


def test_a_second_language_follows_each_text() -> None:
    text = printed(sample_model(), "ru", "kk")
    assert "Выполнено ли требование A1 02 к дамбе? Бөгетке қойылатын A1 02 талабы орындалған ба?" in text
    assert "Скорее да" in text
    assert "Көбіне иә" in text
    assert text.count("Crest 0.4 m too low near picket 3.") == printed(sample_model(), "ru").count(
        "Crest 0.4 m too low near picket 3."
    )


def test_the_same_input_gives_the_same_bytes() -> None:
    model = sample_model()
    assert render_pdf(model, Texts("ru"), Texts("kk")) == render_pdf(sample_model(), Texts("ru"), Texts("kk"))


def digest_in_another_process(seed: str, *, accelerated: bool = True) -> str:
    program = (
        ("" if accelerated else "import sys; sys.modules['_rl_accel'] = None;")
        + "import hashlib; from tests.reports.photographs import illustrated_model; from tmfcheck.i18n import Texts;"
        "from tmfcheck.reports.pdf import render_pdf;"
        "print(hashlib.sha256(render_pdf(illustrated_model(), Texts('kk'))).hexdigest())"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_bytes_depend_neither_on_the_process_nor_on_the_accelerator() -> None:
    """A report is verified by printing it again, maybe where the compiled part of the library is missing."""
    assert isinstance(rl_accel.fp_str, BuiltinFunctionType)
    digests = {digest_in_another_process("1"), digest_in_another_process("2", accelerated=False)}
    assert digests == {hashlib.sha256(render_pdf(illustrated_model(), Texts("kk"))).hexdigest()}


def test_only_the_shipped_fonts_are_used_and_all_are_embedded() -> None:
    document = reader(render_pdf(sample_model(), Texts("kk"), Texts("en")))
    fonts = {
        font["/BaseFont"]: font.get_object()
        for page in document.pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].get_object().values())
    }
    assert fonts
    for name, font in fonts.items():
        assert name.partition("+")[2].startswith("DejaVuSans"), name
        assert "/FontFile2" in font["/FontDescriptor"].get_object()


def test_bookmarks_lead_to_their_chapters() -> None:
    document = reader(render_pdf(sample_model(), Texts("en")))
    top = [entry for entry in document.outline if not isinstance(entry, list)]
    assert [entry.title for entry in top[1:]] == [
        f"{number} {chapter.title}" for number, chapter in enumerate(chapters_of(sample_model()), 1)
    ]
    numbers = [document.get_destination_page_number(entry) for entry in top[1:]]
    assert numbers[0] > 0
    assert numbers[-1] == len(document.pages) - 1
    for entry, number in zip(top[1:], numbers, strict=True):
        assert str(entry.title) in " ".join(document.pages[number].extract_text().split())


def test_the_contents_name_the_page_of_each_chapter() -> None:
    document = reader(render_pdf(sample_model(), Texts("en")))
    chapters = [entry for entry in document.outline if not isinstance(entry, list)][1:]
    pages = [document.get_destination_page_number(entry) for entry in chapters]
    first = document.pages[0]
    text = " ".join(first.extract_text().split())
    assert all(str(entry.title) in text for entry in chapters)
    printed_last = text.partition(f"Page 1 of {len(document.pages)}")[2].split()
    assert printed_last == [str(page + 1) for page in pages]
    targets = [each.get_object()["/Dest"][0].get_object() for each in first["/Annots"]]
    assert targets == [document.pages[page] for page in pages]


def test_the_file_says_what_it_is() -> None:
    document = reader(render_pdf(sample_model(by="Ә. Инспектор"), Texts("kk")))
    assert document.metadata is not None
    assert "Kadamjai" in str(document.metadata.title)
    assert document.metadata.author == "Ә. Инспектор"
    assert document.metadata.creator == "TMFCheck 1.2.3"
    assert document.metadata.creation_date == datetime.fromisoformat("2026-06-14T04:30:00+00:00")
    assert document.trailer["/Root"]["/Lang"] == "kk"


def test_progress_never_falls_and_ends_complete() -> None:
    steps: list[tuple[int, int]] = []
    render_pdf(sample_model(), Texts("en"), progress=lambda done, total: steps.append((done, total)))
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert len({total for _, total in steps}) == 1
    assert steps[-1][0] == steps[-1][1]
    assert len(steps) > 3


def test_an_exception_of_the_listener_stops_the_printing() -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        render_pdf(sample_model(), Texts("en"), progress=stop)


def test_two_categories_need_no_radar() -> None:
    pack = small_pack()
    two = replace(
        pack,
        categories=pack.categories[:2],
        questions=tuple(question for question in pack.questions if question.subgroup == "A1"),
    )
    given = {question: answer for question, answer in GIVEN.items() if question.startswith("A1")}
    text = printed(sample_model(given, pack=two, decisions={}))
    assert "Upper bound of its interval" not in text
    assert "Upper bound of its interval" in printed(sample_model())


def test_a_missing_font_is_a_plain_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typefaces, "resources_folder", lambda: tmp_path)
    typefaces.register_typefaces.cache_clear()
    try:
        with pytest.raises(ReportError) as caught:
            render_pdf(sample_model(), Texts("en"))
    finally:
        typefaces.register_typefaces.cache_clear()
    assert "The font" in sentence(caught.value, Texts("en"))
