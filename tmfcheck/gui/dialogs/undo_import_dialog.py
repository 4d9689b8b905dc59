"""Before the last import is taken back: what goes away and what stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tmfcheck.domain.imported_list import LastImport
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog


class UndoImportDialog(HouseDialog):
    """Accepted, the import is to be taken back."""

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
        self.stay = self.add_way_out(texts.gettext("Leave it as it is"))
        self.undo_button = self.add_primary(texts.gettext("Take it back"), "danger")
        self.stay.setDefault(True)
        self.stay.setFocus()
