"""Which names stand where on the screen: facilities, countries, towns and the user's layers, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from tmfcheck.domain.geography import Town
from tmfcheck.domain.map_content import AcrossBorder
from tmfcheck.domain.map_drawing import Tone
from tmfcheck.domain.map_frame import Box, Position
from tmfcheck.domain.map_labels import LabelWish, TakenRoom, place_labels
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.gui.map.ground_paths import Ground
from tmfcheck.gui.map.map_art import (
    ACROSS_NAME,
    CAPITAL_NAME,
    COUNTRY_NAME,
    FACILITY_NAME,
    HALO_PX,
    LAYER_NAME,
    RIVER_LINE,
    TOWN_NAME,
    MapArt,
    NameStyle,
)
from tmfcheck.gui.map.marker_levels import PlacedMarker
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import travel_words

TOWNS_FROM_ZOOM = ((8.0, 0), (6.5, 100_000), (5.6, 300_000), (4.6, 1_000_000))
"""Zooms and the population from which a town is named; capitals always from the lowest."""
WIDEST_NAME_PX = 170
MOST_NAMES = 90
"""Facilities whose name is tried, the most serious first; a screen has no room for more."""
DOT_PX = 2.5

Lines = Sequence[tuple[str, NameStyle]]


class Name(NamedTuple):
    """Lines of a name and the upper left corner of their box; ``dot`` marks a town beside it."""

    lines: Lines
    box: Box
    from_right: bool = False
    dot: Position | None = None


class NamePlacer:
    """Gives out the room of one frame; who asks first is served first."""

    def __init__(self, frame: ScreenFrame, art: MapArt, texts: Texts) -> None:
        self._frame = frame
        self._art = art
        self._texts = texts
        self._taken = TakenRoom()
        self._within = Box(3, 3, frame.width - 6, frame.height - 6)

    def place(self, ground: Ground | None, markers: Sequence[PlacedMarker]) -> list[Name]:
        """The names of facilities, countries and towns."""
        spots = [(self._frame.from_world((each.x, each.y)), each) for each in markers]
        for position, each in spots:
            self._reserve(position, each.reach)
        singles = [(position, each) for position, each in spots if not each.is_cluster]
        across = [spot for spot in singles if spot[1].look.stands_out is not None][:MOST_NAMES]
        others = [spot for spot in singles if spot[1].look.stands_out is None][: MOST_NAMES - len(across)]
        names = [*self._facilities(across)]
        if ground is not None:
            names += [*self._countries(ground), *self._towns(ground, capitals=True)]
        names += self._facilities(others)
        if ground is not None:
            names += self._towns(ground, capitals=False)
        return names

    def place_others(self, wishes: Iterable[tuple[str, Position]]) -> Iterator[Name]:
        """Names of the user's layers around world coordinates, where there is room left."""
        for words, position in wishes:
            lines = [(self._art.elided(words, LAYER_NAME, WIDEST_NAME_PX), LAYER_NAME)]
            yield from self._placed(lines, self._frame.from_world(position), 0, centred=True)

    def _reserve(self, position: Position, reach: float) -> None:
        self._taken.take(Box(position[0] - reach, position[1] - reach, 2 * reach, 2 * reach))

    def _placed(
        self, lines: Lines, position: Position, gap: float, *, centred: bool = False, dot: Position | None = None
    ) -> Iterator[Name]:
        width = max(self._art.width(words, style) for words, style in lines)
        height = sum(self._art.height(style) for _words, style in lines)
        (box,) = place_labels([LabelWish(position, width, height, gap, centred)], self._within, self._taken)
        if box is not None:
            yield Name(lines, box, box.right <= position[0], dot)

    def _facilities(self, spots: Iterable[tuple[Position, PlacedMarker]]) -> Iterator[Name]:
        for position, placed in spots:
            facility = placed.marker.facilities[0]
            style = ACROSS_NAME if facility.across is not None else FACILITY_NAME
            lines = [(self._art.elided(facility.name, style, WIDEST_NAME_PX), style)]
            if facility.across is not None:
                lines.append((self._across_words(facility.across), RIVER_LINE))
            yield from self._placed(lines, position, placed.reach + 3)

    def _across_words(self, across: AcrossBorder) -> str:
        time = travel_words(across, self._texts)
        river = self._art.elided(across.river, RIVER_LINE, WIDEST_NAME_PX)
        return f"{river} · {time}" if river else time

    def _countries(self, ground: Ground) -> Iterator[Name]:
        left, right = self._frame.left, self._frame.left + self._frame.width / self._frame.scale
        top, bottom = self._frame.top, self._frame.top + self._frame.height / self._frame.scale
        for room in ground.names:
            if not room.may_be_in(left, top, right, bottom):
                continue
            words = _country_name(room.code, self._texts.language)
            width = self._art.width(words, COUNTRY_NAME) + 8
            seen = [
                ((max(a, left) + min(b, right)) / 2, y)
                for a, b, y in room.stretches
                if top < y < bottom and (min(b, right) - max(a, left)) * self._frame.scale > width
            ]
            if not seen:
                continue
            middle = sum(y for _x, y in seen) / len(seen)
            seen.sort(key=lambda spot: abs(spot[1] - middle))
            for spot in seen[:6]:
                found = [*self._placed([(words, COUNTRY_NAME)], self._frame.from_world(spot), 0, centred=True)]
                if found:
                    yield from found
                    break

    def _towns(self, ground: Ground, *, capitals: bool) -> Iterator[Name]:
        least = next((people for zoom, people in TOWNS_FROM_ZOOM if self._frame.zoom >= zoom), None)
        if least is None:
            return
        for position, town in ground.towns:
            if town.is_capital is not capitals or not (capitals or town.population >= least):
                continue
            spot = self._frame.from_world(position)
            if not self._within.has(spot):
                continue
            dot = Box(spot[0] - DOT_PX, spot[1] - DOT_PX, 2 * DOT_PX, 2 * DOT_PX)
            if self._taken.is_free(dot):
                style = CAPITAL_NAME if town.is_capital else TOWN_NAME
                yield from self._placed([(_town_name(town, self._texts.language), style)], spot, DOT_PX + 2, dot=spot)


@lru_cache(maxsize=1024)
def _country_name(code: str, language: str) -> str:
    return Texts(language).country(code).upper()


def _town_name(town: Town, language: str) -> str:
    return town.names.get(language) or town.names.get("ru" if language == "kk" else "en") or town.names["en"]


def paint_names(painter: QPainter, names: Iterable[Name], art: MapArt) -> None:
    """Write names, with the dots of towns."""
    painter.setPen(art.colours[Tone.TOWN])
    painter.setBrush(art.colours[Tone.TOWN])
    for name in names:
        if name.dot is not None:
            painter.drawEllipse(QPointF(*name.dot), DOT_PX - 0.5, DOT_PX - 0.5)
        picture = art.name(name.lines, from_right=name.from_right)
        painter.drawPixmap(QPointF(name.box.x - HALO_PX, name.box.y - HALO_PX), picture)
