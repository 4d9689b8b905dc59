"""Between rows of evidence, documents, citations and visits and the rulebook's frozen dataclasses."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from tmfcheck.domain.evidence import (
    Annotation,
    AnnotationKind,
    Citation,
    Document,
    Evidence,
    EvidenceKind,
    Explanation,
    Person,
    Pin,
    SeenAs,
    Visit,
)
from tmfcheck.domain.open_points import Place, Subject
from tmfcheck.storage.mapping import AnyRow, Values, day_text, from_json, read_day, read_moment, time_text, to_json

# -------------------------------------------------------------------- evidence


def evidence_document(item: Evidence) -> Values:
    """A piece of evidence as plain values, for the history; its assessment stands beside it."""
    return {
        "kind": item.kind.value,
        "sha256": item.sha256,
        "file_name": item.file_name,
        "question_id": item.question_id,
        "caption": item.caption,
        # The camera's own time, as the camera wrote it: with or without a zone.
        "taken_at": None if item.taken_at is None else item.taken_at.isoformat(),
        "latitude": item.latitude,
        "longitude": item.longitude,
        "direction_deg": item.direction_deg,
        "rotation": item.rotation,
        "position": item.position,
        "annotations": [_annotation_document(each) for each in item.annotations],
        "pin": None if item.pin is None else asdict(item.pin),
    }


def evidence_values(item: Evidence) -> Values:
    """A piece of evidence as a row of its table."""
    document = evidence_document(item)
    return document | {
        "id": item.id,
        "assessment_id": item.assessment_id,
        "annotations": to_json(document["annotations"]),
        "pin": None if item.pin is None else to_json(document["pin"]),
        "added_at": time_text(item.added_at),
        "added_by": item.added_by,
        "removed_at": None if item.removed_at is None else time_text(item.removed_at),
    }


def evidence_from_row(row: AnyRow) -> Evidence:
    """The evidence of a row joined with its content."""
    pin = from_json(row.pin)
    return Evidence(
        id=row.id,
        assessment_id=row.assessment_id,
        kind=EvidenceKind(row.kind),
        sha256=row.sha256,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        added_at=datetime.fromisoformat(row.added_at),
        added_by=row.added_by,
        question_id=row.question_id,
        caption=row.caption,
        taken_at=read_moment(row.taken_at),
        latitude=row.latitude,
        longitude=row.longitude,
        direction_deg=row.direction_deg,
        rotation=row.rotation,
        position=row.position,
        annotations=tuple(_annotation(each) for each in from_json(row.annotations)),
        pin=None if pin is None else Pin(**pin),
        removed_at=read_moment(row.removed_at),
    )


def _annotation_document(annotation: Annotation) -> Values:
    points = [list(point) for point in annotation.points]
    return {"kind": annotation.kind.value, "points": points, "words": annotation.words}


def _annotation(document: Values) -> Annotation:
    points = tuple((float(x), float(y)) for x, y in document["points"])
    return Annotation(AnnotationKind(document["kind"]), points, document["words"])


# ------------------------------------------------------- documents, citations


def document_document(document: Document) -> Values:
    """A document as plain values, for the history."""
    return {
        "title": document.title,
        "number": document.number,
        "issued_on": day_text(document.issued_on),
        "valid_to": day_text(document.valid_to),
        "seen_as": document.seen_as.value,
        "note": document.note,
        "sha256": document.sha256,
        "file_name": document.file_name,
        "position": document.position,
    }


def document_values(document: Document) -> Values:
    """A document as a row of its table."""
    return document_document(document) | {"id": document.id, "assessment_id": document.assessment_id}


def document_from_row(row: AnyRow) -> Document:
    """The document of a row."""
    return Document(
        id=row.id,
        assessment_id=row.assessment_id,
        title=row.title,
        number=row.number,
        issued_on=read_day(row.issued_on),
        valid_to=read_day(row.valid_to),
        seen_as=SeenAs(row.seen_as),
        note=row.note,
        sha256=row.sha256,
        file_name=row.file_name,
        position=row.position,
    )


def citation_from_row(row: AnyRow) -> Citation:
    """The citation of a row."""
    return Citation(row.question_id, row.document_id, row.page)


# --------------------------------------------------------- visit, explanation


def visit_document(visit: Visit) -> Values:
    """A visit as plain values, for its row and the history."""
    return {
        "people": [asdict(person) for person in visit.people],
        "started_at": None if visit.started_at is None else time_text(visit.started_at),
        "ended_at": None if visit.ended_at is None else time_text(visit.ended_at),
        "weather": visit.weather,
        "route": visit.route,
        "instruments": visit.instruments,
        "refusals": visit.refusals,
    }


def visit_from_document(document: Values) -> Visit:
    """The visit a document of ``visit_document`` describes."""
    return Visit(
        people=tuple(Person(**person) for person in document["people"]),
        started_at=read_moment(document["started_at"]),
        ended_at=read_moment(document["ended_at"]),
        weather=document["weather"],
        route=document["route"],
        instruments=document["instruments"],
        refusals=document["refusals"],
    )


def explanation_from_row(row: AnyRow) -> Explanation:
    """The explanation of a row."""
    covers = tuple(map(subject_from_document, from_json(row.covers)))
    return Explanation(row.code, row.text, row.by, datetime.fromisoformat(row.at), covers)


def subject_document(subject: Subject) -> Values:
    """A place of the check list as plain values."""
    return {"place": subject.place.value, "id": subject.id, "detail": subject.detail}


def subject_from_document(document: Values) -> Subject:
    """The place a document of ``subject_document`` describes."""
    return Subject(Place(document["place"]), document["id"], document["detail"])
