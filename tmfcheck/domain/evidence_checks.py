"""What may be written about evidence, documents and a visit; whatever else is refused before it is stored."""

from __future__ import annotations

import math

from tmfcheck.domain.evidence import Annotation, AnnotationKind, Document, Evidence, EvidenceFile, Pin, Visit
from tmfcheck.errors import EvidenceError

ROTATIONS = (0, 90, 180, 270)
MAX_ANNOTATIONS = 200
MAX_POINTS = 5_000
MAX_PEOPLE = 200
_POINTS = {
    AnnotationKind.ARROW: (2, 2),
    AnnotationKind.ELLIPSE: (2, 2),
    AnnotationKind.TEXT: (1, 1),
    AnnotationKind.FREEHAND: (2, MAX_POINTS),
    AnnotationKind.MEASURE: (2, 2),
}
_NEED_WORDS = (AnnotationKind.TEXT,)


def check_evidence(item: Evidence, file: EvidenceFile) -> None:
    """Refuse what cannot be shown; raises EvidenceError ROTATION_WRONG, ANNOTATION_WRONG, PIN_WRONG."""
    if item.rotation not in ROTATIONS:
        raise EvidenceError("ROTATION_WRONG", value=item.rotation)
    _check_annotations(item)
    if item.pin is not None:
        _check_pin(item.pin, item, file)


def _check_annotations(item: Evidence) -> None:
    if len(item.annotations) > MAX_ANNOTATIONS or (item.annotations and not item.is_photo):
        raise EvidenceError("ANNOTATION_WRONG", limit=MAX_ANNOTATIONS)
    if not all(_is_drawable(annotation) for annotation in item.annotations):
        raise EvidenceError("ANNOTATION_WRONG", limit=MAX_ANNOTATIONS)


def _is_drawable(annotation: Annotation) -> bool:
    fewest, most = _POINTS[annotation.kind]
    return (
        fewest <= len(annotation.points) <= most
        and all(_is_share(x) and _is_share(y) for x, y in annotation.points)
        and (bool(annotation.words.strip()) or annotation.kind not in _NEED_WORDS)
    )


def _check_pin(pin: Pin, item: Evidence, file: EvidenceFile) -> None:
    """A pin stands on a point of a plan of the same assessment, or on a coordinate, never on half of either."""
    on_plan, on_earth = (pin.plan_id, pin.x, pin.y), (pin.latitude, pin.longitude)
    if all(value is not None for value in on_plan) and on_earth == (None, None):
        known = {plan.id for plan in file.plans} - {item.id}
        is_right = pin.plan_id in known and _is_share(pin.x) and _is_share(pin.y)
    elif on_plan == (None, None, None):
        is_right = _is_within(pin.latitude, 90) and _is_within(pin.longitude, 180)
    else:
        is_right = False
    if not is_right:
        raise EvidenceError("PIN_WRONG")


def check_document(document: Document) -> None:
    """Raises EvidenceError DOCUMENT_TITLE_MISSING or DOCUMENT_DATES_WRONG."""
    if not document.title.strip():
        raise EvidenceError("DOCUMENT_TITLE_MISSING")
    if document.issued_on and document.valid_to and document.valid_to < document.issued_on:
        raise EvidenceError("DOCUMENT_DATES_WRONG", title=document.title)


def check_visit(visit: Visit) -> None:
    """Raises EvidenceError PERSON_NAMELESS, TOO_MANY_PEOPLE or VISIT_TIMES_WRONG."""
    if len(visit.people) > MAX_PEOPLE:
        raise EvidenceError("TOO_MANY_PEOPLE", limit=MAX_PEOPLE)
    if any(not person.name.strip() for person in visit.people):
        raise EvidenceError("PERSON_NAMELESS")
    if visit.started_at and visit.ended_at and visit.ended_at < visit.started_at:
        raise EvidenceError("VISIT_TIMES_WRONG")


def _is_share(value: float | None) -> bool:
    return value is not None and math.isfinite(value) and 0 <= value <= 1


def _is_within(value: float | None, limit: float) -> bool:
    return value is not None and math.isfinite(value) and -limit <= value <= limit
