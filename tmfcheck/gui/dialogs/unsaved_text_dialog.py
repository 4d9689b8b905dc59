"""Before a text that could not be stored is given up: what it is, and that it can still be copied."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.dialogs.house_dialog import HouseDialog


class UnsavedTextDialog(HouseDialog):
    """Accepted, the text is given up; turned away, the program stays open and goes on trying."""

    def __init__(self, context: GuiContext, text: str, parent: QWidget) -> None:
        gettext = context.texts.gettext
        super().__init__(context, gettext("A text is not stored yet"), parent)
        words = gettext(
            "This text could not be stored; the line under the header says why. Everything else is stored. "
            "Stay, and it is tried again; or copy it before you close."
        )
        self.body.addWidget(elements.text(words))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(gettext("The text that is not stored"))
        self.body.addWidget(self.text)
        self.give_up = elements.button(gettext("Close without it"), "danger")
        self.give_up.clicked.connect(self.accept)
        self.add_button(self.give_up)
        self.stay = self.add_way_out(gettext("Stay"))
        self.stay.setDefault(True)
        self.stay.setFocus()
