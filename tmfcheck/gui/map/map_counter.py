"""The counter where the map in view is handed out: saved as a file or sent to a printer, and told where it went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tmfcheck.errors import TmfCheckError
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.map.background import Errand
from tmfcheck.gui.map.map_output import PRINT_DPI, MapOrder, printing, saving, with_ending

_KINDS = "PDF (*.pdf);;PNG (*.png);;SVG (*.svg)"


class MapCounter(QObject):
    """Takes one order at a time; ``order`` gives what is in view, None while there is nothing."""

    told = Signal(str)
    """What became of the order, as a sentence."""
    busy_changed = Signal(bool)

    def __init__(self, context: GuiContext, page: QWidget, order: Callable[[], MapOrder | None]) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._order = order
        self._errand: Errand | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a map is being made."""
        return self._errand is not None

    def give_up(self) -> None:
        """Nobody waits for the map any more."""
        if self._errand is not None:
            self._errand.give_up()
            self._errand = None

    def ask_to_save(self) -> None:
        """Ask for a file and write the map there."""
        from PySide6.QtWidgets import QFileDialog

        gettext = self._context.texts.gettext
        proposed = str(self._context.settings.export_folder / f"{gettext('Map')}.pdf")
        chosen, kind = QFileDialog.getSaveFileName(self._page, gettext("Save the map"), proposed, _KINDS)
        if chosen:
            self.save_to(with_ending(chosen, kind))

    def save_to(self, out: Path) -> None:
        """Write what is in view, whole or not at all."""
        order = self._order()
        if order is not None and not self.is_busy:
            self._context.settings.export_folder = out.parent
            self._begin(saving(order, out), self._on_saved)

    def ask_to_print(self) -> None:
        """Ask for a printer and send the map there."""
        from PySide6.QtGui import QPageLayout, QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setFullPage(True)
        printer.setDocName(self._context.texts.gettext("Map"))
        dialog = QPrintDialog(printer, self._page)
        dialog.setWindowTitle(self._context.texts.gettext("Print"))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: object) -> None:
        """Send what is in view to a printer."""
        from PySide6.QtPrintSupport import QPrinter

        order = self._order()
        if order is not None and isinstance(printer, QPrinter) and not self.is_busy:
            self._begin(printing(order, printer), self._on_printed)

    def _begin(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        self.told.emit(self._context.texts.gettext("Making the map"))

        def take(result: object) -> None:
            self._rest()
            then(result)

        self._errand = Errand(self, work, take, self._on_bug)
        self.busy_changed.emit(True)

    def _rest(self) -> None:
        self._errand = None
        self.busy_changed.emit(False)

    def _on_bug(self) -> None:
        """The next order can be taken all the same."""
        self._rest()
        self.told.emit("")

    def _on_saved(self, result: object) -> None:
        if isinstance(result, TmfCheckError):
            self._refuse(result)
            return
        self._context.problem_over.emit()
        name = Path(str(result)).name
        self.told.emit(self._context.texts.gettext("The map is in {file}").format(file=name))

    def _on_printed(self, result: object) -> None:
        if isinstance(result, TmfCheckError):
            self._refuse(result)
        else:
            self.told.emit(self._context.texts.gettext("The map went to the printer."))

    def _refuse(self, error: TmfCheckError) -> None:
        self.told.emit("")
        self._context.report_problem(error)
