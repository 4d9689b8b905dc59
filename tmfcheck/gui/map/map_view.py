"""The map one moves about in: wheel and keys zoom, drag and arrows move, a click asks about what lies there."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from tmfcheck.domain.geography import Place, bounds_of
from tmfcheck.domain.map_frame import Position
from tmfcheck.domain.screen_frame import HIGHEST_ZOOM, FreeRoom, ScreenFrame, from_world, to_world
from tmfcheck.gui.map.map_art import MapArt
from tmfcheck.gui.map.map_overlays import Overlays
from tmfcheck.gui.map.map_picture import MapPicture
from tmfcheck.gui.map.marker_levels import PlacedMarker
from tmfcheck.gui.map.measuring import Measuring
from tmfcheck.gui.theme import Theme
from tmfcheck.i18n import Texts

WHEEL_STEP, KEY_STEP = 0.5, 0.5
ARROW_PX = 80
CLICK_PX = 4
SEAM_PX = 160
"""How far the picture reaches beyond the view, so that a move finds it painted."""
REST_MS = 140
"""After a zoom the picture is widened once the hand rests this long."""
FIT_AIR_PX = 60.0
MANY_TOGETHER = 1e-4
"""Degrees: facilities nearer than this are never told apart by zooming in."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MapView(QWidget):
    """Shows what its picture holds; knows facilities by their ids only."""

    facility_clicked = Signal(str)
    """The user pointed at one facility."""
    facility_opened = Signal(str)
    """The user clicked it twice."""
    ground_clicked = Signal()
    """The user clicked where there is nothing."""
    chosen_changed = Signal(object)
    """The user chose facilities (a frozenset of ids)."""
    pointer_moved = Signal(object, object)
    """The place under the pointer or None, and the marker there or None."""
    measured = Signal()
    """What is measured has changed, or measuring began or ended."""
    frame_changed = Signal()
    files_dropped = Signal(object)
    """Paths of files dropped on the map."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._art = MapArt(theme, self.devicePixelRatioF())
        self.picture = MapPicture(self._art, texts)
        self.measuring = Measuring()
        self.frame = ScreenFrame(*to_world((68.0, 46.0)), 4.5, 900, 600)
        self.chosen: frozenset[str] = frozenset()
        self.current: str | None = None
        self.selects_by_drag = False
        self.covered_px = 0
        """How much of the right side something lies on: what is fitted into view keeps clear of it."""
        self._overlays = Overlays(self._art, texts)
        self._pressed: QPointF | None = None
        self._dragged_from: ScreenFrame | None = None
        self._band: QRect | None = None
        self._is_zooming = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.widen)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(texts.gettext("Map"))

    # ------------------------------------------------------- what is shown

    @property
    def point_px(self) -> float:
        """Pixels a point of the symbols is wide."""
        return self._art.point_px

    @property
    def art(self) -> MapArt:
        """What paints the symbols, for the legend and the list."""
        return self._art

    def refresh(self) -> None:
        """Paint anew: what the picture holds has changed."""
        self.picture.fade()
        self.update()

    def show_frame(self, frame: ScreenFrame) -> None:
        """Show another piece of the earth."""
        if frame.zoom != self.frame.zoom:
            self._is_zooming = True
            self._rest.start()
        self.frame = frame.resized(self.width(), self.height())
        self.update()
        self.frame_changed.emit()

    def fit(self, places: Iterable[Place]) -> None:
        """Show all these places; none: nothing changes."""
        wanted = list(places)
        if wanted:
            self.show_frame(self.room.fitted(wanted))

    @property
    def room(self) -> FreeRoom:
        """Where places can be seen now."""
        return FreeRoom(self.frame.resized(self.width(), self.height()), self.covered_px, FIT_AIR_PX)

    def show_sources(self, sources: tuple[str, ...]) -> None:
        """Name where the user's own layers come from."""
        self._overlays.sources = sources
        self.update()

    def show_chosen(self, chosen: frozenset[str]) -> None:
        """Mark facilities as chosen."""
        self.chosen = chosen
        self.update()

    def show_current(self, facility_id: str | None) -> None:
        """Mark the facility that is spoken of."""
        self.current = facility_id
        self.update()

    def zoom_by(self, steps: float, around: Position | None = None) -> None:
        """Zoom in or out around a pixel, the middle unless told."""
        spot = around or (self.width() / 2, self.height() / 2)
        self.show_frame(self.frame.zoomed(self.frame.zoom + steps, spot))

    def places_in_view(self) -> list[PlacedMarker]:
        """The markers that are really in view."""
        room = QRectF(self.rect())
        return [each for each in self.picture.markers() if room.contains(self._spot(each))]

    def _spot(self, marker: PlacedMarker) -> QPointF:
        return QPointF(*self.frame.from_world((marker.x, marker.y)))

    # ---------------------------------------------------------- measuring

    def start_measuring(self) -> None:
        """Clicks set places from now on."""
        self.measuring.start()
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()
        self.measured.emit()

    def end_measuring(self) -> None:
        """Clicks ask about facilities again."""
        self.measuring.end()
        self.unsetCursor()
        self.update()
        self.measured.emit()

    def _measure_to(self, place: Place) -> None:
        self.measuring.add(place)
        self.update()
        self.measured.emit()

    # ------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.picture.paint(painter, self.frame, 0 if self._is_zooming else SEAM_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._overlays.paint_selection(painter, self.frame, self.picture.markers(), self.chosen)
        marker = self.picture.marker_of(self.current) if self.current is not None else None
        self._overlays.paint_current(painter, self.frame, marker)
        self._overlays.paint_measuring(painter, self.frame, self.measuring)
        self._overlays.paint_band(painter, self._band)
        self._overlays.paint_foot(painter, self.frame)
        if self.measuring.is_on and self.hasFocus():
            self._overlays.paint_cross(painter, self.frame)
        self._paint_edge(painter)

    def _paint_edge(self, painter: QPainter) -> None:
        theme = self._art.theme
        width = theme.ring_px if self.hasFocus() else theme.outline_px
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else "line"), width))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))

    def widen(self) -> None:
        """Widen the picture, so that the next move finds it painted."""
        self._is_zooming = False
        if self.isVisible():
            self.picture.draw(self.frame, SEAM_PX)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.frame = self.frame.resized(self.width(), self.height())
        super().resizeEvent(event)

    # ------------------------------------------------------------- the mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            spot = event.position()
            self.zoom_by(steps * WHEEL_STEP, (spot.x(), spot.y()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        draws_band = self.selects_by_drag or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._dragged_from = None if draws_band else self.frame
        self._band = QRect(self._pressed.toPoint(), self._pressed.toPoint()) if draws_band else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._pressed is not None and self._band is not None:
            self._band = QRect(self._pressed.toPoint(), spot.toPoint()).normalized()
            self.update()
        elif self._pressed is not None and self._dragged_from is not None:
            way = self._pressed - spot
            if math.hypot(way.x(), way.y()) >= CLICK_PX or self.frame is not self._dragged_from:
                self.show_frame(self._dragged_from.moved(way.x(), way.y()))
        self._tell_pointer(spot)

    def _tell_pointer(self, spot: QPointF) -> None:
        place = self.frame.to_place((spot.x(), spot.y()))
        marker = self.picture.marker_at(self.frame, (spot.x(), spot.y()))
        if self.measuring.is_on:
            self.measuring.pointer = place
            self.update()
            self.measured.emit()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor if marker else Qt.CursorShape.ArrowCursor)
        self.pointer_moved.emit(place, marker)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        way = event.position() - self._pressed
        is_click = math.hypot(way.x(), way.y()) < CLICK_PX
        band, self._band, self._pressed, self._dragged_from = self._band, None, None, None
        self.update()
        if band is not None and not is_click:
            self._choose_within(band, adds=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif is_click:
            self._click(event.position(), event.modifiers())

    def _choose_within(self, band: QRect, *, adds: bool) -> None:
        room = QRectF(band)
        seen = self.picture.levels.in_view(self.frame, 0) if self.picture.levels is not None else []
        found = {
            facility.id
            for each in seen
            for facility in each.marker.facilities
            if room.contains(QPointF(*self.frame.to_screen(facility.place)))
        }
        self._choose(frozenset(found) | (self.chosen if adds else frozenset()))

    def _choose(self, chosen: frozenset[str]) -> None:
        self.chosen = chosen
        self.update()
        self.chosen_changed.emit(chosen)

    def _click(self, spot: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if self.measuring.is_on:
            self._measure_to(self.frame.to_place((spot.x(), spot.y())))
            return
        marker = self.picture.marker_at(self.frame, (spot.x(), spot.y()))
        if marker is None:
            self.ground_clicked.emit()
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._choose(self.chosen ^ {each.id for each in marker.marker.facilities})
        elif marker.is_cluster:
            self._open_cluster(marker)
        else:
            self.facility_clicked.emit(marker.marker.facilities[0].id)

    def _open_cluster(self, marker: PlacedMarker) -> None:
        """Zoom in until its facilities part; those at one place are chosen instead, so that the list names them."""
        places = [each.place for each in marker.marker.facilities]
        box = bounds_of(places)
        is_one_place = max(box.east - box.west, box.north - box.south) < MANY_TOGETHER
        if is_one_place or self.frame.zoom >= HIGHEST_ZOOM - 1:
            self._choose(frozenset(each.id for each in marker.marker.facilities))
            return
        fitted = self.frame.fitted(places, min(FIT_AIR_PX, self.width() / 6))
        zoom = max(fitted.zoom, self.frame.zoom + 1)
        self.show_frame(
            fitted.centred(from_world((fitted.x, fitted.y))).zoomed(zoom, (self.width() / 2, self.height() / 2))
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = (event.position().x(), event.position().y())
        marker = self.picture.marker_at(self.frame, spot)
        if self.measuring.is_on:
            self._click(event.position(), event.modifiers())
        elif marker is None:
            self.zoom_by(1, spot)
        elif not marker.is_cluster:
            self.facility_opened.emit(marker.marker.facilities[0].id)

    def leaveEvent(self, event: QEvent) -> None:
        self.measuring.pointer = None
        self.pointer_moved.emit(None, None)
        self.update()

    # ------------------------------------------------------------- the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            right, down = _ARROWS[key]
            self.show_frame(self.frame.moved(right * ARROW_PX, down * ARROW_PX))
        elif event.text() in ("+", "=") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(KEY_STEP)
        elif event.text() in ("-", "−", "_") and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(-KEY_STEP)
        elif self.measuring.is_on and self._measure_key(key):
            return
        else:
            super().keyPressEvent(event)

    def _measure_key(self, key: Qt.Key) -> bool:
        """Keys while measuring: set a place in the middle, take one back, end."""
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._measure_to(from_world((self.frame.x, self.frame.y)))
        elif key == Qt.Key.Key_Backspace:
            self.measuring.take_back()
            self.update()
            self.measured.emit()
        elif key == Qt.Key.Key_Escape:
            self.end_measuring()
        else:
            return False
        return True

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    # ------------------------------------------------------------- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
