"""The blank checklist for paper: which group, in which languages, and where the PDF goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from tmfcheck.domain.pack import Pack
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.form_dialog import FormDialog
from tmfcheck.gui.theme import SPACE
from tmfcheck.i18n import LANGUAGES
from tmfcheck.paths import safe_file_name
from tmfcheck.services.output_files import write_file
from tmfcheck.services.reporting import blank_checklist

_WIDTH = 600


class BlankChecklistDialog(FormDialog):
    """Writes the PDF and stays open, so that another group or language can follow."""

    def __init__(self, context: GuiContext, pack: Pack, fingerprint: str, group: str | None, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, parent, gettext("Blank checklist"), gettext("Save as PDF"), _WIDTH)
        self._pack = pack
        self._fingerprint = fingerprint
        self._written: Path | None = None
        words = gettext("Every question with its code, boxes for the answers and room for notes, to fill in by hand.")
        self.fields.addWidget(elements.text(words, "muted"))
        self.fields.addSpacing(SPACE * 3)
        self._build_group(group)
        self._build_languages()
        self._build_notice()
        self.way_out.setText(gettext("Close"))

    # --------------------------------------------------------------- parts

    def _build_group(self, chosen: str | None) -> None:
        texts, content = self.context.texts, self.context.content
        self.group_field = QComboBox()
        for group in self._pack.groups:
            count = len(self._pack.questions_of(group.id))
            if count:
                counted = texts.ngettext("{number} question", "{number} questions", count)
                number = counted.format(number=texts.number(count))
                self.group_field.addItem(f"{group.id} · {content.pick(group.title)} · {number}", group.id)
        self.group_field.setCurrentIndex(max(0, self.group_field.findData(chosen)))
        self.add_field(texts.gettext("Checklist"), self.group_field)

    def _build_languages(self) -> None:
        gettext, settings = self.context.texts.gettext, self.context.settings
        self.language_field, self.second_field = QComboBox(), QComboBox()
        self.second_field.addItem(gettext("one language only"), "")
        for code in self._pack.languages:
            self.language_field.addItem(LANGUAGES.get(code, code), code)
            self.second_field.addItem(LANGUAGES.get(code, code), code)
        self.language_field.setCurrentIndex(max(0, self.language_field.findData(settings.report_language)))
        second = self.second_field.findData(settings.second_report_language or "")
        self.second_field.setCurrentIndex(max(0, second))
        self.add_field(gettext("Language"), self.language_field)
        self.add_field(gettext("Second language"), self.second_field)

    def _build_notice(self) -> None:
        self.notice = elements.text("")
        self.open_button = elements.button(self.context.texts.gettext("Open"), "quiet")
        self.open_button.clicked.connect(self._on_open_clicked)
        self._notice_room = QWidget()
        row = QHBoxLayout(self._notice_room)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.notice, 1)
        row.addWidget(self.open_button)
        self._notice_room.hide()
        self.fields.addWidget(self._notice_room)

    # ------------------------------------------------------------ the user

    def group(self) -> str:
        """The chosen group."""
        return str(self.group_field.currentData())

    def languages(self) -> tuple[str, str | None]:
        """The chosen language, and the second one beside it."""
        language, second = str(self.language_field.currentData()), str(self.second_field.currentData())
        return language, None if second in ("", language) else second

    def file_name(self) -> str:
        """A name that says which checklist of which edition in which languages."""
        languages = "-".join(part for part in self.languages() if part)
        name = f"{self._pack.id} {self._pack.edition} {self.group()} {languages}"
        return safe_file_name(name) + ".pdf"

    def accept(self) -> None:
        """Ask where the PDF goes and write it; the dialog stays open."""
        gettext = self.context.texts.gettext
        proposed = str(self.context.settings.export_folder / self.file_name())
        chosen, _kind = QFileDialog.getSaveFileName(self, gettext("Save as PDF"), proposed, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def save_to(self, file: Path) -> None:
        """Write the checklist, whole or not at all, and say where it is."""
        try:
            write_file(file, blank_checklist(self._pack, self._fingerprint, self.group(), *self.languages()))
        except TmfCheckError as error:
            self.show_problem(error)
            return
        self._written = file
        self.context.settings.export_folder = file.parent
        self.notice.setText(self.context.texts.gettext("The checklist is in {file}").format(file=file))
        self._notice_room.show()
        self.show_problem(None)

    def _on_open_clicked(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))
