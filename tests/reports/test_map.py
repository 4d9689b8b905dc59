"""The map on paper and in files: nothing is lost, nothing hides, and grey print tells the classes apart."""

from __future__ import annotations

import io
import itertools
import math
import random
import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from PIL import Image

from tests.reports.test_every_word_is_translated import StrangeTexts
from tests.reports.test_hostile_texts import HOSTILE
from tmfcheck.domain.facility import Facility, FactValue
from tmfcheck.domain.geography import Bounds
from tmfcheck.domain.map_content import CLASSES, ColourBy, MapContent, MapFacility, map_content, radius_of
from tmfcheck.domain.map_drawing import Circle, Label, Tone
from tmfcheck.domain.map_frame import frame_for
from tmfcheck.domain.map_markers import markers_in
from tmfcheck.domain.pack import Pack
from tmfcheck.i18n import Texts
from tmfcheck.packs.library import PackLibrary
from tmfcheck.paths import shipped_packs_folder
from tmfcheck.reports.map_files import PALETTE, map_pdf, map_png, map_svg
from tmfcheck.reports.map_locator import locator_map
from tmfcheck.reports.map_page import MAP, map_page
from tmfcheck.services.maps import CENTRAL_ASIA, bounds_around, shipped_base_map

DAY = date(2026, 11, 22)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return PackLibrary([shipped_packs_folder()], None).load("unece-tmf").pack


def facility(name: str, longitude: float, latitude: float, **facts: Any) -> Facility:
    known = {"longitude": longitude, "latitude": latitude, **facts}
    return Facility(name, name, "KG", {key: FactValue(value) for key, value in known.items()})


CROSSING = {
    "is_transboundary": True,
    "river": "Майлуу-Суу",
    "distance_to_border_km": 30,
    "flow_velocity_m_s": 1.5,
    "volume_m3": 2_000_000,
}


def some_facilities() -> list[Facility]:
    crowd = [facility(f"crowd {number}", 74.0 + number / 500, 42.0, volume_m3=10.0**number) for number in range(7)]
    return [
        *crowd,
        facility("Mailuu-Suu", 72.48, 41.24, **CROSSING),
        facility("far", -70.0, -33.0),
        Facility("nowhere", "nowhere", "KG"),
    ]


def content(pack: Pack, by: ColourBy = ColourBy.THI, facilities: Sequence[Facility] | None = None) -> MapContent:
    return map_content(pack, some_facilities() if facilities is None else facilities, by, DAY)


def page_text(made: MapContent, texts: Texts, bounds: Bounds = CENTRAL_ASIA) -> str:
    pdf = pypdf.PdfReader(io.BytesIO(map_pdf(map_page(made, shipped_base_map(), bounds, texts))))
    assert len(pdf.pages) == 1
    return pdf.pages[0].extract_text()


def test_every_facility_in_view_is_in_one_marker(pack: Pack) -> None:
    made = content(pack)
    markers = markers_in(made.facilities, frame_for(CENTRAL_ASIA, MAP))
    assert sorted(each.name for marker in markers for each in marker.facilities) == [
        "Mailuu-Suu",
        *(f"crowd {number}" for number in range(7)),
    ]
    assert sorted(len(marker.facilities) for marker in markers) == [1, 7]
    assert made.without_place == 1


def test_two_facilities_at_one_point_are_both_counted(pack: Pack) -> None:
    twins = [facility("one", 70, 45), facility("other", 70, 45)]
    (marker,) = markers_in(content(pack, facilities=twins).facilities, frame_for(CENTRAL_ASIA, MAP))
    assert len(marker.facilities) == 2


def test_even_thousands_of_transboundary_facilities_leave_readable_clusters(pack: Pack) -> None:
    chance = random.Random(7)
    crowd = [
        facility(str(number), chance.uniform(55, 80), chance.uniform(38, 52), is_transboundary=number % 2 == 0)
        for number in range(2000)
    ]
    markers = markers_in(content(pack, facilities=crowd).facilities, frame_for(CENTRAL_ASIA, MAP))
    assert sum(len(marker.facilities) for marker in markers) == 2000
    gathered = [marker.position for marker in markers if marker.is_cluster]
    assert len(gathered) > 100
    assert min(math.dist(one, other) for one, other in itertools.combinations(gathered, 2)) >= 17


