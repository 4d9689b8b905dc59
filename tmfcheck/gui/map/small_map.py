"""A small map of one facility's surroundings, for the facility's page; a click leads to the large one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from tmfcheck.gui.theme import SPACE, Theme
from tmfcheck.gui.widgets.painted_button import PaintedButton
from tmfcheck.i18n import Texts

if TYPE_CHECKING:
    from tmfcheck.domain.facility import Facility
    from tmfcheck.domain.geography import Place
    from tmfcheck.domain.screen_frame import ScreenFrame
    from tmfcheck.gui.map.ground_paths import Ground
    from tmfcheck.gui.map.map_picture import MapPicture

HEIGHT_PX = 176
ZOOM = 6.6
REACH_DEGREES = 8.0
_NEIGHBOUR_PX, _MARK_PX = 3.5, 6.5


class SmallMap(PaintedButton):
    """Shows a place in its middle and its neighbours as dots; what paints it is imported once it is on the screen."""

    map_asked = Signal()

    def __init__(self, theme: Theme, texts: Texts, place: Place, neighbours: Sequence[Place]) -> None:
        super().__init__(theme, texts.gettext("Show on the map"))
        self._texts = texts
        self._place = place
        self._neighbours = neighbours
        self._picture: MapPicture | None = None
        self.setToolTip(self.text())
        self.setFixedHeight(theme.wide(HEIGHT_PX))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.map_asked)
        # After the page around it is painted: the ground takes a while to read.
        QTimer.singleShot(0, self, self._load)

    @property
    def is_ready(self) -> bool:
        """Whether the ground is there."""
        return self._picture is not None and self._picture.ground is not None

    def _load(self) -> None:
        from tmfcheck.gui.map.background import Errand
        from tmfcheck.gui.map.map_art import MapArt
        from tmfcheck.gui.map.map_picture import MapPicture

        self._picture = MapPicture(MapArt(self.theme, self.devicePixelRatioF()), self._texts)
        Errand(self, _ground, self._take)

    def _take(self, ground: Ground) -> None:
        if self._picture is not None:
            self._picture.ground = ground
            self._picture.fade()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None:
            painter.fillRect(self.rect(), self.theme.colour("raised"))
            return
        frame = self._frame()
        self._picture.paint(painter, frame, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_dots(painter, frame)
        self._paint_edge(painter, self._picture, frame)

    def _frame(self) -> ScreenFrame:
        from tmfcheck.domain.screen_frame import ScreenFrame, to_world

        return ScreenFrame(*to_world(self._place), ZOOM, self.width(), self.height())

    def _paint_dots(self, painter: QPainter, frame: ScreenFrame) -> None:
        painter.setPen(QPen(self.theme.colour("surface"), 1))
        painter.setBrush(self.theme.colour("muted"))
        for place in self._neighbours:
            painter.drawEllipse(QPointF(*frame.to_screen(place)), _NEIGHBOUR_PX, _NEIGHBOUR_PX)
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(self.theme.colour("surface"), 2))
        painter.setBrush(self.theme.colour("accent"))
        painter.drawEllipse(middle, _MARK_PX, _MARK_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        painter.drawEllipse(middle, _MARK_PX + SPACE, _MARK_PX + SPACE)

    def _paint_edge(self, painter: QPainter, picture: MapPicture, frame: ScreenFrame) -> None:
        from tmfcheck.gui.map.map_overlays import Overlays

        Overlays(picture.art, self._texts).paint_foot(painter, frame)
        is_strong = self.hasFocus() or self.underMouse()
        width = self.theme.ring_px if is_strong else self.theme.outline_px
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour("focus" if is_strong else "line"), width))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))


def _ground() -> Ground:
    from tmfcheck.gui.map.ground_paths import shipped_ground

    return shipped_ground().complete()


def place_of(facility: Facility) -> Place | None:
    """Where a facility lies, None where that is not known."""
    longitude, latitude = facility.fact("longitude"), facility.fact("latitude")
    if isinstance(longitude, int | float) and isinstance(latitude, int | float):
        return float(longitude), float(latitude)
    return None


def neighbours(place: Place, others: Iterable[Facility]) -> list[Place]:
    """The places of those of the others that may come into view."""
    x, y = place
    known = (found for found in map(place_of, others) if found is not None and found != place)
    return [found for found in known if abs(found[0] - x) < REACH_DEGREES and abs(found[1] - y) < REACH_DEGREES]
