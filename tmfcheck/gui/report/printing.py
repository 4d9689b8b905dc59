"""Asking the system for a printer, set up for A4 pages drawn as they are in the file."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tmfcheck.gui.report.worker import PRINT_DPI
from tmfcheck.i18n import Texts


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
