"""The invented evidence of the sample assessment: drawn pictures on a plan, documents and a visit; all say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta, timezone

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import (
    Annotation,
    AnnotationKind,
    Document,
    EvidenceKind,
    Person,
    Pin,
    SeenAs,
    Visit,
)
from tmfcheck.i18n import N_
from tmfcheck.services import documents, evidence, visits
from tmfcheck.services.demo_answers import PERSON, SampleWords
from tmfcheck.services.desk import Desk

DRAWN = N_("Sample: drawn, not a photograph")
PLAN_CAPTION = N_("Sample: the site from above, drawn without scale")
_ZONE = timezone(timedelta(hours=6))
_CORNER = (40.1240, 71.7280)
"""An invented corner of the plan, near the town."""

_EXTENT = (0.004, 0.006)
_BEFORE_ANSWER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Photo:
    scene: str
    question: str
    caption: str
    place: tuple[float, float]
    direction_deg: float
    annotations: tuple[Annotation, ...] = ()


_LEVEL = Annotation(AnnotationKind.MEASURE, ((0.55, 0.55), (0.55, 0.72)), "0.4 m")
_BLOCKED = Annotation(AnnotationKind.ELLIPSE, ((0.34, 0.58), (0.72, 0.9)))
_SILT = Annotation(AnnotationKind.ARROW, ((0.86, 0.62), (0.68, 0.78)))
_POST = Annotation(
    AnnotationKind.FREEHAND, ((0.34, 0.5), (0.4, 0.64), (0.5, 0.73), (0.62, 0.76), (0.7, 0.7), (0.64, 0.56))
)

PHOTOS = (
    _Photo("fence", "A1.01", N_("Sample: fence down along the road side."), (0.62, 0.84), 205, (_POST,)),
    _Photo("crest", "A1.03", N_("Sample: water at the gauge on the crest."), (0.24, 0.46), 10, (_LEVEL,)),
    _Photo("beach", "A1.05", N_("Sample: the beach is narrow at the northern end."), (0.46, 0.29), 190),
    _Photo("dust", "A1.06", N_("Sample: dust over the eastern beach in light wind."), (0.72, 0.46), 80),
    _Photo("tower", "A1.11", N_("Sample: silt around the decant tower."), (0.49, 0.48), 355, (_SILT,)),
    _Photo("ditch", "A1.13", N_("Sample: the upper ditch, filled with earth."), (0.52, 0.15), 85, (_BLOCKED,)),
    _Photo("toe", "A1.17", N_("Sample: cattle graze at the toe."), (0.5, 0.82), 330),
)

DOCUMENTS: tuple[tuple[Document, Mapping[str, str]], ...] = (
    (Document("", "", N_("Sample: register extract"), "R-1", date(2024, 2, 12)), {"A2.01": "2"}),
    (Document("", "", N_("Sample: permit"), "P-2", date(2019, 12, 20), date(2025, 12, 31)), {"A2.04": "1"}),
    (Document("", "", N_("Sample: monitoring log"), "", seen_as=SeenAs.FILE), {"A2.10": "14–31", "A2.11": "28"}),
    (Document("", "", N_("Sample: laboratory report"), "L-3", date(2026, 4, 3)), {"A2.14": "3"}),
    (Document("", "", N_("Sample: dam-break analysis"), seen_as=SeenAs.NOT_SHOWN), {}),
)

SECOND_INSPECTOR = N_("Sample: second inspector")
OPERATORS_MAN = N_("Sample: shift engineer")
OPERATOR = N_("Sample: operator")
INSPECTOR = N_("Sample: inspector")
_WEATHER = N_("Sample: dry, 24 °C, light wind from the west")
_ROUTE = N_("Sample: gate, crest, decant tower, upper ditch, toe")
_INSTRUMENTS = N_("Sample: level and tape, camera with GPS")
_REFUSALS = N_("Sample: the inside of the decant tower could not be entered, there is no safe access.")


def add_evidence(desk: Desk, state: AssessmentState, words: SampleWords) -> AssessmentState:
    """The sample with its plan, photos, documents and visit; every question has been answered before."""
    state = _with_photos(desk, _with_plan(desk, state, words), words)
    for document, citations in DOCUMENTS:
        state = documents.add_document(desk, state, replace(document, title=words.line(document.title)))
        added = state.evidence.documents[-1]
        for question_id, page in citations.items():
            state = documents.cite(desk, state, question_id, added.id, page)
    return visits.write_visit(desk, state, _visit(state, words))


def _with_plan(desk: Desk, state: AssessmentState, words: SampleWords) -> AssessmentState:
    from tmfcheck.photos.sample_pictures import sample_plan

    prepared = evidence.prepare_bytes(sample_plan(words.line(DRAWN)), "plan.jpg")
    return evidence.attach(desk, state, prepared, kind=EvidenceKind.PLAN, caption=words.line(PLAN_CAPTION))


def _with_photos(desk: Desk, state: AssessmentState, words: SampleWords) -> AssessmentState:
    from tmfcheck.photos.sample_pictures import sample_photo

    (plan,) = state.evidence.plans
    for number, photo in enumerate(PHOTOS, start=1):
        x, y = photo.place
        drawn = sample_photo(
            photo.scene,
            words.line(DRAWN),
            taken_at=(state.answers[photo.question].answered_at - _BEFORE_ANSWER).astimezone(_ZONE),
            latitude=_CORNER[0] + (1 - y) * _EXTENT[0],
            longitude=_CORNER[1] + x * _EXTENT[1],
            direction_deg=photo.direction_deg,
        )
        prepared = evidence.prepare_bytes(drawn, f"IMG_{number:04d}.jpg")
        state = evidence.attach(desk, state, prepared, photo.question, caption=words.line(photo.caption))
        attached = replace(state.evidence.items[-1], annotations=photo.annotations, pin=Pin(plan.id, x, y))
        state = evidence.change(desk, state, attached)
    return state


def _visit(state: AssessmentState, words: SampleWords) -> Visit:
    times = [recorded.answered_at for recorded in state.answers.values()]
    return Visit(
        people=(
            Person(words.first(PERSON), words.line(INSPECTOR)),
            Person(words.line(SECOND_INSPECTOR), words.line(INSPECTOR)),
            Person(words.line(OPERATORS_MAN), "", words.line(OPERATOR)),
        ),
        started_at=min(times) - timedelta(minutes=15),
        ended_at=max(times) + timedelta(minutes=10),
        weather=words.line(_WEATHER),
        route=words.line(_ROUTE),
        instruments=words.line(_INSTRUMENTS),
        refusals=words.line(_REFUSALS),
    )
