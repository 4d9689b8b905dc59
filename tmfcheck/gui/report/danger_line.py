"""The line over the report that offers the notice while an immediate danger is open, long before the report is done."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.assessment import AssessmentState
from tmfcheck.domain.report_options import ReportOptions
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.services.reporting import notice_bytes, report_model, save_report


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
        proposed = self._context.settings.export_folder / (re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", name)[:120] + ".pdf")
        title = gettext("Write the notice")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(proposed), "PDF (*.pdf)")
        if chosen:
            self.write_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def write_to(self, file: Path) -> None:
        """Write the notice and open it, so that it can be printed at once."""
        if self._state is None:
            return
        try:
            model = report_model(self._context.desk, self._state, ReportOptions(photos=None))
            save_report(file, notice_bytes(model, self._context.settings.report_language))
        except TmfCheckError as error:
            self._context.report_problem(error)
            return
        self._context.problem_over.emit()
        self._context.settings.export_folder = file.parent
        self.words.setText(self._context.texts.gettext("The notice is in {file}").format(file=file))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
