"""What lies on the map's picture and changes with every move: selection, measured way, scale bar, attribution."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from tmfcheck.domain.map_drawing import Tone
from tmfcheck.domain.map_labels import round_length
from tmfcheck.domain.screen_frame import ScreenFrame
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.marker_levels import PlacedMarker
from tmfcheck.gui.map.measuring import Measuring
from tmfcheck.gui.theme import SPACE, TypeSize
from tmfcheck.i18n import Texts
from tmfcheck.map_wording import CAUTION, SOURCES

SCALE_SHARE = 0.18
"""How much of the map's width the scale bar takes at most."""
_PAPER_SHINE = 215
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


def length_words(km: float, texts: Texts) -> str:
    """A length on the map: metres below a kilometre, one decimal below ten."""
    if km < 1:
        return texts.gettext("{length} m").format(length=texts.number(1000 * km))
    return texts.gettext("{length} km").format(length=texts.number(km, 1 if km < 100 else 0))


class Overlays:
    """Paints for one look and language."""

    def __init__(self, art: MapArt, texts: Texts) -> None:
        self.sources: tuple[str, ...] = ()
        """Where the user's own layers come from, as far as they say."""
        self._art = art
        self._texts = texts
        self._small = art.theme.font(TypeSize.SMALL)
        self._fine = art.theme.font(10)

    def paint_selection(
        self, painter: QPainter, frame: ScreenFrame, markers: Sequence[PlacedMarker], chosen: Collection[str]
    ) -> None:
        """A ring around each marker that holds a chosen facility."""
        if not chosen:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in markers:
            if any(facility.id in chosen for facility in each.marker.facilities):
                middle, reach = QPointF(*frame.from_world((each.x, each.y))), each.reach + 3
                self._paint_double(painter, 5, 2.4, lambda m=middle, r=reach: painter.drawEllipse(m, r, r))

    def paint_current(self, painter: QPainter, frame: ScreenFrame, marker: PlacedMarker | None) -> None:
        """Four corners around the marker the card is about."""
        if marker is None:
            return
        x, y = frame.from_world((marker.x, marker.y))
        side, length = marker.reach + 6, 6
        corners = [
            QPolygonF(
                [
                    QPointF(x + a * side, y + b * (side - length)),
                    QPointF(x + a * side, y + b * side),
                    QPointF(x + a * (side - length), y + b * side),
                ]
            )
            for a in (-1, 1)
            for b in (-1, 1)
        ]
        for corner in corners:
            self._paint_double(painter, 5, 2.4, lambda c=corner: painter.drawPolyline(c))

    def _paint_double(self, painter: QPainter, outer: float, inner: float, draw: object) -> None:
        """A line with a halo of paper, seen on every ground."""
        for tone, width in ((Tone.PAPER, outer), (None, inner)):
            colour = self._art.theme.colour("focus") if tone is None else self._art.colours[tone]
            painter.setPen(QPen(colour, width))
            if callable(draw):
                draw()

    def paint_band(self, painter: QPainter, band: QRect | None) -> None:
        """The rectangle that is being drawn."""
        if band is not None:
            fill = QColor(self._art.theme.colour("accent"))
            fill.setAlpha(40)
            painter.setPen(QPen(self._art.theme.colour("accent"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(fill)
            painter.drawRect(band)

    def paint_measuring(self, painter: QPainter, frame: ScreenFrame, measuring: Measuring) -> None:
        """The measured way with the length of each leg."""
        if not measuring.is_on:
            return
        way = QPolygonF([QPointF(*frame.to_screen(place)) for place in measuring.way()])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._paint_double(painter, 5, 2.2, lambda: painter.drawPolyline(way))
        spots = [frame.to_screen(place) for place in measuring.shown_places()]
        painter.setPen(QPen(self._art.colours[Tone.PAPER], 1.5))
        painter.setBrush(self._art.theme.colour("focus"))
        for spot in spots:
            painter.drawEllipse(QPointF(*spot), 4.5, 4.5)
        for spot, other, km in zip(spots, spots[1:], measuring.legs_km(), strict=False):
            middle = QPointF((spot[0] + other[0]) / 2, (spot[1] + other[1]) / 2)
            self._paint_note(painter, middle, length_words(km, self._texts))

    def _paint_note(self, painter: QPainter, middle: QPointF, words: str) -> None:
        painter.setFont(self._small)
        width = QFontMetricsF(self._small).horizontalAdvance(words) + 2 * SPACE
        room = QRectF(middle.x() - width / 2, middle.y() - 9, width, 18)
        self._paint_paper(painter, room)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_paper(self, painter: QPainter, room: QRectF) -> None:
        paper = self._art.colours[Tone.PAPER]
        paper.setAlpha(_PAPER_SHINE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper)
        painter.drawRoundedRect(room, 3, 3)
        painter.setPen(self._art.colours[Tone.INK])

    def paint_cross(self, painter: QPainter, frame: ScreenFrame) -> None:
        """The middle of the map, where the keyboard sets places."""
        x, y = frame.width / 2, frame.height / 2
        lines = [QPolygonF([QPointF(x - 9, y), QPointF(x + 9, y)]), QPolygonF([QPointF(x, y - 9), QPointF(x, y + 9)])]
        for line in lines:
            self._paint_double(painter, 4, 1.6, lambda c=line: painter.drawPolyline(c))

    def paint_foot(self, painter: QPainter, frame: ScreenFrame) -> None:
        """Scale bar, and at its right the sources; above them where both do not fit side by side."""
        sources = self._source_rooms(frame)
        km = round_length(frame.width * SCALE_SHARE * frame.km_per_pixel)
        words = length_words(km, self._texts) if km < 1 else self._whole_km(km)
        advance = QFontMetricsF(self._small).horizontalAdvance(words)
        bar = QRectF(6, frame.height - 24, km / frame.km_per_pixel + advance + 20, 20)
        if any(room.intersects(bar) for room, _words in sources):
            bar.moveBottom(min(room.top() for room, _words in sources) - 2)
        self._paint_scale_bar(painter, bar, km / frame.km_per_pixel, words)
        painter.setFont(self._fine)
        for room, line in sources:
            self._paint_paper(painter, room)
            painter.drawText(room, _WRAPPED, line)

    def _paint_scale_bar(self, painter: QPainter, room: QRectF, width: float, words: str) -> None:
        self._paint_paper(painter, room)
        painter.setFont(self._small)
        painter.setPen(QPen(self._art.colours[Tone.INK], 1))
        x, y = room.x() + 6, room.y() + 8
        for start, tone in ((0, Tone.INK), (0.25, Tone.PAPER), (0.5, Tone.INK), (0.75, Tone.PAPER)):
            painter.setBrush(self._art.colours[tone])
            painter.drawRect(QRectF(x + start * width, y, width / 4, 4))
        painter.drawText(QPointF(x + width + 8, y + 6), words)

    def _whole_km(self, km: float) -> str:
        return self._texts.gettext("{length} km").format(length=self._texts.quantity(km))

    def _source_rooms(self, frame: ScreenFrame) -> list[tuple[QRectF, str]]:
        """Where the data comes from and what borders are worth, from the lower right corner upwards."""
        metrics, bottom, rooms = QFontMetricsF(self._fine), frame.height - 4.0, []
        for words in (" · ".join((SOURCES, *self.sources)), self._texts.gettext(CAUTION)):
            needed = metrics.boundingRect(QRectF(0, 0, frame.width - 24, 200), _WRAPPED, words)
            width, height = needed.width() + 10, needed.height() + 1
            bottom -= height
            rooms.append((QRectF(frame.width - width - 4, bottom, width, height), words))
        return rooms
