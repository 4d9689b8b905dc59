"""Before a backup is put in the archive's place: what happens, and that nothing is deleted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog


class RestoreDialog(HouseDialog):
    """Accepted, the backup is to be put back; ``moment`` says in words when it was made."""

    def __init__(self, context: GuiContext, moment: str, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("Restore a backup"), parent)
        sentences = (
            gettext("The archive goes back to how it was on {moment}."),
            gettext("What was entered after that is not in it any more."),
            gettext("The present file is set aside in the same folder under another name; nothing is deleted."),
        )
        for words in sentences:
            self.body.addWidget(elements.text(words.format(moment=moment)))
        self.stay = self.add_way_out(gettext("Leave it as it is"))
        self.restore_button = self.add_primary(gettext("Restore"), "danger")
        self.stay.setDefault(True)
        self.stay.setFocus()
