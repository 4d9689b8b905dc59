"""Small pictures of the evidence, read one by one between events and kept while they are needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap, QTransform

from tmfcheck.domain.evidence import Annotation, Evidence
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.annotation.ink import paint_annotations

KEPT = 400

Key = tuple[str, int, tuple[Annotation, ...], int, int]
ReadThumb = Callable[[str], bytes]
"""Reads the smallest copy of a picture by its SHA-256; raises TmfCheckError."""


class Thumbnails(QObject):
    """``arrived`` with a picture's SHA-256 when it is there; who shows it paints it again."""

    arrived = Signal(str)

    def __init__(self, read: ReadThumb, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._between = QTimer(self, singleShot=True, interval=0)
        self._between.timeout.connect(self._read_next)

    @property
    def is_busy(self) -> bool:
        """Whether pictures that were asked for are not there yet."""
        return bool(self._wanted)

    def of(self, item: Evidence, room: QSize) -> QPixmap | None:
        """The small picture of evidence as it is turned and drawn on, to fit a room; None until it ``arrived``.

        A file has none; a picture that cannot be read is empty.
        """
        if not item.is_photo:
            return None
        key = (item.sha256, item.rotation, item.annotations, room.width(), room.height())
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        while len(self._wanted) > KEPT:
            self._wanted.popitem(last=False)
        self._between.start()
        return None

    def _read_next(self) -> None:
        """The one asked for last comes first: it is what somebody looks at now."""
        if not self._wanted:
            return
        key, _ = self._wanted.popitem()
        self._kept[key] = self._picture(*key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        if self._wanted:
            self._between.start()
        self.arrived.emit(key[0])

    def _picture(self, sha256: str, rotation: int, marks: tuple[Annotation, ...], width: int, height: int) -> QPixmap:
        picture = QPixmap()
        try:
            picture.loadFromData(self._read(sha256))
        except TmfCheckError:
            return QPixmap()
        if rotation:
            picture = picture.transformed(QTransform().rotate(rotation))
        picture = _fitted(picture, QSize(width, height))
        if marks and not picture.isNull():
            painter = QPainter(picture)
            size = picture.deviceIndependentSize()
            paint_annotations(painter, QRectF(0, 0, size.width(), size.height()), marks, rotation)
            painter.end()
        return picture


def _fitted(picture: QPixmap, room: QSize) -> QPixmap:
    """Scaled once and kept, so that painting is quick; sharp on the finest of the connected screens."""
    if picture.isNull():
        return picture
    scale = max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    fitted = picture.scaled(room * scale, aspect, smooth)
    fitted.setDevicePixelRatio(scale)
    return fitted
