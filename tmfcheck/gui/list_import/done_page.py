"""The last step: what became of the list, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tmfcheck.domain.imported_list import ImportedList
from tmfcheck.gui import elements
from tmfcheck.gui.context import GuiContext
from tmfcheck.gui.theme import SPACE


class DonePage(QWidget):
    """Says what was stored and offers to take it back."""

    undo_asked = Signal()
    facilities_asked = Signal()
    another_asked = Signal()

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self._context = context
        gettext = context.texts.gettext
        self.title, self.words = elements.text("", "title"), elements.text("", "lead")
        self.facilities_button = elements.button(gettext("Show the facilities"), "primary")
        self.facilities_button.clicked.connect(self.facilities_asked)
        self.undo_button = elements.button(gettext("Take the import back"))
        self.undo_button.clicked.connect(self.undo_asked)
        self.another_button = elements.button(gettext("Take in another list"))
        self.another_button.clicked.connect(self.another_asked)
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        for button in (self.facilities_button, self.undo_button, self.another_button):
            row.addWidget(button)
        row.addStretch(1)
        inside = elements.column(spacing=SPACE * 4)
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(elements.card(inside), 0, Qt.AlignmentFlag.AlignTop)

    def show_stored(self, imported: ImportedList) -> None:
        """Say what was stored."""
        gettext = self._context.texts.gettext
        self.title.setText(gettext("The list is in the register"))
        later = gettext("This import can be taken back whole as long as nobody has worked on its facilities.")
        counts = self._counts(gettext("{file}: new {added}, completed {changed}."), imported)
        self.words.setText(f"{counts} {later}")
        self.undo_button.setVisible(True)

    def show_taken_back(self, undone: ImportedList) -> None:
        """Say what was taken back."""
        gettext = self._context.texts.gettext
        self.title.setText(gettext("The import is taken back"))
        message = gettext("Taken back: {file}. Removed: {added}, as before again: {changed}.")
        self.words.setText(self._counts(message, undone))
        self.undo_button.setVisible(False)

    def _counts(self, message: str, imported: ImportedList) -> str:
        number = self._context.texts.number
        return message.format(
            file=imported.file, added=number(len(imported.added)), changed=number(len(imported.changed))
        )
