"""Photos, plates, plan, documents and visit in the printed report, and what each audience gets of them."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.reports.photographs import ANNOTATIONS, VISIT, illustrated_model, photo
from tests.reports.sample import assert_within_margins, printed, sample_model
from tmfcheck.domain.evidence import Annotation, AnnotationKind
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.i18n import LANGUAGES, Texts
from tmfcheck.reports.chapters.site_plan import PinnedPicture
from tmfcheck.reports.pdf import render_pdf
from tmfcheck.reports.pictures import Place, draw_annotations
from tmfcheck.reports.typefaces import REGULAR, register_typefaces


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def pictures_of(content: bytes) -> int:
    """How many picture streams the file holds, however often each is shown."""
    objects = (reader_object.get_object() for reader_object in _all_objects(reader(content)))
    return sum(1 for each in objects if isinstance(each, dict) and each.get("/Subtype") == "/Image")


def _all_objects(document: pypdf.PdfReader):
    return [pypdf.generic.IndirectObject(number, 0, document) for number in document.xref[0] if number]


def test_every_piece_of_evidence_is_named_with_what_is_known_of_it():
    text = printed(illustrated_model())
    for words in (
        "Crest, picket 1",
        "12 Jun 2026, 04:31 · 40.14860°, 71.70890° · 270°",
        "on plan 5",
        "Operation manual, 7/12, p. 4",
        "expired",
        "A2.01 (p. 4)",
        "IMG_0004.jpg",
        f"{4:016x}",
    ):
        assert words in text


def test_the_visit_opens_the_act():
    text = printed(illustrated_model())
    for words in (VISIT.weather, VISIT.route, VISIT.instruments, VISIT.refusals, "Chief engineer", "Ministry"):
        assert words in text


def test_a_photo_shown_twice_stands_in_the_file_once():
    assert pictures_of(render_pdf(illustrated_model(), Texts("en"))) == 5


def test_a_photo_is_not_encoded_again():
    model = illustrated_model()
    content = render_pdf(model, Texts("en"))
    assert all(jpeg in content for jpeg in model.pictures.values())


def test_without_evidence_there_is_no_empty_chapter():
    text = printed(sample_model())
    for title in ("Site plan", "List of photos and files", "Register of documents", "The visit"):
        assert title not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_with_pictures_keep_their_margins(language):
    content = render_pdf(illustrated_model(), Texts(language), Texts("kk" if language == "ru" else "ru"))
    assert_within_margins(content)


def test_the_same_evidence_gives_the_same_bytes():
    assert render_pdf(illustrated_model(), Texts("ru")) == render_pdf(illustrated_model(), Texts("ru"))


def test_six_plain_plates_or_two_annotated_ones_fill_a_page():
    plain = illustrated_model(tuple(photo(number, None) for number in range(1, 13)))
    large = illustrated_model(tuple(photo(number, None, annotations=ANNOTATIONS) for number in range(1, 5)))
    for model in (plain, large):
        pages = [page.extract_text() for page in reader(render_pdf(model, Texts("en"))).pages]
        assert sum("Crest, picket" in page and "270°" in page and "SHA-256" not in page for page in pages) in (2, 3)


def test_photos_that_are_not_at_hand_are_listed_and_not_shown():
    model = replace(illustrated_model(), pictures={})
    assert pictures_of(render_pdf(model, Texts("en"))) == 0
    assert "IMG_0001.jpg" in printed(model)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_photo_is_drawn_inside_the_page(rotation):
    model = illustrated_model(
        (photo(1, rotation=rotation, annotations=illustrated_model().state.evidence.items[0].annotations),)
    )
    assert_within_margins(render_pdf(model, Texts("en")))


def test_the_authority_gets_the_summary():
    text = printed(illustrated_model(options=ReportOptions(Audience.AUTHORITY)))
    assert "Raise the low crest" in text
    assert "The visit" in text
    for words in ("All answers", "IMG_0001.jpg", "Score sheet", "Is requirement A2 02 of the dam met?"):
        assert words not in text


def test_the_public_gets_no_person_no_typed_word_and_no_picture():
    model = illustrated_model(options=ReportOptions(Audience.PUBLIC))
    content = render_pdf(model, Texts("en"))
    text = printed(model)
    for words in ("A. Inspector", "B. Engineer", "Chief engineer", "Crest", "Mend the lamps", "Signatures", "lorry"):
        assert words not in text
    assert pictures_of(content) == 0
    assert b"Inspector" not in content
    assert "Raise the low crest" in text
    assert "not verified" in text


def test_the_public_report_keeps_the_fingerprint_of_what_was_assessed():
    model = illustrated_model()
    digits = " ".join(model.content_fingerprint[at : at + 4] for at in range(0, 12, 4))
    assert digits in printed(replace(model, options=ReportOptions(Audience.PUBLIC)))


def test_chapters_can_be_left_out_but_not_those_that_keep_the_figures_honest():
    options = ReportOptions(left_out=frozenset({"answers", "photos", "method", "shortfalls", "signatures"}))
    text = printed(illustrated_model(options=options))
    assert "All answers" not in text
    for title in ("Method annex", "Critical shortfalls", "Signatures and remarks"):
        assert title in text


def test_numbers_follow_the_questions_and_not_the_clock():
    model = illustrated_model((photo(9, None), photo(2, "A1.02"), photo(1, "A1.01")))
    assert [item.id for item in model.photos] == ["e1", "e2", "e9"]
    assert model.state.evidence_numbers == {"e1": 1, "e2": 2, "e9": 3}


@pytest.mark.parametrize("kind", [AnnotationKind.TEXT, AnnotationKind.MEASURE])
def test_words_over_a_photo_are_never_cut_at_its_edge(kind: AnnotationKind):
    points = ((0.97, 0.99),) if kind is AnnotationKind.TEXT else ((0.9, 0.01), (0.99, 0.01))
    place = Place(100, 100, 300, 200)
    target = io.BytesIO()
    register_typefaces()
    canvas = Canvas(target, initialFontName=REGULAR)
    draw_annotations(canvas, (Annotation(kind, points, "piezometer 12, broken"),), place)
    canvas.save()
    page = pypdfium2.PdfDocument(target.getvalue())[0].get_textpage()
    left, bottom, right, top = page.get_rect(0) if page.count_rects() else (0.0, 0.0, 0.0, 0.0)
    assert 100 <= left < right <= 400
    assert 100 <= bottom < top <= 300.01


def test_pins_turn_with_their_plan():
    upright = illustrated_model()
    plan = upright.state.evidence.plans[0]
    (pinned,) = (item for item in upright.state.evidence.items if item.pin is not None)
    assert PinnedPicture(upright, plan, [pinned])._pins[0][1:] == (0.4, 0.5)
    assert PinnedPicture(upright, replace(plan, rotation=90), [pinned])._pins[0][1:] == (0.5, 0.4)
