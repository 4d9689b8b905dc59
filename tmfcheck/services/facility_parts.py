"""Reading the dams and papers of a facility from JSON data, and writing them as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from tmfcheck.domain.dam_facts import check_dams, check_papers, in_whole_years
from tmfcheck.domain.facility import FactQuality
from tmfcheck.domain.facility_parts import Dam, FacilityPaper, PaperKind
from tmfcheck.errors import FacilityError, InputError
from tmfcheck.services.input_files import checked_object, refuse_surplus
from tmfcheck.services.names import check_texts

MAX_PARTS = 200
"""No facility has more dams or papers worth a line of their own."""
_DAM_FIELDS = tuple(each.name for each in fields(Dam))
_PAPER_FIELDS = tuple(each.name for each in fields(FacilityPaper))


def read_dams(given: Any) -> tuple[Dam, ...]:
    """Checked dams from a list of objects with the fields of a dam; null means unknown.

    Raises InputError or FacilityError naming dam and field.
    """
    return checked_dams(tuple(_read_dam(number, each) for number, each in _numbered("dams", given)))


def read_papers(given: Any) -> tuple[FacilityPaper, ...]:
    """Checked papers from a list of objects with the fields of a paper; raises InputError or FacilityError."""
    return checked_papers(tuple(_read_paper(number, each) for number, each in _numbered("papers", given)))


def checked_dams(dams: tuple[Dam, ...]) -> tuple[Dam, ...]:
    """These dams if every field can be stored; raises InputError or FacilityError."""
    check_dams(dams)
    for number, dam in enumerate(dams, start=1):
        check_texts(**{f"dams[{number}]": " ".join((dam.name, dam.safety_method, dam.load_case))})
    return tuple(map(in_whole_years, dams))


def checked_papers(papers: tuple[FacilityPaper, ...]) -> tuple[FacilityPaper, ...]:
    """These papers if every field can be stored; raises InputError or FacilityError."""
    check_papers(papers)
    for number, paper in enumerate(papers, start=1):
        check_texts(**{f"papers[{number}]": " ".join((paper.title, paper.number, paper.issuer))})
    return papers


def part_document(part: Dam | FacilityPaper) -> dict[str, Any]:
    """A dam or paper as JSON data."""
    values = {each.name: getattr(part, each.name) for each in fields(part)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _numbered(name: str, given: Any) -> list[tuple[int, Any]]:
    if given is None:
        return []
    if not isinstance(given, list) or len(given) > MAX_PARTS:
        raise InputError("LIST_EXPECTED", name=name)
    return list(enumerate(given, start=1))


def _read_dam(number: int, given: Any) -> Dam:
    place = f"dams[{number}]"
    known = _known(place, given, _DAM_FIELDS)
    if "quality" in known:
        known["quality"] = _word(f"{place}.quality", known["quality"], FactQuality)
    if "as_of" in known:
        known["as_of"] = _day(f"{place}.as_of", known["as_of"])
    return Dam(**{"name": "", **known})


def _read_paper(number: int, given: Any) -> FacilityPaper:
    place = f"papers[{number}]"
    known = _known(place, given, _PAPER_FIELDS)
    known["kind"] = _word(f"{place}.kind", known.get("kind", PaperKind.OTHER), PaperKind)
    for name in ("issued_on", "valid_to"):
        if name in known:
            known[name] = _day(f"{place}.{name}", known[name])
    return FacilityPaper(**{"title": "", **known})


def _known(place: str, given: Any, names: tuple[str, ...]) -> dict[str, Any]:
    document: Mapping[str, Any] = checked_object(place, given)
    refuse_surplus(place, document, names)
    return {name: value for name, value in document.items() if value is not None}


def _word(place: str, word: Any, kind: type[FactQuality] | type[PaperKind]) -> Any:
    if word not in list(kind):
        raise FacilityError("FACT_WORD_UNKNOWN", fact=place, value=word, words=", ".join(kind))
    return kind(word)


def _day(place: str, text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise FacilityError("FACT_DATE_UNKNOWN", fact=place, value=text) from error
