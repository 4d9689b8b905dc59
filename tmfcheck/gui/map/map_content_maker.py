"""Makes what the map shows from scored facilities, away from the window: classes and markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tmfcheck.domain.facility_risk import ScoredFacility
from tmfcheck.domain.map_content import ColourBy, MapContent, MapFacility, scored_content
from tmfcheck.domain.pack import Pack
from tmfcheck.domain.screen_frame import FreeRoom
from tmfcheck.gui.map.marker_levels import LEVELS_PER_ZOOM, MarkerLevels


@dataclass(frozen=True, slots=True)
class ShownMap:
    """Everything about the shown facilities; ``facilities`` and ``scored`` are by id."""

    pack: Pack
    content: MapContent
    scored: Mapping[str, ScoredFacility]
    facilities: Mapping[str, MapFacility]
    levels: MarkerLevels


@dataclass(frozen=True, slots=True)
class MapWish:
    """How facilities are to be shown on ``day``; ``room`` is where all are to be fitted in, None where the zoom stays.

    Markers are gathered for the zoom shown first.
    """

    by: ColourBy
    day: date
    point_px: float
    zoom: float
    room: FreeRoom | None = None


def shown_map(pack: Pack, scored: Sequence[ScoredFacility], wish: MapWish) -> ShownMap:
    """Gather the markers of scored facilities."""
    return _shown(pack, {each.facility.id: each for each in scored}, wish)


def shown_again(shown: ShownMap, wish: MapWish) -> ShownMap:
    """The same facilities in the classes of another figure."""
    return _shown(shown.pack, shown.scored, wish)


def _shown(pack: Pack, scored: Mapping[str, ScoredFacility], wish: MapWish) -> ShownMap:
    content = scored_content(pack, tuple(scored.values()), wish.by, wish.day)
    levels = MarkerLevels(content.facilities, wish.by, wish.point_px)
    for zoom in _first_zooms(content, wish):
        levels.at(zoom)
    return ShownMap(pack, content, scored, {each.id: each for each in content.facilities}, levels)


def _first_zooms(content: MapContent, wish: MapWish) -> tuple[float, ...]:
    """The zooms the map may be shown at first: where all are fitted in, the legend that comes may take half a step."""
    places = [each.place for each in content.facilities]
    if wish.room is None or not places:
        return (wish.zoom,)
    fitted = wish.room.fitted(places).zoom
    return fitted, fitted - 1 / LEVELS_PER_ZOOM
