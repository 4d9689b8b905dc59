"""A picture seen large: turned, enlarged around a point, moved; the base of what is drawn on and what pins stand on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tmfcheck.domain.annotation_shapes import Point, turned_back, within
from tmfcheck.gui.annotation.ink import placed
from tmfcheck.gui.theme import SPACE, Theme

MOST_ZOOM, ZOOM_STEP = 8.0, 1.25


DETAIL_FROM = 1.2
"""How much larger than it is a picture is shown before its own pixels are asked for."""


class PictureView(QWidget):
    """Shows one picture; points are shares of the upright picture, places are pixels of the widget.

    ``detail_wanted`` when it is enlarged beyond what it has; ``show_detail`` then takes the same picture with more
    pixels, turned as it is shown, and a half of them.
    """

    zoom_changed = Signal()
    detail_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._upright = QPixmap()
        self._turned = QPixmap()
        self._details: Sequence[QImage] = ()
        self._is_detail_asked = False
        self.rotation = 0
        self.empty_words = ""
        self.zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)

    # ------------------------------------------------------------ showing

    def show_picture(self, picture: QPixmap, rotation: int) -> None:
        """Show a whole picture, upright as it was taken, turned clockwise by ``rotation``; emits nothing."""
        self._upright = picture
        self.zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self.show_rotation(rotation)

    def show_rotation(self, rotation: int) -> None:
        """Show the same picture turned otherwise."""
        self.rotation = rotation
        self._details, self._is_detail_asked = (), False
        self._turned = self._upright.transformed(QTransform().rotate(rotation)) if rotation else self._upright
        self._ask_for_detail()
        self.update()

    def show_detail(self, details: Sequence[QImage]) -> None:
        """Paint with these, the largest first, where the picture is enlarged; emits nothing."""
        self._details = details
        self.update()

    @property
    def has_detail(self) -> bool:
        return bool(self._details)

    def _ask_for_detail(self) -> None:
        """Ask once for each picture and turn."""
        if self.has_picture and not self._is_detail_asked and self._is_beyond(self._turned.width()):
            self._is_detail_asked = True
            self.detail_wanted.emit()

    def _is_beyond(self, width: int) -> bool:
        """Whether more pixels of the screen are filled than a picture of this width has."""
        return self.picture_box().width() * self.devicePixelRatioF() > width * DETAIL_FROM

    @property
    def has_picture(self) -> bool:
        return not self._upright.isNull()

    @staticmethod
    def no_picture() -> QPixmap:
        """What is shown where there is nothing to show."""
        return QPixmap()

    def picture_box(self) -> QRectF:
        """Where the whole picture lies in the widget now; parts of it may lie outside."""
        size = self._turned.size().toSizeF() / max(1.0, self._turned.devicePixelRatio())
        if size.isEmpty():
            return QRectF(self.rect())
        fit = min(self.width() / size.width(), self.height() / size.height()) * self.zoom
        width, height = size.width() * fit, size.height() * fit
        left = self._offset(width, self.width(), self._centre.x())
        top = self._offset(height, self.height(), self._centre.y())
        return QRectF(left, top, width, height)

    @staticmethod
    def _offset(length: float, room: float, centre: float) -> float:
        """Centred while it fits; else no more border than needed."""
        if length <= room:
            return (room - length) / 2
        return min(0.0, max(room - length, room / 2 - centre * length))

    def point_at(self, place: QPointF) -> Point:
        """The point of the upright picture below a place of the widget."""
        box = self.picture_box()
        share = ((place.x() - box.left()) / box.width(), (place.y() - box.top()) / box.height())
        return turned_back(within(share), self.rotation)

    def place_of(self, point: Point) -> QPointF:
        """The place of the widget where a point of the upright picture lies."""
        return placed(point, self.picture_box(), self.rotation)

    def upright_step(self, way: tuple[int, int], step: float) -> Point:
        """A step on the screen as a step in the upright picture."""
        origin = turned_back((0, 0), self.rotation)
        target = turned_back((way[0] * step, way[1] * step), self.rotation)
        return target[0] - origin[0], target[1] - origin[1]

    def sizeHint(self) -> QSize:
        return QSize(720, 540)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 210)

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge, around a place of the widget or its middle; 1 shows the whole picture."""
        before = self.picture_box()
        place = around if around is not None else QPointF(self.rect().center())
        share = QPointF(
            (place.x() - before.left()) / max(1.0, before.width()),
            (place.y() - before.top()) / max(1.0, before.height()),
        )
        self.zoom = min(MOST_ZOOM, max(1.0, self.zoom * factor))
        size = self.picture_box().size()
        self._centre = QPointF(
            share.x() + (self.width() / 2 - place.x()) / max(1.0, size.width()),
            share.y() + (self.height() / 2 - place.y()) / max(1.0, size.height()),
        )
        self.zoom_changed.emit()
        self._ask_for_detail()
        self.update()

    def show_whole(self) -> None:
        """Show the whole picture."""
        self.zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        self.zoom_changed.emit()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP, event.position())

    def pan(self, step: QPointF) -> None:
        size = self.picture_box().size()
        self._centre += QPointF(step.x() / max(1.0, size.width()), step.y() / max(1.0, size.height()))
        self._centre = QPointF(*within(self._centre.toTuple()))
        self.update()

    # ------------------------------------------------------------ painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_for_detail()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.theme.colour("sidebar"))
        if self.has_picture:
            box = self.picture_box()
            self._paint_picture(painter, box)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_over(painter, box)
        else:
            painter.setPen(self.theme.colour("muted"))
            painter.setFont(self.theme.font())
            room = self.rect().adjusted(SPACE * 4, 0, -SPACE * 4, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.colour("focus"), self.theme.ring_px))
            inset = self.theme.ring_px // 2
            painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        """Only what is seen is painted: of a large picture the rest would cost more than the eye has time for."""
        if not self._details or not self._is_beyond(self._turned.width()):
            painter.drawPixmap(box, self._turned, QRectF(self._turned.rect()))
            return
        enough = [image for image in self._details if not self._is_beyond(image.width())]
        image = enough[-1] if enough else self._details[0]
        seen = box.intersected(QRectF(self.rect()))
        across, down = image.width() / box.width(), image.height() / box.height()
        left, top = (seen.left() - box.left()) * across, (seen.top() - box.top()) * down
        painter.drawImage(seen, image, QRectF(left, top, seen.width() * across, seen.height() * down))

    def paint_over(self, painter: QPainter, box: QRectF) -> None:
        """Paint what lies over the picture that fills the box."""
