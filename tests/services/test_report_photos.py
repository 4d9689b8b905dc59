"""Photos of reports: from the archive's copies, smaller on request, and small enough for a message."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from tmfcheck.domain.evidence import PhotoSize
from tmfcheck.domain.report_options import Audience, ReportOptions
from tmfcheck.errors import ReportError
from tmfcheck.services import evidence, reporting
from tmfcheck.services.report_photos import BYTES_A_MEGABYTE


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
    assert caught.value.code == "REPORT_TOO_LARGE"
    assert 0 < caught.value.data["least"] < 10
    assert caught.value.data["limit"] == 1000 / BYTES_A_MEGABYTE


def test_a_roomy_limit_changes_nothing(desk, illustrated):
    model = model_of(desk, illustrated)
    assert reporting.report_bytes(model, "en", max_bytes=BYTES_A_MEGABYTE * 100) == reporting.report_bytes(model, "en")


def test_the_word_report_shows_them_and_the_public_one_does_not(desk, illustrated):
    from docx import Document

    def shown(model) -> int:
        return len(Document(io.BytesIO(reporting.word_bytes(model, "en"))).inline_shapes)

    model = model_of(desk, illustrated)
    assert shown(model) == len(model.pictures)
    assert shown(replace(model, options=ReportOptions(Audience.PUBLIC))) == 0
