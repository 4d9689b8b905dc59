"""Photos, a plan, documents and a visit made in code, for the tests of the report's evidence."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PIL import Image, ImageDraw

from tests.reports.sample import START, sample_model
from tmfcheck.domain.evidence import (
    Annotation,
    AnnotationKind,
    Citation,
    Document,
    Evidence,
    EvidenceFile,
    EvidenceKind,
    Person,
    Pin,
    SeenAs,
    Visit,
)
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import EVERYTHING, ReportOptions

ANNOTATIONS = (
    Annotation(AnnotationKind.ARROW, ((0.2, 0.2), (0.45, 0.55))),
    Annotation(AnnotationKind.ELLIPSE, ((0.4, 0.5), (0.6, 0.7))),
    Annotation(AnnotationKind.TEXT, ((0.1, 0.15),), "Трещина, жарық"),
    Annotation(AnnotationKind.FREEHAND, ((0.6, 0.2), (0.65, 0.3), (0.7, 0.22), (0.8, 0.3))),
    Annotation(AnnotationKind.MEASURE, ((0.55, 0.85), (0.9, 0.85)), "2,4 m"),
)


def jpeg(number: int = 0, size: tuple[int, int] = (1000, 750)) -> bytes:
    """A dam under a sky, its colour telling one photo from another."""
    width, height = size
    image = Image.new("RGB", size, (176, 200, 214))
    draw = ImageDraw.Draw(image)
    shade = 90 + number * 13 % 90
    draw.polygon(
        [(0, height), (width * 0.3, height * 0.45), (width * 0.7, height * 0.45), (width, height)],
        fill=(shade, 110, 80),
    )
    draw.rectangle((0, height * 0.9, width, height), fill=(70, 90, 96))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def photo(number: int, question: str | None = "A1.01", **details: object) -> Evidence:
    taken = START.replace(tzinfo=None) + timedelta(minutes=number)
    made = Evidence(
        id=f"e{number}",
        assessment_id="a1",
        kind=EvidenceKind.PHOTO,
        sha256=f"{number:064x}",
        file_name=f"IMG_{number:04}.jpg",
        media_type="image/jpeg",
        size=4_000_000,
        added_at=START,
        added_by="A. Inspector",
        question_id=question,
        caption=f"Crest, picket {number}",
        taken_at=taken,
        latitude=40.1486,
        longitude=71.7089,
        direction_deg=270.0,
    )
    return replace(made, **details)


PLAN = replace(photo(90, None), kind=EvidenceKind.PLAN, caption="Нысан жоспары", file_name="plan.png")
DOCUMENT = Document(
    "d1", "a1", "Operation manual", "7/12", date(2020, 1, 31), date(2025, 1, 31), SeenAs.PAPER, "Signed copy"
)
VISIT = Visit(
    people=(Person("A. Inspector", "State inspector", "Ministry"), Person("B. Engineer", "Chief engineer")),
    started_at=START,
    ended_at=datetime(2026, 6, 12, 11, 0, tzinfo=UTC),
    weather="Snow, −15 °C",
    route="Gate, crest, spillway, pump station",
    instruments="Level, camera",
    refusals="Archive room: no key",
)


def illustrated_model(items: tuple[Evidence, ...] | None = None, options: ReportOptions = EVERYTHING) -> ReportModel:
    """The sample model with photos (one annotated, one turned), a plan with a pin, a cited document and a visit."""
    shown = items or (
        photo(1, annotations=ANNOTATIONS, pin=Pin("e90", 0.4, 0.5)),
        photo(2, rotation=90),
        photo(3, "A1.02"),
        photo(4, None),
        PLAN,
    )
    evidence = EvidenceFile(
        items=shown, documents=(DOCUMENT,), citations=(Citation("A2.01", "d1", "p. 4"),), visit=VISIT
    )
    model = sample_model()
    pictures = {item.sha256: jpeg(number) for number, item in enumerate(shown)}
    return replace(model, state=replace(model.state, evidence=evidence), options=options, pictures=pictures)
