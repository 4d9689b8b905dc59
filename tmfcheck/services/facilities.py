"""Adding, changing, listing and finding facilities."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tmfcheck.domain.facility import (
    FACT_DEFINITIONS,
    Facility,
    FactQuality,
    FactValue,
    check_name_and_country,
    read_fact,
)
from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.errors import FacilityError, InputError
from tmfcheck.i18n import country_code
from tmfcheck.services.desk import Desk
from tmfcheck.services.facility_parts import checked_dams, checked_papers, read_dams, read_papers
from tmfcheck.services.input_files import checked_object, refuse_surplus, required_text
from tmfcheck.services.names import check_texts, checked_person, the_only_match

ALIASES: Mapping[str, str] = {"lat": "latitude", "lon": "longitude"}
_OWN_FIELDS = frozenset({"name", "country", "notes", "is_sample", "facts", "dams", "papers"})


@dataclass(frozen=True, slots=True)
class AddedFacility:
    """The stored facility, and the keys of the document that had no field of their own and were kept in its notes."""

    facility: Facility
    kept_as_notes: tuple[str, ...]


def add_facility(desk: Desk, given: Any, by: str | None = None) -> AddedFacility:
    """Store a facility described by ``name``, ``country`` (ISO code) and any facts by id, flat or under ``facts``.

    ``dams`` and ``papers`` are lists of objects with the fields of a dam or paper.

    A fact is its value or ``{"value": ..., "quality": ..., "as_of": ...}``; null means unknown. The desk's user adds it
    unless ``by`` says otherwise. Raises FacilityError, InputError, ArchiveError; nothing is stored then.
    """
    document = checked_object("facility", given)
    person = checked_person(desk.user if by is None else by)
    facts, rest = _split(document)
    notes = _optional_text(document, "notes")
    facility = Facility(
        id=desk.new_id(),
        name=_optional_text(document, "name").strip(),
        country=_country(document),
        facts=facts,
        notes="\n".join([notes, *(f"{key}: {_as_text(value)}" for key, value in rest.items())]).strip(),
        is_sample=_optional_flag(document, "is_sample"),
        dams=read_dams(document.get("dams")),
        papers=read_papers(document.get("papers")),
    )
    _check(facility)
    desk.archive.add_facility(facility, by=person, at=desk.clock())
    return AddedFacility(facility, tuple(rest))


def update_facility(
    desk: Desk,
    facility_id: str,
    *,
    by: str | None = None,
    name: str | None = None,
    country: str | None = None,
    facts: Mapping[str, FactValue | None] | None = None,
    notes: str | None = None,
) -> Facility:
    """Change what is given and leave the rest; a fact given as None becomes unknown.

    Raises FacilityError, InputError, ArchiveError; nothing is stored then. Closed assessments keep the facts they were
    closed with.
    """
    person = checked_person(desk.user if by is None else by)
    before = desk.archive.facility(facility_id)
    changed = {key: value for key, value in (facts or {}).items() if value is not None}
    kept = {key: value for key, value in before.facts.items() if key not in (facts or {})}
    after = replace(
        before,
        name=before.name if name is None else name.strip(),
        country=before.country if country is None else _known_country(country),
        facts=kept | {key: replace(fact, value=read_fact(key, fact.value)) for key, fact in changed.items()},
        notes=before.notes if notes is None else notes,
    )
    _check(after)
    desk.archive.update_facility(after, by=person, at=desk.clock())
    return after


def set_dams(desk: Desk, facility_id: str, dams: tuple[Dam, ...], by: str | None = None) -> Facility:
    """Let a facility have exactly these dams; raises FacilityError, InputError or ArchiveError and stores nothing."""
    return _replace_parts(desk, facility_id, by, dams=checked_dams(dams))


def set_papers(desk: Desk, facility_id: str, papers: tuple[FacilityPaper, ...], by: str | None = None) -> Facility:
    """Let a facility have exactly these papers; raises as ``set_dams``."""
    return _replace_parts(desk, facility_id, by, papers=checked_papers(papers))


def _replace_parts(desk: Desk, facility_id: str, by: str | None, **parts: Any) -> Facility:
    person = checked_person(desk.user if by is None else by)
    after = replace(desk.archive.facility(facility_id), **parts)
    desk.archive.update_facility(after, by=person, at=desk.clock())
    return after


def find_facility(desk: Desk, id_or_prefix: str) -> Facility:
    """The facility with this id or the only one whose id begins so.

    Raises FacilityError FACILITY_UNKNOWN or FACILITY_AMBIGUOUS.
    """
    by_id = {facility.id: facility for facility in desk.archive.facilities()}
    unknown = FacilityError("FACILITY_UNKNOWN", facility=id_or_prefix)
    ambiguous = FacilityError("FACILITY_AMBIGUOUS", facility=id_or_prefix)
    return by_id[the_only_match(id_or_prefix, by_id, unknown, ambiguous)]


def read_facts(given: Any) -> dict[str, FactValue]:
    """Checked facts from a mapping of fact ids (aliases allowed), without those given as null; raises FacilityError."""
    named = {ALIASES.get(key, key): value for key, value in checked_object("facts", given).items()}
    return {key: _read_fact(key, value) for key, value in named.items() if not _is_unknown(value)}


def _split(document: Mapping[str, Any]) -> tuple[dict[str, FactValue], dict[str, Any]]:
    """The facts of a document, and what is neither a fact nor a field of a facility."""
    nested = {} if document.get("facts") is None else checked_object("facts", document["facts"])
    flat = {key: value for key, value in document.items() if key not in _OWN_FIELDS}
    names = [ALIASES.get(key, key) for key in (*nested, *flat)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise FacilityError("FACT_TWICE", facts=", ".join(twice))
    given = {**nested, **flat}
    is_fact = {key: ALIASES.get(key, key) in FACT_DEFINITIONS for key in given}
    facts = read_facts({key: value for key, value in given.items() if is_fact[key]})
    return facts, {key: value for key, value in given.items() if not is_fact[key]}


def _is_unknown(given: Any) -> bool:
    """Null, or a choice of several words with none chosen: "none of these" is a word of its own."""
    value = given.get("value") if isinstance(given, Mapping) else given
    return value is None or value == []


def _read_fact(fact_id: str, given: Any) -> FactValue:
    if not isinstance(given, Mapping):
        return FactValue(read_fact(fact_id, given))
    refuse_surplus(fact_id, given, ("value", "quality", "as_of"))
    return FactValue(
        read_fact(fact_id, given["value"]), _quality(fact_id, given.get("quality")), _as_of(fact_id, given.get("as_of"))
    )


def _quality(fact_id: str, word: Any) -> FactQuality | None:
    if word is None:
        return None
    if word not in list(FactQuality):
        words = ", ".join(FactQuality)
        raise FacilityError("FACT_WORD_UNKNOWN", fact=fact_id, value=word, words=words)
    return FactQuality(word)


def _as_of(fact_id: str, text: Any) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise FacilityError("FACT_DATE_UNKNOWN", fact=fact_id, value=text) from error


def _optional_text(document: Mapping[str, Any], key: str) -> str:
    return "" if document.get(key) is None else required_text("facility", document, key)


def _optional_flag(document: Mapping[str, Any], key: str) -> bool:
    value = document.get(key)
    if value is not None and not isinstance(value, bool):
        raise InputError("TRUE_OR_FALSE_EXPECTED", name=f"facility.{key}")
    return bool(value)


def _country(document: Mapping[str, Any]) -> str:
    return _known_country(_optional_text(document, "country"))


def _known_country(word: str) -> str:
    code = country_code(word)
    if code is None:
        raise FacilityError("FACILITY_COUNTRY_UNKNOWN", country=word)
    return code


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _check(facility: Facility) -> None:
    check_name_and_country(facility.name, facility.country)
    texts = {key: fact.value for key, fact in facility.facts.items() if isinstance(fact.value, str)}
    check_texts(name=facility.name, notes=facility.notes, **texts)
