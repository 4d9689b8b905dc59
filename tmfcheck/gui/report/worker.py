"""Makes, draws and prints reports away from the window, so that it never waits; works on plain data alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtGui import QImage

from tmfcheck.errors import ReportError, TmfCheckError
from tmfcheck.reports.pdfium import ONE_AT_A_TIME

if TYPE_CHECKING:
    import pypdfium2
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

    from tmfcheck.domain.report_model import ReportModel

PRINT_DPI = 300
_POINTS_PER_INCH = 72
_AS_LARGE = 0.995
"""Paper that is smaller by less has the page's size: millimetres and points do not quite meet."""
_BOOKMARK_LEVELS = 2


class CancelledError(Exception):
    """The user asked to stop."""


@dataclass(frozen=True, slots=True)
class ReportJob:
    """What to make: the model and its languages; ``number`` tells one job from the next."""

    number: int
    model: ReportModel
    language: str
    second_language: str | None
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class ReportChapter:
    """A heading of a report and the page (from 0) it stands on; ``is_main`` unless it is part of another."""

    title: str
    page: int
    is_main: bool


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A finished report: the very bytes of the file, page sizes in points, and its chapters."""

    number: int
    content: bytes
    pages: tuple[tuple[float, float], ...]
    chapters: tuple[ReportChapter, ...]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Which pages (from 0) to send to which printer."""

    number: int
    printer: QPrinter
    pages: tuple[int, ...]