def test_the_page_counts_what_it_shows_and_what_it_leaves_out(pack: Pack) -> None:
    text = page_text(content(pack), Texts("en"))
    for words in ("8 facilities shown", "1 lies outside this map", "1 has no coordinates and is not shown"):
        assert words in text


def test_a_transboundary_facility_stands_out_with_river_and_time(pack: Pack) -> None:
    made = content(pack)
    drawing = map_page(made, shipped_base_map(), CENTRAL_ASIA, Texts("en"))
    labels = [each for each in drawing.commands if isinstance(each, Label)]
    assert any(each.words == "Mailuu-Suu" and each.bold for each in labels)
    assert any(each.words == "Майлуу-Суу · 6 h to the border" for each in labels)
    rings = [each for each in drawing.commands if isinstance(each, Circle) and each.line is Tone.ACROSS_BORDER]
    on_map = [ring for ring in rings if ring.centre[0] < MAP.right]
    assert [ring.width for ring in on_map] == [1.5]


def test_water_without_hazard_does_not_stand_out(pack: Pack) -> None:
    made = content(pack, facilities=[facility("clean", 70, 45, **CROSSING, whc=0)])
    assert made.facilities[0].across is None


@pytest.mark.parametrize("by", ColourBy)
def test_every_facility_has_a_class_and_the_unknown_is_never_a_number(pack: Pack, by: ColourBy) -> None:
    known = facility("known", 70, 45, volume_m3=1e6, whc=3, status="orphaned")
    shown = {each.name: each for each in content(pack, by, [known, facility("unknown", 71, 45)]).facilities}
    assert not shown["known"].symbol.is_unknown
    assert shown["unknown"].symbol.is_unknown


@pytest.mark.parametrize("by", ColourBy)
def test_classes_share_no_value_and_leave_none_out(by: ColourBy) -> None:
    words = {each.word for each in CLASSES[by] if each.word}
    values: list[float | str | None] = [*words] if words else [each / 4 for each in range(16)]
    assert all(sum(each.has(value) for each in CLASSES[by]) == 1 for value in [*values, None])


def test_symbols_grow_with_the_volume_within_bounds() -> None:
    radii = [radius_of(volume) for volume in (None, 0, 1e3, 1e5, 1e6, 1e9, 1e11)]
    assert radii == sorted(radii)
    assert radii[0] == radii[2]
    assert radii[-1] == radii[-2]


@pytest.mark.parametrize("by", ColourBy)
def test_no_word_of_the_map_escapes_translation(pack: Pack, by: ColourBy) -> None:
    named = [facility("Қадамжай", 71.7, 40.15, **CROSSING), facility("Алыс", -70, -33), Facility("я", "я", "KG")]
    text = page_text(content(pack, by, named), StrangeTexts())
    rest = re.sub(r"Natural Earth · GSHHG \(LGPL-3\.0\) · GeoNames \(CC BY 4\.0\)", "", text)
    assert re.findall(r"\S*[A-Za-z]\S*", rest) == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_map_stays_on_its_page(pack: Pack, language: str) -> None:
    drawing = map_page(content(pack), shipped_base_map(), CENTRAL_ASIA, Texts(language))
    labels = [each for each in drawing.commands if isinstance(each, Label)]
    assert all(15 < each.position[0] < drawing.width - 15 for each in labels)
    assert all(15 < each.position[1] < drawing.height - 15 for each in labels)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_names_break_no_file(pack: Pack, name: str) -> None:
    odd = [facility(HOSTILE[name], 70, 45, is_transboundary=True, river=HOSTILE[name])]
    drawing = map_page(content(pack, facilities=odd), shipped_base_map(), Bounds(69, 44, 71, 46), Texts("en"))
    assert map_pdf(drawing).startswith(b"%PDF-")
    assert ElementTree.fromstring(map_svg(drawing)).tag == f"{SVG}svg"


