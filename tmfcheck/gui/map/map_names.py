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
from tmfcheck.domain.screen_frame import ScreenFrame, scale_of
from tmfcheck.gui.map.ground_paths import Ground, NameRoom
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
"""Facilities whose name is tried at once, the most serious first; a screen has no room for more."""
DOT_PX = 2.5
_EDGE_PX = 3.0

Lines = Sequence[tuple[str, NameStyle]]


class Name(NamedTuple):
    """Lines of a name and their box in the pixels of the whole world; ``dot`` marks a town beside it."""

    lines: Lines
    box: Box
    from_right: bool = False
    dot: Position | None = None


class NameSheet:
    """The names at one zoom: a name once placed keeps its room, so that moving about adds names and moves none.

    Positions are pixels of the whole world at this zoom.
    """

    def __init__(self, zoom: float, art: MapArt, texts: Texts) -> None:
        self._zoom = zoom
        self._scale = scale_of(zoom)
        self._art = art
        self._texts = texts
        self._taken = TakenRoom()
        self._placed: dict[object, Box] = {}
        self._crowded_out: set[object] = set()
        self._reserved: set[Position] = set()
        self._within = Box(0, 0, 0, 0)

    def place(
        self,
        frame: ScreenFrame,
        ground: Ground | None,
        markers: Sequence[PlacedMarker],
        others: Iterable[tuple[str, Position]] = (),
    ) -> list[Name]:
        """The names that are new on a frame; who asks first is served first: facilities, countries, towns, layers."""
        left, top = frame.left * self._scale, frame.top * self._scale
        self._within = Box(left, top, frame.width, frame.height).shrunk(_EDGE_PX)
        for each in markers:
            self._reserve(each)
        done = self._crowded_out | self._placed.keys()
        singles = [each for each in markers if not each.is_cluster and each.marker.facilities[0].id not in done]
        across = [each for each in singles if each.look.stands_out is not None][:MOST_NAMES]
        plain = [each for each in singles if each.look.stands_out is None][: MOST_NAMES - len(across)]
        names = [*self._facilities(across)]
        if ground is not None:
            names += [*self._countries(ground), *self._towns(ground, capitals=True)]
        names += self._facilities(plain)
        if ground is not None:
            names += self._towns(ground, capitals=False)
        names += self._others(others)
        return names

    def _spot(self, x: float, y: float) -> Position:
        return x * self._scale, y * self._scale

    def _reserve(self, marker: PlacedMarker) -> None:
        where = (marker.x, marker.y)
        if where not in self._reserved:
            self._reserved.add(where)
            x, y = self._spot(*where)
            self._taken.take(Box(x - marker.reach, y - marker.reach, 2 * marker.reach, 2 * marker.reach))

    def _named(
        self, key: object, lines: Lines, position: Position, gap: float, *, dot: Position | None = None
    ) -> Iterator[Name]:
        """A name beside its position, or on it where there is no gap."""
        width = max(self._art.width(words, style) for words, style in lines)
        height = sum(self._art.height(style) for _words, style in lines)
        wish = LabelWish(position, width, height, gap, centred=gap == 0)
        (box,) = place_labels([wish], self._within, self._taken)
        if box is not None:
            self._placed[key] = box
            yield Name(lines, box, box.right <= position[0], dot)
        elif self._within.shrunk(width + gap).has(position):
            self._crowded_out.add(key)

    def _facilities(self, markers: Iterable[PlacedMarker]) -> Iterator[Name]:
        for placed in markers:
            facility = placed.marker.facilities[0]
            style = ACROSS_NAME if facility.across is not None else FACILITY_NAME
            lines = [(self._art.elided(facility.name, style, WIDEST_NAME_PX), style)]
            if facility.across is not None:
                lines.append((self._across_words(facility.across), RIVER_LINE))
            yield from self._named(facility.id, lines, self._spot(placed.x, placed.y), placed.reach + 3)

    def _across_words(self, across: AcrossBorder) -> str:
        time = travel_words(across, self._texts)
        river = self._art.elided(across.river, RIVER_LINE, WIDEST_NAME_PX)
        return f"{river} · {time}" if river else time

    def _countries(self, ground: Ground) -> Iterator[Name]:
        box = self._within
        left, right = box.x / self._scale, box.right / self._scale
        top, bottom = box.y / self._scale, box.top / self._scale
        for room in ground.names:
            before = self._placed.get(room.code)
            if room.may_be_in(left, top, right, bottom) and (before is None or not before.meets(box)):
                yield from self._country(room, (left, top, right, bottom))

    def _country(self, room: NameRoom, view: tuple[float, float, float, float]) -> Iterator[Name]:
        left, top, right, bottom = view
        words = _country_name(room.code, self._texts.language)
        width = (self._art.width(words, COUNTRY_NAME) + 8) / self._scale
        seen = [
            ((max(a, left) + min(b, right)) / 2, y)
            for a, b, y in room.stretches
            if top < y < bottom and min(b, right) - max(a, left) > width
        ]
        if not seen:
            return
        middle = sum(y for _x, y in seen) / len(seen)
        seen.sort(key=lambda spot: abs(spot[1] - middle))
        for spot in seen[:6]:
            found = [*self._named(room.code, [(words, COUNTRY_NAME)], self._spot(*spot), 0)]
            if found:
                yield from found
                return

    def _towns(self, ground: Ground, *, capitals: bool) -> Iterator[Name]:
        least = next((people for zoom, people in TOWNS_FROM_ZOOM if self._zoom >= zoom), None)
        if least is None:
            return
        for position, town in ground.towns:
            if town.is_capital is not capitals or not (capitals or town.population >= least):
                continue
            spot = self._spot(*position)
            if not self._within.has(spot) or town.place in self._placed:
                continue
            dot = Box(spot[0] - DOT_PX, spot[1] - DOT_PX, 2 * DOT_PX, 2 * DOT_PX)
            if self._taken.is_free(dot):
                style = CAPITAL_NAME if town.is_capital else TOWN_NAME
                lines = [(_town_name(town, self._texts.language), style)]
                yield from self._named(town.place, lines, spot, DOT_PX + 2, dot=spot)

    def _others(self, wishes: Iterable[tuple[str, Position]]) -> Iterator[Name]:
        """Names of the user's layers, where there is room left."""
        for words, position in wishes:
            key = (words, position)
            if key not in self._placed:
                lines = [(self._art.elided(words, LAYER_NAME, WIDEST_NAME_PX), LAYER_NAME)]
                yield from self._named(key, lines, self._spot(*position), 0)


@lru_cache(maxsize=1024)
def _country_name(code: str, language: str) -> str:
    return Texts(language).country(code).upper()


def _town_name(town: Town, language: str) -> str:
    return town.names.get(language) or town.names.get("ru" if language == "kk" else "en") or town.names["en"]


def paint_names(painter: QPainter, names: Iterable[Name], frame: ScreenFrame, art: MapArt) -> None:
    """Write names, with the dots of towns."""
    left, top = frame.left * frame.scale, frame.top * frame.scale
    painter.setPen(art.colours[Tone.TOWN])
    painter.setBrush(art.colours[Tone.TOWN])
    for name in names:
        if name.dot is not None:
            painter.drawEllipse(QPointF(name.dot[0] - left, name.dot[1] - top), DOT_PX - 0.5, DOT_PX - 0.5)
        picture = art.name(name.lines, from_right=name.from_right)
        painter.drawPixmap(QPointF(name.box.x - left - HALO_PX, name.box.y - top - HALO_PX), picture)
