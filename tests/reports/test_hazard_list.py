"""The printed hazard list: ranks, those without a rank, the map, assumed facts and the standing of every table."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from tests.packs_for_tests import SteppingClock
from tmfcheck.errors import InputError
from tmfcheck.i18n import Texts
from tmfcheck.reports.style import MARGIN, PAGE_HEIGHT, TEXT_HEIGHT
from tmfcheck.services import facilities
from tmfcheck.services.hazard_paper import ListOnPaper, filter_words, hazard_list, hazard_list_bytes
from tmfcheck.services.opening import AccessMode, open_desk, shipped_library
from tmfcheck.services.register import Filter, RankBy, RegisterEntry, in_order, register
from tmfcheck.services.register_export import write_register

WORST = {
    "name": "Майлуу <b>Суу",
    "country": "KG",
    "region": "Джалал-Абад",
    "operator": "АО «Пример»",
    "volume_m3": 2_000_000,
    "whc": 3,
    "population_downstream": 5000,
    "is_transboundary": True,
    "river": "Майлуу-Суу",
    "distance_to_border_km": 36,
    "flow_velocity_m_s": 1,
    "latitude": 41.24,
    "longitude": 72.48,
}
MILD = {"name": "Mild", "country": "KZ", "volume_m3": 5, "is_transboundary": False, "latitude": 50, "longitude": 70}
BARE = {"name": "Bare", "country": "KZ"}
MADE = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded():
    return shipped_library().load("unece-tmf")


@pytest.fixture
def entries(tmp_path: Path, loaded) -> list[RegisterEntry]:
    clock = SteppingClock()
    with open_desk(tmp_path / "a.tmfcheck", mode=AccessMode.CREATE, packs=shipped_library(), clock=clock) as desk:
        for document in (BARE, MILD, WORST):
            facilities.add_facility(desk, document, "Tester")
        return in_order(register(desk, loaded.pack), RankBy.TRI)


def paper(loaded, language: str = "en", second: str | None = None, by: RankBy = RankBy.TRI) -> ListOnPaper:
    return ListOnPaper(loaded.pack, loaded.fingerprint, 7, MADE, language, second, by, ("Kyrgyzstan",))


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def printed(entries, loaded, language="en", second=None, by=RankBy.TRI) -> str:
    model = hazard_list(entries, paper(loaded, language, second, by))
    return text_of(hazard_list_bytes(model, language, second))


def test_the_list_ranks_names_what_it_cannot_rank_and_says_what_it_assumed(entries, loaded):
    text = printed(entries, loaded)
    assert "Facilities in the register 7" in text
    assert "Filter Kyrgyzstan" in text
    ranked, _, unranked = text.partition("2 Facilities that cannot be ranked")
    assert ranked.index("Майлуу <b>Суу") < ranked.index("Mild")
    assert "Bare" not in ranked
    assert "Bare" in unranked
    assert "Kyrgyzstan, Джалал-Абад · АО «Пример»" in ranked
    assert "! Майлуу-Суу, 10.0 h to the border" in ranked
    assert "at least: Extreme" in ranked
    assert "WHC 3" in ranked
    assert "assumed: M S F D A P" not in ranked
    assert "assumed: M S F D A" in ranked


def test_every_table_an_index_rests_on_stands_in_the_annex_with_its_mark(entries, loaded):
    annex = printed(entries, loaded).partition("4 Method annex")[2]
    for name, table in loaded.pack.tables.items():
        if name.startswith(("thi_", "tri_", "transboundary_")):
            assert " ".join(table.title["en"].split()) in annex, name
    assert annex.count("not verified") > 10
    assert "inspect next" not in annex.lower()
    assert "Inspect next: terms" in printed(entries, loaded, by=RankBy.NEXT)


@pytest.mark.parametrize(("language", "second"), [("ru", None), ("kk", None), ("kk", "ru")])
def test_the_list_speaks_every_language_alone_and_beside_another(entries, loaded, language, second):
    text = printed(entries, loaded, language, second)
    assert Texts(language).gettext("Ranked facilities") in text
    assert "Ranked facilities" not in text
    if second:
        assert Texts(second).gettext("never visited") in text


def test_the_same_list_gives_the_same_bytes(entries, loaded):
    model = hazard_list(entries, paper(loaded))
    assert hazard_list_bytes(model, "en") == hazard_list_bytes(model, "en")


def test_an_empty_list_and_one_without_places_are_still_lists(entries, loaded):
    assert "No facility of this list can be ranked." in printed([], loaded)
    bare = [entry for entry in entries if entry.facility.name == "Bare"]
    assert "1 has no coordinates and is not shown" in printed(bare, loaded)


def test_the_export_writes_it_only_where_paper_was_asked_for(entries, loaded, tmp_path):
    out = tmp_path / "list.pdf"
    with pytest.raises(InputError) as caught:
        write_register(entries, out)
    assert caught.value.code == "EXPORT_KIND_UNKNOWN"
    assert ".pdf" not in caught.value.data["endings"]
    assert not out.exists()
    write_register(entries, out, paper(loaded))
    assert out.read_bytes().startswith(b"%PDF")


def test_a_filter_is_said_in_words():
    day = MADE.date()
    assert filter_words(Filter(), Texts("en")) == ()
    words = filter_words(Filter("KG", transboundary=True, not_visited_since=day), Texts("en"))
    assert words == ("Kyrgyzstan", "possible effects across a border", "not visited since 28 Nov 2026")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "questioned: Design capacity, volume"),
        ("ru", "под вопросом: "),
        ("kk", "күмәнді: "),
    ],
)
def test_a_rank_that_rests_on_a_questioned_figure_says_so(tmp_path: Path, loaded, language: str, words: str):
    with open_desk(tmp_path / "a.tmfcheck", mode=AccessMode.CREATE, packs=shipped_library()) as desk:
        slip = {"name": "Slip", "country": "CL", "capacity_m3": 100, "capacity_t": 1_240_000_000}
        facilities.add_facility(desk, slip, "Tester")
        facilities.add_facility(desk, {**slip, "name": "Sound", "capacity_t": 150}, "Tester")
        facilities.add_facility(desk, {**slip, "name": "Known", "volume_m3": 90}, "Tester")
        entries = in_order(register(desk, loaded.pack), RankBy.TRI)
    text = printed(entries, loaded, language)
    assert text.count(words) == 1
    assert words in text.partition("Slip")[2]


def fullness(content: bytes) -> list[float]:
    """How far down the text of each page reaches, as part of the room for it; header and footer are left out."""
    parts = []
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        bottoms = [text.get_rect(index)[1] for index in range(text.count_rects())]
        parts.append((PAGE_HEIGHT - MARGIN - min(y for y in bottoms if y > MARGIN - 1)) / TEXT_HEIGHT)
    return parts


@pytest.mark.parametrize(("language", "second"), [("en", None), ("ru", None), ("kk", None), ("kk", "ru")])
def test_no_page_of_a_short_or_a_long_list_is_nearly_empty(entries, loaded, language, second):
    for count in (*range(15), 40):
        model = hazard_list((entries * count)[:count], paper(loaded, language, second))
        *others, last = fullness(hazard_list_bytes(model, language, second))
        assert min(others) > 0.45, count
        assert last > 0.15, count
