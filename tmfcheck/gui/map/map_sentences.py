"""What the map says of facilities and places, line by line, for note, card and list."""

from __future__ import annotations

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.geography import Place
from tmfcheck.domain.map_content import ColourBy, MapFacility
from tmfcheck.gui.item_models.facility_model import status_words
from tmfcheck.gui.map.map_content_maker import ShownMap
from tmfcheck.gui.map.marker_levels import PlacedMarker
from tmfcheck.gui.map.side_list import SideRow
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import LATITUDES, LONGITUDES, class_words, degree_words, travel_words

NAMES_OF_CLUSTER = 5


def figure_words(texts: Texts, value: float | None, low: float | None, high: float | None) -> str:
    """An index with its best and worst case, one decimal each."""
    if value is None or low is None or high is None:
        return texts.gettext("not known")
    if low == high:
        return texts.number(value, 1)
    words = texts.gettext("{value} ({low} to {high})")
    return words.format(value=texts.number(value, 1), low=texts.number(low, 1), high=texts.number(high, 1))


def place_words(facility: Facility, texts: Texts) -> str:
    """Country, region and status."""
    parts = (texts.country(facility.country), facility.fact("region"), status_words(facility, texts))
    return " · ".join(str(part) for part in parts if part)


def across_words(facility: MapFacility, texts: Texts) -> str:
    """River and travel time of a transboundary facility, empty for any other."""
    if facility.across is None:
        return ""
    return " · ".join(part for part in (facility.across.river, travel_words(facility.across, texts)) if part)


def place_under(place: Place | None, texts: Texts) -> str:
    """The coordinates under the pointer, to about ten metres."""
    if place is None or abs(place[0]) > 180:
        return ""
    north = degree_words(texts, round(place[1], 4), LATITUDES)
    return f"{north}  {degree_words(texts, round(place[0], 4), LONGITUDES)}"


def note_words(marker: PlacedMarker, shown: ShownMap, texts: Texts) -> tuple[str, str]:
    """The heading and the lines under the pointer: a facility with its figures, or who is gathered there."""
    first, *others = marker.marker.facilities
    if others:
        count = 1 + len(others)
        words = texts.ngettext("{number} facility", "{number} facilities", count)
        names = [each.name for each in (first, *others)][:NAMES_OF_CLUSTER]
        lines = [*names, "…"] if count > len(names) else names
        return words.format(number=texts.number(count)), "\n".join(lines)
    scored = shown.scored[first.id]
    found = scored.indices
    thi = figure_words(texts, found.thi, found.thi_low, found.thi_high)
    tri = figure_words(texts, found.tri, found.tri_low, found.tri_high)
    figures = f"{texts.gettext('THI')} {thi} · {texts.gettext('TRI')} {tri}"
    lines = [place_words(scored.facility, texts), figures, across_words(first, texts)]
    return first.name, "\n".join(line for line in lines if line)


def side_rows(shown: ShownMap, texts: Texts) -> list[SideRow]:
    """The rows of the list, by name."""
    countries = {code: texts.country(code) for code in {each.facility.country for each in shown.scored.values()}}
    rows = []
    for each in sorted(shown.content.facilities, key=lambda one: one.name.casefold()):
        country = countries[shown.scored[each.id].facility.country]
        details = f"{_class_of(shown, each, texts)} · {country}"
        rows.append(SideRow(each, details, f"{each.name} {details} {across_words(each, texts)}".casefold()))
    return rows


def _class_of(shown: ShownMap, facility: MapFacility, texts: Texts) -> str:
    """What the colour tells, as a figure where it is one."""
    by = shown.content.colour_by
    if by in (ColourBy.WHC, ColourBy.STATUS):
        return class_words(facility.symbol, texts)
    found = shown.scored[facility.id].indices
    figure = found.thi if by is ColourBy.THI else found.tri
    label = texts.gettext("THI") if by is ColourBy.THI else texts.gettext("TRI")
    return f"{label} {texts.gettext('not known') if figure is None else texts.number(figure, 1)}"
