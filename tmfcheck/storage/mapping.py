"""Between rows of the archive and the rulebook's frozen dataclasses, field by field, in both directions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row

from tmfcheck.domain.facility import Facility, FactQuality, FactValue
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.domain.history import HistoryEntry, HistoryKind

# All rules hang on some of these: they are imported where the first of them is read.
if TYPE_CHECKING:
    from tmfcheck.domain.answers import Answer, RecordedAnswer
    from tmfcheck.domain.assessment import Assessment
    from tmfcheck.domain.editions import EditionMove, LeftAnswer
    from tmfcheck.domain.measures import MeasureDecision

Values = dict[str, Any]
"""Column names to plain values."""

AnyRow = Row[Any]


def to_json(value: Any) -> str:
    """Compact JSON with sorted keys, readable in any language."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(text: str | None) -> Any:
    """The value of a JSON text; None for a missing one."""
    return None if text is None else json.loads(text)


def time_text(moment: datetime) -> str:
    """An aware moment as UTC text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str | None) -> datetime | None:
    """The moment of a stored text; None for a missing one."""
    return None if text is None else datetime.fromisoformat(text)


def read_day(text: str | None) -> date | None:
    """The day of a stored text; None for a missing one."""
    return None if text is None else date.fromisoformat(text)


def day_text(day: date | None) -> str | None:
    """A day as stored text; None for a missing one."""
    return None if day is None else day.isoformat()


# ------------------------------------------------------------------ facilities


def facility_document(facility: Facility) -> Values:
    """A facility as plain values, for the history and for the snapshot of a closed assessment."""
    return {
        "id": facility.id,
        "name": facility.name,
        "country": facility.country,
        "facts": {fact_id: _fact_document(fact) for fact_id, fact in facility.facts.items()},
        "notes": facility.notes,
        "is_sample": facility.is_sample,
        "dams": [_dam_document(dam) for dam in facility.dams],
        "papers": [_paper_document(paper) for paper in facility.papers],
    }


def facility_from_document(document: Mapping[str, Any]) -> Facility:
    """The facility a document of ``facility_document`` describes."""
    return Facility(
        id=document["id"],
        name=document["name"],
        country=document["country"],
        facts={fact_id: _fact(value) for fact_id, value in document["facts"].items()},
        notes=document["notes"],
        is_sample=document["is_sample"],
        # Documents of version 1, in histories and snapshots, know neither.
        dams=tuple(_dam(each) for each in document.get("dams", ())),
        papers=tuple(_paper(each) for each in document.get("papers", ())),
    )


def facility_values(facility: Facility) -> Values:
    """A facility as a row of its table."""
    document = facility_document(facility)
    texts = {name: to_json(document[name]) for name in ("facts", "dams", "papers")}
    return document | texts | {"is_sample": int(facility.is_sample)}


def facility_from_row(row: AnyRow) -> Facility:
    """The facility of a row."""
    return Facility(
        id=row.id,
        name=row.name,
        country=row.country,
        facts={fact_id: _fact(value) for fact_id, value in from_json(row.facts).items()},
        notes=row.notes,
        is_sample=bool(row.is_sample),
        dams=tuple(_dam(each) for each in from_json(row.dams)),
        papers=tuple(_paper(each) for each in from_json(row.papers)),
    )


def _dam_document(dam: Dam) -> Values:
    return {
        **asdict(dam),
        "quality": None if dam.quality is None else dam.quality.value,
        "as_of": day_text(dam.as_of),
    }


def _dam(document: Mapping[str, Any]) -> Dam:
    quality = document["quality"]
    return Dam(
        **{
            **document,
            "quality": None if quality is None else FactQuality(quality),
            "as_of": read_day(document["as_of"]),
        }
    )


def _paper_document(paper: FacilityPaper) -> Values:
    return {
        **asdict(paper),
        "kind": paper.kind.value,
        "issued_on": day_text(paper.issued_on),
        "valid_to": day_text(paper.valid_to),
    }


def _paper(document: Mapping[str, Any]) -> FacilityPaper:
    return FacilityPaper(
        **{
            **document,
            "kind": PaperKind(document["kind"]),
            "issued_on": read_day(document["issued_on"]),
            "valid_to": read_day(document["valid_to"]),
        }
    )


def _fact_document(fact: FactValue) -> Values:
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    document: Values = {"value": value}
    if fact.quality is not None:
        document["quality"] = fact.quality.value
    if fact.as_of is not None:
        document["as_of"] = fact.as_of.isoformat()
    return document


def _fact(document: Mapping[str, Any]) -> FactValue:
    value = document["value"]
    quality = document.get("quality")
    return FactValue(
        value=tuple(value) if isinstance(value, list) else value,
        quality=None if quality is None else FactQuality(quality),
        as_of=read_day(document.get("as_of")),
    )


# ----------------------------------------------------------------- assessments


def assessment_values(assessment: Assessment) -> Values:
    """An assessment as a row of its table."""
    return {
        "id": assessment.id,
        "facility_id": assessment.facility_id,
        "pack_fingerprint": assessment.pack_fingerprint,
        "pack_id": assessment.pack_id,
        "pack_edition": assessment.pack_edition,
        "question_group": assessment.group,
        "role": assessment.role.value,
        "started_by": assessment.started_by,
        "started_at": time_text(assessment.started_at),
        "closed_by": assessment.closed_by,
        "closed_at": None if assessment.closed_at is None else time_text(assessment.closed_at),
        "question": assessment.question,
        "revision": assessment.revision,
        "revises": assessment.revises,
        "revision_reason": assessment.revision_reason,
        "fingerprint": assessment.fingerprint,
    }


def assessment_from_row(row: AnyRow) -> Assessment:
    """The assessment of a row."""
    from tmfcheck.domain.assessment import Assessment, Role

    return Assessment(
        id=row.id,
        facility_id=row.facility_id,
        pack_id=row.pack_id,
        pack_edition=row.pack_edition,
        pack_fingerprint=row.pack_fingerprint,
        group=row.question_group,
        role=Role(row.role),
        started_by=row.started_by,
        started_at=datetime.fromisoformat(row.started_at),
        closed_by=row.closed_by,
        closed_at=read_moment(row.closed_at),
        question=row.question,
        revision=row.revision,
        revises=row.revises,
        revision_reason=row.revision_reason,
        fingerprint=row.fingerprint,
    )


# --------------------------------------------------------- answers, decisions


def answer_document(answer: Answer) -> Values:
    """An answer as plain values, for the history."""
    return {
        "value": answer.value,
        "basis": answer.basis,
        "reason": answer.reason,
        "comment": answer.comment,
        "document": answer.document,
        "danger": answer.danger,
    }


def answer_values(assessment_id: str, question_id: str, recorded: RecordedAnswer) -> Values:
    """An answer as a row of its table."""
    return {
        **answer_document(recorded.answer),
        "assessment_id": assessment_id,
        "question_id": question_id,
        "danger": int(recorded.answer.danger),
        "answered_at": time_text(recorded.answered_at),
        "answered_by": recorded.by,
    }


def answer_from_row(row: AnyRow) -> RecordedAnswer:
    """The answer of a row."""
    from tmfcheck.domain.answers import Answer, RecordedAnswer

    answer = Answer(
        value=row.value,
        basis=row.basis,
        reason=row.reason,
        comment=row.comment,
        document=row.document,
        danger=bool(row.danger),
    )
    return RecordedAnswer(answer, datetime.fromisoformat(row.answered_at), row.answered_by)


def move_values(assessment_id: str, move: EditionMove) -> Values:
    """A move to another edition as a row of its table."""
    left = {
        question_id: {
            "text": dict(each.text),
            "answer": answer_document(each.recorded.answer),
            "answered_at": time_text(each.recorded.answered_at),
            "answered_by": each.recorded.by,
        }
        for question_id, each in move.left.items()
    }
    return {
        "assessment_id": assessment_id,
        "at": time_text(move.at),
        "by": move.by,
        "from_edition": move.from_edition,
        "from_fingerprint": move.from_fingerprint,
        "to_edition": move.to_edition,
        "to_fingerprint": move.to_fingerprint,
        "left_answers": to_json(left),
    }


def move_from_row(row: AnyRow) -> EditionMove:
    """The move of a row."""
    from tmfcheck.domain.editions import EditionMove

    left = {question_id: _left_answer(value) for question_id, value in from_json(row.left_answers).items()}
    return EditionMove(
        at=datetime.fromisoformat(row.at),
        by=row.by,
        from_edition=row.from_edition,
        from_fingerprint=row.from_fingerprint,
        to_edition=row.to_edition,
        to_fingerprint=row.to_fingerprint,
        left=left,
    )


def _left_answer(document: Mapping[str, Any]) -> LeftAnswer:
    from tmfcheck.domain.answers import Answer, RecordedAnswer
    from tmfcheck.domain.editions import LeftAnswer

    recorded = RecordedAnswer(
        Answer(**document["answer"]), datetime.fromisoformat(document["answered_at"]), document["answered_by"]
    )
    return LeftAnswer(document["text"], recorded)


def decision_document(decision: MeasureDecision) -> Values:
    """A decision as plain values, for the history; the measure itself is the history's subject."""
    return {
        "decision": decision.decision.value,
        "reason": decision.reason,
        "term": None if decision.term is None else decision.term.value,
        "term_reason": decision.term_reason,
        "owner": decision.owner,
        "due_on": None if decision.due_on is None else decision.due_on.isoformat(),
        "cost": decision.cost,
        "own_title": decision.own_title,
        "own_text": decision.own_text,
    }


def decision_values(assessment_id: str, decision: MeasureDecision) -> Values:
    """A decision as a row of its table."""
    return {**decision_document(decision), "assessment_id": assessment_id, "measure_id": decision.measure}


def decision_from_row(row: AnyRow) -> MeasureDecision:
    """The decision of a row."""
    from tmfcheck.domain.measures import Decision, MeasureDecision
    from tmfcheck.domain.pack import Term

    return MeasureDecision(
        measure=row.measure_id,
        decision=Decision(row.decision),
        reason=row.reason,
        term=None if row.term is None else Term(row.term),
        term_reason=row.term_reason,
        owner=row.owner,
        due_on=read_day(row.due_on),
        cost=row.cost,
        own_title=row.own_title,
        own_text=row.own_text,
    )


def history_from_row(row: AnyRow) -> HistoryEntry:
    """The line of the history of a row."""
    return HistoryEntry(
        number=row.number,
        at=datetime.fromisoformat(row.at),
        by=row.by,
        kind=HistoryKind(row.kind),
        facility_id=row.facility_id,
        assessment_id=row.assessment_id,
        subject=row.subject,
        before=from_json(row.before),
        after=from_json(row.after),
    )
