"""Short names for the kinds of findings, for the filter above them; the sentences stand in ``tmfcheck.messages``."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.i18n import N_

KINDS: Mapping[str, str] = {
    "ENCODING_RECOGNISED": N_("letters recognised, not stated"),
    "UNIT_NOT_STATED": N_("unit not stated"),
    "ROW_TOO_LONG": N_("row longer than the heading"),
    "NAME_MISSING": N_("name missing"),
    "NAME_IS_NUMBER": N_("register number stands for the name"),
    "COUNTRY_MISSING": N_("country missing"),
    "COUNTRY_UNKNOWN": N_("country not recognised"),
    "NOT_A_NUMBER": N_("not a number"),
    "NUMBER_AMBIGUOUS": N_("thousands or decimals"),
    "UNIT_WRONG": N_("unit does not fit"),
    "WORD_UNKNOWN": N_("word without a certain meaning"),
    "OUT_OF_RANGE": N_("outside the possible limits"),
    "VALUE_WRONG": N_("value that cannot be used"),
    "COORDINATES_UNREADABLE": N_("coordinates not readable"),
    "COORDINATES_SWAPPED": N_("latitude and longitude swapped"),
    "POINT_AT_ZERO": N_("point at 0, 0"),
    "POINT_OUTSIDE_COUNTRY": N_("point outside the country"),
    "POINT_IN_OTHER_COUNTRY": N_("point in another country"),
    "VOLUME_ABOVE_CAPACITY": N_("volume above the capacity"),
    "MASS_ABOVE_CAPACITY": N_("mass above the capacity"),
    "URANIUM_NOT_AMONG_SUBSTANCES": N_("uranium not among the substances"),
    "HEIGHT_UNLIKELY": N_("height not likely"),
    "START_IN_FUTURE": N_("start in the future"),
    "END_BEFORE_START": N_("end before the start"),
    "DENSITY_UNLIKELY": N_("mass and volume do not fit"),
    "FAR_FROM_NAMESAKE": N_("far from its namesake"),
    "FAR_FROM_REGION": N_("far from its region"),
    "MERGE_KEEPS_OTHER": N_("value set aside by a merge"),
}
