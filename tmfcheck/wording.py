"""The words people read for the program's own codes (facts, levels, roles, decisions), for every room that shows them.

Each value is an English text to be handed to ``Texts.gettext``; texts of the method itself stand in the pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from tmfcheck.domain.applicability import FactScalar
from tmfcheck.domain.facility import FactDefinition, FactKind
from tmfcheck.i18n import DASH, N_, Texts

if TYPE_CHECKING:
    from tmfcheck.domain.pack import Pack

LEVELS: Mapping[str, str] = {
    "meets": N_("Meets the requirements"),
    "partly": N_("Partly meets the requirements"),
    "does_not": N_("Does not meet the requirements"),
}
LEVELS_SHORT: Mapping[str, str] = {"meets": N_("Meets"), "partly": N_("Partly meets"), "does_not": N_("Does not meet")}
TOO_FEW_CONFIRMED = N_("Not enough information: too few of the answers are confirmed.")
"""What keeps a figure from standing bare where nothing is open, so that it has no interval."""
ROLES: Mapping[str, str] = {
    "inspector": N_("Inspection by the authority"),
    "operator": N_("Self-assessment by the operator"),
}
CRITICAL_KINDS: Mapping[str, str] = {"condition": N_("Critical: condition"), "management": N_("Critical: management")}
URGENCIES: Mapping[str, str] = {
    "danger": N_("Immediate danger"),
    "condition": N_("Critical: condition"),
    "management": N_("Critical: management"),
    "other": N_("Not critical"),
}
TERMS: Mapping[str, str] = {
    "short": N_("Short-term measures"),
    "medium": N_("Medium-term measures"),
    "long": N_("Long-term measures"),
}
CHAPTER_TITLES: Mapping[str, str] = {
    "visit": N_("The visit"),
    "changes": N_("What this version changed"),
    "categories": N_("Result by category"),
    "shortfalls": N_("Critical shortfalls"),
    "facility": N_("The facility"),
    "hazard": N_("Hazard and risk"),
    **{f"measures-{term}": title for term, title in TERMS.items()},
    "answers": N_("All answers"),
    "plan": N_("Site plan"),
    "photos": N_("Photos"),
    "documents": N_("Register of documents"),
    "evidence": N_("List of photos and files"),
    "score-sheet": N_("Score sheet"),
    "method": N_("Method annex"),
    "signatures": N_("Signatures and remarks"),
}
"""The chapters of the report by their key."""
FACILITY_PARTS: Mapping[str, str] = {
    "id": N_("Id"),
    "name": N_("Name"),
    "country": N_("Country"),
    "notes": N_("Notes"),
    "is_sample": N_("Sample"),
}
"""Parts of a facility beside its facts."""
VISIT_PARTS: Mapping[str, str] = {
    "people": N_("People present"),
    "started_at": N_("Start"),
    "ended_at": N_("End"),
    "weather": N_("Weather"),
    "route": N_("Route"),
    "instruments": N_("Instruments"),
    "refusals": N_("Not entered, not shown, refused"),
}
"""Parts of the record of a visit."""
DECISIONS: Mapping[str, str] = {"proposed": N_("Proposed"), "accepted": N_("Accepted"), "rejected": N_("Rejected")}
HISTORY_KINDS: Mapping[str, str] = {
    "facility_added": N_("Facility added"),
    "facility_changed": N_("Facility changed"),
    "facility_removed": N_("Facility removed"),
    "list_imported": N_("List imported"),
    "import_undone": N_("Import undone"),
    "assessment_started": N_("Assessment started"),
    "answer_given": N_("Answer given"),
    "answer_left": N_("Answer left with the earlier edition"),
    "measure_decided": N_("Measure decided"),
    "edition_moved": N_("Moved to another edition"),
    "assessment_closed": N_("Assessment closed"),
    "revision_opened": N_("Revision opened"),
    "evidence_added": N_("Photo or file added"),
    "evidence_changed": N_("Photo or file changed"),
    "evidence_removed": N_("Photo or file removed"),
    "evidence_restored": N_("Photo or file restored"),
    "document_added": N_("Document added"),
    "document_changed": N_("Document changed"),
    "document_removed": N_("Document removed"),
    "document_restored": N_("Document restored"),
    "document_cited": N_("Document cited"),
    "visit_changed": N_("Visit written down"),
    "point_explained": N_("Point of the check explained"),
    "signed": N_("Signed"),
    "signed_page_added": N_("Signed page added"),
    "signed_page_removed": N_("Signed page removed"),
    "signed_page_restored": N_("Signed page restored"),
    "view_saved": N_("View saved"),
    "view_removed": N_("View removed"),
}
CHANGES: Mapping[str, str] = {"added": N_("Added"), "removed": N_("Removed"), "changed": N_("Changed")}
QUESTION_STEPS: Mapping[str, str] = {
    "kept": N_("Ask the same, answers follow"),
    "changed": N_("Ask something else, need a new answer"),
    "added": N_("New questions"),
    "removed": N_("Questions that are gone"),
}
QUALITIES: Mapping[str, str] = {
    "measured": N_("Measured"),
    "estimated": N_("Estimated"),
    "from_document": N_("From a document"),
    "unknown": N_("Origin not known"),
}
EVIDENCE_KINDS: Mapping[str, str] = {"photo": N_("Photo"), "file": N_("File"), "plan": N_("Site plan")}
SEEN_AS: Mapping[str, str] = {
    "paper": N_("On paper"),
    "file": N_("As a file"),
    "not_shown": N_("Not shown"),
}
REVIEW_STATES: Mapping[str, str] = {
    "author": N_("Written by the authors"),
    "machine": N_("Translated, not yet read by a native specialist"),
    "native": N_("Read by a native specialist"),
}
UNITS: Mapping[str, str] = {
    "m": N_("m"),
    "m²": N_("m²"),
    "m³": N_("m³"),
    "t": N_("t"),
    "t/m³": N_("t/m³"),
    "km": N_("km"),
    "m/s": N_("m/s"),
    "mg/l": N_("mg/l"),
    "h": N_("h"),
    "hours": N_("hours"),
    "days": N_("days"),
    "months": N_("months"),
    "years": N_("years"),
    "people": N_("people"),
    "WHC": N_("WHC"),
}
"""Units that read differently in another language; a unit that is not here is shown as it is."""

FACT_CHAPTERS: Mapping[str, str] = {
    "identification": N_("Identification"),
    "location": N_("Location"),
    "quantities": N_("Quantities"),
    "dam": N_("Dam and pond"),
    "substances": N_("Substances"),
    "site": N_("Site and surroundings"),
}
FACTS: Mapping[str, str] = {
    "local_name": N_("Local name"),
    "registry_number": N_("Register number"),
    "operator": N_("Operator"),
    "owner": N_("Owner of the facility"),
    "status": N_("Status"),
    "commodity": N_("Commodity"),
    "start_year": N_("In use since"),
    "end_year": N_("In use until"),
    "contact": N_("Contact"),
    "region": N_("Region"),
    "district": N_("District"),
    "nearest_settlement": N_("Nearest settlement"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "altitude_m": N_("Altitude"),
    "is_cold_climate": N_("Long frost every winter"),
    "has_permafrost": N_("Permafrost"),
    "volume_m3": N_("Stored volume"),
    "capacity_m3": N_("Design capacity, volume"),
    "mass_t": N_("Stored mass"),
    "capacity_t": N_("Design capacity, mass"),
    "area_m2": N_("Area"),
    "mean_depth_m": N_("Mean depth"),
    "dry_density_t_m3": N_("Dry density"),
    "raise_method": N_("Method of raising the dam"),
    "dam_height_m": N_("Dam height"),
    "dam_length_m": N_("Dam length"),
    "crest_width_m": N_("Crest width"),
    "factor_of_safety": N_("Factor of safety"),
    "has_liner": N_("Liner"),
    "has_pond": N_("Pond"),
    "has_discharge": N_("Discharge of water"),
    "substances": N_("Substances in the tailings"),
    "substance_groups": N_("Groups of substances"),
    "whc": N_("Water hazard class"),
    "pga_g": N_("Peak ground acceleration"),
    "intensity_msk": N_("Seismic intensity"),
    "in_flood_zone": N_("In a flood area"),
    "river": N_("River"),
    "catchment": N_("Catchment"),
    "receiving_water": N_("Receiving water"),
    "is_transboundary": N_("Transboundary water"),
    "neighbouring_country": N_("Neighbouring country"),
    "distance_to_border_km": N_("Distance along the river to the border"),
    "flow_velocity_m_s": N_("Flow velocity"),
    "population_downstream": N_("People living downstream"),
    "distance_to_settlement_km": N_("Distance to the nearest settlement"),
    "settlements_downstream": N_("Settlements downstream"),
    "water_uses": N_("Uses of the water downstream"),
}
FACT_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "operated": N_("In operation"),
        "closed_with_aftercare": N_("Closed, with aftercare"),
        "inactive": N_("Inactive"),
        "neglected": N_("Neglected"),
        "abandoned": N_("Abandoned"),
        "orphaned": N_("Orphaned"),
    },
    "raise_method": {
        "upstream": N_("Upstream method"),
        "centreline": N_("Centreline method"),
        "downstream": N_("Downstream method"),
        "single_stage": N_("Built in one stage"),
        "other": N_("Other method"),
    },
    "substance_groups": {
        "cyanide": N_("Cyanide"),
        "mercury": N_("Mercury"),
        "arsenic": N_("Arsenic"),
        "antimony": N_("Antimony"),
        "uranium": N_("Uranium"),
        "heavy_metals": N_("Heavy metals"),
        "acid_forming": N_("Acid-forming tailings"),
        "none_of_these": N_("None of these"),
    },
    "receiving_water": {
        "none": N_("None within 10 km"),
        "minor_stream": N_("Minor stream"),
        "river_or_lake": N_("River, lake or reservoir"),
        "sensitive": N_("Drinking water, protected or transboundary water"),
    },
    "water_uses": {
        "drinking": N_("Drinking water"),
        "irrigation": N_("Irrigation"),
        "livestock": N_("Watering of livestock"),
        "fishing": N_("Fishing"),
        "industry": N_("Industry"),
        "recreation": N_("Bathing and recreation"),
        "none_known": N_("No use known"),
    },
}
"""The words of choices, by fact id and stored word."""

INDEX_TERMS: Mapping[str, str] = {
    "cap": N_("Stored volume"),
    "tox": N_("Toxicity"),
    "manag": N_("Management"),
    "seismic": N_("Earthquakes"),
    "flood": N_("Floods"),
    "stability": N_("Stability of the dam"),
    "age": N_("Age of the dam"),
    "population": N_("People living downstream"),
    "water": N_("Receiving water"),
}
"""The addends of the hazard index and of the exposure index, by term id."""

GISTM_CLASSES: Mapping[str, str] = {
    "low": N_("Low"),
    "significant": N_("Significant"),
    "high": N_("High"),
    "very_high": N_("Very high"),
    "extreme": N_("Extreme"),
}
"""Consequence classes of the global standard, the mildest first."""

VOLUME_WAYS: Mapping[str, str] = {
    "stored_volume": N_("stored volume as given"),
    "mass_by_density": N_("stored mass divided by the dry density"),
    "area_by_depth": N_("area times mean depth"),
    "design_capacity": N_("design capacity"),
}

YES_NO: Mapping[bool, str] = {True: N_("Yes"), False: N_("No")}
_YEARS = frozenset({"start_year", "end_year"})


def standing(texts: Texts, pack: Pack, source: str, *, verified: bool) -> str:
    """Whether a figure was read in a primary text, is a rule of the pack's authors, or is not verified."""
    if verified:
        return texts.gettext("verified")
    is_own = any(each.own for each in pack.sources if each.id == source)
    return texts.gettext("own rule") if is_own else texts.gettext("not verified")


