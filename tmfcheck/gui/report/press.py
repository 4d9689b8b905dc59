"""The print shop's counter: hands jobs to the worker's thread and passes on what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QImage

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.leaving import leave
from tmfcheck.gui.report.worker import MadeReport, PrintJob, ReportJob, ReportWorker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from tmfcheck.domain.report_model import ReportModel


class Press(QObject):
    """Keeps one worker in one thread; only answers to the newest job are passed on."""

    progressed = Signal(int, int)
    made = Signal(object)
    drawn = Signal(int, float, QImage)
    exported = Signal(str)
    printed = Signal()
    stopped = Signal()
    failed = Signal(object)
    """A TmfCheckError; a bug of the worker is raised here instead."""

    _make_asked = Signal(object)
    _export_asked = Signal(object, str)
    _draw_asked = Signal(int, int, float)
    _print_asked = Signal(object)
    _finish_asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job = 0
        self._report = 0
        self._thread = QThread()
        self._worker = ReportWorker()
        self._worker.moveToThread(self._thread)
        self._make_asked.connect(self._worker.make)
        self._export_asked.connect(self._worker.export)
        self._draw_asked.connect(self._worker.draw)
        self._print_asked.connect(self._worker.print_pages)
        self._finish_asked.connect(self._worker.finish)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.made.connect(self._on_made)
        self._worker.drawn.connect(self._on_drawn)
        self._worker.exported.connect(self._on_exported)
        self._worker.printed.connect(self._on_printed)
        self._worker.stopped.connect(self._on_stopped)
        self._worker.failed.connect(self._on_failed)
        self._thread.start()

    def make(
        self, model: ReportModel, language: str, second_language: str | None, max_bytes: int | None = None
    ) -> None:
        """Make a report; whatever is under way is given up."""
        self._report = self._next_job()
        self._make_asked.emit(ReportJob(self._report, model, language, second_language, max_bytes))

    def export(
        self,
        model: ReportModel,
        language: str,
        second_language: str | None,
        file: str,
        max_bytes: int | None = None,
    ) -> None:
        """Write a report as another kind of file, as its name ends."""
        self._export_asked.emit(ReportJob(self._next_job(), model, language, second_language, max_bytes), file)

    def draw(self, page: int, scale: float) -> None:
        """Draw a page of the newest report."""
        self._draw_asked.emit(self._report, page, scale)

    def print_pages(self, printer: QPrinter, pages: tuple[int, ...]) -> None:
        """Send pages (from 0) of the newest report to a printer."""
        self._print_asked.emit(PrintJob(self._next_job(), printer, pages))

    def _next_job(self) -> int:
        """Give up what is under way and count on."""
        self.cancel()
        self._job += 1
        return self._job

    def cancel(self) -> None:
        """Give up what is under way."""
        self._worker.cancel(self._job)

    def stop(self) -> None:
        """Let the thread end by itself; called when the screen goes."""
        self.cancel()
        leave(self._thread, self._worker)
        self._finish_asked.emit()

    def _on_progressed(self, number: int, done: int, steps: int) -> None:
        if number == self._job:
            self.progressed.emit(done, steps)

    def _on_made(self, report: MadeReport) -> None:
        if report.number == self._report:
            self.made.emit(report)

    def _on_drawn(self, number: int, page: int, scale: float, picture: QImage) -> None:
        if number == self._report:
            self.drawn.emit(page, scale, picture)

    def _on_exported(self, number: int, file: str) -> None:
        if number == self._job:
            self.exported.emit(file)

    def _on_printed(self, number: int) -> None:
        if number == self._job:
            self.printed.emit()

    def _on_stopped(self, number: int) -> None:
        if number == self._job:
            self.stopped.emit()

    def _on_failed(self, number: int, error: Exception) -> None:
        if not isinstance(error, TmfCheckError):
            # Whoever waits for the job is let go before the bug is told.
            self._on_stopped(number)
            raise error
        if number == self._job:
            self.failed.emit(error)
