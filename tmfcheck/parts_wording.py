"""The words of what a facility has several of: dams and papers, each as a line of figures and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tmfcheck.domain.facility_parts import Dam, FacilityPaper
from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import FACT_WORDS

PAPER_KINDS: Mapping[str, str] = {
    "permit": N_("Permit"),
    "design": N_("Design documents"),
    "impact_assessment": N_("Environmental impact assessment"),
    "operation_manual": N_("Operation manual"),
    "emergency_plan": N_("Emergency plan"),
    "monitoring": N_("Monitoring plan or report"),
    "safety_declaration": N_("Safety declaration"),
    "insurance": N_("Insurance"),
    "closure_plan": N_("Closure plan"),
    "other": N_("Other paper"),
}
DAM_FIELDS: Mapping[str, str] = {
    "name": N_("Name"),
    "raise_method": N_("Method of raising the dam"),
    "height_m": N_("Height"),
    "length_m": N_("Length"),
    "crest_width_m": N_("Crest width"),
    "slope": N_("Outer slope, run for 1 m of rise"),
    "start_year": N_("In use since"),
    "factor_of_safety": N_("Factor of safety"),
    "safety_method": N_("Method of the stability calculation"),
    "load_case": N_("Load case"),
    "safety_height_m": N_("Height it was calculated for"),
    "safety_year": N_("Year of the calculation"),
    "quality": N_("Origin"),
    "as_of": N_("As of"),
}
PAPER_FIELDS: Mapping[str, str] = {
    "kind": N_("Kind"),
    "title": N_("Title"),
    "number": N_("Number"),
    "issuer": N_("Issued by"),
    "issued_on": N_("Issued on"),
    "valid_to": N_("Valid until"),
}


def dam_words(texts: Texts, dam: Dam) -> Iterator[str]:
    """What is known of a dam, one figure at a time."""
    methods = FACT_WORDS["raise_method"]
    if dam.raise_method is not None:
        yield texts.gettext(methods[dam.raise_method])
    for words, value in (
        (N_("height {value} m"), dam.height_m),
        (N_("length {value} m"), dam.length_m),
        (N_("crest {value} m"), dam.crest_width_m),
        (N_("slope 1 : {value}"), dam.slope),
    ):
        if value is not None:
            yield texts.gettext(words).format(value=texts.quantity(value))
    if dam.start_year is not None:
        yield texts.gettext("since {year}").format(year=dam.start_year)
    if dam.factor_of_safety is not None:
        yield _safety_words(texts, dam)


def _safety_words(texts: Texts, dam: Dam) -> str:
    """The factor of safety with what it holds for."""
    value = texts.quantity(dam.factor_of_safety)
    basis = [dam.safety_method, dam.load_case]
    if dam.safety_height_m is not None:
        basis.append(texts.gettext("at {value} m").format(value=texts.quantity(dam.safety_height_m)))
    basis.append("" if dam.safety_year is None else str(dam.safety_year))
    told = ", ".join(part for part in basis if part)
    words = texts.gettext("factor of safety {value}").format(value=value)
    return f"{words} ({told})" if told else words


def paper_words(texts: Texts, paper: FacilityPaper, today: date) -> Iterator[str]:
    """What is known of a paper; an expired one is said to be so."""
    yield paper.title
    if paper.number:
        yield texts.gettext("No. {number}").format(number=paper.number)
    if paper.issuer:
        yield paper.issuer
    if paper.issued_on is not None:
        yield texts.gettext("of {day}").format(day=texts.date(paper.issued_on))
    if paper.valid_to is not None:
        words = N_("expired on {day}") if paper.is_expired(today) else N_("valid until {day}")
        yield texts.gettext(words).format(day=texts.date(paper.valid_to))