def fact_text(texts: Texts, definition: FactDefinition, value: FactScalar | tuple[str, ...]) -> str:
    """A fact's value as a reader expects it: figure with unit, yes or no, words of a choice, or the text as given."""
    if isinstance(value, tuple):
        return ", ".join(_chosen(texts, definition, word) for word in value)
    if isinstance(value, bool):
        return texts.gettext(YES_NO[value])
    if isinstance(value, str):
        return _chosen(texts, definition, value) if definition.kind is FactKind.CHOICE else value
    return _quantity(texts, definition, value)


def _chosen(texts: Texts, definition: FactDefinition, word: str) -> str:
    return texts.gettext(FACT_WORDS[definition.id][word])


def _quantity(texts: Texts, definition: FactDefinition, value: int | float) -> str:
    number = str(value) if definition.id in _YEARS else texts.quantity(value)
    if not definition.unit:
        return number
    unit = texts.gettext(UNITS[definition.unit]) if definition.unit in UNITS else definition.unit
    return f"{number}\u00a0{unit}" if definition.unit != "°" else f"{number}{unit}"


SIGNATORIES: Mapping[str, str] = {
    "inspector": N_("Inspector"),
    "operator": N_("For the operator"),
    "witness": N_("Witness"),
}
"""For whom somebody signs."""


def cited_pages(page: str, texts: Texts) -> str:
    """The cited pages, said to be pages where somebody wrote mere numbers; empty where none were written."""
    return texts.gettext("p. {page}").format(page=page) if page[:1].isdigit() else page


class KnownMsr(Protocol):
    """An MSR and what is known of it; both figures in per cent, None where nothing is asked."""

    @property
    def msr_percent(self) -> Fraction | float | None: ...

    @property
    def msr_high_percent(self) -> Fraction | float | None: ...

    @property
    def enough_information(self) -> bool: ...


def msr_words(score: KnownMsr, texts: Texts) -> str:
    """The MSR as one may say it: a bare figure, or ``40–65 %`` where too little is known for one.

    Methodology 3.5: without enough information the interval stands for the figure.
    """
    low, high = score.msr_percent, score.msr_high_percent
    if score.enough_information or low == high or low is None:
        return texts.percent(low)
    return f"{texts.number(low)}{DASH}{texts.percent(high)}"
