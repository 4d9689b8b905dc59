"""From the window onto paper: the map in view as a file or on a printer, made beside the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tmfcheck.domain.geography import Bounds
from tmfcheck.domain.map_content import MapContent
from tmfcheck.domain.map_layers import DrawnLayer
from tmfcheck.errors import ReportError, TmfCheckError
from tmfcheck.i18n import Texts
from tmfcheck.services.maps import FORMATS, map_bytes, save_map

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class MapOrder:
    """What is to be put on paper."""

    content: MapContent
    bounds: Bounds
    texts: Texts
    layers: tuple[DrawnLayer, ...]
    chosen: frozenset[str]

    def made(self, ending: str) -> bytes:
        """The bytes of the file."""
        return map_bytes(self.content, self.bounds, self.texts, ending, layers=self.layers, chosen=self.chosen)


def with_ending(chosen: str, kind: str) -> Path:
    """The chosen file with an ending that names its format; ``kind`` is the dialog's line for it."""
    path = Path(chosen)
    if path.suffix.lower() in FORMATS:
        return path
    named = re.search(r"\*(\.\w+)", kind)
    return path.with_name(path.name + (named[1] if named and named[1] in FORMATS else FORMATS[0]))


def saving(order: MapOrder, out: Path) -> Callable[[], Path | TmfCheckError]:
    """The work of writing a file; its result says where it is, or why not."""

    def work() -> Path | TmfCheckError:
        try:
            save_map(out, order.made(out.suffix))
        except TmfCheckError as error:
            return error
        return out

    return work


def printing(order: MapOrder, printer: QPrinter) -> Callable[[], TmfCheckError | None]:
    """The work of printing the same page that is saved as PDF."""

    def work() -> TmfCheckError | None:
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QImage, QPainter

        from tmfcheck.reports.pdfium import page_picture

        try:
            picture = page_picture(order.made(".pdf"), printer.resolution()).convert("RGB")
        except TmfCheckError as error:
            return error
        data = picture.tobytes()
        image = QImage(data, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
        painter = QPainter()
        if not painter.begin(printer):
            return ReportError("PRINTER_REFUSES", printer=printer.printerName() or printer.outputFileName())
        try:
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            fit = min(paper.width() / image.width(), paper.height() / image.height(), 1.0)
            width, height = image.width() * fit, image.height() * fit
            painter.drawImage(QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height), image)
        finally:
            painter.end()
        return None

    return work
