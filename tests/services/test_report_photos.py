"""Photos of reports: from the archive's copies, smaller on request, and small enough for a message."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from tmfcheck.domain.evidence import Annotation, AnnotationKind, PhotoSize
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.errors import ReportError
from tmfcheck.services import evidence, reporting
from tmfcheck.services.report_photos import BYTES_A_MEGABYTE, fitted


def noisy_photo(seed: int) -> bytes:
    """A photo that does not compress away: coarse noise, like gravel."""
    image = Image.effect_noise((2400, 1800), 60 + seed).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


@pytest.fixture(scope="module")
def photos():
    return [noisy_photo(seed) for seed in range(3)]


@pytest.fixture
def illustrated(desk, state, photos):
    for number, content in enumerate(photos):
        prepared = evidence.prepare_bytes(content, f"IMG_{number}.jpg")
        state = evidence.attach(desk, state, prepared, "A1.01", caption=f"Photo {number}")
    return state


def model_of(desk, state, **options):
    return reporting.report_model(desk, state, ReportOptions(**options))


def longest_edges(content: bytes) -> set[int]:
    edges = set()
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        edges |= {max(image.image.size) for image in page.images}
    return edges


@pytest.mark.parametrize(("size", "edge"), [(PhotoSize.SMALL, 800), (PhotoSize.MEDIUM, 1000), (PhotoSize.FULL, 1600)])
def test_each_size_has_its_own_edge(desk, illustrated, size, edge):
    content = reporting.report_bytes(model_of(desk, illustrated, photos=size), "en")
    assert longest_edges(content) == {edge}


def test_a_report_without_photos_names_them_all_the_same(desk, illustrated):
    content = reporting.report_bytes(model_of(desk, illustrated, photos=None), "en")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert longest_edges(content) == set()
    assert "IMG_2.jpg" in text


@pytest.mark.parametrize("audience", [Audience.AUTHORITY, Audience.PUBLIC])
def test_other_audiences_take_no_photo_from_the_archive(desk, illustrated, audience):
    assert model_of(desk, illustrated, audience=audience).pictures == {}


def test_photos_shrink_until_the_file_is_small_enough(desk, illustrated):
    model = model_of(desk, illustrated)
    whole = len(reporting.report_bytes(model, "en"))
    rest = whole - sum(map(len, model.pictures.values()))
    limit = rest + sum(map(len, model.pictures.values())) // 6
    content = reporting.report_bytes(model, "en", max_bytes=limit)
    assert rest < len(content) <= limit
    assert len(longest_edges(content)) == 1


def test_a_limit_nothing_fits_into_is_refused_with_what_it_takes(desk, illustrated):
    with pytest.raises(ReportError) as caught:
        reporting.report_bytes(model_of(desk, illustrated), "en", max_bytes=1000)
    without = len(reporting.report_bytes(model_of(desk, illustrated, photos=None), "en"))
    assert caught.value.code == "REPORT_TOO_LARGE"
    assert caught.value.data["least"] == -(-without // 100_000) / 10
    assert caught.value.data["limit"] == 1000 / BYTES_A_MEGABYTE


def test_what_it_takes_without_photos_is_not_guessed_from_their_size(desk, illustrated):
    """The plates' pages, captions and pins go with the photos."""

    def render(model):
        return b" " * (300_000 if model.options.photos is None else 3_000_000)

    with pytest.raises(ReportError) as caught:
        fitted(model_of(desk, illustrated), render, 1000)
    assert caught.value.data["least"] == 0.3


def test_a_roomy_limit_changes_nothing(desk, illustrated):
    model = model_of(desk, illustrated)
    assert reporting.report_bytes(model, "en", max_bytes=BYTES_A_MEGABYTE * 100) == reporting.report_bytes(model, "en")


@pytest.mark.parametrize("make", [reporting.word_bytes, reporting.workbook_bytes])
def test_every_kind_of_file_keeps_to_the_limit(desk, illustrated, make):
    model = model_of(desk, illustrated)
    smallest = len(make(replace(model, pictures={}), "en"))
    assert len(make(model, "en", max_bytes=smallest + 150_000)) <= smallest + 150_000
    with pytest.raises(ReportError) as caught:
        make(model, "en", max_bytes=1000)
    assert (caught.value.code, caught.value.data["least"] > 0) == ("REPORT_TOO_LARGE", True)


def word_pictures(content: bytes) -> list[Image.Image]:
    """The photos of a Word file; its drawings and charts are PNG."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(name for name in package.namelist() if re.fullmatch(r"word/media/.+\.jpe?g", name))
        return [Image.open(io.BytesIO(package.read(name))) for name in names]


def test_small_photos_are_small_in_the_word_report_too(desk, illustrated):
    small = reporting.word_bytes(model_of(desk, illustrated, photos=PhotoSize.SMALL), "en")
    assert {max(picture.size) for picture in word_pictures(small)} == {800}


def test_the_word_report_shows_photos_turned_and_with_what_was_drawn_on_them(desk, state):
    grey = io.BytesIO()
    Image.new("RGB", (1200, 900), (128, 128, 128)).save(grey, "JPEG")
    state = evidence.attach(desk, state, evidence.prepare_bytes(grey.getvalue(), "crest.jpg"), "A1.01")
    drawn = (
        Annotation(AnnotationKind.ARROW, ((0.1, 0.5), (0.25, 0.5))),
        Annotation(AnnotationKind.ELLIPSE, ((0.6, 0.8), (0.8, 0.6))),
        Annotation(AnnotationKind.FREEHAND, ((0.4, 0.1), (0.45, 0.2), (0.5, 0.1))),
        Annotation(AnnotationKind.MEASURE, ((0.1, 0.9), (0.3, 0.9)), "2,4 м"),
        Annotation(AnnotationKind.TEXT, ((0.4, 0.9),), "Жарық"),
    )
    (item,) = state.evidence.items
    state = evidence.change(desk, state, replace(item, rotation=90, annotations=drawn))
    (shown,) = word_pictures(reporting.word_bytes(model_of(desk, state), "en"))
    assert shown.size == (750, 1000)
    # The arrow ran from left to right through the middle: turned clockwise it runs down from the top.
    red, green, _ = shown.convert("RGB").getpixel((375, 180))
    assert red - green > 80
    assert shown.convert("RGB").getpixel((700, 950)) == pytest.approx((128, 128, 128), abs=4)


def test_the_word_report_shows_them_and_the_public_one_does_not(desk, illustrated):
    def shown(model) -> int:
        return len(word_pictures(reporting.word_bytes(model, "en")))

    model = model_of(desk, illustrated)
    assert shown(model) == len(model.pictures)
    assert shown(replace(model, options=ReportOptions(Audience.PUBLIC))) == 0
