"""The words of a map, for the printed one and the one in the window alike."""

from __future__ import annotations

from collections.abc import Mapping

from tmfcheck.domain.map_content import AcrossBorder, ColourBy, SymbolClass
from tmfcheck.i18n import N_, Texts
from tmfcheck.wording import FACT_WORDS

SOURCES = "Natural Earth · GSHHG (LGPL-3.0) · GeoNames (CC BY 4.0)"
CAUTION = N_("Borders are approximate and no statement on the legal status of any territory.")

MEANINGS: Mapping[ColourBy, str] = {
    ColourBy.THI: N_("Tailings hazard index (THI)"),
    ColourBy.TRI: N_("Tailings risk index (TRI)"),
    ColourBy.WHC: N_("Water hazard class"),
    ColourBy.STATUS: N_("Status"),
}
LONGITUDES = {True: N_("{degrees}° E"), False: N_("{degrees}° W")}
LATITUDES = {True: N_("{degrees}° N"), False: N_("{degrees}° S")}


def class_words(symbol: SymbolClass, texts: Texts) -> str:
    """What a class of the legend holds."""
    _ = texts.gettext
    if symbol.word is not None:
        return _(FACT_WORDS["status"][symbol.word])
    if symbol.low is not None and symbol.high is None:
        return _("{number} and more").format(number=texts.number(symbol.low))
    if symbol.low is None and symbol.high is not None:
        return _("below {number}").format(number=texts.number(symbol.high))
    if symbol.low is None or symbol.high is None:
        return _("not known")
    if symbol.high - symbol.low == 1:
        return texts.number(symbol.low)
    return _("{low} to below {high}").format(low=texts.number(symbol.low), high=texts.number(symbol.high))


def without_place_words(count: int, texts: Texts) -> str:
    """How many facilities no map can show."""
    sentence = texts.ngettext(
        "{number} has no coordinates and is not shown", "{number} have no coordinates and are not shown", count
    )
    return sentence.format(number=texts.number(count))


def travel_words(across: AcrossBorder, texts: Texts) -> str:
    """How long the river takes from a facility to the border."""
    if across.hours is None:
        return texts.gettext("travel time not known")
    return texts.gettext("{hours} h to the border").format(hours=texts.number(across.hours))


def degree_words(texts: Texts, degrees: float, words: Mapping[bool, str]) -> str:
    """Degrees with their side of the earth; ``words`` are ``LONGITUDES`` or ``LATITUDES``."""
    if round(degrees, 6) == 0:
        return "0°"
    return texts.gettext(words[degrees > 0]).format(degrees=texts.quantity(round(abs(degrees), 6)))
