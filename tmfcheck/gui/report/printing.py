"""Asking the system for a printer, set up for A4 pages drawn as they are in the file, and which it shall print."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tmfcheck.gui.report.worker import PRINT_DPI
from tmfcheck.i18n import Texts


def pages_in_order(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The pages (from 0) of so many that a printer is to be sent, in the order in which they are to come out.

    Copies are counted in where the printer's driver does not make them itself.
    """
    chosen = printer.pageRanges()
    pages = [page for page in range(count) if chosen.isEmpty() or chosen.contains(page + 1)]
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return tuple(pages * copies)
    return tuple(page for page in pages for _copy in range(copies))


def ask_printer(parent: QWidget, texts: Texts, name: str, pages: int) -> QPrinter | None:
    """The printer and pages the user chose in the system's dialog, None where they gave up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setWindowTitle(texts.gettext("Print"))
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
