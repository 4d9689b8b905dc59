"""What is questioned about a facility's facts or a foreign list, as sentences: a doubt is no error, and asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import UNITS

if TYPE_CHECKING:
    from tmfcheck.lists.drafts import Finding

FINDINGS: Mapping[str, str] = {
    "ENCODING_RECOGNISED": N_("The encoding was recognised by its letters. Look whether names read well."),
    "UNIT_NOT_STATED": N_("No unit is stated; {unit} is taken. Name the unit in the map if it is another."),
    "ROW_TOO_LONG": N_("The row has more cells than the heading."),
    "NAME_MISSING": N_("The name is missing or too long; without it the row cannot become a facility."),
    "NAME_IS_NUMBER": N_("There is no name; the register number {number} stands for it."),
    "COUNTRY_MISSING": N_("No country is stated. Name it in the map or with --country."),
    "COUNTRY_UNKNOWN": N_("This is not the name or code of a country."),
    "NOT_A_NUMBER": N_("This is not one number. It was left out and kept in the notes."),
    "NUMBER_AMBIGUOUS": N_(
        "The sign may separate thousands or decimals. It was left out; name the decimal sign in the map."
    ),
    "UNIT_WRONG": N_("The unit does not fit the column. The value was left out and kept in the notes."),
    "WORD_UNKNOWN": N_("The word has no certain meaning here. It was left out and kept in the notes."),
    "OUT_OF_RANGE": N_("The value lies outside the possible limits. It was left out and kept in the notes."),
    "VALUE_WRONG": N_("The value cannot be used here. It was left out and kept in the notes."),
    "COORDINATES_UNREADABLE": N_("These are not two coordinates. The point was left out."),
    "COORDINATES_SWAPPED": N_(
        "Latitude and longitude seem swapped. Check, and set swap_coordinates = true in the map if they are."
    ),
    "POINT_AT_ZERO": N_("The point 0, 0 lies in the sea and usually stands for nothing."),
    "POINT_OUTSIDE_COUNTRY": N_("The point lies about {distance} km outside {country}."),
    "POINT_IN_OTHER_COUNTRY": N_("The point lies about {distance} km outside the stated {country}, in {found}."),
    "VOLUME_ABOVE_CAPACITY": N_("The stored volume {value} is larger than the capacity {limit}."),
    "MASS_ABOVE_CAPACITY": N_("The stored mass {value} is larger than the capacity {limit}."),
    "HEIGHT_UNLIKELY": N_("No dam is known to be higher than {limit} m."),
    "URANIUM_NOT_AMONG_SUBSTANCES": N_(
        "The commodity names uranium, the groups of substances do not; without it the mark of the IAEA is missing."
    ),
    "START_IN_FUTURE": N_("The start lies in the future."),
    "END_BEFORE_START": N_("The end {value} comes before the start {limit}."),
    "DENSITY_UNLIKELY": N_("{value} t in {limit} m³ is no density tailings have; one of the two figures is wrong."),
    "DAM_CONTRADICTS_DAM_HEIGHT_M": N_("The dam “{dam}” is {limit} m high, the facility is said to have {value} m."),
    "DAM_CONTRADICTS_FACTOR_OF_SAFETY": N_(
        "The dam “{dam}” has a factor of safety of {limit}, the facility is said to have {value}, and the indices take "
        "the facility’s."
    ),
    "DAM_CONTRADICTS_START_YEAR": N_(
        "The dam “{dam}” is older than the facility is said to be, and the indices take the facility’s start."
    ),
    "DAM_HEIGHT_UNLIKELY": N_("“{dam}”: no dam is known to be higher than {limit} m."),
    "DAM_START_IN_FUTURE": N_("“{dam}”: the start {year} lies in the future."),
    "SAFETY_FOR_LOWER_DAM": N_(
        "“{dam}”: the factor of safety was calculated for {limit} m, the dam is {value} m high now."
    ),
    "SAFETY_BEFORE_START": N_("“{dam}”: the factor of safety is of {year}, the dam is in use since {start}."),
    "PAPER_ENDS_BEFORE_ISSUE": N_("“{paper}” ends before it was issued."),
    "FAR_FROM_NAMESAKE": N_("The point lies {distance} km from “{other}”, which is at the same place by its name."),
    "FAR_FROM_REGION": N_("The point lies {distance} km from the nearest other one of its region {other}."),
    "MERGE_KEEPS_OTHER": N_("The facility keeps its own value {kept}; this one goes to the notes."),
}


def finding_sentence(finding: Finding, texts: Texts) -> str:
    """Why a value of a list is questioned or was not taken, in the reader's language."""
    return doubt_sentence(finding.code, finding.data, texts)


def doubt_sentence(code: str, data: Mapping[str, Any], texts: Texts) -> str:
    """What is questioned about a facility's facts, in the reader's language; figures as that language writes them."""
    shown = {name: _shown(name, value, texts) for name, value in data.items()}
    return texts.gettext(FINDINGS[code]).format(**shown)


def _shown(name: str, value: Any, texts: Texts) -> Any:
    if name in ("country", "found"):
        return texts.country(value) if value else value
    if name == "distance":
        return texts.number(value, 1)
    if name == "unit":
        return texts.gettext(UNITS.get(value, value))
    return texts.quantity(round(value, 3)) if _is_number(value) else value


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
