"""Small pictures of the evidence, read one by one between events and kept while they are needed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QTransform

from tmfcheck.domain.evidence import Annotation, Evidence
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.annotation.ink import paint_annotations

KEPT = 400

Key = tuple[str, int, tuple[Annotation, ...]]
ReadThumb = Callable[[str], bytes]
"""Reads the smallest copy of a picture by its SHA-256; raises TmfCheckError."""


class Thumbnails(QObject):
    """``arrived`` when one more small picture is there; who shows it paints again."""

    arrived = Signal()

    def __init__(self, read: ReadThumb, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._between = QTimer(self, singleShot=True, interval=0)
        self._between.timeout.connect(self._read_next)

    def of(self, item: Evidence) -> QPixmap | None:
        """The small picture of evidence as it is turned and drawn on; None until it ``arrived``, or for a file.

        A picture that cannot be read is empty.
        """
        if not item.is_photo:
            return None
        key = (item.sha256, item.rotation, item.annotations)
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
        self.arrived.emit()

    def _picture(self, sha256: str, rotation: int, marks: tuple[Annotation, ...]) -> QPixmap:
        picture = QPixmap()
        try:
            picture.loadFromData(self._read(sha256))
        except TmfCheckError:
            return QPixmap()
        if rotation:
            picture = picture.transformed(QTransform().rotate(rotation))
        if marks and not picture.isNull():
            painter = QPainter(picture)
            paint_annotations(painter, QRectF(picture.rect()), marks, rotation)
            painter.end()
        return picture