class ReportWorker(QObject):
    """Lives in a thread of its own; its slots are called through queued signals, its answers are signals."""

    progressed = Signal(int, int, int)
    """Job number, steps done, steps in all."""
    made = Signal(object)
    """A MadeReport."""
    drawn = Signal(int, int, float, QImage)
    """Job number, page (from 0), scale in pixels per point, picture."""
    exported = Signal(int, str)
    """Job number, and the file that was written."""
    printed = Signal(int)
    """Job number."""
    stopped = Signal(int)
    """Number of the job that was cancelled."""
    failed = Signal(int, object)
    """Job number, and a TmfCheckError or the exception of a bug."""

    def __init__(self) -> None:
        super().__init__()
        self._document: pypdfium2.PdfDocument | None = None
        self._shown = 0
        # A plain number: written by the window's thread, read by this one.
        self._cancelled_up_to = 0

    def cancel(self, number: int) -> None:
        """Give up the job of this number and every earlier one; may be called from the window's thread."""
        self._cancelled_up_to = number

    @Slot(object)
    def make(self, job: ReportJob) -> None:
        """Make the bytes of a report and open them for drawing."""
        self._guard(job.number, lambda: self._make(job))

    @Slot(object, str)
    def export(self, job: ReportJob, file: str) -> None:
        """Make another kind of file of a report, as its name ends, and write it whole or not at all."""
        self._guard(job.number, lambda: self._export(job, file))

    def _export(self, job: ReportJob, file: str) -> None:
        from tmfcheck.services import reporting

        make = reporting.workbook_bytes if file.lower().endswith(".xlsx") else reporting.word_bytes
        content = make(job.model, job.language, job.second_language, max_bytes=job.max_bytes)
        self._stop_if_cancelled(job.number)
        reporting.save_report(Path(file), content)
        self.exported.emit(job.number, file)

    @Slot(int, int, float)
    def draw(self, number: int, page: int, scale: float) -> None:
        """Draw one page; a page of a report that was replaced meanwhile is left out."""
        if number == self._shown and self._document is not None:
            self._guard(number, lambda: self.drawn.emit(number, page, scale, self._picture(page, scale)))

    @Slot(object)
    def print_pages(self, job: PrintJob) -> None:
        """Send pages to a printer, each exactly as in the file."""
        self._guard(job.number, lambda: self._print(job))

    @Slot()
    def finish(self) -> None:
        """Let the document go, in the thread that opened it, and end that thread."""
        with ONE_AT_A_TIME:
            self._close()
        self.thread().quit()

    def _close(self) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None

    def _guard(self, number: int, work: Callable[[], None]) -> None:
        try:
            work()
        except CancelledError:
            self.stopped.emit(number)
        except TmfCheckError as error:
            self.failed.emit(number, error)
        except Exception as bug:  # noqa: BLE001 - handed to the window's thread, which raises it again
            self.failed.emit(number, bug)

    def _make(self, job: ReportJob) -> None:
        from tmfcheck.services.reporting import report_bytes

        def progress(done: int, steps: int) -> None:
            self._stop_if_cancelled(job.number)
            self.progressed.emit(job.number, done, steps)

        content = report_bytes(job.model, job.language, job.second_language, progress, max_bytes=job.max_bytes)
        self._stop_if_cancelled(job.number)
        self._open(job.number, content)

    def _stop_if_cancelled(self, number: int) -> None:
        if number <= self._cancelled_up_to:
            raise CancelledError

    def _open(self, number: int, content: bytes) -> None:
        import pypdfium2

        with ONE_AT_A_TIME:
            self._close()
            document = pypdfium2.PdfDocument(content)
            self._document, self._shown = document, number
            pages = tuple(document.get_page_size(page) for page in range(len(document)))
            chapters = tuple(_chapters(document))
        self.made.emit(MadeReport(number, content, pages, chapters))

    def _picture(self, page: int, scale: float) -> QImage:
        if self._document is None:
            raise RuntimeError("no report is open")
        with ONE_AT_A_TIME:
            sheet = self._document[page]
            bitmap = sheet.render(scale=scale, prefer_bgrx=True)
            view = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            picture = view.copy()
            bitmap.close()
            sheet.close()
        return picture

    def _print(self, job: PrintJob) -> None:
        from PySide6.QtGui import QPainter

        refused = ReportError("PRINTER_REFUSES", printer=job.printer.printerName() or job.printer.outputFileName())
        painter = QPainter()
        self._turn_sheet(job.printer, job.pages[0])
        if not painter.begin(job.printer):
            raise refused
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        try:
            for done, page in enumerate(job.pages):
                self._stop_if_cancelled(job.number)
                self._turn_sheet(job.printer, page)
                if done and not job.printer.newPage():
                    raise refused
                self._print_page(painter, job.printer, page)
                self.progressed.emit(job.number, done + 1, len(job.pages))
        finally:
            painter.end()
        self.printed.emit(job.number)

    def _turn_sheet(self, printer: QPrinter, page: int) -> None:
        """The sheet lies as the page does, whatever was chosen in the dialog."""
        from PySide6.QtGui import QPageLayout

        width, height = self._size(page)
        is_wide = width > height
        wanted = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
        if printer.pageLayout().orientation() is not wanted:
            printer.setPageOrientation(wanted)

    def _size(self, page: int) -> tuple[float, float]:
        """Of a page, in points."""
        if self._document is None:
            raise RuntimeError("no report is open")
        with ONE_AT_A_TIME:
            width, height = self._document.get_page_size(page)
        return width, height

    def _print_page(self, painter: QPainter, printer: QPrinter, page: int) -> None:
        """One page in its own size; smaller where the paper is, as Letter is for A4, so that nothing is cut off.

        Finer than anybody reads it is not drawn: at the printer's own resolution a page may take half a gigabyte.
        """
        dots = printer.resolution()
        paper = printer.pageLayout().fullRectPixels(dots)
        width, height = (length * dots / _POINTS_PER_INCH for length in self._size(page))
        fit = min(paper.width() / width, paper.height() / height)
        fit = 1.0 if fit > _AS_LARGE else fit
        place = QRectF(
            (paper.width() - width * fit) / 2, (paper.height() - height * fit) / 2, width * fit, height * fit
        )
        painter.drawImage(place, self._picture(page, min(dots, PRINT_DPI) / _POINTS_PER_INCH))


def _chapters(document: pypdfium2.PdfDocument) -> list[ReportChapter]:
    """The bookmarks of the two upper levels."""
    found = []
    for bookmark in document.get_toc():
        target = bookmark.get_dest() if bookmark.level < _BOOKMARK_LEVELS else None
        page = target.get_index() if target is not None else None
        if page is not None:
            found.append(ReportChapter(bookmark.get_title(), page, is_main=bookmark.level == 0))
    return found
