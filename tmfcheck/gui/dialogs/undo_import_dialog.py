"""Before the last import is taken back: what goes away and what stays; then how far it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from tmfcheck.domain.imported_list import LastImport
from tmfcheck.errors import TmfCheckError
from tmfcheck.gui import elements
from tmfcheck.gui.collecting import without_collecting
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog
from tmfcheck.gui.painting import paint_now


class UndoImportDialog(HouseDialog):
    """Accepted, the import was taken back; rejected, nothing was."""

    def __init__(self, context: GuiContext, imported: LastImport, parent: QWidget) -> None:
        texts = context.texts
        super().__init__(context, texts.gettext("Take the last import back"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        came = texts.gettext("“{file}” was imported by {by} on {moment}.")
        came = came.format(file=imported.file, by=imported.by, moment=texts.moment(imported.at))
        added = texts.ngettext(
            "{number} facility it brought goes away.", "{number} facilities it brought go away.", imported.added
        )
        changed = texts.ngettext(
            "{number} facility it completed becomes as it was before.",
            "{number} facilities it completed become as they were before.",
            imported.changed,
        )
        sentences = [came]
        if imported.added:
            sentences.append(added.format(number=texts.number(imported.added)))
        if imported.changed:
            sentences.append(changed.format(number=texts.number(imported.changed)))
        sentences.append(
            texts.gettext("Nothing happens if one of them was changed or assessed since: nobody's work is lost.")
        )
        for words in sentences:
            self.body.addWidget(elements.text(words))
        self._build_progress()
        self.stay = self.add_way_out(texts.gettext("Leave it as it is"))
        self.undo_button = elements.button(texts.gettext("Take it back"), "danger")
        self.undo_button.clicked.connect(self._on_undo_clicked)
        self.add_button(self.undo_button)
        self.stay.setDefault(True)
        self.stay.setFocus()

    def _build_progress(self) -> None:
        gettext = self.context.texts.gettext
        self.busy_words = elements.text(gettext("Taking it back"), "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(gettext("Progress"))
        for part in (self.busy_words, self.bar):
            part.hide()
            self.body.addWidget(part)

    def _on_undo_clicked(self) -> None:
        """Take it back in one transaction, which only this thread may hold; the dialog is painted meanwhile."""
        from tmfcheck.services import register_import

        for part in (self.stay, self.undo_button):
            part.setEnabled(False)
        self.busy_words.show()
        self.bar.show()
        self.take_height()
        self._show_progress(0, 0)
        try:
            with without_collecting():
                register_import.undo_import(self.context.desk, by=self.context.author, heard=self._show_progress)
        except TmfCheckError as error:
            self.reject()
            self.context.report_problem(error)
            return
        self.accept()

    def _show_progress(self, done: int, steps: int) -> None:
        self.bar.setRange(0, steps)
        self.bar.setValue(done)
        paint_now()
