"""The line over the report that offers the notice while an immediate danger is open, long before the report is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.report_model import ReportModel
from tmfcheck.domain.report_options import ReportOptions
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.presenters.in_background import in_background
from tmfcheck.gui.theme import SPACE
from tmfcheck.paths import safe_file_name
from tmfcheck.services.reporting import notice_bytes, report_model, save_report


class NoticeWriter(QObject):
    """One notice on its way into a file; it is written and opened also where the page that asked for it is gone."""

    ended = Signal(object)
    """The file that was written, or None."""

    def __init__(self, context: GuiContext, model: ReportModel, file: Path) -> None:
        super().__init__(context)
        self._context = context
        self._model = model
        self._language = context.settings.report_language
        self._file = file

    def start(self) -> None:
        """Print and write away from the window."""
        in_background(self._write, self._on_done, self._on_failed)

    def _write(self) -> None:
        save_report(self._file, notice_bytes(self._model, self._language))

    def _on_done(self) -> None:
        self._context.problem_over.emit()
        self._context.settings.export_folder = self._file.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))
        self.ended.emit(self._file)
        self.deleteLater()

    def _on_failed(self, error: Exception) -> None:
        self.ended.emit(None)
        self.deleteLater()
        if not isinstance(error, TmfCheckError):
            raise error
        self._context.report_problem(error)


class DangerLine(QWidget):
    """Hidden where no danger is marked; its button writes the one-page notice in all three languages."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        self._state: AssessmentState | None = None
        gettext = context.texts.gettext
        self.words = elements.text("")
        self.notice_button = elements.button(gettext("Write the notice"), "danger")
        self.notice_button.clicked.connect(self._on_notice_clicked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        row.addWidget(self.words, 1)
        row.addWidget(self.notice_button)
        around = QVBoxLayout(self)
        around.setContentsMargins(SPACE * 6, SPACE * 3, SPACE * 6, 0)
        around.addWidget(elements.card(row, kind="danger"))
        row.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 2, SPACE * 2)
        self.hide()

    def show_state(self, state: AssessmentState) -> None:
        """Show how many dangers are open, or nothing."""
        self._state = state
        self._show_count(state)

    def _show_count(self, state: AssessmentState) -> None:
        count = len(state.dangers)
        words = self._context.texts.ngettext(
            "{number} immediate danger is open. Hand the notice over before you leave the site.",
            "{number} immediate dangers are open. Hand the notice over before you leave the site.",
            count,
        )
        self.words.setText(words.format(number=count))
        self.setVisible(count > 0)

    def _on_notice_clicked(self) -> None:
        if self._state is None:
            return
        gettext = self._context.texts.gettext
        name = gettext("Notice of immediate danger {facility}").format(facility=self._state.facility.name)
        proposed = self._context.settings.export_folder / (safe_file_name(name) + ".pdf")
        title = gettext("Write the notice")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(proposed), "PDF (*.pdf)")
        if chosen:
            self.write_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def write_to(self, file: Path) -> None:
        """Write the notice away from the window and open it, so that it can be printed at once."""
        if self._state is None or not self.notice_button.isEnabled():
            return
        try:
            model = report_model(self._context.desk, self._state, ReportOptions(photos=None))
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        self.notice_button.setEnabled(False)
        self.words.setText(self._context.texts.gettext("Writing {file}…").format(file=file.name))
        writer = NoticeWriter(self._context, model, file)
        writer.ended.connect(self._on_ended)
        writer.start()

    def _on_ended(self, file: Path | None) -> None:
        self.notice_button.setEnabled(True)
        if file is not None:
            self.words.setText(self._context.texts.gettext("The notice is in {file}").format(file=file))
        elif self._state is not None:
            self._show_count(self._state)
