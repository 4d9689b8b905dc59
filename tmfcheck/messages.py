"""What happened, what is safe and what to do, for every error code; the only place where errors become sentences."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.errors import TmfCheckError
from tmfcheck.i18n import N_, Texts

SENTENCES: Mapping[str, str] = {
    "LANGUAGE_UNKNOWN": N_("There is no language “{language}”. Use one of: {languages}."),
    "FACILITY_NAME_MISSING": N_("A facility needs a name of 1 to {limit} characters. Nothing was stored."),
    "FACILITY_COUNTRY_UNKNOWN": N_("“{country}” is not a country code. Use the ISO code, for example KZ or KGZ. Nothing was stored."),
    "FACT_UNKNOWN": N_("“{fact}” is not a known facility fact."),
    "FACT_NOT_A_NUMBER": N_("{fact}: “{value}” is not a number of the right kind. Nothing was stored."),
    "FACT_OUT_OF_RANGE": N_("{fact}: {value} lies outside {low} to {high} {unit}. Nothing was stored."),
    "FACT_WORD_UNKNOWN": N_("{fact}: “{value}” cannot be used. Use: {words}. Nothing was stored."),
    "FACT_TEXT_TOO_LONG": N_("{fact}: the text is longer than {limit} characters. Nothing was stored."),
    "QUESTION_UNKNOWN": N_("There is no question “{question}” in group {group}. Nothing was stored."),
    "ANSWER_UNKNOWN": N_("{question}: “{value}” is not an answer. Use one of: {words}. Nothing was stored."),
    "BASIS_UNKNOWN": N_("{question}: “{value}” is not an evidence basis. Use one of: {words}. Nothing was stored."),
    "REASON_UNKNOWN": N_("{question}: “{value}” is not a reason. Use one of: {words}. Nothing was stored."),
    "COMMENT_TOO_LONG": N_("{question}: the comment is longer than {limit} characters. Shorten it; the stored answer is unchanged."),
    "DOCUMENT_TOO_LONG": N_("{question}: the document reference is longer than {limit} characters. The stored answer is unchanged."),
    "MEASURE_UNKNOWN": N_("There is no measure “{measure}” in this assessment. Nothing was stored."),
    "OWN_MEASURE_INCOMPLETE": N_("An own measure needs a title and a time-frame. Nothing was stored."),
    "REJECTION_NEEDS_REASON": N_("{measure}: give a reason for rejecting this measure. Nothing was stored."),
    "MOVE_NEEDS_REASON": N_("{measure}: give a reason for moving this measure to another time-frame. Nothing was stored."),
}


def sentence(error: TmfCheckError, texts: Texts) -> str:
    """The error in the reader's language; a code without a sentence is a bug and raises KeyError."""
    return texts.gettext(SENTENCES[error.code]).format(**error.data)
