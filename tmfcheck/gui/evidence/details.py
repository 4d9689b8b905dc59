"""A picture's own pixels for whoever looks closely: read in slices, decoded in a thread, one picture at a time."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from tmfcheck.domain.evidence import Evidence
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.annotation.picture_view import PictureView
from tmfcheck.gui.presenters.in_background import in_background
from tmfcheck.gui.presenters.in_slices import InSlices

if TYPE_CHECKING:
    from tmfcheck.services.evidence import Pixels

ReadOriginal = Callable[[str], Generator[None, None, bytes]]
"""Reads the stored file of a SHA-256 in steps; the bytes are the generator's value. Raises TmfCheckError."""


class Details(QObject):
    """Brings a view the pixels it asks for; ``failed`` with a TmfCheckError where the stored file is not whole."""

    failed = Signal(object)

    def __init__(self, read: ReadOriginal, view: PictureView, item: Callable[[], Evidence | None]) -> None:
        """``item`` says what the view shows now."""
        super().__init__(view)
        self._read = read
        self._view = view
        self._item = item
        self._decoding: _Decoding | None = None
        self._reading = InSlices(self)
        self._reading.finished.connect(self._on_read)
        self._reading.failed.connect(self.failed)
        view.detail_wanted.connect(self._on_wanted)

    @property
    def is_busy(self) -> bool:
        """Whether pixels are on their way."""
        return self._reading.is_running or self._decoding is not None

    def _on_wanted(self) -> None:
        item = self._item()
        if item is not None and item.is_photo:
            self._give_up()
            self._wanted = (item, self._view.rotation)
            self._reading.start(self._read(item.sha256))

    def _give_up(self) -> None:
        """Nobody waits any more for what is on its way."""
        if self._decoding is not None:
            self._decoding.is_wanted = False
            self._decoding = None

    def _on_read(self, content: bytes) -> None:
        item, rotation = self._wanted
        self._decoding = _Decoding(content, item, rotation)
        in_background(self._decoding.run, self._on_decoded, self._on_failed)

    def _on_decoded(self) -> None:
        decoding, item = self._decoding, self._item()
        if decoding is None or not decoding.images:
            return
        self._decoding = None
        if item is not None and (item.sha256, self._view.rotation) == (decoding.item.sha256, decoding.rotation):
            self._view.show_detail(decoding.images)

    def _on_failed(self, error: Exception) -> None:
        """What could be attached can be decoded; where memory is short, the smaller copy has to do."""
        self._decoding = None
        if not isinstance(error, TmfCheckError | MemoryError):
            raise error


class _Decoding:
    """The work of the thread, on plain data alone."""

    def __init__(self, content: bytes, item: Evidence, rotation: int) -> None:
        self._content = content
        self.item = item
        self.rotation = rotation
        self.is_wanted = True
        self.images: tuple[QImage, ...] = ()

    def run(self) -> None:
        """Decode, unless nobody waits any more."""
        from tmfcheck.services.evidence import detail

        if not self.is_wanted:
            return
        found = detail(self._content, self.item.media_type, self.item.file_name, self.rotation)
        images = tuple(map(self._image, found))
        if self.is_wanted:
            self.images = images

    def _image(self, pixels: Pixels) -> QImage:
        """The pixels as Qt paints them quickest, filled band by band so that the window's thread gets its turns."""
        image = QImage(pixels.width, pixels.height, QImage.Format.Format_RGB32)
        if image.isNull():
            raise MemoryError
        rows, at = memoryview(image.bits()), 0
        for band in pixels.bands:
            if not self.is_wanted:
                break
            rows[at : at + len(band)] = band
            at += len(band)
        return image