def test_the_pdf_embeds_its_fonts_and_is_the_same_twice(pack: Pack) -> None:
    drawing = map_page(content(pack), shipped_base_map(), CENTRAL_ASIA, Texts("kk"))
    made = map_pdf(drawing)
    assert made == map_pdf(drawing)
    fonts = pypdf.PdfReader(io.BytesIO(made)).pages[0]["/Resources"]["/Font"]
    descriptors = [font.get_object().get("/FontDescriptor") for font in fonts.values()]
    assert descriptors
    assert all(each is not None and "/FontFile2" in each.get_object() for each in descriptors)


def test_the_svg_says_the_same_words_as_the_pdf(pack: Pack) -> None:
    drawing = map_page(content(pack), shipped_base_map(), CENTRAL_ASIA, Texts("ru"))
    root = ElementTree.fromstring(map_svg(drawing))
    words = [each.words for each in drawing.commands if isinstance(each, Label)]
    letters = [each for each in root.iter(f"{SVG}text") if each.get("fill") != "none"]
    assert [each.text for each in letters] == words
    clips = {each.get("id") for each in root.iter(f"{SVG}clipPath")}
    used = {each.get("clip-path") for each in root.iter(f"{SVG}g")}
    assert used == {f"url(#{name})" for name in clips}


def test_the_picture_shows_the_page_in_print_quality(pack: Pack) -> None:
    picture = Image.open(io.BytesIO(map_png(map_page(content(pack), shipped_base_map(), CENTRAL_ASIA, Texts("en")))))
    assert picture.size == (2339, 1654)
    colours = {pixel for _, pixel in picture.convert("RGB").resize((585, 414), 0).getcolors(1_000_000) or ()}
    tones = (Tone.LAND, Tone.WATER)
    assert {tuple(PALETTE[tone].to_bytes(3, "big")) for tone in tones} <= colours


def test_a_map_of_nothing_shows_central_asia(pack: Pack) -> None:
    empty = content(pack, facilities=[])
    assert bounds_around(empty) == CENTRAL_ASIA
    assert "0 facilities shown" in page_text(empty, Texts("en"))


def test_a_map_of_one_facility_shows_its_surroundings(pack: Pack) -> None:
    bounds = bounds_around(content(pack, facilities=[facility("one", 70, 45)]))
    assert bounds == Bounds(69, 44, 71, 46)


def luminance(tone: Tone) -> float:
    """Relative luminance as the web's accessibility guidelines define it."""
    parts = [value / 255 for value in PALETTE[tone].to_bytes(3, "big")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Tone, other: Tone) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_classes_grow_darker_and_differ_in_shape() -> None:
    ordered = CLASSES[ColourBy.THI][:4]
    steps = [contrast(one.tone, other.tone) for one, other in itertools.pairwise(ordered)]
    assert min(steps) > 1.4
    assert [luminance(each.tone) for each in ordered] == sorted(luminance(each.tone) for each in ordered)
    for classes in CLASSES.values():
        known = [each.shape for each in classes if not each.is_unknown]
        assert len(set(known)) == len(known)


@pytest.mark.parametrize("ground", [Tone.LAND, Tone.WATER, Tone.PAPER])
def test_words_and_marks_stand_out_from_the_ground(ground: Tone) -> None:
    assert all(contrast(tone, ground) >= 4.5 for tone in (Tone.INK, Tone.QUIET, Tone.TOWN))
    assert all(contrast(tone, ground) >= 3 for tone in (Tone.UNKNOWN, Tone.ACROSS_BORDER, Tone.INK))


def test_serious_and_transboundary_facilities_are_named_first(pack: Pack) -> None:
    shown: Sequence[MapFacility] = content(pack).facilities
    assert shown[0].name == "Mailuu-Suu"
    assert shown[1].name == "crowd 6"


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_locator_shows_the_place_in_its_middle_and_says_whose_data_it_is(language: str) -> None:
    drawing = locator_map(shipped_base_map(), (71.71, 40.15), (240, 150), Texts(language))
    marks = [each.centre for each in drawing.commands if isinstance(each, Circle) and each.fill is Tone.ACROSS_BORDER]
    assert marks == [pytest.approx((120, 75), abs=2)]
    words = [each.words for each in drawing.commands if isinstance(each, Label)]
    assert any("GeoNames" in each for each in words)
    assert Texts(language).country("KG").upper() in words
    assert map_pdf(drawing).startswith(b"%PDF-")
