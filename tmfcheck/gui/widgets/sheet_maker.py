"""The button that writes one page on a facility, and the word of where it lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from tmfcheck.domain.facility import Facility
from tmfcheck.domain.pack import Pack
from tmfcheck.doubt_messages import doubt_sentence
from tmfcheck.gui import elements
from tmfcheck.gui.clerk import Clerk
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import Texts
from tmfcheck.paths import safe_file_name
from tmfcheck.services import facility_sheets
from tmfcheck.services.output_files import write_file


class SheetMaker(QWidget):
    """Writes in the languages of the report, away from the window."""

    def __init__(self, context: GuiContext, pack: Pack) -> None:
        super().__init__()
        self._context, self._pack = context, pack
        self._facility: Facility | None = None
        self.button = elements.button(context.texts.gettext("Facility sheet as PDF"))
        self.clerk = Clerk(self)
        self.clerk.failed.connect(context.report_problem)
        self.clerk.idle.connect(lambda: self.button.setEnabled(True))
        elements.set_icon(self.button, "file-text", context.theme)
        self.button.clicked.connect(self._on_clicked)
        self.notice = elements.text("", "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 3)
        row.addWidget(self.button)
        row.addWidget(self.notice, 1)

    def show_facility(self, facility: Facility) -> None:
        """From now on the sheet is of this facility; emits nothing."""
        if self._facility is None or self._facility.id != facility.id:
            self.notice.setText("")
        self._facility = facility

    def retire(self) -> None:
        """End the thread."""
        self.clerk.stop()

    def _on_clicked(self) -> None:
        facility, settings = self._facility, self._context.settings
        if facility is None:
            return
        gettext = self._context.texts.gettext
        name = safe_file_name(facility.name, 80) or gettext("facility")
        proposed = str(settings.export_folder / f"{name}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, gettext("Save as PDF"), proposed, "PDF (*.pdf)")
        if chosen:
            self.write(facility, Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def write(self, facility: Facility, out: Path) -> None:
        """Write the sheet, whole or not at all, and say where it is."""
        settings, desk = self._context.settings, self._context.desk
        language, second = settings.report_language, settings.second_report_language
        texts = Texts(language)
        doubts = facility_sheets.sheet_questions(desk, facility)
        questions = [doubt_sentence(doubt.code, doubt.data, texts) for doubt in doubts]
        model = facility_sheets.facility_sheet(desk, self._pack, facility, questions)
        settings.export_folder = out.parent
        self.button.setEnabled(False)
        self.clerk.send(
            lambda _heard: write_file(out, facility_sheets.sheet_bytes(model, language, second)),
            lambda _done: self._on_written(out),
        )

    def _on_written(self, out: Path) -> None:
        self.notice.setText(self._context.texts.gettext("The sheet is in {file}").format(file=out))
