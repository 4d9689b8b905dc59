"""One page on a facility, and the chapter of the report that says the same: figures, terms, marks, place, questions."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from tests.packs_for_tests import SteppingClock
from tmfcheck.domain.facility import FACT_DEFINITIONS, Facility, FactKind, FactValue
from tmfcheck.i18n import Texts
from tmfcheck.services import assessing, facilities, reporting
from tmfcheck.services.desk import Desk
from tmfcheck.services.facility_sheets import facility_sheet, sheet_bytes, sheet_questions
from tmfcheck.services.opening import AccessMode, open_desk, shipped_library

KADAMJAI = {
    "name": "Кадамжай <b>",
    "country": "KG",
    "region": "Баткенская",
    "volume_m3": 2_592_000,
    "capacity_m3": 2_000_000,
    "whc": 3,
    "status": "operated",
    "start_year": 1990,
    "population_downstream": 5000,
    "is_transboundary": True,
    "river": "Шахимардан",
    "distance_to_border_km": 36,
    "flow_velocity_m_s": 1,
    "latitude": 40.1486,
    "longitude": 71.7089,
}


@pytest.fixture(scope="module")
def library():
    return shipped_library()


@pytest.fixture
def desk(tmp_path: Path, library) -> Desk:
    clock = SteppingClock()
    with open_desk(tmp_path / "a.tmfcheck", mode=AccessMode.CREATE, packs=library, user="T", clock=clock) as desk:
        yield desk


def text_of(content: bytes) -> tuple[str, int]:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()), len(pages)


def full(facility: Facility) -> Facility:
    """Every fact of the form filled, texts as long as they may be."""
    facts = dict(facility.facts)
    for name, definition in FACT_DEFINITIONS.items():
        if definition.kind is FactKind.TEXT:
            facts[name] = FactValue("долгое слово " * 150)
        elif definition.kind is FactKind.YES_NO:
            facts.setdefault(name, FactValue(True))
        elif definition.kind is FactKind.CHOICES:
            facts[name] = FactValue(definition.choices[:-1])
        elif definition.kind is FactKind.CHOICE:
            facts.setdefault(name, FactValue(definition.choices[0]))
        else:
            facts.setdefault(name, FactValue(definition.minimum or 1))
    return replace(facility, facts=facts, notes="Примечание " * 500)


def test_the_sheet_says_figures_terms_standing_borders_and_questions(desk, library):
    facility = facilities.add_facility(desk, KADAMJAI).facility
    pack = library.load("unece-tmf").pack
    assert [doubt.code for doubt in sheet_questions(desk, facility)] == ["VOLUME_ABOVE_CAPACITY"]
    model = facility_sheet(desk, pack, facility, ["The volume is larger than the capacity."])
    text, pages = text_of(sheet_bytes(model, "en"))
    assert pages == 1
    indices = model.scored.indices
    for figure in (indices.tri, indices.thi, indices.thi_basic, indices.tei):
        assert f"{figure:.2f}" in text
    assert "Кадамжай <b>" in text
    assert "Stored volume stored volume as given 6.41" in text
    assert text.count("not verified") >= 9
    assert "Assumed at its worst Earthquakes, Floods, Stability of the dam" in text
    assert "at least: Extreme" in text
    assert "! Шахимардан, 10.0 h to the border" in text
    assert "Borders are approximate" in text
    assert "? The volume is larger than the capacity." in text


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_fullest_facility_still_fits_on_one_page(desk, library, language):
    facility = full(facilities.add_facility(desk, KADAMJAI).facility)
    model = facility_sheet(desk, library.load("unece-tmf").pack, facility, ["?"] * 4)
    text, pages = text_of(sheet_bytes(model, language))
    assert pages == 1
    assert Texts(language).gettext("Hazard and risk") in text


def test_without_volume_and_point_there_is_a_sentence_and_no_map(desk, library):
    facility = facilities.add_facility(desk, {"name": "Bare", "country": "KZ"}).facility
    text, _ = text_of(sheet_bytes(facility_sheet(desk, library.load("unece-tmf").pack, facility, []), "en"))
    assert "There is no index" in text
    assert "Borders are approximate" not in text
    assert "What is questioned" not in text


def test_the_reports_chapter_counts_ages_to_the_closing_and_keeps_the_facility_of_then(desk, library):
    facility = facilities.add_facility(desk, KADAMJAI).facility
    assessment = assessing.start_assessment(desk, facility.id, "unece-tmf", "A", by="Inspector")
    state = assessing.load_state(desk, assessment.id)
    young = replace(state.assessment, closed_by="I", closed_at=datetime(2020, 1, 1, tzinfo=UTC))
    old = replace(state.assessment, closed_by="I", closed_at=datetime(2026, 1, 1, tzinfo=UTC))
    ages = []
    for closed in (young, old):
        model = reporting.report_model(desk, replace(state, assessment=closed))
        text, _ = text_of(reporting.report_bytes(model, "en"))
        chapter = text.rpartition("Hazard and risk")[2]
        ages.append(chapter.partition("Age of the dam 1990 ")[2][:4])
        assert "Borders are approximate" in chapter
        assert "! Шахимардан, 10.0 h to the border" in chapter
    assert ages == ["0.00", "1.00"]
