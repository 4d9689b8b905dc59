"""The record of the visit: who was there, when, in which weather, on which route, what could not be entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.evidence import Person, Visit
from tmfcheck.domain.evidence_checks import check_visit
from tmfcheck.domain.plain_values import FIRST_ZONED_YEAR, LAST_YEAR
from tmfcheck.errors import InputError
from tmfcheck.services.assessing import check_open
from tmfcheck.services.desk import Desk
from tmfcheck.services.input_files import checked_object, refuse_surplus, required_text
from tmfcheck.services.names import check_texts, checked_person

_TEXTS = ("weather", "route", "instruments", "refusals")
_TIMES = ("started_at", "ended_at")
_PERSON = ("name", "function", "organisation")


def write_visit(desk: Desk, state: AssessmentState, visit: Visit, by: str | None = None) -> AssessmentState:
    """Store the record of the visit in place of what it was.

    Raises EvidenceError (PERSON_NAMELESS, TOO_MANY_PEOPLE, VISIT_TIMES_WRONG), AssessmentError ASSESSMENT_CLOSED,
    InputError, ArchiveError; what was stored is then unchanged.
    """
    check_open(state)
    person = checked_person(by if by is not None else state.assessment.started_by)
    check_visit(visit)
    check_texts(
        people="".join(each.name + each.function + each.organisation for each in visit.people),
        weather=visit.weather,
        route=visit.route,
        instruments=visit.instruments,
        refusals=visit.refusals,
    )
    if visit == state.evidence.visit:
        return state
    desk.archive.documents.write_visit(state.assessment.id, visit, by=person, at=desk.clock())
    return replace(state, evidence=replace(state.evidence, visit=visit))


def visit_document(visit: Visit) -> dict[str, Any]:
    """The record of a visit as JSON data, as ``read_visit`` takes it."""
    return {
        "people": [asdict(person) for person in visit.people],
        "started_at": None if visit.started_at is None else visit.started_at.isoformat(),
        "ended_at": None if visit.ended_at is None else visit.ended_at.isoformat(),
        **{name: getattr(visit, name) for name in _TEXTS},
    }


def read_visit(given: Any) -> Visit:
    """The record of a visit from JSON data; what is missing stays empty. Times are written with their offset.

    Raises InputError naming what cannot be read.
    """
    document = checked_object("visit", given)
    refuse_surplus("visit", document, ("people", *_TIMES, *_TEXTS))
    people = document.get("people", [])
    if not isinstance(people, list):
        raise InputError("LIST_EXPECTED", name="visit.people")
    return Visit(
        people=tuple(_person(f"visit.people[{at}]", each) for at, each in enumerate(people)),
        started_at=_moment(document, "started_at"),
        ended_at=_moment(document, "ended_at"),
        weather=_text("visit", document, "weather"),
        route=_text("visit", document, "route"),
        instruments=_text("visit", document, "instruments"),
        refusals=_text("visit", document, "refusals"),
    )


def _person(name: str, given: Any) -> Person:
    fields = checked_object(name, given)
    refuse_surplus(name, fields, _PERSON)
    return Person(**{key: _text(name, fields, key) for key in _PERSON})


def _text(name: str, fields: Mapping[str, Any], key: str) -> str:
    return "" if fields.get(key) is None else required_text(name, fields, key)


def _moment(fields: Mapping[str, Any], key: str) -> datetime | None:
    if fields.get(key) is None:
        return None
    text = required_text("visit", fields, key)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError("TIME_WRONG", value=text) from error
    if moment.tzinfo is None or not FIRST_ZONED_YEAR <= moment.year <= LAST_YEAR:
        raise InputError("TIME_WRONG", value=text)
    return moment
